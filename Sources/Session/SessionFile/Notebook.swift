import Catalog
import Language
import Plotting

/// The statements that succeeded, with what they gave and what they depend on: what `save session`
/// writes and `history` lists.
public struct Notebook: Sendable {
  /// One statement as it is to be written: seeds said, interrupted training cut short.
  public struct Entry: Sendable {
    /// Tells it from every other entry of the session; grows from one to the next.
    public let id: Int
    /// The statement, without recorded results.
    public internal(set) var statement: Statement
    /// Its results, one `#=` line each.
    public let results: [String]
    /// What a reader sees of its value; empty for nothing.
    let shown: String
    /// What it drew.
    let figure: Figure?
    /// A drawing in the terminal: it stands in pages, and in no script.
    let isView: Bool
    /// A loop that was stopped: running it again would give more rows than it gave.
    let isPartial: Bool
    /// The entries whose values it took.
    let uses: Set<Int>
    /// The data sets that it was given by name, each as a reader sees it.
    var data: [(name: String, text: String)]
    /// The files it read.
    let files: [DataFile]
    /// The folder that its relative paths start from.
    let folder: String
    /// The paths it used, as they were given.
    let paths: [String]
  }

  /// In the order run.
  public internal(set) var entries: [Entry] = []
  /// Which entry gave each top-level name its value; `it` and the session's seed are among them.
  var origins: [String: Int] = [:]
  /// The `id` of the next entry.
  var next = 0
  /// Comments that belong to the next entry, or to the end.
  var comments: [String] = []
  /// The files this session wrote itself.
  var writtenFiles: Set<String> = []

  /// Stands in ``origins`` for the session's seed; no name has a blank.
  static let seed = "set seed"

  /// The entry that gave a name its value.
  func origin(of name: String) -> Entry? {
    origins[name].flatMap { id in entries.last { $0.id == id } }
  }

  /// Takes over statements that ran elsewhere, as a workspace file tells them, with the values they
  /// gave.
  mutating func adopt(_ statements: [Statement], values: (_ name: String) -> Value?) {
    let first = entries.count
    for statement in statements { adopt(statement) }
    for place in entries.indices.dropFirst(first) {
      for name in References(of: entries[place].statement).names.sorted() {
        // A name that was bound again since had another value then.
        guard let origin = origins[name], entries[place].uses.contains(origin),
          case .data(let set)? = values(name)
        else { continue }
        entries[place].data.append((name, "\(Text.data(set)), digest \(set.digest)"))
      }
    }
  }

  private mutating func adopt(_ statement: Statement) {
    let uses = Set(References(of: statement).names.compactMap { origins[$0] })
    var bare = statement
    bare.results = []
    bare.comments = statement.comments.filter { !$0.hasPrefix(SessionFile.mark) }
    entries.append(
      Entry(
        id: next, statement: bare, results: statement.results, shown: "", figure: nil,
        isView: false, isPartial: false, uses: uses, data: [], files: [], folder: "", paths: []))
    for name in statement.names { origins[name.text] = next }
    origins["it"] = next
    next += 1
  }

  /// Keeps comments that stand by themselves, as at a prompt.
  mutating func keep(_ comments: [String]) {
    self.comments += comments.filter { !$0.hasPrefix(SessionFile.mark) }
  }
}

extension Session {
  /// Keeps comments that no statement follows: they are written before the next one.
  public mutating func keep(comments: [String]) { notebook.keep(comments) }

  /// Notes a statement that succeeded. Views and what concerns the session itself are left out,
  /// except that a drawing is kept for pages.
  mutating func note(_ statement: Statement, _ value: Value, before: SettingValues) {
    notebook.keep(statement.comments)
    guard !current.isUndo, !current.isBeyondReplay, !isAboutSession(statement) else { return }
    var isView = false
    if case .page = value {
      guard current.figure != nil else { return }
      isView = true
    }
    let id = notebook.next
    notebook.next += 1
    var written = WrittenOut(seeds: current.seeds, stopped: current.interruptedTraining)
      .statement(statement)
    written.comments = notebook.comments
    notebook.comments = []
    written.results = []
    let (uses, data) = used(by: statement)
    notebook.entries.append(
      Notebook.Entry(
        id: id, statement: written, results: isView ? [] : Record.lines(value),
        shown: isView ? "" : reading(statement, value), figure: current.figure, isView: isView,
        isPartial: current.isPartial, uses: uses, data: data, files: current.files,
        folder: options.folder, paths: current.paths))
    notebook.writtenFiles.formUnion(current.writtenFiles)
    guard !isView else { return }
    for name in workspace.changed {
      notebook.origins[name] = workspace[top: name] == nil ? nil : id
    }
    if before.seed != settings.seed { notebook.origins[Notebook.seed] = id }
    if case .nothing = value {} else { notebook.origins["it"] = id }
  }

  /// The entries a statement took values from, and the data sets among them.
  private func used(
    by statement: Statement
  ) -> (uses: Set<Int>, data: [(name: String, text: String)]) {
    var uses = current.uses
    var data: [(name: String, text: String)] = []
    for name in References(of: statement).names.sorted() {
      guard let id = notebook.origins[name] else { continue }
      uses.insert(id)
      // What it bound itself is no longer the value it was given.
      if case .data(let set)? = workspace[name], !workspace.changed.contains(name) {
        data.append((name, "\(Text.data(set)), digest \(set.digest)"))
      }
    }
    if current.dependsOnSessionSeed, let id = notebook.origins[Notebook.seed] { uses.insert(id) }
    return (uses, data)
  }

  /// What a reader of a page sees of a value.
  private func reading(_ statement: Statement, _ value: Value) -> String {
    if statement.silent { return "" }
    switch value {
    case .nothing, .page: return ""
    case .table(let table) where table.columns.isEmpty: return ""
    default: break
    }
    guard statement.names.isEmpty else {
      return statement.names.compactMap { name in
        workspace[name.text].map {
          "\(name.text): \(Text.summary($0, digits: settings.digits))"
        }
      }.joined(separator: "\n")
    }
    return Text.value(value, digits: settings.digits, width: 80)
  }

  private func isAboutSession(_ statement: Statement) -> Bool {
    switch statement.value.kind {
    case .command(let command):
      let word = command.word.text
      let words = [
        Exit.entry, Help.entry, Examples.entry, Show.entry, ReplayScript.entry, History.entry,
        Recover.entry, Tutorial.entry, Edit.entry,
      ].map(\.name)
      return words.contains(word)
        || word == Save.entry.name && (Save.isSession(command) || Save.isWorkspace(command))
    case .name(let word):
      let words = [
        Exit.entry, Show.entry, Help.entry, History.entry, Tutorial.entry, Edit.entry,
      ].map(\.name)
      return words.contains(word) && statement.names.isEmpty && workspace[word] == nil
    default: return false
    }
  }
}
