import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

/// Pairs with several positions, made up, against plain loops: J = Σ_s a[n,s] ⊗ d[n,c,s], then J Jᵀ.
@Suite struct PositionwiseTests {
  /// A layer of 3 inputs and 2 results at each of `positions` places, with a cotangent of each form.
  struct Synthetic {
    let pair: Pair<Double>
    let samples: Int
    /// d[n][c][s][o]
    let written: [[[[Double]]]]
    private let owned: [Matrix<Double>]

    static let (inputs, width) = (3, 2)
    static let forms = ["rows", "shared", "masked", "identity"]

    init(_ form: String, samples: Int, positions: Int, seed: UInt64) {
      let (inputs, width) = (Self.inputs, Self.width)
      let seeds = form == "identity" ? positions * width : 3
      let length = positions * width
      let a = SmallNetworks.samples(samples * positions, inputs, seed: seed, of: Double.self)
      let rows = SmallNetworks.samples(samples * seeds, length, seed: seed + 1, of: Double.self)
      let shared = SmallNetworks.samples(seeds, length, seed: 77, of: Double.self)
      let mask = SmallNetworks.samples(samples, length, seed: seed + 2, of: Double.self)
      owned = [a, rows, shared, mask]
      func view(_ matrix: Matrix<Double>) -> View<Double> { matrix.withView { $0 } }
      let cotangents: Cotangent<Double> =
        switch form {
        case "rows":
          .rows(
            view(rows).reshaped(rows: samples * seeds * positions, columns: width),
            perSample: seeds)
        case "shared": .shared(view(shared))
        case "masked": .masked(view(mask), shared: view(shared))
        default: .identity(outputs: seeds)
        }
      written = (0..<samples).map { n in
        (0..<seeds).map { c in
          (0..<positions).map { s in
            (0..<width).map { o in
              let j = s * width + o
              return switch form {
              case "rows": rows[n * seeds + c, j]
              case "shared": shared[c, j]
              case "masked": mask[n, j] * shared[c, j]
              default: c == j ? 1 : 0
              }
            }
          }
        }
      }
      self.samples = samples
      pair = Pair(
        layer: 0,
        weight: ParameterArray(
          "weight", .weight, shape: Shape(inputs, width), fanIn: inputs, fanOut: width),
        bias: ParameterArray("bias", .bias, shape: Shape(width), fanIn: inputs, fanOut: width),
        inputs: view(a), cotangents: cotangents, positions: positions, weightScale: 0.7,
        biasScale: 0.4)
    }

    /// J[(n,c)]: the weights' part, then the biases'.
    func jacobian(withBias: Bool) -> [[Double]] {
      let (inputs, width, positions) = (Self.inputs, Self.width, pair.positions)
      return (0..<samples).flatMap { n in
        written[n].map { d in
          var row = [Double](repeating: 0, count: (inputs + 1) * width)
          for s in 0..<positions {
            for o in 0..<width {
              for i in 0..<inputs {
                row[i * width + o] += 0.7 * pair.inputs[n * positions + s, i] * d[s][o]
              }
              if withBias { row[inputs * width + o] += 0.4 * d[s][o] }
            }
          }
          return row
        }
      }
    }

    func alive() { withExtendedLifetime(owned) {} }
  }

  @Test(arguments: Synthetic.forms, [2, 5]) func equalsJacobianProduct(
    _ form: String, _ positions: Int
  ) throws {
    for samples in [1, 4, 40] {
      let left = Synthetic(form, samples: samples, positions: positions, seed: 10)
      let right = Synthetic(form, samples: 7, positions: positions, seed: 20)
      let seeds = left.pair.seeds
      #expect(seeds == left.written[0].count)
      for withBias in [true, false] {
        let restriction = Restriction(weightsOnly: !withBias)
        let j = left.jacobian(withBias: withBias)
        let other = right.jacobian(withBias: withBias)
        func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
          a.map { row in b.map { column in zip(row, column).reduce(0) { $0 + $1.0 * $1.1 } } }
        }
        for outputs: KernelOutputs in [.all, .mean] {
          let contraction = PairContraction(
            outputs: outputs, restriction: restriction, watch: Unwatched())
          let perSample = outputs == .all ? seeds : 1
          func reduced(_ kernel: [[Double]]) -> [Double] {
            if outputs == .all { return kernel.flatMap { $0 } }
            return (0..<kernel.count / seeds).flatMap { n in
              (0..<kernel[0].count / seeds).map { m in
                (0..<seeds).reduce(0) { $0 + kernel[n * seeds + $1][m * seeds + $1] }
                  / Double(seeds)
              }
            }
          }
          let symmetric = try Matrix<Double>(
            rows: samples * perSample, columns: samples * perSample
          ) { target in
            try contraction.accumulate(
              [left.pair], nil, samples: (samples, samples), into: target, fill: .whole)
          }
          #expect(relativeDifference(symmetric.elements, reduced(product(j, j))) < 1e-12)

          let jacobian = PositionwiseJacobian(left.pair, samples: samples)
          let terms = jacobian.blocks(withBias: withBias, limit: .max).map {
            contraction.term($0, of: jacobian)
          }
          let v = SmallNetworks.samples(2, symmetric.rows, seed: 30, of: Double.self)
          let made = Matrix<Double>(rows: 2, columns: symmetric.rows) { out in
            out.fill(0)
            v.withView { v in
              for term in terms {
                let block = TermBlock(term, rowsPerSample: perSample, vectors: 2)
                block.gather(term, v, scratch: Workspace())
                block.scatter(term, into: out, scratch: Workspace())
              }
            }
          }
          let wanted = Matrix<Double>(rows: 2, columns: symmetric.rows) { out in
            v.withView { v in symmetric.withView { Products.multiply(v, $0, into: out) } }
          }
          #expect(relativeDifference(made.elements, wanted.elements) < 1e-12)

          let cross = try Matrix<Double>(rows: samples * perSample, columns: 7 * perSample) {
            try contraction.accumulate(
              [left.pair], [right.pair], samples: (samples, 7), into: $0, fill: .whole)
          }
          #expect(relativeDifference(cross.elements, reduced(product(j, other))) < 1e-12)

          var diagonal = [Double](repeating: 0, count: samples * perSample)
          let network = try SmallNetworks.single()
          KernelDiagonal(
            network: network, outputs: outputs, restriction: restriction, watch: Unwatched()
          ).add(left.pair, samples: samples, to: &diagonal)
          #expect(
            relativeDifference(
              diagonal, (0..<symmetric.rows).map { symmetric[$0, $0] }) < 1e-12)
        }
      }
      left.alive()
      right.alive()
    }
  }

  /// Blocks of the Jacobian's columns make it whole again.
  @Test func blocksCoverTheColumns() {
    let synthetic = Synthetic("rows", samples: 4, positions: 2, seed: 1)
    let jacobian = PositionwiseJacobian(synthetic.pair, samples: 4)
    // 4 samples x 3 seeds x 2 results: a limit of 30 numbers leaves room for one input at a time.
    let blocks = jacobian.blocks(withBias: true, limit: 30)
    #expect(
      blocks == [
        .weight(inputs: 0..<1), .weight(inputs: 1..<2), .weight(inputs: 2..<3), .bias,
      ])
    let expected = synthetic.jacobian(withBias: true)
    var made = [[Double]](repeating: [], count: expected.count)
    for block in blocks {
      let columns = jacobian.columns(block)
      let part = Matrix<Double>(rows: made.count, columns: columns) {
        jacobian.write(block, into: $0)
      }
      for i in 0..<made.count { made[i] += (0..<columns).map { part[i, $0] } }
    }
    #expect(relativeDifference(made.flatMap { $0 }, expected.flatMap { $0 }) < 1e-14)
    synthetic.alive()
  }
}
