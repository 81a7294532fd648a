import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

/// The two ways to a layer with positions give the same kernel, and the plan takes the cheaper.
@Suite struct KernelPlanTests {
  private func pairs(
    _ input: Shape, _ layers: [any Layer], _ outputs: KernelOutputs, samples: Int,
    _ body: (Pair<Double>, Int) throws -> Void
  ) throws {
    let network = Network(try Architecture(input: input, layers: layers), seed: 3)
    var x = SmallNetworks.samples(samples, input.count, of: Double.self)
    if let vocabulary = layers[0].tokens {
      var stream = RandomStream(seed: 1, purpose: "tokens")
      x = Matrix(
        rows: samples, columns: input.count,
        elements: (0..<samples * input.count).map { _ in Double(stream.below(vocabulary)) })
    }
    try x.withView { x in
      let collection = try PairCollection(network, x, outputs: outputs, restriction: .none)
      for pair in collection.pairs { try body(pair, samples) }
      withExtendedLifetime(collection) {}
    }
  }

  static let networks: [(Shape, [any Layer])] = [
    (Shape(5, 4, 2), [Convolution(3, 3, 2, Tanh.self), Convolution(4, 2, 2), Pooling(.mean)]),
    (Shape(3, 4), [Attention(heads: 2), Dense(3, Tanh.self), Pooling(.max)]),
    (Shape(7), [Embed(5, 3), Dense(2, Tanh.self), Pooling(.mean)]),
    (Shape(1), [Embed(5, 3), Flatten(), Dense(2)]),
    (Shape(3, 2, 2), [Convolution(2, 2, 2), Convolution(2, 1, 1)]),
  ]

  @Test(arguments: networks.indices, [KernelOutputs.mean, .all, .one(0)])
  func bothWaysAgree(_ index: Int, _ outputs: KernelOutputs) throws {
    let (input, layers) = Self.networks[index]
    for samples in [1, 5, 70] {
      try pairs(input, layers, outputs, samples: samples) { pair, samples in
        guard !KernelPlan.isPlain(pair) else { return }
        for withBias in [true, false] {
          let contraction = PairContraction(
            outputs: outputs, restriction: Restriction(weightsOnly: !withBias),
            watch: Unwatched())
          let jacobian = PositionwiseJacobian(pair, samples: samples)
          let rows = samples * (outputs == .all ? pair.seeds : 1)
          let bias = withBias && pair.bias != nil
          let expected = Matrix<Double>(rows: rows, columns: rows) { out in
            out.fill(0)
            // Small blocks, so that there are several.
            for block in jacobian.blocks(withBias: bias, limit: 1000) {
              let term = contraction.term(block, of: jacobian)
              guard case .gram(let left, let right) = term.cotangents else { return }
              withExtendedLifetime(term) {
                Products.multiply(
                  left, right, transposing: .second, into: out, alpha: term.bias, adding: true)
              }
            }
          }
          let made = try Matrix<Double>(rows: rows, columns: rows) { out in
            out.fill(0)
            try PositionGrams(
              pair, nil, samples: (samples, samples), outputs: outputs, withBias: bias
            ).add(to: out, watch: Unwatched())
            for i in 0..<rows { for j in 0..<i { out[j, i] = out[i, j] } }
          }
          #expect(relativeDifference(made.elements, expected.elements) < 1e-12)
          let crossed = try Matrix<Double>(rows: rows, columns: rows) { out in
            out.fill(0)
            try PositionGrams(
              pair, pair, samples: (samples, samples), outputs: outputs, withBias: bias
            ).add(to: out, watch: Unwatched())
          }
          #expect(relativeDifference(crossed.elements, expected.elements) < 1e-12)
          guard outputs != .mean else { continue }
          let norms = PositionGrams(
            pair, nil, samples: (samples, samples), outputs: .all, withBias: bias
          ).squaredNorms()
          #expect(
            relativeDifference(norms, jacobian.squaredNorms(withBias: bias)) < 1e-12)
        }
      }
    }
  }

  private func methods(
    _ input: Shape, _ layers: [any Layer], samples: Int = 50, _ outputs: KernelOutputs = .mean
  ) throws -> [KernelPlan.Method] {
    let network = Network(try Architecture(input: input, layers: layers), seed: 1)
    let x = Matrix<Float>(rows: samples, columns: input.count)
    return try KernelPlan(network, on: x, outputs: outputs).steps.map(\.method)
  }

  @Test func cheaperWayIsTaken() throws {
    // 784 places of a small kernel: the Jacobian. 4 places of 144 inputs by 64: pairs of them.
    #expect(
      try methods(Shape(28, 28, 1), [Convolution(8, 3, 3, ReLU.self), Pooling(.mean), Dense(10)])
        == [.gram, .jacobian])
    #expect(
      try methods(Shape(2, 2, 16), [Convolution(64, 3, 3, ReLU.self), Pooling(.mean), Dense(10)])
        == [.gram, .positions])
    #expect(try methods(Shape(30), [Dense(20, ReLU.self), Dense(10)]) == [.gram, .gram])
    // A large vocabulary: no Jacobian of 100,000 rows.
    #expect(
      try methods(Shape(8), [Embed(100_000, 16), Pooling(.mean), Dense(2)]) == [.gram, .positions])
  }

  /// Counted by hand for one layer: N = 3, S = 4, 2 -> 5, mean over 10 outputs.
  @Test func operationsAreCounted() throws {
    let network = Network(
      try Architecture(
        input: Shape(4, 2), layers: [Dense(5, Tanh.self), Pooling(.mean), Dense(10)]), seed: 1)
    let plan = try KernelPlan(
      network, on: Matrix<Double>(rows: 3, columns: 8), restriction: Restriction(layer: 0))
    let making = 3.0 * 10 * 2 * 4 * 2 * 5
    let gram = 2.0 * 6 * 10 * (2 * 5 + 5)
    #expect(plan.steps.count == 1 && plan.steps[0].method == .jacobian)
    #expect(plan.operations == making + gram)
  }

  /// Larger than every panel and tile, so that all are cut.
  @Test func sameOnAnyNumberOfThreads() throws {
    defer { Parallel.threads = Parallel.processors }
    let networks: [(Shape, [any Layer])] = [
      (
        Shape(8, 8, 3),
        [
          Convolution(8, 3, 3, GELU.self), GroupNorm(2), Pooling(.max, 2, 2),
          Convolution(16, 3, 3, ReLU.self, stride: (2, 2)), Pooling(.mean), Dense(4),
        ]
      ),
      (
        Shape(6, 6, 1),
        [
          Patches(2, 2), Dense(8), Positions(), LayerNorm(), Attention(heads: 2), Pooling(.max),
          Dense(3),
        ]
      ),
    ]
    for (input, layers) in networks {
      let network = Network(try Architecture(input: input, layers: layers), seed: 5)
      let x = SmallNetworks.samples(150, input.count, of: Float.self)
      let y = SmallNetworks.samples(150, network.outputs, seed: 4, of: Float.self)
      let results = try [1, 2, 3].map { threads in
        Parallel.threads = threads
        let gradient = try network.gradient(loss: MeanSquaredError(), inputs: x, targets: y)
        return try [
          TangentKernel.matrix(network, on: x, watch: Unwatched()).elements,
          TangentKernel.matrix(network, on: x, outputs: .all, watch: Unwatched()).elements,
          gradient.gradient.elements, network.outputs(of: x).elements,
        ]
      }
      #expect(results[1] == results[0] && results[2] == results[0])
    }
  }
}
