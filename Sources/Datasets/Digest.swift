import LinearAlgebra

/// A 64-bit FNV-1a hash (Fowler, Noll and Vo): tells data sets apart, and is no protection against
/// somebody who wants two to look alike.
public struct Digest: Sendable {
  /// The hash of what was added so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// Takes in bytes, one after the other.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var hash = value
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    value = hash
  }

  /// Takes in the elements' bytes, little-endian as on every machine this runs on.
  public mutating func add<T: BitwiseCopyable>(_ list: [T]) {
    list.withUnsafeBytes { add($0) }
  }

  /// Takes in the text's UTF-8.
  public mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// Takes in the elements of a matrix, row by row.
  mutating func add(_ matrix: StoredMatrix) {
    func raw<S: Scalar>(_ matrix: Matrix<S>) {
      matrix.withView {
        add(UnsafeRawBufferPointer(start: $0.base, count: matrix.count * MemoryLayout<S>.stride))
      }
    }
    switch matrix {
    case .single(let m): raw(m)
    case .double(let m): raw(m)
    }
  }

  /// Sixteen hexadecimal digits.
  public var description: String { Self.text(value) }

  static func text(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
