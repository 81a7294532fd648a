import Catalog
import Foundation
import Language
import LinearAlgebra
import TestSupport
import Testing

@testable import Session

/// Stops whatever runs longer than its time: generated lines may ask for a million epochs.
private final class Deadline: Watch, @unchecked Sendable {
  private var end = ContinuousClock.now

  func start(_ duration: Duration) { end = .now + duration }
  var isInterrupted: Bool { ContinuousClock.now > end }
  func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
}

/// A small generator of its own, so that a failure can be repeated from its seed.
private struct Lottery: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var x = state
    x ^= x >> 33
    x = x &* 0xff51_afd7_ed55_8ccd
    return x ^ (x >> 33)
  }
}

/// Generated and mutated lines: whatever is typed, the process lives, the session stays whole and
/// nothing absurd is allocated.
@Suite struct FuzzTests {
  private static let numbers = [
    "0", "1", "2", "3", "5", "17", "-1", "0.5", "1e9", "1e15", "1e300", "1e-300", "28x28x1",
    "9999999x9999999x9999999", "1x1", "80:20", "0:0", "1:1:1", "5%", "1..3", "0..1e9",
    "1..0 step 0", "\"a\"", "\"{1+1}\"", "\"{\"", "[1, 2]", "[]", "[\"rnd\", \"random\"]", "yes",
    "no", "it", "-0", "(1)", "[[1], 2]",
  ]

  private static let words: [String] = {
    let names = Session.vocabulary.entries.map(\.name)
    let options = Session.vocabulary.entries.flatMap(\.parameters).flatMap { parameter in
      [parameter.name + "="] + parameter.kind.words
    }
    return names + options + Preposition.allCases.map(\.rawValue)
      + [
        "digits", "seen", "unseen", "net", "fit", "x", "label", "index", "session", "all", "epochs",
        "every", "log", "of", "for", "in", "and", "or", "not", "time", "step", "|", ",", "=", "==",
        "~", "+-", "<", "+", "-", "*", "/", "^", "(", ")", "[", "]", "{", "}", ";", "\n", ".", "..",
        "?", "#", "#=", "\"", "é", "日本", "\u{0}", "\u{301}", "🤖",
      ]
  }()

  private static let seeds: [String] = {
    var lines = Session.vocabulary.entries.flatMap(\.examples).map(\.code)
    lines += [
      "t = for n in [1, 2], s in 1..2 { part = select n from seen using random; collect n, s, trace net on part as t }",
      "expect entropy net on seen ~ 3 +- 100", "plot fit.loss against fit.epoch with log=xy",
      "train net on seen for 2 of 4 epochs using sgd with rate=0.1 recording loss on unseen as u at [0, 1] until u < 1",
      "select all from digits where label in [3, 8] and not index > 10",
    ]
    return lines
  }()

  private func line(_ lottery: inout Lottery) -> String {
    func token() -> String {
      (Bool.random(using: &lottery) ? Self.words : Self.numbers)
        .randomElement(using: &lottery) ?? "x"
    }
    guard Int.random(in: 0..<4, using: &lottery) > 0 else {
      return (0..<Int.random(in: 1...14, using: &lottery)).map { _ in token() }
        .joined(separator: " ")
    }
    // A valid line, changed in a few places.
    var parts = (Self.seeds.randomElement(using: &lottery) ?? "1")
      .split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...3, using: &lottery) {
      let i = Int.random(in: 0..<parts.count, using: &lottery)
      switch Int.random(in: 0..<5, using: &lottery) {
      case 0: parts.remove(at: i)
      case 1: parts[i] = token()
      case 2: parts.insert(token(), at: i)
      case 3: parts.swapAt(i, Int.random(in: 0..<parts.count, using: &lottery))
      default:
        var characters = Array(parts[i])
        if !characters.isEmpty {
          characters[Int.random(in: 0..<characters.count, using: &lottery)] =
            Character(
              Unicode.Scalar(UInt8.random(in: 32..<127, using: &lottery)))
        }
        parts[i] = String(characters)
      }
      if parts.isEmpty { parts = [token()] }
    }
    return parts.joined(separator: " ")
  }

  /// 20,000 lines through parser and evaluator.
  @Test(arguments: 0..<4)
  func nothingCrashes(part: Int) throws {
    try Fixtures.withTemporaryFolder { folder in
      let watch = Deadline()
      watch.start(.seconds(60))
      var transcript = Transcript(folder: folder)
      transcript.session = ExampleTests.prepared
      transcript.session.options.folder = folder.path
      transcript.session.options.watch = watch
      let start = transcript.session
      let names = start.names.map(\.name)
      var lottery = Lottery(state: UInt64(part) &* 7919 &+ 11)
      var parsed = 0
      var succeeded = 0
      for i in 0..<5000 {
        let line = line(&lottery)
        watch.start(.milliseconds(15))
        do {
          try transcript.run(line)
          succeeded += 1
          parsed += 1
        } catch let diagnostic as Diagnostic {
          if diagnostic.kind != .syntax && diagnostic.kind != .incomplete { parsed += 1 }
          #expect(!diagnostic.message.isEmpty)
          let text = diagnostic.rendered(in: SourceText(line, name: nil), colour: false)
          #expect(
            text.hasPrefix("error: ") || diagnostic.kind == .interrupted
              || diagnostic.kind == .expectation, "\(line)\n\(text)")
        }
        // A line that succeeds may rebind names; begin again so that lines stay comparable.
        if i % 50 == 49 { transcript.session = start }
        transcript.session.wantsToEnd = false
      }
      #expect(start.names.map(\.name) == names)
      #expect(parsed > 200, "the lines must reach the evaluator")
      #expect(succeeded > 50)
    }
  }
}
