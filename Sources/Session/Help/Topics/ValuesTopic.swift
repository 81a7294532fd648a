import Catalog

/// `help values`
enum ValuesTopic {
  static let entry = Entry(
    "values", .topic, summary: "numbers, sizes, ratios, texts, lists, and how to take them apart",
    usage: "3  5%  28x28x1  80:20  \"text {x}\"  yes  [1, 2]  1..9 step 2  x[0]  x.field  it",
    details: """
      Lists and ranges include both ends and count from 0; -1 is the last. Arithmetic works on
      numbers and element by element on lists. `it` is the last value. A text holds values in
      braces. Conditions compare with < <= > >= == != in, and a ~ b +- c for nearly equal.

      Fields: of a run its recorded columns, epoch, network and data; of a table its columns; of a
      data set label, target, index and indices (the places in what was generated or loaded).
      """,
    examples: [
      Example("x = [1, 2, 4] * 2\nx[-1] + size(x)"), Example("fit.loss[0] > fit.loss[-1]"),
      Example("seen.label[0..4]"),
    ],
    searchTerms: [
      "list", "range", "index", "it", "field", "text", "string", "arithmetic", "ratio", "variable",
      "last value", "column", "count from zero", "number", "boolean",
    ],
    related: ["functions", "statements", "where"])
}
