import Catalog
import LinearAlgebra
import Networks

/// The share of samples whose largest output is that of their class.
public enum Accuracy: Quantity {
  /// What `help accuracy` shows.
  public static let entry = Entry(
    "accuracy", .quantity,
    summary: "share of samples whose class has the largest output",
    usage: "accuracy NETWORK on DATA",
    details: """
        A = (1/N) Σ_n [argmax_a f_a(x_n) = class of x_n]
      from 0 to 1; the first of equal outputs counts.
      """,
    parameters: [KernelOptions.precision],
    returns: "A number from 0 to 1, with how many of how many.",
    grammar: grammar,
    examples: [Example("accuracy fit on unseen")],
    searchTerms: ["classification", "correct", "error rate", "test accuracy", "score"])

  /// The answer; see ``Quantity``.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    let network = try subject.network(for: entry.name)
    guard let labels = subject.labels, labels.count == subject.inputs.rows else {
      throw ComputationError(
        "accuracy needs data with classes, and this data has none", blame: "on")
    }
    if let largest = labels.max(), largest >= network.outputs {
      throw ComputationError(
        "the network has \(counted(network.outputs, "output")), but the data has a class "
          + "\(largest)",
        suggestion: "give the last layer \(largest + 1) outputs", blame: "on")
    }
    let outputs = try network.outputs(of: subject.inputs, watch: subject.watch)
    let correct = hits(outputs.converted(to: Double.self).elements, labels)
    return Measurement(
      .number(Double(correct) / Double(labels.count)),
      conventions: [
        Convention("correct", Double(correct), "\(correct) of \(labels.count)"),
        Convention("samples", Double(labels.count)),
        KernelOptions.precision(S.self),
      ])
  }

  /// How many rows of `outputs` are largest in the column of their label, the first of equals.
  private static func hits(_ outputs: [Double], _ labels: [Int]) -> Int {
    let width = outputs.count / max(1, labels.count)
    return labels.enumerated().count { n, label in
      let row = outputs[n * width..<(n + 1) * width]
      return row.max().flatMap { row.firstIndex(of: $0) } == n * width + label
    }
  }
}
