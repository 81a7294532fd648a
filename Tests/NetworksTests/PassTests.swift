import Catalog
import LinearAlgebra
import Synchronization
import TestSupport
import Testing

@testable import Networks

@Suite struct PassTests {
  private func draw<S: Scalar>(_ rows: Int, _ columns: Int, _: S.Type) -> Matrix<S> {
    var stream = RandomStream(seed: 9, purpose: "pass")
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in S(stream.normal()) })
  }

  private func network() throws -> Network {
    Network(
      try Architecture(
        input: Shape(5), layers: [Dense(7, GELU.self), Dense(6, ReLU.self), Dense(3)]), seed: 3)
  }

  @Test func buffersAreReused() throws {
    let pass = Pass<Float>(try network())
    let x = draw(9, 5, Float.self)
    x.withView { x in
      let first = pass.forward(x).base
      let whole = Matrix<Float>(rows: 9, columns: 3) { $0.copy(pass.forward(x)) }.elements
      // Smaller batches use the same memory, and results do not depend on the batch.
      for rows in [4, 1, 9, 0, 5] {
        let outputs = pass.forward(x.rows(0..<rows))
        #expect(outputs.base == first && outputs.rows == rows)
        for i in 0..<rows {
          for j in 0..<3 { #expect(abs(outputs[i, j] - whole[3 * i + j]) < 1e-6) }
        }
      }
    }
  }

  @Test func parametersChangeInPlace() throws {
    let network = try network()
    let pass = Pass<Double>(network)
    let before = pass.parameters
    let x = draw(2, 5, Double.self)
    x.withView { _ = pass.forward($0) }
    pass.parameters.withMutableView { $0.scale(by: 0.5) }
    #expect(before.elements == network.parameters.matrix(of: Double.self).elements)
    let outputs = x.withView { x in
      Matrix<Double>(rows: 2, columns: 3) { $0.copy(pass.forward(x)) }
    }
    let halved = Network(network.architecture, parameters: .double(pass.parameters))
    #expect(try halved.outputs(of: x).elements == outputs.elements)
    #expect(pass.parameters[0, 0] == before[0, 0] / 2)
  }

  @Test func backwardAgain() throws {
    let pass = Pass<Double>(try network())
    let x = draw(4, 5, Double.self)
    let seed = draw(4, 3, Double.self)
    try x.withView { x in
      try seed.withView { seed in
        _ = pass.forward(x)
        func sums() throws -> [Double] {
          var sums: [Double] = []
          try pass.backward(.rows(seed, perSample: 1)) { pair in
            guard case .rows(let d, _) = pair.cotangents else { return }
            sums.append(d.sum() + pair.inputs.sum())
          }
          return sums
        }
        let first = try sums()
        #expect(first.count == 3)
        try pass.backward(.identity(outputs: 3)) { _ in }
        #expect(try sums() == first)
      }
    }
  }

  /// The forms a kernel's seed takes on its way back: identity, then shared, then a mask on it, then
  /// rows. This is what makes kernels of dense networks cheap.
  @Test func structureIsKept() throws {
    let pass = Pass<Float>(try network())
    var forms: [String] = []
    try draw(2, 5, Float.self).withView { x in
      _ = pass.forward(x)
      try pass.backward(.identity(outputs: 3)) { pair in
        switch pair.cotangents {
        case .identity: forms.append("identity \(pair.layer)")
        case .shared: forms.append("shared \(pair.layer)")
        case .masked: forms.append("masked \(pair.layer)")
        case .rows: forms.append("rows \(pair.layer)")
        }
      }
    }
    #expect(forms == ["identity 2", "masked 1", "rows 0"])
  }

  /// A layer that notes what it is asked for.
  private struct Probe: Layer {
    static let entry = Entry("probe", .layer, summary: "notes calls", usage: "probe")
    final class Notes: Sendable { let calls = Mutex<[Bool]>([]) }
    let notes = Notes()
    init() {}
    init(_: Arguments) throws(ArgumentError) {}
    var code: String { "probe" }
    func output(for input: Shape) throws(ShapeError) -> Shape { input }
    func forward<S: Scalar>(_ place: Place<S>) { place.output.copy(place.input) }
    func backward<S: Scalar>(
      _ cotangent: Cotangent<S>, _: Place<S>, wantsInput: Bool, emit _: (Pair<S>) throws -> Void
    ) throws -> Cotangent<S>? {
      notes.calls.withLock { $0.append(wantsInput) }
      return wantsInput ? cotangent : nil
    }
  }

  @Test func nothingIsComputedBeforeTheFirstParameters() throws {
    let (before, between) = (Probe(), Probe())
    let network = Network(
      try Architecture(
        input: Shape(5), layers: [before, Dense(4), between, Dense(3)]), seed: 1)
    let x = draw(2, 5, Float.self)
    let pass = Pass<Float>(network)
    try x.withView { x in
      _ = pass.forward(x)
      try pass.backward(.identity(outputs: 3)) { _ in }
    }
    #expect(before.notes.calls.withLock { $0 } == [])
    #expect(between.notes.calls.withLock { $0 } == [true])
  }

  @Test func errorsOfConsumersComeOut() throws {
    struct Stop: Error {}
    let pass = Pass<Float>(try network())
    draw(2, 5, Float.self).withView { x in
      _ = pass.forward(x)
      #expect(throws: Stop.self) {
        try pass.backward(.identity(outputs: 3)) { _ in throw Stop() }
      }
    }
  }

  /// More examples than a chunk: outputs one by one, and the gradient as a sum over halves.
  @Test func streamsInChunks() throws {
    let network = try network()
    #expect(network.architecture.chunk == 1024)
    let n = 2500
    let x = draw(n, 5, Double.self)
    let y = draw(n, 3, Double.self)
    let outputs = try network.outputs(of: x)
    for i in [0, 1023, 1024, 2047, 2048, 2499] {
      let alone = try network.outputs(of: x.gathered([i])).elements
      #expect(relativeDifference((0..<3).map { outputs[i, $0] }, alone) < 1e-14)
    }
    for loss: any Loss in [MeanSquaredError(), CrossEntropy()] {
      let whole = try network.gradient(loss: loss, inputs: x, targets: y)
      let parts = try [Array(0..<900), Array(900..<n)].map { rows in
        let part = try network.gradient(
          loss: loss, inputs: x.gathered(rows), targets: y.gathered(rows))
        return (Double(rows.count) / Double(n), part)
      }
      let sum = (0..<whole.gradient.count).map { p in
        parts.reduce(0.0) { $0 + $1.0 * $1.1.gradient.elements[p] }
      }
      #expect(relativeDifference(whole.gradient.elements, sum) < 1e-12)
      let loss = parts.reduce(0.0) { $0 + $1.0 * $1.1.loss }
      #expect(abs(whole.loss - loss) < 1e-13)
    }
  }

  /// Large enough for every product and loop to be cut in panels.
  @Test func sameOnAnyNumberOfThreads() throws {
    defer { Parallel.threads = Parallel.processors }
    let network = Network(
      try Architecture(
        input: Shape(301), layers: [Dense(257, Tanh.self), Dense(129, GELU.self), Dense(10)]),
      seed: 5)
    let x = draw(333, 301, Float.self)
    let y = draw(333, 10, Float.self)
    let results = try [1, 2, 3].map { threads in
      Parallel.threads = threads
      let (loss, gradient) = try network.gradient(loss: CrossEntropy(), inputs: x, targets: y)
      return (try network.outputs(of: x).elements, loss, gradient.elements)
    }
    for other in results.dropFirst() {
      #expect(results[0].0 == other.0 && results[0].1 == other.1 && results[0].2 == other.2)
    }
  }

  @Test func refusesOtherShapes() throws {
    let network = try network()
    #expect(
      throws: ComputationError(
        "the network expects 5 numbers per example, but the data has 4")
    ) { try network.outputs(of: draw(2, 4, Float.self)) }
    #expect(
      throws: ComputationError("targets of 2 x 4 do not belong to 2 examples and 3 outputs")
    ) {
      try network.gradient(
        loss: MeanSquaredError(), inputs: draw(2, 5, Float.self), targets: draw(2, 4, Float.self))
    }
  }

  private final class Stopped: Watch {
    var isInterrupted: Bool { true }
    func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
  }

  @Test func canBeInterrupted() throws {
    let network = try network()
    #expect(throws: Interrupted.self) {
      try network.outputs(of: draw(2, 5, Float.self), watch: Stopped())
    }
    #expect(throws: Interrupted.self) {
      try network.gradient(
        loss: MeanSquaredError(), inputs: draw(2, 5, Float.self), targets: draw(2, 3, Float.self),
        watch: Stopped())
    }
  }
}
