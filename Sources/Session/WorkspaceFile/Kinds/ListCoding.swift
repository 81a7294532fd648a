import Files

/// A list of anything: numbers and texts in the manifest, larger elements as `name/0`, `name/1` …
enum ListCoding: ValueCoding {
  static let kind = "list"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .list(let values) = value else { return nil }
    return [.init("items", items(values, as: key, into: &file))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .list(try items(entry, from: &file))
  }

  /// Texts stand for themselves, everything else is an entry.
  static func items(
    _ values: [Value], as key: String, into file: inout WorkspaceWriter
  ) -> JSONValue {
    let outer = file.isNested
    defer { file.isNested = outer }
    file.isNested = true
    return .list(
      values.enumerated().map { i, value in
        if case .text(let text) = value { return .text(text) }
        return file.encode(value, as: "\(key)/\(i)")
      })
  }

  static func items(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> [Value] {
    var values: [Value] = []
    for item in try entry.list("items") {
      if case .text(let text) = item {
        values.append(.text(text))
      } else {
        values.append(try file.decode(item))
      }
    }
    return values
  }
}
