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
    let width = pair.weight?.shape.axes[1] ?? pair.bias?.shape.count ?? 0
    for row in 0..<rows {
      for s in 0..<pair.positions {
        let d = (0..<width).map {
          Self.entry(pair.cotangents, row * pair.positions + s, $0, seeds)
        }
        if let weight = pair.weight {
          let input = row / seeds * pair.positions + s
          for i in 0..<weight.shape.axes[0] {
            let a = pair.weightScale * Double(pair.inputs[input, i])
            for j in 0..<width { self[row, weight.offset + i * width + j] += a * d[j] }
          }
        }
        if let bias = pair.bias {
          for j in 0..<width { self[row, bias.offset + j] += pair.biasScale * d[j] }
        }
      }
    }
  }

  /// Entry j of a row of cotangents, by the definitions of the forms.
  private static func entry<S: Scalar>(
    _ cotangent: Cotangent<S>, _ row: Int, _ j: Int, _ seeds: Int
  ) -> Double {
    switch cotangent {
    case .rows(let d, _): Double(d[row, j])
    case .identity: row % seeds == j ? 1 : 0
    case .shared(let shared): Double(shared[row % seeds, j])
    case .masked(let mask, let shared):
      Double(mask[row / seeds, j]) * Double(shared[row % seeds, j])
    }
  }
}
