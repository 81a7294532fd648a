import Catalog
import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Composites against networks that say the same without them, and what they refuse.
@Suite struct CompositionTests {
  private let relu: any Layer = Activate(ReLU.self)

  private func draw(_ rows: Int, _ columns: Int) -> Matrix<Double> {
    var stream = RandomStream(seed: 4, purpose: "composition")
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in stream.normal() })
  }

  private func architecture(_ layers: [any Layer], _ input: Shape = Shape(5)) throws -> Architecture
  { try Architecture(input: input, layers: layers) }

  @Test func numberedInReadingOrder() throws {
    let net = try architecture([
      Dense(4), Repeat(2, [Residual([Dense(7, bias: false), relu, Dense(4)])]),
      Branch([[Dense(2)], [Residual([Dense(3)], skip: .dense)]]), Dense(1),
    ])
    #expect(net.parametricLayers == 9)
    #expect(
      net.arrays.map { "\($0.fullName) \($0.shape)" } == [
        "0.weight 5x4", "0.bias 4", "1.weight 4x7", "2.weight 7x4", "2.bias 4", "3.weight 4x7",
        "4.weight 7x4", "4.bias 4", "5.weight 4x2", "5.bias 2", "6.weight 4x3", "6.bias 3",
        "7.weight 4x3", "7.bias 3", "8.weight 5x1", "8.bias 1",
      ])
    var offset = 0
    for array in net.arrays {
      #expect(array.offset == offset)
      offset += array.count
    }
    #expect(net.arraysOfLayer == [0..<2, 2..<8, 8..<14, 14..<16])
    #expect(net.shapes.map(\.description) == ["5", "4", "4", "5", "1"])
    #expect(
      net.chain.parametricLayers.map(\.code).suffix(4) == [
        "dense 2", "dense 3", "dense 3", "dense 1",
      ])
    #expect(
      net.layers.map(\.code) == [
        "dense 4", "repeat 2 (residual (dense 7 bias=no | relu | dense 4))",
        "branch (dense 2) (residual (dense 3) skip=dense)", "dense 1",
      ])
  }

  /// `repeat` is the body written out: the same parameters give the same numbers.
  @Test func repeatIsWrittenOut() throws {
    let body: [any Layer] = [Dense(6, Tanh.self), Dense(5)]
    let composed = try architecture([Repeat(3, body), Dense(2)])
    let flat = try architecture(body + body + body + [Dense(2)])
    #expect(composed.arrays == flat.arrays)
    let (a, b) = (Network(composed, seed: 3), Network(flat, seed: 3))
    #expect(
      a.parameters.matrix(of: Float.self).elements == b.parameters.matrix(of: Float.self).elements)
    let x = draw(7, 5)
    #expect(try a.outputs(of: x).elements == b.outputs(of: x).elements)
    let y = draw(7, 2)
    #expect(
      try a.gradient(loss: MeanSquaredError(), inputs: x, targets: y).gradient.elements
        == b.gradient(loss: MeanSquaredError(), inputs: x, targets: y).gradient.elements)
  }

  /// A linear residual is a dense layer of W + 1, a summed branch one of W + V, a concatenated one
  /// of W and V side by side.
  @Test func linearIdentities() throws {
    let x = draw(3, 5)
    func outputs(_ layer: any Layer) throws -> ([Double], [Double]) {
      let net = Network(try architecture([layer]), seed: 5)
      return (try net.outputs(of: x).elements, net.parameters.matrix(of: Double.self).elements)
    }
    func product(_ w: [Double], _ columns: Int) -> [Double] {
      let weight = Matrix<Double>(rows: 5, columns: columns, elements: w)
      var result: [Double] = []
      for n in 0..<3 {
        for j in 0..<columns {
          var sum = 0.0
          for i in 0..<5 { sum += x[n, i] * weight[i, j] }
          result.append(sum)
        }
      }
      return result
    }
    var (f, w) = try outputs(Residual([Dense(5, bias: false)]))
    for i in 0..<5 { w[6 * i] += 1 }
    #expect(relativeDifference(f, product(w, 5)) < 1e-14)

    let parts: [[any Layer]] = [[Dense(2, bias: false)], [Dense(2, bias: false)]]
    (f, w) = try outputs(Branch(parts, join: .sum))
    #expect(relativeDifference(f, product(zip(w[..<10], w[10...]).map(+), 2)) < 1e-14)
    (f, w) = try outputs(Branch(parts))
    let (left, right) = (product(Array(w[..<10]), 2), product(Array(w[10...]), 2))
    var both: [Double] = []
    for n in 0..<3 {
      let own = 2 * n..<(2 * n + 2)
      both.append(contentsOf: left[own])
      both.append(contentsOf: right[own])
    }
    #expect(relativeDifference(f, both) < 1e-14)
  }

  /// What is the same for every example stays so where ways meet that keep it.
  @Test func structureIsKept() throws {
    let linear = Network(
      try architecture([Dense(4), Residual([Dense(3), Dense(4)]), Residual([Dense(4)])]), seed: 1)
    var forms: [String] = []
    let pass = Pass<Double>(linear)
    try draw(2, 5).withView { x in
      _ = pass.forward(x)
      try pass.backward(.identity(outputs: 4)) { pair in
        switch pair.cotangents {
        case .identity: forms.append("identity")
        case .shared: forms.append("shared")
        case .masked: forms.append("masked")
        case .rows: forms.append("rows")
        }
      }
    }
    #expect(forms == ["identity", "shared", "shared", "shared"])
  }

  @Test func buffersAreReusedAtAnySize() throws {
    let network = Network(
      try architecture([
        Dense(5), Repeat(2, [Residual([Dense(3, Tanh.self), Dense(5)])]),
        Branch([[Dense(2, Tanh.self)], [relu]]),
      ]), seed: 2)
    let x = draw(9, 5)
    let whole = try network.outputs(of: x).elements
    let pass = Pass<Double>(network)
    x.withView { x in
      for rows in [0..<9, 3..<7, 0..<1, 4..<4, 2..<9] {
        let outputs = pass.forward(x.rows(rows))
        #expect(outputs.rows == rows.count)
        for (k, n) in rows.enumerated() {
          for j in 0..<7 { #expect(abs(outputs[k, j] - whole[7 * n + j]) < 1e-13) }
        }
      }
    }
  }

  @Test func sameOnAnyNumberOfThreads() throws {
    defer { Parallel.threads = Parallel.processors }
    let network = Network(
      try Architecture(
        input: Shape(61),
        layers: [
          Residual([Dense(257, Tanh.self), Dense(61)]),
          Branch([[Dense(129, GELU.self)], [Residual([Dense(40)], skip: .dense)]]), Dense(4),
        ]), seed: 5)
    let (x, y) = (draw(333, 61).converted(to: Float.self), draw(333, 4).converted(to: Float.self))
    let gradients = try [1, 2, 3].map { threads in
      Parallel.threads = threads
      return try network.gradient(loss: CrossEntropy(), inputs: x, targets: y).gradient.elements
    }
    #expect(gradients[0] == gradients[1] && gradients[0] == gradients[2])
  }

  private func misfit(_ layers: [any Layer], _ input: Shape = Shape(5)) -> LayerMisfit? {
    do {
      _ = try Architecture(input: input, layers: layers)
      return nil
    } catch { return error }
  }

  @Test func misfitsNameTheInnerLayer() throws {
    let shapes = misfit([Dense(4), Residual([Dense(4), Dense(3)])])
    #expect(shapes?.layer == 1 && shapes?.inside == [])
    #expect(
      shapes?.error
        == ShapeError(
          "residual adds its input to what its layers make of it, but they make 3 of 4",
          suggestion: "project the input: residual (…) skip=dense"))
    let inner = misfit([
      Dense(4), Branch([[Dense(4)], [relu, Repeat(2, [Residual([Dense(4), Dense(1)])])]]),
    ])
    #expect(inner?.layer == 1)
    #expect(inner?.inside.map { [$0.part, $0.layer] } == [[1, 1], [0, 0]])
    #expect(
      misfit([Branch([[Dense(2)], [Dense(3)]], join: .sum)])?.error.message
        == "branch can only sum parts of one shape, but they make 2 and 3")
    #expect(
      misfit([Branch([[Flatten()], [relu]])], Shape(2, 2, 1))?.error.message
        == "branch can only concatenate parts that agree in all axes but the last, but they make "
        + "4 and 2x2x1")
    #expect(
      misfit([Residual([Flatten()], skip: .dense)], Shape(2, 2, 1))?.error.message
        == "residual with skip=dense can change the last axis alone, but its layers make 4 of "
        + "2x2x1")
  }

  /// Doubling and nesting without end is refused before it takes time or stack.
  @Test func sizeIsLimited() throws {
    var doubling: any Layer = relu
    for _ in 0..<100 { doubling = Branch([[doubling], [doubling]], join: .sum) }
    #expect(misfit([doubling])?.error.message.contains("at most 20000 layers") == true)
    var deep: any Layer = relu
    for _ in 0..<1000 { deep = Residual([deep]) }
    #expect(misfit([deep])?.error.message.contains("nested too deeply") == true)
    var repeated: any Layer = relu
    for _ in 0..<10 { repeated = Repeat(10_000, [repeated]) }
    #expect(misfit([repeated])?.error.message.contains("at most 20000 layers") == true)
    // Concatenation doubles the width each time.
    let wide = misfit([Repeat(60, [Branch([[relu], [relu]])])])
    #expect(wide?.error.message.contains("is beyond what can be computed with") == true)
    #expect(
      misfit([
        Residual([Repeat(60, [Branch([[relu], [relu]])])], skip: .dense)
      ]) != nil)
  }

  @Test func fromArguments() throws {
    let parts = LayerParts([[Dense(3)]])
    func arguments(_ entry: Entry, _ operands: [ArgumentValue]) throws -> Arguments {
      try entry.check(operands: operands)
    }
    #expect(
      try Repeat(arguments(Repeat.entry, [.number(4), .object(parts)])).code
        == "repeat 4 (dense 3)")
    #expect(try Residual(arguments(Residual.entry, [.object(parts)])).code == "residual (dense 3)")
    #expect(throws: ArgumentError("branch needs two or more parts in parentheses")) {
      try Branch(arguments(Branch.entry, [.object(parts)]))
    }
    let two = LayerParts([[Dense(3)], [relu]])
    #expect(
      try Branch(arguments(Branch.entry, [.object(two)])).code == "branch (dense 3) (relu)")
    #expect(throws: ArgumentError.self) {
      try Residual(arguments(Residual.entry, [.object(two)]))
    }
  }
}
