import Catalog
import Datasets
import Files
import Glibc

/// A file that a statement read, and what it was then.
struct DataFile: Sendable, Equatable {
  /// Where it is, as the process found it.
  let path: String
  /// A 64-bit FNV-1a hash of its bytes, in sixteen hexadecimal digits.
  let digest: String
  /// Written by an earlier statement of the same session.
  let isOwn: Bool
  /// The path was given from the root.
  let isAbsolute: Bool

  /// The digest of a file's bytes, read piece by piece; nil when it cannot be read.
  static func digest(of path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var digest = Digest()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let n = fread(&chunk, 1, chunk.count, file), n > 0 {
      chunk.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<n])) }
    }
    return ferror(file) == 0 ? digest.description : nil
  }

  /// The header's line about it: `data "seen.npz" digest 0123456789abcdef`.
  func line(from folder: String) -> String {
    let shown = isAbsolute ? path : Paths.relative(Paths.absolute(path), from: folder)
    return "\(Self.word) \(JSON.quote(shown)) digest \(digest)"
  }

  private static let word = "data"

  /// The path and digest of such a line; nil for any other.
  static func parse(_ comment: String) -> (path: String, digest: String)? {
    let start = "\(SessionFile.mark) \(word) "
    guard comment.hasPrefix(start), let mark = comment.ranges(of: "\" digest ").last else {
      return nil
    }
    let quoted = comment[..<mark.upperBound].dropFirst(start.count).dropLast(" digest ".count)
    let digest = String(comment[mark.upperBound...].trimmed)
    guard digest.utf8.count == 16,
      let texts = try? JSON.arrays(in: Array("[\(quoted)]".utf8), of: "header").only,
      case .text(let list) = texts.elements, list.count == 1
    else { return nil }
    return (list[0], digest)
  }
}

extension Session {
  /// Notes the files that a statement read, with their digests.
  mutating func noteRead(_ paths: [String], given: String) {
    current.paths.append(given)
    for path in paths where !current.files.contains(where: { $0.path == path }) {
      guard let digest = DataFile.digest(of: path) else { continue }
      let isOwn =
        notebook.writtenFiles.contains(path)
        || options.redirectedOutput.map {
          path.hasPrefix($0)
        } == true
      let isAbsolute = given.hasPrefix("/") || given.hasPrefix("~")
      current.files.append(
        DataFile(path: path, digest: digest, isOwn: isOwn, isAbsolute: isAbsolute))
    }
  }

  /// Notes a file that a statement wrote.
  mutating func noteWritten(_ path: String, given: String) {
    current.paths.append(given)
    current.writtenFiles.append(path)
  }
}
