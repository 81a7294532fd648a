import Files

/// Layers without an input: the code that builds them.
enum FragmentCoding: ValueCoding {
  static let kind = "fragment"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .fragment(let fragment) = value else { return nil }
    return [.init("layers", .text(LiteralCode.text(fragment.layers)))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .fragment(Fragment(layers: try LiteralCode.layers(try entry.text("layers"))))
  }
}
