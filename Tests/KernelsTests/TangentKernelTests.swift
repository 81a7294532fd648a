import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

/// Kernels against the explicit Jacobian product, and identities that hold whatever the numbers.
///
/// Sums have at most a few hundred terms, so double precision agrees within 1e-12 of the largest
/// entry.
@Suite struct TangentKernelTests {
  let watch = Unwatched()

  /// N from 1 to 40, every form of outputs, symmetric and cross.
  @Test(arguments: 1...40) func equalsJacobianProduct(_ count: Int) throws {
    for network in try SmallNetworks.all() {
      try compare(network, count, other: 1 + count % 7)
    }
  }

  /// Sizes around the tiles' edges: where rows of tiles begin and where they are cut.
  @Test(arguments: [63, 64, 65, 96, 97, 128, 129, 191, 193, 255, 257, 320])
  func equalsJacobianProductAtTileEdges(_ count: Int) throws {
    try compare(SmallNetworks.bounded(), count, other: 33)
  }

  private func compare(_ network: Network, _ count: Int, other otherCount: Int) throws {
    let width = network.architecture.input.count
    let x = SmallNetworks.samples(count, width, of: Double.self)
    let other = SmallNetworks.samples(otherCount, width, seed: 4, of: Double.self)
    let reference = ExplicitJacobian(network, on: x)
    let crossReference = ExplicitJacobian(network, on: other)
    let full = reference.kernel(reference)
    let cross = reference.kernel(crossReference)
    let last = network.outputs - 1

    func check(_ kernel: Matrix<Double>, _ expected: [Double]) {
      #expect(relativeDifference(kernel.elements, expected) < 1e-12, "\(count) samples")
    }
    func made(_ outputs: KernelOutputs, _ other: Matrix<Double>? = nil) throws -> Matrix<Double> {
      try TangentKernel.matrix(network, on: x, other: other, outputs: outputs, watch: watch)
    }
    check(try made(.all), full.flatMap { $0 })
    check(try made(.mean), reference.mean(full))
    check(try made(.one(last)), reference.block(full, last))
    check(try made(.all, other), cross.flatMap { $0 })
    check(try made(.mean, other), reference.mean(cross))
    check(try made(.one(-1), other), reference.block(cross, last))

    for outputs: KernelOutputs in [.all, .mean, .one(0)] {
      let diagonal = try TangentKernel.diagonal(network, on: x, outputs: outputs, watch: watch)
      let kernel = try made(outputs)
      #expect(
        relativeDifference(diagonal, (0..<kernel.rows).map { kernel[$0, $0] }) < 1e-12)
    }
  }

  /// More samples than a chunk of the trace, so that chunks are joined.
  @Test func traceStreams() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(2500, 5, of: Double.self)
    let whole = try TangentKernel.matrix(network, on: x, watch: watch)
    let trace = try TangentKernel.trace(network, on: x, watch: watch)
    let sum = (0..<whole.rows).reduce(0) { $0 + whole[$1, $1] }
    #expect(abs(trace - sum) < 1e-12 * sum)
    let all = try TangentKernel.trace(network, on: x, outputs: .all, watch: watch)
    #expect(abs(all - 3 * trace) < 1e-12 * all, "Tr(all) = C · Tr(mean)")
  }

  @Test func layersAddUpAndWeightsLeaveTheBiases() throws {
    for network in try SmallNetworks.all() {
      let width = network.architecture.input.count
      let x = SmallNetworks.samples(9, width, of: Double.self)
      let reference = ExplicitJacobian(network, on: x)
      let layers = network.architecture.parametricLayers
      for outputs: KernelOutputs in [.all, .mean, .one(1)] {
        func made(_ restriction: Restriction) throws -> [Double] {
          try TangentKernel.matrix(
            network, on: x, outputs: outputs, restriction: restriction, watch: watch
          ).elements
        }
        func expected(_ keep: (ParameterArray) -> Bool) -> [Double] {
          let kernel = reference.kernel(reference, keep: keep)
          switch outputs {
          case .all: return kernel.flatMap { $0 }
          case .mean: return reference.mean(kernel)
          case .one(let k): return reference.block(kernel, k)
          }
        }
        let whole = try made(.none)
        var sum = [Double](repeating: 0, count: whole.count)
        for layer in 0..<layers {
          let part = try made(Restriction(layer: layer))
          #expect(relativeDifference(part, expected { $0.layer == layer }) < 1e-12)
          sum = zip(sum, part).map { $0 + $1 }
          let weights = try made(Restriction(layer: layer, weightsOnly: true))
          #expect(
            relativeDifference(weights, expected { $0.layer == layer && $0.role == .weight })
              < 1e-12)
          let restricted = Restriction(layer: layer, weightsOnly: true)
          let diagonal = try TangentKernel.diagonal(
            network, on: x, outputs: outputs, restriction: restricted, watch: watch)
          let side = diagonal.count
          #expect(
            relativeDifference(diagonal, (0..<side).map { weights[$0 * side + $0] }) < 1e-12)
        }
        #expect(relativeDifference(sum, whole) < 1e-12)
        #expect(
          try made(Restriction(layer: -1)) == made(Restriction(layer: layers - 1)))
        #expect(
          relativeDifference(
            try made(Restriction(weightsOnly: true)), expected { $0.role == .weight }) < 1e-12)
      }
    }
  }

  @Test func isSymmetricAndPositiveAndItsOwnCross() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(150, 5, of: Float.self)
    for outputs: KernelOutputs in [.all, .mean, .one(2)] {
      let kernel = try TangentKernel.matrix(network, on: x, outputs: outputs, watch: watch)
      for i in 0..<kernel.rows {
        for j in 0..<i where kernel[i, j] != kernel[j, i] {
          Issue.record("not symmetric at \(i), \(j)")
        }
      }
      let cross = try TangentKernel.matrix(
        network, on: x, other: x, outputs: outputs, watch: watch)
      #expect(
        relativeDifference(
          kernel.elements.map(Double.init), cross.elements.map(Double.init)) < 1e-6)
      let ascending = try SymmetricEigenvalues<Float>().ascending(kernel)
      let largest = try #require(ascending.last)
      // Rounding of the entries moves eigenvalues by about rows · 6e-8 of the largest at most.
      #expect(try #require(ascending.first) > -1e-5 * largest)
    }
  }

  @Test func lowerHalfIsThatOfTheWhole() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(70, 5, of: Float.self)
    let whole = try TangentKernel.matrix(network, on: x, outputs: .all, watch: watch)
    let half = try TangentKernel.matrix(
      network, on: x, outputs: .all, fill: .lowerHalf, watch: watch)
    for i in 0..<whole.rows {
      for j in 0...i where half[i, j] != whole[i, j] { Issue.record("differs at \(i), \(j)") }
    }
  }

  @Test func refusesWhatIsNotThere() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(3, 5, of: Float.self)
    func message(_ body: () throws -> Void) -> String? {
      #expect(throws: ComputationError.self, performing: body)?.message
    }
    #expect(
      message { _ = try TangentKernel.matrix(network, on: x, outputs: .one(3), watch: watch) }
        == "the network has 3 outputs, counted from 0, so there is no output 3")
    #expect(
      message {
        _ = try TangentKernel.matrix(
          network, on: x, restriction: Restriction(layer: 3), watch: watch)
      } == "the network has 3 layers with parameters, counted from 0, so there is no layer 3")
    #expect(
      message {
        _ = try TangentKernel.matrix(
          network, on: SmallNetworks.samples(3, 4, of: Float.self), watch: watch)
      } == "the network takes inputs of 5 numbers, but the examples have 4")
    #expect(
      message {
        _ = try TangentKernel.matrix(
          network, on: Matrix<Float>(rows: 0, columns: 5), watch: watch)
      } == "there are no examples in the data")
  }

  @Test func interruptionThrows() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(400, 5, of: Float.self)
    for checks in [0, 1, 5] {
      #expect(throws: Interrupted.self) {
        try TangentKernel.matrix(network, on: x, outputs: .all, watch: Stopping(after: checks))
      }
    }
    #expect(throws: Interrupted.self) {
      try TangentKernel.trace(network, on: x, watch: Stopping(after: 0))
    }
    let patient = Stopping(after: 1_000_000)
    _ = try TangentKernel.matrix(network, on: x, watch: patient)
    #expect(patient.reports.load(ordering: .relaxed) > 0)
  }
}
