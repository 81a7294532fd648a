import Files

/// Yes or no, in the manifest.
enum BooleanCoding: ValueCoding {
  static let kind = "boolean"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .boolean(let flag) = value else { return nil }
    return [.init("value", .boolean(flag))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .boolean(try entry.flag("value"))
  }
}
