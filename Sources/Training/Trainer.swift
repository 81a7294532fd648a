import Catalog
import Glibc
import Kernels
import LinearAlgebra
import Networks

/// Trains networks.
public enum Trainer {
  /// Trains a network on examples and records on the way, as the plan says.
  ///
  /// When the user interrupts, the run so far is returned, at the end of its last whole epoch and
  /// with that state recorded; so is a run that fails on the way (see ``Run/ending``). Interrupted
  /// while measuring, the run ends with its last complete record.
  ///
  /// - Parameters:
  ///   - inputs: [N x the network's inputs]
  ///   - targets: [N x outputs], one-hot for classes
  /// - Throws: `ComputationError` when the plan, the data and the network do not fit, or nothing
  ///   could be measured or trained; `Interrupted` when the first record was not complete.
  public static func train(
    _ network: Network, inputs: StoredMatrix, targets: StoredMatrix, plan: TrainingPlan,
    watch: any Watch
  ) throws -> Run {
    try check(network, inputs, targets, plan)
    switch plan.precision {
    case .single:
      return try Training<Float>(network, plan, watch).run(
        inputs.matrix(of: Float.self), targets.matrix(of: Float.self))
    case .double:
      return try Training<Double>(network, plan, watch).run(
        inputs.matrix(of: Double.self), targets.matrix(of: Double.self))
    }
  }

  private static func check(
    _ network: Network, _ inputs: StoredMatrix, _ targets: StoredMatrix, _ plan: TrainingPlan
  ) throws {
    try network.requireFit(samples: inputs.rows, width: inputs.columns)
    switch inputs {
    case .single(let x): try network.requireTokens(x)
    case .double(let x): try network.requireTokens(x)
    }
    guard network.architecture.parameterCount > 0 else {
      throw ComputationError(
        "the network has no parameters to train", blame: ComputationError.subject)
    }
    guard targets.rows == inputs.rows, targets.columns == network.outputs else {
      throw ComputationError(
        "the network has \(network.outputs) outputs, but the targets have \(targets.columns)")
    }
    guard plan.epochs >= 0, plan.stopAfter ?? 0 >= 0 else {
      throw ComputationError("the number of epochs cannot be negative")
    }
    if let batch = plan.batch, batch < 1 {
      throw ComputationError("a batch needs at least one example, not \(batch)")
    }
  }
}

/// One training under way.
private final class Training<S: Scalar> {
  private let plan: TrainingPlan
  private let watch: any Watch
  private let initial: Network
  private let learner: Learner<S>
  private var columns: [(name: String, values: [Double])]
  /// The network of the last complete record, and its epoch.
  private var recorded: (network: Network, epoch: Int)

  init(_ network: Network, _ plan: TrainingPlan, _ watch: any Watch) {
    self.plan = plan
    self.watch = watch
    initial = Network(
      network.architecture,
      parameters: StoredMatrix(network.parameters.matrix(of: S.self)))
    learner = Learner(
      initial, loss: plan.loss, optimiser: plan.optimiser, seed: plan.seed)
    columns = [("epoch", [])] + plan.recorded.map { ($0.column, []) }
    recorded = (initial, -1)
  }

  /// The epoch to stop after: `57 of 200 epochs` ends before the schedule does.
  private var last: Int { min(plan.stopAfter ?? plan.epochs, plan.epochs) }

  func run(_ inputs: Matrix<S>, _ targets: Matrix<S>) throws -> Run {
    let schedule = try plan.schedule.recorded(of: plan.epochs, stopAfter: plan.stopAfter)
    var batches = Batches(
      of: inputs.rows, size: plan.batch,
      shuffledBy: plan.shuffle ? RandomStream(seed: plan.seed, purpose: "batches") : nil)

    var due = schedule.dropFirst()
    if let ending = try record(0, watch) { return ended(ending) }
    var epoch = 0
    // Before the first epoch too, which may be long.
    watch.report("training", 0, of: last, detail: "")
    while epoch < last {
      learner.save()
      let ending = try inputs.withView { x in
        try targets.withView { y in try train(epoch + 1, x, y, &batches) }
      }
      if let ending {
        learner.restore()
        return try ended(ending, after: epoch)
      }
      epoch += 1
      if due.first == epoch {
        due.removeFirst()
        if let ending = try record(epoch, watch) { return ended(ending) }
      }
    }
    return ended(.finished)
  }

  /// One epoch; says why it is to be the last, with parameters to be restored.
  private func train(
    _ epoch: Int, _ x: View<S>, _ y: View<S>, _ batches: inout Batches
  ) throws -> Run.Ending? {
    do {
      let loss = try learner.epoch(inputs: x, targets: y, batches: &batches, watch: watch)
      guard loss.isFinite && learner.isFinite else {
        return .failed(
          ComputationError(
            "training diverged in epoch \(epoch): the \(loss.isFinite ? "parameters are" : "loss is") "
              + "not finite",
            suggestion: "try a smaller rate, such as a tenth", blame: "rate"))
      }
      watch.report("training", epoch, of: last, detail: "loss \(threeDigits(loss))")
      return nil
    } catch is Interrupted {
      return .interrupted
    }
  }

  /// Measures the state after `epoch` epochs; says whether the run ends there.
  ///
  /// A row is kept whole or not at all. One that cannot be completed ends the run with the record
  /// before; without one there is nothing to return.
  private func record(_ epoch: Int, _ watch: any Watch) throws -> Run.Ending? {
    let network = learner.network
    do {
      var row = [Double(epoch)]
      for quantity in plan.recorded { row.append(try quantity.measure(network, epoch, watch)) }
      for (k, value) in row.enumerated() { columns[k].values.append(value) }
      recorded = (network, epoch)
      let latest = Dictionary(
        zip(columns.map(\.name), row), uniquingKeysWith: { first, _ in first })
      return try plan.until?(latest) == true ? .conditionHeld : nil
    } catch let error as ComputationError where recorded.epoch >= 0 {
      return .failed(error)
    } catch is Interrupted where recorded.epoch >= 0 {
      return .interrupted
    }
  }

  /// The run that ends after `epoch` epochs, in the middle of the next: its state is recorded as a
  /// last one always is, whatever the watch says by now.
  private func ended(_ ending: Run.Ending, after epoch: Int) throws -> Run {
    if case .failed(let error) = ending, epoch == 0 { throw error }
    if recorded.epoch < epoch { _ = try record(epoch, Unwatched()) }
    return ended(ending)
  }

  /// The run that ends with its last record.
  private func ended(_ ending: Run.Ending) -> Run {
    Run(
      network: recorded.network, initial: initial, columns: columns, epochs: recorded.epoch,
      planned: plan.epochs, ending: ending, plan: plan)
  }
}

/// Three significant digits, for a progress line.
func threeDigits(_ x: Double) -> String {
  guard x.isFinite, x != 0 else { return x == 0 ? "0" : "\(x)" }
  let power = pow(10, 2 - log10(abs(x)).rounded(.down))
  return power.isFinite ? shortest((x * power).rounded() / power) : "\(x)"
}
