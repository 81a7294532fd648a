import LinearAlgebra
import Networks

/// Everything that decides a training besides the network and the data: with the same plan on the
/// same data a network trains to the same numbers, whatever the number of threads.
public struct TrainingPlan: Sendable {
  /// What is made small.
  public var loss: any Loss
  /// What turns gradients into steps.
  public var optimiser: any Optimiser
  /// How many epochs the schedule is made for.
  public var epochs: Int
  /// `for 57 of 200 epochs`: ends after the first number, on the schedule of the second.
  public var stopAfter: Int?
  /// Examples a step; nil for all of them. The last batch of an epoch may be smaller.
  public var batch: Int?
  /// Whether every epoch draws a new order; otherwise batches follow the data.
  public var shuffle: Bool
  /// Seeds the orders, the stream "batches".
  public var seed: UInt64
  /// The precision of the whole training.
  public var precision: Precision
  /// When quantities are recorded.
  public var schedule: Schedule
  /// What is recorded.
  public var recorded: [RecordedQuantity]
  /// `until`: asked after each record, with the values of that record by column ("epoch" is one);
  /// true ends the training there.
  public var until: (@Sendable (_ latest: [String: Double]) throws -> Bool)?

  /// A plan; what is not said is as usual: the full batch, every epoch recorded.
  public init(
    loss: any Loss, optimiser: any Optimiser, epochs: Int, stopAfter: Int? = nil,
    batch: Int? = nil, shuffle: Bool = true, seed: UInt64 = 0, precision: Precision = .single,
    schedule: Schedule = .every(1), recorded: [RecordedQuantity] = [],
    until: (@Sendable (_ latest: [String: Double]) throws -> Bool)? = nil
  ) {
    self.loss = loss
    self.optimiser = optimiser
    self.epochs = epochs
    self.stopAfter = stopAfter
    self.batch = batch
    self.shuffle = shuffle
    self.seed = seed
    self.precision = precision
    self.schedule = schedule
    self.recorded = recorded
    self.until = until
  }

  /// The plan as text, name and value, in the order a page about the run shows them.
  public var summary: [(name: String, value: String)] {
    [
      ("loss", type(of: loss).entry.name),
      ("optimiser", optimiser.code),
      ("epochs", stopAfter.map { "\(min($0, epochs)) of \(epochs)" } ?? "\(epochs)"),
      ("batch", batch.map(String.init) ?? "all"),
      ("shuffle", shuffle ? "yes" : "no"),
      ("seed", "\(seed)"),
      ("precision", precision.rawValue),
    ]
  }
}

/// A column of a run: what to measure, and under which name to keep it.
public struct RecordedQuantity: Sendable {
  /// The name of the column.
  public var column: String
  /// The unit of its values; nil for pure numbers.
  public var unit: String?
  /// The value at a state of the network after `epoch` epochs. Long measurements check the watch.
  public var measure:
    @Sendable (_ network: Network, _ epoch: Int, _ watch: any Watch) throws -> Double

  /// A column of this name.
  public init(
    _ column: String, unit: String? = nil,
    measure:
      @escaping @Sendable (_ network: Network, _ epoch: Int, _ watch: any Watch) throws ->
      Double
  ) {
    self.column = column
    self.unit = unit
    self.measure = measure
  }
}
