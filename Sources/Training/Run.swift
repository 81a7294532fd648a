import LinearAlgebra
import Networks

/// What a training leaves: the trained network, and what was recorded on the way.
public struct Run: Sendable {
  /// Why a run ended.
  public enum Ending: Sendable, Equatable {
    /// All epochs, or as many as `for 57 of 200 epochs` asked for.
    case finished
    /// The `until` condition held.
    case conditionHeld
    /// The user stopped it; network and records are those of `epochs`.
    case interrupted
    /// A measurement, a loss or a parameter was not finite, or a measurement failed; network and
    /// records are the last good ones, and the sentence says what happened.
    case failed(ComputationError)
  }

  /// The network after `epochs` epochs.
  public let network: Network
  /// The network before the first step, in the precision of the training.
  public let initial: Network
  /// One column per recorded quantity; the first is "epoch". All have the same number of rows.
  public let columns: [(name: String, values: [Double])]
  /// Epochs done.
  public let epochs: Int
  /// Epochs the schedule was made for.
  public let planned: Int
  /// Why it ended.
  public let ending: Ending
  /// What was asked for.
  public let plan: TrainingPlan

  /// What a training left.
  public init(
    network: Network, initial: Network, columns: [(name: String, values: [Double])],
    epochs: Int, planned: Int, ending: Ending, plan: TrainingPlan
  ) {
    self.network = network
    self.initial = initial
    self.columns = columns
    self.epochs = epochs
    self.planned = planned
    self.ending = ending
    self.plan = plan
  }

  /// True when the user stopped it.
  public var interrupted: Bool { ending == .interrupted }

  /// The names of the columns, "epoch" first.
  public var fields: [String] { columns.map(\.name) }

  /// The unit of a column; nil for pure numbers, and for a run read from a file.
  public func unit(of column: String) -> String? {
    plan.recorded.first { $0.column == column }?.unit
  }

  /// The values of a column, `fit.loss`; nil when there is none of that name.
  public subscript(column: String) -> [Double]? {
    columns.first { $0.name == column }?.values
  }

  /// What is worth saying about the end, as one sentence without a full stop; nil for a run that
  /// went as planned.
  public var remark: String? {
    let state = "this is the state after \(epochs) of \(planned) epochs"
    switch ending {
    case .finished: return nil
    case .conditionHeld: return "the condition held after epoch \(epochs)"
    case .interrupted: return "training was interrupted; \(state)"
    case .failed(let error):
      let advice = error.suggestion.map { "; \($0)" } ?? ""
      return
        "\(error.message); what is kept is the state after \(epochs) of \(planned) epochs\(advice)"
    }
  }
}
