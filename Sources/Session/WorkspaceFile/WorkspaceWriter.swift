import Files
import LinearAlgebra

/// Collects the members of a workspace file.
struct WorkspaceWriter {
  private(set) var arrays = NamedArrays()
  /// Units and conventions, each once: thousands of numbers may share them.
  private(set) var conventions: [JSONValue] = []
  /// Inside a list or a table, where numbers stand in the manifest.
  var isNested = false
  private var known: [UInt32: [String]] = [:]
  private var places: [String: Int] = [:]

  /// What the manifest says about a value.
  mutating func encode(_ value: Value, as key: String) -> JSONValue {
    for coding in ValueCodings.all {
      if let members = coding.encode(value, as: key, into: &self) {
        return .object([.init("kind", .text(coding.kind))] + members)
      }
    }
    return .object([.init("kind", .text("nothing"))])
  }

  /// Adds an array.
  ///
  /// Parts of a value that are large and there already, such as the data of a run that also has a
  /// name of its own, are kept once.
  /// - Returns: the name of its member, without `.npy`.
  mutating func add(_ array: NDArray, as key: String) -> JSONValue {
    let isShared = array.count >= 4096 && key.contains("/")
    let checksum = array.count >= 4096 ? array.checksum : 0
    if isShared, let same = known[checksum]?.first(where: { arrays[$0] == array }) {
      return .text(same)
    }
    // Names in a zip end at 65535 bytes, and nobody types such names to NumPy.
    var free = key.utf8.count <= 200 ? key : "long"
    var count = 1
    while arrays[free] != nil {
      count += 1
      free = "\(key.utf8.count <= 200 ? key : "long")_\(count)"
    }
    arrays[free] = array
    if array.count >= 4096 { known[checksum, default: []].append(free) }
    return .text(free)
  }

  /// Adds a matrix, [rows, columns].
  mutating func add(_ matrix: StoredMatrix, as key: String) -> JSONValue {
    add(NDArray(matrix, shape: [matrix.rows, matrix.columns]), as: key)
  }

  /// What the manifest says about units and conventions; nothing for plain numbers.
  mutating func measured(_ measured: Measured?) -> [JSONValue.Member] {
    guard let measured else { return [] }
    let text = JSONValue(measured)
    // By its text: comparing with all others would take quadratic time.
    let place = places[text.text] ?? conventions.count
    if place == conventions.count {
      places[text.text] = place
      conventions.append(text)
    }
    return [.init("measured", .integer(Int64(place)))]
  }
}

extension NDArray {
  /// A matrix as the array of a file, in its own precision.
  init(_ matrix: StoredMatrix, shape: [Int]) {
    switch matrix {
    case .single(let single): self.init(shape: shape, .float(single.elements))
    case .double(let double): self.init(shape: shape, .double(double.elements))
    }
  }
}

extension JSONValue {
  /// A number exactly, also one that is not finite.
  init(exactly x: Double) { self = x.isFinite ? .number(x) : .text("\(x)") }

  init(_ count: Int) { self = .integer(Int64(count)) }

  /// Units and conventions.
  init(_ measured: Measured) {
    var members: [Member] = [.init("quantity", .text(measured.quantity))]
    if let unit = measured.unit { members.append(.init("unit", .text(unit))) }
    let conventions = measured.conventions.map { convention in
      let value: JSONValue
      switch convention.value {
      case .number(let x): value = JSONValue(exactly: x)
      case .text(let text): value = .object([.init("text", .text(text))])
      }
      return JSONValue.list([.text(convention.key), value, .text(convention.phrase)])
    }
    members.append(.init("conventions", .list(conventions)))
    self = .object(members)
  }
}
