import Catalog
import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct GaussiansTests {
  private func centres(_ classes: Int, _ dimensions: Int) throws -> [[Double]] {
    let options = [
      (name: "classes", value: ArgumentValue.number(Double(classes))),
      (name: "dimensions", value: .number(Double(dimensions))),
      (name: "separation", value: .number(3)),
      (name: "spread", value: .number(0)),
    ]
    let data = try Gaussians.generate(classes, arguments(Gaussians.entry, options), seed: 1)
    let x = numbers(data.inputs)
    var centres = [[Double]](repeating: [], count: classes)
    for (i, label) in try #require(data.labels).enumerated() {
      centres[label] = Array(x[(i * dimensions)..<((i + 1) * dimensions)])
    }
    return centres
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  @Test(arguments: [(2, 2), (3, 5), (4, 4)]) func onAxesAllAreSeparated(k: Int, d: Int) throws {
    let m = try centres(k, d)
    for a in 0..<k { for b in 0..<a { #expect(abs(distance(m[a], m[b]) - 3) < 1e-6) } }
  }

  @Test(arguments: [(3, 2), (7, 2), (5, 1), (9, 3)]) func neighboursAreSeparated(
    k: Int, d: Int
  ) throws {
    let m = try centres(k, d)
    for c in 1..<k { #expect(abs(distance(m[c], m[c - 1]) - 3) < 1e-5) }
    // No two nearer than neighbours.
    for a in 0..<k { for b in 0..<a { #expect(distance(m[a], m[b]) > 3 - 1e-5) } }
  }

  /// 5,000 points a class: means within five standard errors, deviations within 5 %.
  @Test func cloudsHaveTheirSpread() throws {
    let options = [(name: "spread", value: ArgumentValue.number(0.5))]
    let data = try Gaussians.generate(10_000, arguments(Gaussians.entry, options), seed: 4)
    let x = numbers(data.inputs)
    let labels = try #require(data.labels)
    for c in 0..<2 {
      for j in 0..<2 {
        let values = labels.indices.filter { labels[$0] == c }.map { x[2 * $0 + j] }
        let mean = values.reduce(0, +) / 5000
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5000).squareRoot()
        #expect(abs(mean - (c == j ? 4 / 2.0.squareRoot() : 0)) < 5 * 0.5 / 70.7)
        #expect(abs(deviation - 0.5) < 0.025)
      }
    }
  }
}
