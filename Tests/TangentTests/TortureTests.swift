import Foundation
import TestSupport
import Testing

/// Kills the real program at random moments, again and again in one home, and looks at what is left:
/// nothing but the running statement may be lost.
///
/// `TANGENT_TORTURE` says how often; `scripts/torture` runs the long version.
@Suite(.serialized) struct TortureTests {
  private static let kills =
    ProcessInfo.processInfo.environment["TANGENT_TORTURE"].flatMap(Int.init) ?? 20

  @Test func nothingButTheRunningStatementIsLost() throws {
    try Fixtures.withTemporaryFolder { home in
      var laboratory = Laboratory(home, seed: 2026)
      try laboratory.begin()
      for round in 0..<Self.kills {
        try laboratory.live(.allCases[round % Laboratory.Work.allCases.count])
      }
      try laboratory.end()
      print(laboratory.counts.text)
      let counts = laboratory.counts
      #expect(counts.kills == Self.kills && counts.recoveries >= 1)
    }
  }
}

/// One home with its files, through many lives of the program.
private struct Laboratory {
  /// What the program is busy with when it is killed.
  enum Work: CaseIterable {
    /// Only the journal is written.
    case journal
    /// Every statement is followed by a snapshot beside the journal.
    case autosave
    /// Every second statement saves the workspace to a file of the user's.
    case saving
    /// An earlier session is being recovered.
    case recovering
  }

  struct Counts {
    var (kills, statements) = (0, 0)
    var during: [Work: Int] = [:]
    var (lost, kept, missing) = (0, 0, 0)
    var (recoveries, fromSnapshot) = (0, 0)
    var (files, old, new, damaged) = (0, 0, 0, 0)
    var abandoned = 0

    var text: String {
      """
      torture: \(kills) kills: \(during[.journal] ?? 0) during journal writes, \
      \(during[.autosave] ?? 0) autosaves, \(during[.saving] ?? 0) workspace saves, \
      \(during[.recovering] ?? 0) recoveries
        statements acknowledged before a kill: \(statements), lost: \(missing)
        running statements: \(lost) lost, \(kept) kept
        journals recovered: \(recoveries), \(fromSnapshot) of them from a snapshot
        workspace files opened: \(files) (\(old) the old state, \(new) the one being saved), damaged: \(damaged)
        half-written temporary files left behind: \(abandoned)
      """
    }
  }

  private let home: URL
  private var random: SeededGenerator
  private(set) var counts = Counts()
  /// The last statement whose prompt came back bound `n` to this.
  private var acknowledged = 0
  /// The `n` in the workspace file, once one was saved.
  private var saved: Int?

  init(_ home: URL, seed: UInt64) {
    self.home = home
    random = SeededGenerator(seed)
  }

  private var file: URL { home.appendingPathComponent("lab.npz") }

  /// A plain prompt: what is waited for is then simply text.
  private func start() throws -> PseudoTerminal {
    try PseudoTerminal(
      ["--no-init", "--threads", "1"], home: home, variables: ["TERM": "dumb"], columns: 200)
  }

  /// How many prompts were written so far: what is typed is echoed at once, so only they tell.
  private func prompts(_ terminal: PseudoTerminal) -> Int {
    terminal.written.components(separatedBy: "ntk> ").count - 1
  }

  /// Types a line and waits until it is done.
  private func enter(_ line: String, _ terminal: PseudoTerminal) throws {
    let before = prompts(terminal)
    terminal.type(line + "\r")
    try wait(for: before + 1, terminal)
  }

  private func wait(for count: Int, _ terminal: PseudoTerminal) throws {
    let deadline = Date().addingTimeInterval(30)
    while prompts(terminal) < count {
      try #require(Date() < deadline, "no prompt: \(terminal.lines.suffix(9))")
      terminal.read(for: 0.002)
    }
  }

  /// The first life: what the workspace is made of.
  mutating func begin() throws {
    let terminal = try start()
    try wait(for: 1, terminal)
    try enter("d = generate digits 300 with seed=1;", terminal)
    try enter("net = input 28x28x1 | flatten | dense 32 relu | dense 10 with seed=2;", terminal)
    try enter("n = 0;", terminal)
    terminal.kill()
  }

  /// Recovers what the life before left, works, and is killed at a moment that nobody knows.
  mutating func live(_ work: Work) throws {
    let terminal = try start()
    try wait(for: 1, terminal)
    if work == .recovering {
      terminal.type("recover\r")
      terminal.read(for: Double.random(in: 0...0.06, using: &random))
      terminal.kill()
    } else {
      try recover(terminal)
      try enter("set autosave \(work == .autosave ? "0.000001" : "0")", terminal)
      try type(work, terminal)
    }
    counts.kills += 1
    counts.during[work, default: 0] += 1
  }

  /// Brings the names back; `n` must be the acknowledged one (any other is a failure), all else whole.
  private mutating func recover(_ terminal: PseudoTerminal) throws {
    #expect(terminal.written.contains("recover brings it back"))
    try enter("recover", terminal)
    counts.recoveries += 1
    if terminal.written.contains("from the saved workspace") { counts.fromSnapshot += 1 }
    #expect(terminal.written.contains("recovered "), "\(terminal.lines)")
    #expect(!terminal.written.contains("not recovered"), "\(terminal.lines)")
    try enter("\"state {n} {size(d)} {size(net)}!\"", terminal)
    if !terminal.written.contains("state \(acknowledged) 300 25450!") {
      counts.missing += 1
      Issue.record("n should be \(acknowledged): \(terminal.lines)")
    }
  }

  /// Types statements as fast as they are taken, and kills the program in between.
  private mutating func type(_ work: Work, _ terminal: PseudoTerminal) throws {
    let first = acknowledged
    let save = "save workspace to \"lab.npz\" with replace=yes"
    let lines = (1...2000).map { k in
      work != .saving ? "n = \(first + k);" : k % 2 == 1 ? save : "n = \(first + k);"
    }
    let before = prompts(terminal)
    // A prompt says that the statement before it is over.
    func done() -> Int { prompts(terminal) - before }
    let deadline = Date().addingTimeInterval(Double.random(in: 0...0.12, using: &random))
    var sent = 0
    repeat {
      // A terminal holds 4096 bytes that nobody has read.
      while sent < lines.count, sent < done() + 20 {
        terminal.type(lines[sent] + "\r")
        sent += 1
      }
      terminal.read(for: 0.001)
    } while Date() < deadline
    terminal.kill()
    let over = done()
    counts.statements += over
    for (k, line) in lines.prefix(over).enumerated() {
      if line == save { saved = acknowledged } else { acknowledged = first + k + 1 }
    }
    let running = over < sent ? lines[over] : nil
    try checkWorkspaceFile(mayBe: running == save ? acknowledged : nil)
    try checkJournal(running: running == save || running == nil ? nil : first + over + 1)
  }

  /// The workspace file opens and is the last one saved, or the one that was being saved.
  private mutating func checkWorkspaceFile(mayBe new: Int?) throws {
    guard FileManager.default.fileExists(atPath: file.path) else {
      #expect(saved == nil, "a file that was saved is gone")
      return
    }
    let result = try TangentProcess.run(
      ["-c", "load workspace from \"lab.npz\"; \"{n} {size(d)} {size(net)}\""], in: home)
    let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 3, let n = Int(words[0]) else {
      counts.damaged += 1
      Issue.record("the workspace file does not open: \(result.errors)")
      return
    }
    #expect(n == saved || n == new, "\(n) instead of \(saved ?? -1) or \(new ?? -1)")
    #expect(words[1] == "300" && words[2] == "25450")
    counts.files += 1
    if n == saved { counts.old += 1 } else { counts.new += 1 }
    saved = n
  }

  /// Looks into a copy of the home at what `recover` would bring: the acknowledged state, or that of
  /// the running statement, which becomes the acknowledged one.
  private mutating func checkJournal(running: Int?) throws {
    let folder = home.appendingPathComponent(".local/state/tangent/journals")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    counts.abandoned = names.filter { $0.hasPrefix(".tangent-") }.count
    guard let running, let newest = names.filter({ $0.hasSuffix(".ntk") }).max() else { return }
    let text = try String(contentsOf: folder.appendingPathComponent(newest), encoding: .utf8)
    // Whole records end with a line of their own; the last one may not be there, or be torn.
    let record = "\nn = \(running);\n#= \(running)\n#. "
    let isThere = text.range(of: record).map { text[$0.upperBound...].contains("\n") } ?? false
    if isThere {
      acknowledged = running
      counts.kept += 1
    } else {
      counts.lost += 1
    }
  }

  /// The last life: it recovers and ends as its user wants, and nothing is offered after it.
  mutating func end() throws {
    let terminal = try start()
    try wait(for: 1, terminal)
    try recover(terminal)
    terminal.type("exit\r")
    #expect(try terminal.exitStatus() == 0)
    let calm = try start()
    try wait(for: 1, calm)
    #expect(!calm.written.contains("broke off"))
  }
}
