import Catalog
import Language
import Plotting

/// Which axes are logarithmic.
struct LogarithmicAxes {
  let x: Bool
  let y: Bool

  /// As `log` says; otherwise as `fallback` does.
  init(_ arguments: Arguments, otherwise fallback: String = "") {
    let said = arguments.text("log") ?? fallback
    x = said.contains("x")
    y = said.contains("y")
  }
}

/// Lists of numbers and runs as curves or histograms.
struct CurveFigure {
  private let call: Call
  private let arguments: Arguments

  init(_ call: Call, _ arguments: Arguments) {
    self.call = call
    self.arguments = arguments
  }

  /// One series.
  private struct Series {
    var label: String
    var x: [Double]?
    var y: [Double]
    var quantity: String?
    var unit: String?
  }

  /// The figure of these items and their values.
  func figure(
    _ items: [(item: Command.Item, value: Value)], _ session: inout Session
  ) throws -> Figure {
    var all: [Series] = []
    for (item, value) in items { all += try series(item, value, session) }
    let isSpectrum = all.allSatisfy { $0.quantity == "spectrum" }
    if arguments.text("style") == Plot.histogram { return try histogram(all, isSpectrum) }

    let against = try call.phrase(.against).map { expression in
      (
        label: Self.label(expression),
        values: try Self.numbers(try session.evaluate(expression), at: expression)
      )
    }
    let isRun = against == nil && all.contains { $0.x != nil }
    var curves: [Figure.Series] = []
    for one in all {
      let x = against?.values ?? one.x ?? one.y.indices.map { Double($0 + 1) }
      guard x.count == one.y.count else {
        throw Diagnostic(
          .failure, "\(counted(one.y.count, "value")) cannot be drawn against \(x.count)",
          at: call.items(0).first { Self.label($0.value) == one.label }?.value.range
            ?? call.command.range)
      }
      curves.append(Figure.Series(legend(one, of: all), x: x, y: one.y))
    }
    let axes = LogarithmicAxes(
      arguments, otherwise: isSpectrum && against == nil && !all.isEmpty ? "xy" : "")
    let places = isSpectrum ? "eigenvalue number" : isRun ? "epoch" : ""
    return Figure(
      curves, xLabel: against?.label ?? places,
      yLabel: isSpectrum ? "eigenvalue" : yLabel(all), logX: axes.x, logY: axes.y,
      style: arguments.text("style").flatMap(Figure.Style.init(rawValue:)) ?? .lines)
  }

  private func histogram(_ all: [Series], _ isSpectrum: Bool) throws -> Figure {
    if let against = call.phrase(.against) {
      throw Diagnostic(
        .failure, "a histogram's x axis is its values, so it takes no against", at: against.range)
    }
    // Eigenvalues go over many powers of ten.
    let axes = LogarithmicAxes(arguments, otherwise: isSpectrum && !all.isEmpty ? "x" : "")
    let histogram = Histogram(
      of: all.map { (legend($0, of: all), $0.y) }, bins: arguments.integer("bins"),
      logarithmic: axes.x)
    let label = isSpectrum ? "eigenvalue" : yLabel(all)
    return Figure(
      .histogram(histogram), xLabel: label.isEmpty ? "value" : label, yLabel: "count", logX: axes.x,
      logY: axes.y)
  }

  // MARK: Names

  /// Several quantities have their units in the legend; what they share stands at the axis.
  private func legend(_ one: Series, of all: [Series]) -> String {
    guard let unit = one.unit, all.count > 1, yLabel(all).isEmpty else {
      return all.count == 1 ? yLabel(all) : one.label
    }
    return "\(one.label) (\(unit))"
  }

  private func yLabel(_ all: [Series]) -> String {
    guard let first = all.first else { return "" }
    let unit = first.unit.map { " (\($0))" } ?? ""
    if all.count == 1 { return first.label + unit }
    guard let quantity = first.quantity,
      all.allSatisfy({ $0.quantity == quantity && $0.unit == first.unit })
    else { return "" }
    return quantity + unit
  }

  static func label(_ expression: Expression) -> String {
    if case .field(_, let name) = expression.kind, name.text == "epoch" { return "epoch" }
    return expression.description
  }

  // MARK: Values

  private func series(
    _ item: Command.Item, _ value: Value, _ session: Session
  ) throws -> [Series] {
    if case .run(let run) = value {
      guard run.run.columns.count > 1 else {
        throw Diagnostic(
          .failure, "this run recorded nothing", at: item.value.range,
          suggestion: "train … recording loss")
      }
      let epochs = run.run.columns[0].values
      return run.run.columns.dropFirst().map { column in
        Series(
          label: column.name, x: epochs, y: column.values, unit: run.run.unit(of: column.name))
      }
    }
    var one = Series(
      label: item.alias?.text ?? Self.label(item.value),
      y: try Self.numbers(value, at: item.value))
    switch value {
    case .numbers(let list):
      one.quantity = list.measured?.quantity
      one.unit = list.measured?.unit
    case .number(let number):
      one.quantity = number.measured?.quantity
      one.unit = number.measured?.unit
    default: break
    }
    // A run's column does not carry its unit; the run knows it.
    if case .field(let owner, let name) = item.value.kind, case .name(let run) = owner.kind,
      case .run(let run)? = session.value(of: run)
    {
      one.unit = run.run.unit(of: name.text)
    }
    return [one]
  }

  private static func numbers(_ value: Value, at expression: Expression) throws -> [Double] {
    switch value {
    case .numbers(let list): return list.values
    case .number(let number): return [number.value]
    case .table(let table):
      let column = table.names.last ?? "COLUMN"
      throw Diagnostic(
        .failure, "of a table its columns are plotted", at: expression.range,
        suggestion: "plot \(column) against \(table.names.first ?? "X") from \(label(expression))")
    case .network, .fragment:
      throw Diagnostic(
        .failure, "\(value.described) cannot be plotted, but what is asked of it can",
        at: expression.range, suggestion: "plot spectrum \(label(expression)) on DATA")
    default:
      throw Diagnostic(
        .failure,
        "\(value.described)\(isList(value) ? " of other things than numbers" : "") cannot be plotted",
        at: expression.range,
        suggestion: "lists of numbers, runs, kernels, data sets and columns of tables can")
    }
  }

  private static func isList(_ value: Value) -> Bool {
    if case .list = value { true } else { false }
  }
}
