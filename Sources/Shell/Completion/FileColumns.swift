import Glibc

/// The columns of a table in a file, for completion: its first line.
enum FileColumns {
  /// The last text in quotes.
  static func lastPath(in text: String) -> String? {
    // Every second part stands between quotes.
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.indices.last { $0 % 2 == 1 && $0 + 1 < parts.count }.map { String(parts[$0]) }
  }

  /// The names in the first line of a .csv; none when it cannot be read or has no names.
  static func names(in path: String?) -> [String] {
    guard let path, path.hasSuffix(".csv") else { return [] }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 14) { bytes, count in
      count = max(0, read(file, bytes.baseAddress, bytes.count))
    }
    guard let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first
    else { return [] }
    return line.split(separator: ",").map { $0.filter { $0 != "\"" && $0 != " " } }
      .filter { name in
        name.first.map { $0.isLetter || $0 == "_" } == true
          && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      }
  }
}
