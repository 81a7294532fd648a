import Files

/// A number: an array without axes, or a number of the manifest inside lists.
enum NumberCoding: ValueCoding {
  static let kind = "number"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .number(let number) = value else { return nil }
    let content: JSONValue.Member =
      file.isNested
      ? .init("value", JSONValue(exactly: number.value))
      : .init("array", file.add(NDArray(shape: [], .double([number.value])), as: key))
    return [content] + file.measured(number.measured)
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    let measured = try file.measured(entry)
    if entry["value"] != nil { return .number(Number(try entry.number("value"), measured)) }
    let values = try file.doubles(named: entry["array"])
    guard values.count == 1 else { throw WorkspaceDamage("should be one number") }
    return .number(Number(values[0], measured))
  }
}
