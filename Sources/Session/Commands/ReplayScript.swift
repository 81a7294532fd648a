import Catalog
import Language

/// `replay "lab.ntk"`
enum ReplayScript: SessionCommand {
  static let entry = Entry(
    "replay", .command, summary: "run a session file anew and compare every recorded result",
    usage: "replay \"FILE.ntk\" [with tolerance=X, update=yes]",
    details: """
      The file runs in a session of its own; nothing of this one changes, and what it saves goes to a
      temporary folder. Numbers agree within 1e-5 relative (1e-9 where a statement says
      precision=double) plus half a unit of the last digit shown; data by shape and digest. A `#=`
      line may end in `+- X` to allow more. Data files that changed are named first, then whether
      other BLAS kernels or another number of threads recorded the file. A file without results
      fails, as one that differs does. `update` rewrites the `#=` lines. From outside:
      `tangent replay FILE`.
      """,
    parameters: [
      Parameter("tolerance", .number(0...1), summary: "relative tolerance of every number"),
      Parameter(
        "update", .boolean, default: .boolean(false), summary: "rewrite the recorded results"),
    ],
    returns: """
      A page that says how many results agree, and which do not; an error where one differs.
      """,
    grammar: Grammar([.value], clauses: [.init(.with)]),
    examples: [Example("save session to \"lab.ntk\"\nreplay \"lab.ntk\"")],
    searchTerms: ["reproduce", "check", "verify", "compare", "session"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let operand = try call.required(0, "the path of a session file")
    let path = session.path(try session.text(operand, "a path"))
    let arguments = try session.arguments(of: call)
    let report = try session.located(operand.range) {
      try $0.deeper { session in
        do {
          return try Replay.run(
            file: path, update: arguments.flag("update"), tolerance: arguments.number("tolerance"),
            options: session.options, depth: session.depth
          ).report
        } catch let error as Diagnostic {
          throw Script.placed(
            error, in: SourceText(try Script.read(path), name: path), at: operand.range)
        }
      }
    }
    guard arguments.flag("update") ? !report.hasFailures : report.agrees else {
      throw Diagnostic(.expectation, report.text, at: operand.range)
    }
    return .page(report.text)
  }
}
