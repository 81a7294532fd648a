import LinearAlgebra
import Networks

/// How each layer's part of a kernel is computed, what it costs and what it needs, from sizes alone.
///
/// It is what the contraction follows, and what `show plan` prints.
public struct KernelPlan: Sendable {
  /// A way from a layer's pair to its part of the kernel.
  public enum Method: String, Sendable {
    /// (A Aᵀ + bias) ∘ (D Dᵀ): two Gram matrices and their Hadamard product. For one position.
    case gram
    /// The Jacobian of the layer's weights, J = Σ_s a_s ⊗ d_s by one product for every sample and
    /// output, then J Jᵀ.
    case jacobian
    /// Σ_{s,t} (a_s · a_t + bias) (d_s · d_t) over pairs of positions: Gram matrices of all
    /// positions, and no Jacobian. Pays where positions are few and weights many.
    case positions
  }

  /// One layer's part; a layer of several weights has several.
  public struct Step: Sendable {
    /// The index among the parametric layers.
    public let layer: Int
    /// The array of the layer that it is about: `weight`, `q.weight`, or `bias` of what is only added.
    public let array: String
    /// Sizes of the layer's weight at each of `positions`, `inputs` by `width`.
    public let positions: Int
    /// The inputs of the weight; 0 for what is only added.
    public let inputs: Int
    /// The results at a position.
    public let width: Int
    /// How it is computed.
    public let method: Method
    /// Floating-point operations. Elementwise work counts fourfold, because it runs at about a
    /// quarter of the speed of products.
    public let operations: Double
    /// Bytes it needs besides the kernel and the pairs.
    public let bytes: Double
    /// Of the operations those in small products, one for every sample and seed.
    let small: Double
    /// Bytes of inputs and cotangents that are read and of Jacobians that are written and read.
    let traffic: Double

    /// The time it is expected to take: large products at full speed, small ones at a fifth of it and
    /// less where they do not fill vectors of 16 columns and blocks of 4 rows, and memory at its
    /// speed. Measured times of dense and convolutional layers are within a factor of two of it.
    public func seconds(on speed: MachineSpeed) -> Double {
      func filled(_ count: Int, _ unit: Int) -> Double {
        Double(max(1, count)) / Double((max(1, count) + unit - 1) / unit * unit)
      }
      let fill = filled(width, 16) * filled(inputs, 4)
      return (operations - small) / speed.products + small / (speed.products * fill / 5)
        + traffic / speed.bytes
    }
  }

  /// In the order of the pairs: the last layer first.
  public let steps: [Step]
  /// The network's passes, forward and backward for every output: operations, and bytes of
  /// activations and cotangents. Of a plan for a network only.
  private var passes: (operations: Double, bytes: Double) = (0, 0)

  /// Operations of all steps.
  public var operations: Double { steps.reduce(0) { $0 + $1.operations } }

  /// The time the kernel is expected to take, its passes included; see ``Step/seconds(on:)``.
  public func seconds(on speed: MachineSpeed = .measured) -> Double {
    // What the passes make is written once and read once.
    steps.reduce(4 * passes.operations / speed.products + 2 * passes.bytes / speed.bytes) {
      $0 + $1.seconds(on: speed)
    }
  }

  /// The plan for a network on samples, as ``TangentKernel/matrix(_:on:other:outputs:restriction:fill:watch:)``
  /// follows it.
  ///
  /// - Parameters:
  ///   - x: [N x inputs], of which one sample is looked at.
  ///   - other: the number of samples of a cross kernel's columns.
  /// - Throws: `ComputationError` as the kernel would.
  public init<S: Scalar>(
    _ network: Network, on x: Matrix<S>, other: Int? = nil, outputs: KernelOutputs = .mean,
    restriction: Restriction = .none
  ) throws {
    let outputs = try outputs.resolved(network)
    let restriction = try restriction.resolved(network)
    try network.requireFit(x)
    self = try x.withView { view in
      let collection = try PairCollection(
        network, view.rows(0..<1), outputs: outputs, restriction: restriction)
      return withExtendedLifetime(collection) {
        KernelPlan(
          collection.pairs, samples: (x.rows, other), outputs: outputs, restriction: restriction)
      }
    }
    let seeds: Double = if case .one = outputs { 1 } else { Double(network.outputs) }
    let weights = steps.map { Double($0.positions) * Double($0.inputs) * Double($0.width) }
    // Backward nothing goes through the first layer.
    let backward = weights.dropLast().reduce(0, +)
    let samples = Double(x.rows + (other ?? 0))
    let memory = MemoryPlan(
      network, samples: x.rows, other: other, outputs: outputs,
      bytesPerNumber: MemoryLayout<S>.stride)
    passes = (2 * samples * (weights.reduce(0, +) + seeds * backward), memory.passes)
  }

  /// The plan for pairs of any number of samples.
  ///
  /// - Parameter samples: of the kernel's rows and columns; nil for a symmetric kernel.
  init<S: Scalar>(
    _ pairs: [Pair<S>], samples: (left: Int, right: Int?), outputs: KernelOutputs,
    restriction: Restriction
  ) {
    steps = pairs.map {
      Self.step(
        $0, samples: samples, outputs: outputs, withBias: restriction.hasBias($0))
    }
  }

  private static func step<S: Scalar>(
    _ pair: Pair<S>, samples: (left: Int, right: Int?), outputs: KernelOutputs, withBias: Bool
  ) -> Step {
    let n = Double(samples.left)
    // Of a symmetric kernel only the lower half is computed.
    let blocks = samples.right.map { n * Double($0) } ?? n * (n + 1) / 2
    let all = n + Double(samples.right ?? 0)
    let seeds = Double(pair.seeds)
    let rows = outputs == .mean ? 1 : seeds
    // Numbers of a block's rows that meet: those of all outputs, or of each with each.
    let meetings = outputs == .mean ? seeds : seeds * seeds
    let (positions, width) = (Double(pair.positions), Double(pair.width))
    let inputs = Double(pair.inputCount)
    let number = Double(MemoryLayout<S>.stride)

    let read = all * positions * (inputs + seeds * width) * number
    func step(
      _ method: Method, _ operations: Double, _ bytes: Double, small: Double = 0,
      traffic: Double = 0
    ) -> Step {
      Step(
        layer: pair.layer, array: pair.weight?.name ?? pair.bias?.name ?? "",
        positions: pair.positions, inputs: pair.inputCount, width: pair.width, method: method,
        operations: operations, bytes: bytes, small: small,
        traffic: read + traffic)
    }

    if isPlain(pair) {
      var cotangents = meetings * width
      var written = 0.0
      switch pair.cotangents {
      case .identity, .shared: cotangents = 0
      case .masked where outputs == .mean || pair.seeds == 1:
        cotangents = width
        written = width
      case .masked: written = seeds * width
      case .rows: break
      }
      return step(
        .gram, blocks * (2 * inputs + 2 * cotangents + 8 * rows * rows), all * written * number)
    }

    let parameters = inputs * width + (withBias ? width : 0)
    let making = pair.inputsArePlaces ? 4 * positions * width : 2 * positions * inputs * width
    let jacobian = step(
      .jacobian, all * seeds * making + 2 * blocks * meetings * parameters,
      all * seeds * min(parameters, Double(PositionwiseJacobian<S>.limit) / (n * seeds)) * number,
      small: all * seeds * making, traffic: 2 * all * seeds * parameters * number)

    let ofInputs = pair.inputsArePlaces ? 4 : 2 * inputs
    let perTile = Double(PositionGrams<S>.side(pair, outputs))
    let square = positions * positions
    let grams = step(
      .positions, blocks * square * (ofInputs + 2 * meetings * width + 8 * rows * rows),
      perTile * perTile * square * (1 + rows * rows) * number
        + all * seeds * positions * width * number)
    return grams.operations < jacobian.operations ? grams : jacobian
  }

  /// Whether a pair is one position with its inputs written out.
  static func isPlain<S: Scalar>(_ pair: Pair<S>) -> Bool {
    pair.positions == 1 && !pair.inputsArePlaces
  }

  /// Whether the squared norm of a sample's Jacobian costs less from pairs of positions.
  static func normsByPositions<S: Scalar>(_ pair: Pair<S>) -> Bool {
    let (positions, width) = (Double(pair.positions), Double(pair.width))
    let inputs = Double(pair.inputCount)
    let making = pair.inputsArePlaces ? 4 * positions * width : 2 * positions * inputs * width
    let ofInputs = pair.inputsArePlaces ? 4 : 2 * inputs
    return positions * positions * (ofInputs / Double(pair.seeds) + 2 * width + 8)
      < making + 8 * inputs * width
  }
}
