import Files
import Foundation
import TestSupport

/// The elements bit by bit, so that nan equals nan and 0 differs from −0.
func bits(_ array: NDArray?) -> [String] {
  guard let array else { return ["nothing"] }
  let head = ["\(array.shape)"]
  switch array.elements {
  case .float(let list): return head + ["float"] + list.map { String($0.bitPattern) }
  case .double(let list): return head + ["double"] + list.map { String($0.bitPattern) }
  case .integer(let list): return head + ["integer"] + list.map { String($0) }
  case .byte(let list): return head + ["byte"] + list.map { String($0) }
  case .text(let list): return head + ["text"] + list
  }
}

/// Names, arrays and texts bit by bit.
func bits(_ arrays: NamedArrays) -> [[String]] {
  arrays.pairs.map { [$0.name] + bits($0.array) }
    + arrays.texts.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
}

/// The error of reading these bytes as a file of that name; nil when they are read. The folder is
/// left out of the message.
func failure(_ name: String, _ bytes: [UInt8]) throws -> String? {
  try Fixtures.withTemporaryFolder { (folder: URL) throws -> String? in
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    do {
      _ = try Formats.read(url.path)
      return nil
    } catch let error as FileError {
      return error.message.replacingOccurrences(of: folder.path + "/", with: "")
    }
  }
}

/// The bytes of a fixture file.
func fixture(_ name: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: Fixtures.url("files/\(name)")))
}

/// The files in a folder, hidden ones as well.
func names(in folder: URL) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}

/// Arrays of random shapes, types and elements, the special ones among them.
struct ArrayMaker {
  var random: SeededGenerator

  mutating func array(text: Bool = false, rows: Int? = nil) -> NDArray {
    let rank = Int.random(in: 0...4, using: &random)
    var shape = (0..<rank).map { _ in Int.random(in: 0...4, using: &random) }
    if let rows { shape = [rows] }
    let count = shape.reduce(1, *)
    switch Int.random(in: 0..<(text ? 5 : 4), using: &random) {
    case 0:
      return NDArray(
        shape: shape,
        .float((0..<count).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: word())) }))
    case 1:
      return NDArray(shape: shape, .double((0..<count).map { _ in Double(bitPattern: word()) }))
    case 2:
      return NDArray(shape: shape, .integer((0..<count).map { _ in Int64(bitPattern: word()) }))
    case 3:
      return NDArray(
        shape: shape, .byte((0..<count).map { _ in UInt8(truncatingIfNeeded: word()) }))
    default: return NDArray(shape: shape, .text((0..<count).map { _ in name() }))
    }
  }

  /// Random bits, every fourth time a bit pattern that is special as a double.
  private mutating func word() -> UInt64 {
    let special: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, 5e-324, .greatestFiniteMagnitude,
    ]
    if Int.random(in: 0..<4, using: &random) == 0,
      let x = special.randomElement(using: &random)
    {
      return x.bitPattern
    }
    return random.next()
  }

  mutating func name() -> String {
    let letters = Array("abcxyz0189._- \"\\,;äπ漢{}[]'\n\t")
    return "n"
      + String(
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          letters.randomElement(using: &random) ?? "a"
        })
  }

  mutating func arrays(text: Bool = false, rows: Int? = nil) -> NamedArrays {
    var arrays = NamedArrays()
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      arrays[name()] = array(text: text, rows: rows)
    }
    return arrays
  }
}
