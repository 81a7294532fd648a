import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Training

@Suite struct TrainerTests {
  @Test func lossFallsAndColumnsAreComplete() throws {
    let toy = try Toy()
    for optimiser: any Optimiser in [
      try SGD(rate: 0.1), try Momentum(rate: 0.05), try Adam(rate: 0.01),
    ] {
      let run = try toy.train(
        toy.plan(25, optimiser: optimiser, schedule: .every(10), recorded: [toy.loss]))
      #expect(run.fields == ["epoch", "loss"])
      #expect(run["epoch"] == [0, 10, 20, 25])
      let loss = try #require(run["loss"])
      #expect(loss.count == 4 && loss[3] < 0.7 * loss[0])
      #expect(run.epochs == 25 && run.planned == 25 && run.ending == .finished)
      #expect(run.remark == nil && !run.interrupted)
      #expect(run.initial.flat == toy.network.flat, "the network itself stays as it is")
      #expect(run.network.flat != toy.network.flat)
      #expect(run["nothing"] == nil)
    }
  }

  @Test func samePlanSameBits() throws {
    let toy = try Toy()
    let plan = toy.plan(6, optimiser: try Adam(rate: 0.01))
    let first = try toy.train(plan).network.flat
    #expect(try toy.train(plan).network.flat == first)
    let other = toy.plan(6, optimiser: try Adam(rate: 0.01), seed: 3)
    #expect(try toy.train(other).network.flat != first, "another seed draws other batches")
    let unshuffled = toy.plan(6, optimiser: try Adam(rate: 0.01), shuffle: false)
    #expect(try toy.train(unshuffled).network.flat != first)
  }

  /// A batch of all examples, or more, is the full batch; its order makes no difference.
  @Test func fullBatches() throws {
    let toy = try Toy()
    let whole = try toy.train(toy.plan(4, optimiser: try SGD(rate: 0.1), batch: nil)).network.flat
    for (batch, seed) in [(50, 2), (51, 7), (1_000_000, 8)] as [(Int, UInt64)] {
      let run = try toy.train(
        toy.plan(4, optimiser: try SGD(rate: 0.1), batch: batch, seed: seed))
      #expect(run.network.flat == whole)
    }
  }

  /// Full-batch gradient descent is w − r·g, g by the network's own gradient.
  @Test func oneStepIsTheGradient() throws {
    let toy = try Toy()
    let run = try toy.train(
      toy.plan(1, optimiser: try SGD(rate: 0.25), batch: nil, precision: .double))
    let (_, gradient) = try toy.network.gradient(
      loss: CrossEntropy(), inputs: toy.inputs.matrix(of: Double.self),
      targets: toy.targets.matrix(of: Double.self))
    let expected = zip(toy.network.flat, gradient.elements).map { $0 - 0.25 * $1 }
    #expect(relativeDifference(run.network.flat, expected) < 1e-15)
    #expect(run.network.parameters.precision == .double)
  }

  @Test func stoppingEarlyIsThePrefixOfTheWholeRun() throws {
    let toy = try Toy()
    let whole = try toy.train(
      toy.plan(30, optimiser: try Adam(rate: 0.01), schedule: .logarithmic(8), recorded: [toy.loss])
    )
    let cut = try toy.train(
      toy.plan(
        30, optimiser: try Adam(rate: 0.01), stopAfter: 11, schedule: .logarithmic(8),
        recorded: [toy.loss]))
    #expect(cut.epochs == 11 && cut.planned == 30 && cut.ending == .finished)
    let epochs = try #require(whole["epoch"]).filter { $0 < 11 }
    #expect(cut["epoch"] == epochs + [11])
    #expect(
      try #require(cut["loss"]).prefix(epochs.count)
        == #require(whole["loss"]).prefix(epochs.count))
    let eleven = try toy.train(toy.plan(11, optimiser: try Adam(rate: 0.01)))
    #expect(eleven.network.flat == cut.network.flat)
  }

  @Test func untilEndsAtARecord() throws {
    let toy = try Toy()
    let run = try toy.train(
      toy.plan(
        100, optimiser: try Adam(rate: 0.01), schedule: .every(5), recorded: [toy.loss],
        until: { ($0["loss"] ?? 1) < 0.4 && ($0["epoch"] ?? 0) >= 10 }))
    #expect(run.ending == .conditionHeld)
    #expect(run.epochs % 5 == 0 && run.epochs >= 10 && run.epochs < 100)
    let loss = try #require(run["loss"])
    #expect(loss[loss.count - 1] < 0.4)
    #expect(run["epoch"]?.last == Double(run.epochs))
    #expect(run.remark == "the condition held after epoch \(run.epochs)")
    // True from the start: nothing is trained.
    let none = try toy.train(
      toy.plan(9, optimiser: try Adam(rate: 0.01), recorded: [toy.loss], until: { _ in true }))
    #expect(none.epochs == 0 && none.network.flat == toy.network.flat)
  }

  /// Whenever it comes, an interruption leaves the end of a whole epoch, recorded; training that far
  /// and no further gives the same run.
  @Test(arguments: [3, 10, 11, 12, 25, 40]) func interruptionLeavesAWholeEpoch(
    _ checks: Int
  ) throws {
    let toy = try Toy()
    let recorded = RecordedQuantity("norm") { network, _, _ in
      network.flat.reduce(0) { $0 + $1 * $1 }
    }
    let plan = toy.plan(
      20, optimiser: try Adam(rate: 0.01), schedule: .every(3), recorded: [recorded])
    let run = try toy.train(plan, watch: Stopping(after: checks))
    #expect(run.interrupted && run.epochs < 20 && run.planned == 20)
    #expect(
      run.remark
        == "training was interrupted; this is the state after \(run.epochs) of 20 epochs")
    let again = try toy.train(
      toy.plan(
        20, optimiser: try Adam(rate: 0.01), stopAfter: run.epochs, schedule: .every(3),
        recorded: [recorded]))
    #expect(again.network.flat == run.network.flat)
    #expect(again["epoch"] == run["epoch"] && again["norm"] == run["norm"])
    #expect(run["epoch"]?.last == Double(run.epochs))
  }

  /// Interrupted while measuring, a run ends with its last complete record.
  @Test func interruptionDuringAMeasurement() throws {
    let toy = try Toy()
    func stoppingAt(_ epoch: Int) -> RecordedQuantity {
      RecordedQuantity("slow") { _, now, _ in
        if now == epoch { throw Interrupted() }
        return Double(now)
      }
    }
    let run = try toy.train(
      toy.plan(
        20, optimiser: try Adam(rate: 0.01), schedule: .every(4),
        recorded: [toy.loss, stoppingAt(12)]))
    #expect(run.interrupted && run.epochs == 8)
    #expect(run["epoch"] == [0, 4, 8] && run["slow"] == [0, 4, 8] && run["loss"]?.count == 3)
    let eight = try toy.train(toy.plan(8, optimiser: try Adam(rate: 0.01)))
    #expect(run.network.flat == eight.network.flat)
    #expect(throws: Interrupted.self) {
      try toy.train(
        toy.plan(20, optimiser: try Adam(rate: 0.01), recorded: [stoppingAt(0)]))
    }
  }

  @Test func divergenceKeepsTheLastGoodState() throws {
    let toy = try Toy()
    // Squared error with far too large a rate: parameters grow by a factor each step.
    var plan = toy.plan(
      400, optimiser: try SGD(rate: 30), batch: nil, schedule: .every(1000),
      recorded: [
        RecordedQuantity("largest") { network, _, _ in
          network.flat.reduce(0) { max($0, abs($1)) }
        }
      ])
    plan.loss = MeanSquaredError()
    let run = try toy.train(plan)
    guard case .failed(let error) = run.ending else {
      Issue.record("it did not diverge: \(run.ending)")
      return
    }
    #expect(error.message.hasPrefix("training diverged in epoch \(run.epochs + 1): the "))
    #expect(error.suggestion == "try a smaller rate, such as a tenth")
    #expect(error.blame == "rate")
    #expect(run.network.flat.allSatisfy { $0.isFinite })
    #expect(run["epoch"] == [0, Double(run.epochs)])
    #expect(try #require(run["largest"]).allSatisfy { $0.isFinite })
    #expect(
      run.remark
        == "\(error.message); what is kept is the state after \(run.epochs) of 400 epochs"
        + "; try a smaller rate, such as a tenth")
  }

  @Test func aFailingMeasurementKeepsTheRecordsBefore() throws {
    let toy = try Toy()
    let failing = RecordedQuantity("kernel") { _, epoch, _ in
      if epoch == 6 { throw ComputationError("the kernel is not finite") }
      return 1
    }
    let run = try toy.train(
      toy.plan(9, optimiser: try Adam(rate: 0.01), schedule: .every(3), recorded: [failing]))
    #expect(run.ending == .failed(ComputationError("the kernel is not finite")))
    #expect(run.epochs == 3 && run["epoch"] == [0, 3])
    let always = RecordedQuantity("kernel") { _, _, _ in throw ComputationError("no classes") }
    let error = #expect(throws: ComputationError.self) {
      try toy.train(toy.plan(9, optimiser: try Adam(rate: 0.01), recorded: [always]))
    }
    #expect(error?.message == "no classes")
  }

  @Test func refusesWhatDoesNotFit() throws {
    let toy = try Toy()
    func message(_ body: () throws -> Void) -> String? {
      #expect(throws: ComputationError.self, performing: body)?.message
    }
    let adam = try Adam(rate: 0.01)
    let three = StoredMatrix.single(Matrix<Float>(rows: 50, columns: 3))
    #expect(
      message {
        _ = try Trainer.train(
          toy.network, inputs: toy.inputs, targets: three, plan: toy.plan(1, optimiser: adam),
          watch: Unwatched())
      } == "the network has 2 outputs, but the targets have 3")
    #expect(
      message {
        _ = try Trainer.train(
          toy.network, inputs: three, targets: toy.targets, plan: toy.plan(1, optimiser: adam),
          watch: Unwatched())
      } == "the network takes inputs of 5 numbers, but the examples have 3")
    #expect(
      message { _ = try toy.train(toy.plan(1, optimiser: adam, batch: 0)) }
        == "a batch needs at least one example, not 0")
    #expect(
      message { _ = try toy.train(toy.plan(-1, optimiser: adam)) }
        == "the number of epochs cannot be negative")
    let none = StoredMatrix.single(Matrix<Float>(rows: 0, columns: 5))
    #expect(
      message {
        _ = try Trainer.train(
          toy.network, inputs: none, targets: StoredMatrix.single(Matrix(rows: 0, columns: 2)),
          plan: toy.plan(1, optimiser: adam), watch: Unwatched())
      } == "there are no examples in the data")
  }

  @Test func reportsItsProgress() throws {
    let toy = try Toy()
    let watch = Listening()
    _ = try toy.train(toy.plan(3, optimiser: try SGD(rate: 0.1)), watch: watch)
    let heard = watch.heard.withLock { $0 }
    #expect(heard.count == 4 && heard.first == "training 0/3 ")
    #expect(heard.last?.hasPrefix("training 3/3 loss 0.") == true)
  }

  /// A run that stops early is over where it stops.
  @Test func progressCountsToTheStop() throws {
    let toy = try Toy()
    let watch = Listening()
    _ = try toy.train(
      toy.plan(200, optimiser: try SGD(rate: 0.1), stopAfter: 2), watch: watch)
    let heard = watch.heard.withLock { $0 }
    #expect(heard.first == "training 0/2 " && heard.last?.hasPrefix("training 2/2 ") == true)
  }

  @Test func planIsText() throws {
    let toy = try Toy()
    let plan = toy.plan(200, optimiser: try Adam(rate: 0.001), stopAfter: 57)
    #expect(
      plan.summary.map { "\($0.name)=\($0.value)" } == [
        "loss=crossentropy",
        "optimiser=adam with rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08",
        "epochs=57 of 200", "batch=8", "shuffle=yes", "seed=2", "precision=single",
      ])
  }

  @Test(arguments: [
    (0.31234, "0.312"), (12345.6, "12300"), (0, "0"), (-2.5, "-2.5"), (4.56789e-5, "4.57e-05"),
  ]) func digits(_ number: Double, _ text: String) {
    #expect(threeDigits(number) == text)
  }
}
