import Language
import Session

/// Where typed entries come from.
protocol EntrySource {
  /// The next entry, of one or several lines.
  ///
  /// - Parameter initial: stands on the line already, to be run or changed; a source that cannot
  ///   put it there ignores it.
  mutating func next(_ initial: String) -> LineEditor.Reading
  /// Whether ``next(_:)`` can put a text on the line.
  var takesInitial: Bool { get }
  /// What the session knows now, for completion.
  mutating func learn(_ session: Session)
}

/// The prompt: entries run as they are typed, and an error ends nothing.
struct InteractiveLoop<Source: EntrySource> {
  private var source: Source
  private let parser = Parser(Session.vocabulary, reading: .prompt)

  init(_ source: Source) { self.source = source }

  /// Runs entries until `exit` or the end of the input.
  mutating func run(with runner: inout Runner) {
    var (prefilled, before) = ("", "")
    var tutor = Tutor(prefills: source.takesInitial)
    while !runner.session.wantsToEnd {
      let initial = tutor.begin(with: &runner)
      source.learn(runner.session)
      let reading = source.next(prefilled.isEmpty ? initial : prefilled)
      prefilled = ""
      switch reading {
      case .ended:
        guard tutor.leave(with: &runner) else { return }
      case .interrupted: tutor.drop(with: runner)
      case .entry(let typed):
        let entry = Self.isFarewell(typed, runner.session) ? "exit" : typed
        let text = SourceText(entry, name: nil)
        let earlier = runner.session.statementsNoted
        do {
          let program = try parser.parse(entry)
          let status = runner.run(program, in: text)
          tutor.follow(program, status, since: earlier, with: &runner)
        } catch {
          runner.report(error, in: text)
          tutor.follow(nil, .syntax, since: earlier, with: &runner)
        }
        if let editing = runner.session.editing {
          runner.session.editing = nil
          prefilled = edited(editing, before)
        } else {
          before = entry
        }
      }
    }
  }

  /// What other prompts end with; a name of the user's own is a name.
  private static func isFarewell(_ entry: String, _ session: Session) -> Bool {
    let words = ["quit", "quit()", "exit()", "q", ":q"]
    let word = entry.filter { !$0.isWhitespace }
    return words.contains(word) && session.value(of: word) == nil
  }

  /// What the user made of it in an editor.
  private func edited(_ editing: Session.Editing, _ before: String) -> String {
    let text = if case .text(let text) = editing { text } else { before }
    do {
      // Who leaves the editor without a change wants nothing to be run.
      let edited = try TextEditor.edit(text)
      return edited == text ? "" : edited
    } catch {
      Channel.error.line("error: \(error.message)")
      return ""
    }
  }
}

/// A prompt without editing: for terminals that cannot move their cursor, and for output that goes
/// elsewhere.
struct PlainPrompt: EntrySource {
  private var lines = LineReader()
  private let parser = Parser(Session.vocabulary, reading: .prompt)
  private let showsPrompt: Bool
  let takesInitial = false

  /// - Parameter showsPrompt: false when standard output is not a terminal.
  init(showsPrompt: Bool) { self.showsPrompt = showsPrompt }

  mutating func next(_ initial: String) -> LineEditor.Reading {
    var text = ""
    while true {
      if showsPrompt { Channel.output.write((text.isEmpty ? Prompt.first : Prompt.further) + " ") }
      switch lines.next() {
      case .interrupted:
        if showsPrompt { Channel.output.write("\n") }
        return .interrupted
      case .end:
        if showsPrompt { Channel.output.write("\n") }
        // Ctrl-D ends what a terminal gives only once: there may be more.
        lines = LineReader()
        return text.isEmpty ? .ended : .entry(text)
      case .text(let line):
        text += text.isEmpty ? line : "\n" + line
        if !parser.isIncomplete(text) { return .entry(text) }
      }
    }
  }

  mutating func learn(_ session: Session) {}
}
