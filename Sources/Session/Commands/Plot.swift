import Catalog
import Files
import Language
import Plotting

/// `plot fit.loss, fit.entropy against fit.epoch with log=x`
enum Plot: SessionCommand {
  static let entry = Entry(
    "plot", .command, summary: "draw lists, columns of a run or table, and spectra",
    usage: """
      plot VALUES [against X] [by COLUMN] [from TABLE] [with log=x|y|xy, style=…, error=std|sem, …] \
      [to "FILE.svg"]
      """,
    details: """
      Without `against`, a list is drawn over its places 1, 2, …, and a run over its epochs. With
      `from`, values, x and `by` are columns of a table (or run): one curve per value of the `by`
      column; `error` averages the rows that share an x and draws their sample standard deviation
      (`std`) or the standard error of their mean (`sem`). Plots are drawn in the terminal; `to`
      writes .svg, .png, .pdf, .tex or .gp through gnuplot.
      """,
    parameters: [
      Parameter("log", .choice(["x", "y", "xy"]), summary: "logarithmic axes"),
      Parameter(
        "style", .choice(Figure.Style.allCases.map(\.rawValue)), default: .text("lines"),
        summary: "how a curve is drawn"),
      Parameter("error", .choice(["std", "sem"]), summary: "average equal x, with error bars"),
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
      Example("plot spectrum net on seen, spectrum fit on seen with log=xy"),
      Example(
        "t = for n in [10, 20, 30] { collect n, n^2 as square }\nplot square against n from t"),
    ],
    searchTerms: [
      "draw", "graph", "figure", "chart", "curve", "picture", "svg", "png", "visualise",
      "save figure",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let arguments = try session.arguments(of: call)
    var figure: Figure
    if let from = call.phrase(.from) {
      figure = try Columns(try table(from, &session)).figure(
        call, error: arguments.text("error"), at: from)
    } else {
      if let by = call.phrase(.by) {
        throw Diagnostic(
          .failure, "by needs the table whose column it is", at: by.range,
          suggestion: "add: from TABLE")
      }
      figure = try curves(call, &session)
    }
    let log = arguments.text("log") ?? ""
    figure.logX = log.contains("x")
    figure.logY = log.contains("y")
    figure.title = arguments.text("title") ?? ""
    if let style = arguments.text("style").flatMap(Figure.Style.init) { figure.style = style }
    session.current.figure = figure
    guard let to = call.phrase(.to) else {
      var plot = TextPlot(
        width: arguments.integer("width") ?? session.options.width,
        height: arguments.integer("height"), ascii: !session.options.isUnicode,
        colour: session.options.colour)
      if let height = arguments.integer("height") { plot.height = height }
      return .page(plot.lines(figure).joined(separator: "\n"))
    }
    let given = try session.text(to, "a path")
    let path = session.outputPath(given)
    try session.located(to.range) { session in
      let drawing = try Gnuplot.render(figure, as: try Gnuplot.Format(path: path))
      let replace = session.mayReplace(path, given: given, said: arguments.flag("replace"))
      try AtomicFile.write(drawing, to: path, replacing: replace)
    }
    session.noteWritten(path, given: given)
    return .nothing
  }

  /// A run's records count as a table.
  private static func table(_ from: Expression, _ session: inout Session) throws -> Table {
    switch try session.evaluate(from) {
    case .table(let table): return table
    case .run(let run):
      return Table(
        run.run.columns.map { column in
          Table.Column(name: column.name, cells: column.values.map { .number(Number($0)) })
        })
    case let value:
      throw Diagnostic(
        .failure, "from needs a table or a run, not \(value.described)", at: from.range)
    }
  }

  /// Values by themselves, or against a list.
  private static func curves(_ call: Call, _ session: inout Session) throws -> Figure {
    let against = try call.phrase(.against).map { expression in
      (name: label(expression), values: try numbers(expression, &session))
    }
    var series: [Figure.Series] = []
    var quantities: [String?] = []
    var xLabel = against?.name ?? ""
    for item in call.items(0) {
      let value = try session.evaluate(item.value)
      if case .run(let run) = value, against == nil {
        xLabel = "epoch"
        let epochs = run.run.columns.first?.values ?? []
        for column in run.run.columns.dropFirst() {
          series.append(Figure.Series(column.name, x: epochs, y: column.values))
        }
        if run.run.columns.count < 2 {
          throw Diagnostic(
            .failure, "this run recorded nothing", at: item.value.range,
            suggestion: "train … recording loss")
        }
        continue
      }
      let y = try numbers(value, at: item.value)
      let x = against?.values ?? y.indices.map { Double($0 + 1) }
      guard x.count == y.count else {
        throw Diagnostic(
          .failure, "\(counted(y.count, "value")) cannot be drawn against \(x.count)",
          at: item.value.range)
      }
      series.append(Figure.Series(item.alias?.text ?? label(item.value), x: x, y: y))
      var quantity: String?
      if case .numbers(let list) = value { quantity = list.measured?.quantity }
      quantities.append(quantity)
    }
    let isSpectrum = !quantities.isEmpty && quantities.allSatisfy { $0 == "spectrum" }
    if isSpectrum, against == nil { xLabel = "eigenvalue number" }
    let yLabel = isSpectrum ? "eigenvalue" : series.count == 1 ? series[0].label : ""
    return Figure(series, xLabel: xLabel, yLabel: yLabel)
  }

  private static func numbers(
    _ expression: Expression, _ session: inout Session
  ) throws -> [Double] {
    try numbers(try session.evaluate(expression), at: expression)
  }

  private static func numbers(_ value: Value, at expression: Expression) throws -> [Double] {
    switch value {
    case .numbers(let list): return list.values
    case .number(let number): return [number.value]
    case .table, .kernel, .data, .network:
      throw Diagnostic(
        .failure, "a curve is a list of numbers, not \(value.described)", at: expression.range,
        suggestion: value.kind == "table"
          ? "plot COLUMN against COLUMN from \(label(expression))" : nil)
    default:
      throw Diagnostic(
        .failure, "a curve is a list of numbers, not \(value.described)", at: expression.range)
    }
  }

  private static func label(_ expression: Expression) -> String {
    if case .field(_, let name) = expression.kind, name.text == "epoch" { return "epoch" }
    return expression.description
  }
}

/// The columns of a table as curves.
private struct Columns {
  let table: Table

  init(_ table: Table) { self.table = table }

  func figure(_ call: Call, error: String?, at from: Expression) throws -> Figure {
    let against = try call.phrase(.against).map(name)
    let groupBy = try call.phrase(.by).map(name)
    let x =
      try against.map { try numbers($0.name, at: $0.range) }
      ?? (0..<table.rows).map { Double($0 + 1) }
    var series: [Figure.Series] = []
    let items = call.items(0)
    for item in items {
      let column = try name(item.value)
      let y = try numbers(column.name, at: column.range)
      for (group, rows) in try groups(groupBy) {
        let own = item.alias?.text ?? column.name
        let label = group.isEmpty ? own : items.count == 1 ? group : "\(own), \(group)"
        series.append(curve(label, rows.map { (x[$0], y[$0]) }, error))
      }
    }
    return Figure(
      series, xLabel: against?.name ?? "row",
      yLabel: items.count == 1 ? (try name(items[0].value)).name : "")
  }

  /// One curve; with `error` one point per x, averaged.
  private func curve(
    _ label: String, _ points: [(x: Double, y: Double)], _ error: String?
  )
    -> Figure.Series
  {
    guard let error else {
      let sorted = points.enumerated().sorted {
        ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
      }
      return Figure.Series(label, x: sorted.map(\.element.x), y: sorted.map(\.element.y))
    }
    let byX = Dictionary(grouping: points, by: \.x).sorted { $0.key < $1.key }
    let spread = byX.map { _, points in
      let deviation = Functions.standardDeviation(points.map(\.y))
      return error == "sem" ? deviation / Double(points.count).squareRoot() : deviation
    }
    return Figure.Series(
      label, x: byX.map(\.key), y: byX.map { Functions.mean($0.value.map(\.y)) }, error: spread)
  }

  /// The rows of each value of the `by` column, in the order the values first appear.
  private func groups(
    _ by: (name: String, range: SourceRange)?
  ) throws -> [(label: String, rows: [Int])] {
    guard let by else { return [("", Array(0..<table.rows))] }
    guard let cells = table[by.name] else { throw missing(by.name, at: by.range) }
    var order: [String] = []
    var rows: [String: [Int]] = [:]
    for (i, cell) in cells.enumerated() {
      let label =
        switch cell {
        case .text(let text): text
        case .number(let number): "\(by.name) \(shortest(number.value))"
        default: Text.summary(cell)
        }
      if rows[label] == nil { order.append(label) }
      rows[label, default: []].append(i)
    }
    return order.map { ($0, rows[$0] ?? []) }
  }

  private func name(_ expression: Expression) throws -> (name: String, range: SourceRange) {
    guard case .name(let name) = expression.kind else {
      throw Diagnostic(
        .failure, "with from, each value is the name of a column", at: expression.range,
        suggestion: "the columns are \(table.names.joined(separator: ", "))")
    }
    return (name, expression.range)
  }

  private func numbers(_ name: String, at range: SourceRange) throws -> [Double] {
    guard table[name] != nil else { throw missing(name, at: range) }
    guard let values = table.numbers(name) else {
      throw Diagnostic(.failure, "the column \(name) does not hold numbers", at: range)
    }
    return values
  }

  private func missing(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .failure, "the table has no column “\(name)”", at: range,
      suggestion: didYouMean(name, among: table.names)
        ?? "the columns are \(table.names.joined(separator: ", "))")
  }
}
