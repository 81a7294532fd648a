import Language
import Session

/// Where typed entries come from.
protocol EntrySource {
  /// The next entry, of one or several lines.
  ///
  /// - Parameter initial: stands on the line already, to be run or changed; a source that cannot
  ///   put it there ignores it.
  mutating func next(_ initial: String) -> LineEditor.Reading
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
    while !runner.session.wantsToEnd {
      source.learn(runner.session)
      switch source.next("") {
      case .ended: return
      case .interrupted: continue
      case .entry(let entry):
        let text = SourceText(entry, name: nil)
        do {
          _ = runner.run(try parser.parse(entry), in: text)
        } catch {
          runner.report(error, in: text)
        }
      }
    }
  }
}

/// A prompt without editing: for terminals that cannot move their cursor, and for output that goes
/// elsewhere.
struct PlainPrompt: EntrySource {
  private var lines = LineReader()
  private let parser = Parser(Session.vocabulary, reading: .prompt)
  private let showsPrompt: Bool

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
        return text.isEmpty ? .ended : .entry(text)
      case .text(let line):
        text += text.isEmpty ? line : "\n" + line
        if !parser.isIncomplete(text) { return .entry(text) }
      }
    }
  }

  mutating func learn(_ session: Session) {}
}
