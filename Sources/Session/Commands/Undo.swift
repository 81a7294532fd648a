import Catalog
import Language

/// `undo`
enum Undo: SessionCommand {
  static let entry = Entry(
    "undo", .command, summary: "take back the last statement that changed a name",
    usage: "undo",
    details: """
      The names are then as before that statement: one it bound is gone or has its earlier value,
      one it forgot is back. The statement leaves the session's record, and so does what was asked
      of the names since; files that were written and settings stay. Up to 20 statements can be taken
      back one after the other, fewer when the values they replaced are large. A session that was
      recovered cannot be taken back.
      """,
    returns: "Nothing; a remark says what was taken back.",
    grammar: Grammar([]), examples: [Example("x = 3\nx = 4\nundo\nx")],
    searchTerms: ["revert", "back", "rollback", "mistake", "restore"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    try session.requireTopLevel(call)
    guard let level = session.undoable.pop() else {
      throw call.failure("there is nothing to undo")
    }
    session.workspace = level.workspace
    session.current.isUndo = true
    session.notebook.takeBack(level)
    if session.options.isInteractive {
      let states = level.names.sorted().map { name in
        session.workspace[name].map { "\(name): \(Text.summary($0))" } ?? "\(name) is gone"
      }
      session.current.outputs += states.map { .remark($0) }
    }
    return .nothing
  }
}

extension Notebook {
  /// Removes a statement, and those after it that took what it gave. They bind nothing, or they would
  /// have been taken back first.
  fileprivate mutating func takeBack(_ level: UndoHistory.Level) {
    guard level.entries.lowerBound <= entries.count else { return }
    var gone = Set(entries[level.entries.clamped(to: 0..<entries.count)].map(\.id))
    entries.removeAll { entry in
      guard !gone.contains(entry.id) else { return true }
      guard !gone.isDisjoint(with: entry.uses) else { return false }
      gone.insert(entry.id)
      return true
    }
    origins = level.origins
  }
}

extension Session {
  /// Refuses a command that changes names wholesale inside a loop, whose names are local.
  func requireTopLevel(_ call: Call) throws {
    guard !workspace.isInLoop else {
      throw call.failure("\(call.entry.name) cannot stand in a loop")
    }
  }
}
