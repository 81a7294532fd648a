import Foundation
import TestSupport
import Testing

@testable import Language

/// What people type wrongly, and the whole text of the answer.
///
/// The cases stand in `Tests/Fixtures/language/mistakes`: what was typed, after `ntk> ` at a prompt
/// or after `lab> ` in a script, then what is shown. `TANGENT_RECORD=1` writes the answers anew.
struct MistakeTests {
  static let files = [
    "lexical", "statements", "expressions", "commands", "networks", "loops", "lines", "habits",
    "incomplete",
  ]

  @Test(arguments: files)
  func answers(file: String) throws {
    let path = "language/mistakes/\(file).txt"
    let text = try String(contentsOf: Fixtures.url(path), encoding: .utf8)
    let cases = text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
    let made = cases.map(answered).joined(separator: "\n\n") + "\n"
    let recorded = try Snapshots.recorded(path, made: made)
    let known = recorded.components(separatedBy: "\n\n")
    try #require(known.count == cases.count)
    #expect(!made.contains("no mistake"))
    // Case by case, so that a failure shows one case.
    for (a, b) in zip(made.components(separatedBy: "\n\n"), known) { #expect(a == b) }
  }

  /// Every file of the folder is one of `files`.
  @Test func allFilesAreRead() throws {
    let folder = Fixtures.url("language/mistakes").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(names) == Set(Self.files.map { "\($0).txt" }))
  }

  /// A case with its answer: what was typed stays, what is shown is made anew.
  private func answered(_ text: String) -> String {
    let prefix = 5
    let typed = text.components(separatedBy: "\n").filter {
      $0.hasPrefix("ntk> ") || $0.hasPrefix("lab> ") || $0.hasPrefix("...> ")
    }
    let source = typed.map { $0.dropFirst(prefix) }.joined(separator: "\n")
    let isScript = text.hasPrefix("lab> ")
    let parser = Parser(TestVocabulary.vocabulary, reading: isScript ? .script : .prompt)
    let answer: String
    do {
      answer = "no mistake: \(try parser.parse(source))"
    } catch {
      let place = SourceText(source, name: isScript ? "lab.ntk" : nil)
      answer =
        (error.kind == .incomplete ? "(more lines may come)\n" : "")
        + error.rendered(in: place, colour: false)
    }
    return (typed + [answer]).joined(separator: "\n")
  }
}
