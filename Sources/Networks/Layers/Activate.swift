import Catalog
import LinearAlgebra

/// An activation by itself: `| relu |` between other layers.
public struct Activate: Layer {
  /// What `help activate` shows.
  public static let entry = Entry(
    "activate", .layer, summary: "an activation by itself; its name alone means the same",
    usage: "activate ACTIVATION",
    details: """
      y = φ(x) for every number of an example. `dense 128 | relu` computes what `dense 128 relu`
      does.
      """,
    parameters: [
      Parameter(
        "activation", .choice(Activations.names), place: .word, required: true,
        summary: "the function φ")
    ],
    examples: [
      Example("input 784 | dense 16 | activate tanh | dense 10"),
      Example("input 784 | dense 16 | tanh | dense 10", "the same"),
    ],
    searchTerms: ["activation", "nonlinearity"])

  /// φ
  public let activation: any Activation.Type

  /// The layer of an activation.
  public init(_ activation: any Activation.Type) { self.activation = activation }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let name = arguments.text("activation"), let activation = Activations.named(name) else {
      throw ArgumentError("activate needs the name of an activation")
    }
    self.activation = activation
  }

  /// As a user types it.
  public var code: String { activation.entry.name }

  /// The same shape.
  public func output(for input: Shape) throws(ShapeError) -> Shape { input }

  /// y = φ(x)
  public func forward<S: Scalar>(_ place: Place<S>) {
    // apply does not write z where there is no bias.
    activation.apply(place.input, into: place.output)
  }

  /// Cotangents ∘ φ′; no pairs.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit _: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    guard wantsInput else { return nil }
    let kept =
      switch activation.kept {
      case .output: place.output
      case .input: place.input
      }
    return activation.pullBack(cotangent, kept: kept, place: place, scratch: 0)
  }
}
