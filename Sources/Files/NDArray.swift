/// An array as files hold it: a shape and its elements, row-major, in one of five types.
public struct NDArray: Sendable, Equatable {
  /// The elements; narrower types on disk become the next wider one of these.
  public enum Elements: Sendable, Equatable {
    case float([Float])
    case double([Double])
    case integer([Int64])
    case byte([UInt8])
    /// A column of words, as CSV and JSON tables hold them; the binary formats refuse it.
    case text([String])

    /// How many there are.
    public var count: Int {
      switch self {
      case .float(let list): list.count
      case .double(let list): list.count
      case .integer(let list): list.count
      case .byte(let list): list.count
      case .text(let list): list.count
      }
    }
  }

  /// Empty for a single number.
  public let shape: [Int]
  /// The elements, row-major.
  public let elements: Elements

  /// - Precondition: the product of `shape` is the number of elements.
  public init(shape: [Int], _ elements: Elements) {
    precondition(Self.count(of: shape) == elements.count)
    self.shape = shape
    self.elements = elements
  }

  /// A list.
  public init(_ elements: Elements) {
    shape = [elements.count]
    self.elements = elements
  }

  /// The number of elements of a shape, or nil when an axis is negative or the product is beyond
  /// what an `Int` holds: files may claim any shape.
  public static func count(of shape: [Int]) -> Int? {
    if shape.contains(where: { $0 < 0 }) { return nil }
    if shape.contains(0) { return 0 }
    var product = 1
    for axis in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: axis)
      if overflow { return nil }
      product = next
    }
    return product
  }

  /// The number of elements.
  public var count: Int { elements.count }

  /// The elements as doubles, exact but for integers beyond 2^53; nil for text.
  public var doubles: [Double]? {
    switch elements {
    case .float(let list): list.map(Double.init)
    case .double(let list): list
    case .integer(let list): list.map(Double.init)
    case .byte(let list): list.map(Double.init)
    case .text: nil
    }
  }

  /// The elements rounded to single precision; nil for text.
  public var floats: [Float]? {
    switch elements {
    case .float(let list): list
    case .double(let list): list.map(Float.init)
    case .integer(let list): list.map(Float.init)
    case .byte(let list): list.map(Float.init)
    case .text: nil
    }
  }

  /// The elements as integers, whatever their type; nil when one is not a whole number.
  public var integers: [Int]? {
    func whole<T: BinaryFloatingPoint>(_ list: [T]) -> [Int]? {
      var result: [Int] = []
      result.reserveCapacity(list.count)
      for x in list {
        guard let n = Int(exactly: x) else { return nil }
        result.append(n)
      }
      return result
    }
    switch elements {
    case .float(let list): return whole(list)
    case .double(let list): return whole(list)
    case .integer(let list): return list.map(Int.init)
    case .byte(let list): return list.map(Int.init)
    case .text: return nil
    }
  }

  /// The same elements in another shape.
  ///
  /// - Precondition: the shapes have the same number of elements.
  public func reshaped(_ shape: [Int]) -> NDArray { NDArray(shape: shape, elements) }
}

extension NDArray {
  /// CRC-32 of the elements as they are written (little-endian): tells arrays apart quickly. 0 for
  /// text.
  public var checksum: UInt32 { elements.withLittleEndianBytes(Checksum.crc32) ?? 0 }
}
