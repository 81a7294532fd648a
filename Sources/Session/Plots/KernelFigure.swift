import Kernels
import LinearAlgebra
import Plotting

extension KernelValue {
  /// The matrix as a heat map, averaged in blocks when it is larger than a picture shows.
  func heatMap(isLogarithmic: Bool) -> Figure {
    let most = 500
    let (rows, columns) = (min(matrix.rows, most), min(matrix.columns, most))
    let map = HeatMap(
      matrix: matrix.blockMeans(rows: rows, columns: columns), rowCount: rows,
      columnCount: columns, of: (matrix.rows, matrix.columns), valueLabel: measured.quantity,
      isLogarithmic: isLogarithmic)
    let names = axes
    return Figure(.heatMap(map), xLabel: names.columns, yLabel: names.rows)
  }

  private var axes: (rows: String, columns: String) {
    guard measured.quantity == Kernel.entry.name else { return ("example", "output") }
    func says(_ key: String, _ value: Convention.Value? = nil) -> Bool {
      measured.conventions.contains { $0.key == key && (value == nil || $0.value == value) }
    }
    if says("outputs", .text("all")) {
      return ("example x outputs + output", "example x outputs + output")
    }
    return ("example", says("columns") ? "example of the other data" : "example")
  }
}
