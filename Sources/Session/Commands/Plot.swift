import Catalog
import Files
import Language
import Plotting

/// `plot fit.loss, fit.entropy against fit.epoch with log=x`
enum Plot: SessionCommand {
  static let entry = Entry(
    "plot", .command, summary: "draw lists, columns, spectra, kernels, tables and data sets",
    usage: """
      plot VALUES [against X] [by COLUMN] [from TABLE] [with log=x|y|xy|z, style=…, error=std|sem, …] \
      [to "FILE.svg"]
      """,
    details: """
      Lists are curves over their places 1, 2, … or over the list after `against`; a run's records
      are curves over its epochs. A spectrum has logarithmic axes unless `log` says otherwise. With
      `from`, values, x and `by` are columns of a table (or run): one curve per value of the `by`
      column; `error` averages the rows that share an x and draws their sample standard deviation
      (`std`) or the standard error of their mean (`sem`).

      style=histogram counts how often values fall into bins, which lists and groups share. Without
      `bins` their number is the greater of Freedman and Diaconis's (bins 2 IQR n^(-1/3) wide) and
      Sturges's (log2 n + 1), at most 200; whole numbers of a short range have a bin each. With log=x
      the bins have equal ratios.

      A kernel, or another matrix, is a heat map: colours (viridis), or shades where there are none,
      from its smallest to its greatest entry, or of their logarithm with log=z. A kernel that is too
      large is averaged in blocks; a block with an entry that is not finite is marked. style=heatmap
      draws a table of two ways: the mean value for each x (`against`) and each `by`.

      Of a data set the first examples are drawn, `count` of them: images as they look, sequences and
      graphs (their adjacency) alike, long vectors as rows of a heat map. Examples of two numbers are
      points, one series per class, and of one number a histogram; then all are drawn unless `count`
      says otherwise.

      Plots are drawn in the terminal, in its pixels where it offers sixels (`set plot text` keeps to
      characters; so do `width` and `height`); `to` writes .svg, .png, .pdf, .html, .tex or .gp. Files
      and sixels are made by gnuplot (Debian package gnuplot-nox).
      """,
    parameters: [
      Parameter(
        "log", .choice(["x", "y", "xy", "z", "none"]),
        summary: "logarithmic axes; z: a heat map's colours; xy for spectra, else none"),
      Parameter(
        "style", .choice(Figure.Style.allCases.map(\.rawValue) + [histogram, heatMap]),
        summary: "how values are drawn; lines for lists and columns"),
      Parameter(
        "bins", .integer(1...1000), summary: "bins of a histogram; chosen from the data"),
      Parameter("error", .choice(["std", "sem"]), summary: "average equal x, with error bars"),
      Parameter(
        "count", .integer(1...1000), summary: "how many examples of a data set; 10 images or rows"),
      Parameter("title", .text, summary: "above the picture"),
      Parameter("width", .integer(24...400), summary: "columns of a plot in the terminal"),
      Parameter("height", .integer(4...100), summary: "lines of a plot in the terminal"),
      Parameter(
        "replace", .boolean, default: .boolean(false), summary: "overwrite an existing file"),
    ],
    returns: "A picture, which is only shown, or with `to` a file.",
    grammar: Grammar(
      [.items],
      clauses: [.init(.against), .init(.by), .init(.from), .init(.with), .init(.to)]),
    examples: [
      Example("plot fit.loss, fit.entropy against fit.epoch"),
      Example("plot spectrum net on seen, spectrum fit on seen"),
      Example("plot spectrum net on seen with style=histogram, bins=8"),
      Example("plot kernel net on seen", "a heat map"),
      Example("plot digits with count=4", "the first examples"),
      Example(
        "t = for n in [10, 20, 30], w in [4, 8] { collect n, w, n / w as ratio }\nplot ratio against n by w from t\nplot ratio against n by w from t with style=heatmap",
        "a table of two ways, as curves and as a heat map"),
    ],
    searchTerms: [
      "draw", "graph", "figure", "chart", "curve", "picture", "svg", "png", "histogram", "heatmap",
      "heat map", "image", "imshow", "scatter", "bar", "sixel", "visualise",
      "save figure",
    ])

  static let histogram = "histogram"
  static let heatMap = "heatmap"

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let arguments = try session.arguments(of: call)
    var figure = try figure(call, arguments, &session)
    figure.title = arguments.text("title") ?? ""
    session.current.figure = figure
    guard let to = call.phrase(.to) else {
      return .page(session.drawing(figure, arguments))
    }
    let given = try session.text(to, "a path")
    let path = session.outputPath(given)
    try session.located(to.range) { session in
      let drawing = try Gnuplot.render(figure, as: try Gnuplot.Format(path: path))
      let replace = session.mayReplace(path, given: given, said: arguments.flag("replace"))
      try AtomicFile.write(drawing, to: path, replacing: replace)
    }
    session.current.outputs += figure.notes.map { .remark("note: \($0)") }
    session.noteWritten(path, given: given)
    session.say("saved \(given)")
    return .nothing
  }

  /// What the call asks to be drawn.
  private static func figure(
    _ call: Call, _ arguments: Arguments, _ session: inout Session
  ) throws -> Figure {
    let style = arguments.text("style")
    try refuse("bins", unless: style == histogram, "is for style=histogram", call)
    if let from = call.phrase(.from) {
      try refuse("count", unless: false, "is for data sets", call)
      let columns = ColumnFigure(try table(from, &session), call, arguments)
      return try columns.figure()
    }
    if let by = call.phrase(.by) {
      throw Diagnostic(
        .failure, "by needs the table whose column it is", at: by.range,
        suggestion: "add: from TABLE")
    }
    try refuse("error", unless: false, "needs a table: add from TABLE", call)
    let items = try call.items(0).map { (item: $0, value: try session.evaluate($0.value)) }
    for (item, value) in items {
      switch value {
      case .kernel, .data:
        guard items.count == 1, call.phrase(.against) == nil else {
          throw Diagnostic(
            .failure, "\(value.described) is a picture of its own and stands alone",
            at: item.value.range, suggestion: "plot \(item.value)")
        }
      default: continue
      }
      if case .kernel(let kernel) = value {
        try refuse("count", unless: false, "is for data sets", call)
        guard style == nil || style == heatMap else {
          throw mismatch(style, value, "a heat map", call)
        }
        return kernel.heatMap(isLogarithmic: try isLogarithmic(arguments, call))
      }
      if case .data(let data) = value {
        guard style == nil else { throw mismatch(style, value, "its examples", call) }
        return try ExampleFigure(data, count: arguments.integer("count")).figure(
          log: arguments.text("log") ?? "")
      }
    }
    try refuse("count", unless: false, "is for data sets", call)
    guard style != heatMap else {
      throw mismatch(
        style, items[0].value, nil, call,
        suggestion: "plot VALUE against X by Y from TABLE with style=heatmap")
    }
    return try CurveFigure(call, arguments).figure(items, &session)
  }

  /// Whether `log=z`; no other axis of a heat map can be logarithmic.
  static func isLogarithmic(_ arguments: Arguments, _ call: Call) throws -> Bool {
    guard let log = arguments.text("log"), log != "none" else { return false }
    try refuse("log", unless: log == "z", "of a heat map is z: that of its colours", call)
    return true
  }

  private static func refuse(
    _ option: String, unless holds: Bool, _ reason: String, _ call: Call
  ) throws {
    guard !holds, let said = call.options.first(where: { $0.name.text == option }) else { return }
    throw Diagnostic(.failure, "\(option) \(reason)", at: said.name.range)
  }

  private static func mismatch(
    _ style: String?, _ value: Value, _ instead: String?, _ call: Call, suggestion: String? = nil
  ) -> Diagnostic {
    let place = call.options.first { $0.name.text == "style" }?.value.range ?? call.command.range
    let end = instead.map { ": it is drawn as \($0)" } ?? ""
    return Diagnostic(
      .failure, "\(value.described) cannot be drawn with style=\(style ?? "")\(end)", at: place,
      suggestion: suggestion)
  }

  /// A run's records count as a table.
  private static func table(_ from: Expression, _ session: inout Session) throws -> Table {
    switch try session.evaluate(from) {
    case .table(let table): return table
    case .run(let run): return run.records
    case let value:
      throw Diagnostic(
        .failure, "from needs a table or a run, not \(value.described)", at: from.range)
    }
  }
}

extension TrainedRun {
  /// The records as a table; its cells know their units.
  var records: Table {
    Table(
      run.columns.map { column in
        let measured = run.unit(of: column.name).map {
          Measured(quantity: column.name, unit: $0, conventions: [])
        }
        return Table.Column(
          name: column.name, cells: column.values.map { .number(Number($0, measured)) })
      })
  }
}

extension Session {
  /// The figure as the terminal shows it: in pixels where it offers them, else in characters.
  func drawing(_ figure: Figure, _ arguments: Arguments) -> String {
    if !arguments.has("width"), !arguments.has("height"), let picture = pixels(figure) {
      return ([picture] + figure.notes.map { "note: \($0)" }).joined(separator: "\n")
    }
    let plot = TextPlot(
      width: arguments.integer("width") ?? options.width, height: arguments.integer("height"),
      ascii: !options.isUnicode, colour: options.colour, fullColour: options.fullColour)
    return plot.lines(figure).joined(separator: "\n")
  }

  private func pixels(_ figure: Figure) -> String? {
    guard settings.plot != .text, settings.output ?? .text == .text, let sixels = options.sixels,
      Gnuplot.program != nil, figure.isDrawable,
      let area = sixels(settings.plot == .sixel)
    else { return nil }
    return try? Gnuplot.sixel(figure, width: area.width, height: area.height)
  }
}
