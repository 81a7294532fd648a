import Glibc

/// Numbers in rows and columns, to be seen as colours.
public struct HeatMap: Sendable, Equatable {
  /// What the rows or the columns are.
  public enum Places: Sendable, Equatable {
    /// Numbered from 0. There may be more of them than cells, which are then means of several.
    case counted(Int)
    /// Categories, each with a cell.
    case named([String])
  }

  /// The cells, row by row.
  public let values: [Double]
  /// What the rows are. A matrix's first row is at the top, a table's at the bottom, as on an axis.
  public let rows: Places
  /// What the columns are.
  public let columns: Places
  /// The number of cells in a column.
  public let rowCount: Int
  /// The number of cells in a row.
  public let columnCount: Int
  /// What the colours stand for.
  public var valueLabel: String
  /// Colours by the logarithm; values that are not positive have none.
  public var isLogarithmic: Bool

  /// A matrix, with its cells numbered; `of` says how many rows and columns they are means of.
  ///
  /// - Precondition: there are rowCount x columnCount values.
  public init(
    matrix values: [Double], rowCount: Int, columnCount: Int,
    of original: (rows: Int, columns: Int)? = nil, valueLabel: String = "",
    isLogarithmic: Bool = false
  ) {
    precondition(values.count == rowCount * columnCount)
    self.values = values
    self.rowCount = rowCount
    self.columnCount = columnCount
    rows = .counted(original?.rows ?? rowCount)
    columns = .counted(original?.columns ?? columnCount)
    self.valueLabel = valueLabel
    self.isLogarithmic = isLogarithmic
  }

  /// A table: a value for each row's and each column's name; NaN where there is none.
  ///
  /// - Precondition: there is a value for each pair.
  public init(
    table values: [Double], rows: [String], columns: [String], valueLabel: String = "",
    isLogarithmic: Bool = false
  ) {
    precondition(values.count == rows.count * columns.count)
    self.values = values
    rowCount = rows.count
    columnCount = columns.count
    self.rows = .named(rows)
    self.columns = .named(columns)
    self.valueLabel = valueLabel
    self.isLogarithmic = isLogarithmic
  }

  /// Rows and columns are counted, so cells are as high as wide.
  var isMatrix: Bool {
    if case .counted = rows, case .counted = columns { true } else { false }
  }

  /// The first row is at the bottom, as on an axis.
  var startsBelow: Bool { if case .named = rows { !listsExamples } else { false } }

  /// Named rows of counted columns: examples, which are read from the top.
  private var listsExamples: Bool { if case .counted = columns { true } else { false } }

  /// Rows of named examples, columns counted.
  ///
  /// - Precondition: there are as many values as rows x columns.
  public init(examples values: [Double], rows: [String], columnCount: Int, valueLabel: String) {
    precondition(values.count == rows.count * columnCount)
    self.values = values
    rowCount = rows.count
    self.columnCount = columnCount
    self.rows = .named(rows)
    columns = .counted(columnCount)
    self.valueLabel = valueLabel
    isLogarithmic = false
  }

  /// The smallest and greatest value that has a colour; nil when none has.
  var range: ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where isShown(value) { (low, high) = (min(low, value), max(high, value)) }
    return low <= high ? low...high : nil
  }

  func isShown(_ value: Double) -> Bool { value.isFinite && !(isLogarithmic && value <= 0) }

  /// What has no colour, and why.
  var notes: [String] {
    let finite = values.count(where: \.isFinite)
    let shown = values.count(where: isShown)
    guard !values.isEmpty else { return ["nothing to plot: no cells"] }
    guard shown > 0 else {
      return ["nothing to plot: no cell is \(finite > 0 ? "positive" : "finite")"]
    }
    var notes: [String] = []
    if finite < values.count {
      notes.append("\(counted(values.count - finite)) \(isMatrix ? "" : "empty or ")not finite")
    }
    if shown < finite {
      notes.append("\(counted(finite - shown)) not positive, so without a colour of the logarithm")
    }
    return notes
  }

  private func counted(_ count: Int) -> String {
    "\(count) of \(values.count) cells \(count == 1 ? "is" : "are")"
  }

  /// With fewer rows and columns: the mean of each block of cells, not finite where one of them is
  /// not, so that it is seen.
  func averaged(rows: Int, columns: Int) -> HeatMap {
    guard rows < rowCount || columns < columnCount else { return self }
    var means: [Double] = []
    means.reserveCapacity(rows * columns)
    for i in 0..<rows {
      let own = (i * rowCount / rows)..<((i + 1) * rowCount / rows)
      for j in 0..<columns {
        let block = (j * columnCount / columns)..<((j + 1) * columnCount / columns)
        var sum = 0.0
        for r in own { for c in block { sum += values[r * columnCount + c] } }
        means.append(sum / Double(own.count * block.count))
      }
    }
    return HeatMap(means, rows, columns, of: self)
  }

  private init(_ values: [Double], _ rowCount: Int, _ columnCount: Int, of whole: HeatMap) {
    self.values = values
    self.rowCount = rowCount
    self.columnCount = columnCount
    rows = whole.rows
    columns = whole.columns
    valueLabel = whole.valueLabel
    isLogarithmic = whole.isLogarithmic
  }
}
