import Glibc

/// Writes files so that a reader, or a power cut, sees the old file or the new one and nothing
/// between: a temporary name in the same folder, fsync, rename, fsync of the folder.
public enum AtomicFile {
  /// Lets `body` write a temporary file, then gives it its name. When anything fails the
  /// temporary file is removed and the old one, if any, is untouched.
  ///
  /// - Parameters:
  ///   - replacing: whether an existing file may be replaced.
  ///   - body: fills the file of the name it is given, which exists and is empty.
  /// - Throws: ``FileError`` when the folder is missing or not writable, when there is a file of
  ///   that name already, or when the disk is full.
  public static func write(
    to path: String, replacing: Bool, _ body: (_ temporary: String) throws(FileError) -> Void
  ) throws(FileError) {
    let target = try place(of: path, replacing: replacing)
    let temporary = try createTemporary(beside: target.path, for: path, mode: target.mode)
    var isMoved = false
    defer { if !isMoved { unlink(temporary) } }
    try body(temporary)
    try synchronise(temporary, as: path)
    // A link never overwrites, so a file that appeared meanwhile stays; file systems without links
    // get a plain rename.
    if !replacing {
      if link(temporary, target.path) == 0 {
        synchroniseFolder(of: target.path)
        return
      }
      if errno == EEXIST { throw exists(path) }
    }
    guard rename(temporary, target.path) == 0 else {
      throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
    }
    isMoved = true
    synchroniseFolder(of: target.path)
  }

  /// The same for content that is at hand.
  public static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool
  ) throws(FileError) {
    try write(to: path, replacing: replacing) { (temporary) throws(FileError) in
      let file = try OutputFile(temporary, as: path)
      try bytes.withRawBytes { (raw) throws(FileError) in try file.write(raw) }
    }
  }

  /// Makes a folder and those above it, for its owner alone.
  ///
  /// - Throws: ``FileError`` when there is a file of one of these names, or no permission.
  public static func makeFolder(_ path: String) throws(FileError) {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      folder += "/" + part
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw FileError(path, "cannot be made: \(FileContents.reason(errno))")
      }
    }
    var about = stat()
    guard stat(path, &about) == 0, about.st_mode & S_IFMT == S_IFDIR else {
      throw FileError(path, "cannot be made: there is a file of that name")
    }
  }

  /// Removes what processes that were killed left half-written beside a file: temporary files of
  /// processes that no longer live, once they are ten minutes old (in a folder that several machines
  /// share, another one's process may bear a number that is free here).
  public static func removeAbandoned(besides path: String) {
    let folder = folder(of: path)
    guard let entries = opendir(folder) else { return }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let parts = name.split(separator: "-")
      // libzip adds letters of its own while it writes.
      guard parts.count == 3, parts[0] == ".tangent", parts[2].contains(".tmp"),
        let process = pid_t(parts[1]), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      var about = stat()
      let file = "\(folder)/\(name)"
      if stat(file, &about) == 0, time(nil) - about.st_mtim.tv_sec > 600 { unlink(file) }
    }
  }

  private static func exists(_ path: String) -> FileError {
    FileError(path, "exists already", suggestion: "with replace=yes writes over it")
  }

  /// Where the file really goes (links are followed, as an editor would) and the mode it keeps.
  private static func place(
    of path: String, replacing: Bool
  ) throws(FileError) -> (path: String, mode: mode_t?) {
    guard !path.isEmpty, !path.utf8.contains(0), path.utf8.last != UInt8(ascii: "/") else {
      throw FileError(path, "is not a file name")
    }
    var info = stat()
    guard stat(path, &info) == 0 else {
      let folder = folder(of: path)
      var about = stat()
      guard stat(folder, &about) == 0, about.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(path, "cannot be written: there is no folder “\(folder)”")
      }
      return (path, nil)
    }
    if info.st_mode & S_IFMT == S_IFDIR { throw FileError(path, "is a folder, not a file") }
    guard replacing else { throw exists(path) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw FileError(path, "is not a plain file") }
    guard let resolved = realpath(path, nil) else {
      throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
    }
    defer { free(resolved) }
    return (String(cString: resolved), info.st_mode & 0o7777)
  }

  private static func createTemporary(
    beside target: String, for path: String, mode: mode_t?
  ) throws(FileError) -> String {
    let folder = folder(of: target)
    while true {
      let temporary = "\(folder)/.tangent-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else {
        throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
      }
      if let mode { fchmod(descriptor, mode) }
      close(descriptor)
      return temporary
    }
  }

  private static func synchronise(_ temporary: String, as path: String) throws(FileError) {
    let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
    }
  }

  /// Some file systems cannot synchronise folders; the file itself is safe then as well.
  public static func synchroniseFolder(of path: String) {
    let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A file being written; closed with its owner.
struct OutputFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// - Parameter path: the name the user knows it by, for messages.
  init(_ temporary: String, as path: String) throws(FileError) {
    descriptor = open(temporary, O_WRONLY | O_TRUNC | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else {
      throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let done = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if done < 0, errno == EINTR { continue }
      guard done > 0 else {
        throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
      }
      rest = rest.dropFirst(done)
    }
  }

  func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withRawBytes { (raw) throws(FileError) in try write(raw) }
  }
}
