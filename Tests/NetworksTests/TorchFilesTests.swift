import Files
import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Files in the conventions of PyTorch's `nn.Sequential` (Tests/Fixtures/torch): OIHW convolutions,
/// images channel by channel where they are flattened or made, names with gaps.
@Suite struct TorchFilesTests {
  static let architectures: [(name: String, input: Shape, layers: [any Layer])] = [
    (
      "cnn_relu_max", Shape(8, 8, 2),
      [
        Convolution(3, 3, 3, ReLU.self), Pooling(.max, 2, 2), Convolution(4, 3, 3, ReLU.self),
        Pooling(.max, 2, 2), Flatten(), Dense(3),
      ]
    ),
    (
      "conv_autoencoder", Shape(4, 4, 1),
      [
        Convolution(3, 3, 3, Tanh.self), Pooling(.mean, 2, 2), Flatten(), Dense(5, Tanh.self),
        Dense(12), Activate(Tanh.self), Reshape(Shape(2, 2, 3)), Upsample(2, 2),
        Convolution(1, 3, 3), Flatten(),
      ]
    ),
    (
      "groupnorm", Shape(5, 5, 3),
      [
        Convolution(4, 2, 3, padding: .valid), GroupNorm(2), Activate(ReLU.self), Flatten(),
        LayerNorm(), Dense(2),
      ]
    ),
    ("tokens", Shape(5), [Embed(7, 4), LayerNorm(), Dense(6, Tanh.self), Dense(2)]),
  ]

  private func arrays(_ name: String) throws -> [NamedArray] {
    try Safetensors.read(Fixtures.url("torch/\(name).safetensors").path).pairs.map { name, array in
      let values = array.doubles ?? []
      return NamedArray(
        name, shape: Shape(array.shape),
        values: .double(Matrix(rows: 1, columns: values.count, elements: values)))
    }
  }

  /// Outputs in double precision, of parameters that are single; the references are double too.
  @Test(arguments: architectures.indices) func outputs(_ index: Int) throws {
    let (name, input, layers) = Self.architectures[index]
    let values = try ReferenceArrays(Fixtures.url("torch/values.npz"))
    let network = try Network(
      Architecture(input: input, layers: layers), matching: arrays(name), layout: .outputsFirst)
    let x = try #require(values["\(name).x"])
    let y = try #require(values["\(name).y"])
    let outputs = try network.outputs(
      of: Matrix<Double>(rows: x.shape[0], columns: input.count, elements: x.values))
    #expect(relativeDifference(outputs.elements, y.values) < 1e-12)
  }

  /// What is written is what was read.
  @Test(arguments: architectures.indices) func roundTrip(_ index: Int) throws {
    let (name, input, layers) = Self.architectures[index]
    let given = try arrays(name)
    let network = try Network(
      Architecture(input: input, layers: layers), matching: given, layout: .outputsFirst)
    let written = network.namedArrays(.outputsFirst)
    #expect(written.count == given.count)
    let places = given.sorted {
      (Int($0.name.prefix { $0 != "." }) ?? 0, $1.name) < (
        Int($1.name.prefix { $0 != "." }) ?? 0, $0.name
      )
    }
    for (a, b) in zip(written, places) {
      #expect(a.shape == b.shape)
      #expect(
        a.values.matrix(of: Double.self).elements == b.values.matrix(of: Double.self).elements,
        "\(b.name)")
    }
    for layout in [WeightLayout.inputsFirst, .outputsFirst] {
      let again = try Network(
        network.architecture, matching: network.namedArrays(layout), layout: layout)
      #expect(
        again.parameters.matrix(of: Double.self).elements
          == network.parameters.matrix(of: Double.self).elements)
    }
  }

  @Test func convolutionOfTheOtherLayoutIsExplained() throws {
    let architecture = try Architecture(
      input: Shape(5, 5, 3), layers: [Convolution(4, 2, 3, padding: .valid), Flatten()])
    let arrays = Network(architecture, seed: 1).namedArrays(.inputsFirst)
    do throws(ParameterMisfit) {
      _ = try Network(architecture, matching: arrays, layout: .outputsFirst)
      Issue.record("accepted")
    } catch {
      #expect(
        error.message
          == "layer 0 (conv 4 2x3 valid) needs a weight of 4x3x2x3, but “0.weight” is 2x3x3x4")
      #expect(
        error.suggestion
          == "it fits transposed: this kind of file has convolutions as [out, in, height, width]")
    }
  }
}
