import Language
import Session

/// The prompt with the line editor, its completion and its hint.
final class EditedPrompt: EntrySource {
  private let editor: LineEditor
  let takesInitial = true
  private let knowledge: Knowledge

  /// What the editor's questions are answered from; it changes from entry to entry.
  private final class Knowledge {
    var completer = Completer(Session.vocabulary)
    var showsHints = true
  }

  /// - Parameter sixels: hears an answer of the terminal that comes late.
  /// - Returns: nil when the terminal cannot be edited on.
  init?(_ terminal: Terminal, history: History, sixels: Sixels) {
    guard terminal.canEdit else { return nil }
    let knowledge = Knowledge()
    let parser = Parser(Session.vocabulary, reading: .prompt)
    let questions = LineEditor.Questions(
      isIncomplete: { parser.isIncomplete($0) },
      continues: { parser.continuesStatement($0) },
      completion: { knowledge.completer.completion($0, at: $1) },
      hint: { knowledge.showsHints ? knowledge.completer.hint($0) : "" },
      usage: { knowledge.completer.usage($0) },
      answered: { sixels.hear(Array($0.utf8)) })
    guard let editor = LineEditor(terminal, history: history, questions: questions) else {
      return nil
    }
    self.editor = editor
    self.knowledge = knowledge
  }

  func next(_ initial: String) -> LineEditor.Reading { editor.read(initial) }

  func learn(_ session: Session) {
    knowledge.showsHints = session.settings.hints
    knowledge.completer.names = session.names
    knowledge.completer.fields = { session.fields(of: $0) }
  }
}
