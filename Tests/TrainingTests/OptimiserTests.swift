import Catalog
import LinearAlgebra
import TestSupport
import Testing

@testable import Training

@Suite struct OptimiserTests {
  @Test func folderIsTheTable() throws {
    let types = Optimisers.all.map { String(describing: $0) }
    #expect(try Fixtures.types(in: "Training/Optimisers", except: "Optimisers") == Set(types))
    for optimiser in Optimisers.all {
      let entry = optimiser.entry
      #expect(entry.kind == .optimiser && !entry.examples.isEmpty)
      #expect(Optimisers.named(entry.name) == optimiser)
      let made = try optimiser.init(entry.check())
      #expect(made.code.hasPrefix("\(entry.name) with rate="))
    }
    #expect(Optimisers.named("nothing") == nil)
  }

  @Test func optionsAreHeard() throws {
    let adam = try Adam(
      Adam.entry.check(options: [
        ("rate", .number(0.5)), ("beta1", .number(0.1)), ("beta2", .number(0.2)),
        ("epsilon", .number(0.3)),
      ]))
    #expect(adam.code == "adam with rate=0.5, beta1=0.1, beta2=0.2, epsilon=0.3")
    let momentum = try Momentum(
      Momentum.entry.check(options: [("beta", .number(0.25)), ("rate", .number(2))]))
    #expect(momentum.code == "momentum with rate=2, beta=0.25")
    #expect(try SGD(rate: 0.125).code == "sgd with rate=0.125")
    let error = #expect(throws: ArgumentError.self) { try SGD(rate: 0) }
    #expect(error?.message == "rate must be a number above 0, not 0")
    #expect(throws: ArgumentError.self) {
      try Adam.entry.check(options: [("beta1", .number(1))])
    }
  }

  /// Three steps against the formulas of section 2, written out number by number.
  @Test func stepsAreTheFormulas() throws {
    let gradients: [[Double]] = [[1, -2, 0], [0.5, 1, 3], [-4, 0.25, 1e-3]]
    func run(_ optimiser: any Optimiser) -> [Double] {
      var w = Matrix(rows: 1, columns: 3, elements: [0.1, 0.2, 0.3])
      let state = Buffer<Double>(count: 3 * optimiser.slots)
      for (t, g) in gradients.enumerated() {
        let gradient = Matrix(rows: 1, columns: 3, elements: g)
        gradient.withView { gradient in
          w.withMutableView {
            optimiser.step(
              t + 1, gradient: gradient, parameters: $0,
              state: (0..<optimiser.slots).map {
                View(state.base + 3 * $0, rows: 1, columns: 3)
              })
          }
        }
      }
      return w.elements
    }
    var plain = [0.1, 0.2, 0.3]
    var heavy = plain
    var m = [0.0, 0, 0]
    for g in gradients {
      for i in 0..<3 {
        plain[i] -= 0.1 * g[i]
        m[i] = 0.8 * m[i] + g[i]
        heavy[i] -= 0.1 * m[i]
      }
    }
    #expect(relativeDifference(run(try SGD(rate: 0.1)), plain) < 1e-15)
    let momentum = try Momentum(
      Momentum.entry.check(options: [("rate", .number(0.1)), ("beta", .number(0.8))]))
    #expect(relativeDifference(run(momentum), heavy) < 1e-15)

    var adam = [0.1, 0.2, 0.3]
    var (first, second) = ([0.0, 0, 0], [0.0, 0, 0])
    var powers = (1.0, 1.0)
    for g in gradients {
      powers = (powers.0 * 0.9, powers.1 * 0.999)
      for i in 0..<3 {
        first[i] = 0.9 * first[i] + 0.1 * g[i]
        second[i] = 0.999 * second[i] + 0.001 * g[i] * g[i]
        let root = (second[i] / (1 - powers.1)).squareRoot()
        adam[i] -= 0.05 * (first[i] / (1 - powers.0)) / (root + 1e-8)
      }
    }
    // 1 − 0.999ᵗ cancels: a few 1e-13 of it are lost in either order of rounding.
    #expect(relativeDifference(run(try Adam(rate: 0.05)), adam) < 1e-11)
  }

  /// The moments of a parameter without a gradient decay to zero and not into the numbers below the
  /// smallest normal one, with which every step costs many times as much.
  @Test func vanishedGradientsLeaveNoSubnormalMoments() throws {
    for optimiser: any Optimiser in [try Adam(rate: 0.01), try Momentum(rate: 0.01)] {
      var w = Matrix<Float>(rows: 1, columns: 40)
      let state = Buffer<Float>(count: 40 * optimiser.slots)
      let slots = (0..<optimiser.slots).map { View(state.base + 40 * $0, rows: 1, columns: 40) }
      for step in 1...1000 {
        let gradient = Matrix<Float>(
          rows: 1, columns: 40, elements: [Float](repeating: step == 1 ? 1e-3 : 0, count: 40))
        gradient.withView { gradient in
          w.withMutableView {
            optimiser.step(step, gradient: gradient, parameters: $0, state: slots)
          }
        }
      }
      for k in 0..<40 { #expect(slots[0][0, k] == 0) }
    }
  }
}
