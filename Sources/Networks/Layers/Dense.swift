import Catalog
import LinearAlgebra

/// y = φ(W x + b)
public struct Dense: Layer {
  /// What `help dense` shows.
  public static let entry = Entry(
    "dense", .layer, summary: "a fully connected layer",
    usage: "dense WIDTH [ACTIVATION] [bias=no]",
    details: """
      y = φ(W x + b) with WIDTH outputs; without an activation φ(z) = z. With parametrisation=ntk
      it is y = φ(σ_w/√fan_in · W x + σ_b b). The weight is kept as [in, out]. On tokens [T, C] it
      acts on the last axis, with the same W at every position.
      """,
    parameters: [
      Parameter(
        "width", .count, place: .operand, required: true, summary: "the number of outputs"),
      Parameter(
        "activation", .choice(Activations.names), place: .word,
        summary: "the function φ; none by default"),
      Parameter("bias", .boolean, default: .boolean(true), summary: "whether b is there"),
    ],
    examples: [
      Example("input 784 | dense 16 relu | dense 10"),
      Example("input 784 | dense 16 tanh bias=no | dense 10 with seed=3"),
    ],
    searchTerms: ["linear", "fully connected", "perceptron", "mlp", "affine"])

  /// The number of outputs.
  public let width: Int
  /// φ, as it was named.
  public let activation: (any Activation.Type)?
  /// Whether there is a bias.
  public let hasBias: Bool

  /// `dense width activation`
  public init(_ width: Int, _ activation: (any Activation.Type)? = nil, bias: Bool = true) {
    self.width = width
    self.activation = activation
    hasBias = bias
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let width = arguments.integer("width") else {
      throw ArgumentError("dense needs width: the number of outputs")
    }
    self.init(
      width, arguments.text("activation").flatMap(Activations.named),
      bias: arguments.flag("bias"))
  }

  /// As a user types it.
  public var code: String {
    "dense \(width)" + (activation.map { " \($0.entry.name)" } ?? "") + (hasBias ? "" : " bias=no")
  }

  /// [width], or [positions, width] for tokens.
  ///
  /// - Throws: ``ShapeError`` for an image, whose last axis is its channels.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    guard input.axes.count <= 2 else {
      throw ShapeError(
        "dense needs a plain vector such as \(input.count), but receives \(input)",
        suggestion: "flatten it first: flatten | \(code)")
    }
    return Shape(input.axes.dropLast() + [width])
  }

  /// The weight [in, out], then the bias [out].
  public func arrays(for input: Shape) -> [ParameterArray] {
    let fan = (input.axes.last ?? 1, width)
    let weight = ParameterArray(
      "weight", .weight, shape: Shape(fan.0, width), fanIn: fan.0, fanOut: fan.1)
    let bias = ParameterArray("bias", .bias, shape: Shape(width), fanIn: fan.0, fanOut: fan.1)
    return hasBias ? [weight, bias] : [weight]
  }

  /// z, for the activations whose derivative needs it.
  public func memory(for input: Shape) -> [Int] {
    nonlinearity.map { $0.kept == .input ? [Self.positions(input) * width] : [] } ?? []
  }

  /// φ, nil where it does nothing.
  private var nonlinearity: (any Activation.Type)? {
    activation is Identity.Type ? nil : activation
  }

  /// z = weightScale · x W at every position, then bias and activation in one loop.
  public func forward<S: Scalar>(_ place: Place<S>) {
    let z = place.memory.first ?? place.output
    let product = product(place)
    product.forward(inputs(place), into: z)
    let rows = place.count * product.positions
    finish(
      z.reshaped(rows: rows, columns: width), place,
      into: place.output.reshaped(rows: rows, columns: width))
  }

  private func finish<S: Scalar>(_ z: View<S>, _ place: Place<S>, into output: View<S>) {
    let bias = hasBias ? place.view(of: place.arrays[1], rows: 1, columns: width) : nil
    let scale = place.parametrisation.biasScale
    if let phi = nonlinearity {
      phi.apply(z, bias: bias, biasScale: scale, into: output)
    } else if let bias {
      Identity.apply(z, bias: bias, biasScale: scale, into: z)
    }
  }

  /// One pair (x, d) with d = cotangents ∘ φ′, then weightScale · d Wᵀ.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    let d =
      nonlinearity?.pullBack(
        cotangent, kept: place.memory.first ?? place.output, place: place, scratch: 0)
      ?? cotangent
    let product = product(place)
    try emit(
      Pair(
        layer: place.index, weight: place.arrays[0], bias: hasBias ? place.arrays[1] : nil,
        inputs: inputs(place), cotangents: d, positions: product.positions,
        weightScale: product.scale, biasScale: place.parametrisation.biasScale))
    return wantsInput ? product.pullBack(d, place, scratch: 4) : nil
  }

  /// Tokens, or 1 for a vector.
  private static func positions(_ input: Shape) -> Int {
    input.axes.count == 2 ? input.axes[0] : 1
  }

  private func product<S: Scalar>(_ place: Place<S>) -> WeightProduct<S> {
    WeightProduct(place.arrays[0], place, positions: Self.positions(place.inputShape))
  }

  /// [N·positions x in]
  private func inputs<S: Scalar>(_ place: Place<S>) -> View<S> {
    let positions = Self.positions(place.inputShape)
    return place.input.reshaped(
      rows: place.count * positions, columns: place.inputShape.count / positions)
  }
}
