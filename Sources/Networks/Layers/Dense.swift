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
      it is y = φ(σ_w/√fan_in · W x + σ_b b). The weight is kept as [in, out].
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

  /// [width]
  ///
  /// - Throws: ``ShapeError`` for an image, whose last axis is its channels.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    guard input.axes.count == 1 else {
      throw ShapeError(
        "dense needs a plain vector such as \(input.count), but receives \(input)",
        suggestion: "flatten it first: flatten | \(code)")
    }
    return Shape(width)
  }

  /// The weight [in, out], then the bias [out].
  public func arrays(for input: Shape) -> [ParameterArray] {
    let fan = (input.count, width)
    let weight = ParameterArray(
      "weight", .weight, shape: Shape(input.count, width), fanIn: fan.0, fanOut: fan.1)
    let bias = ParameterArray("bias", .bias, shape: Shape(width), fanIn: fan.0, fanOut: fan.1)
    return hasBias ? [weight, bias] : [weight]
  }

  /// z, for the activations whose derivative needs it.
  public func memory(for _: Shape) -> [Int] {
    nonlinearity.map { $0.kept == .input ? [width] : [] } ?? []
  }

  /// φ, nil where it does nothing.
  private var nonlinearity: (any Activation.Type)? {
    activation is Identity.Type ? nil : activation
  }

  /// z = weightScale · x W, then bias and activation in one loop.
  public func forward<S: Scalar>(_ place: Place<S>) {
    let (weight, bias) = parameters(place)
    let form = place.parametrisation
    let z = place.memory.first ?? place.output
    Products.multiply(
      place.input, weight, into: z, alpha: form.weightScale(fanIn: weight.rows))
    if let phi = nonlinearity {
      phi.apply(z, bias: bias, biasScale: form.biasScale, into: place.output)
    } else if let bias {
      Identity.apply(z, bias: bias, biasScale: form.biasScale, into: z)
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
    let (weight, _) = parameters(place)
    let form = place.parametrisation
    let scale = form.weightScale(fanIn: weight.rows)
    try emit(
      Pair(
        layer: place.index, weight: place.arrays[0], bias: hasBias ? place.arrays[1] : nil,
        inputs: place.input, cotangents: d, weightScale: scale, biasScale: form.biasScale))
    return wantsInput ? pullBack(d, weight, scale, place) : nil
  }

  private func parameters<S: Scalar>(
    _ place: Place<S>
  ) -> (weight: View<S>, bias: View<S>?) {
    (
      place.view(of: place.arrays[0], rows: place.inputShape.count, columns: width),
      hasBias ? place.view(of: place.arrays[1], rows: 1, columns: width) : nil
    )
  }

  /// The cotangents of the inputs, scale · d Wᵀ, in the form that keeps most structure.
  private func pullBack<S: Scalar>(
    _ d: Cotangent<S>, _ weight: View<S>, _ scale: Double, _ place: Place<S>
  ) -> Cotangent<S> {
    let seeds = d.perSample
    func rows(_ count: Int) -> View<S> { place.scratch(4, rows: count, columns: weight.rows) }
    switch d {
    case .identity:
      let shared = rows(width)
      weight.transpose(into: shared, times: scale)
      return .shared(shared)
    case .shared(let given):
      let shared = rows(seeds)
      Products.multiply(given, weight, transposing: .second, into: shared, alpha: scale)
      return .shared(shared)
    case .rows(let given, _):
      let result = rows(given.rows)
      Products.multiply(given, weight, transposing: .second, into: result, alpha: scale)
      return .rows(result, perSample: seeds)
    case .masked:
      // Multiplied out and used panel by panel, while it is in the cache.
      let expanded = place.scratch(5, rows: place.count * seeds, columns: width)
      let result = rows(place.count * seeds)
      Parallel.rows(place.count, panel: max(1, 256 / seeds)) { range in
        let block = range.lowerBound * seeds..<range.upperBound * seeds
        d.expand(range, into: expanded.rows(block))
        Products.multiply(
          expanded.rows(block), weight, transposing: .second, into: result.rows(block),
          alpha: scale, serially: true)
      }
      return .rows(result, perSample: seeds)
    }
  }
}
