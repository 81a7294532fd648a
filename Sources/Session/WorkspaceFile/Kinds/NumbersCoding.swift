import Files

/// A list of numbers, a spectrum: one array.
enum NumbersCoding: ValueCoding {
  static let kind = "numbers"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .numbers(let list) = value else { return nil }
    return [.init("array", file.add(NDArray(.double(list.values)), as: key))]
      + file.measured(list.measured)
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .numbers(Numbers(try file.doubles(named: entry["array"]), try file.measured(entry)))
  }
}
