import Catalog
import Language
import LinearAlgebra
import Plotting

/// Everything a user has made, and how statements change it.
///
/// A session is a value: a copy of it is a snapshot. Statements are run one at a time; a statement
/// that fails changes nothing.
public struct Session: Sendable {
  /// What the process tells a session.
  public struct Options: Sendable {
    /// Paths are relative to this folder: the script's, or the current one at a prompt.
    public var folder: String
    /// At a prompt: bindings print a summary, plots are drawn, overwriting may be asked.
    public var isInteractive: Bool
    /// Ctrl-C and progress.
    public var watch: any Watch
    /// Columns of the terminal, for plots and tables.
    public var width: Int
    /// Whether plots and pages may carry colour.
    public var colour: Bool
    /// Whether the terminal has 16 million colours; 256 otherwise.
    public var fullColour = false
    /// Whether plots may use braille; plain ASCII otherwise.
    public var isUnicode: Bool
    /// Where `save` and `plot … to` write instead, during a replay.
    public var redirectedOutput: String?
    /// Where journals lie, which `recover` looks for; nil where there is no prompt.
    public var journals: JournalFolder?
    /// Where the places in lessons are kept; nil where there is no prompt.
    public var lessonPlaces: LessonPlaces?
    /// Asks a question that is answered with yes or no; nil where nobody is there to answer.
    public var confirm: (@Sendable (_ question: String) -> Bool)?

    /// How many pixels a picture may take in the terminal, nil when that draws none; whether it does
    /// is asked unless it is certain. Nil where there is no terminal.
    public var sixels: (@Sendable (_ isCertain: Bool) -> (width: Int, height: Int)?)?

    /// A quiet session in `folder`.
    public init(
      folder: String = ".", isInteractive: Bool = false, watch: any Watch = Unwatched(),
      width: Int = 80, colour: Bool = false, isUnicode: Bool = true, redirectedOutput: String? = nil
    ) {
      self.folder = folder
      self.isInteractive = isInteractive
      self.watch = watch
      self.width = width
      self.colour = colour
      self.isUnicode = isUnicode
      self.redirectedOutput = redirectedOutput
    }
  }

  /// How the process drives it.
  public var options: Options
  /// The settings (`set seed 7`).
  public internal(set) var settings = SettingValues()
  /// Set by `exit`.
  public internal(set) var wantsToEnd = false
  /// Set by `edit`, for the shell.
  public var editing: Editing?
  /// The statements that succeeded, with what they gave.
  public internal(set) var notebook = Notebook()

  /// What the last statement leaves to a journal; nil when it changed and recorded nothing.
  public internal(set) var step: JournalStep?

  /// The lessons begun.
  var lessons = LessonState()
  var workspace = Workspace()
  /// What `undo` goes back to.
  var undoable = UndoHistory()
  /// The statement being run: bound name, seeds drawn, loop row, collected rows, pages.
  var current = Current()
  /// What has been said once and need not be said again.
  var remarked: Set<String> = []
  /// How deep `run` and loops are nested in one another.
  var depth = 0

  /// What `edit` asks for.
  public enum Editing: Sendable, Equatable {
    /// The entry before.
    case entryBefore
    case text(String)
  }

  /// A session with nothing in it.
  public init(_ options: Options = Options()) { self.options = options }

  /// The state of the statement being run.
  struct Current: Sendable {
    /// The name being bound; mixed into default seeds.
    var name = ""
    /// The loop rows, outermost first; mixed into default seeds.
    var rows: [Int] = []
    /// How many default seeds this statement has drawn; mixed into the next.
    var draws = 0
    /// Default seeds given out outside loops, by the place of the call they went to.
    var seeds: [(range: SourceRange, seed: UInt64)] = []
    /// One table per open loop.
    var collected: [Table] = []
    /// What `run` printed on the way.
    var outputs: [Output] = []
    /// A loop was stopped: the table holds some of its rows.
    var isPartial = false
    /// A training that was stopped: it ran this many epochs of those planned.
    var interruptedTraining: (range: SourceRange, done: Int)?
    /// It was `undo`, which cannot be undone itself.
    var isUndo = false
    /// It took over values that running it again may not give: a workspace was loaded or recovered.
    var isBeyondReplay = false
    /// The journal it recovered.
    var recovered: JournalFile?
    /// What the statement drew, for pages made of the session.
    var figure: Figure?
    /// The files it read and wrote, and the paths they were given by.
    var files: [DataFile] = []
    var writtenFiles: [String] = []
    var paths: [String] = []
    /// Entries whose values a script took that it ran.
    var uses: Set<Int> = []
    /// A seed was mixed from the session's that the statement cannot say itself: one of a loop.
    var dependsOnSessionSeed = false
  }

  /// Runs one statement.
  ///
  /// - Parameters:
  ///   - statement: as parsed from `text`.
  ///   - text: where it stands, for messages of scripts that it runs itself.
  /// - Returns: what is to be shown, in order.
  /// - Throws: a `Diagnostic` with its range in `text`; the session is then as before.
  public mutating func run(
    _ statement: Statement, in text: SourceText
  ) throws(Diagnostic)
    -> [Output]
  {
    let before = self
    current = Current()
    workspace.changed = []
    if statement.names.count == 1 { current.name = statement.names[0].text }
    let stopwatch = Stopwatch()
    do {
      let value = try evaluate(statement: statement.value)
      try bind(value, to: statement.names)
      workspace.remember(value)
      note(statement, value, before: before.settings)
      finish(statement, since: before)
      var outputs = current.outputs
      outputs += shown(statement, value)
      if statement.timed || settings.timing {
        outputs.append(.remark(stopwatch.description))
      }
      return outputs
    } catch {
      self = before
      throw Self.diagnose(error, at: statement.range)
    }
  }

  /// Keeps the way back, and says what a journal has to note.
  private mutating func finish(_ statement: Statement, since before: Session) {
    let entries =
      min(before.notebook.entries.count, notebook.entries.count)..<notebook.entries.count
    step = JournalStep(statement, in: self, entries)
    if current.recovered != nil {
      // What was recovered is there once: no undo may lose it, nor go back behind it.
      undoable = UndoHistory()
    } else if !current.isUndo, !workspace.changed.isEmpty {
      let names = workspace.changed
      undoable = before.undoable
      undoable.push(
        UndoHistory.Level(
          workspace: before.workspace, origins: before.notebook.origins, names: names,
          entries: entries,
          bytes: names.reduce(0) { $0 + (before.workspace[top: $1]?.bytes ?? 0) }))
    }
    workspace.changed.formUnion(before.workspace.changed)
  }

  /// The bound names and the kinds of their values, for completion and `show`.
  public var names: [(name: String, kind: String)] {
    workspace.order.compactMap { name in workspace[name].map { (name, $0.kind) } }
  }

  /// The value of a name.
  public func value(of name: String) -> Value? { workspace[name] }

  private func shown(_ statement: Statement, _ value: Value) -> [Output] {
    if statement.silent {
      // Who asks to be shown something wants to see it, whatever closes the line.
      guard case .page = value else { return [] }
      return [Output(.view, name: statement.value.description, value: value)]
    }
    if !statement.names.isEmpty {
      guard options.isInteractive else { return [] }
      return statement.names.compactMap { name in
        workspace[name.text].map {
          Output(.summary, name: name.text, value: $0, digits: settings.digits)
        }
      }
    }
    switch value {
    case .nothing: return []
    // A loop that only does something.
    case .table(let table) where table.columns.isEmpty: return []
    case .page: return [Output(.view, name: statement.value.description, value: value)]
    default:
      return [
        Output(
          .value, name: statement.value.description, value: value, digits: settings.digits)
      ]
    }
  }

  mutating func bind(_ value: Value, to names: [Name]) throws {
    guard names.count != 1 else {
      if case .nothing = value {
        throw Diagnostic(.failure, "this gives no value to bind", at: names[0].range)
      }
      if case .page = value {
        throw Diagnostic(
          .failure, "this only shows something and gives no value to bind", at: names[0].range)
      }
      return workspace.bind(names[0].text, to: value)
    }
    guard !names.isEmpty else { return }
    let parts: [Value]
    switch value {
    case .list(let values): parts = values
    case .numbers(let numbers): parts = numbers.values.map { .number(Number($0)) }
    default: parts = [value]
    }
    guard parts.count == names.count else {
      throw Diagnostic(
        .failure,
        "\(names.count) names cannot hold \(parts.count) value\(parts.count == 1 ? "" : "s")",
        at: names[0].range.joined(names[names.count - 1].range))
    }
    for (name, part) in zip(names, parts) { workspace.bind(name.text, to: part) }
  }
}
