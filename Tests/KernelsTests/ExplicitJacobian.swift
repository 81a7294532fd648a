import Foundation
import LinearAlgebra
import Networks

/// The plain reference: the Jacobian of a dense network in double, by loops over everything, one
/// output at a time. It shares no code with the engine.
struct ExplicitJacobian {
  /// J[(n, a)][θ], θ in the order of the flat vector.
  let rows: [[Double]]
  private let outputs: Int
  private let arrays: [ParameterArray]

  init(_ network: Network, on x: Matrix<Double>) {
    let architecture = network.architecture
    let parameters = network.parameters.matrix(of: Double.self).elements
    let form = architecture.parametrisation
    let dense = architecture.layers.compactMap { $0 as? Dense }
    var widths = [architecture.input.count]
    for layer in dense { widths.append(layer.width) }

    func weight(_ l: Int, _ i: Int, _ j: Int) -> Double {
      let array = architecture.arrays.first { $0.layer == l && $0.role == .weight }
      return parameters[(array?.offset ?? 0) + i * widths[l + 1] + j]
    }
    func scale(_ l: Int) -> Double {
      form.form == .ntk ? form.weightDeviation / Double(widths[l]).squareRoot() : 1
    }
    let biasScale = form.form == .ntk ? form.biasDeviation : 1
    func bias(_ l: Int, _ j: Int) -> Double {
      guard let array = architecture.arrays.first(where: { $0.layer == l && $0.role == .bias })
      else { return 0 }
      return biasScale * parameters[array.offset + j]
    }

    var rows: [[Double]] = []
    for n in 0..<x.rows {
      var a = [(0..<x.columns).map { x[n, $0] }]
      var slopes: [[Double]] = []
      for (l, layer) in dense.enumerated() {
        var (values, slope) = ([Double](), [Double]())
        for j in 0..<widths[l + 1] {
          var z = bias(l, j)
          for i in 0..<widths[l] { z += scale(l) * weight(l, i, j) * a[l][i] }
          let (y, dy) = Self.activation(layer.activation, z)
          values.append(y)
          slope.append(dy)
        }
        a.append(values)
        slopes.append(slope)
      }
      for output in 0..<widths[dense.count] {
        var gradient = [Double](repeating: 0, count: architecture.parameterCount)
        var d = [Double](repeating: 0, count: widths[dense.count])
        d[output] = 1
        for l in stride(from: dense.count - 1, through: 0, by: -1) {
          for j in 0..<d.count { d[j] *= slopes[l][j] }
          for array in architecture.arrays where array.layer == l {
            if array.role == .bias {
              for j in 0..<d.count { gradient[array.offset + j] = biasScale * d[j] }
            } else {
              for i in 0..<widths[l] {
                for j in 0..<d.count {
                  gradient[array.offset + i * d.count + j] = scale(l) * a[l][i] * d[j]
                }
              }
            }
          }
          var before = [Double](repeating: 0, count: widths[l])
          for i in 0..<widths[l] {
            for j in 0..<d.count { before[i] += scale(l) * weight(l, i, j) * d[j] }
          }
          d = before
        }
        rows.append(gradient)
      }
    }
    self.rows = rows
    outputs = network.outputs
    arrays = architecture.arrays
  }

  private static func activation(
    _ type: (any Activation.Type)?, _ z: Double
  ) -> (Double, Double) {
    switch type {
    case is ReLU.Type: (max(z, 0), z > 0 ? 1 : 0)
    case is Tanh.Type: (tanh(z), 1 - tanh(z) * tanh(z))
    default: (z, 1)
    }
  }

  /// J J′ᵀ over the parameters that `keep` keeps: rows and columns (sample, output).
  func kernel(
    _ other: ExplicitJacobian, keep: (ParameterArray) -> Bool = { _ in true }
  ) -> [[Double]] {
    let kept = arrays.filter(keep).flatMap { Array($0.range) }
    return rows.map { row in
      other.rows.map { column in kept.reduce(0) { $0 + row[$1] * column[$1] } }
    }
  }

  /// The mean over the outputs of such a kernel, row by row.
  func mean(_ kernel: [[Double]]) -> [Double] {
    let (n, m) = (kernel.count / outputs, (kernel.first?.count ?? 0) / outputs)
    return (0..<n).flatMap { i in
      (0..<m).map { j in
        (0..<outputs).reduce(0) { $0 + kernel[i * outputs + $1][j * outputs + $1] }
          / Double(outputs)
      }
    }
  }

  /// The block of one output, row by row.
  func block(_ kernel: [[Double]], _ output: Int) -> [Double] {
    stride(from: output, to: kernel.count, by: outputs).flatMap { i in
      stride(from: output, to: kernel[i].count, by: outputs).map { kernel[i][$0] }
    }
  }
}
