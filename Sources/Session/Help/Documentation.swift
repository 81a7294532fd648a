import Catalog
import Files
import LinearAlgebra

/// The files of `docs` that are made from the catalog.
public enum Documentation {
  /// A file and what it holds; the path is relative to `docs`.
  public struct File: Sendable {
    /// Relative to `docs`.
    public let path: String
    /// All of it.
    public let text: String

    /// A file of this text.
    public init(_ path: String, _ text: String) {
      self.path = path
      self.text = text
    }
  }

  /// Everything that only the catalog decides.
  ///
  /// - Throws: a `Diagnostic` when an example fails.
  public static func files() throws -> [File] {
    [File("commands.md", try commands())] + EditorFiles.all(Session.vocabulary)
  }

  /// Whether a file that was made before says the same: numbers that examples print may differ in
  /// the digits in which processors do.
  public static func agree(_ kept: String, _ made: String) -> Bool {
    let (old, new) = (lines(kept), lines(made))
    return old.count == new.count
      && zip(old, new).allSatisfy {
        $0 == $1 || Agreement(relative: 1e-3).holds(recorded: $0, new: $1)
      }
  }

  /// Writes files into `docs`, each whole or not at all.
  public static func write(_ files: [File], in folder: String) throws {
    for file in files {
      let path = "\(folder)/\(file.path)"
      try AtomicFile.makeFolder(Script.folder(of: path))
      try AtomicFile.write([UInt8](file.text.utf8), to: path, replacing: true)
    }
  }

  /// The files that are not in `docs` as they would be written.
  public static func stale(_ files: [File], in folder: String) -> [String] {
    files.filter { file in
      let kept = try? Script.read("\(folder)/\(file.path)")
      return !(kept.map { agree($0, file.text) } ?? false)
    }.map(\.path)
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// `docs/commands.md`, with what its examples print.
  ///
  /// - Throws: a `Diagnostic` when an example fails.
  public static func commands() throws -> String {
    let vocabulary = Session.vocabulary
    var parts = [
      "# Everything a user can name",
      "Made from the catalog by `scripts/docs`, which runs the examples; do not edit. The grammar is in [language.md](language.md).",
      "Examples run after these lines:\n\n```ntk\n\(Example.prelude)\n```",
    ]
    let run = ExampleRun(Session.Options(), width: 100, watch: Unwatched())
    for kind in Entry.Kind.allCases {
      let entries = vocabulary.entries(kind)
      guard !entries.isEmpty else { continue }
      parts.append("## \(kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst())")
      parts += try entries.flatMap { try section($0, vocabulary, run) }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func section(
    _ entry: Entry, _ vocabulary: Vocabulary, _ run: ExampleRun
  ) throws -> [String] {
    var parts = [
      "### \(entry.name)", "\(entry.summary.prefix(1).uppercased() + entry.summary.dropFirst()).",
      HelpPage.forms(entry.usage).map { "    \($0)" }.joined(separator: "\n"),
    ]
    parts += paragraphs(entry.details)
    if let grammar = entry.grammar, !grammar.clauses.isEmpty {
      let words = grammar.clauses.map {
        "`\($0.preposition.rawValue)`\($0.required ? " (required)" : "")"
      }
      parts.append("Clauses: \(words.joined(separator: ", ")).")
    }
    if !entry.parameters.isEmpty {
      var sheet = Sheet(width: 100)
      sheet.table(entry.parameters.map { (HelpPage.name($0), HelpPage.meaning($0)) })
      if entry.kind == .setting, let usual = HelpPage.usual(entry.name) {
        sheet.table([("default", usual)])
      }
      parts.append("```text\n" + sheet.text + "\n```")
    }
    if let given = HelpPage.gives(entry).map(paragraphs) {
      parts += ["Gives: " + given[0]] + given.dropFirst()
    }
    for example in entry.examples { parts += try self.example(example, run) }
    let related = HelpPage.related(to: entry, vocabulary)
    if !related.isEmpty {
      parts.append("See also: \(related.map { "`\($0)`" }.joined(separator: ", ")).")
    }
    return parts
  }

  private static func example(_ example: Example, _ run: ExampleRun) throws -> [String] {
    var parts = example.about.isEmpty ? [] : ["\(example.about):"]
    parts.append("```ntk\n\(example.code)\n```")
    // Pictures are for the terminal: a pixel may lie elsewhere on another processor.
    let shown = try run.exchanges(example).filter { !$0.isDrawing }.flatMap(\.shown)
    if !shown.isEmpty, !example.varies {
      let most = 12
      let kept = shown.prefix(shown.count > most + 1 ? most : shown.count).map { line in
        DisplayWidth.shortened(line, to: 100)
      }
      let rest = shown.count > kept.count ? ["… \(shown.count - kept.count) more lines"] : []
      parts.append("```text\n" + (kept + rest).joined(separator: "\n") + "\n```")
    }
    return parts
  }

  /// Details as Markdown: lines of their own become blocks.
  private static func paragraphs(_ text: String) -> [String] {
    var parts: [String] = []
    var block: [String] = []
    for part in Sheet.parts(of: text) {
      if case .line(let line) = part {
        block.append("    \(line)")
        continue
      }
      if !block.isEmpty { parts.append(block.joined(separator: "\n")) }
      block = []
      if case .paragraph(let text) = part {
        parts.append(Sheet.wrapped(text, width: 100).joined(separator: "\n"))
      }
    }
    if !block.isEmpty { parts.append(block.joined(separator: "\n")) }
    return parts
  }
}
