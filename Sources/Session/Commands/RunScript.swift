import Catalog
import Language

/// `run "prepare.ntk"`
enum RunScript: SessionCommand {
  static let entry = Entry(
    "run", .command, summary: "run a script in this session",
    usage: "run \"FILE.ntk\"",
    details: """
      The names it binds stay. It is parsed whole before its first statement runs, and stops at its
      first error; the session is then as it was before. Paths in it are relative to it.
      """,
    returns: "Nothing by itself; what the script prints is shown.",
    grammar: Grammar([.value]),
    examples: [Example("save session to \"part.ntk\"\nrun \"part.ntk\"")],
    searchTerms: ["script", "source", "execute", "include"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let operand = try call.required(0, "the path of a script")
    let given = try session.text(operand, "a path")
    let path = session.path(given)
    let text = try session.located(operand.range) { _ in
      SourceText(try Script.read(path), name: path)
    }
    let program = try Script.parse(text, at: operand.range)
    let before = session
    do {
      try runStatements(of: program, text, path, operand.range, in: &session)
      session.noteRead([path], given: given)
    } catch {
      session = before
      throw error
    }
    return .nothing
  }

  private static func runStatements(
    of program: Program, _ text: SourceText, _ path: String, _ range: SourceRange,
    in session: inout Session
  ) throws {
    try session.deeper { session in
      let (folder, outer, notebook) = (session.options.folder, session.current, session.notebook)
      let interactive = session.options.isInteractive
      defer {
        session.options.folder = folder
        session.options.isInteractive = interactive
      }
      session.options.folder = Script.folder(of: path)
      session.options.isInteractive = false
      var outputs = outer.outputs
      for statement in program.statements {
        do throws(Diagnostic) {
          outputs += try session.run(statement, in: text)
        } catch {
          throw Script.placed(error, in: text, at: range)
        }
      }
      // The notebook keeps the one line that ran the script, not the script's own.
      let inner = session.notebook
      session.notebook = notebook
      session.current = outer
      session.current.outputs = outputs
      session.notebook.writtenFiles = inner.writtenFiles
      session.current.dependsOnSessionSeed = true
      for entry in inner.entries.dropFirst(notebook.entries.count) {
        session.current.uses.formUnion(entry.uses.filter { $0 < notebook.next })
        session.current.files += entry.files
      }
    }
  }
}
