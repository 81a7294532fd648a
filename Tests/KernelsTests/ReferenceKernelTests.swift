import Catalog
import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

/// Kernels, traces, spectra and entropies against JAX in float64.
///
/// Double precision agrees to rounding (1e-10 of the largest entry; entropies, which divide by small
/// eigenvalues, 1e-9). Single precision carries about 1e-7 per sum of a few hundred terms: 1e-5, and
/// 1e-4 for entropies.
@Suite struct ReferenceKernelTests {
  @Test(arguments: ReferenceCase.names + ReferenceCase.convolutions) func doublePrecision(
    _ name: String
  ) throws {
    try check(name, Double.self, tolerance: 1e-10, entropyTolerance: 1e-9)
  }

  @Test(arguments: ReferenceCase.names + ReferenceCase.convolutions) func singlePrecision(
    _ name: String
  ) throws {
    try check(name, Float.self, tolerance: 1e-5, entropyTolerance: 1e-4)
  }

  private func check<S: Scalar>(
    _ name: String, _: S.Type, tolerance: Double, entropyTolerance: Double
  ) throws {
    let reference = try ReferenceCase(name)
    let network = try reference.network(of: S.self)
    let outputs = network.outputs
    let width = reference.architecture.input.count
    let x = try reference.matrix("x", columns: width, of: S.self)
    let x2 = try reference.matrix("x2", columns: width, of: S.self)
    let watch = Unwatched()

    // [n, m, a, b] in the file.
    let full = try reference.values("ntk")
    let cross = try reference.values("ntk_cross")
    func element(
      _ list: [Double], _ columns: Int, _ n: Int, _ m: Int, _ a: Int, _ b: Int
    )
      -> Double
    { list[((n * columns + m) * outputs + a) * outputs + b] }
    func flat(_ list: [Double], _ rows: Int, _ columns: Int) -> [Double] {
      (0..<rows * outputs).flatMap { i in
        (0..<columns * outputs).map { j in
          element(list, columns, i / outputs, j / outputs, i % outputs, j % outputs)
        }
      }
    }
    func block(_ list: [Double], _ rows: Int, _ columns: Int, _ k: Int) -> [Double] {
      (0..<rows).flatMap { n in (0..<columns).map { element(list, columns, n, $0, k, k) } }
    }
    func mean(_ list: [Double], _ rows: Int, _ columns: Int) -> [Double] {
      (0..<rows * columns).map { i in
        (0..<outputs).reduce(0) {
          $0 + element(list, columns, i / columns, i % columns, $1, $1)
        } / Double(outputs)
      }
    }
    func expect(_ kernel: Matrix<S>, _ expected: [Double], _ what: String) {
      #expect(
        relativeDifference(kernel.elements.map(Double.init), expected) < tolerance, "\(what)")
    }

    let all = try TangentKernel.matrix(network, on: x, outputs: .all, watch: watch)
    expect(all, flat(full, x.rows, x.rows), "all")
    let meanKernel = try TangentKernel.matrix(network, on: x, watch: watch)
    expect(meanKernel, mean(full, x.rows, x.rows), "mean")
    expect(
      meanKernel, try reference.values("ntk_traced").map { $0 / Double(outputs) }, "traced")
    for k in 0..<outputs {
      let one = try TangentKernel.matrix(network, on: x, outputs: .one(k), watch: watch)
      expect(one, block(full, x.rows, x.rows, k), "output \(k)")
      let crossed = try TangentKernel.matrix(
        network, on: x, other: x2, outputs: .one(k), watch: watch)
      expect(crossed, block(cross, x.rows, x2.rows, k), "cross, output \(k)")
    }
    expect(
      try TangentKernel.matrix(network, on: x, other: x2, outputs: .all, watch: watch),
      flat(cross, x.rows, x2.rows), "cross, all")
    expect(
      try TangentKernel.matrix(network, on: x, other: x2, watch: watch),
      mean(cross, x.rows, x2.rows), "cross, mean")

    // Quantities, as a user asks for them.
    func ask(
      _ quantity: any Quantity.Type, _ options: [(name: String, value: ArgumentValue)]
    )
      throws -> Kernels.Measurement
    {
      try quantity.measure(
        Subject(
          network: network, inputs: x, arguments: quantity.entry.check(options: options),
          watch: watch))
    }
    let wholly: [(name: String, value: ArgumentValue)] = [("outputs", .text("all"))]
    let trace = try reference.values("trace")[0]
    let measuredTrace = try #require(ask(Trace.self, wholly).number)
    #expect(abs(measuredTrace - trace) < tolerance * trace)
    let meanTrace = try #require(ask(Trace.self, []).number)
    #expect(abs(meanTrace - trace / Double(outputs)) < tolerance * trace)

    for (options, prefix) in [(wholly, ""), ([], "traced_")] {
      let entropy = try reference.values("\(prefix)entropy")[0]
      let effective = try reference.values("\(prefix)entropy_effective")[0]
      let eigenvalues = try reference.values("\(prefix)eigenvalues")
      let scale = prefix == "" ? 1 : 1 / Double(outputs)
      #expect(abs(try #require(ask(Entropy.self, options).number) - entropy) < entropyTolerance)
      let normalised = try ask(Entropy.self, options + [("normalised", .boolean(true))])
      #expect(abs(try #require(normalised.number) - effective) < entropyTolerance)
      guard case .list(let spectrum) = try ask(Spectrum.self, options).value else {
        Issue.record("a spectrum is a list")
        return
      }
      #expect(
        relativeDifference(spectrum, eigenvalues.reversed().map { $0 * scale }) < tolerance)
    }
  }

  @Test(arguments: ReferenceCase.names + ReferenceCase.convolutions) func losses(
    _ name: String
  ) throws {
    let reference = try ReferenceCase(name)
    let network = try reference.network(of: Double.self)
    let x = try reference.matrix(
      "x", columns: reference.architecture.input.count, of: Double.self)
    let y = try reference.matrix("y", columns: network.outputs, of: Double.self)
    for (loss, key) in [("mse", "mse"), ("crossentropy", "ce")] {
      let arguments = try MeanLoss.entry.check(options: [("loss", .text(loss))])
      let measured = try MeanLoss.measure(
        Subject(
          network: network, inputs: x, targets: y, arguments: arguments, watch: Unwatched()))
      let expected = try reference.values("loss_\(key)")[0]
      #expect(abs(try #require(measured.number) - expected) < 1e-12)
    }
  }
}
