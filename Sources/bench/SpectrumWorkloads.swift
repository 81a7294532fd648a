import Foundation
import LinearAlgebra

/// Eigenvalues: W6.
enum SpectrumWorkloads {
  static let all: [Workload] = [
    eigenvalues(Float.self, 1000, peer: "numpy", "n=1000,f32,evr", torch: 34.2e-3),
    eigenvalues(Double.self, 1000, peer: "numpy", "n=1000,f64", torch: 58.5e-3),
    eigenvalues(Float.self, 5000, peer: "jax-nt", "n=5000,f32", torch: 2.28),
  ]

  private static func eigenvalues<S: Scalar>(
    _: S.Type, _ n: Int, peer: String, _ variant: String, torch: Double
  ) -> Workload {
    Workload(
      name: "W6 \(n) \(S.precision.rawValue)", title: "eigenvalues, \(n) rows, \(S.precision)",
      gflop: 4 / 3 * pow(Double(n), 3) / 1e9, isDouble: S.precision == .double,
      peers: [("W6", peer, variant)], torch: torch
    ) {
      let solver = SymmetricEigenvalues<S>()
      let gram = gram(n, of: S.self)
      var copy = gram
      var taken: [Double] = []
      let times = try Stopwatch.times(calls: 5, budget: 20) {
        copy.withMutableView { copy in gram.withView { copy.copy($0) } }
        taken.append(
          try Stopwatch.seconds {
            _ = try copy.withMutableView { try solver.ascending(overwriting: $0) }
          })
      }
      return Figures(
        times: Stopwatch.Times(wall: Array(taken.dropFirst()), cpu: times.cpu))
    }
  }

  /// A Gram matrix with a wide spectrum, as tangent kernels have.
  static func gram<S: Scalar>(_ n: Int, of _: S.Type) -> Matrix<S> {
    var stream = RandomStream(seed: 5, purpose: "bench/gram")
    let a = Matrix<S>(rows: n, columns: n) { a in
      for i in 0..<n {
        for j in 0..<n {
          a[i, j] = S(stream.normal() * exp(-8 * Double(j) / Double(n)) / Double(n).squareRoot())
        }
      }
    }
    return Matrix<S>(rows: n, columns: n) { c in
      a.withView { Products.multiply($0, $0, transposing: .second, into: c) }
    }
  }
}
