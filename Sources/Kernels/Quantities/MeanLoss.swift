import Catalog
import LinearAlgebra
import Networks

/// The loss of a network on data: the mean over the samples.
public enum MeanLoss: Quantity {
  /// What `help loss` shows.
  public static let entry = Entry(
    "loss", .quantity,
    summary: "loss of the network on data with targets",
    usage: "loss NETWORK on DATA [with loss=mse|crossentropy, target=input]",
    details: """
        mse           (1/NC) Σ (f − y)², the mean over samples and outputs
        crossentropy  −(1/N) Σ y ln softmax(f), the mean over samples
      Without loss=, crossentropy for data with classes and mse otherwise.
      target=input compares with the inputs themselves, as for an auto-encoder; a run that was trained
      towards its inputs is compared with them anyway.
      """,
    parameters: [
      Parameter(
        "loss", .choice(Losses.all.map { $0.entry.name }),
        summary: "which loss; crossentropy for data with classes, mse otherwise"),
      Parameter(
        "target", .choice(["input"]), summary: "compare with the inputs instead of the targets"),
      KernelOptions.precision,
    ],
    returns: "A number, in nats for crossentropy.",
    grammar: grammar,
    examples: [
      Example("loss fit on unseen"),
      Example("loss net on seen with loss=mse"),
      Example(
        "ae = input 28x28x1 | flatten | dense 8 | dense 784\nloss ae on seen with target=input"),
    ],
    searchTerms: ["error", "cost", "objective", "mean squared error", "cross entropy"])

  /// It does.
  public static let usesTargets = true

  /// The answer; see ``Quantity``.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    let network = try subject.network(for: entry.name)
    guard let targets = subject.targets else {
      throw ComputationError("loss needs targets or classes, and this data has none", blame: "on")
    }
    guard targets.rows == subject.inputs.rows, targets.columns == network.outputs else {
      throw ComputationError(
        "the network has \(counted(network.outputs, "output")), but the targets have "
          + "\(targets.columns)")
    }
    let loss = try chosen(subject)
    let outputs = try network.outputs(of: subject.inputs, watch: subject.watch)
    let value = outputs.withView { f in targets.withView { y in loss.value(outputs: f, targets: y) }
    }
    let name = type(of: loss).entry.name
    return Measurement(
      .number(value),
      conventions: [
        Convention("loss", name, name),
        Convention(
          "samples", Double(targets.rows), "mean over \(counted(targets.rows, "sample"))"),
        Convention(
          "target", subject.arguments.has("target") ? "input" : "targets",
          subject.arguments.has("target") ? "against the inputs" : ""),
        KernelOptions.precision(S.self),
      ])
  }

  /// What the user says, else the loss in force, else crossentropy for classes and mse otherwise.
  private static func chosen<S: Scalar>(_ subject: Subject<S>) throws -> any Loss {
    if !subject.arguments.has("loss"), let loss = subject.loss { return loss }
    let name =
      subject.arguments.text("loss") ?? (subject.labels == nil ? "mse" : "crossentropy")
    guard let type = Losses.all.first(where: { $0.entry.name == name }) else {
      throw ComputationError("there is no loss “\(name)”")
    }
    return type.init()
  }
}
