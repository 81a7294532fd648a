import Catalog

/// Values as comma-separated lines, as a spreadsheet reads them.
enum CommaSeparated {
  static func lines(_ value: Value) -> String {
    switch value {
    case .table(let table):
      lines(table.columns.map { ($0.name, $0.cells.map(cell)) })
    case .run(let run):
      lines(run.run.columns.map { ($0.name, $0.values.map { number($0) }) })
    case .numbers(let numbers):
      lines([(numbers.measured?.quantity ?? "value", numbers.values.map { number($0) })])
    case .list(let values): lines([("value", values.map(cell))])
    case .kernel(let kernel):
      Self.rows(kernel).joined(separator: "\n")
    default: cell(value)
    }
  }

  private static func rows(_ kernel: KernelValue) -> [String] {
    let matrix = kernel.matrix.matrix(of: Double.self)
    let elements = matrix.elements
    return (0..<matrix.rows).map { i in
      elements[(i * matrix.columns)..<((i + 1) * matrix.columns)].map { number($0) }
        .joined(separator: ",")
    }
  }

  private static func lines(_ columns: [(name: String, cells: [String])]) -> String {
    let header = columns.map { quoted($0.name) }.joined(separator: ",")
    let rows = (0..<(columns.first?.cells.count ?? 0)).map { i in
      columns.map { $0.cells[i] }.joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\n")
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .number(let x): number(x.value)
    case .text(let text): quoted(text)
    case .boolean(let flag): flag ? "yes" : "no"
    default: quoted(Text.summary(value))
    }
  }

  /// pandas, R and DuckDB read these words.
  private static func number(_ x: Double) -> String {
    x.isFinite ? shortest(x) : x.isNaN ? "nan" : x < 0 ? "-inf" : "inf"
  }

  static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
