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
      The path's ending says the format: tables, runs and lists as .csv, .npy, .npz or .json; kernels
      and data sets as .npy or .npz; networks as .safetensors (PyTorch's [out, in]) or .npz
      ([in, out]); the session as .ntk, a script whose results stand under their lines as `#=`
      comments; the workspace as .npz, every value with the statement that made it, so that `load
      workspace` computes nothing again. An existing file is kept unless replace=yes. Files appear whole or not at all.
      """,
    parameters: [
      Parameter(
        "replace", .boolean, default: .boolean(false), summary: "overwrite an existing file")
    ],
    grammar: Grammar([.value], clauses: [.init(.to, required: true), .init(.as), .init(.with)]),
    examples: [
      Example("save fit to \"fit.csv\""), Example("save net to \"net.safetensors\""),
      Example("save session to \"lab.ntk\""), Example("save workspace to \"lab.npz\""),
    ],
    searchTerms: [
      "write", "export", "store", "csv", "npz", "npy", "json", "safetensors", "session",
      "workspace",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let to = try call.required(.to, "a path")
    let given = try session.text(to, "a path")
    let path = session.outputPath(given)
    let replace = try session.arguments(of: call).flag("replace")
    if isSession(call.command), session.value(of: "session") == nil {
      guard call.phrase(.as) == nil, given.hasSuffix(".ntk") else {
        throw Diagnostic(
          .failure, "a session is saved as a script, with a name ending in .ntk", at: to.range)
      }
      try session.located(to.range) { session in
        try AtomicFile.write(
          [UInt8](SessionFile.text(session.notebook).utf8), to: path, replacing: replace)
      }
      if Script.folder(of: given) != ".", session.options.redirectedOutput == nil {
        session.current.outputs.append(
          .remark("paths in \(given) are relative to it: files it reads must lie beside it"))
      }
      return .nothing
    }
    if isWorkspace(call.command), session.value(of: workspace) == nil {
      guard call.phrase(.as) == nil, given.hasSuffix(".npz") else {
        throw Diagnostic(
          .failure, "a workspace is saved with a name ending in .npz", at: to.range)
      }
      try session.located(to.range) { session in
        try WorkspaceFile.write(session, to: path, replacing: replace)
      }
      return .nothing
    }
    let value = try session.evaluate(try call.required(0, "a value, session or workspace"))
    let format = try session.format(call)?.name
    try session.located(to.range) { _ in
      try Saved.write(value, to: path, format: format, replacing: replace)
    }
    return .nothing
  }

  /// The word that means all names together.
  static let workspace = "workspace"

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
