import Catalog
import Training

extension Text {
  /// A table in aligned columns: numbers to the right, words to the left; its middle is left out
  /// when it is long.
  ///
  /// - Parameter cut: leaves out the columns that do not fit the width.
  static func table(_ table: Table, digits: Int, width: Int, cut: Bool = false) -> String {
    guard !table.columns.isEmpty else { return "an empty table" }
    return columns(
      table.columns.map { column in
        (column.name, column.cells.map { cell($0, digits) }, column.cells.allSatisfy(isNumber))
      }, noun: "row", width: width, cut: cut)
  }

  /// The records of a run as a table, under its summary.
  static func run(_ run: TrainedRun, digits: Int, width: Int, cut: Bool = false) -> String {
    let records = columns(
      run.run.columns.map { ($0.name, $0.values.map { significant($0, digits) }, true) },
      noun: "record", width: width, cut: cut)
    return runSummary(run, digits) + "\n" + records
  }

  /// `30 epochs on 800 examples: loss 0.0123, entropy 3.2`
  static func runSummary(_ run: TrainedRun, _ digits: Int) -> String {
    let done =
      run.run.epochs < run.run.planned
      ? "\(run.run.epochs) of \(counted(run.run.planned, "epoch"))"
      : counted(run.run.epochs, "epoch")
    let last = run.run.columns.dropFirst().compactMap { column in
      column.values.last.map { "\(column.name) \(significant($0, digits))" }
    }
    let stopped = run.run.interrupted ? ", interrupted" : ""
    return "\(done) on \(counted(run.data.count, "example"))\(stopped)"
      + (last.isEmpty ? "" : ": \(last.joined(separator: ", "))")
  }

  private static func columns(
    _ columns: [(name: String, cells: [String], right: Bool)], noun: String, width: Int,
    cut: Bool
  ) -> String {
    let count = columns.first?.cells.count ?? 0
    let shown = count <= 40 ? Array(0..<count) : Array(0..<20) + Array((count - 10)..<count)
    var widths = columns.map { column in
      max(column.name.count, shown.map { column.cells[$0].count }.max() ?? 0)
    }
    for i in widths.indices { widths[i] = min(widths[i], max(8, width - 2)) }
    // Whole columns, as many as fit; the names of the others are said below.
    var (fitting, taken) = (cut ? 0 : columns.count, 0)
    while fitting < columns.count, fitting == 0 || taken + widths[fitting] + 2 <= width {
      taken += widths[fitting] + (fitting == 0 ? 0 : 2)
      fitting += 1
    }
    func line(_ cells: [String]) -> String {
      zip(cells.indices, cells.prefix(fitting)).map { i, text in
        let shown = DisplayWidth.shortened(text, to: widths[i])
        return columns[i].right ? shown.paddedLeft(widths[i]) : shown.padded(widths[i])
      }.joined(separator: "  ").trimmedRight
    }
    var lines = [line(columns.map(\.name))]
    for (k, i) in shown.enumerated() {
      if k > 0, i != shown[k - 1] + 1 {
        lines.append("… \(counted(i - shown[k - 1] - 1, "more \(noun)"))")
      }
      lines.append(line(columns.map { $0.cells[i] }))
    }
    if fitting < columns.count {
      let names = columns[fitting...].map(\.name).joined(separator: ", ")
      lines.append(
        DisplayWidth.shortened(
          "… \(counted(columns.count - fitting, "more column")): \(names)", to: max(width, 20)))
    }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ value: Value, _ digits: Int) -> String {
    switch value {
    case .number(let number): significant(number.value, digits)
    case .text(let text): text
    default: summary(value, digits: digits)
    }
  }

  private static func isNumber(_ value: Value) -> Bool {
    if case .number = value { true } else { false }
  }
}
