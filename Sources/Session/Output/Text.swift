import Catalog
import Datasets
import Kernels
import LinearAlgebra
import Networks

/// Values as a person reads them.
enum Text {
  /// A value printed by itself.
  ///
  /// - Parameter cut: leaves out the columns of a table that do not fit the width.
  static func value(
    _ value: Value, digits: Int = 5, width: Int = 80, cut: Bool = false
  ) -> String {
    switch value {
    case .number(let number): Self.number(number, digits)
    case .text(let text), .page(let text): text
    case .numbers(let list): Self.list(list, digits, width)
    case .list(let values) where values.contains(where: isLarge):
      values.map { summary($0, digits: digits) }.joined(separator: "\n")
    case .table(let table): Self.table(table, digits: digits, width: width, cut: cut)
    case .run(let run): Self.run(run, digits: digits, width: width, cut: cut)
    case .network(let network): structure(network, width)
    case .fragment(let fragment): fragment.layers.map(\.code).joined(separator: " | ")
    case .kernel(let kernel): Self.kernel(kernel, digits, width)
    default: summary(value, digits: digits)
    }
  }

  /// A value in one line.
  static func summary(_ value: Value, digits: Int = 5) -> String {
    switch value {
    case .nothing: return "nothing"
    case .number(let number): return Self.number(number, digits)
    case .text(let text): return "\"\(text)\""
    case .page: return "a page"
    case .boolean(let flag): return flag ? "yes" : "no"
    case .size(let axes): return Shape(axes).description
    case .ratio(let parts): return parts.map { shortest($0) }.joined(separator: ":")
    case .numbers(let list):
      let values = list.values
      let shown = values.prefix(4).map { significant($0, digits) }.joined(separator: ", ")
      let noun = list.measured?.quantity == "spectrum" ? "eigenvalue" : "number"
      return values.count <= 4
        ? "[\(shown)]"
        : "\(counted(values.count, noun)): \(shown), … \(significant(values[values.count - 1], digits))"
    case .list(let values):
      guard !values.contains(where: isLarge) else {
        return "list of \(counted(values.count, "value"))"
      }
      return "[" + values.map { summary($0, digits: digits) }.joined(separator: ", ") + "]"
    case .table(let table):
      return "\(counted(table.rows, "row")) of \(table.names.joined(separator: ", "))"
    case .data(let data): return Self.data(data)
    case .fragment(let fragment): return fragment.layers.map(\.code).joined(separator: " | ")
    case .network(let network):
      return "\(code(network))  (\(counted(network.architecture.parameterCount, "parameter")))"
    case .run(let run): return runSummary(run, digits)
    case .kernel(let kernel):
      return
        "\(kernel.measured.quantity) \(kernel.matrix.rows) x \(kernel.matrix.columns)   \(phrases(kernel.measured))"
    }
  }

  /// A value that needs a line of its own.
  static func isLarge(_ value: Value) -> Bool {
    switch value {
    case .data, .network, .run, .kernel, .table, .fragment: true
    default: false
    }
  }

  /// `3.2137 nats   (mean over 10 outputs, 64 rows)`
  static func number(_ number: Number, _ digits: Int) -> String {
    let value = significant(number.value, digits)
    guard let measured = number.measured else {
      // Plain arithmetic is shown to seven digits: nothing says fewer are meant.
      return significant(number.value, max(digits, 7))
    }
    return value + (measured.unit.map { " \($0)" } ?? "") + tail(measured)
  }

  private static func tail(_ measured: Measured) -> String {
    let text = phrases(measured)
    return text.isEmpty ? "" : "   \(text)"
  }

  /// `(mean over 10 outputs, 64 rows)`, or nothing.
  static func phrases(_ measured: Measured) -> String {
    let phrases = measured.conventions.map(\.phrase).filter { !$0.isEmpty }
    return phrases.isEmpty ? "" : "(\(phrases.joined(separator: ", ")))"
  }

  private static func list(_ list: Numbers, _ digits: Int, _ width: Int) -> String {
    let shown = 32
    var cells = list.values.prefix(shown).map { significant($0, digits) }
    if list.values.count > shown {
      cells.append("… \(significant(list.values[list.values.count - 1], digits))")
    }
    var lines = [""]
    for cell in cells {
      let line = lines[lines.count - 1]
      if !line.isEmpty, line.count + cell.count + 2 > width {
        lines.append(cell)
      } else {
        lines[lines.count - 1] = line.isEmpty ? cell : line + "  " + cell
      }
    }
    let count = list.values.count > shown ? "\(list.values.count) numbers:" : nil
    var text = ([count].compactMap { $0 } + lines).joined(separator: "\n")
    if list.values.isEmpty { text = "an empty list" }
    if let measured = list.measured, !phrases(measured).isEmpty { text += "\n" + phrases(measured) }
    return text
  }

  /// `960 examples of 28x28x1, 10 classes`
  static func data(_ data: Dataset) -> String {
    let targets =
      switch data.targets {
      case .none: "without targets"
      case .classes(_, let count): counted(count, "class").replacing("classs", with: "classes")
      case .values(let matrix): counted(matrix.columns, "target")
      }
    return "\(counted(data.count, "example")) of \(data.shape), \(targets)"
  }

  /// `input 784 | dense 10`, the code that builds the network.
  static func code(_ network: Network) -> String {
    let architecture = network.architecture
    return (["input \(architecture.input)"] + architecture.layers.map(\.code))
      .joined(separator: " | ")
  }

  /// The code with the options that decide what the parameters mean.
  static func definition(_ network: Network) -> String {
    let parametrisation = network.architecture.parametrisation
    guard parametrisation.form == .ntk else { return code(network) }
    return code(network)
      + " with parametrisation=ntk, weightstd=\(shortest(parametrisation.weightDeviation)), biasstd=\(shortest(parametrisation.biasDeviation))"
  }

  /// The code that builds a network, a line a stage, with each stage's shape and parameters: beside
  /// it where all fit the width, otherwise below.
  static func structure(_ network: Network, _ width: Int = 80) -> String {
    let architecture = network.architecture
    let rows =
      [StageLine("input \(architecture.input)", architecture.input)]
      + StageLine.lines(of: architecture)
    let codeWidth = rows.map(\.code.count).max() ?? 0
    let shapeWidth = rows.compactMap(\.shape?.description.count).max() ?? 0
    func about(_ row: StageLine) -> String? {
      guard let shape = row.shape else { return nil }
      return
        ("# " + shape.description.padded(shapeWidth)
        + (row.parameters > 0 ? "   \(counted(row.parameters, "parameter"))\(row.note)" : ""))
        .trimmedRight
    }
    var lines = rows.map { row in
      about(row).map { row.code.padded(codeWidth) + "   " + $0 } ?? row.code
    }
    if width < 80, lines.contains(where: { DisplayWidth.of($0) > width }) {
      lines = rows.flatMap { row in [row.code] + (about(row).map { ["    " + $0] } ?? []) }
    }
    var total = "# \(counted(architecture.parameterCount, "parameter"))"
    let parametrisation = architecture.parametrisation
    if parametrisation.form == .ntk {
      total +=
        ", ntk parametrisation with weightstd \(shortest(parametrisation.weightDeviation)), biasstd \(shortest(parametrisation.biasDeviation))"
    }
    return (lines + [total]).joined(separator: "\n")
  }

  private static func kernel(_ kernel: KernelValue, _ digits: Int, _ width: Int) -> String {
    let matrix = kernel.matrix.matrix(of: Double.self)
    let fitting = max(1, min(6, (width - 4) / (digits + 7)))
    let (rows, columns) = (min(matrix.rows, 6), min(matrix.columns, fitting))
    var lines = [summary(.kernel(kernel))]
    for i in 0..<rows {
      let cells = (0..<columns).map { significant(matrix[i, $0], digits).padded(digits + 6) }
      lines.append(
        ("  " + cells.joined(separator: " ") + (columns < matrix.columns ? " …" : "")).trimmedRight)
    }
    if rows < matrix.rows { lines.append("  …") }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// Blanks added on the right up to this width.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// Blanks added on the left up to this width.
  func paddedLeft(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }

  /// Without the blanks at its end.
  var trimmedRight: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
