import Catalog
import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

/// Kernels of networks of all kinds of layers, of each of their layers, their spectra and entropies,
/// against JAX in float64 (Tests/Fixtures/layers).
///
/// Double precision agrees to 1e-9 of the largest entry; single precision to 2e-5, sums of a few
/// hundred terms carrying about 1e-7 each and a chain of layers some more.
@Suite struct LayerReferenceTests {
  static let names = ReferenceCase.layered + ReferenceCase.further

  @Test(arguments: names) func doublePrecision(_ name: String) throws {
    try check(name, Double.self, tolerance: 1e-9)
  }

  @Test(arguments: names) func singlePrecision(_ name: String) throws {
    try check(name, Float.self, tolerance: 2e-5)
  }

  private func check<S: Scalar>(_ name: String, _: S.Type, tolerance: Double) throws {
    let reference = try ReferenceCase(name)
    let network = try reference.network(of: S.self)
    let outputs = network.outputs
    let x = try reference.matrix("x", columns: reference.architecture.input.count, of: S.self)
    let watch = Unwatched()

    /// [n, m, a, b] of the file as rows (n, a) and columns (m, b).
    func flat(_ list: ArraySlice<Double>) -> [Double] {
      let (n, c) = (x.rows, outputs)
      return (0..<n * c * n * c).map { k in
        let (i, j) = (k / (n * c), k % (n * c))
        let at = ((i / c * n + j / c) * c + i % c) * c + j % c
        return list[list.startIndex + at]
      }
    }
    func largest(_ list: [Double]) -> Double { list.reduce(0) { max($0, abs($1)) } }
    func kernel(_ outputs: KernelOutputs, _ restriction: Restriction = .none) throws -> [Double] {
      try TangentKernel.matrix(
        network, on: x, outputs: outputs, restriction: restriction, watch: watch
      ).elements.map(Double.init)
    }

    let all = flat(try reference.values("ntk")[...])
    // Parts are compared on the scale of the whole: k's bias has none but rounding.
    let scale = largest(all)
    func expectPart(_ kernel: [Double], _ expected: [Double], _ what: String) {
      #expect(largest(zip(kernel, expected).map { $0 - $1 }) < tolerance * scale, "\(what)")
    }
    #expect(relativeDifference(try kernel(.all), all) < tolerance)
    #expect(relativeDifference(try kernel(.mean), try reference.values("ntk_mean")) < tolerance)
    expectPart(
      try kernel(.all, Restriction(weightsOnly: true)),
      flat(try reference.values("ntk_weights")[...]), "weights")
    for k in [0, outputs - 1] {
      let block = try kernel(.one(k))
      let rows = x.rows
      expectPart(
        block,
        (0..<rows * rows).map {
          all[($0 / rows * outputs + k) * rows * outputs + $0 % rows * outputs + k]
        },
        "output \(k)")
    }
    // The cross kernel takes other ways through the same sums.
    let last = x.gathered([x.rows - 1, 0])
    let whole = try kernel(.mean)
    let crossed = try TangentKernel.matrix(network, on: x, other: last, watch: watch)
    expectPart(
      crossed.elements.map(Double.init),
      (0..<x.rows).flatMap { [whole[$0 * x.rows + x.rows - 1], whole[$0 * x.rows]] }, "cross")

    let layers = try reference.values("ntk_layers")
    let traces = try reference.values("trace_layers")
    let trace = try reference.values("trace")[0]
    for layer in 0..<network.architecture.parametricLayers {
      let part = flat(layers[(layer * all.count)..<((layer + 1) * all.count)])
      let restriction = Restriction(layer: layer)
      expectPart(try kernel(.all, restriction), part, "layer \(layer)")
      let diagonal = try TangentKernel.trace(
        network, on: x, outputs: .all, restriction: restriction, watch: watch)
      #expect(abs(diagonal - traces[layer]) < tolerance * trace, "trace of layer \(layer)")
      let mean = try TangentKernel.trace(network, on: x, restriction: restriction, watch: watch)
      #expect(
        abs(mean * Double(outputs) - traces[layer]) < tolerance * trace,
        "mean trace of layer \(layer)")
    }
    #expect(
      abs(try TangentKernel.trace(network, on: x, outputs: .all, watch: watch) - trace)
        < tolerance * trace)

    let wholly: [(name: String, value: ArgumentValue)] = [("outputs", .text("all"))]
    for (options, prefix) in [(wholly, ""), ([], "mean_")] {
      func ask(_ quantity: any Quantity.Type) throws -> Kernels.Measurement {
        try quantity.measure(
          Subject(
            network: network, inputs: x, arguments: quantity.entry.check(options: options),
            watch: watch))
      }
      guard case .list(let spectrum) = try ask(Spectrum.self).value else {
        Issue.record("a spectrum is a list")
        return
      }
      let eigenvalues = try reference.values("\(prefix)eigenvalues")
      #expect(relativeDifference(spectrum, eigenvalues.reversed()) < tolerance)
      let entropy = try reference.values("\(prefix)entropy")[0]
      #expect(
        abs(try #require(ask(Entropy.self).number) - entropy)
          < max(tolerance, S.precision == .single ? 1e-4 : 0))
    }
  }

  /// K v by pairs and by blocks, against the held kernel.
  @Test(arguments: ReferenceCase.layered) func products(_ name: String) throws {
    let reference = try ReferenceCase(name)
    let network = try reference.network(of: Double.self)
    let x = try reference.matrix(
      "x", columns: reference.architecture.input.count, of: Double.self)
    for outputs: KernelOutputs in [.mean, .all] {
      let kernel = try TangentKernel.matrix(network, on: x, outputs: outputs, watch: Unwatched())
      let vectors = SmallNetworks.samples(3, kernel.rows, of: Double.self)
      let wanted = Matrix<Double>(rows: 3, columns: kernel.rows) { out in
        vectors.withView { v in kernel.withView { Products.multiply(v, $0, into: out) } }
      }
      func check(_ multiply: (View<Double>, View<Double>) throws -> Void) rethrows {
        let made = try Matrix<Double>(rows: 3, columns: kernel.rows) { out in
          try vectors.withView { try multiply($0, out) }
        }
        #expect(relativeDifference(made.elements, wanted.elements) < 1e-11)
      }
      try check(
        PairOperator(
          network, on: x, outputs: outputs, restriction: .none, watch: Unwatched()
        ).multiply(_:into:))
      try check(
        BlockOperator(
          network, on: x, outputs: outputs, restriction: .none, watch: Unwatched()
        ).multiply(_:into:))
    }
  }
}
