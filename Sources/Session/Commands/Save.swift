import Catalog
import Datasets
import Files
import Language

/// `save sizes to "sizes.csv"`, `save session to "lab.ntk"`
enum Save: SessionCommand {
  static let entry = Entry(
    "save", .command, summary: "write a value, the session or the workspace to a file",
    usage: "save VALUE|session|workspace to \"PATH\" [as FORMAT] [with replace=yes]",
    details: """
      The path's ending says the format: numbers, lists, kernels, tables and runs as .csv, .json,
      .npz, .npy or .safetensors, as far as these can hold them; data sets as any format; networks as
      .safetensors (PyTorch's [out, in]) or .npz ([in, out]), a run's trained one as RUN.network. What
      is saved loads again: load file, load table, weights=. The session goes to .ntk, a script whose
      results stand under their lines as `#=` comments, or to .md, .html or .ipynb, pages with its
      figures; paths in it are as seen from its new place. The workspace goes to .npz, every value
      with the statement that made it, so that `load workspace` computes nothing again. An existing
      file is kept unless replace=yes; at a prompt you are asked. Files appear whole or not at all.
      """,
    parameters: [
      Parameter(
        "replace", .boolean, default: .boolean(false), summary: "overwrite an existing file")
    ],
    returns: "Nothing: what it makes is the file.",
    grammar: Grammar([.value], clauses: [.init(.to, required: true), .init(.as), .init(.with)]),
    examples: [
      Example("save fit to \"fit.csv\""), Example("save net to \"net.safetensors\""),
      Example("save session to \"lab.ntk\""), Example("save session to \"lab.html\""),
      Example("save workspace to \"lab.npz\""),
    ],
    searchTerms: [
      "write", "export", "store", "csv", "npz", "npy", "json", "safetensors", "session", "html",
      "notebook", "workspace",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let to = try call.required(.to, "a path")
    let given = try session.text(to, "a path")
    let path = session.outputPath(given)
    let said = try session.arguments(of: call).flag("replace")
    let format = try session.format(call)?.name
    if isSession(call.command), session.value(of: "session") == nil {
      try saveSession(&session, given, format, replacing: said, at: to.range)
      session.say("saved \(given)")
      return .nothing
    }
    if isWorkspace(call.command), session.value(of: workspace) == nil {
      guard call.phrase(.as) == nil, given.hasSuffix(".npz") else {
        throw Diagnostic(
          .failure, "a workspace is saved with a name ending in .npz", at: to.range)
      }
      try session.located(to.range) { session in
        let replace = session.mayReplace(path, given: given, said: said)
        try WorkspaceFile.write(session, to: path, replacing: replace)
      }
      session.say("saved \(given)")
      return .nothing
    }
    let value = try session.evaluate(try call.required(0, "a value, session or workspace"))
    try session.located(to.range) { session in
      let saved = try Saved(value, at: path, format: format)
      let replace = session.mayReplace(path, given: given, said: said)
      try saved.write(to: path, replacing: replace)
    }
    session.noteWritten(path, given: given)
    session.say("saved \(given)")
    return .nothing
  }

  /// The word that means all names together.
  static let workspace = "workspace"

  private static func saveSession(
    _ session: inout Session, _ given: String, _ word: String?, replacing said: Bool,
    at range: SourceRange
  ) throws {
    let format =
      word.map { word in SessionFormats.all.first { $0.entry.name == word } }
      ?? SessionFormats.named(by: given)
    guard let format else {
      throw Diagnostic(
        .failure, "a session is saved under a name ending in \(SessionFormats.endings)", at: range)
    }
    let path = session.outputPath(given)
    let replace = session.mayReplace(path, given: given, said: said)
    try session.located(range) { session in
      let text = SessionFile.text(
        session.notebook, as: format, at: session.intendedPath(given))
      try AtomicFile.write([UInt8](text.utf8), to: path, replacing: replace)
    }
    let lost = session.notebook.lostCount
    if lost > 0 {
      session.current.outputs.append(
        .remark(
          "left out: a loop that was stopped and what was made of it, \(counted(lost, "statement"))"
        ))
    }
  }

  /// Whether a command is `save session to …`.
  static func isSession(_ command: Command) -> Bool { saves("session", command) }

  /// Whether a command is `save workspace to …`.
  static func isWorkspace(_ command: Command) -> Bool { saves(workspace, command) }

  private static func saves(_ word: String, _ command: Command) -> Bool {
    guard case .value(let operand)? = command.operands.first, case .name(word) = operand.kind
    else { return false }
    return true
  }
}

extension Session {
  /// A remark for who sits at a prompt; scripts do their work silently.
  mutating func say(_ text: String) {
    if options.isInteractive { current.outputs.append(.remark(text)) }
  }
}
