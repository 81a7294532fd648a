import Catalog
import LinearAlgebra
import Networks

/// The network's outputs on data, a row per sample.
public enum Outputs: Quantity {
  /// What `help outputs` shows.
  public static let entry = Entry(
    "outputs", .quantity,
    summary: "the network's outputs on data, a row per sample",
    usage: "outputs NETWORK on DATA",
    details: "f(x_n) before any softmax: an N x C matrix.",
    parameters: [KernelOptions.precision],
    returns: "A matrix of a row per example and a column per output, to look at or to save.",
    grammar: grammar,
    examples: [Example("outputs fit on unseen")],
    searchTerms: ["predictions", "logits", "forward"])

  /// It is not.
  public static let isNumber = false

  /// The answer; see ``Quantity``.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    let network = try subject.network(for: entry.name)
    let outputs = try network.outputs(of: subject.inputs, watch: subject.watch)
    return Measurement(
      .matrix(StoredMatrix(outputs)),
      conventions: [
        Convention("samples", Double(outputs.rows), counted(outputs.rows, "sample")),
        Convention("outputs", Double(outputs.columns), counted(outputs.columns, "output")),
        KernelOptions.precision(S.self),
      ])
  }
}
