import Catalog

/// `help loops`
enum LoopsTopic {
  static let entry = Entry(
    "loops", .topic, summary: "repeat for every value of a list, and collect a table",
    usage: "for NAME in LIST, … { … collect … }",
    details: """
      Several variables go through all combinations, the last one fastest. Names bound inside are
      local. A loop inside a loop that is not bound to a name collects into the outer one. The row is
      mixed into seeds that are not said. Ctrl-C keeps the rows collected so far; an error says in
      which row it happened. In lists words are quoted: a method or an optimiser is chosen by the
      value of a name, `using how`.
      """,
    returns: "A table of the collected rows; its columns are fields: t.loss.",
    examples: [
      Example(
        "t = for how in [\"first\", \"random\"], n in [10, 20] {\n  part = select n from seen using how\n  collect how, n, trace net on part as trace\n}\nplot trace against n by how from t"
      ),
      Example("for n in 1..3 { collect n, n^2 as square }"),
    ],
    searchTerms: [
      "for", "in", "repeat", "sweep", "range", "step", "collect", "grid", "while", "parameter scan",
      "hyperparameter", "several seeds", "average", "ensemble", "table",
    ],
    related: ["collect", "plot", "seeds", "by"])
}
