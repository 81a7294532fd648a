import Files
import Glibc
import Language

/// Brings a session back from its journal: the workspace that was saved beside it, and the
/// statements since by running them again.
struct Recovery {
  let file: JournalFile
  /// Statements the saved workspace covers.
  private(set) var kept = 0
  /// Statements that were run again.
  private(set) var rerun = 0
  private(set) var (compared, agreeing) = (0, 0)
  /// One line for each that could not be.
  private(set) var failures: [String] = []

  init(_ file: JournalFile) { self.file = file }

  /// - Throws: a `Diagnostic` when it was interrupted.
  mutating func restore(into session: inout Session) throws {
    restoreSnapshot(&session)
    let folder = try Replay.temporaryFolder()
    defer { Replay.removeFolder(folder) }
    let options = session.options
    defer { session.options = options }
    session.options.folder = file.folder
    session.options.isInteractive = false
    // What was saved to files is there already.
    session.options.redirectedOutput = folder
    // A journal that says recover means another one, not itself.
    session.options.journals = nil
    if kept == 0 { try run(file.settings, comparing: false, in: &session) }
    for record in file.records.dropFirst(kept) {
      try run(record, comparing: true, in: &session)
      rerun += 1
    }
  }

  private mutating func restoreSnapshot(_ session: inout Session) {
    guard access(file.snapshot, F_OK) == 0 else { return }
    do {
      let content = try WorkspaceFile.read(file.snapshot)
      guard content.place?.journal == file.name, let covered = content.place?.records else {
        return
      }
      session.adopt(content)
      // The last statement of all may be covered without being written.
      kept = covered
    } catch {
      failures.append("the workspace saved beside it: \(error.message)")
    }
  }

  /// Runs a record; a statement that fails is noted, and those after it are tried all the same.
  private mutating func run(
    _ text: String, comparing: Bool, in session: inout Session
  ) throws {
    let error: Diagnostic
    do throws(Diagnostic) {
      try runStatements(text, comparing: comparing, in: &session)
      return
    } catch let caught {
      error = caught
    }
    if error.kind == .interrupted { throw error }
    let line = text.split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
    failures.append("\(line): \(error.message)")
  }

  private mutating func runStatements(
    _ text: String, comparing: Bool, in session: inout Session
  ) throws(Diagnostic) {
    let program = try Parser(Session.vocabulary, reading: .script).parse(text)
    for statement in program.statements {
      let noted = session.notebook.entries.count
      _ = try session.run(statement, in: SourceText(text, name: nil))
      guard comparing, !statement.results.isEmpty else { continue }
      let results = session.notebook.entries.dropFirst(noted).last?.results ?? []
      compare(statement.results, results)
    }
  }

  private mutating func compare(_ recorded: [String], _ new: [String]) {
    let agreement = Agreement(relative: 1e-5)
    compared += 1
    if recorded.count == new.count,
      zip(recorded, new).allSatisfy({ agreement.holds(recorded: $0, new: $1) })
    {
      agreeing += 1
    }
  }

  /// What was brought back, in one line.
  var summary: String {
    let again = rerun - failures.count
    var line = "recovered \(counted(kept + max(again, 0), "statement"))"
    if kept > 0 { line += ": \(kept) from the saved workspace, \(max(again, 0)) run again" }
    if compared > 0 { line += "; \(agreeing) of \(counted(compared, "result")) agree" }
    return line
  }
}
