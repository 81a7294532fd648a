import Catalog

/// A page that stands by itself: styles and pictures are in it.
enum HTMLFormat: SessionFormat {
  static let entry = Entry(
    "html", .format, summary: "the session as a page with its figures",
    usage: "save session to \"FILE.html\"",
    details: """
      One file that needs no other, readable on a phone. Figures are drawn by gnuplot as SVG; \
      without it, in characters.
      """,
    examples: [Example("plot fit.loss\nsave session to \"lab.html\"")],
    searchTerms: ["page", "web", "report", "svg", "export"])

  static let ending = "html"
  static let hasViews = true

  static func text(_ document: SessionDocument) -> String {
    var parts = [
      "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<title>\(escaped(document.title))</title>", "<style>\n\(style)\n</style>", "</head>",
      "<body>", "<h1>\(escaped(document.title))</h1>",
    ]
    for (i, entry) in document.entries.enumerated() {
      parts += paragraphs(document.statements[i].comments)
      parts.append("<pre class=\"code\"><code>\(escaped(document.code(i)))</code></pre>")
      if !entry.shown.isEmpty { parts.append("<pre>\(escaped(entry.shown))</pre>") }
      if let figure = entry.figure {
        if let svg = figure.svg {
          parts.append("<figure>\(apart(svg, "f\(i)-"))</figure>")
        } else {
          parts.append("<pre>\(escaped(figure.drawing))</pre>")
        }
      }
    }
    parts += paragraphs(document.closing)
    parts.append("<footer>\(document.header.map(escaped).joined(separator: "<br>\n"))</footer>")
    parts += ["</body>", "</html>"]
    return parts.joined(separator: "\n") + "\n"
  }

  private static func paragraphs(_ comments: [String]) -> [String] {
    comments.isEmpty ? [] : ["<p>\(comments.map(escaped).joined(separator: "<br>\n"))</p>"]
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// A picture whose names are its own: those of several pictures would meet on one page.
  private static func apart(_ svg: String, _ prefix: String) -> String {
    var text = svg
    for mark in ["id=\"", "id='", "href=\"#", "href='#", "url(#"] {
      text = text.replacing(mark, with: mark + prefix)
    }
    return text
  }

  /// Wide lines scroll by themselves, so that the page never does.
  private static let style = """
    :root { color-scheme: light dark; }
    body { max-width: 52rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
    pre { overflow-x: auto; padding: .5rem .75rem; font: .85rem/1.4 ui-monospace, monospace; }
    pre.code { border-left: 3px solid #47a; background: #8882; margin-bottom: 0; }
    figure { margin: 1rem 0; background: #fff; }
    figure svg { max-width: 100%; height: auto; }
    footer { margin-top: 2rem; font-size: .8rem; opacity: .7; overflow-wrap: anywhere; }
    """
}
