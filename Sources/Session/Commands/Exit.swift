import Catalog

/// `exit`
enum Exit: SessionCommand {
  static let entry = Entry(
    "exit", .command, summary: "leave the shell", usage: "exit",
    details: """
      Ctrl-D on an empty line does the same. In a lesson both leave the lesson first. In a script the
      rest is not run.
      """,
    returns: "Nothing: the program ends.",
    grammar: Grammar([]), examples: [Example("exit")], searchTerms: ["quit", "bye", "end", "leave"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    // The first one leaves a lesson: nobody should lose a session who meant that.
    if let remark = session.leaveLesson() {
      session.current.outputs.append(.remark("\(remark)\nexit once more leaves Tangent"))
      return .nothing
    }
    session.wantsToEnd = true
    return .nothing
  }
}
