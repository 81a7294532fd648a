import Catalog
import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Shapes and sizes that cannot be: one clear sentence each, and no crash.
@Suite struct LayerShapeTests {
  private func message(_ input: Shape, _ layers: [any Layer]) -> String {
    do throws(LayerMisfit) {
      _ = try Architecture(input: input, layers: layers)
      return "fits"
    } catch {
      return "\(error.layer): \(error.error.message)"
        + (error.error.suggestion.map { "; \($0)" } ?? "")
    }
  }

  @Test func misfits() {
    #expect(
      message(Shape(2, 2, 1), [Convolution(16, 3, 3, padding: .valid)])
        == "0: conv 16 3x3 valid needs an image of at least 3x3, but receives 2x2x1; "
        + "leave out valid, or make the window smaller")
    #expect(message(Shape(2, 2, 1), [Convolution(16, 3, 3)]) == "fits")
    #expect(message(Shape(1, 1, 1), [Convolution(1, 99, 99, stride: (7, 5))]) == "fits")
    #expect(
      message(Shape(784), [Convolution(16, 3, 3)])
        == "0: conv needs an image such as 28x28x1, but receives 784; "
        + "make it one: reshape 28x28x1 | …")
    #expect(
      message(Shape(28, 28), [Convolution(16, 3, 3)])
        == "0: conv needs an image such as 28x28x1, but receives 28x28; "
        + "make it one: reshape 28x28x1 | …")
    #expect(
      message(Shape(30_000, 30_000, 2), [Convolution(1, 9, 9)])
        == "0: conv 1 9x9 on 30000x30000x2 is beyond what can be computed with")
    #expect(
      message(Shape(2, 3, 1), [Pooling(.max, 3, 3)])
        == "0: pool max 3x3 needs an image of at least 3x3, but receives 2x3x1; "
        + "pool max alone is over all positions")
    #expect(
      message(Shape(5), [Pooling(.mean)])
        == "0: pool mean needs an image or tokens to pool over, but receives 5; leave it out")
    #expect(
      message(Shape(9, 9, 1), [Upsample(1_000_000, 1_000_000)])
        == "0: upsample 1000000x1000000 of 9x9x1 is beyond what can be computed with")
    #expect(
      message(Shape(9), [Reshape(Shape(2, 5))])
        == "0: reshape 2x5 needs 10 numbers, but receives 9")
    #expect(
      message(Shape(3, 3), [Reshape(Shape(2, 5))])
        == "0: reshape 2x5 needs 10 numbers, but receives 3x3, which are 9")
    #expect(
      message(Shape(28, 30, 1), [Patches(7, 7)])
        == "0: patches 7x7 needs an image whose height is a multiple of 7 and width of 7, but "
        + "receives 28x30x1")
    #expect(
      message(Shape(28, 28, 1), [Positions()])
        == "0: positions needs tokens such as 16x32, but receives 28x28x1; "
        + "cut the image in tokens first: patches 7x7")
    #expect(
      message(Shape(4, 6), [Attention(heads: 4)])
        == "0: attention heads=4 needs tokens whose number of features is a multiple of 4, but "
        + "receives 4x6")
    #expect(
      message(Shape(60_000, 6), [Attention()])
        == "0: attention on 60000x6 is beyond what can be computed with")
    #expect(
      message(Shape(4, 4, 6), [GroupNorm(4)])
        == "0: groupnorm 4 needs a number of channels that is a multiple of 4, but receives 4x4x6")
    #expect(
      message(Shape(4, 4), [Embed(9, 3)])
        == "0: embed needs a sequence of tokens such as 32, but receives 4x4")
    #expect(
      message(Shape(4), [Dense(4), Embed(9, 3)])
        == "1: embed 9 3 looks up tokens, so it must be the network's first layer")
    #expect(
      message(Shape(4), [Residual([Embed(9, 1), Flatten()])])
        == "0: embed 9 1 looks up tokens, so it must be the network's first layer")
    #expect(
      message(Shape(4), [Embed(1 << 24, 1_000_000)])
        == "0: embed 16777216 1000000 is beyond what can be computed with")
  }

  /// Sizes that each layer could make, but no machine could hold for a batch.
  @Test func whatNoMachineHolds() {
    let said = message(
      Shape(784), [Dense(4), Dense(784), Reshape(Shape(28, 28, 1)), Upsample(1400, 1400)])
    #expect(said.hasPrefix("3: a single example would take 6.2 GB on its way through the network"))
    #expect(
      message(Shape(3000, 3000, 1), [Convolution(1, 9, 9), Pooling(.mean)])
        .hasPrefix("0: a single example would take"))
    #expect(
      message(Shape(20_000, 2), [Attention()]).hasPrefix("0: a single example would take"))
  }

  private func refusal(
    _ layer: any Layer.Type, operands: [ArgumentValue] = [], words: [String] = [],
    options: [(name: String, value: ArgumentValue)] = []
  ) -> String {
    do throws(ArgumentError) {
      let arguments = try layer.entry.check(operands: operands, words: words, options: options)
      return "accepted: \(try layer.init(arguments).code)"
    } catch {
      return error.message
    }
  }

  @Test func arguments() {
    let sixteen = ArgumentValue.number(16)
    #expect(
      refusal(Convolution.self, operands: [sixteen, .size([0, 3])])
        == "size of conv must be rows x columns such as 2x2, each from 1 to 1000000, not 0x3")
    #expect(
      refusal(Convolution.self, operands: [sixteen, .size([3, 3, 3])])
        == "size of conv must be rows x columns such as 2x2, each from 1 to 1000000, not 3x3x3")
    #expect(
      refusal(
        Convolution.self, operands: [sixteen, .size([3, 3])],
        options: [("stride", .size([9_000_000]))])
        == "stride of conv must be rows x columns such as 2x2, each from 1 to 1000000, not 9000000"
    )
    #expect(
      refusal(
        Convolution.self, operands: [sixteen, .size([3, 2])], words: ["relu", "valid"],
        options: [("stride", .number(2)), ("bias", .boolean(false))])
        == "accepted: conv 16 3x2 valid stride=2 relu bias=no")
    #expect(
      refusal(Convolution.self, operands: [sixteen, .number(3)]) == "accepted: conv 16 3x3")
    #expect(
      refusal(Pooling.self, words: ["max"], options: [("stride", .number(2))])
        == "pool takes a stride only with a size")
    #expect(
      refusal(Pooling.self, operands: [.size([2, 2])])
        == "pool needs its kind: max or mean")
    #expect(
      refusal(Pooling.self, operands: [.size([2, 3])], words: ["mean"])
        == "accepted: pool mean 2x3")
    #expect(
      refusal(Upsample.self, operands: [.size([2, 0])])
        == "factors of upsample must be rows x columns such as 2x2, each from 1 to 1000000, not 2x0"
    )
    #expect(
      refusal(Reshape.self, operands: [.size([3, 0])])
        == "reshape needs axes of at least 1 that can be computed with, not 3x0")
    #expect(
      refusal(Dropout.self, operands: [.number(1)])
        == "share of dropout must be a number from 0 to 0.999, not 1")
    #expect(
      refusal(Embed.self, operands: [.number(1e9), .number(2)])
        == "vocabulary of embed must be an integer of at most 16777216, not 1000000000")
    #expect(
      refusal(Attention.self, words: ["causal"], options: [("heads", .number(2))])
        == "accepted: attention heads=2 causal")
  }

  @Test func whatIsNoToken() throws {
    let network = Network(
      try Architecture(input: Shape(3), layers: [Embed(4, 2), Pooling(.mean)]), seed: 1)
    for (bad, said) in [(4.0, "4"), (-1, "-1"), (1.5, "1.5"), (.nan, "nan"), (.infinity, "inf")] {
      let x = Matrix<Double>(rows: 2, columns: 3, elements: [0, 1, 3, 2, bad, 0])
      #expect(
        throws: ComputationError(
          "embed 4 2 needs whole numbers from 0 to 3, but example 1 has \(said) at position 1")
      ) { try network.outputs(of: x) }
      // The pass itself, which is not asked to check, takes the nearest token.
      let pass = Pass<Double>(network)
      x.withView { x in
        let y = pass.forward(x)
        #expect((0..<2).allSatisfy { y[1, $0].isFinite })
      }
    }
  }
}
