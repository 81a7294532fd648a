import Catalog
import Language

/// The script itself, with the results as `#=` comments.
enum ScriptFormat: SessionFormat {
  static let entry = Entry(
    "script", .format, summary: "the session as a script, with its results as comments",
    usage: "save session to \"FILE.ntk\"",
    details: """
      Runs as any script does; tangent replay FILE compares what comes out with the `#=` lines.
      The header says with what it was made, and names the data files that were read by their digests.
      """,
    examples: [Example("save session to \"lab.ntk\"")],
    searchTerms: ["ntk", "session", "replay", "notebook"])

  static let ending = "ntk"
  static let hasViews = false

  static func text(_ document: SessionDocument) -> String {
    var lines = document.header.map { "# \($0)" }
    for (statement, entry) in zip(document.statements, document.entries) {
      var written = statement
      written.results = entry.results
      lines.append(written.description)
    }
    lines += document.closing.map { $0.isEmpty ? "#" : "# \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
