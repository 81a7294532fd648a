import Language
import Session

/// Standard input: statements run as they arrive.
struct StreamLoop {
  private var lines: LineReader
  /// Lines read ahead.
  private var ahead: [String] = []
  private let parser = Parser(Session.vocabulary, reading: .script)
  /// The number of the line read last.
  private var line = 0

  /// What messages call standard input.
  static let name = "stdin"

  /// How long a complete statement waits for a line that might continue it. A script that comes
  /// through a pipe is there at once; whoever writes a statement and waits for its answer gets it.
  static let patience = 30

  init(_ lines: LineReader = LineReader()) { self.lines = lines }

  /// Runs statement by statement, up to the first error or the end.
  mutating func run(with runner: inout Runner) -> ExitStatus {
    while true {
      let first = line + 1
      var (text, isLast, needsBracket) = ("", false, false)
      reading: while true {
        switch nextLine() {
        case .interrupted: return .interrupted
        case .end:
          isLast = true
          break reading
        case .text(let next):
          line += 1
          text += next + "\n"
          // A long list is not parsed again at each of its lines.
          if needsBracket, !next.contains(where: { ")]}".contains($0) }) { continue reading }
        }
        let isComplete = isComplete(text)
        if isComplete, !continues() { break reading }
        needsBracket = !isComplete && parser.endsInsideBrackets(text)
      }
      let source = SourceText(text, name: Self.name, firstLine: first)
      do {
        let program = try parser.parse(text)
        if let code = runner.run(program, in: source) { return code }
      } catch {
        runner.report(error, in: source)
        return .syntax
      }
      if isLast || runner.session.wantsToEnd { return .done }
    }
  }

  /// Whether there is something to run and nothing missing. An error is complete too.
  private func isComplete(_ text: String) -> Bool {
    do {
      return try !parser.parse(text).statements.isEmpty
    } catch {
      return error.kind != .incomplete
    }
  }

  private mutating func nextLine() -> LineReader.Line {
    ahead.isEmpty ? lines.next() : .text(ahead.removeFirst())
  }

  /// Whether the next line, if it is there, begins with what only continues a statement. Blank
  /// lines and comments may stand in between.
  private mutating func continues() -> Bool {
    var place = 0
    while true {
      if place == ahead.count {
        guard lines.hasNext(within: Self.patience), case .text(let line) = lines.next() else {
          return false
        }
        ahead.append(line)
      }
      let begin = ahead[place].drop { $0.isWhitespace }
      if !begin.isEmpty, !begin.hasPrefix("#") || begin.hasPrefix("#=") {
        return parser.continuesStatement(ahead[place])
      }
      place += 1
    }
  }
}
