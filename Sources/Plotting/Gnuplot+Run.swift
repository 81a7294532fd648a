import Glibc

extension Gnuplot {
  /// The bytes of `figure` as a file of that format. Nothing is written: the caller decides where
  /// the file goes and makes sure that it appears whole.
  ///
  /// - Throws: ``PlotError`` when there is nothing to draw, or gnuplot is missing or fails.
  public static func render(_ figure: Figure, as format: Format) throws(PlotError) -> [UInt8] {
    let script = try script(figure, as: format)
    switch format {
    case .gp: return Array(script.utf8)
    case .html: return page(try svg(script), title: figure.title)
    case .svg: return Array(try svg(script).utf8)
    case .png, .pdf, .tex: return try run(script)
    }
  }

  /// The figure as the escape sequence that terminals with sixels draw, within so many pixels.
  ///
  /// - Throws: ``PlotError``, as ``render(_:as:)`` does.
  public static func sixel(
    _ figure: Figure, width: Int, height: Int
  ) throws(PlotError) -> String {
    let script = try script(figure, on: .sixel(width: width, height: height))
    return String(decoding: try run(script), as: UTF8.self)
  }

  /// The picture in vectors; the cells of a heat map have sharp edges, which viewers would smooth.
  private static func svg(_ script: String) throws(PlotError) -> String {
    String(decoding: try run(script), as: UTF8.self)
      .replacing("<image ", with: "<image style='image-rendering:pixelated' ")
  }

  /// A page around an SVG.
  private static func page(_ text: String, title: String) -> [UInt8] {
    // The XML declaration belongs to files of their own.
    let picture = text.firstRange(of: "<svg").map { text[$0.lowerBound...] } ?? text[...]
    let shown = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(shown.isEmpty ? "Figure" : shown)</title>
      <style>body { margin: 1rem; background: #fff; } svg { max-width: 100%; height: auto; }</style>
      </head>
      <body>
      \(picture)
      </body>
      </html>

      """
    return Array(page.utf8)
  }

  /// The program's place on the path; nil when it is not installed.
  public static var program: String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/gnuplot" }.first { access($0, X_OK) == 0 }
  }

  private static func run(_ script: String) throws(PlotError) -> [UInt8] {
    guard let program else {
      throw PlotError(
        "figures are written by gnuplot, which is not installed",
        suggestion: "install the package gnuplot-nox, or write the figure's script to a .gp file")
    }
    // -d: no settings files of the user's, so that a figure looks the same anywhere.
    let gnuplot = ChildProcess(path: program, arguments: ["-d"], variables: ["LC_ALL": "C"])
    let result: ChildProcess.Result
    do { result = try gnuplot.run(script) } catch {
      throw PlotError("gnuplot (\(program)) cannot be run: \(error.reason)")
    }
    guard result.status != 128 + SIGKILL else {
      throw PlotError(
        "gnuplot did not finish the figure within \(gnuplot.patience) s, or was killed")
    }
    guard result.status == 0, !result.output.isEmpty else {
      let lines = result.errors.split(whereSeparator: \.isNewline)
        .map { $0.drop { $0 == " " } }.filter { !$0.isEmpty && $0 != "^" }
      throw PlotError(
        "gnuplot could not draw the figure: \(lines.last ?? "it stopped without a word")")
    }
    return result.output
  }
}
