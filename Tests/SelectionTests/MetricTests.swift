import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Selection

@Suite struct MetricTests {
  private func distance(_ metric: Metric, _ u: [Double], _ v: [Double]) -> Double {
    let a = Matrix(rows: 1, columns: u.count, elements: u)
    let b = Matrix(rows: 1, columns: v.count, elements: v)
    return a.withView { a in b.withView { metric.distances(a, $0)[0] } }
  }

  /// By hand: u − v = (2, −1, 2), u·v = 3 · 1 + 0 + 0, ‖u‖ = ‖v‖ = 3 and √2.
  @Test func valuesByHand() {
    let (u, v) = ([3.0, 0, 0], [1.0, 1, -2])
    #expect(abs(distance(.mse, u, v) - 3) < 1e-15)  // (4 + 1 + 4)/3
    #expect(distance(.l1, u, v) == 5)
    #expect(distance(.l2, u, v) == 3)
    #expect(distance(.maximum, u, v) == 2)
    let cosine = 1 / 6.0.squareRoot()
    #expect(abs(distance(.cosine, u, v) - (1 - cosine)) < 1e-15)
    #expect(abs(distance(.angular, u, v) - acos(cosine) / .pi) < 1e-15)
  }

  @Test(arguments: Metric.allCases) func isZeroForEqualsAndSymmetric(_ metric: Metric) {
    let (u, v) = ([0.3, -2, 5], [1.5, 0.25, -1])
    #expect(abs(distance(metric, u, u)) < 1e-7)
    #expect(distance(metric, [0, 0, 0], [0, 0, 0]) == 0)
    #expect(abs(distance(metric, u, v) - distance(metric, v, u)) < 1e-15)
    #expect(distance(metric, u, v) > 0)
    #expect(distance(metric, u, [0, 0, 0]) > 0)
    #expect(distance(metric, [.nan, 1, 1], v).isNaN)
    #expect(distance(metric, [1, 1, .nan], v).isNaN)
  }

  @Test func directionsAreBlindToLengthAndSign() {
    let u = [1.0, 2, -3]
    for metric in [Metric.cosine, .angular] {
      #expect(abs(distance(metric, u, u.map { -7 * $0 })) < 1e-7)
    }
    #expect(distance(.cosine, [1, 0], [0, 2]) == 1)
    #expect(distance(.angular, [1, 0], [0, 2]) == 0.5)
  }
}
