import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite struct ParameterMatchingTests {
  private func architecture(_ widths: Int..., input: Int = 3) throws -> Architecture {
    try Architecture(input: Shape(input), layers: widths.map { Dense($0, Tanh.self) })
  }

  private func array(_ name: String, _ axes: Int..., start: Double = 0) -> NamedArray {
    let count = axes.reduce(1, *)
    let values = Matrix<Float>(
      rows: 1, columns: count, elements: (0..<count).map { Float(start + Double($0)) })
    return NamedArray(name, shape: Shape(axes), values: .single(values))
  }

  private func flat(_ network: Network) -> [Float] {
    network.parameters.matrix(of: Float.self).elements
  }

  /// Twelve layers of one width, so that only the names can tell them apart; given in the order a
  /// file sorts them, "10" before "2".
  @Test(arguments: [
    "%.weight %.bias", "layers.%.weight layers.%.bias", "fc%.weight fc%.bias",
    "w% b%", "params/Dense_%/kernel params/Dense_%/bias", "net.0.%.W net.0.%.B",
  ])
  func numbersOrderLayers(_ pattern: String) throws {
    let layers = Array(repeating: Dense(2), count: 12)
    let architecture = try Architecture(input: Shape(2), layers: layers)
    let names = pattern.split(separator: " ").map(String.init)
    var arrays: [NamedArray] = []
    for layer in 0..<12 {
      let number = "\(3 * layer + 1)"  // a framework numbers activations too
      let name = names.map { $0.replacing("%", with: number) }
      arrays.append(array(name[0], 2, 2, start: Double(10 * layer)))
      arrays.append(array(name[1], 2, start: Double(10 * layer + 4)))
    }
    arrays.sort { $0.name < $1.name }
    let network = try Network(architecture, matching: arrays, layout: .inputsFirst)
    let expected = (0..<12).flatMap { layer in (0..<6).map { Float(10 * layer + $0) } }
    #expect(flat(network) == expected)
    #expect(network.parameters.precision == .single)
  }

  @Test func outputsFirstIsTransposed() throws {
    let network = try Network(
      architecture(2), matching: [array("fc.weight", 2, 3), array("fc.bias", 2, start: 50)],
      layout: .outputsFirst)
    #expect(flat(network) == [0, 3, 1, 4, 2, 5, 50, 51])
  }

  @Test(arguments: [WeightLayout.inputsFirst, .outputsFirst])
  func roundTrip(_ layout: WeightLayout) throws {
    let network = Network(try architecture(4, 2), seed: 3)
    let arrays = network.namedArrays(layout)
    #expect(arrays.map(\.name) == ["0.weight", "0.bias", "1.weight", "1.bias"])
    #expect(arrays[0].shape == (layout == .inputsFirst ? Shape(3, 4) : Shape(4, 3)))
    let again = try Network(
      network.architecture, matching: arrays.reversed(), layout: layout)
    #expect(flat(again) == flat(network))
  }

  @Test func doublePrecisionIsKept() throws {
    let third = NamedArray(
      "bias", shape: Shape(1), values: .double(Matrix(rows: 1, columns: 1, elements: [1.0 / 3])))
    let network = try Network(
      architecture(1), matching: [array("weight", 3, 1), third], layout: .inputsFirst)
    #expect(network.parameters.matrix(of: Double.self).elements == [0, 1, 2, 1.0 / 3])
  }

  private func misfit(
    _ arrays: [NamedArray], _ layout: WeightLayout = .inputsFirst
  ) throws -> String {
    let architecture = try architecture(4, 2)
    do throws(ParameterMisfit) {
      _ = try Network(architecture, matching: arrays, layout: layout)
      return "accepted"
    } catch {
      return "\(error.layer.map(String.init) ?? "-"): \(error.message)"
        + (error.suggestion.map { "; \($0)" } ?? "")
    }
  }

  @Test func errors() throws {
    let (w0, b0) = (array("0.weight", 3, 4), array("0.bias", 4))
    let (w1, b1) = (array("1.weight", 4, 2), array("1.bias", 2))
    #expect(try misfit([w0, b0, w1, b1]) == "accepted")
    #expect(
      try misfit([w0, w1, b1]) == "0: layer 0 (dense 4 tanh) needs a bias of 4, which is missing")
    #expect(
      try misfit([]) == "0: layer 0 (dense 4 tanh) needs a weight of 3x4, which is missing")
    #expect(
      try misfit([w0, b0]) == "1: layer 1 (dense 2 tanh) needs a weight of 4x2, which is missing")
    #expect(
      try misfit([w0, b0, array("1.weight", 5, 2), b1])
        == "1: layer 1 (dense 2 tanh) needs a weight of 4x2, but “1.weight” is 5x2")
    #expect(
      try misfit([w0, b0, w1, array("1.bias", 2, 1)])
        == "1: layer 1 (dense 2 tanh) needs a bias of 2, but “1.bias” is 2x1")
    #expect(
      try misfit([array("0.weight", 4, 3), b0, w1, b1])
        == "0: layer 0 (dense 4 tanh) needs a weight of 3x4, but “0.weight” is 4x3; "
        + "it fits transposed: this kind of file has dense weights as [in, out]")
    #expect(
      try misfit([w0, b0, w1, b1], .outputsFirst)
        == "0: layer 0 (dense 4 tanh) needs a weight of 4x3, but “0.weight” is 3x4; "
        + "it fits transposed: this kind of file has dense weights as [out, in]")
    #expect(
      try misfit([w0, b0, w1, b1, array("0.running_mean", 4)])
        == "0: “0.running_mean” is one array too many for layer 0 (dense 4 tanh)")
    #expect(
      try misfit([w0, b0, w1, b1, array("2.weight", 2, 2)])
        == "-: “2.weight” belongs to no layer, because the network has 2 layers with parameters")
    #expect(
      try misfit([
        array("conv1.weight", 3, 4), array("conv1.bias", 4), array("fc1.weight", 4, 2),
        array("fc1.bias", 2),
      ])
        == "-: “conv1.weight” and “fc1.weight” have the same numbers, so their order is unknown; "
        + "name the arrays 0.weight, 0.bias, 1.weight …")
    #expect(
      try misfit([w0, b0, array("out.weight", 4, 2), array("out.bias", 2)])
        == "-: “out.weight” has no number, so its layer is unknown; "
        + "name the arrays 0.weight, 0.bias, 1.weight …")
    #expect(try misfit([w0, w0, b0, w1, b1]) == "-: there are two arrays named “0.weight”")
    #expect(
      try misfit([array("99999999999999999999.weight", 3, 4), b0, w1, b1])
        == "0: layer 0 (dense 4 tanh) needs a weight of 3x4, which is missing")
  }
}
