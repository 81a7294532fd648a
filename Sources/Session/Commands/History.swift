import Catalog
import Files
import Language

/// `history`, `history fit`, `history fit to "fit.ntk"`
enum History: SessionCommand {
  static let entry = Entry(
    "history", .command, summary: "list the session's statements, or those that made one value",
    usage: "history [NAME] [to \"FILE.ntk\"] [with replace=yes]",
    details: """
      Without a name: every statement that succeeded. With one: the shortest script that makes its
      value again, which is the statement that made it, those it took values from, and so on; seeds
      are written out. `to` saves that script with its results, so that replay can check it.
      """,
    parameters: [
      Parameter(
        "replace", .boolean, default: .boolean(false), summary: "overwrite an existing file")
    ],
    returns: "A page, which is only shown, or with `to` a script.",
    grammar: Grammar([.value], needed: 0, clauses: [.init(.to), .init(.with)]),
    examples: [
      Example("history"), Example("history fit"),
      Example("history fit to \"fit.ntk\"\nreplay \"fit.ntk\""),
    ],
    searchTerms: ["lineage", "provenance", "log", "script", "statements", "where from"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let arguments = try session.arguments(of: call)
    guard let operand = call.value(0) else {
      if let to = call.phrase(.to) {
        throw Diagnostic(
          .failure, "history without a name is only shown", at: to.range,
          suggestion: "save session to \"lab.ntk\"")
      }
      return .page(list(session.notebook))
    }
    guard case .name(let name) = operand.kind else {
      throw Diagnostic(
        .failure, "history needs the name of a value", at: operand.range,
        suggestion: "bind it first: NAME = …")
    }
    _ = try session.value(named: name, at: operand.range)
    guard let entries = session.notebook.lineage(of: name) else {
      throw Diagnostic(
        .failure, "no statement of this session made \(name)", at: operand.range)
    }
    if let partial = entries.first(where: \.isPartial) {
      throw Diagnostic(
        .failure,
        "\(name) cannot be made again: it comes from a loop that was stopped, \(line(partial))",
        at: operand.range)
    }
    guard let to = call.phrase(.to) else {
      return .page(entries.map { text($0) }.joined(separator: "\n"))
    }
    let given = try session.text(to, "a path")
    guard given.hasSuffix(".\(ScriptFormat.ending)") else {
      throw Diagnostic(
        .failure, "a history is saved as a script, with a name ending in .ntk", at: to.range)
    }
    let path = session.outputPath(given)
    let replace = session.mayReplace(path, given: given, said: arguments.flag("replace"))
    let place = session.intendedPath(given)
    try session.located(to.range) { _ in
      let text = SessionFile.text(lineage: entries, as: ScriptFormat.self, at: place)
      try AtomicFile.write([UInt8](text.utf8), to: path, replacing: replace)
    }
    return .nothing
  }

  private static func list(_ notebook: Notebook) -> String {
    let entries = notebook.entries.filter { !$0.isView }
    guard !entries.isEmpty else { return "nothing has been done yet" }
    let width = "\(entries.count)".count
    return entries.enumerated().map { i, entry in
      let lines = text(entry).split(separator: "\n", omittingEmptySubsequences: false)
      let indent = "\n" + String(repeating: " ", count: width + 2)
      return "\(i + 1)".paddedLeft(width) + "  " + lines.joined(separator: indent)
    }.joined(separator: "\n")
  }

  private static func text(_ entry: Notebook.Entry) -> String { entry.statement.description }

  /// The first line of a statement.
  static func line(_ entry: Notebook.Entry) -> String {
    var bare = entry.statement
    bare.comments = []
    let lines = bare.description.split(separator: "\n")
    return String(lines.first ?? "") + (lines.count > 1 ? " …" : "")
  }
}
