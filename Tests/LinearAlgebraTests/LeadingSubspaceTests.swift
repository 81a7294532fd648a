import Foundation
import LinearAlgebra
import Testing

@Suite struct LeadingSubspaceTests {
  private func iterate(
    _ a: Matrix<Double>, _ count: Int, products: Int
  ) throws -> (rank: Int, rows: Matrix<Double>) {
    var stream = RandomStream(seed: 2, purpose: "tests")
    var q = Matrix<Double>(rows: count, columns: a.rows) { stream.normal(into: $0) }
    let rank = try q.withMutableView { q in
      try a.withView { a in
        try LeadingSubspace.iterate(q, products: products, watch: Unwatched()) {
          Products.multiply($0, a, into: $1)
        }
      }
    }
    return (rank, q)
  }

  private func dots(_ q: Matrix<Double>, _ rank: Int) -> Double {
    var worst = 0.0
    for i in 0..<rank {
      for j in 0..<rank {
        let dot = (0..<q.columns).reduce(0) { $0 + q[i, $1] * q[j, $1] }
        worst = max(worst, abs(dot - (i == j ? 1 : 0)))
      }
    }
    return worst
  }

  /// diag(8⁰, 8⁻¹, …): after a few products the Ritz vectors are unit vectors, the leading first.
  @Test func findsLeadingEigenvectors() throws {
    var a = Matrix<Double>(rows: 40, columns: 40)
    for i in 0..<40 { a[i, i] = pow(8, -Double((i + 7) % 40)) }
    let (rank, q) = try iterate(a, 6, products: 8)
    #expect(rank == 6 && dots(q, rank) < 1e-14)
    for k in 0..<4 { #expect(abs(abs(q[k, (k + 33) % 40]) - 1) < 1e-6) }
  }

  /// A matrix of rank 2 leaves two vectors; one of zeros none.
  @Test func dependentVectorsAreLeftOut() throws {
    var a = Matrix<Double>(rows: 10, columns: 10)
    a[3, 3] = 2
    a[5, 5] = 1
    let (rank, q) = try iterate(a, 5, products: 3)
    #expect(rank == 2 && dots(q, 2) < 1e-14)
    #expect(abs(abs(q[0, 3]) - 1) < 1e-12 && abs(abs(q[1, 5]) - 1) < 1e-12)
    #expect(try iterate(Matrix(rows: 10, columns: 10), 5, products: 3).rank == 0)
  }
}
