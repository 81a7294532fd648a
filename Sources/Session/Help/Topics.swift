import Catalog

/// Pages about the language itself: `help loops`.
enum Topics {
  static let all = [NetworkTopic.entry, loops, values, statements]

  static let loops = Entry(
    "loops", .topic, summary: "repeat for every value of a list, and collect a table",
    usage: "for NAME in LIST, … { … collect … }",
    details: """
      Several variables go through all combinations, the last one fastest. Names bound inside are
      local. The loop's value is the table of the collected rows; a loop inside a loop that is not
      bound to a name collects into the outer one. The row is mixed into seeds that are not said.
      Ctrl-C keeps the rows collected so far; an error says in which row it happened.
      """,
    examples: [
      Example(
        "t = for how in [\"first\", \"random\"], n in [10, 20] {\n  part = select n from seen using how\n  collect how, n, trace net on part as trace\n}"
      ),
      Example("for n in 1..3 { collect n, n^2 as square }"),
    ],
    searchTerms: ["for", "in", "repeat", "sweep", "range", "step", "collect", "grid", "while"])

  static let values = Entry(
    "values", .topic, summary: "numbers, sizes, ratios, texts, lists, and how to take them apart",
    usage: "3  5%  28x28x1  80:20  \"text {x}\"  yes  [1, 2]  1..9 step 2  x[0]  x.field  it",
    details: """
      Lists and ranges include both ends and count from 0; -1 is the last. Arithmetic works on
      numbers and element by element on lists. `it` is the last value. A text holds values in
      braces. Runs, tables and data sets have fields: fit.loss, table.column, data.label,
      data.indices. Conditions compare with < <= > >= == != in, and a ~ b +- c for nearly equal.
      """,
    examples: [
      Example("x = [1, 2, 4] * 2\nx[-1] + size(x)"), Example("fit.loss[0] > fit.loss[-1]"),
      Example("seen.label[0..4]"),
    ],
    searchTerms: ["list", "range", "index", "it", "field", "text", "string", "arithmetic", "ratio"])

  static let statements = Entry(
    "statements", .topic, summary: "lines, comments, bindings, timing, and what is printed",
    usage: "[time] [NAME, … =] VALUE [;]",
    details: """
      A statement ends at its line's end or at `;`, which also keeps its result from printing. It
      goes on after a comma, |, an operator or an open bracket. A value that is not bound prints.
      Values never change, but a name can be bound again. `#` begins a comment, `#=` a recorded
      result, which `replay` checks. `time` says how long the statement took.
      """,
    examples: [Example("time entropy net on seen"), Example("a, b = [1, 2]; a + b")],
    searchTerms: ["time", "semicolon", "comment", "print", "assign", "variable", "line"])
}
