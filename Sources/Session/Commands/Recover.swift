import Catalog
import Language

/// `recover`
enum Recover: SessionCommand {
  static let entry = Entry(
    "recover", .command, summary: "bring back a session that broke off",
    usage: "recover [with which=1, drop=yes]",
    details: """
      At a prompt every statement is on disk, in a journal, before the next one can be typed. When
      the process was killed or the machine stopped, `recover` brings the names back: from the
      workspace that `set autosave` saved beside the journal, and by running the statements since
      again, which compares their results. Files are not written a second time. Names of the running
      session stay unless the other has the same. What was recovered, or dropped, is not offered again.
      """,
    parameters: [
      Parameter(
        "which", .integer(1...1000), default: .number(1),
        summary: "which of several, counted from the newest"),
      Parameter(
        "drop", .boolean, default: .boolean(false), summary: "give it up instead"),
    ],
    returns: "Nothing by itself; the names of the session are back.",
    grammar: Grammar([], clauses: [.init(.with)]),
    examples: [
      Example(
        "set autosave 60",
        "saves the workspace beside the journal, so that recover has little to run again")
    ],
    searchTerms: ["crash", "restore", "journal", "autosave", "killed", "lost"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    try session.requireTopLevel(call)
    let arguments = try session.arguments(of: call)
    guard let folder = session.options.journals else {
      throw call.failure("there is no journal here: only sessions at a prompt keep one")
    }
    let found = folder.unrecovered()
    let which = arguments.integer("which") ?? 1
    guard which <= found.count else {
      throw call.failure(
        found.isEmpty
          ? "there is nothing to recover"
          : "there \(found.count == 1 ? "is 1 session" : "are \(found.count) sessions") to recover")
    }
    let file = found[which - 1]
    if arguments.flag("drop") {
      guard file.close(.dropped) else { throw call.failure("“\(file.path)” cannot be written") }
      session.current.outputs.append(.remark("the session of \(file.date) is not offered again"))
      return .nothing
    }
    let outer = session.current
    var recovery = Recovery(file)
    do {
      try session.deeper { try recovery.restore(into: &$0) }
    } catch {
      var diagnostic = Session.diagnose(error, at: call.command.range)
      guard diagnostic.kind == .interrupted else { throw error }
      diagnostic.suggestion = "nothing is lost: recover begins again"
      throw diagnostic
    }
    session.current = outer
    session.current.isBeyondReplay = true
    session.current.outputs.append(.remark(recovery.summary))
    session.current.outputs += recovery.failures.map { .remark("  not recovered: \($0)") }
    if recovery.failures.isEmpty {
      session.current.recovered = file
    } else {
      session.current.outputs.append(
        .remark("its journal stays: recover tries again, recover with drop=yes gives it up"))
    }
    return .nothing
  }
}
