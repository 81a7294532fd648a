import Catalog
import LinearAlgebra

/// y = φ(W ⋆ x + b) over an image.
public struct Convolution: Layer {
  /// What `help conv` shows.
  public static let entry = Entry(
    "conv", .layer, summary: "a convolution over an image",
    usage: "conv CHANNELS SIZE [same|valid] [stride=N] [ACTIVATION] [bias=no]",
    details: """
      y[i, j, o] = φ(b[o] + Σ_rqc W[r, q, c, o] x[i·stride + r − top, j·stride + q − left, c]):
      cross-correlation, the kernel is not turned round. An image is height x width x channels, and
      conv 16 3x3 makes 16 channels of it. With `same` the image is surrounded by zeros and the
      output is ceil(size/stride) on each axis; an odd zero goes to the bottom and the right, as in
      JAX and TensorFlow. With `valid` windows stay inside the image. The weight is kept as
      [height, width, in, out]; with parametrisation=ntk its factor is σ_w/√(height · width · in).
      """,
    parameters: [
      Parameter(
        "channels", .count, place: .operand, required: true, summary: "the number of outputs"),
      Parameter(
        "size", .size, place: .operand, required: true,
        summary: "rows x columns of the window, such as 3x3"),
      Parameter(
        "padding", .choice(Window.Padding.allCases.map(\.rawValue)), place: .word,
        default: .text("same"), summary: "zeros around the image, or none"),
      Parameter(
        "activation", .choice(Activations.names), place: .word,
        summary: "the function φ; none by default"),
      Parameter(
        "stride", .size, default: .size([1]),
        summary: "pixels from one window to the next: 2, or 2x1 for rows and columns"),
      Parameter("bias", .boolean, default: .boolean(true), summary: "whether b is there"),
    ],
    examples: [
      Example(
        "cnn = input 28x28x1 | conv 8 3x3 relu | pool max 2x2 | conv 8 3x3 relu | pool mean | dense 10"
      ),
      Example("input 28x28x1 | conv 4 5x5 valid stride=2 tanh | flatten | dense 10"),
    ],
    searchTerms: ["convolution", "conv2d", "convolutional", "cnn", "image", "filter", "kernel"])

  /// The number of outputs at every pixel.
  public let channels: Int
  /// Rows and columns of the window.
  public let size: (rows: Int, columns: Int)
  /// Pixels from one window to the next.
  public let stride: (rows: Int, columns: Int)
  /// What is done at the edges.
  public let padding: Window.Padding
  /// φ, as it was named.
  public let activation: (any Activation.Type)?
  /// Whether there is a bias.
  public let hasBias: Bool

  /// `conv channels size activation …`
  ///
  /// - Precondition: sizes and strides are positive.
  public init(
    _ channels: Int, _ rows: Int, _ columns: Int, _ activation: (any Activation.Type)? = nil,
    padding: Window.Padding = .same, stride: (Int, Int) = (1, 1), bias: Bool = true
  ) {
    precondition(channels > 0 && min(rows, columns, stride.0, stride.1) > 0)
    self.channels = channels
    size = (rows, columns)
    self.stride = stride
    self.padding = padding
    self.activation = activation
    hasBias = bias
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let channels = arguments.integer("channels") else {
      throw ArgumentError("conv needs channels: the number of outputs")
    }
    let size = try arguments.sides("size", of: "conv", blame: .operand(1))
    let stride = try arguments.sides("stride", of: "conv")
    self.init(
      channels, size.0, size.1, arguments.text("activation").flatMap(Activations.named),
      padding: arguments.text("padding").flatMap(Window.Padding.init) ?? .same, stride: stride,
      bias: arguments.flag("bias"))
  }

  /// As a user types it.
  public var code: String {
    var words = ["conv \(channels) \(size.rows)x\(size.columns)"]
    if padding == .valid { words.append("valid") }
    if stride != (1, 1) {
      words.append(
        "stride="
          + (stride.0 == stride.1 ? "\(stride.rows)" : "\(stride.rows)x\(stride.columns)"))
    }
    if let activation { words.append(activation.entry.name) }
    if !hasBias { words.append("bias=no") }
    return words.joined(separator: " ")
  }

  /// [height, width, channels]
  ///
  /// - Throws: ``ShapeError`` for what is no image, or one too small for the window.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    try input.requireImage(for: "conv")
    guard let window = Window(input, size: size, stride: stride, padding: padding) else {
      throw ShapeError(
        "\(code) needs an image of at least \(size.rows)x\(size.columns), but receives \(input)",
        suggestion: "leave out valid, or make the window smaller")
    }
    // BLAS counts in 32 bits.
    guard Shape(window.count, size.rows, size.columns, input.axes[2]).checkedCount != nil,
      Shape(size.rows, size.columns, input.axes[2], channels).checkedCount != nil
    else { throw ShapeError("\(code) on \(input) is beyond what can be computed with") }
    return Shape(window.places.rows, window.places.columns, channels)
  }

  /// The weight [rows, columns, in, out], then the bias [out].
  public func arrays(for input: Shape) -> [ParameterArray] {
    let fan = size.rows * size.columns * (input.axes.last ?? 1)
    let out = size.rows * size.columns * channels
    let weight = ParameterArray(
      "weight", .weight, shape: Shape(size.rows, size.columns, input.axes.last ?? 1, channels),
      fanIn: fan, fanOut: out)
    let bias = ParameterArray("bias", .bias, shape: Shape(channels), fanIn: fan, fanOut: out)
    return hasBias ? [weight, bias] : [weight]
  }

  /// The windows' numbers, and z for the activations whose derivative needs it.
  public func memory(for input: Shape) -> [Int] {
    guard let window = window(input) else { return [] }
    let z = nonlinearity.map { $0.kept == .input ? [window.count * channels] : [] } ?? []
    return [isPointwise(window) ? 0 : window.count * window.length] + z
  }

  /// φ, nil where it does nothing.
  private var nonlinearity: (any Activation.Type)? {
    activation is Identity.Type ? nil : activation
  }

  private func window(_ input: Shape) -> Window? {
    Window(input, size: size, stride: stride, padding: padding)
  }

  /// Whether the windows are the pixels themselves, so that nothing has to be gathered.
  private func isPointwise(_ window: Window) -> Bool { size == (1, 1) && stride == (1, 1) }

  /// The windows' numbers times the weight, then bias and activation in one loop.
  public func forward<S: Scalar>(_ place: Place<S>) {
    guard let window = window(place.inputShape) else { return }
    if !isPointwise(window) {
      let patches = place.memory[0]
      Parallel.rows(place.count, panel: max(1, (1 << 15) / (window.count * window.length))) {
        for n in $0 {
          window.gather(place.input.rows(n..<(n + 1)).base, into: patches.rows(n..<(n + 1)).base)
        }
      }
    }
    let z = nonlinearity?.kept == .input ? place.memory[1] : place.output
    WeightProduct(place.arrays[0], place, positions: window.count)
      .forward(inputs(place, window), into: z)
    let rows = place.count * window.count
    let bias = hasBias ? place.view(of: place.arrays[1], rows: 1, columns: channels) : nil
    let scale = place.parametrisation.biasScale
    let pixels = z.reshaped(rows: rows, columns: channels)
    if let phi = nonlinearity {
      phi.apply(
        pixels, bias: bias, biasScale: scale,
        into: place.output.reshaped(rows: rows, columns: channels))
    } else if let bias {
      Identity.apply(pixels, bias: bias, biasScale: scale, into: pixels)
    }
  }

  /// [N·places x rows·columns·in]
  private func inputs<S: Scalar>(_ place: Place<S>, _ window: Window) -> View<S> {
    (isPointwise(window) ? place.input : place.memory[0])
      .reshaped(rows: place.count * window.count, columns: window.length)
  }

  /// One pair of the windows and d = cotangents ∘ φ′; then d Wᵀ put back where the windows were.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    guard let window = window(place.inputShape) else { return nil }
    let d =
      nonlinearity?.pullBack(
        cotangent, kept: nonlinearity?.kept == .input ? place.memory[1] : place.output,
        place: place, scratch: 0) ?? cotangent
    let product = WeightProduct(place.arrays[0], place, positions: window.count)
    try emit(
      Pair(
        layer: place.index, weight: place.arrays[0], bias: hasBias ? place.arrays[1] : nil,
        inputs: inputs(place, window), cotangents: d, positions: window.count,
        weightScale: product.scale, biasScale: place.parametrisation.biasScale))
    guard wantsInput else { return nil }
    if isPointwise(window) { return product.pullBack(d, place, scratch: 4) }
    // The cotangents of the windows are many times those of the image, so they live for a few rows
    // at a time only.
    let length = window.count * window.length
    return d.pulledBack(throughLinear: place, scratch: 4) { rows, out in
      let step = max(1, (1 << 17) / length)
      let memory = Buffer<S>(uninitialised: min(step, rows.rows) * length)
      for begin in Swift.stride(from: 0, to: rows.rows, by: step) {
        let range = begin..<min(rows.rows, begin + step)
        let patches = memory.view(rows: range.count, columns: length)
        product.pullBack(rows.rows(range), into: patches)
        for (k, row) in range.enumerated() {
          window.scatter(
            patches.rows(k..<(k + 1)).base, into: out.rows(row..<(row + 1)).base)
        }
      }
    }
  }
}
