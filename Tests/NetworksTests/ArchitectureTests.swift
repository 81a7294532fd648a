import Catalog
import LinearAlgebra
import Networks
import Testing

@Suite struct ArchitectureTests {
  @Test func arraysInOrder() throws {
    let architecture = try Architecture(
      input: Shape(28, 28, 1),
      layers: [
        Flatten(), Dense(128, ReLU.self), Dense(64, bias: false), Activate(Tanh.self), Dense(10),
      ])
    #expect(architecture.shapes.map(\.description) == ["28x28x1", "784", "128", "64", "64", "10"])
    #expect(
      architecture.arrays.map(\.fullName)
        == ["0.weight", "0.bias", "1.weight", "2.weight", "2.bias"])
    #expect(architecture.arrays.map(\.offset) == [0, 100_352, 100_480, 108_672, 109_312])
    #expect(architecture.parameterCount == 109_322)
    #expect(architecture.parametricLayers == 3)
    #expect(architecture.arraysOfLayer == [0..<0, 0..<2, 2..<3, 3..<3, 3..<5])
    #expect(architecture.outputs == 10)
    #expect(
      architecture.layers.map(\.code)
        == ["flatten", "dense 128 relu", "dense 64 bias=no", "tanh", "dense 10"])
  }

  @Test func withoutLayers() throws {
    let architecture = try Architecture(input: Shape(3), layers: [])
    #expect(architecture.outputs == 3 && architecture.parameterCount == 0)
    let network = Network(architecture, seed: 1)
    let x = Matrix<Float>(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    #expect(try network.outputs(of: x).elements == x.elements)
  }

  @Test func denseRefusesImages() {
    let misfit = LayerMisfit(
      layer: 0,
      error: ShapeError(
        "dense needs a plain vector such as 784, but receives 28x28x1",
        suggestion: "flatten it first: flatten | dense 128 relu"))
    #expect(throws: misfit) {
      try Architecture(input: Shape(28, 28, 1), layers: [Dense(128, ReLU.self)])
    }
  }

  @Test func impossibleSizesAreRefused() {
    let beyond = { (shape: String, layer: Int) in
      LayerMisfit(
        layer: layer, error: ShapeError("a shape of \(shape) is beyond what can be computed with"))
    }
    #expect(throws: beyond("100000x100000", -1)) {
      try Architecture(input: Shape(100_000, 100_000), layers: [])
    }
    #expect(throws: beyond("0", -1)) { try Architecture(input: Shape(0), layers: []) }
    #expect(throws: beyond("3000000000", 0)) {
      try Architecture(input: Shape(1), layers: [Dense(3_000_000_000)])
    }
    do {
      _ = try Architecture(
        input: Shape(784), layers: [Dense(10), Dense(1_000_000_000), Dense(1_000_000_000)])
      Issue.record("a network of 1e18 parameters was accepted")
    } catch {
      #expect(error.layer >= 1)
      #expect(error.error.message.contains("parameters, which need"))
      #expect(error.error.suggestion == "make it narrower")
    }
  }

  @Test func layersFromArguments() throws {
    let dense = try Dense(
      Dense.entry.check(
        operands: [.number(128)], words: ["relu"], options: [("bias", .boolean(false))]))
    #expect(dense.code == "dense 128 relu bias=no")
    #expect(try Dense(Dense.entry.check(operands: [.number(3)])).code == "dense 3")
    #expect(try Flatten(Flatten.entry.check()).code == "flatten")
    #expect(try Activate(Activate.entry.check(words: ["gelu"])).code == "gelu")
    #expect(
      throws: ArgumentError(
        "dense does not know the word “rellu”", suggestion: "did you mean “relu”?",
        blame: .word(0))
    ) { try Dense.entry.check(operands: [.number(128)], words: ["rellu"]) }
    #expect(
      throws: ArgumentError(
        "width of dense must be an integer of at least 1, not 0", blame: .operand(0))
    ) { try Dense.entry.check(operands: [.number(0)]) }
  }

  @Test func inputShapes() throws {
    #expect(
      try Input.shape(Input.entry.check(operands: [.size([28, 28, 1])])) == Shape(28, 28, 1))
    #expect(try Input.shape(Input.entry.check(operands: [.number(784)])) == Shape(784))
    #expect(
      throws: ArgumentError(
        "every axis of an input must be at least 1, but it is 28x0", blame: .operand(0))
    ) { try Input.shape(Input.entry.check(operands: [.size([28, 0])])) }
    #expect(
      throws: ArgumentError(
        "an input of 1000000x1000000x1000000x1000000 is beyond what can be computed with",
        blame: .operand(0))
    ) {
      try Input.shape(
        Input.entry.check(operands: [.size([1_000_000, 1_000_000, 1_000_000, 1_000_000])]))
    }
  }
}
