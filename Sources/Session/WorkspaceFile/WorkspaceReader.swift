import Datasets
import Files
import Kernels
import LinearAlgebra

/// Makes values of what a workspace file holds. Nothing in the file is believed before it is checked.
struct WorkspaceReader {
  let arrays: NamedArrays
  private let conventions: [Measured]
  /// Data sets by what the manifest says of them: those that several values share are made once.
  var datasets: [String: Dataset] = [:]

  init(_ arrays: NamedArrays, conventions: JSONValue?) throws {
    self.arrays = arrays
    self.conventions = try (conventions?.elements ?? []).map(Self.measured)
  }

  /// The value that the manifest describes.
  mutating func decode(_ entry: JSONValue) throws -> Value {
    let kind = try entry.text("kind")
    guard let coding = ValueCodings.all.first(where: { $0.kind == kind }) else {
      throw WorkspaceDamage("is of the kind “\(kind)”, which is not known")
    }
    return try coding.decode(entry, from: &self)
  }

  /// The array whose member an entry names.
  func array(_ entry: JSONValue, _ field: String = "array") throws -> NDArray {
    try array(named: entry[field])
  }

  /// The array of a member.
  func array(named key: JSONValue?) throws -> NDArray {
    guard case .text(let name)? = key else {
      throw WorkspaceDamage("does not say where its array is")
    }
    guard let array = arrays[name] else { throw WorkspaceDamage("lacks its array “\(name)”") }
    return array
  }

  /// A list of doubles.
  func doubles(named key: JSONValue?) throws -> [Double] {
    guard case .double(let values) = try array(named: key).elements else {
      throw WorkspaceDamage("has an array of another type than double")
    }
    return values
  }

  /// An array of floats or doubles as a matrix of `rows` rows.
  static func matrix(_ array: NDArray, rows: Int, columns: Int) throws -> StoredMatrix {
    guard rows * columns == array.count else {
      throw WorkspaceDamage("has an array of a wrong shape")
    }
    switch array.elements {
    case .float(let list):
      return .single(Matrix(rows: rows, columns: columns, elements: list))
    case .double(let list):
      return .double(Matrix(rows: rows, columns: columns, elements: list))
    default: throw WorkspaceDamage("has an array that is neither float nor double")
    }
  }

  /// Units and conventions of an entry; nil for plain numbers.
  func measured(_ entry: JSONValue) throws -> Measured? {
    guard entry["measured"] != nil else { return nil }
    let place = try entry.integer("measured")
    guard conventions.indices.contains(place) else {
      throw WorkspaceDamage("names conventions that are not there")
    }
    return conventions[place]
  }

  /// The conventions that a text holds; nil when it holds none.
  static func measured(text: String) -> Measured? {
    JSONValue(text: text).flatMap { try? measured($0) }
  }

  private static func measured(_ entry: JSONValue) throws -> Measured {
    let conventions = try entry.list("conventions").map { item -> Convention in
      guard let parts = item.elements, parts.count == 3, case .text(let key) = parts[0],
        case .text(let phrase) = parts[2]
      else { throw WorkspaceDamage("has conventions that cannot be read") }
      if case .text(let text)? = parts[1]["text"] { return Convention(key, text, phrase) }
      return Convention(key, try parts[1].exactNumber(), phrase)
    }
    return Measured(
      quantity: try entry.text("quantity"),
      unit: entry["unit"] == nil ? nil : try entry.text("unit"),
      conventions: conventions)
  }
}

extension JSONValue {
  /// The elements of a list; nil for anything else.
  var elements: [JSONValue]? { if case .list(let values) = self { values } else { nil } }

  func text(_ field: String) throws -> String {
    guard case .text(let text)? = self[field] else { throw missing(field) }
    return text
  }

  func integer(_ field: String) throws -> Int {
    guard case .integer(let n)? = self[field] else { throw missing(field) }
    return Int(n)
  }

  func flag(_ field: String) throws -> Bool {
    guard case .boolean(let flag)? = self[field] else { throw missing(field) }
    return flag
  }

  func list(_ field: String) throws -> [JSONValue] {
    guard let list = self[field]?.elements else { throw missing(field) }
    return list
  }

  func object(_ field: String) throws -> [Member] {
    guard case .object(let members)? = self[field] else { throw missing(field) }
    return members
  }

  func number(_ field: String) throws -> Double {
    guard let value = self[field] else { throw missing(field) }
    return try value.exactNumber()
  }

  /// A number as ``init(exactly:)`` writes it.
  func exactNumber() throws -> Double {
    switch self {
    case .number(let x): return x
    case .integer(let n): return Double(n)
    case .text(let word):
      if let x = Double(word), !x.isFinite { return x }
    default: break
    }
    throw WorkspaceDamage("has something else where a number belongs")
  }

  private func missing(_ field: String) -> WorkspaceDamage {
    WorkspaceDamage("has no proper “\(field)” in the manifest")
  }
}
