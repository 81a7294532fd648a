import Foundation

/// The arrays of a reference `.npz`: a zip of *stored* NumPy members, as `np.savez` writes it.
///
/// A reader of the tests' own, so that the product's reader is not checked against itself.
public struct ReferenceArrays: Sendable {
  /// One array.
  public struct Array: Sendable {
    /// The axes.
    public let shape: [Int]
    /// Row-major, whatever the type on disk.
    public let values: [Double]
  }

  /// A file that is no such zip.
  public struct Unreadable: Error {
    /// What is wrong with it.
    public let what: String
  }

  private var arrays: [String: Array] = [:]

  /// - Throws: ``Unreadable`` when the file is not such a zip.
  public init(_ url: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: url))
    func number(_ at: Int, _ width: Int) -> Int {
      (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    guard
      let end = stride(from: bytes.count - 22, through: 0, by: -1)
        .first(where: { number($0, 4) == 0x0605_4b50 })
    else { throw Unreadable(what: "no end of central directory") }
    var entry = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(entry, 4) == 0x0201_4b50, number(entry + 10, 2) == 0 else {
        throw Unreadable(what: "member is not stored")
      }
      let nameLength = number(entry + 28, 2)
      let size = number(entry + 24, 4)
      let name = String(decoding: bytes[(entry + 46)..<(entry + 46 + nameLength)], as: UTF8.self)
      let local = number(entry + 42, 4)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let member = ArraySlice(bytes[start..<(start + size)])
      arrays[name.replacingOccurrences(of: ".npy", with: "")] = try Self.array(member)
      entry += 46 + nameLength + number(entry + 30, 2) + number(entry + 32, 2)
    }
  }

  /// The array of this name.
  public subscript(name: String) -> Array? { arrays[name] }

  /// All names, sorted.
  public var names: [String] { arrays.keys.sorted() }

  private static func array(_ bytes: ArraySlice<UInt8>) throws -> Array {
    let base = bytes.startIndex
    let length = Int(bytes[base + 8]) | Int(bytes[base + 9]) << 8
    let header = String(decoding: bytes[(base + 10)..<(base + 10 + length)], as: UTF8.self)
    guard let open = header.range(of: "'shape': ("),
      let close = header[open.upperBound...].firstIndex(of: ")"),
      !header.contains("'fortran_order': True")
    else { throw Unreadable(what: header) }
    let shape = header[open.upperBound..<close].split(separator: ",")
      .compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    let data = Data(bytes[(base + 10 + length)...])
    let count = shape.reduce(1, *)
    func read<T>(_: T.Type, _ convert: (T) -> Double) -> [Double] {
      data.withUnsafeBytes { raw in
        (0..<count).map {
          convert(raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.size, as: T.self))
        }
      }
    }
    if header.contains("<f8") { return Array(shape: shape, values: read(Double.self) { $0 }) }
    if header.contains("<f4") { return Array(shape: shape, values: read(Float.self, Double.init)) }
    if header.contains("<i8") { return Array(shape: shape, values: read(Int64.self, Double.init)) }
    throw Unreadable(what: header)
  }
}

/// The largest |a − b| over the largest |b|: the tolerance measure of the reference values.
public func relativeDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  let scale = b.reduce(0) { max($0, abs($1)) }
  let difference = zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
  return scale > 0 ? difference / scale : difference
}
