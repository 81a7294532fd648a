import Foundation
import Language
import Testing

@testable import Session

/// What is said beside results, and how mistakes in scripts that run scripts are shown.
@Suite struct RemarkTests {
  private func remarks(_ script: String) throws -> [String] {
    var transcript = Transcript()
    let text = SourceText(script, name: "test.ntk")
    let program = try Parser(Session.vocabulary, reading: .script).parse(script)
    var remarks: [String] = []
    for statement in program.statements {
      for output in try transcript.session.run(statement, in: text) where output.form == .remark {
        remarks.append(output.rendered(.text))
      }
    }
    return remarks
  }

  /// Outputs beyond the classes are allowed, and said once for each such pair of numbers.
  @Test func unusedOutputsAreSaidOnce() throws {
    let said = try remarks(
      """
      d = generate digits 20 with seed=1
      net = input 28x28x1 | flatten | dense 12
      a = train net on d for 1 epochs
      b = train net on d for 1 epochs
      for s in 1..3 { c = train net on d for 1 epochs }
      wide = input 28x28x1 | flatten | dense 13
      e = train wide on d for 1 epochs
      f = train (input 28x28x1 | flatten | dense 10) on d for 1 epochs
      """)
    #expect(
      said == [
        "the network has 12 outputs for 10 classes: those from 10 on are never right",
        "the network has 13 outputs for 10 classes: those from 10 on are never right",
      ])
  }

  /// A loss that grew hundredfold is said though every number is finite; one that is not finite says
  /// what is kept.
  @Test func badTrainingIsSaid() throws {
    let prelude = """
      d = generate digits 20 with seed=1
      net = input 28x28x1 | flatten | dense 8 relu | dense 10 with seed=1

      """
    let grown = try remarks(
      prelude + "a = train net on d for 5 epochs using sgd with rate=300, loss=mse")
    #expect(grown.count == 1 && grown[0].contains("the loss grew from"))
    #expect(grown[0].hasSuffix("try a smaller rate, such as a tenth"))
    let diverged = try remarks(
      prelude + "a = train net on d for 5 epochs using sgd with rate=1e30, loss=mse")
    #expect(diverged.count == 1 && diverged[0].contains("what is kept is the state after"))
    #expect(
      try remarks(prelude + "a = train net on d for 5 epochs using adam").isEmpty, "good training")
  }

  /// `;` keeps results from printing, but whoever asks to be shown something is shown it.
  @Test func pagesAreShownInSpiteOfSemicolons() throws {
    var transcript = Transcript()
    let shown = try transcript.run("x = 3\nx;\n2 + 2;\nshow x;\nhelp show;")
    #expect(shown.count == 2)
    #expect(shown[0].hasPrefix("3"))
  }

  /// A script that runs a script that fails: the line of each, and the caret where it went wrong.
  @Test func nestedScriptsShowTheirLines() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "x = 1\n  y = x + zebra\n".write(
      to: folder.appending(path: "inner.ntk"), atomically: true, encoding: .utf8)
    try "a = 1\nrun \"inner.ntk\"\n".write(
      to: folder.appending(path: "outer.ntk"), atomically: true, encoding: .utf8)
    var transcript = Transcript(folder: folder)
    let message = transcript.error("run \"outer.ntk\"")?.replacing(folder.path + "/", with: "")
    #expect(
      message == """
        error: inner.ntk:2:11: there is no value named “zebra”
          run "outer.ntk"
              ^~~~~~~~~~~
          outer.ntk:2: run "inner.ntk"
          inner.ntk:2:   y = x + zebra
        \(String(repeating: " ", count: folder.path.count + 1))                         ^~~~~ show lists what there is
        """)
  }
}
