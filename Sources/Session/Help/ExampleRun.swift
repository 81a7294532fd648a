import Catalog
import Language
import LinearAlgebra

/// Running an entry's examples where nothing of the user's can change: in a session and a folder of
/// their own, after `Example.prelude`.
struct ExampleRun {
  /// A statement and what it showed.
  struct Exchange {
    /// As it is typed.
    let code: String
    /// What it showed, as lines.
    let shown: [String]
    /// It drew something, which is not to be cut.
    let isDrawing: Bool
  }

  /// How the scratch session is driven.
  let options: Session.Options
  /// Whether remarks about the work are shown: how long it took, why it stopped.
  var showsRemarks = false

  /// - Parameters:
  ///   - options: the user's; the folder and who may be asked are not taken over.
  ///   - width: the columns there are for what the examples show.
  ///   - watch: what stops them.
  init(_ options: Session.Options, width: Int, watch: any Watch) {
    var own = Session.Options(
      isInteractive: true, watch: watch, width: width, colour: options.colour,
      isUnicode: options.isUnicode)
    own.folder = options.folder
    self.options = own
  }

  /// The exchanges of an example.
  ///
  /// - Throws: a `Diagnostic`; of kind `interrupted` when the watch stopped it.
  func exchanges(_ example: Example) throws -> [Exchange] {
    let folder = try Replay.temporaryFolder()
    defer { Replay.removeFolder(folder) }
    var session = try Self.prepared.get()
    session.options = options
    session.options.folder = folder
    session.options.redirectedOutput = folder
    // Help within help runs no examples.
    session.depth = 1
    let program = try Parser(Session.vocabulary, reading: .script).parse(example.code)
    let text = SourceText(example.code, name: nil)
    var exchanges: [Exchange] = []
    for statement in program.statements {
      let outputs = try session.run(statement, in: text)
      guard !options.watch.isInterrupted else {
        throw Diagnostic(.interrupted, "the examples were stopped")
      }
      let shown = outputs.filter { showsRemarks || $0.form != .remark }.flatMap { output in
        output.rendered(session.settings.output ?? .text, width: options.width)
          .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      }
      exchanges.append(
        Exchange(
          code: Self.code(of: statement, in: example.code), shown: shown,
          isDrawing: session.current.figure != nil || shown.contains { $0.contains("█") }))
      if session.wantsToEnd { break }
    }
    return exchanges
  }

  /// The session after the prelude.
  private static let prepared: Result<Session, any Error> = Result {
    var session = Session()
    let text = SourceText(Example.prelude, name: nil)
    for statement in try Parser(Session.vocabulary, reading: .script).parse(text.text).statements {
      _ = try session.run(statement, in: text)
    }
    return session
  }

  private static func code(of statement: Statement, in text: String) -> String {
    let bytes = Array(text.utf8)
    let range = max(0, statement.range.lower)..<min(statement.range.upper, bytes.count)
    return String(decoding: bytes[range], as: UTF8.self) + (statement.silent ? ";" : "")
  }

  /// `ntk> entropy net on seen`, in lines of at most `width` columns.
  static func prompted(_ code: String, width: Int) -> [String] {
    CodeLines.wrapped(code, width: width - 5).enumerated().map { i, line in
      (i == 0 ? "ntk> " : "...> ") + line
    }
  }
}

/// Stops work when a time is over, or when the watch it stands before does.
final class TimeLimit: Watch {
  private let outer: any Watch
  private let end: ContinuousClock.Instant

  init(_ limit: Duration, before outer: any Watch) {
    self.outer = outer
    end = .now + limit
  }

  /// The time is over.
  var isOver: Bool { ContinuousClock.now > end }

  var isInterrupted: Bool { isOver || outer.isInterrupted }

  /// Shows nothing: it is over before one could read it.
  func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
}
