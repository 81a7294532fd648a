/// The text at the start of an npy file: a Python dictionary with the element type, the order of
/// the elements and the shape (numpy/lib/format.py, versions 1.0 to 3.0).
struct NPYHeader {
  var element: StoredElement
  var isFortran: Bool
  var shape: [Int]
  /// Where the elements begin.
  var dataOffset = 0

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Why a header cannot be read: the rest of a sentence that begins with the file's name.
  struct Failure: Error {
    let problem: String
    init(_ problem: String) { self.problem = problem }
  }

  /// - Parameter bytes: the file from its first byte on.
  init(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    guard bytes.count >= 10, bytes.prefix(6).elementsEqual(Self.magic) else {
      if !bytes.isEmpty, Self.magic.starts(with: bytes.prefix(6)) {
        throw Failure("is cut short: it ends within its header")
      }
      throw Failure("is not a NumPy array: it does not begin with \\x93NUMPY")
    }
    let major = bytes[6]
    guard (1...3).contains(major) else {
      throw Failure("is of npy version \(major), which is not known")
    }
    let lengthWidth = major == 1 ? 2 : 4
    guard bytes.count >= 8 + lengthWidth else {
      throw Failure("is cut short: it ends within its header")
    }
    let length = (0..<lengthWidth).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    let start = 8 + lengthWidth
    guard length <= bytes.count - start else {
      throw Failure("is cut short: it ends within its header")
    }
    var dictionary = PythonDictionary(Array(bytes[start..<(start + length)]))
    guard let fields = dictionary.parse() else {
      throw Failure("is damaged: its header is not a dictionary of descr, fortran_order and shape")
    }
    element = try Self.element(fields.descr)
    isFortran = fields.fortranOrder
    shape = fields.shape
    dataOffset = start + length
  }

  private static func element(_ descr: String) throws(Failure) -> StoredElement {
    let characters = Array(descr.utf8)
    let refusal = Failure("holds elements of type “\(descr)”, which cannot be read as numbers")
    guard characters.count == 3 else { throw refusal }
    let kinds: [UInt8: (StoredElement.Kind, [Int])] = [
      UInt8(ascii: "f"): (.float, [2, 4, 8]), UInt8(ascii: "i"): (.signed, [1, 2, 4, 8]),
      UInt8(ascii: "u"): (.unsigned, [1, 2, 4, 8]), UInt8(ascii: "b"): (.boolean, [1]),
    ]
    let width = Int(characters[2]) - Int(UInt8(ascii: "0"))
    guard [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|")].contains(characters[0]),
      let (kind, widths) = kinds[characters[1]], widths.contains(width)
    else { throw refusal }
    return StoredElement(
      kind: kind, width: width, isBigEndian: characters[0] == UInt8(ascii: ">"))
  }

  /// The bytes before the elements, padded as NumPy pads them: the elements begin at a multiple of
  /// 64. Nil for text, which npy files of this program do not hold.
  static func bytes(for array: NDArray) -> [UInt8]? {
    let descr: String
    switch array.elements {
    case .float: descr = "<f4"
    case .double: descr = "<f8"
    case .integer: descr = "<i8"
    case .byte: descr = "|u1"
    case .text: return nil
    }
    let axes = array.shape.map(String.init).joined(separator: ", ")
    let shape = array.shape.count == 1 ? "(\(axes),)" : "(\(axes))"
    let text = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape), }"
    // Version 1 has 16 bits for the length, enough but for thousands of axes.
    let isLong = text.utf8.count > 65_000
    let start = isLong ? 12 : 10
    let padding = 63 - (start + text.utf8.count) % 64
    let header = Array(text.utf8) + [UInt8](repeating: 0x20, count: padding) + [0x0A]
    let length = (0..<(isLong ? 4 : 2)).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    return magic + [isLong ? 2 : 1, 0] + length + header
  }
}

/// The one kind of Python literal an npy header may be.
private struct PythonDictionary {
  private let text: [UInt8]
  private var at = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func parse() -> (descr: String, fortranOrder: Bool, shape: [Int])? {
    var descr: String?
    var fortranOrder: Bool?
    var shape: [Int]?
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = quoted(), take(":") else { return nil }
      switch key {
      case "descr" where descr == nil:
        // A list of fields is a table of records; its text is only wanted for the message.
        descr = peek("[") ? list() : quoted()
        if descr == nil { return nil }
      case "fortran_order" where fortranOrder == nil:
        if take("True") {
          fortranOrder = true
        } else if take("False") {
          fortranOrder = false
        } else {
          return nil
        }
      case "shape" where shape == nil:
        guard let axes = tuple() else { return nil }
        shape = axes
      default: return nil
      }
      if !take(","), !peek("}") { return nil }
    }
    skipBlanks()
    guard at == text.count, let descr, let fortranOrder, let shape else { return nil }
    return (descr, fortranOrder, shape)
  }

  private mutating func skipBlanks() {
    while at < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[at]) { at += 1 }
  }

  private mutating func peek(_ word: String) -> Bool {
    skipBlanks()
    return text[at...].starts(with: word.utf8)
  }

  private mutating func take(_ word: String) -> Bool {
    guard peek(word) else { return false }
    at += word.utf8.count
    return true
  }

  private mutating func quoted() -> String? {
    let quote: UInt8 = peek("\"") ? 0x22 : 0x27
    guard take(quote == 0x22 ? "\"" : "'"), let end = text[at...].firstIndex(of: quote) else {
      return nil
    }
    defer { at = end + 1 }
    return String(decoding: text[at..<end], as: UTF8.self)
  }

  private mutating func list() -> String? {
    var depth = 0
    let start = at
    while at < text.count {
      if text[at] == UInt8(ascii: "[") { depth += 1 }
      if text[at] == UInt8(ascii: "]") { depth -= 1 }
      at += 1
      if depth == 0 { return String(decoding: text[start..<at], as: UTF8.self) }
    }
    return nil
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var axes: [Int] = []
    while !take(")") {
      skipBlanks()
      let digits = text[at...].prefix { (0x30...0x39).contains($0) }
      guard let axis = Int(String(decoding: digits, as: UTF8.self)), axes.count < 64 else {
        return nil
      }
      at += digits.count
      // Python 2 wrote long integers with an L behind them.
      _ = take("L")
      axes.append(axis)
      if !take(","), !peek(")") { return nil }
    }
    return axes
  }
}
