import Files

/// A table: its columns of numbers as arrays `name/column`, the others in the manifest.
enum TableCoding: ValueCoding {
  static let kind = "table"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .table(let table) = value else { return nil }
    var columns: [JSONValue] = []
    for column in table.columns {
      let place = "\(key)/\(column.name)"
      let content: JSONValue.Member =
        if let numbers = plainNumbers(column.cells) {
          .init("array", file.add(NDArray(.double(numbers)), as: place))
        } else {
          .init("items", ListCoding.items(column.cells, as: place, into: &file))
        }
      columns.append(.object([.init("name", .text(column.name)), content]))
    }
    return [.init("columns", .list(columns))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    var columns: [Table.Column] = []
    for column in try entry.list("columns") {
      let cells =
        column["array"] == nil
        ? try ListCoding.items(column, from: &file)
        : try file.doubles(named: column["array"]).map { Value.number(Number($0)) }
      columns.append(.init(name: try column.text("name"), cells: cells))
    }
    guard columns.allSatisfy({ $0.cells.count == columns[0].cells.count }),
      Set(columns.map(\.name)).count == columns.count
    else { throw WorkspaceDamage("has columns that do not belong together") }
    return .table(Table(columns))
  }

  private static func plainNumbers(_ cells: [Value]) -> [Double]? {
    var numbers: [Double] = []
    for cell in cells {
      guard case .number(let number) = cell, number.measured == nil else { return nil }
      numbers.append(number.value)
    }
    return numbers
  }
}
