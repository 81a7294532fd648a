import Catalog
import Kernels
import Language
import LinearAlgebra

extension KernelValue {
  /// The same function of every entry.
  func mapped(keepsKernel: Bool, _ function: (Double) -> Double) -> KernelValue {
    KernelValue(
      matrix: matrix.mapped(function), measured: measured.of(keepsKernel: keepsKernel && isKernel))
  }

  /// Whether it is a kernel, symmetric or crossed, rather than another matrix of numbers.
  var isKernel: Bool { measured.quantity == Kernel.entry.name }

  /// `left op right`, entry by entry, of two kernels of the same rows, columns and outputs.
  ///
  /// A sum of kernels is one, as the kernels of the layers add up to the whole; differences,
  /// products and quotients are matrices. Conventions on which the two differ (their layers) go.
  static func combined(
    _ op: Expression.Operator, _ a: KernelValue, _ b: KernelValue,
    _ apply: (Double, Double) -> Double
  ) throws -> KernelValue {
    let (rows, columns) = (a.matrix.rows, a.matrix.columns)
    guard b.matrix.rows == rows, b.matrix.columns == columns else {
      throw Diagnostic(
        .failure,
        "a \(a.name) of \(rows)x\(columns) and a \(b.name) of \(b.matrix.rows)x\(b.matrix.columns) cannot be combined",
        suggestion: "ask for both on the same data")
    }
    if let first = a.outputs, let second = b.outputs, first != second {
      throw Diagnostic(
        .failure,
        "kernels of different outputs cannot be combined: \(first.phrase), and \(second.phrase)",
        suggestion: "ask for both with the same outputs=")
    }
    let (left, right) = (a.matrix.matrix(of: Double.self), b.matrix.matrix(of: Double.self))
    let isSingle = a.matrix.precision == .single || b.matrix.precision == .single
    let result = Matrix<Double>(rows: rows, columns: columns) { out in
      left.withView { x in
        right.withView { y in
          for k in 0..<(rows * columns) { out.base[k] = apply(x.base[k], y.base[k]) }
        }
      }
    }
    let common = Measured(
      quantity: a.measured.quantity, unit: nil,
      conventions: a.measured.conventions.filter { b.measured.conventions.contains($0) })
    let keepsKernel = op == .plus && a.isKernel && b.isKernel
    return KernelValue(
      matrix: isSingle ? .single(result.converted(to: Float.self)) : .double(result),
      measured: common.of(keepsKernel: keepsKernel))
  }

  private var outputs: Convention? { measured.conventions.first { $0.key == "outputs" } }

  private var name: String { isKernel ? "kernel" : "matrix" }

  /// One row, as numbers.
  func row(_ i: Int) -> [Double] {
    let values = matrix.gathered([i]).matrix(of: Double.self)
    return values.elements
  }

  /// Some rows, in that order.
  func taking(_ rows: [Int]) -> KernelValue {
    KernelValue(matrix: matrix.gathered(rows), measured: measured.of(keepsKernel: false))
  }

  /// All entries, row by row.
  var entries: [Double] { matrix.matrix(of: Double.self).elements }
}

extension Measured {
  /// The same for a matrix made from it: still a kernel, or a matrix whose rows are counted anew.
  fileprivate func of(keepsKernel: Bool) -> Measured {
    if keepsKernel { return self }
    return Measured(
      quantity: "matrix", unit: nil,
      conventions: conventions.filter { ["outputs", "precision"].contains($0.key) })
  }
}

extension StoredMatrix {
  /// A function of every entry, computed in double and kept in the precision there is.
  fileprivate func mapped(_ function: (Double) -> Double) -> StoredMatrix {
    switch self {
    case .single(let m):
      .single(
        Matrix(
          rows: m.rows, columns: m.columns, elements: m.elements.map { Float(function(Double($0))) }
        ))
    case .double(let m):
      .double(Matrix(rows: m.rows, columns: m.columns, elements: m.elements.map(function)))
    }
  }
}
