/// Named columns of equal length: what a loop collects.
public struct Table: Sendable {
  /// One column; its cells are numbers, texts or yes/no.
  public struct Column: Sendable {
    /// As `collect … as NAME` says.
    public let name: String
    /// From the first row to the last.
    public var cells: [Value]
  }

  /// In the order collected.
  public private(set) var columns: [Column]

  /// A table of these columns.
  ///
  /// - Precondition: all columns have the same number of cells.
  public init(_ columns: [Column] = []) { self.columns = columns }

  /// The number of rows.
  public var rows: Int { columns.first?.cells.count ?? 0 }

  /// The cells of a column, or nil when there is none of that name.
  public subscript(name: String) -> [Value]? { columns.first { $0.name == name }?.cells }

  /// The names of the columns.
  public var names: [String] { columns.map(\.name) }

  /// The cells of one row, by column.
  public func row(_ i: Int) -> [(name: String, cell: Value)] {
    columns.map { ($0.name, $0.cells[i]) }
  }

  /// The rows of these indices, in that order.
  public func taking(_ indices: [Int]) -> Table {
    Table(
      columns.map { column in Column(name: column.name, cells: indices.map { column.cells[$0] }) })
  }

  /// Adds a row; the first one makes the columns.
  ///
  /// - Returns: false when the names are not those of the rows before.
  mutating func append(_ row: [(name: String, cell: Value)]) -> Bool {
    if columns.isEmpty {
      columns = row.map { Column(name: $0.name, cells: [$0.cell]) }
      return true
    }
    guard row.map(\.name) == names else { return false }
    for (i, (_, cell)) in row.enumerated() { columns[i].cells.append(cell) }
    return true
  }

  /// The column as numbers, or nil when a cell is something else.
  public func numbers(_ name: String) -> [Double]? {
    guard let cells = self[name] else { return nil }
    var values: [Double] = []
    for cell in cells {
      guard case .number(let number) = cell else { return nil }
      values.append(number.value)
    }
    return values
  }
}
