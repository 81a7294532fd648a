import Catalog

/// The file of tensors that PyTorch models are shared in.
public enum Safetensors: Format {
  /// The entry of the catalog.
  public static let entry = Entry(
    "safetensors", .format, summary: "named arrays as PyTorch and others exchange them",
    usage: "save NETWORK to \"FILE.safetensors\"",
    details: """
      A length, a JSON header and the elements, little-endian; read are F16, BF16, F32, F64, I8 to \
      I64, U8 to U64 and BOOL. The header is checked as the format's own reader does: the arrays \
      must fill the file without gaps or overlaps. Written are F32, F64, I64 and U8, wider types \
      first, so that every array lies aligned.
      """,
    examples: [
      Example(
        "save net to \"net.safetensors\"\nagain = net with weights=\"net.safetensors\"",
        "the parameters of a network, and back")
    ],
    searchTerms: ["pytorch", "torch", "weights", "parameters", "huggingface"])

  /// The endings of its files.
  public static let extensions = ["safetensors"]

  /// The limit of the format's own reader.
  static let headerLimit = 100_000_000

  /// What the file holds; see ``Format/read(_:)``.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    let bytes = try FileContents.read(path)
    guard bytes.count >= 8 else {
      throw FileError(path, "is cut short: it ends within the length of its header")
    }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    // Foreign files begin with eight bytes that make an enormous length.
    guard length <= UInt64(headerLimit) else {
      throw FileError(path, "is not a safetensors file: its header would be \(length) bytes long")
    }
    let dataStart = 8 + Int(length)
    guard bytes.count >= dataStart else {
      throw FileError(
        path,
        "is cut short: its header should be \(length) bytes long, but \(bytes.count - 8) are there")
    }
    let header: JSONValue
    do {
      header = try JSONValue.parse(Array(bytes[8..<dataStart]))
    } catch {
      throw FileError(path, "is not a safetensors file: its header is not valid JSON")
    }
    guard case .object(let members) = header else {
      throw FileError(path, "is not a safetensors file: its header is not a JSON object")
    }
    return try arrays(members, bytes, dataStart, path)
  }

  private static func arrays(
    _ members: [JSONValue.Member], _ bytes: [UInt8], _ start: Int, _ path: String
  ) throws(FileError) -> NamedArrays {
    var result = NamedArrays()
    var ranges: [Range<Int>] = []
    let held = bytes.count - start
    for member in members {
      if member.name == "__metadata__" {
        guard case .object(let texts) = member.value else {
          throw FileError(path, "is damaged: its metadata are not texts by name")
        }
        for case let text in texts {
          guard case .text(let value) = text.value else {
            throw FileError(path, "is damaged: its metadata are not texts by name")
          }
          result.texts[text.name] = value
        }
        continue
      }
      let (element, shape, range) = try place(of: member, held, path)
      ranges.append(range)
      do {
        result[member.name] = NDArray(
          shape: shape,
          try bytes.withRawBytes { (raw) throws(StoredElement.Failure) in
            let part = raw[(start + range.lowerBound)..<(start + range.upperBound)]
            return try element.decode(UnsafeRawBufferPointer(rebasing: part))
          })
      } catch {
        throw FileError(
          path, "holds “\(member.name)”, which has whole numbers above 9223372036854775807")
      }
    }
    var end = 0
    for range in ranges.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      guard range.lowerBound == end else {
        throw FileError(path, "is damaged: its arrays overlap or leave gaps")
      }
      end = range.upperBound
    }
    guard end == held else {
      throw FileError(
        path, "is damaged: \(Memory.describe(Double(held - end))) follow the last array")
    }
    return result
  }

  private static let elements: [String: StoredElement] = [
    "BOOL": StoredElement(kind: .boolean, width: 1), "U8": StoredElement(kind: .unsigned, width: 1),
    "I8": StoredElement(kind: .signed, width: 1), "U16": StoredElement(kind: .unsigned, width: 2),
    "I16": StoredElement(kind: .signed, width: 2), "U32": StoredElement(kind: .unsigned, width: 4),
    "I32": StoredElement(kind: .signed, width: 4), "U64": StoredElement(kind: .unsigned, width: 8),
    "I64": StoredElement(kind: .signed, width: 8), "F16": StoredElement(kind: .float, width: 2),
    "F32": StoredElement(kind: .float, width: 4), "F64": StoredElement(kind: .float, width: 8),
    "BF16": StoredElement(kind: .brain, width: 2),
  ]

  /// Where an array lies, its type and shape, checked against each other and the file.
  private static func place(
    of member: JSONValue.Member, _ held: Int, _ path: String
  ) throws(FileError) -> (StoredElement, [Int], Range<Int>) {
    let name = member.name
    guard case .text(let type)? = member.value["dtype"],
      case .list(let axes)? = member.value["shape"],
      case .list(let offsets)? = member.value["data_offsets"],
      let shape = integers(axes), let ends = integers(offsets), ends.count == 2
    else {
      throw FileError(path, "is damaged: “\(name)” lacks its dtype, shape or data_offsets")
    }
    guard let element = elements[type] else {
      throw FileError(path, "holds “\(name)” of type \(type), which cannot be read as numbers")
    }
    guard let count = NDArray.count(of: shape),
      case let (size, overflow) = count.multipliedReportingOverflow(by: element.width), !overflow
    else { throw FileError(path, "is damaged: no file holds the shape “\(name)” claims") }
    guard ends[0] >= 0, ends[1] >= ends[0] else {
      throw FileError(path, "is damaged: “\(name)” ends before it begins")
    }
    guard ends[1] <= held else {
      throw FileError(
        path,
        "is cut short: “\(name)” should end at byte \(ends[1]) of the elements, "
          + "but there are \(held)")
    }
    guard ends[1] - ends[0] == size else {
      throw FileError(
        path,
        "is damaged: “\(name)” of shape \(shape.map(String.init).joined(separator: "x")) "
          + "needs \(size) bytes, but has \(ends[1] - ends[0])")
    }
    return (element, shape, ends[0]..<ends[1])
  }

  private static func integers(_ values: [JSONValue]) -> [Int]? {
    var result: [Int] = []
    for value in values {
      guard case .integer(let n) = value, result.count < 64 else { return nil }
      result.append(Int(n))
    }
    return result
  }

  /// Writes all or nothing; see ``Format/write(_:to:replacing:)``.
  public static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool
  ) throws(FileError) {
    var entries: [String: String] = [:]
    var order: [(width: Int, array: NDArray)] = []
    var offset = 0
    for width in [8, 4, 1] {
      for (name, array) in arrays.pairs {
        guard let (type, bytes) = type(of: array) else {
          throw FileError(
            path, "can hold numbers, but “\(name)” is text",
            suggestion: "save to .csv or .json instead")
        }
        guard name != "__metadata__" else {
          throw FileError(path, "cannot hold an array named “__metadata__”")
        }
        guard bytes == width else { continue }
        let end = offset + array.count * width
        let shape = array.shape.map(String.init).joined(separator: ",")
        entries[name] =
          "\(JSONValue.quote(name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}"
        offset = end
        order.append((width, array))
      }
    }
    var members = arrays.names.compactMap { entries[$0] }
    if !arrays.texts.isEmpty {
      let texts = arrays.texts.sorted { $0.key < $1.key }
        .map { "\(JSONValue.quote($0.key)):\(JSONValue.quote($0.value))" }
      members.insert("\"__metadata__\":{\(texts.joined(separator: ","))}", at: 0)
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    guard header.count <= headerLimit else {
      throw FileError(path, "cannot hold that many arrays")
    }
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    try AtomicFile.write(to: path, replacing: replacing) { (temporary) throws(FileError) in
      let file = try OutputFile(temporary, as: path)
      try file.write(length + header)
      for (_, array) in order {
        _ = try array.elements.withLittleEndianBytes { (raw) throws(FileError) in
          try file.write(raw)
        }
      }
    }
  }

  private static func type(of array: NDArray) -> (String, Int)? {
    switch array.elements {
    case .float: ("F32", 4)
    case .double: ("F64", 8)
    case .integer: ("I64", 8)
    case .byte: ("U8", 1)
    case .text: nil
    }
  }
}
