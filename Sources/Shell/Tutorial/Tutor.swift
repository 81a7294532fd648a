import Language
import Session

/// A lesson at the prompt: says what a step is about, puts its command on the line, and answers to
/// what was entered. What it says goes to standard error, beside the data.
struct Tutor {
  /// The source can put a text on the line; otherwise the command is shown to be typed.
  private let prefills: Bool
  /// The line was dropped: the next one is empty, for a command of the learner's own.
  private var isLineFree = false
  /// How to go about it was said.
  private var hasExplained = false
  private let parser = Parser(Session.vocabulary, reading: .prompt)

  init(prefills: Bool) { self.prefills = prefills }

  /// Does what a `tutorial` command asked for, explains the next step if that was not done, and
  /// gives the text that the line begins with: empty outside lessons.
  mutating func begin(with runner: inout Runner) -> String {
    switch runner.session.takeLessonRequest() {
    case .arrears?: takeUp(with: &runner)
    case .ownCommand?: runOwnCommand(with: &runner)
    case nil: break
    }
    explain(with: &runner)
    guard let command = runner.session.lessonCommand, !isLineFree else {
      isLineFree = false
      return ""
    }
    if !prefills {
      say(command.split(separator: "\n").map { "  type: \($0)" }, runner)
    }
    return command
  }

  /// Compares an entry with the step.
  ///
  /// - Parameter earlier: ``Session/statementsNoted`` before it ran.
  mutating func follow(
    _ program: Program?, _ status: ExitStatus?, since earlier: Int, with runner: inout Runner
  ) {
    let outcome: Session.EntryOutcome =
      switch status {
      case nil, .done?: .succeeded
      case .interrupted?: .interrupted
      case .differs?: .failed(.expectation)
      case .syntax?: .failed(.syntax)
      default: .failed(.failure)
      }
    if let remark = runner.session.followLesson(program, outcome, since: earlier) {
      say([remark], runner, dim: true)
    }
    finishStep(with: &runner)
  }

  /// Ctrl-C: the line is free for something else; Enter brings the command back.
  mutating func drop(with runner: Runner) {
    guard runner.session.lessonCommand != nil, prefills else { return }
    isLineFree = true
    say(["Enter brings the lesson's command back, Ctrl-D leaves the lesson"], runner, dim: true)
  }

  /// Ctrl-D on an empty line: leaves the lesson rather than Tangent.
  ///
  /// - Returns: whether there was one to leave.
  mutating func leave(with runner: inout Runner) -> Bool {
    guard let remark = runner.session.leaveLesson() else { return false }
    say([remark], runner, dim: true)
    say(["Ctrl-D once more leaves Tangent"], runner, dim: true)
    return true
  }

  // MARK: Parts

  /// A lesson begins: greets, and runs again what its steps so far gave, where that is gone.
  private mutating func takeUp(with runner: inout Runner) {
    let keys =
      prefills
      ? """
      Each step is explained, and its command stands on the line: Enter runs it, \
      and you may change it first. Ctrl-C clears the line for a command of your \
      own. Ctrl-D on an empty line, or tutorial stop, leaves; nothing is lost.
      """
      : """
      Each step is explained, and its command shown: type it, or change it. Any \
      other command may come in between. Ctrl-D, or tutorial stop, leaves; \
      nothing is lost.
      """
    let greeting = runner.session.lessonGreeting
    say(["", greeting[0]], runner, bold: true)
    say(Array(greeting.dropFirst()) + (hasExplained ? [] : ["", keys]), runner)
    hasExplained = true
    let arrears = runner.session.lessonArrears
    guard !arrears.isEmpty else { return }
    say(["", "First, again, what the steps before gave:"], runner)
    for (step, command) in arrears {
      if run(command, step, with: &runner) { continue }
      let own = runner.session.lessonCommand(of: step)
      if own == command || !run(own, step, with: &runner) { break }
    }
  }

  private func run(_ command: String, _ step: Int, with runner: inout Runner) -> Bool {
    let earlier = runner.session.statementsNoted
    guard let program = try? parser.parse(command),
      runner.run(program, in: SourceText(command, name: nil)) == nil
    else { return false }
    runner.session.caughtUp(step, with: command, since: earlier)
    return true
  }

  private mutating func runOwnCommand(with runner: inout Runner) {
    guard let command = runner.session.lessonCommand else { return }
    Channel.output.line("\(Prompt.first) \(command)")
    let earlier = runner.session.statementsNoted
    let page = runner.session.lessonCommand
    let program = try? parser.parse(command)
    let status = program.flatMap { runner.run($0, in: SourceText(command, name: nil)) }
    follow(program, status, since: earlier, with: &runner)
    // Whatever came of it, the learner wanted to go on.
    if runner.session.lessonCommand == page, status != nil {
      runner.session.skipLessonStep()
      finishStep(with: &runner)
    }
  }

  /// Keeps the place, and says the last words where that was the last step.
  private func finishStep(with runner: inout Runner) {
    if let warning = runner.session.keepLessonPlace() {
      Channel.error.line("warning: \(warning)")
    }
    if let last = runner.session.finishLesson() { say([""] + last, runner) }
  }

  private func explain(with runner: inout Runner) {
    guard let page = runner.session.lessonPage() else { return }
    let mark = runner.terminal.errorColour ? "\u{1B}[1;36m\(page.mark)\u{1B}[0m" : page.mark
    var lines = Paragraphs.wrapped(
      ["\(page.mark) " + (page.explanation.first ?? "")] + page.explanation.dropFirst(),
      width: width(runner))
    lines[0] = mark + lines[0].dropFirst(page.mark.count)
    Channel.error.line(([""] + lines).joined(separator: "\n"))
  }

  private func say(_ lines: [String], _ runner: Runner, dim: Bool = false, bold: Bool = false) {
    let text = Paragraphs.wrapped(lines, width: width(runner)).joined(separator: "\n")
    let code = bold ? "1" : dim ? "2" : nil
    guard let code, runner.terminal.errorColour else { return Channel.error.line(text) }
    Channel.error.line("\u{1B}[\(code)m\(text)\u{1B}[0m")
  }

  /// Lines longer than 78 columns are hard to read.
  private func width(_ runner: Runner) -> Int { min(runner.terminal.width - 1, 78) }
}
