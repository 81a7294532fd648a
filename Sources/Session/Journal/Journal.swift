import Files
import Glibc
import Language

/// The journal of one interactive session: every statement with its results, on disk before the next
/// prompt, and now and then the whole workspace beside it.
public final class Journal {
  private let folder: JournalFolder
  private let directory: String
  private var descriptor: Int32 = -1
  private var path = ""
  /// How many records are in the file.
  private var records = 0
  /// The file's length after its last whole record.
  private var length: off_t = 0
  /// Records that could not be written yet.
  private var pending: [String] = []
  private var hasSnapshot = false
  private var isChanged = false
  /// A statement was noted that only a snapshot can bring back.
  private var owesSnapshot = false
  private var snapshotTime = ContinuousClock.now
  private var lastWarning = ""

  /// A journal that is begun with the first statement.
  ///
  /// - Parameter directory: the folder relative paths belong to.
  public init(_ folder: JournalFolder, directory: String) {
    self.folder = folder
    self.directory = directory
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Keeps what a session holds already, such as the names of a script it began with.
  ///
  /// - Returns: what went wrong, to be told once.
  public func begin(with session: Session) -> String? {
    guard !session.names.isEmpty else { return nil }
    return guarded { () throws(FileError) in
      try open(session)
      try keep(session, covering: 0)
    }
  }

  /// Notes the statement that a session has just run.
  ///
  /// - Returns: what went wrong, to be told once.
  public func note(_ session: Session) -> String? {
    guard let step = session.step else { return nil }
    if step.snapshot == .always || (step.snapshot == .whereThereIsOne && hasSnapshot) {
      owesSnapshot = true
    }
    isChanged = true
    return guarded { () throws(FileError) in
      do throws(FileError) {
        try open(session)
        // First the workspace: a kill between the two must not leave a statement that nothing covers.
        if owesSnapshot { try keep(session, covering: records + pending.count + 1) }
      } catch {
        pending.append(step.text)
        if descriptor >= 0 { try append() }
        throw error
      }
      pending.append(step.text + step.succession)
      try append()
      step.recovered?.close(.recovered)
      let autosave = session.settings.autosave
      if autosave > 0, isChanged, snapshotTime.duration(to: .now) >= .seconds(autosave) {
        try keep(session, covering: records)
      }
    }
  }

  /// Says that the session ended as its user wanted.
  public func end() {
    guard descriptor >= 0, let file = try? JournalFile(path) else { return }
    file.close(.ended)
  }

  // MARK: The file

  private func open(_ session: Session) throws(FileError) {
    guard descriptor < 0 else { return }
    try AtomicFile.makeFolder(folder.path)
    let name = "\(Self.timestamp())-\(getpid())"
    for attempt in 0..<100 {
      let candidate = "\(folder.path)/\(name)\(attempt == 0 ? "" : "-\(attempt)").ntk"
      descriptor = Glibc.open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 { path = candidate }
      if descriptor >= 0 || errno != EEXIST { break }
    }
    guard descriptor >= 0 else {
      throw FileError(folder.path, "cannot be written: \(String(cString: strerror(errno)))")
    }
    // Other shells hold it for a moment when they look whether anybody does.
    flock(descriptor, LOCK_EX)
    let start = SettingValues()
    let settings = Settings.all.compactMap { setting in
      let text = setting.current(session.settings)
      return text == setting.current(start) ? nil : "set \(setting.entry.name) \(text)"
    }
    do {
      try write(JournalFile.record(0, JournalFile.head(folder: directory, settings: settings)))
    } catch {
      close(descriptor)
      unlink(path)
      descriptor = -1
      throw error
    }
    AtomicFile.synchroniseFolder(of: path)
  }

  private func append() throws(FileError) {
    let texts = pending.enumerated().map { JournalFile.record(records + $0 + 1, $1) }
    try write(texts.joined())
    records += pending.count
    pending = []
  }

  /// Writes whole records or none.
  private func write(_ text: String) throws(FileError) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      done += count
    }
    guard done == bytes.count, fsync(descriptor) == 0 else {
      let reason = String(cString: strerror(errno))
      ftruncate(descriptor, length)
      lseek(descriptor, length, SEEK_SET)
      throw FileError(
        path, "cannot be written: \(reason.prefix(1).lowercased() + reason.dropFirst())")
    }
    length += off_t(bytes.count)
  }

  private func keep(_ session: Session, covering count: Int) throws(FileError) {
    // The pause between two autosaves begins when one has ended, however long it takes.
    defer { snapshotTime = .now }
    let name = String(
      path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
    try WorkspaceFile.write(
      session, to: "\(path.dropLast(4)).npz", replacing: true,
      place: WorkspaceFile.Place(journal: name, records: count))
    hasSnapshot = true
    isChanged = false
    owesSnapshot = false
  }

  private func guarded(_ body: () throws(FileError) -> Void) -> String? {
    do throws(FileError) {
      try body()
      lastWarning = ""
      return nil
    } catch {
      defer { lastWarning = error.message }
      return error.message == lastWarning
        ? nil : "\(error.message); until it can, recover will not bring back what follows"
    }
  }

  /// Local time to the millisecond, so that names sort by time.
  private static func timestamp() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    localtime_r(&now.tv_sec, &parts)
    func digits(_ n: Int, _ width: Int) -> String {
      let text = "\(n)"
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let day =
      "\(parts.tm_year + 1900)" + digits(Int(parts.tm_mon) + 1, 2) + digits(Int(parts.tm_mday), 2)
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }.joined()
    return "\(day)-\(clock)-\(digits(now.tv_nsec / 1_000_000, 3))"
  }
}
