import Catalog
import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Selection

/// Random network distillation against JAX in float64, as ZnNL does it: `repeats=yes`.
///
/// In double precision distances agree to 1e-10 after the first and to 1e-8 after 30 epochs of Adam,
/// whose division by √v magnifies rounding of small gradients; choices are decided by gaps of 2 %.
@Suite struct DistillationTests {
  static let names = ReferenceCase.names.filter { $0 != "mlp_mnist" }

  private func reference<S: Scalar>(
    _ name: String, _: S.Type, repeats: Bool = true
  ) throws -> (ReferenceCase, Pool, Arguments) {
    let reference = try ReferenceCase(name)
    let pool: Matrix<S> = try reference.matrix(
      "pool", columns: reference.architecture.input.count, of: S.self)
    let arguments = try RND.entry.check(options: [
      ("target", .object(reference.network("target_", of: S.self))),
      ("predictor", .object(reference.network(of: S.self))),
      ("repeats", .boolean(repeats)), ("precision", .text(S.precision.rawValue)),
    ])
    return (reference, Pool(inputs: StoredMatrix(pool)), arguments)
  }

  @Test(arguments: names) func doublePrecision(_ name: String) throws {
    let (reference, pool, arguments) = try reference(name, Double.self)
    let rnd = try Distillation<Double>(pool, arguments, seed: 0)
    let watch = Unwatched()
    let expected = try reference.values("rnd_distances")
    for choice in 0..<4 {
      let distances = try rnd.distances(watch: watch)
      let row = Array(expected[choice * 16..<(choice + 1) * 16])
      #expect(
        relativeDifference(distances, row) < (choice == 0 ? 1e-10 : 1e-8), "choice \(choice)")
      _ = try rnd.chooseNext(watch: watch)
      try rnd.retrain(watch: watch)
    }
    #expect(rnd.indices.map(Double.init) == (try reference.values("rnd_indices")))
    let trained = rnd.network.parameters.matrix(of: Double.self).elements
    #expect(relativeDifference(trained, try reference.flat("rnd_final_")) < 1e-8)
  }

  @Test(arguments: names) func singlePrecision(_ name: String) throws {
    let (reference, pool, arguments) = try reference(name, Float.self)
    let choice = try RND.select(4, from: pool, arguments, seed: 0, watch: Unwatched())
    #expect(choice.indices.map(Double.init) == (try reference.values("rnd_indices")))
    let largest = try (0..<4).map { k in
      try #require(reference.values("rnd_distances")[k * 16..<(k + 1) * 16].max())
    }
    #expect(relativeDifference(choice.distances, largest) < 1e-3)
  }

  @Test(arguments: names) func metricsOfTheReference(_ name: String) throws {
    let (reference, pool, _) = try reference(name, Double.self)
    let x = pool.inputs.matrix(of: Double.self)
    let target = try reference.network("target_", of: Double.self).outputs(of: x)
    let predictor = try reference.network(of: Double.self).outputs(of: x)
    for (metric, key) in [(Metric.mse, "rnd_mse"), (.cosine, "rnd_cosine")] {
      let distances = target.withView { u in
        predictor.withView { metric.distances(u, $0) }
      }
      #expect(relativeDifference(distances, try reference.values(key)) < 1e-10)
    }
  }

  /// Without repeats every example is chosen once, and the whole pool can be.
  @Test func chosenExamplesLeaveThePool() throws {
    let (_, pool, arguments) = try reference("mlp_relu", Float.self, repeats: false)
    let all = try RND.select(16, from: pool, arguments, seed: 0, watch: Unwatched())
    #expect(all.indices.sorted() == Array(0..<16) && all.distances.count == 16)
    let some = try RND.select(5, from: pool, arguments, seed: 0, watch: Unwatched())
    #expect(some.indices == Array(all.indices.prefix(5)))
    #expect(some.distances == Array(all.distances.prefix(5)))
    #expect(
      try RND.select(0, from: pool, arguments, seed: 0, watch: Unwatched()) == Choice([]))
    let error = #expect(throws: ComputationError.self) {
      try RND.select(17, from: pool, arguments, seed: 0, watch: Unwatched())
    }
    #expect(error?.message == "17 examples are asked for, but there are only 16 to select from")
    let (_, _, repeating) = try reference("mlp_relu", Float.self)
    #expect(
      try RND.select(17, from: pool, repeating, seed: 0, watch: Unwatched()).indices.count == 17)
  }

  /// Equal distances: a predictor that is its target leaves nothing to tell examples apart.
  @Test func tiesGoToTheFirst() throws {
    let reference = try ReferenceCase("mlp_tanh")
    let network = try reference.network(of: Float.self)
    let pool: Matrix<Float> = try reference.matrix("pool", columns: 12, of: Float.self)
    let arguments = try RND.entry.check(options: [
      ("target", .object(network)), ("predictor", .object(network)),
    ])
    let choice = try RND.select(
      4, from: Pool(inputs: .single(pool)), arguments, seed: 0, watch: Unwatched())
    #expect(choice.indices == [0, 1, 2, 3] && choice.distances == [0, 0, 0, 0])
  }

  @Test func seedPoints() throws {
    let (_, pool, _) = try reference("mlp_relu", Float.self)
    let network = try ReferenceCase("mlp_relu").network(of: Float.self)
    func choose(
      _ seedpoint: ArgumentValue, seed: UInt64
    ) throws -> Choice {
      let arguments = try RND.entry.check(options: [
        ("network", .object(network)), ("seedpoint", seedpoint),
      ])
      return try RND.select(6, from: pool, arguments, seed: seed, watch: Unwatched())
    }
    let fixed = try choose(.number(9), seed: 1)
    #expect(fixed.indices.first == 9 && Set(fixed.indices).count == 6)
    #expect(fixed.distances[0].isNaN && fixed.distances[1].isFinite)
    let firsts = try Set((0..<20).map { try choose(.text("random"), seed: $0).indices[0] })
    #expect(firsts.count > 3)
    #expect(try choose(.text("none"), seed: 1) == choose(.text("none"), seed: 1))
    #expect(
      try choose(.text("none"), seed: 1).distances != choose(.text("none"), seed: 2).distances)
    let error = #expect(throws: ComputationError.self) { try choose(.number(16), seed: 1) }
    #expect(
      error?.message
        == "seedpoint=16 is not in the pool, whose 16 examples are counted from 0")
  }

  /// A threshold no loss reaches changes nothing; one every loss is below leaves a step a choice.
  @Test func thresholdEndsTrainingEarly() throws {
    let (_, pool, _) = try reference("mlp_relu", Float.self)
    let network = try ReferenceCase("mlp_relu").network(of: Float.self)
    func distances(_ options: [(name: String, value: ArgumentValue)]) throws -> [Double] {
      let arguments = try RND.entry.check(options: [("network", .object(network))] + options)
      return try RND.select(5, from: pool, arguments, seed: 4, watch: Unwatched()).distances
    }
    #expect(try distances([("threshold", .number(1e-30))]) == distances([]))
    #expect(
      try distances([("threshold", .number(1e30))]) == distances([("epochs", .number(1))]))
    #expect(try distances([("batch", .number(2))]) != distances([]))
    #expect(try distances([("optimiser", .text("sgd"))]) != distances([]))
    #expect(try distances([("rate", .number(0.1))]) != distances([]))
  }

  @Test func refusesWhatDoesNotFit() throws {
    let (_, pool, _) = try reference("mlp_relu", Float.self)
    let network = try ReferenceCase("mlp_relu").network(of: Float.self)
    let wide = try Network(
      Architecture(input: Shape(12), layers: [Dense(7)]), seed: 1)
    let short = try Network(Architecture(input: Shape(3), layers: [Dense(4)]), seed: 1)
    func message(_ options: [(name: String, value: ArgumentValue)]) -> String? {
      #expect(throws: ComputationError.self) {
        try RND.select(
          3, from: pool, RND.entry.check(options: options), seed: 0, watch: Unwatched())
      }?.message
    }
    #expect(message([]) == "rnd needs networks to compare")
    #expect(message([("target", .object(network))]) == "rnd needs networks to compare")
    #expect(
      message([("target", .object(network)), ("predictor", .object(wide))])
        == "target and predictor must have as many outputs, and they have 4 and 7")
    #expect(
      message([("network", .object(short))])
        == "the network takes inputs of 3 numbers, but the examples have 12")
    #expect(
      message([
        ("network", .object(network)), ("rate", .number(1e30)), ("optimiser", .text("sgd")),
      ])?.hasSuffix("is not finite after 1 choices") == true)
  }

  @Test func interruptionThrows() throws {
    let (_, pool, arguments) = try reference("mlp_relu", Float.self)
    #expect(throws: Interrupted.self) {
      try RND.select(4, from: pool, arguments, seed: 0, watch: Stopped())
    }
  }

  /// The same choices and bits on one and on two threads, on a pool of several chunks.
  @Test func sameBitsOnAnyNumberOfThreads() throws {
    let network = try Network(
      Architecture(
        input: Shape(30), layers: [Dense(200, ReLU.self), Dense(200, ReLU.self), Dense(8)]),
      seed: 3)
    var stream = RandomStream(seed: 8, purpose: "pool")
    let x = Matrix<Float>(
      rows: 2500, columns: 30, elements: (0..<75_000).map { _ in Float(stream.normal()) })
    let arguments = try RND.entry.check(options: [("network", .object(network))])
    func choose() throws -> Choice {
      try RND.select(
        12, from: Pool(inputs: .single(x)), arguments, seed: 5, watch: Unwatched())
    }
    let before = Parallel.threads
    defer { Parallel.threads = before }
    Parallel.threads = 1
    let one = try choose()
    Parallel.threads = 2
    #expect(try choose() == one)
  }
}

private final class Stopped: Watch {
  var isInterrupted: Bool { true }
  func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
}
