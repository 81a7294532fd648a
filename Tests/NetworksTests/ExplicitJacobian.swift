import LinearAlgebra
import Networks

/// The Jacobian ∂f_a(x_n)/∂θ as a plain matrix [N·C x P]: the reference pairs are checked against.
struct ExplicitJacobian {
  let rows: Int
  let parameters: Int
  var elements: [Double]

  subscript(row: Int, parameter: Int) -> Double {
    get { elements[row * parameters + parameter] }
    set { elements[row * parameters + parameter] = newValue }
  }

  private init(rows: Int, parameters: Int) {
    self.rows = rows
    self.parameters = parameters
    elements = Array(repeating: 0, count: rows * parameters)
  }

  /// Central differences of the outputs in every parameter.
  init(differencesOf network: Network, at x: Matrix<Double>, step: Double) throws {
    self.init(
      rows: x.rows * network.outputs, parameters: network.architecture.parameterCount)
    let flat = network.parameters.matrix(of: Double.self)
    for p in 0..<parameters {
      let sides = try [step, -step].map { step in
        var moved = flat
        moved[0, p] += step
        return try Network(network.architecture, parameters: .double(moved)).outputs(of: x).elements
      }
      for row in 0..<rows { self[row, p] = (sides[0][row] - sides[1][row]) / (2 * step) }
    }
  }

  /// Pairs multiplied out, term by term.
  init<S: Scalar>(
    pairsOf network: Network, at x: Matrix<S>, seed: Cotangent<S>, count: Int
  ) throws {
    self.init(rows: count * seed.perSample, parameters: network.architecture.parameterCount)
    let pass = Pass<S>(network)
    var copy = self
    try x.withView { x in
      _ = pass.forward(x)
      try pass.backward(seed) { copy.add($0) }
    }
    self = copy
  }

  private mutating func add<S: Scalar>(_ pair: Pair<S>) {
    let seeds = pair.cotangents.perSample
    let width = pair.width
    for row in 0..<rows {
      for s in 0..<pair.positions {
        let d = (0..<width).map {
          Self.entry(pair.cotangents, row, s, $0, seeds, pair)
        }
        if let weight = pair.weight {
          let input = row / seeds * pair.positions + s
          for i in 0..<pair.inputCount {
            let a =
              pair.weightScale
              * (pair.inputsArePlaces
                ? (Int(pair.inputs[input, 0]) == i ? 1 : 0) : Double(pair.inputs[input, i]))
            for j in 0..<width { self[row, weight.offset + i * width + j] += a * d[j] }
          }
        }
        if let bias = pair.bias {
          for j in 0..<width { self[row, bias.offset + j] += pair.biasScale * d[j] }
        }
      }
    }
  }

  /// Entry o of the results at position s, of a row of cotangents, by the definitions of the forms.
  private static func entry<S: Scalar>(
    _ cotangent: Cotangent<S>, _ row: Int, _ s: Int, _ o: Int, _ seeds: Int, _ pair: Pair<S>
  ) -> Double {
    let j = s * pair.width + o
    return switch cotangent {
    case .rows(let d, _):
      Double(
        d.reshaped(
          rows: d.rows * d.columns / (pair.width * pair.positions),
          columns: pair.width * pair.positions)[row, j])
    case .identity: row % seeds == j ? 1 : 0
    case .shared(let shared): Double(shared[row % seeds, j])
    case .masked(let mask, let shared):
      Double(mask[row / seeds, j]) * Double(shared[row % seeds, j])
    }
  }
}
