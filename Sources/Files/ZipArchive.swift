import CZip
import Glibc

/// A zip file being read. Every member's checksum is verified as it is read to its end.
struct ZipReader: ~Copyable {
  /// A member, as the archive's table of contents describes it.
  struct Member {
    let index: UInt64
    let name: String
    /// What the archive claims; checked against what it holds before it is believed.
    let size: Int
  }

  private let path: String
  private let archive: OpaquePointer
  let members: [Member]

  init(_ path: String) throws(FileError) {
    let fileSize = try FileContents.size(path)
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
      throw FileError(path, Self.problem(path, code))
    }
    do {
      members = try Self.members(of: archive, path, fileSize: fileSize)
    } catch {
      zip_discard(archive)
      throw error
    }
    self.path = path
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  /// The content of a member.
  func read(_ member: Member) throws(FileError) -> [UInt8] {
    let damage = FileError(path, "is damaged: its member “\(member.name)” cannot be read")
    guard let file = zip_fopen_index(archive, member.index, 0) else { throw damage }
    defer { zip_fclose(file) }
    let bytes = try FileContents.gather(member.size) { (buffer) throws(FileError) in
      guard let base = buffer.baseAddress else { return 0 }
      let got = zip_fread(file, base, UInt64(buffer.count))
      guard got >= 0 else { throw damage }
      return Int(got)
    }
    // libzip compares the checksum when it meets the end.
    var extra: UInt8 = 0
    guard bytes.count == member.size, zip_fread(file, &extra, 1) == 0 else { throw damage }
    return bytes
  }

  private static func members(
    of archive: OpaquePointer, _ path: String, fileSize: Int
  ) throws(FileError) -> [Member] {
    var members: [Member] = []
    var names: Set<String> = []
    var total = 0
    for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
      var about = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &about) == 0, let rawName = about.name,
        about.valid & UInt64(ZIP_STAT_SIZE) != 0, about.valid & UInt64(ZIP_STAT_COMP_SIZE) != 0
      else { throw FileError(path, "is damaged: its table of contents cannot be read") }
      let name = String(cString: rawName)
      guard about.encryption_method == UInt16(ZIP_EM_NONE) else {
        throw FileError(path, "is encrypted")
      }
      guard about.comp_method == UInt16(ZIP_CM_STORE) || about.comp_method == UInt16(ZIP_CM_DEFLATE)
      else {
        throw FileError(
          path, "is compressed in a way that is not read here",
          suggestion: "np.savez and np.savez_compressed make files that are")
      }
      // Deflate shrinks data at most 1032 times (zlib's technical notes).
      guard about.comp_size <= UInt64(fileSize), about.size <= (about.comp_size + 1) * 1032 else {
        throw FileError(path, "is damaged: its member “\(name)” claims more than the file can hold")
      }
      guard names.insert(name).inserted else {
        throw FileError(path, "is damaged: it has two members named “\(name)”")
      }
      total += Int(about.size)
      members.append(Member(index: index, name: name, size: Int(about.size)))
    }
    guard Memory.holds(total) else {
      throw FileError(
        path, "holds \(Memory.describe(Double(total))), more than the memory there is")
    }
    return members
  }

  private static func problem(_ path: String, _ code: Int32) -> String {
    switch code {
    case ZIP_ER_NOZIP:
      let begins = (try? FileContents.read(path).prefix(2).elementsEqual("PK".utf8)) ?? false
      return begins
        ? "is cut short or damaged: its table of contents is missing" : "is not a zip archive"
    case ZIP_ER_MEMORY: return "needs more memory than there is"
    case ZIP_ER_OPEN, ZIP_ER_READ: return "cannot be read: \(FileContents.reason(errno))"
    default: return "is damaged: its table of contents cannot be read"
    }
  }
}
