import LinearAlgebra
import Networks
import Testing

@testable import Kernels

/// The same bits on one and on two threads. Serialised, since the number of threads is a setting of
/// the process; it changes no result of other suites, which is what is tested here.
@Suite(.serialized) struct ThreadTests {
  private func both<R>(_ body: () throws -> R) rethrows -> (R, R) {
    let before = Parallel.threads
    defer { Parallel.threads = before }
    Parallel.threads = 1
    let one = try body()
    Parallel.threads = 2
    return (one, try body())
  }

  @Test func kernelsAndTracesAreTheSameBits() throws {
    let network = try SmallNetworks.network(
      40, [Dense(64, ReLU.self), Dense(48, Tanh.self), Dense(5)])
    let x = SmallNetworks.samples(260, 40, of: Float.self)
    let other = SmallNetworks.samples(90, 40, seed: 9, of: Float.self)
    for outputs: KernelOutputs in [.mean, .all, .one(3)] {
      let (a, b) = try both {
        try TangentKernel.matrix(network, on: x, outputs: outputs, watch: Unwatched()).elements
      }
      #expect(a == b)
      let (c, d) = try both {
        try TangentKernel.matrix(
          network, on: x, other: other, outputs: outputs, watch: Unwatched()
        ).elements
      }
      #expect(c == d)
      let (e, f) = try both {
        try TangentKernel.diagonal(network, on: x, outputs: outputs, watch: Unwatched())
      }
      #expect(e == f)
    }
  }

  /// Kernels of few samples are the leading blocks of one of many, bit by bit: no number depends on
  /// the panels, tiles and cuts it is in, which differ between them.
  @Test(arguments: [KernelOutputs.mean, .all, .one(2)])
  func everySizeIsABlockOfALargerOne(_ outputs: KernelOutputs) throws {
    try block(outputs, of: Float.self)
    try block(outputs, of: Double.self)
  }

  private func block<S: Scalar>(_ outputs: KernelOutputs, of _: S.Type) throws {
    let network = try SmallNetworks.network(
      20, [Dense(33, ReLU.self), Dense(17, Tanh.self), Dense(5)])
    let samples = 400
    let x = SmallNetworks.samples(samples, 20, of: S.self)
    let whole = try TangentKernel.matrix(network, on: x, outputs: outputs, watch: Unwatched())
    for count in Array(1...40) + [97, 193] {
      let part = Matrix<S>(rows: count, columns: 20) { out in
        x.withView { out.copy($0.rows(0..<count)) }
      }
      let kernel = try TangentKernel.matrix(
        network, on: part, outputs: outputs, watch: Unwatched())
      let leading = Matrix<S>(rows: kernel.rows, columns: kernel.columns) { out in
        whole.withView { out.copy($0.rows(0..<kernel.rows).columns(0..<kernel.columns)) }
      }
      #expect(kernel.elements == leading.elements, "\(count) samples")
    }
  }

  /// The estimate of an entropy, by the held kernel and in both ways without it.
  @Test func estimatesAreTheSameBits() throws {
    let network = try SmallNetworks.network(
      40, [Dense(64, ReLU.self), Dense(48, Tanh.self), Dense(5)])
    let x = SmallNetworks.samples(260, 40, of: Float.self)
    for products in ["kernel", "pairs"] {
      let (a, b) = try both {
        try Entropy.measure(
          network, on: .single(x),
          arguments: Entropy.entry.check(options: [
            ("method", .text("lanczos")), ("products", .text(products)), ("steps", .number(12)),
          ]), watch: Unwatched()
        ).conventions
      }
      #expect(a == b)
    }
    let vectors = SmallNetworks.samples(2, 260, seed: 8, of: Float.self)
    let pairs = PairOperator(
      network, on: x, outputs: .mean, restriction: .none, watch: Unwatched())
    let (c, d) = try both {
      try Matrix<Float>(rows: 2, columns: 260) { out in
        try vectors.withView { try pairs.multiply($0, into: out) }
      }.elements
    }
    #expect(c == d)
  }
}
