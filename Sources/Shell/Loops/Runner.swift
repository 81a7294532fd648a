import CEditLine
import Language
import Session

/// Runs statements in a session and shows what they give: data on standard output, everything else
/// on standard error.
struct Runner {
  var session: Session
  let terminal: Terminal
  /// Pictures in the terminal's own pixels.
  let sixels: Sixels
  /// The format of the process; `set output` overrules it.
  let format: OutputFormat
  /// No remarks about the work.
  let isQuiet: Bool
  let progress: ProgressLine
  /// Where statements at a prompt are kept; nil for scripts.
  var journal: Journal?

  /// Runs the statements of a text, up to the first that fails or `exit`.
  ///
  /// - Returns: why it stopped early; nil when it did not.
  mutating func run(_ program: Program, in text: SourceText) -> ExitStatus? {
    for statement in program.statements {
      if let code = run(statement, in: text) { return code }
      if session.wantsToEnd { return nil }
    }
    session.keep(comments: program.closing)
    return nil
  }

  private mutating func run(_ statement: Statement, in text: SourceText) -> ExitStatus? {
    session.options.width = terminal.width
    progress.begin(isShown: session.settings.progress)
    let result = Result { () throws(Diagnostic) in try session.run(statement, in: text) }
    progress.end()
    // Interrupted work may still give something, such as the run of the epochs done.
    let wasInterrupted = interrupts_count() > 0
    interrupts_clear()
    switch result {
    case .success(let outputs):
      outputs.forEach(show)
      if let warning = journal?.note(session) { Channel.error.line("warning: \(warning)") }
      return wasInterrupted ? .interrupted : nil
    case .failure(let diagnostic):
      report(diagnostic, in: text)
      return ExitStatus(diagnostic.kind)
    }
  }

  /// Writes an error as the language renders it.
  func report(_ diagnostic: Diagnostic, in text: SourceText) {
    let isRead = terminal.reportsToTerminal
    Channel.error.line(
      diagnostic.rendered(
        in: text, colour: terminal.errorColour, width: isRead ? terminal.width : 100,
        wrapsMessage: isRead))
  }

  private func show(_ output: Output) {
    let isRead = session.options.isInteractive && terminal.writesTerminal
    let shown = output.rendered(
      session.settings.output ?? format, width: terminal.width, cut: isRead)
    if output.form != .remark {
      let pager = Pager(terminal: terminal)
      if isRead, session.settings.pager, pager.isNeeded(for: shown), pager.show(shown) { return }
      Channel.output.line(shown)
    } else if !isQuiet {
      Channel.error.line(shown)
    }
  }
}
