import CZlib
import Glibc

/// The bytes of a file, read whole. Folders, devices and pipes are refused, and so is a file that
/// is larger than the memory there is.
public enum FileContents {
  /// Every byte of a plain file.
  ///
  /// - Throws: ``FileError``.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let size = try size(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path, "cannot be read: \(reason(errno))") }
    defer { close(descriptor) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = 0
      while count < size, let base = buffer.baseAddress {
        let got = Glibc.read(descriptor, base + count, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard failure == 0 else { throw FileError(path, "cannot be read: \(reason(failure))") }
    return bytes
  }

  /// The size in bytes of a file that can be read.
  static func size(_ path: String) throws(FileError) -> Int {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw FileError(path, "is not a file name") }
    var info = stat()
    guard stat(path, &info) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw FileError.missing(path) }
      throw FileError(path, "cannot be read: \(reason(errno))")
    }
    if info.st_mode & S_IFMT == S_IFDIR { throw FileError(path, "is a folder, not a file") }
    guard info.st_mode & S_IFMT == S_IFREG else { throw FileError(path, "is not a plain file") }
    guard Memory.holds(info.st_size) else {
      throw FileError(
        path, "holds \(Memory.describe(Double(info.st_size))), more than the memory there is")
    }
    return info.st_size
  }

  /// Up to `count` bytes from something that gives them piece by piece and returns 0 at its end.
  /// The memory grows with what is really there, never with what a header asked for.
  static func gather(
    _ count: Int, _ next: (UnsafeMutableRawBufferPointer) throws(FileError) -> Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    let scratch = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(max(count, 1), 1 << 20), alignment: 16)
    defer { scratch.deallocate() }
    while bytes.count < count {
      let wanted = min(scratch.count, count - bytes.count)
      let got = try next(UnsafeMutableRawBufferPointer(rebasing: scratch[..<wanted]))
      if got == 0 { break }
      if bytes.capacity < bytes.count + got {
        // Doubling keeps the copying linear.
        bytes.reserveCapacity(min(count, max(bytes.capacity * 2, got)))
      }
      bytes.append(contentsOf: scratch[..<got])
    }
    return bytes
  }

  /// The system's words for an error number, in the middle of a sentence.
  static func reason(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// A plain or gzipped file, read in pieces: `gzopen` sees which it is.
struct GzipReader: ~Copyable {
  private let path: String
  private let file: gzFile
  /// The largest number of bytes it can give: deflate never shrinks data more than 1032 times
  /// (zlib's technical notes), so a larger claim is a lie whatever follows.
  let limit: Int

  init(_ path: String) throws(FileError) {
    let size = try FileContents.size(path)
    guard let file = gzopen(path, "rb") else {
      throw FileError(path, "cannot be read: \(FileContents.reason(errno))")
    }
    gzbuffer(file, 1 << 17)
    self.path = path
    self.file = file
    let (most, overflow) = size.multipliedReportingOverflow(by: 1032)
    // `gzdirect` has to look at the first bytes, which is what makes it right here.
    limit = gzdirect(file) == 1 ? size : overflow ? Int.max : most
  }

  deinit { gzclose(file) }

  /// The next `count` bytes, or fewer at the end of the file.
  func read(_ count: Int) throws(FileError) -> [UInt8] {
    try FileContents.gather(count) { (buffer) throws(FileError) in
      let got = gzread(file, buffer.baseAddress, UInt32(buffer.count))
      var code: Int32 = 0
      // zlib says "path: what is wrong".
      let words = gzerror(file, &code).map { String(cString: $0) } ?? ""
      guard got >= 0, code == Z_OK else {
        throw FileError(
          path,
          code == Z_BUF_ERROR
            ? "is cut short: its compressed data ends early"
            : "is damaged: its compressed data cannot be read"
              + " (\(words.split(separator: ": ").last ?? "for an unknown reason"))")
      }
      return Int(got)
    }
  }
}
