import Catalog
import Language

/// `edit`, `edit fit`
enum Edit: SessionCommand {
  static let entry = Entry(
    "edit", .command, summary: "change the last entry, or what made a value, in your editor",
    usage: "edit [NAME]",
    details: """
      Opens $VISUAL or $EDITOR on the entry before, or on the statement that made NAME. What is saved
      there comes back on the line: Enter runs it, Ctrl-C drops it; nothing comes back unchanged. Ctrl-X Ctrl-E opens the editor on
      what is being typed. In a script it does nothing.
      """,
    returns: "Nothing: what is saved in the editor stands on the line.",
    grammar: Grammar([.value], needed: 0), examples: [Example("edit"), Example("edit net")],
    searchTerms: ["editor", "vim", "emacs", "nano", "change", "correct", "multi-line"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    var text: String?
    if let operand = call.value(0) {
      guard case .name(let name) = operand.kind else {
        throw Diagnostic(
          .failure, "edit takes the name of a value", at: operand.range,
          suggestion: "edit by itself opens the entry before")
      }
      guard let entry = session.notebook.origin(of: name) else {
        _ = try session.evaluate(operand)  // says that there is no such name, and what is near
        throw Diagnostic(.failure, "nothing says what made “\(name)”", at: operand.range)
      }
      text = entry.statement.description
    }
    if session.options.isInteractive {
      session.editing = text.map(Session.Editing.text) ?? .entryBefore
    } else {
      session.current.outputs.append(.remark("edit opens an editor only at a prompt"))
    }
    return .nothing
  }
}
