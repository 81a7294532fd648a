import Catalog

/// Numbers, lists and tables as JSON text.
public enum JSON: Format {
  /// The entry of the catalog.
  public static let entry = Entry(
    "json", .format, summary: "numbers, lists and tables as text any program reads",
    usage: "save VALUE to \"FILE.json\"",
    details: """
      A number is written as a number, a list as a list, a matrix as a list of its rows, a table \
      as an object with one list a column; texts are strings. Numbers have the shortest form that \
      reads back the same; nan is written as null and read back as nan, an infinity as 1e999, \
      which readers round to it.
      """,
    examples: [
      Example("save fit to \"fit.json\"", "the recorded columns of a run"),
      Example("lambda = spectrum net on seen\nsave lambda to \"spectrum.json\""),
    ],
    searchTerms: ["text", "export", "javascript"])

  /// A text as a JSON string, in quotes.
  public static func quote(_ text: String) -> String { JSONValue.quote(text) }

  /// The endings of its files.
  public static let extensions = ["json"]

  /// The arrays and texts of a JSON file.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    try arrays(in: FileContents.read(path), of: path)
  }

  /// The arrays and texts of JSON that is in memory; `path` is what messages call it.
  public static func arrays(in bytes: [UInt8], of path: String) throws(FileError) -> NamedArrays {
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes)
    } catch {
      throw FileError(path, "is not valid JSON: line \(error.line) should have \(error.expected)")
    }
    guard case .object(let members) = value else {
      return NamedArrays(try array(value, named: nil, in: path))
    }
    var result = NamedArrays()
    for member in members {
      if case .text(let text) = member.value {
        result.texts[member.name] = text
      } else {
        result[member.name] = try array(member.value, named: member.name, in: path)
      }
    }
    return result
  }

  /// Writes all or nothing; see ``Format/write(_:to:replacing:)``.
  public static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool
  ) throws(FileError) {
    try AtomicFile.write(Array((text(of: arrays) + "\n").utf8), to: path, replacing: replacing)
  }

  /// The JSON text of arrays: one without a name stands by itself; anything else is an object.
  public static func text(of arrays: NamedArrays) -> String {
    if let only = arrays[""], arrays.count == 1, arrays.texts.isEmpty { return text(of: only) }
    var members = arrays.pairs.map { "\(JSONValue.quote($0.name)): \(text(of: $0.array))" }
    members += arrays.texts.sorted { $0.key < $1.key }
      .map { "\(JSONValue.quote($0.key)): \(JSONValue.quote($0.value))" }
    return "{" + members.joined(separator: ",\n ") + "}"
  }

  private static func text(of array: NDArray) -> String {
    func number<F: BinaryFloatingPoint & LosslessStringConvertible>(_ x: F) -> String {
      // JSON has no infinity; every reader rounds a number beyond all others to it.
      x.isFinite ? NumberText.write(x) : x.isNaN ? "null" : x > 0 ? "1e999" : "-1e999"
    }
    let words: [String] =
      switch array.elements {
      case .float(let list): list.map(number)
      case .double(let list): list.map(number)
      case .integer(let list): list.map { String($0) }
      case .byte(let list): list.map { String($0) }
      case .text(let list): list.map(JSONValue.quote)
      }
    // An axis of a shape without elements may be as long as it likes.
    if array.count == 0 { return "[]" }
    var next = 0
    func nest(_ axes: ArraySlice<Int>) -> String {
      guard let axis = axes.first else {
        next += 1
        return words[next - 1]
      }
      var parts: [String] = []
      for _ in 0..<axis { parts.append(nest(axes.dropFirst())) }
      return "[" + parts.joined(separator: ", ") + "]"
    }
    return nest(array.shape[...])
  }

  /// A nested list as an array. Every list of one depth must be as long as the others.
  private static func array(
    _ value: JSONValue, named name: String?, in path: String
  ) throws(FileError) -> NDArray {
    let subject = name.map { "“\($0)”" } ?? "the list"
    var shape: [Int] = []
    var first = value
    while case .list(let values) = first {
      shape.append(values.count)
      guard let next = values.first else { break }
      first = next
    }
    var leaves = Leaves()
    guard leaves.collect(value, shape[...]) else {
      throw FileError(
        path,
        "holds no array: \(subject) has lists of different lengths or other values between numbers")
    }
    guard let elements = leaves.elements else {
      throw FileError(path, "holds no array: \(subject) mixes numbers, texts and truth values")
    }
    return NDArray(shape: shape, elements)
  }

  /// The values at the ends of a nested list.
  private struct Leaves {
    private var numbers: [Double] = []
    private var integers: [Int64] = []
    private var texts: [String] = []
    private var flags: [Int64] = []

    /// False when the list is ragged.
    mutating func collect(_ value: JSONValue, _ axes: ArraySlice<Int>) -> Bool {
      switch value {
      case .list(let values):
        guard let axis = axes.first, values.count == axis else { return false }
        for value in values where !collect(value, axes.dropFirst()) { return false }
        return true
      case .object: return false
      default:
        guard axes.isEmpty else { return false }
        switch value {
        case .integer(let n):
          integers.append(n)
          numbers.append(Double(n))
        case .number(let x): numbers.append(x)
        case .null: numbers.append(.nan)
        case .text(let text): texts.append(text)
        case .boolean(let flag): flags.append(flag ? 1 : 0)
        case .list, .object: return false
        }
        return true
      }
    }

    /// Nil when there are several kinds.
    var elements: NDArray.Elements? {
      switch (numbers.isEmpty, texts.isEmpty, flags.isEmpty) {
      case (_, true, true):
        integers.count == numbers.count && !numbers.isEmpty ? .integer(integers) : .double(numbers)
      case (true, false, true): .text(texts)
      case (true, true, false): .integer(flags)
      default: nil
      }
    }
  }
}
