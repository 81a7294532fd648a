/// A JSON text as a tree (RFC 8259), for the formats that are JSON or hold some.
public enum JSONValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([JSONValue])
  /// The members in the order of the text; no name comes twice.
  case object([Member])

  /// A name and what it stands for.
  public struct Member: Equatable, Sendable {
    /// The name, without its quotes.
    public let name: String
    /// What stands behind the colon.
    public let value: JSONValue

    /// A member of an object.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The member of that name; nil when there is none, or for anything but an object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The tree of a text; nil where the text is no JSON.
  public init?(text: String) {
    guard let value = try? Self.parse(Array(text.utf8)) else { return nil }
    self = value
  }

  /// The text of the tree, on one line. A number that is not finite is written as null.
  public var text: String {
    switch self {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let n): String(n)
    case .number(let x): x.isFinite ? NumberText.write(x) : "null"
    case .text(let text): Self.quote(text)
    case .list(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quote($0.name)): \($0.value.text)" }.joined(separator: ", ") + "}"
    }
  }

  /// - Throws: ``JSONParser/Failure`` where the text is no JSON.
  static func parse(_ bytes: [UInt8]) throws(JSONParser.Failure) -> JSONValue {
    var parser = JSONParser(bytes)
    return try parser.document()
  }

  /// A text as a JSON string, in quotes.
  static func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// A strict parser of JSON texts.
struct JSONParser {
  /// What is wrong, and in which line.
  struct Failure: Error, Equatable {
    let line: Int
    let expected: String
  }

  /// Deeper lists than this are no arrays; the limit also keeps the stack safe.
  static let depthLimit = 64

  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(Failure) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    let value = try value()
    skipBlanks()
    guard at == bytes.count else { throw failure("the end") }
    return value
  }

  private mutating func value() throws(Failure) -> JSONValue {
    skipBlanks()
    guard at < bytes.count else { throw failure("a value") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try nested { (p) throws(Failure) in try p.object() }
    case UInt8(ascii: "["): return try nested { (p) throws(Failure) in try p.list() }
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(Failure) -> JSONValue
  ) throws(Failure) -> JSONValue {
    depth += 1
    guard depth <= Self.depthLimit else { throw failure("fewer brackets within brackets") }
    at += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Failure) -> JSONValue {
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if take("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw failure("a name in quotes")
      }
      let name = try string()
      guard names.insert(name).inserted else { throw failure("another name than “\(name)”") }
      guard take(":") else { throw failure("a colon") }
      members.append(JSONValue.Member(name, try value()))
    } while take(",")
    guard take("}") else { throw failure("a comma or }") }
    return .object(members)
  }

  private mutating func list() throws(Failure) -> JSONValue {
    var values: [JSONValue] = []
    if take("]") { return .list([]) }
    repeat { values.append(try value()) } while take(",")
    guard take("]") else { throw failure("a comma or ]") }
    return .list(values)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes[at...].starts(with: word.utf8) else { throw failure("a value") }
    at += word.utf8.count
    return value
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = at
    while at < bytes.count, isOfNumber(bytes[at]) { at += 1 }
    let text = bytes[start..<at]
    // JSON wants a digit first, no leading zeros and a digit behind the point.
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
    let leading = digits.prefix(while: isDigit)
    let after = digits[leading.endIndex...]
    let pointIsRight =
      after.first != UInt8(ascii: ".") || after.dropFirst().first.map(isDigit) == true
    if !leading.isEmpty, pointIsRight, leading.count == 1 || leading.first != 0x30 {
      switch NumberText.read(text) {
      case .integer(let n): return .integer(n)
      case .number(let x): return .number(x)
      case .missing, .text: break
      }
    }
    at = start
    throw failure("a value")
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func string() throws(Failure) -> String {
    at += 1
    var content: [UInt8] = []
    while true {
      guard at < bytes.count else { throw failure("a closing quote") }
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else {
          throw failure("text in UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): content += Array(try escape().utf8)
      case 0..<0x20:
        at -= 1
        throw failure("a closing quote")
      default: content.append(byte)
      }
    }
  }

  private mutating func escape() throws(Failure) -> String {
    guard at < bytes.count else { throw failure("a closing quote") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(Unicode.Scalar(byte))
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      if UTF16.isLeadSurrogate(unit), bytes[at...].starts(with: "\\u".utf8) {
        at += 2
        let trail = try hexadecimal()
        if UTF16.isTrailSurrogate(trail) {
          return String(decoding: [unit, trail], as: UTF16.self)
        }
      }
      guard let scalar = Unicode.Scalar(unit) else { throw failure("a whole character") }
      return String(Character(scalar))
    default: throw failure("another character after the backslash")
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt16 {
    let digits = bytes[at...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ isHexadecimal($0) }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits") }
    at += 4
    return unit
  }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  private mutating func skipBlanks() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private func failure(_ expected: String) -> Failure {
    Failure(line: 1 + bytes[..<at].count { $0 == 0x0A }, expected: expected)
  }
}
