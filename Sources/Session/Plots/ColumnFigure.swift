import Catalog
import Language
import Plotting

/// The columns of a table as curves, a histogram or a heat map.
struct ColumnFigure {
  private let table: Table
  private let call: Call
  private let arguments: Arguments

  init(_ table: Table, _ call: Call, _ arguments: Arguments) {
    self.table = table
    self.call = call
    self.arguments = arguments
  }

  func figure() throws -> Figure {
    switch arguments.text("style") {
    case Plot.heatMap: try heatMap()
    case Plot.histogram: try histogram()
    default: try curves()
    }
  }

  // MARK: Curves

  private func curves() throws -> Figure {
    let error = arguments.text("error")
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
    let axes = LogarithmicAxes(arguments)
    return Figure(
      series, xLabel: against.map { labelled($0.name) } ?? "row",
      yLabel: items.count == 1 ? labelled(try name(items[0].value).name) : "", logX: axes.x,
      logY: axes.y,
      style: arguments.text("style").flatMap(Figure.Style.init(rawValue:)) ?? .lines)
  }

  /// One curve; with `error` one point per x, averaged.
  private func curve(
    _ label: String, _ points: [(x: Double, y: Double)], _ error: String?
  ) -> Figure.Series {
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

  // MARK: A histogram

  private func histogram() throws -> Figure {
    if let against = call.phrase(.against) {
      throw Diagnostic(
        .failure, "a histogram's x axis is its values, so it takes no against", at: against.range)
    }
    let groupBy = try call.phrase(.by).map(name)
    var lists: [(label: String, values: [Double])] = []
    var names: [String] = []
    for item in call.items(0) {
      let column = try name(item.value)
      let values = try numbers(column.name, at: column.range)
      names.append(column.name)
      for (group, rows) in try groups(groupBy) {
        let own = item.alias?.text ?? column.name
        let label = group.isEmpty ? own : call.items(0).count == 1 ? group : "\(own), \(group)"
        lists.append((label, rows.map { values[$0] }))
      }
    }
    let axes = LogarithmicAxes(arguments)
    return Figure(
      .histogram(Histogram(of: lists, bins: arguments.integer("bins"), logarithmic: axes.x)),
      xLabel: names.count == 1 ? labelled(names[0]) : "value", yLabel: "count", logX: axes.x,
      logY: axes.y)
  }

  // MARK: A heat map

  /// The mean value for each x and each `by`.
  private func heatMap() throws -> Figure {
    guard let x = try call.phrase(.against).map(name), let y = try call.phrase(.by).map(name),
      call.items(0).count == 1
    else {
      throw call.failure(
        "style=heatmap draws one value, against one column and by another",
        suggestion: "plot VALUE against X by Y from TABLE with style=heatmap")
    }
    let item = call.items(0)[0]
    let column = try name(item.value)
    let values = try numbers(column.name, at: column.range)
    let (xs, ys) = (try categories(x), try categories(y))
    var sums = [Double](repeating: 0, count: xs.names.count * ys.names.count)
    var counts = [Int](repeating: 0, count: sums.count)
    for row in 0..<table.rows {
      let cell = ys.places[row] * xs.names.count + xs.places[row]
      sums[cell] += values[row]
      counts[cell] += 1
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : .nan }
    let map = HeatMap(
      table: means, rows: ys.names, columns: xs.names,
      valueLabel: item.alias?.text ?? labelled(column.name),
      isLogarithmic: try Plot.isLogarithmic(arguments, call))
    return Figure(.heatMap(map), xLabel: labelled(x.name), yLabel: labelled(y.name))
  }

  /// The different cells of a column, numbers ascending and texts as they first appear, and which
  /// of them each row has.
  private func categories(
    _ column: (name: String, range: SourceRange)
  ) throws -> (names: [String], places: [Int]) {
    guard let cells = table[column.name] else { throw missing(column.name, at: column.range) }
    let names = cells.map(Self.category)
    var distinct: [String] = []
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted { distinct.append(name) }
    if let numbers = table.numbers(column.name) {
      let value = Dictionary(zip(names, numbers)) { first, _ in first }
      distinct.sort { value[$0] ?? .nan < value[$1] ?? .nan }
    }
    let place = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
    return (distinct, names.map { place[$0] ?? 0 })
  }

  private static func category(_ cell: Value) -> String {
    switch cell {
    case .text(let text): text
    case .number(let number): shortest(number.value)
    default: Text.summary(cell)
    }
  }

  // MARK: Columns

  /// A column's name with the unit of its cells.
  private func labelled(_ column: String) -> String {
    guard let cells = table[column] else { return column }
    var unit: String?
    for (i, cell) in cells.enumerated() {
      guard case .number(let number) = cell else { return column }
      if i == 0 { unit = number.measured?.unit }
      if unit == nil || number.measured?.unit != unit { return column }
    }
    return unit.map { "\(column) (\($0))" } ?? column
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
