import Catalog
import Files

/// A Jupyter notebook, format 4.5 (nbformat.readthedocs.io): cells of text and of code with what
/// the code gave.
enum JupyterFormat: SessionFormat {
  static let entry = Entry(
    "jupyter", .format, summary: "the session as a Jupyter notebook with its outputs",
    usage: "save session to \"FILE.ipynb\"",
    details: """
      For reading in Jupyter and on sites that show notebooks: comments are cells of text, statements \
      are cells of code with their outputs, figures are SVG where gnuplot is installed.
      """,
    examples: [Example("save session to \"lab.ipynb\"")],
    searchTerms: ["ipynb", "notebook", "nbformat", "export"])

  static let ending = "ipynb"
  static let hasViews = true

  static func text(_ document: SessionDocument) -> String {
    var cells = [markdown("# \(document.title)\n\n" + document.header.joined(separator: "  \n"), 0)]
    var count = 0
    for (i, entry) in document.entries.enumerated() {
      let comments = document.statements[i].comments
      if !comments.isEmpty {
        cells.append(markdown(comments.joined(separator: "  \n"), cells.count))
      }
      count += 1
      var outputs: [String] = []
      if !entry.shown.isEmpty {
        outputs.append(
          object([
            ("data", object([("text/plain", lines(entry.shown))])),
            ("execution_count", "\(count)"), ("metadata", "{}"),
            ("output_type", quote("execute_result")),
          ]))
      }
      if let figure = entry.figure {
        var data = [("text/plain", lines(figure.drawing))]
        if let svg = figure.svg { data.insert(("image/svg+xml", lines(svg)), at: 0) }
        outputs.append(
          object([
            ("data", object(data)), ("metadata", "{}"), ("output_type", quote("display_data")),
          ]))
      }
      cells.append(
        object([
          ("cell_type", quote("code")), ("execution_count", "\(count)"),
          ("id", quote("cell-\(cells.count)")), ("metadata", "{}"),
          ("outputs", "[\(outputs.joined(separator: ","))]"), ("source", lines(document.code(i))),
        ]))
    }
    if !document.closing.isEmpty {
      cells.append(markdown(document.closing.joined(separator: "  \n"), cells.count))
    }
    let kernel = object([
      ("display_name", quote("Tangent")), ("language", quote("tangent")),
      ("name", quote("tangent")),
    ])
    let language = object([("file_extension", quote(".ntk")), ("name", quote("tangent"))])
    return object([
      ("cells", "[\n\(cells.joined(separator: ",\n"))\n]"),
      ("metadata", object([("kernelspec", kernel), ("language_info", language)])),
      ("nbformat", "4"), ("nbformat_minor", "5"),
    ]) + "\n"
  }

  private static func markdown(_ text: String, _ place: Int) -> String {
    object([
      ("cell_type", quote("markdown")), ("id", quote("cell-\(place)")), ("metadata", "{}"),
      ("source", lines(text)),
    ])
  }

  private static func quote(_ text: String) -> String { JSON.quote(text) }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(quote($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// Texts of several lines are lists of lines that keep their ends.
  private static func lines(_ text: String) -> String {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    let ended = parts.enumerated().map { i, part in
      quote(String(part) + (i + 1 < parts.count ? "\n" : ""))
    }
    return "[" + ended.joined(separator: ", ") + "]"
  }
}
