import LinearAlgebra
import Networks
import Synchronization

@testable import Training

/// A small problem that trains in no time: two noisy classes in five dimensions.
struct Toy {
  let network: Network
  let inputs: StoredMatrix
  let targets: StoredMatrix

  init(_ count: Int = 50, width: Int = 12) throws {
    network = try Network(
      Architecture(
        input: Shape(5), layers: [Dense(width, ReLU.self), Dense(width, Tanh.self), Dense(2)]),
      seed: 5)
    var stream = RandomStream(seed: 1, purpose: "toy")
    var x: [Float] = []
    var y: [Float] = []
    for n in 0..<count {
      let side: Double = n % 2 == 0 ? 1 : -1
      x += (0..<5).map { _ in Float(stream.normal() + side * 0.5) }
      y += n % 2 == 0 ? [1, 0] : [0, 1]
    }
    inputs = .single(Matrix(rows: count, columns: 5, elements: x))
    targets = .single(Matrix(rows: count, columns: 2, elements: y))
  }

  func plan(
    _ epochs: Int, optimiser: any Optimiser, batch: Int? = 8, stopAfter: Int? = nil,
    seed: UInt64 = 2, shuffle: Bool = true, precision: Precision = .single,
    schedule: Schedule = .every(1), recorded: [RecordedQuantity] = [],
    until: (@Sendable ([String: Double]) throws -> Bool)? = nil
  ) -> TrainingPlan {
    TrainingPlan(
      loss: CrossEntropy(), optimiser: optimiser, epochs: epochs, stopAfter: stopAfter,
      batch: batch, shuffle: shuffle, seed: seed, precision: precision, schedule: schedule,
      recorded: recorded, until: until)
  }

  func train(_ plan: TrainingPlan, watch: any Watch = Unwatched()) throws -> Run {
    try Trainer.train(network, inputs: inputs, targets: targets, plan: plan, watch: watch)
  }

  /// The loss on the training data, at each record.
  var loss: RecordedQuantity {
    let (inputs, targets) = (inputs, targets)
    return RecordedQuantity("loss") { network, _, watch in
      let x = inputs.matrix(of: Float.self)
      let y = targets.matrix(of: Float.self)
      try watch.check()
      return try network.outputs(of: x).withView { f in
        y.withView { CrossEntropy().value(outputs: f, targets: $0) }
      }
    }
  }
}

extension Network {
  /// The flat vector in double, for comparisons.
  var flat: [Double] { parameters.matrix(of: Double.self).elements }
}

/// Interrupts once `isInterrupted` was asked so many times.
final class Stopping: Watch {
  private let left: Atomic<Int>

  init(after checks: Int) { left = Atomic(checks) }

  var isInterrupted: Bool { left.wrappingSubtract(1, ordering: .relaxed).newValue < 0 }

  func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
}

/// Keeps what was reported.
final class Listening: Watch {
  let heard = Mutex<[String]>([])

  var isInterrupted: Bool { false }

  func report(_ what: String, _ done: Int, of total: Int, detail: @autoclosure () -> String) {
    let line = "\(what) \(done)/\(total) \(detail())"
    heard.withLock { $0.append(line) }
  }
}
