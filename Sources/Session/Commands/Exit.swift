import Catalog

/// `exit`
enum Exit: SessionCommand {
  static let entry = Entry(
    "exit", .command, summary: "leave the shell", usage: "exit",
    details: "Ctrl-D on an empty line does the same. In a script the rest is not run.",
    returns: "Nothing: the program ends.",
    grammar: Grammar([]), examples: [Example("exit")], searchTerms: ["quit", "bye", "end", "leave"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    session.wantsToEnd = true
    return .nothing
  }
}
