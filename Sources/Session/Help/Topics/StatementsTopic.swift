import Catalog

/// `help statements`
enum StatementsTopic {
  static let entry = Entry(
    "statements", .topic, summary: "lines, comments, bindings, timing, and what is printed",
    usage: "[time] [NAME, … =] VALUE [;]",
    details: """
      A statement ends at its line's end or at `;`, which also keeps its result from printing. It
      goes on after a comma, |, an operator or an open bracket. A value that is not bound prints.
      Values never change, but a name can be bound again. `#` begins a comment, `#=` a recorded
      result, which `replay` checks. `time` says how long the statement took.
      """,
    examples: [
      Example("time entropy net on seen", varies: true), Example("a, b = [1, 2]; a + b"),
    ],
    searchTerms: [
      "time", "semicolon", "comment", "print", "assign", "variable", "line", "how long", "syntax",
      "grammar", "language", "several lines",
    ],
    related: ["values", "loops", "scripts", "timing", "prepositions"])
}
