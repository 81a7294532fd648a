/// Draws a figure as a file: writes gnuplot's language, and has the program `gnuplot` draw it.
///
/// The numbers stand in the script itself, in shortest round-trip form, so the script is the whole
/// figure and can be kept, read and compared.
public struct Gnuplot: Sendable {
  /// What a figure's file may be; the raw value is the file's extension.
  public enum Format: String, Sendable, CaseIterable {
    case svg, png, pdf
    /// One page that needs no other file, with the picture as SVG in it.
    case html
    /// TikZ, for `\input` in a document with `\usepackage{gnuplot-lua-tikz}`.
    case tex
    /// The script itself, without a choice of terminal.
    case gp

    /// The format that a path's extension names.
    ///
    /// - Throws: ``PlotError`` for any other extension.
    public init(path: String) throws(PlotError) {
      let name = path.split(separator: "/").last ?? ""
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      let known = Format.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      guard parts.count > 1, let last = parts.last else {
        throw PlotError(
          "“\(path)” has no extension to say what to draw",
          suggestion: "end it with one of \(known)")
      }
      guard let format = Format(rawValue: last.lowercased()) else {
        throw PlotError("a figure cannot be written as .\(last)", suggestion: "use one of \(known)")
      }
      self = format
    }
  }

  /// Where a script draws.
  enum Surface {
    case file(Format)
    /// A terminal's own pixels.
    case sixel(width: Int, height: Int)

    /// Text is TeX's.
    var isTeX: Bool { if case .file(.tex) = self { true } else { false } }

    /// Many of those who show it smooth what has few pixels: cells are then to be of several.
    var isSmoothed: Bool {
      switch self {
      case .file(.svg), .file(.html), .file(.pdf): true
      default: false
      }
    }

    /// A text as a string of gnuplot's.
    func text(_ text: String) -> String { quoted(isTeX ? texEscaped(text) : text) }
  }

  /// The script that draws `figure` in that format, to standard output; ``Format/gp`` leaves the
  /// terminal to whoever runs it.
  ///
  /// - Throws: ``PlotError`` when the figure has no point to show.
  public static func script(_ figure: Figure, as format: Format) throws(PlotError) -> String {
    try script(figure, on: .file(format))
  }

  static func script(_ figure: Figure, on surface: Surface) throws(PlotError) -> String {
    let lines: [String]
    let size: (width: Double, height: Double)
    switch figure.content {
    case .curves, .histogram:
      size = (16, 10)
      lines = try curves(figure, surface)
    case .heatMap(let map):
      size = map.isMatrix ? (13, 11) : (16, 10)
      lines = try heatMap(map, figure, surface)
    case .gallery(let pictures):
      let sheet = ContactSheet(pictures)
      size = (16, min(max(16 * sheet.height / max(sheet.width, 1), 2), 40) + 0.4)
      lines = try gallery(sheet, figure, surface)
    }
    var head = ["set encoding utf8"]
    if let terminal = terminal(surface, size) {
      head.append("set terminal \(terminal)")
    } else {
      head.insert("# Drawn by Tangent. To see it: gnuplot -p FILE", at: 0)
    }
    return (head + lines).joined(separator: "\n") + "\n"
  }

  /// Title and axis labels, shown as they are.
  static func labels(_ figure: Figure, _ surface: Surface, title: Bool = true) -> [String] {
    [("xlabel", figure.xLabel), ("ylabel", figure.yLabel), ("title", title ? figure.title : "")]
      .filter { !$0.1.isEmpty }.map { "set \($0) \(surface.text($1)) noenhanced" }
  }

  // MARK: Terminals

  /// Sizes chosen so that the smallest text is about 2.5 mm high at the width of a page.
  private static func terminal(
    _ surface: Surface, _ size: (width: Double, height: Double)
  ) -> String? {
    func whole(_ x: Double) -> Int { Int(x.rounded()) }
    switch surface {
    case .file(.svg), .file(.html):
      return "svg size \(whole(size.width * 50)),\(whole(size.height * 50)) dynamic enhanced "
        + "font 'sans-serif,16' background '#ffffff'"
    case .file(.png):
      return "pngcairo size \(whole(size.width * 100)),\(whole(size.height * 100)) enhanced "
        + "font 'sans,17' fontscale 1.6 linewidth 2 pointscale 1.7"
    case .file(.pdf):
      return "pdfcairo size \(size.width)cm,\(size.height)cm enhanced font 'sans,11' linewidth 1.3"
    case .file(.tex): return "tikz size \(size.width * 0.875)cm,\(size.height * 0.9)cm"
    case .file(.gp): return nil
    case .sixel(let width, let height):
      // As large as fits, in the figure's own shape.
      let scale = min(Double(width) / size.width, Double(height) / size.height)
      let (wide, tall) = (max(whole(size.width * scale), 40), max(whole(size.height * scale), 20))
      return "sixelgd size \(wide),\(tall) truecolor enhanced "
        + "font 'sans,\(max(8, wide / 70))' background '#ffffff'"
    }
  }

  /// A single-quoted string, in which gnuplot interprets nothing but the quote.
  static func quoted(_ text: String) -> String {
    let line = String(text.map { $0.unicodeScalars.contains { $0.value < 32 } ? " " : $0 })
    return "'\(line.replacing("'", with: "''"))'"
  }

  /// The text as TeX shows it.
  static func texEscaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "#", "$", "%", "&", "_", "{", "}": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }
}
