import Files

/// A text, in the manifest.
enum TextCoding: ValueCoding {
  static let kind = "text"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .text(let text) = value else { return nil }
    return [.init("value", .text(text))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .text(try entry.text("value"))
  }
}
