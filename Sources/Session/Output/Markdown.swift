import Catalog

/// Values as Markdown: tables as GitHub's, everything else as a person reads it.
enum Markdown {
  static func lines(_ value: Value, digits: Int) -> String {
    switch value {
    case .table(let table):
      lines(table.columns.map { ($0.name, $0.cells.map { cell($0, digits) }, isNumeric($0.cells)) })
    case .run(let run):
      lines(
        run.run.columns.map { column in
          (column.name, column.values.map { significant($0, digits) }, true)
        })
    case .numbers(let numbers):
      lines([
        (
          numbers.measured?.quantity ?? "value", numbers.values.map { significant($0, digits) },
          true
        )
      ])
    case .list(let values) where !values.contains(where: Text.isLarge):
      lines([("value", values.map { cell($0, digits) }, isNumeric(values))])
    case .network, .fragment, .kernel: fenced(Text.value(value, digits: digits))
    case .page(let text): fenced(text)
    default: Text.value(value, digits: digits)
    }
  }

  /// A page keeps its columns only as code.
  static func fenced(_ text: String) -> String { "```\n\(text)\n```" }

  private typealias Column = (name: String, cells: [String], isNumeric: Bool)

  private static func lines(_ columns: [Column]) -> String {
    guard let first = columns.first else { return "" }
    let head = row(columns.map { escaped($0.name) })
    let rule = row(columns.map { $0.isNumeric ? "---:" : "---" })
    let body = first.cells.indices.map { i in row(columns.map { $0.cells[i] }) }
    return ([head, rule] + body).joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    "| \(cells.joined(separator: " | ")) |"
  }

  private static func cell(_ value: Value, _ digits: Int) -> String {
    switch value {
    case .number(let x): significant(x.value, digits)
    case .text(let text): escaped(text)
    default: escaped(Text.summary(value, digits: digits))
    }
  }

  private static func isNumeric(_ cells: [Value]) -> Bool {
    cells.allSatisfy { if case .number = $0 { true } else { false } }
  }

  /// A bar would end the cell, a line end the table.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
