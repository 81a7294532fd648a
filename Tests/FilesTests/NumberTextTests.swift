import TestSupport
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
