import Catalog
import Language

/// `rename draft to final`
enum Rename: SessionCommand {
  static let entry = Entry(
    "rename", .command, summary: "give a value another name",
    usage: "rename NAME to NAME",
    details: """
      The value stays what it is; default seeds mix in the name of their own statement, so they do
      not change either. A name that is taken is refused.
      """,
    returns: "Nothing.",
    grammar: Grammar([.value], clauses: [.init(.to, required: true)]),
    examples: [Example("draft = 3\nrename draft to final\nfinal")],
    searchTerms: ["move", "mv", "call", "name"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    try session.requireTopLevel(call)
    let name = try session.boundName(try call.required(0, "a name"), call)
    let to = try call.required(.to, "the new name")
    guard case .name(let other) = to.kind, Session.isName(other) else {
      throw Diagnostic(
        .failure, "the new name must be a word that can be bound", at: to.range,
        usage: entry.usage)
    }
    guard session.workspace[top: other] == nil else {
      throw Diagnostic(
        .failure, "there is a value named “\(other)” already", at: to.range,
        suggestion: "forget \(other) first")
    }
    session.workspace.rename(name, to: other)
    return .nothing
  }
}
