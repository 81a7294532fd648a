import LinearAlgebra

/// One array of parameters of a layer, and where it lies in the network's flat vector.
public struct ParameterArray: Sendable, Hashable {
  /// How an array starts.
  public enum Role: String, Sendable {
    /// Multiplies inputs; drawn with the deviation of the initialisation.
    case weight
    /// Is added; starts at zero unless its deviation is given.
    case bias
    /// Is added after a normalisation; as a bias, but no parametrisation scales it.
    case shift
    /// The factor of a normalisation; starts at one.
    case gain
    /// Learned vectors that are looked up or added (`embed`, `positions`); N(0, 0.02²).
    case table
  }

  /// `weight`, `bias`, `q.weight` … within its layer.
  public let name: String
  /// How it starts, and whether `parameters=weights` means it.
  public let role: Role
  /// Dense weight [in, out]; bias [out].
  public let shape: Shape
  /// The number of inputs of one output, for initialisation and for the `ntk` parametrisation.
  public let fanIn: Int
  /// The number of outputs one input reaches, for `glorot`.
  public let fanOut: Int
  /// The index among the parametric layers; set by the architecture.
  public var layer = 0
  /// Where the array begins in the flat vector; set by the architecture.
  public var offset = 0

  /// An array of a layer, before the architecture gives it its place.
  public init(_ name: String, _ role: Role, shape: Shape, fanIn: Int, fanOut: Int) {
    self.name = name
    self.role = role
    self.shape = shape
    self.fanIn = fanIn
    self.fanOut = fanOut
  }

  /// Whether `parameters=weights` means it: the arrays named `weight`, gains and tables included.
  public var isWeight: Bool { name == "weight" || name.hasSuffix(".weight") }
  /// The number of elements.
  public var count: Int { shape.count }
  /// The name in a parameter file: `0.weight`.
  public var fullName: String { "\(layer).\(name)" }
  /// Its part of the flat vector.
  public var range: Range<Int> { offset..<(offset + count) }
}

/// How stored parameters enter a layer, and how they are drawn: the options of a network.
public struct Parametrisation: Sendable, Hashable {
  /// How stored weights and biases enter a layer.
  public enum Form: String, Sendable, CaseIterable {
    /// y = W x + b
    case standard
    /// y = σ_w/√fan_in · W x + σ_b b with W, b ~ N(0, 1)
    case ntk
  }

  /// Standard deviation of the weights in the `standard` form (plain normal draws).
  public enum Initialisation: String, Sendable, CaseIterable {
    /// √(1/fan_in)
    case lecun
    /// √(2/fan_in)
    case he
    /// √(2/(fan_in + fan_out))
    case glorot
    /// `weightDeviation`
    case normal
  }

  /// How stored weights and biases enter a layer.
  public var form: Form = .standard
  /// How weights are drawn in the `standard` form.
  public var initialisation: Initialisation = .lecun
  /// σ_w of `ntk`, the standard deviation of `normal`.
  public var weightDeviation = 1.0
  /// σ_b of `ntk`; in the standard form the standard deviation of the biases.
  public var biasDeviation = 0.0

  /// The defaults: `standard`, `lecun`, no deviation of the biases.
  public init() {}

  /// What multiplies a stored weight: 1, or σ_w/√fan_in.
  public func weightScale(fanIn: Int) -> Double {
    form == .standard ? 1 : weightDeviation / Double(fanIn).squareRoot()
  }

  /// What multiplies a stored bias: 1, or σ_b.
  public var biasScale: Double { form == .standard ? 1 : biasDeviation }
}
