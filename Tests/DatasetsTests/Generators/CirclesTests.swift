import Catalog
import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct CirclesTests {
  @Test func withoutNoiseTheRingsAreExact() throws {
    let options = [
      (name: "noise", value: ArgumentValue.number(0)), (name: "radius", value: .number(0.25)),
    ]
    let data = try Circles.generate(100, arguments(Circles.entry, options), seed: 1)
    #expect(data.shape == Shape(2))
    #expect(data.classes == 2)
    let x = numbers(data.inputs)
    for (i, label) in try #require(data.labels).enumerated() {
      let radius = (x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1]).squareRoot()
      #expect(abs(radius - (label == 0 ? 0.25 : 1)) < 1e-6)
    }
    #expect(data.provenance.source == "circles with noise=0, radius=0.25, seed=1")
  }

  /// Mean squared radius r² + 2 noise², each of 5,000: within five standard errors.
  @Test func noiseHasItsDeviation() throws {
    let options = [(name: "noise", value: ArgumentValue.number(0.2))]
    let data = try Circles.generate(10_000, arguments(Circles.entry, options), seed: 2)
    let x = numbers(data.inputs)
    var squares = [0.0, 0.0]
    for (i, label) in try #require(data.labels).enumerated() {
      squares[label] += x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1]
    }
    // The squared radius has variance 4 r² s² + 4 s⁴: 0.0464 and 0.1664 here.
    let (inner, outer) = (squares[0] / 5000, squares[1] / 5000)
    #expect(abs(inner - 0.33) < 5 * 0.2154 / 70.7)
    #expect(abs(outer - 1.08) < 5 * 0.4079 / 70.7)
  }

  @Test func impossibleOptionsAreRefused() {
    for (name, value) in [("noise", -1.0), ("noise", 11), ("radius", 1.5), ("radius", -0.1)] {
      #expect(throws: ArgumentError.self) {
        try arguments(Circles.entry, [(name: name, value: .number(value))])
      }
    }
  }
}
