import TestSupport
import Testing

@testable import Language

/// Whatever is typed, the language answers: with a tree that prints itself or with a diagnostic.
struct FuzzTests {
  /// Words, signs and pieces the language gives a meaning to, and some it does not.
  private static let pieces =
    [
      "x", "net", "λ", "3", "1e-3", "28x28x1", "80:20", "5%", "\"a {x} b\"", "'t'", "#", "#= 3",
      "\n",
    ]
    + ["\n", "{", "}", "yes", "it", "epochs", "of", "every", "at", "log", "\"", "\\", "\"{", "}}"]
    + [
      "1e999", "0x0", "999999999999x9", "\u{0}", "\u{1B}[2J", "日本", "e\u{301}", "\u{200B}", "…",
      "—",
    ]
    + Symbol.allCases.map(\.rawValue) + Reserved.words.sorted()
    + TestVocabulary.vocabulary.entries.map(\.name)

  /// 24,000 lines: random pieces, and the example program's lines with pieces and bytes changed.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func anyLineIsAnswered(batch: UInt64) throws {
    var random = SeededGenerator(batch)
    let lines = ExampleProgramTests.source.split(separator: "\n").map(String.init)
    for i in 0..<3_000 {
      let line =
        i % 3 == 0
        ? Self.madeUp(&random) : Self.mutated(lines.randomElement(using: &random) ?? "", &random)
      try check(line, i % 2 == 0 ? .prompt : .script, &random)
    }
  }

  private func check(
    _ line: String, _ reading: Reading, _ random: inout SeededGenerator
  ) throws {
    let parser = Parser(TestVocabulary.vocabulary, reading: reading)
    let source = SourceText(line, name: "lab.ntk")
    do {
      let tree = try parser.parse(line)
      let printed = tree.description
      // A tree is not larger than what it was made of, give or take line breaks and parentheses.
      #expect(printed.utf8.count <= 40 * line.utf8.count + 100)
      let script = Parser(TestVocabulary.vocabulary)
      let again = try? script.parse(printed)
      #expect(again == tree, "\(line)\nprints as\n\(printed)")
    } catch {
      let shown = error.rendered(in: source, colour: false, width: 80)
      #expect(!error.message.isEmpty && !error.message.hasSuffix("."), "\(line)")
      #expect(error.kind == .syntax || error.kind == .incomplete)
      #expect(shown.utf8.count < 2_000, "\(line)")
      // Nothing in a text can drive the terminal.
      #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(line)")
      let range = try #require(error.range, "\(line)")
      #expect(range.lower <= range.upper && range.lower <= line.utf8.count + 1, "\(line)")
    }
    let cursor = Int.random(in: 0...line.utf8.count, using: &random)
    let expectation = parser.expectation(in: line, at: cursor)
    #expect(expectation.range.upper == cursor)
  }

  private static func madeUp(_ random: inout SeededGenerator) -> String {
    var line = ""
    for _ in 0..<Int.random(in: 1...25, using: &random) {
      line += pieces.randomElement(using: &random) ?? ""
      if Bool.random(using: &random) { line += " " }
    }
    return line
  }

  /// A line with a few words dropped, doubled, swapped or replaced, or a few bytes changed.
  private static func mutated(_ line: String, _ random: inout SeededGenerator) -> String {
    if Int.random(in: 0..<3, using: &random) == 0 {
      var bytes = Array(line.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8.random(in: 0...127, using: &random), at: place)
        }
        if bytes.isEmpty { break }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !words.isEmpty {
      let place = Int.random(in: 0..<words.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: words.remove(at: place)
      case 1: words.insert(words[place], at: place)
      case 2: words.swapAt(place, Int.random(in: 0..<words.count, using: &random))
      case 3: words[place] = pieces.randomElement(using: &random) ?? ""
      default: words.insert(pieces.randomElement(using: &random) ?? "", at: place)
      }
    }
    return words.joined(separator: " ")
  }
}
