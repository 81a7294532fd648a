import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

/// Products without the kernel against products with it.
@Suite struct KernelOperatorTests {
  private let cases: [(outputs: KernelOutputs, restriction: Restriction)] = [
    (.mean, .none), (.all, .none), (.one(1), .none),
    (.mean, Restriction(layer: 0, weightsOnly: true)), (.all, Restriction(layer: 0)),
    (.mean, Restriction(weightsOnly: true)),
  ]

  /// In double: a sum of some hundred products, so 1e-12 of the largest is rounding.
  @Test func bothWaysEqualTheHeldKernel() throws {
    for network in try SmallNetworks.all() {
      let width = network.architecture.input.count
      // More than one chunk of 1024, and more than one block's side where all outputs are taken.
      let x = SmallNetworks.samples(1100, width, of: Double.self)
      for (outputs, restriction) in cases {
        let kernel = try TangentKernel.matrix(
          network, on: x, outputs: outputs, restriction: restriction, watch: Unwatched())
        let vectors = SmallNetworks.samples(3, kernel.rows, seed: 8, of: Double.self)
        let expected = product(vectors) { v, out in
          kernel.withView { Products.multiply(v, $0, into: out) }
        }
        let pairs = PairOperator(
          network, on: x, outputs: outputs, restriction: restriction, watch: Unwatched())
        let blocks = BlockOperator(
          network, on: x, outputs: outputs, restriction: restriction, watch: Unwatched())
        #expect(relative(try product(vectors, pairs.multiply), expected) < 1e-12)
        #expect(relative(try product(vectors, blocks.multiply), expected) < 1e-12)
      }
    }
  }

  /// Several blocks a side: 64 outputs of 600 samples, with a side of 64.
  @Test func manyBlocks() throws {
    let network = try SmallNetworks.network(3, [Dense(4, ReLU.self), Dense(64)])
    let x = SmallNetworks.samples(150, 3, of: Float.self)
    let kernel = try TangentKernel.matrix(network, on: x, outputs: .all, watch: Unwatched())
    let vectors = SmallNetworks.samples(2, kernel.rows, seed: 8, of: Float.self)
    let expected = product(vectors) { v, out in
      kernel.withView { Products.multiply(v, $0, into: out) }
    }
    let blocks = BlockOperator(
      network, on: x, outputs: .all, restriction: .none, watch: Unwatched())
    #expect(relative(try product(vectors, blocks.multiply), expected) < 1e-5)
  }

  /// Few samples by blocks, many by pairs.
  @Test func theCheaperWayIsTaken() throws {
    let network = try SmallNetworks.relu()
    func prefersBlocks(_ samples: Int, _ vectors: Int) throws -> Bool {
      try KernelOperator(
        network, on: SmallNetworks.samples(samples, 5, of: Float.self), outputs: .mean,
        restriction: .none, watch: Unwatched()
      ).prefersBlocks(vectors)
    }
    #expect(try prefersBlocks(4, 16) && !prefersBlocks(20_000, 16))
    #expect(try !prefersBlocks(60, 1) && prefersBlocks(60, 64))
  }

  @Test func interrupts() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(30, 5, of: Float.self)
    var out = Matrix<Float>(rows: 1, columns: 30)
    #expect(throws: Interrupted.self) {
      try out.withMutableView { out in
        try SmallNetworks.samples(1, 30, of: Float.self).withView {
          try PairOperator(
            network, on: x, outputs: .mean, restriction: .none, watch: Stopping(after: 1)
          ).multiply($0, into: out)
        }
      }
    }
  }

  private func product<S: Scalar>(
    _ vectors: Matrix<S>, _ multiply: (View<S>, View<S>) throws -> Void
  ) rethrows -> Matrix<S> {
    try Matrix(rows: vectors.rows, columns: vectors.columns) { out in
      try vectors.withView { try multiply($0, out) }
    }
  }

  private func relative<S: Scalar>(_ a: Matrix<S>, _ b: Matrix<S>) -> Double {
    let largest = b.elements.map { abs(Double($0)) }.max() ?? 1
    return (zip(a.elements, b.elements).map { abs(Double($0) - Double($1)) }.max() ?? 1) / largest
  }
}
