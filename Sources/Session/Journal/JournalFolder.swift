import Files
import Glibc

/// Where the journals of interactive sessions lie.
public struct JournalFolder: Sendable {
  /// The folder; made when the first journal is.
  let path: String

  /// So many journals that are done with are kept, for so many days …
  static let kept = (count: 20, days: 30)
  /// … and so many that could still be recovered; older ones are removed with a message.
  static let keptUnrecovered = (count: 50, days: 365)

  /// The journals of this folder.
  public init(_ path: String) { self.path = path }

  /// The folder that `TANGENT_JOURNAL` names (nil when that is empty), or `tangent/journals` in the
  /// folder where programs keep their state.
  public init?(_ variable: (String) -> String?) {
    if let path = variable("TANGENT_JOURNAL") {
      guard !path.isEmpty else { return nil }
      self.path = path
    } else if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      path = "\(state)/tangent/journals"
    } else if let home = variable("HOME") {
      path = "\(home)/.local/state/tangent/journals"
    } else {
      return nil
    }
  }

  /// One line that offers to recover what was not ended as it should; nil when there is nothing.
  public var offer: String? {
    let found = unrecovered()
    guard let newest = found.first else { return nil }
    let size = counted(newest.records.count, "statement")
    return found.count == 1
      ? "a session of \(newest.date) broke off after \(size).\nrecover brings it back"
      : "\(found.count) sessions broke off, the last one of \(newest.date) after \(size).\nrecover brings it back"
  }

  /// The journals of sessions that broke off, the newest first.
  func unrecovered() -> [JournalFile] {
    let files = files()
    let replaced = Set(files.flatMap(\.predecessors))
    return files.filter { !$0.isClosed && $0.holdsSomething && !replaced.contains($0.name) }
  }

  /// Removes old journals, and what killed processes left.
  ///
  /// - Returns: a sentence for every journal that could still have been recovered.
  public func prune() -> [String] {
    AtomicFile.removeAbandoned(besides: path + "/x")
    var remarks: [String] = []
    var (done, open) = (0, 0)
    for file in files() {
      var about = stat()
      guard stat(file.path, &about) == 0 else { continue }
      let days = (time(nil) - about.st_mtim.tv_sec) / 86400
      if file.isClosed || !file.holdsSomething {
        done += 1
        if done > Self.kept.count || days > Self.kept.days { remove(file) }
      } else {
        open += 1
        guard open > Self.keptUnrecovered.count || days > Self.keptUnrecovered.days else {
          continue
        }
        remove(file)
        remarks.append(
          "the journal of \(file.date), \(counted(file.records.count, "statement")) that were never recovered, was removed: it is too old"
        )
      }
    }
    return remarks
  }

  private func remove(_ file: JournalFile) {
    unlink(file.snapshot)
    unlink(file.path)
  }

  /// The journals no living process writes, the newest first.
  private func files() -> [JournalFile] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".ntk"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted(by: >).compactMap { name in
      let path = "\(path)/\(name)"
      return Self.isLocked(path) ? nil : try? JournalFile(path)
    }
  }

  /// Whether a process keeps the file locked; the lock ends with the process, however it ends.
  private static func isLocked(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }
}
