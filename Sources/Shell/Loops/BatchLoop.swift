import Language
import Session

/// Scripts and command lines: a text that is there as a whole.
enum BatchLoop {
  /// Parses a text whole, then runs it up to the first error.
  static func run(_ text: SourceText, with runner: inout Runner) -> ExitStatus {
    let program: Program
    do {
      program = try Parser(Session.vocabulary, reading: .script).parse(text.text)
    } catch {
      runner.report(error, in: text)
      return .syntax
    }
    return runner.run(program, in: text) ?? .done
  }
}
