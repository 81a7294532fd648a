import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Outputs and gradients against JAX in float64. Double precision agrees to rounding; single
/// precision, whose sums of a few hundred terms carry about 1e-7 each, to 1e-5 of the largest entry.
@Suite struct ReferenceTests {
  static let names =
    ReferenceCase.names + ReferenceCase.further + ReferenceCase.convolutions
    + ReferenceCase.layered

  @Test(arguments: names) func doublePrecision(_ name: String) throws {
    try check(name, Double.self, tolerance: 1e-10)
  }

  @Test(arguments: names) func singlePrecision(_ name: String) throws {
    try check(name, Float.self, tolerance: 1e-5)
  }

  private func check<S: Scalar>(_ name: String, _: S.Type, tolerance: Double) throws {
    let reference = try ReferenceCase(name)
    let network = try reference.network(of: S.self)
    let x = try reference.matrix("x", columns: reference.architecture.input.count, of: S.self)
    let y = try reference.matrix("y", columns: network.outputs, of: S.self)

    let outputs = try network.outputs(of: x)
    #expect(
      relativeDifference(outputs.elements.map(Double.init), try reference.values("outputs"))
        < tolerance)

    for loss: any Loss in [MeanSquaredError(), CrossEntropy()] {
      let key = loss is MeanSquaredError ? "mse" : "ce"
      // Some files have one loss only.
      if reference.arrays["loss_\(key)"] == nil || name == "mlp_mnist" && key == "mse" { continue }
      let (value, gradient) = try network.gradient(loss: loss, inputs: x, targets: y)
      let expected = try reference.values("loss_\(key)")[0]
      #expect(abs(value - expected) < tolerance * abs(expected))
      #expect(
        relativeDifference(
          gradient.elements.map(Double.init), try reference.flat("grad_\(key)_")) < tolerance)
    }
  }
}
