import COpenBLAS
import Foundation
import LinearAlgebra

/// What BLAS's matrix product reaches on all cores, the best of the run: GFLOP/s.
struct Peaks {
  /// The name of the process that measures them.
  static let name = "peaks"

  private(set) var single = 0.0
  private(set) var double = 0.0
  /// Per CPU second of one core.
  private(set) var singleByCPU = 0.0
  private(set) var doubleByCPU = 0.0

  /// Measures in a process of its own; before every workload, since a busy machine only ever shows
  /// less.
  mutating func measureAgain() throws {
    let figures = try Child.figures(of: Self.name)
    single = max(single, figures["single"] ?? 0)
    double = max(double, figures["double"] ?? 0)
    singleByCPU = max(singleByCPU, figures["single_cpu"] ?? 0)
    doubleByCPU = max(doubleByCPU, figures["double_cpu"] ?? 0)
  }

  static func measured() throws -> Figures {
    Stopwatch.waitForQuiet(seconds: 3)
    let (single, singleByCPU) = peak(Float.self, 3072)
    let (double, doubleByCPU) = peak(Double.self, 2048)
    return Figures(
      times: Stopwatch.Times(wall: [], cpu: .nan),
      [
        "single": single, "double": double, "single_cpu": singleByCPU,
        "double_cpu": doubleByCPU,
      ])
  }

  /// By the clock, and per CPU second of one core.
  private static func peak<S: Scalar>(_: S.Type, _ n: Int) -> (wall: Double, cpu: Double) {
    _ = Parallel.blasCore
    let ones = Matrix<S>(rows: n, columns: n) { $0.fill(1) }
    var product = Matrix<S>(rows: n, columns: n)
    openblas_set_num_threads(Int32(Parallel.processors))
    let before = Stopwatch.cpuSeconds
    let times = ones.withView { a in
      product.withMutableView { c in
        (0..<5).map { _ in
          Stopwatch.seconds {
            gemm(a, c)
          }
        }
      }
    }
    let operations = 2 * Double(n * n * n) / 1e9
    return (
      operations / (times.min() ?? .infinity),
      5 * operations / (Stopwatch.cpuSeconds - before)
    )
  }

  private static func gemm<S: Scalar>(_ a: View<S>, _ c: View<S>) {
    let n = Int32(a.rows)
    if let a = a as? View<Float>, let c = c as? View<Float> {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a.base, n, a.base, n, 0, c.base, n)
    } else if let a = a as? View<Double>, let c = c as? View<Double> {
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a.base, n, a.base, n, 0, c.base, n)
    }
  }
}
