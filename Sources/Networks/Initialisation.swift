import LinearAlgebra

extension Network {
  /// A network with drawn parameters.
  ///
  /// Every array has a random stream of its own, of the purpose `parameters/0.weight` and so on, so
  /// a layer's draw does not depend on what comes before it. Draws are taken in double precision
  /// and rounded to single, the precision parameters are kept in; both precisions of a computation
  /// thus start from the same numbers.
  public init(_ architecture: Architecture, seed: UInt64) {
    var parameters = Matrix<Float>(rows: 1, columns: architecture.parameterCount)
    parameters.withMutableView { flat in
      for array in architecture.arrays {
        let (mean, deviation) = architecture.parametrisation.start(of: array)
        let part = flat.columns(array.range)
        if deviation == 0 {
          part.fill(Float(mean))
          continue
        }
        var stream = RandomStream(seed: seed, purpose: "parameters/\(array.fullName)")
        for k in 0..<array.count { part.base[k] = Float(mean + deviation * stream.normal()) }
      }
    }
    self.init(architecture, parameters: .single(parameters))
  }
}

extension Parametrisation {
  /// Mean and standard deviation an array is drawn with (plain normal draws, never truncated).
  func start(of array: ParameterArray) -> (mean: Double, deviation: Double) {
    switch array.role {
    case .gain: return (1, 0)
    case .table: return (0, 0.02)
    case .shift: return (0, form == .ntk ? 0 : biasDeviation)
    case .bias: return (0, form == .ntk ? 1 : biasDeviation)
    case .weight:
      if form == .ntk { return (0, 1) }
      switch initialisation {
      case .lecun: return (0, (1 / Double(array.fanIn)).squareRoot())
      case .he: return (0, (2 / Double(array.fanIn)).squareRoot())
      case .glorot: return (0, (2 / Double(array.fanIn + array.fanOut)).squareRoot())
      case .normal: return (0, weightDeviation)
      }
    }
  }
}
