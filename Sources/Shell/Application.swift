import CEditLine
import Glibc
import Language
import LinearAlgebra
import Session

/// The process around a session: where statements come from, and where what they give goes.
public enum Application {
  /// Does what was asked.
  ///
  /// - Returns: what the process ends with.
  public static func run(_ invocation: Invocation) -> ExitStatus {
    let terminal = start(invocation)
    var runner = runner(invocation, terminal)
    var code = ExitStatus.done
    switch invocation.source {
    case .standardInput: return standardInput(&runner, invocation)
    case .commands(let commands):
      code = BatchLoop.run(SourceText(commands, name: nil), with: &runner)
    case .file(let path):
      runner.session.options.folder = Script.folder(of: path)
      guard let text = read(path) else { return .usage }
      code = BatchLoop.run(SourceText(text, name: path), with: &runner)
    }
    guard invocation.staysAfterwards, !runner.session.wantsToEnd else { return code }
    runner.session.options.folder = "."
    return standardInput(&runner, invocation)
  }

  /// Replays a session file and reports what agrees.
  ///
  /// - Parameters:
  ///   - update: rewrites the recorded results instead of checking them.
  ///   - tolerance: relative, of every number; nil for the usual ones.
  public static func replay(
    _ path: String, update: Bool, tolerance: Double?, _ invocation: Invocation
  ) -> ExitStatus {
    let terminal = start(invocation)
    let runner = runner(invocation, terminal)
    guard let text = read(path) else { return .usage }
    runner.progress.begin()
    let result = Result {
      try Replay.run(
        file: path, update: update, tolerance: tolerance, options: runner.session.options)
    }
    runner.progress.end()
    switch result {
    case .success(let (report, _)):
      Channel.output.line(report.text)
      return (update ? !report.hasFailures : report.agrees) ? .done : .differs
    case .failure(let diagnostic as Diagnostic):
      runner.report(diagnostic, in: SourceText(text, name: path))
      return ExitStatus(diagnostic.kind)
    case .failure(let error):
      Channel.error.line("error: \(error)")
      return .failed
    }
  }

  /// Prints `docs/commands.md`, made from the catalog.
  public static func printDocumentation() -> ExitStatus {
    documented { Channel.output.write(try Documentation.commands()) }
  }

  /// Writes the files of `docs` that are made from the catalog, and these; or, to check them, says
  /// which of those in the folder are not as they would be written.
  public static func document(
    in folder: String, checks: Bool, further: [Documentation.File]
  ) -> ExitStatus {
    documented {
      let files = try Documentation.files() + further
      guard checks else { return try Documentation.write(files, in: folder) }
      let stale = Documentation.stale(files, in: folder)
      if !stale.isEmpty {
        throw Diagnostic(
          .expectation, "not as the catalog says: \(stale.joined(separator: ", "))",
          suggestion: "run scripts/docs")
      }
    }
  }

  private static func documented(_ work: () throws -> Void) -> ExitStatus {
    do {
      try work()
      return .done
    } catch {
      Channel.error.line("error: \((error as? Diagnostic)?.message ?? "\(error)")")
      return .failed
    }
  }

  /// The version of Tangent, of Swift and of BLAS.
  public static var version: String { Build.description }

  // MARK: Parts

  /// The text of a script that the command line names, or a message and nil.
  private static func read(_ path: String) -> String? {
    do {
      return try Script.read(path)
    } catch {
      let diagnostic = error as? Diagnostic ?? Diagnostic(.failure, "\(error)")
      Channel.error.line(diagnostic.rendered(in: SourceText(""), colour: false))
      return nil
    }
  }

  private static func start(_ invocation: Invocation) -> Terminal {
    // Writing to a pipe that nobody reads is then an error to be handled where it happens.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that grows beyond the limit of the process.
    signal(SIGXFSZ, SIG_IGN)
    interrupts_install()
    if let threads = invocation.threads { Parallel.threads = threads }
    return Terminal(colour: invocation.colour)
  }

  private static func runner(_ invocation: Invocation, _ terminal: Terminal) -> Runner {
    let progress = ProgressLine(
      isShown: terminal.reportsToTerminal && !terminal.isDumb && !invocation.isQuiet,
      width: { terminal.width })
    var session = Session(
      Session.Options(
        watch: progress, width: terminal.width, colour: terminal.colour,
        isUnicode: terminal.isUnicode))
    session.options.fullColour = terminal.fullColour
    let sixels = Sixels(terminal)
    if terminal.writesTerminal, !terminal.isDumb, invocation.format == .text {
      session.options.sixels = { sixels.area(isCertain: $0) }
    }
    return Runner(
      session: session, terminal: terminal, sixels: sixels, format: invocation.format,
      isQuiet: invocation.isQuiet, progress: progress)
  }

  /// Begins a journal, offers what an earlier session left, and removes old journals.
  private static func keepJournal(_ runner: inout Runner) {
    guard let folder = JournalFolder(Terminal.variable) else { return }
    folder.prune().forEach { Channel.error.line("warning: \($0)") }
    if let offer = folder.offer, !runner.isQuiet { Channel.output.line(offer) }
    runner.session.options.journals = folder
    let journal = Journal(folder, directory: Script.currentFolder)
    if let warning = journal.begin(with: runner.session) {
      Channel.error.line("warning: \(warning)")
    }
    runner.journal = journal
  }

  private static func standardInput(
    _ runner: inout Runner, _ invocation: Invocation
  ) -> ExitStatus {
    let terminal = runner.terminal
    guard terminal.readsTerminal else {
      var loop = StreamLoop()
      return loop.run(with: &runner)
    }
    runner.session.options.isInteractive = true
    runner.sixels.mayAsk()
    runner.session.options.lessonPlaces = LessonPlaces(Terminal.variable)
    let progress = runner.progress
    runner.session.options.confirm = { question in
      // The question is no work: nothing draws over it, and Ctrl-C is an answer.
      progress.end()
      defer { progress.begin() }
      return Question.ask(question)
    }
    if invocation.readsSettings { SettingsFile.run(with: &runner) }
    if terminal.writesTerminal, !invocation.isQuiet {
      Channel.output.line(
        "\(version)\nhelp explains, tutorial teaches, Tab completes, Ctrl-D ends.")
    }
    keepJournal(&runner)
    defer { runner.journal?.end() }
    let history = History(path: History.defaultPath())
    if let edited = EditedPrompt(terminal, history: history, sixels: runner.sixels) {
      var loop = InteractiveLoop(edited)
      loop.run(with: &runner)
    } else {
      var loop = InteractiveLoop(PlainPrompt(showsPrompt: terminal.writesTerminal))
      loop.run(with: &runner)
    }
    return .done
  }
}
