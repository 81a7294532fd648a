/// How one number lies in a binary file, and the reading of many of them.
struct StoredElement: Equatable {
  enum Kind: Equatable {
    case boolean, unsigned, signed, float
    /// bfloat16: the upper half of a float.
    case brain
  }

  let kind: Kind
  /// Bytes of one element: 1, 2, 4 or 8.
  let width: Int
  var isBigEndian = false

  /// Why elements cannot be read.
  enum Failure: Error {
    /// An unsigned 64-bit integer above what `Int64` holds.
    case beyondInt64
  }

  /// Reads elements into the type an ``NDArray`` keeps them in: bytes as bytes, booleans and other
  /// integers as 64-bit ones, half precision and bfloat16 as float (which holds them exactly).
  ///
  /// - Precondition: `bytes` is a whole number of elements.
  func decode(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> NDArray.Elements {
    switch (kind, width) {
    case (.boolean, _): return .integer(bytes.map { $0 == 0 ? 0 : 1 })
    case (.unsigned, 1): return .byte([UInt8](bytes))
    case (.unsigned, 2): return .integer(map(bytes, UInt16.self) { Int64($0) })
    case (.unsigned, 4): return .integer(map(bytes, UInt32.self) { Int64($0) })
    case (.unsigned, _):
      let list = map(bytes, UInt64.self) { Int64(bitPattern: $0) }
      if list.contains(where: { $0 < 0 }) { throw .beyondInt64 }
      return .integer(list)
    case (.signed, 1): return .integer(bytes.map { Int64(Int8(bitPattern: $0)) })
    case (.signed, 2): return .integer(map(bytes, UInt16.self) { Int64(Int16(bitPattern: $0)) })
    case (.signed, 4): return .integer(map(bytes, UInt32.self) { Int64(Int32(bitPattern: $0)) })
    case (.signed, _): return .integer(map(bytes, UInt64.self) { Int64(bitPattern: $0) })
    case (.float, 2): return .float(map(bytes, UInt16.self, Self.half))
    case (.float, 4): return .float(map(bytes, UInt32.self) { Float(bitPattern: $0) })
    case (.float, _): return .double(map(bytes, UInt64.self) { Double(bitPattern: $0) })
    case (.brain, _): return .float(map(bytes, UInt16.self) { Float(bitPattern: UInt32($0) << 16) })
    }
  }

  private func map<Bits: FixedWidthInteger, T>(
    _ bytes: UnsafeRawBufferPointer, _: Bits.Type, _ value: (Bits) -> T
  ) -> [T] {
    let size = MemoryLayout<Bits>.size
    let count = bytes.count / size
    return [T](unsafeUninitializedCapacity: count) { buffer, initialised in
      for i in 0..<count {
        let bits = bytes.loadUnaligned(fromByteOffset: i * size, as: Bits.self)
        let native = isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)
        buffer.initializeElement(at: i, to: value(native))
      }
      initialised = count
    }
  }

  /// IEEE 754 binary16, by its definition; Swift's own `Float16` is missing on x86 macOS.
  static func half(_ bits: UInt16) -> Float {
    let sign: Float = bits >> 15 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Float(bits & 0x3FF)
    if exponent == 31 {
      if bits & 0x3FF == 0 { return sign * .infinity }
      // NaN: sign and payload kept, moved to where float has them.
      return Float(bitPattern: UInt32(bits >> 15) << 31 | 0x7F80_0000 | UInt32(bits & 0x3FF) << 13)
    }
    if exponent == 0 { return sign * fraction * Float(sign: .plus, exponent: -24, significand: 1) }
    return sign
      * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
  }
}

extension NDArray.Elements {
  /// The bytes as they are written: little-endian, which is the byte order of every machine this
  /// runs on. Nil for text.
  func withLittleEndianBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R? {
    switch self {
    case .float(let list): return try list.withRawBytes(body)
    case .double(let list): return try list.withRawBytes(body)
    case .integer(let list): return try list.withRawBytes(body)
    case .byte(let list): return try list.withRawBytes(body)
    case .text: return nil
    }
  }
}

extension Array {
  /// `withUnsafeBytes` with typed errors, which the library's own has not.
  func withRawBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try withUnsafeBufferPointer { (buffer) throws(E) in try body(UnsafeRawBufferPointer(buffer)) }
  }
}
