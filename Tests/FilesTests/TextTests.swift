import Testing

@testable import Files

@Suite struct NumberTextTests {
  @Test(arguments: [
    ("0", NumberText.Reading.integer(0)), ("-12", .integer(-12)), ("+7", .integer(7)),
    ("007", .integer(7)), ("9223372036854775807", .integer(.max)), (" 5\t", .integer(5)),
    ("9223372036854775808", .number(9223372036854775808)),
    ("-9223372036854775808", .integer(.min)),
    ("-9223372036854775809", .number(-0x1p63)), ("99999999999999999999", .number(1e20)),
    ("1.", .number(1)), (".5", .number(0.5)), ("1e3", .number(1000)), ("-2.5E-3", .number(-0.0025)),
    ("1e999", .number(.infinity)), ("INF", .number(.infinity)), ("-infinity", .number(-.infinity)),
    ("", .missing), ("  ", .missing),
    ("1,5", .text), ("1e", .text), ("e5", .text), (".", .text), ("-", .text), ("+-1", .text),
    ("0x10", .text),
    ("1_000", .text), ("nan(1)", .text), ("1 2", .text), ("５", .text), ("1.2.3", .text),
  ])
  func reads(text: String, reading: NumberText.Reading) {
    #expect(NumberText.read(Array(text.utf8)[...]) == reading)
  }

  @Test func notANumberAndMinusZeroAreNumbers() {
    for word in ["nan", "NaN", "-nan"] {
      guard case .number(let x) = NumberText.read(Array(word.utf8)[...]) else {
        Issue.record("\(word) is not read")
        continue
      }
      #expect(x.isNaN)
    }
    guard case .number(let zero) = NumberText.read(Array("-0".utf8)[...]) else {
      Issue.record("-0 is not read as a number")
      return
    }
    #expect(zero.sign == .minus)
  }

  /// What is written is read back as the same number, in the fewest digits Swift knows.
  @Test func roundTripIsExact() {
    var random = SeededGenerator(7)
    for _ in 0..<20_000 {
      let x = Double(bitPattern: random.next())
      switch NumberText.read(Array(NumberText.write(x).utf8)[...]) {
      case .integer(let n): #expect(Double(n) == x)
      case .number(let y): #expect(y.bitPattern == x.bitPattern || (x.isNaN && y.isNaN))
      default: Issue.record("\(x) is not read")
      }
    }
    #expect(NumberText.write(16.0) == "16")
    #expect(NumberText.write(Float(0.1)) == "0.1")
    #expect(NumberText.write(1e16) == "1e+16")
    #expect(NumberText.write(-0.0) == "-0.0")
    #expect(NumberText.write(1e15) == "1000000000000000")
  }
}

@Suite struct JSONValueTests {
  private func parse(_ text: String) throws(JSONParser.Failure) -> JSONValue {
    try JSONValue.parse(Array(text.utf8))
  }

  @Test func valuesAreRead() throws {
    #expect(
      try parse(" {\"a\": [1, -2.5e1, null, true, false], \"b\": \"\\u00e4\\ud83d\\ude00\\n\\/\"} ")
        == .object([
          .init(
            name: "a",
            value: .list([.integer(1), .number(-25), .null, .boolean(true), .boolean(false)])),
          .init(name: "b", value: .text("ä😀\n/")),
        ]))
    #expect(try parse("[]") == .list([]))
    #expect(try parse("{}") == .object([]))
    #expect(try parse("12345678901234567890") == .number(12345678901234567890))
  }

  @Test(arguments: [
    ("", 1, "a value"), ("[1,]", 1, "a value"), ("[1 2]", 1, "a comma or ]"),
    ("{a:1}", 1, "a name in quotes"),
    ("{\"a\" 1}", 1, "a colon"), ("{\"a\":1,\n\"a\":2}", 2, "another name than “a”"),
    ("1 2", 1, "the end"),
    ("01", 1, "a value"), ("1.", 1, "a value"), ("-", 1, "a value"), ("+1", 1, "a value"),
    (".5", 1, "a value"), ("1e", 1, "a value"),
    ("\"a", 1, "a closing quote"), ("\"a\nb\"", 1, "a closing quote"),
    ("\"\\q\"", 1, "another character after the backslash"),
    ("\"\\u12g4\"", 1, "four hexadecimal digits"), ("\"\\ud800x\"", 1, "a whole character"),
    ("tru", 1, "a value"),
    ("nan", 1, "a value"), ("{\"a\":1", 1, "a comma or }"), ("[\n\n1", 3, "a comma or ]"),
    (String(repeating: "[", count: 100_000), 1, "fewer brackets within brackets"),
  ])
  func whatIsNoJSONIsExplained(text: String, line: Int, expected: String) {
    let error = #expect(throws: JSONParser.Failure.self) { try parse(text) }
    #expect(error == JSONParser.Failure(line: line, expected: expected))
  }

  @Test func textMustBeUTF8() {
    let error = #expect(throws: JSONParser.Failure.self) {
      try JSONValue.parse([0x22, 0xFF, 0x22])
    }
    #expect(error?.expected == "text in UTF-8")
  }

  @Test func quotingIsRead() throws {
    let text = "\"\\\n\r\t\u{0}\u{1F}\u{7F}/äπ😀"
    #expect(try parse(JSONValue.quote(text)) == .text(text))
  }
}

@Suite struct StoredElementTests {
  /// Against Swift's own binary16, all 65,536 of them.
  @Test func everyHalfIsRight() {
    for bits in UInt16.min...UInt16.max {
      let (ours, theirs) = (StoredElement.half(bits), Float(Float16(bitPattern: bits)))
      #expect(ours == theirs || (ours.isNaN && theirs.isNaN), "\(bits)")
      #expect(ours.sign == theirs.sign)
    }
  }
}

@Suite struct MemoryTests {
  @Test func thereIsSomeAndNotAll() {
    #expect(Memory.available > 1 << 20)
    #expect(Memory.holds(1))
    #expect(!Memory.holds(Int.max))
    #expect(!Memory.holds(nil))
  }

  @Test(arguments: [
    (0.0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1234, "1.2 kB"),
    (9_960, "10 kB"),
    (23_456_789, "23 MB"), (999_999, "1 MB"), (3.164e12, "3.2 TB"), (8.9e18, "8.9 EB"),
    (1e30, "1000000000000 EB"),
  ])
  func sizesAreReadable(bytes: Double, text: String) { #expect(Memory.describe(bytes) == text) }
}

@Suite struct NDArrayTests {
  @Test func countsDoNotOverflow() {
    #expect(NDArray.count(of: []) == 1)
    #expect(NDArray.count(of: [3, 4]) == 12)
    #expect(NDArray.count(of: [1 << 62, 4]) == nil)
    #expect(NDArray.count(of: [1 << 62, 4, 0]) == 0)
    #expect(NDArray.count(of: [-1]) == nil)
  }

  @Test func conversions() {
    #expect(NDArray(.double([1, 2.5])).integers == nil)
    #expect(NDArray(.float([1, -3])).integers == [1, -3])
    #expect(NDArray(.double([.nan])).integers == nil)
    #expect(NDArray(.byte([255])).doubles == [255])
    #expect(NDArray(.text(["1"])).doubles == nil)
    #expect(NDArray(.integer([7])).floats == [7])
  }

  @Test func namesKeepTheirOrder() {
    var arrays = NamedArrays([("b", NDArray(.byte([1]))), ("a", NDArray(.byte([2])))])
    #expect(arrays.names == ["b", "a"])
    #expect(arrays.only == nil)
    arrays["b"] = nil
    arrays["c"] = NDArray(.byte([3]))
    #expect(arrays.names == ["a", "c"])
    arrays["c"] = nil
    #expect(arrays.only?.integers == [2])
  }
}

@Suite struct FileErrorTests {
  @Test func controlCharactersAreNotPrinted() {
    let error = FileError("a\u{1B}[31m\nb", "holds “\0”", suggestion: "not\u{9B}that")
    #expect(error.message == "“a\u{FFFD}[31m\u{FFFD}b” holds “\u{FFFD}”")
    #expect(error.suggestion == "not\u{FFFD}that")
  }
}
