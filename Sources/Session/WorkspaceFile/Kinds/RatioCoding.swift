import Files

/// A ratio such as 80:20, in the manifest.
enum RatioCoding: ValueCoding {
  static let kind = "ratio"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .ratio(let parts) = value else { return nil }
    return [.init("value", .list(parts.map { JSONValue(exactly: $0) }))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .ratio(try entry.list("value").map { try $0.exactNumber() })
  }
}
