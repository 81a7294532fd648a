import Catalog
import Language

/// `forget draft`
enum Forget: SessionCommand {
  static let entry = Entry(
    "forget", .command, summary: "take names away, and free their values",
    usage: "forget NAME, …",
    details: """
      Values that others hold, such as the data of a run, stay with them. `undo` brings the names
      back. A saved session keeps the statement, so that its replay ends with the same names.
      """,
    returns: "Nothing.",
    grammar: Grammar([.items]), examples: [Example("x = 3\nforget x")],
    searchTerms: ["delete", "remove", "clear", "unset", "rm", "drop", "free", "memory"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    try session.requireTopLevel(call)
    var names: Set<String> = []
    for item in call.items(0) {
      let name = try session.boundName(item.value, call)
      guard names.insert(name).inserted else {
        throw Diagnostic(.failure, "“\(name)” is named twice", at: item.value.range)
      }
    }
    for name in names { session.workspace.forget(name) }
    return .nothing
  }
}

extension Session {
  /// The bound name that an expression is.
  func boundName(_ expression: Expression, _ call: Call) throws -> String {
    guard case .name(let name) = expression.kind, name != "it" else {
      throw Diagnostic(
        .failure, "\(call.entry.name) needs a name, not an expression", at: expression.range,
        usage: call.entry.usage)
    }
    guard workspace[top: name] != nil else {
      throw Diagnostic(
        .failure, "there is no value named “\(name.prefix(60))”", at: expression.range,
        suggestion: didYouMean(name, among: workspace.names) ?? "show lists what there is")
    }
    return name
  }
}
