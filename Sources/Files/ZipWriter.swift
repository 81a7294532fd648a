import CZip
import CZlib
import Glibc

/// A zip file being made. Members keep the arrays they are made of until the archive is written and
/// are read piece by piece then, so that no second copy of an array is needed and members and
/// archives beyond 4 GiB are possible (libzip writes zip64 records where sizes or places need them).
struct ZipWriter: ~Copyable {
  private let path: String
  private let deflates: Bool
  private var archive: OpaquePointer?

  /// - Parameters:
  ///   - path: the name the user knows the file by, for messages.
  ///   - deflates: compresses the members that become smaller by it; stored otherwise, as `np.savez`
  ///     does.
  init(_ temporary: String, as path: String, deflates: Bool = false) throws(FileError) {
    self.path = path
    self.deflates = deflates
    var code: Int32 = 0
    archive = zip_open(temporary, ZIP_CREATE | ZIP_TRUNCATE, &code)
    guard archive != nil else {
      throw FileError(path, "cannot be written: \(FileContents.reason(errno))")
    }
  }

  deinit { if let archive { zip_discard(archive) } }

  /// Adds a member of these bytes.
  func add(_ name: String, _ bytes: [UInt8]) throws(FileError) {
    try add(name, head: [], .byte(bytes))
  }

  /// Adds a member: a head and the elements of an array, little-endian.
  func add(_ name: String, head: [UInt8], _ elements: NDArray.Elements) throws(FileError) {
    let failure = FileError(path, "cannot be written: “\(name)” cannot be added")
    guard !name.isEmpty, name.utf8.last != UInt8(ascii: "/"), !name.utf8.contains(0),
      let archive
    else { throw failure }
    let content = ZipContent(head, elements)
    let method = deflates ? content.deflation : nil
    let owner = Unmanaged.passRetained(content)
    guard let source = zip_source_function(archive, ZipContent.answer, owner.toOpaque()) else {
      owner.release()
      throw failure
    }
    let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      throw failure
    }
    // One date for all (1 January 1980, NumPy's as well): the same content gives the same bytes.
    guard
      zip_set_file_compression(
        archive, UInt64(index), method == nil ? ZIP_CM_STORE : ZIP_CM_DEFLATE, method ?? 0) == 0,
      zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0) == 0
    else { throw failure }
  }

  /// Writes the archive.
  consuming func finish() throws(FileError) {
    guard let open = archive else { return }
    guard zip_close(open) == 0 else {
      // zip_close leaves the archive open when it fails; deinit then discards it.
      let error = zip_get_error(open)
      let system = zip_error_system_type(error) == ZIP_ET_SYS ? zip_error_code_system(error) : 0
      let said =
        system != 0 ? FileContents.reason(system) : String(cString: zip_error_strerror(error))
      throw FileError(path, "cannot be written: \(said)")
    }
    archive = nil
  }
}

/// What libzip reads a member from: it asks for the bytes when it writes the archive.
private final class ZipContent {
  private let head: [UInt8]
  private let elements: NDArray.Elements
  private let count: Int
  private var offset = 0

  init(_ head: [UInt8], _ elements: NDArray.Elements) {
    self.head = head
    self.elements = elements
    count = head.count + (elements.withLittleEndianBytes(\.count) ?? 0)
  }

  /// The answers of a source (zip_source_function(3)).
  static let answer: zip_source_callback = { owner, data, length, command in
    guard let owner else { return -1 }
    let content = Unmanaged<ZipContent>.fromOpaque(owner).takeUnretainedValue()
    switch command {
    case ZIP_SOURCE_OPEN:
      content.offset = 0
      return 0
    case ZIP_SOURCE_READ:
      return Int64(content.read(UnsafeMutableRawBufferPointer(start: data, count: Int(length))))
    case ZIP_SOURCE_STAT:
      guard let about = data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
      zip_stat_init(about)
      about.pointee.size = UInt64(content.count)
      about.pointee.valid |= UInt64(ZIP_STAT_SIZE)
      return Int64(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_ERROR:
      // Reading memory cannot fail.
      data?.storeBytes(of: 0, as: Int64.self)
      return 8
    case ZIP_SOURCE_FREE:
      Unmanaged<ZipContent>.fromOpaque(owner).release()
      return 0
    case ZIP_SOURCE_SUPPORTS: return supported
    default: return -1
    }
  }

  private static let supported: Int64 = [
    ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
    ZIP_SOURCE_FREE, ZIP_SOURCE_SUPPORTS,
  ].reduce(0) { $0 | 1 << Int64($1.rawValue) }

  private func read(_ target: UnsafeMutableRawBufferPointer) -> Int {
    let done = copy(from: offset, to: target)
    offset += done
    return done
  }

  private func copy(from start: Int, to target: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    if start < head.count {
      done = min(target.count, head.count - start)
      head.withUnsafeBytes { target.copyBytes(from: $0[start..<(start + done)]) }
    }
    let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
    let at = start + done - head.count
    let copied = elements.withLittleEndianBytes { bytes -> Int in
      let size = min(rest.count, bytes.count - at)
      rest.copyBytes(from: bytes[at..<(at + size)])
      return size
    }
    return done + (copied ?? 0)
  }

  /// The level of deflate that pays for the content, or nil when it does not: measured on 48 kB of
  /// it, since parameters hardly shrink (their mantissas are noise) and images shrink tenfold. Large
  /// members take the fastest level, whose files are a tenth larger and made four times as fast.
  var deflation: UInt32? {
    let piece = 16 << 10
    var sample = [UInt8](repeating: 0, count: min(count, 3 * piece))
    let starts = count <= sample.count ? [0] : [0, count / 2 - piece / 2, count - piece]
    sample.withUnsafeMutableBytes { target in
      for (k, start) in starts.enumerated() {
        let size = starts.count == 1 ? target.count : piece
        _ = copy(
          from: start,
          to: UnsafeMutableRawBufferPointer(rebasing: target[(k * piece)..<(k * piece + size)]))
      }
    }
    var shrunk = [UInt8](repeating: 0, count: Int(compressBound(UInt(sample.count))))
    var size = UInt(shrunk.count)
    guard compress2(&shrunk, &size, sample, UInt(sample.count), 1) == Z_OK,
      Double(size) < 0.8 * Double(sample.count)
    else { return nil }
    return count > 1 << 20 ? 1 : 6
  }
}
