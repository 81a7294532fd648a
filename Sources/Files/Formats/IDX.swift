import Catalog

/// The file of one array that MNIST comes in.
public enum IDX: Format {
  /// The entry of the catalog.
  public static let entry = Entry(
    "idx", .format, summary: "one array of bytes or numbers, as MNIST comes in",
    usage: "save DATA to \"FILE.idx3-ubyte\"",
    details: """
      Two zero bytes, the element type (unsigned and signed bytes, 16- and 32-bit integers, floats \
      and doubles), the number of axes, the axes and the elements, all big-endian \
      (yann.lecun.com/exdb/mnist). Plain and gzipped files are read alike. A data set is written \
      to .idx3-ubyte as its images (bytes, round(255 · value)) and to .idx1-ubyte as its labels.
      """,
    examples: [
      Example(
        "save digits to \"t10k-images.idx3-ubyte\"\nsave digits to \"t10k-labels.idx1-ubyte\"\n"
          + "again = load mnist from \".\" with part=test",
        "a data set in the form of MNIST, and back")
    ],
    searchTerms: ["mnist", "ubyte", "images", "lecun"])

  /// The endings of its files.
  public static let extensions = ["idx", "idx1-ubyte", "idx3-ubyte"]

  /// Both spellings of MNIST's names, `-idx3-ubyte` and `.idx3-ubyte`, any number of axes, plain or
  /// gzipped.
  public static func recognises(_ name: String) -> Bool {
    let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    if plain.hasSuffix(".idx") { return true }
    let ending = plain.suffix(11)
    guard ending.hasSuffix("-ubyte"), ending.dropFirst().hasPrefix("idx"), let first = ending.first
    else { return false }
    let axes = ending.dropFirst(4).prefix(1)
    return (first == "." || first == "-") && axes.allSatisfy { ("1"..."9").contains($0) }
  }

  private static let elements: [UInt8: StoredElement] = [
    0x08: StoredElement(kind: .unsigned, width: 1), 0x09: StoredElement(kind: .signed, width: 1),
    0x0B: StoredElement(kind: .signed, width: 2, isBigEndian: true),
    0x0C: StoredElement(kind: .signed, width: 4, isBigEndian: true),
    0x0D: StoredElement(kind: .float, width: 4, isBigEndian: true),
    0x0E: StoredElement(kind: .float, width: 8, isBigEndian: true),
  ]

  /// What the file holds; see ``Format/read(_:)``.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    let file = try GzipReader(path)
    let magic = try file.read(4)
    guard magic.count == 4 else {
      throw FileError(path, "is cut short: it ends within its first four bytes")
    }
    guard magic[0] == 0, magic[1] == 0, let element = elements[magic[2]] else {
      let digits = magic.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      throw FileError(
        path,
        "is not an IDX file: it begins with \(digits.joined(separator: " ")), "
          + "not with 00 00, an element type and the number of axes")
    }
    let sizes = try file.read(4 * Int(magic[3]))
    guard sizes.count == 4 * Int(magic[3]) else {
      throw FileError(path, "is cut short: it ends within its header")
    }
    let shape = (0..<Int(magic[3])).map { axis in
      (0..<4).reduce(0) { $0 << 8 | Int(sizes[4 * axis + $1]) }
    }
    let claim = shape.map(String.init).joined(separator: "x")
    guard let count = NDArray.count(of: shape),
      case let (size, overflow) = count.multipliedReportingOverflow(by: element.width),
      !overflow, size <= file.limit
    else {
      throw FileError(
        path, "is damaged: its header claims \(claim) elements, more than it can hold")
    }
    guard Memory.holds(size) else {
      throw FileError(path, "holds \(Memory.describe(Double(size))), more than the memory there is")
    }
    let bytes = try file.read(size)
    guard bytes.count == size else {
      throw FileError(
        path,
        "is cut short: its header promises \(Memory.describe(Double(size))) of elements, "
          + "but \(Memory.describe(Double(bytes.count))) are there")
    }
    guard try file.read(1).isEmpty else {
      throw FileError(path, "is damaged: more bytes follow than its header promises")
    }
    do {
      return NamedArrays(
        NDArray(
          shape: shape,
          try bytes.withRawBytes { (raw) throws(StoredElement.Failure) in
            try element.decode(raw)
          }))
    } catch {
      // No type of IDX exceeds Int64.
      throw FileError(path, "is damaged: its elements cannot be read")
    }
  }

  /// Writes all or nothing; see ``Format/write(_:to:replacing:)``.
  public static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool
  ) throws(FileError) {
    guard let array = arrays.only else {
      throw FileError(
        path, "can hold one array, not \(arrays.count)", suggestion: "save to .npz instead")
    }
    guard array.shape.count < 256, array.shape.allSatisfy({ $0 <= Int(UInt32.max) }) else {
      throw FileError(path, "cannot hold an array of that shape")
    }
    guard !path.lowercased().hasSuffix(".gz") else {
      throw FileError(path, "would be compressed, which is only read", suggestion: "leave out .gz")
    }
    let (type, data) = try encode(array.elements, path)
    var header: [UInt8] = [0, 0, type, UInt8(array.shape.count)]
    for axis in array.shape { header += bigEndian(UInt32(axis)) }
    try AtomicFile.write(header + data, to: path, replacing: replacing)
  }

  /// The narrowest type of IDX that holds the elements.
  private static func encode(
    _ elements: NDArray.Elements, _ path: String
  ) throws(FileError) -> (UInt8, [UInt8]) {
    switch elements {
    case .byte(let list): return (0x08, list)
    case .float(let list): return (0x0D, list.flatMap { bigEndian($0.bitPattern) })
    case .double(let list): return (0x0E, list.flatMap { bigEndian($0.bitPattern) })
    case .integer(let list):
      let low = list.min() ?? 0
      let high = list.max() ?? 0
      if low >= -128, high <= 127 { return (0x09, list.map { UInt8(truncatingIfNeeded: $0) }) }
      if low >= -32_768, high <= 32_767 {
        return (0x0B, list.flatMap { bigEndian(UInt16(truncatingIfNeeded: $0)) })
      }
      guard low >= Int64(Int32.min), high <= Int64(Int32.max) else {
        throw FileError(path, "can hold whole numbers of 32 bits, not larger ones")
      }
      return (0x0C, list.flatMap { bigEndian(UInt32(truncatingIfNeeded: $0)) })
    case .text: throw FileError(path, "can hold numbers, not text")
    }
  }

  private static func bigEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
    let width = T.bitWidth / 8
    return (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * (width - 1 - $0))) }
  }
}
