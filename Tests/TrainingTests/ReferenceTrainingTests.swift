import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Training

/// One epoch of every optimiser and loss against JAX in float64: batches of 2 in the given order, the
/// last one smaller where the count is odd.
///
/// Double precision agrees to rounding. In single precision a step of Adam divides by √v + 1e-8,
/// which turns rounding of a tiny gradient into a step of either sign: parameters whose gradient is
/// below 1e-6 of the largest may differ by the rate, the others agree to 1e-4 of the largest weight.
@Suite struct ReferenceTrainingTests {
  private static let optimisers: [(name: String, optimiser: any Optimiser)] = {
    do {
      return [
        ("sgd", try SGD(rate: 0.1)), ("momentum", try Momentum(rate: 0.1)),
        ("adam", try Adam(rate: 0.01)),
      ]
    } catch { return [] }
  }()

  private static let losses: [(name: String, loss: any Loss)] = [
    ("mse", MeanSquaredError()), ("ce", CrossEntropy()),
  ]

  @Test(arguments: ReferenceCase.names) func doublePrecision(_ name: String) throws {
    try check(name, Double.self, tolerance: 1e-10)
  }

  @Test(arguments: ReferenceCase.names) func singlePrecision(_ name: String) throws {
    try check(name, Float.self, tolerance: 1e-4)
  }

  private func check<S: Scalar>(_ name: String, _: S.Type, tolerance: Double) throws {
    let reference = try ReferenceCase(name)
    let network = try reference.network(of: S.self)
    let x: Matrix<S> = try reference.matrix(
      "x", columns: reference.architecture.input.count, of: S.self)
    let y: Matrix<S> = try reference.matrix("y", columns: network.outputs, of: S.self)
    var compared = 0
    for (lossName, loss) in Self.losses {
      for (optimiserName, optimiser) in Self.optimisers {
        guard let expected = try? reference.flat("epoch_\(lossName)_\(optimiserName)_") else {
          #expect(name == "mlp_mnist" && (lossName, optimiserName) != ("ce", "adam"))
          continue
        }
        let run = try Trainer.train(
          network, inputs: StoredMatrix(x), targets: StoredMatrix(y),
          plan: TrainingPlan(
            loss: loss, optimiser: optimiser, epochs: 1, batch: 2, shuffle: false,
            precision: S.precision),
          watch: Unwatched())
        let trained = run.network.parameters.matrix(of: Double.self).elements
        #expect(
          relativeDifference(trained, expected) < tolerance, "\(lossName) \(optimiserName)")
        #expect(run.network.parameters.precision == S.precision)
        compared += 1
      }
    }
    #expect(compared == (name == "mlp_mnist" ? 1 : 6))
  }
}
