import Catalog
import Datasets

/// `load mnist from "data/mnist" with part=test`
enum Load: SessionCommand {
  static let givesValue = true

  static let entry = Entry(
    "load", .command, summary: "read a data set, a table or a workspace from files",
    usage: "load SOURCE|workspace from \"PATH\" [as FORMAT] [with …]",
    details: """
      Each source has its own page and options (`help sources`); all give data sets, except `table`
      and `kernel`, which give what their names say. Paths are relative to the script,
      at a prompt to the current folder. A file that is damaged or not what it should be is refused
      whole: nothing changes. `load workspace` brings back the names, the settings and the record of
      a session from a file that `save workspace` made; nothing is computed again, and other names
      stay.
      """,
    returns: """
      A data set, or with `table` a table; `load workspace` gives nothing and binds its names.
      """,
    grammar: Grammar(
      [.word(of: [.source])],
      clauses: [.init(.from, required: true), .init(.as), .init(.with)]),
    examples: [
      Example("save seen to \"seen.npz\"\nmine = load file from \"seen.npz\""),
      Example("save workspace to \"lab.npz\"\nload workspace from \"lab.npz\""),
      Example("save fit to \"fit.csv\"\nlog = load table from \"fit.csv\""),
    ],
    searchTerms: [
      "open", "read", "mnist", "csv", "npz", "import", "images", "workspace", "restore",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    guard let word = call.word(0) else { throw call.failure("load needs a source") }
    if word.text == Save.workspace { return try workspace(call, &session) }
    if word.text == TableFile.entry.name {
      return try value(call, TableFile.entry, &session) {
        .table(try TableFile.load(from: $0, format: $1))
      }
    }
    if word.text == KernelFile.entry.name {
      return try value(call, KernelFile.entry, &session) {
        .kernel(try KernelFile.load(from: $0, format: $1))
      }
    }
    guard let source = Sources.all.first(where: { $0.entry.name == word.text }) else {
      throw session.unknown(word, .source)
    }
    let from = try call.required(.from, "the path of a file or folder")
    let given = try session.text(from, "a path")
    let path = session.path(given)
    let arguments = try session.arguments(of: call, further: [source.entry])
      .mappingTexts(of: source.pathOptions, session.path)
    let format = try session.format(call)
    if let format, source != ArrayFile.self {
      throw call.failure("\(word.text) files have a format of their own, not \(format.name)")
    }
    return try session.located(from.range) { session in
      let data = try source.load(
        from: path, format.map { arguments.adding("format", .text($0.name)) } ?? arguments)
      session.noteRead(source.files(at: path, arguments), given: given)
      return .data(data)
    }
  }

  /// One file that holds one value: a table, a kernel.
  private static func value(
    _ call: Call, _ entry: Entry, _ session: inout Session,
    _ load: (_ path: String, _ format: String?) throws -> Value
  ) throws -> Value {
    let from = try call.required(.from, "the path of a file")
    let given = try session.text(from, "a path")
    let path = session.path(given)
    _ = try session.arguments(of: call, further: [entry])
    let format = try session.format(call)
    return try session.located(from.range) { session in
      let value = try load(path, format?.name)
      session.noteRead([path], given: given)
      return value
    }
  }

  /// `load workspace from "lab.npz"`
  private static func workspace(_ call: Call, _ session: inout Session) throws -> Value {
    try session.requireTopLevel(call)
    let from = try call.required(.from, "the path of a workspace file")
    let path = session.path(try session.text(from, "a path"))
    guard call.phrase(.as) == nil, call.options.isEmpty else {
      throw call.failure("a workspace is loaded as it is: it takes no format and no options")
    }
    let content = try session.located(from.range) { _ in try WorkspaceFile.read(path) }
    session.adopt(content)
    session.current.isBeyondReplay = true
    if session.options.isInteractive {
      let names = content.bindings.map(\.name)
      session.current.outputs.append(
        .remark(names.isEmpty ? "it holds no names" : "loaded \(names.joined(separator: ", "))"))
    }
    return .nothing
  }
}
