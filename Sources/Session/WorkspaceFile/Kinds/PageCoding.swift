import Files

/// A page that was shown last, which `it` stands for.
enum PageCoding: ValueCoding {
  static let kind = "page"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .page(let text) = value else { return nil }
    return [.init("value", .text(text))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .page(try entry.text("value"))
  }
}
