import Catalog

/// NumPy's file of one array.
public enum NPY: Format {
  /// The entry of the catalog.
  public static let entry = Entry(
    "npy", .format, summary: "one array, as NumPy saves it",
    usage: "save VALUE to \"FILE.npy\"",
    details: """
      Versions 1.0 to 3.0 of NumPy's format are read: floats of 2, 4 and 8 bytes, signed and \
      unsigned integers of 1 to 8 bytes and booleans, in either byte order, in C or Fortran order. \
      Written are float32, float64, int64 and uint8, in C order. Of a data set the inputs are \
      saved; its labels need an .npz.
      """,
    examples: [
      Example(
        "save seen to \"seen.npy\"\nagain = load file from \"seen.npy\"",
        "the inputs of a data set, and back")
    ],
    searchTerms: ["numpy", "array", "binary"])

  /// The endings of its files.
  public static let extensions = ["npy"]

  /// What the file holds; see ``Format/read(_:)``.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    let bytes = try FileContents.read(path)
    do {
      return NamedArrays(
        try bytes.withRawBytes { (raw) throws(NPYHeader.Failure) in try array(raw) })
    } catch {
      throw FileError(path, error.problem)
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
    guard let header = NPYHeader.bytes(for: array) else {
      throw FileError(
        path, "can hold numbers, not text", suggestion: "save to .csv or .json instead")
    }
    try AtomicFile.write(to: path, replacing: replacing) { (temporary) throws(FileError) in
      let file = try OutputFile(temporary, as: path)
      try file.write(header)
      _ = try array.elements.withLittleEndianBytes { (raw) throws(FileError) in
        try file.write(raw)
      }
    }
  }

  /// The array of a whole npy file that is in memory (a member of an npz is one, too).
  static func array(_ bytes: UnsafeRawBufferPointer) throws(NPYHeader.Failure) -> NDArray {
    let header = try NPYHeader(bytes)
    let held = bytes.count - header.dataOffset
    guard let count = NDArray.count(of: header.shape),
      case let (size, overflow) = count.multipliedReportingOverflow(by: header.element.width),
      !overflow
    else {
      throw NPYHeader.Failure("is damaged: no file holds the shape its header claims")
    }
    if held < size {
      throw NPYHeader.Failure(
        "is cut short: its header promises \(Memory.describe(Double(size))) of elements, "
          + "but \(Memory.describe(Double(held))) are there")
    }
    if held > size {
      throw NPYHeader.Failure(
        "is damaged: \(Memory.describe(Double(held - size))) follow the last element")
    }
    let elements: NDArray.Elements
    do {
      elements = try header.element.decode(
        UnsafeRawBufferPointer(rebasing: bytes[header.dataOffset...]))
    } catch {
      throw NPYHeader.Failure("holds whole numbers above 9223372036854775807")
    }
    let isTransposed = header.isFortran && header.shape.count > 1 && count > 0
    return NDArray(
      shape: header.shape, isTransposed ? elements.fromFortran(header.shape) : elements)
  }
}

extension NDArray.Elements {
  /// Elements that were stored first axis fastest, put in row-major order.
  fileprivate func fromFortran(_ shape: [Int]) -> NDArray.Elements {
    func reorder<T>(_ list: [T]) -> [T] {
      var strides: [Int] = []
      var product = 1
      for axis in shape {
        strides.append(product)
        product *= axis
      }
      var place = [Int](repeating: 0, count: shape.count)
      var source = 0
      return [T](unsafeUninitializedCapacity: list.count) { buffer, count in
        for i in list.indices {
          buffer.initializeElement(at: i, to: list[source])
          // An odometer, last axis first.
          var axis = shape.count - 1
          while axis >= 0 {
            place[axis] += 1
            source += strides[axis]
            if place[axis] < shape[axis] { break }
            source -= strides[axis] * shape[axis]
            place[axis] = 0
            axis -= 1
          }
        }
        count = list.count
      }
    }
    switch self {
    case .float(let list): return .float(reorder(list))
    case .double(let list): return .double(reorder(list))
    case .integer(let list): return .integer(reorder(list))
    case .byte(let list): return .byte(reorder(list))
    case .text(let list): return .text(reorder(list))
    }
  }
}
