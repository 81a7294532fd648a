import Files

/// A size such as 28x28x1, in the manifest.
enum SizeCoding: ValueCoding {
  static let kind = "size"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .size(let axes) = value else { return nil }
    return [.init("value", .list(axes.map { JSONValue($0) }))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .size(try axes(entry, "value"))
  }

  /// A list of whole numbers.
  static func axes(_ entry: JSONValue, _ field: String) throws -> [Int] {
    try entry.list(field).map { item in
      guard case .integer(let axis) = item, axis >= 0, axis <= Int64(Int32.max) else {
        throw WorkspaceDamage("has a size that is none")
      }
      return Int(axis)
    }
  }
}
