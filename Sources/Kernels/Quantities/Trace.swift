import Catalog
import LinearAlgebra

/// The trace of the tangent kernel, without building the kernel.
public enum Trace: Quantity {
  /// What `help trace` shows.
  public static let entry = Entry(
    "trace", .quantity,
    summary: "trace of the tangent kernel: the plain sum of its diagonal",
    usage: "trace NETWORK on DATA [with outputs=…, per=row, layer=…, parameters=…]",
    details: """
        Tr Θ = Σ_n Σ_θ (∂f(x_n)/∂θ)²
      over the outputs as outputs= says; Tr(all) = C · Tr(mean). A variable of learning by Tovey et al.,
      arXiv:2305.00995 and arXiv:2410.07451.
      per=row divides by the number of rows, as ZnNL's recorder does since May 2024. No kernel is
      built, so the data may be of any size: Σ ‖a‖²‖d‖² over the layers' inputs a and cotangents d.

      A kernel that is already at hand may stand for the network: trace K.
      """,
    parameters: KernelOptions.parameters + [
      Parameter(
        "per", .choice(["sum", "row"]), default: .text("sum"),
        summary: "the sum of the diagonal, or its mean per row")
    ],
    returns: "A number, with its conventions.",
    grammar: grammar,
    examples: [
      Example("trace net on seen"),
      Example("trace net on seen with per=row, outputs=all"),
    ],
    searchTerms: ["diagonal", "ntk", "gradient norm"])

  /// The answer; see ``Quantity``.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    let diagonal: [Double]
    var conventions: [Convention]
    if let held = subject.heldKernel {
      guard held.rows == held.columns, held.rows > 0 else {
        throw ComputationError(
          "trace needs a square kernel, and this one is \(held.rows)x\(held.columns)",
          blame: ComputationError.subject)
      }
      diagonal = (0..<held.rows).map { Double(held[$0, $0]) }
      conventions = [
        Convention("rows", Double(held.rows), counted(held.rows, "row")),
        KernelOptions.precision(S.self),
      ]
    } else {
      let network = try subject.network(for: entry.name)
      let options = try KernelOptions(subject.arguments, network)
      diagonal = try TangentKernel.diagonal(
        network, on: subject.inputs, outputs: options.outputs, restriction: options.restriction,
        watch: subject.watch)
      conventions = options.conventions(rows: diagonal.count, S.self)
    }
    var trace = diagonal.reduce(0, +)
    guard trace.isFinite else { throw notFinite(entry.name) }
    if subject.arguments.text("per") == "row" {
      trace /= Double(diagonal.count)
      conventions.append(Convention("per", "row", "per row"))
    }
    return Measurement(.number(trace), conventions: conventions)
  }
}
