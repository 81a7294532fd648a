import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Losses against their formulas, their seeds against finite differences.
@Suite struct LossTests {
  static let losses: [any Loss] = [MeanSquaredError(), CrossEntropy()]

  private func formula(_ loss: any Loss, _ f: [[Double]], _ y: [[Double]]) -> Double {
    let perSample = zip(f, y).map { f, y in
      if loss is MeanSquaredError {
        return zip(f, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(f.count)
      }
      let sum = f.reduce(0) { $0 + exp($1) }
      return -zip(f, y).reduce(0) { $0 + $1.1 * ($1.0 - log(sum)) }
    }
    return perSample.reduce(0, +) / Double(f.count)
  }

  private func draw(_ rows: Int, _ columns: Int, _ purpose: String) -> [[Double]] {
    var stream = RandomStream(seed: 4, purpose: purpose)
    // Numbers that single precision has too.
    return (0..<rows).map { _ in (0..<columns).map { _ in Double(Float(stream.normal())) } }
  }

  private func matrix<S: Scalar>(_ rows: [[Double]], of _: S.Type) -> Matrix<S> {
    Matrix(rows: rows.count, columns: rows[0].count, elements: rows.joined().map { S($0) })
  }

  private func evaluate<S: Scalar>(
    _ loss: any Loss, _ f: [[Double]], _ y: [[Double]], of _: S.Type
  ) -> (value: Double, fused: Double, seed: [S]) {
    let (f, y) = (matrix(f, of: S.self), matrix(y, of: S.self))
    var seed = Matrix<S>(rows: f.rows, columns: f.columns)
    return f.withView { f in
      y.withView { y in
        let fused = seed.withMutableView { loss.seed(outputs: f, targets: y, into: $0) }
        return (loss.value(outputs: f, targets: y), fused, seed.elements)
      }
    }
  }

  /// Targets are any numbers, not only one-hot rows; widths on both sides of the loops' blocks.
  @Test(arguments: [(1, 1), (3, 10), (7, 17), (50, 33)])
  func againstTheFormula(_ rows: Int, _ columns: Int) {
    let (f, y) = (draw(rows, columns, "f"), draw(rows, columns, "y"))
    for loss in Self.losses {
      let expected = formula(loss, f, y)
      let double = evaluate(loss, f, y, of: Double.self)
      #expect(abs(double.value - expected) < 1e-13 * (1 + abs(expected)))
      #expect(double.fused == double.value)
      let single = evaluate(loss, f, y, of: Float.self)
      #expect(abs(single.value - expected) < 1e-9 * (1 + abs(expected)))
      #expect(single.fused == single.value)
      #expect(relativeDifference(single.seed.map(Double.init), double.seed) < 2e-7)
    }
  }

  /// Central differences, step 1e-5; error well below 1e-9.
  @Test func seedIsTheDerivative() {
    let (f, y) = (draw(4, 5, "f"), draw(4, 5, "y"))
    for loss in Self.losses {
      let seed = evaluate(loss, f, y, of: Double.self).seed
      for i in 0..<4 {
        for j in 0..<5 {
          let values = [1e-5, -1e-5].map { step in
            var moved = f
            moved[i][j] += step
            return formula(loss, moved, y)
          }
          #expect(abs((values[0] - values[1]) / 2e-5 - seed[5 * i + j]) < 1e-9)
        }
      }
    }
  }

  @Test func crossEntropyDoesNotOverflow() {
    let f = [[1e4, -1e4, 0], [-3e4, -3e4, -3e4]]
    let y = [[0.0, 1, 0], [0, 0, 1]]
    let expected = (2e4 + log(3)) / 2
    let double = evaluate(CrossEntropy(), f, y, of: Double.self)
    let single = evaluate(CrossEntropy(), f, y, of: Float.self)
    #expect(abs(double.value - expected) < 1e-9)
    #expect(abs(single.value - expected) < 1e-3)
    let third = 1.0 / 6
    let seed = [0.5, -0.5, 0, third, third, third - 0.5]
    #expect(relativeDifference(double.seed, seed) < 1e-15)
    #expect(relativeDifference(single.seed.map(Double.init), seed) < 1e-7)
  }

  @Test func notANumberReachesTheResult() {
    for loss in Self.losses {
      for j in 0..<3 {
        var f = [[1.0, 2, 3]]
        f[0][j] = .nan
        #expect(evaluate(loss, f, [[0, 1, 0]], of: Float.self).value.isNaN)
        #expect(evaluate(loss, f, [[0, 1, 0]], of: Double.self).value.isNaN)
      }
    }
  }

  @Test func meanOverNothing() {
    for loss in Self.losses {
      Matrix<Float>(rows: 0, columns: 3).withView {
        #expect(loss.value(outputs: $0, targets: $0).isNaN)
      }
    }
  }

  @Test func tableAgreesWithFolder() throws {
    let files = try Fixtures.types(in: "Networks/Losses", except: "Losses")
    #expect(files == Set(Losses.all.map { "\($0)" }))
    #expect(Losses.all.allSatisfy { $0.entry.kind == .loss })
    #expect(Losses.named("mse") is MeanSquaredError)
    #expect(Losses.named("crossentropy") is CrossEntropy)
    #expect(Losses.named("hinge") == nil)
  }
}
