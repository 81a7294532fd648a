import Catalog
import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

@Suite struct QuantityTests {
  let watch = Unwatched()

  private func ask(
    _ quantity: any Quantity.Type, _ network: Network, _ inputs: Matrix<Float>,
    targets: Matrix<Float>? = nil, labels: [Int]? = nil, loss: (any Loss)? = nil,
    _ options: [(name: String, value: ArgumentValue)] = []
  ) throws -> Measurement {
    try quantity.measure(
      network, on: .single(inputs), targets: targets.map { .single($0) }, labels: labels,
      loss: loss, arguments: quantity.entry.check(options: options), watch: watch)
  }

  private func hold(
    _ quantity: any Quantity.Type, _ rows: [[Double]],
    _ options: [(name: String, value: ArgumentValue)] = []
  ) throws -> Measurement {
    let kernel = Matrix(
      rows: rows.count, columns: rows.first?.count ?? 0, elements: rows.flatMap { $0 })
    return try quantity.measure(
      kernel: .double(kernel), arguments: quantity.entry.check(options: options), watch: watch)
  }

  @Test func folderIsTheTable() throws {
    let types = Quantities.all.map { String(describing: $0) }
    #expect(try Fixtures.types(in: "Kernels/Quantities", except: "Quantities") == Set(types))
    #expect(Set(Quantities.all.map { $0.entry.name }).count == types.count)
    for quantity in Quantities.all {
      let entry = quantity.entry
      #expect(entry.kind == .quantity && !entry.examples.isEmpty && !entry.summary.isEmpty)
      #expect(entry.grammar?.allows(.on) == true && entry.grammar?.allows(.with) == true)
      #expect(Quantities.named(entry.name) == quantity)
    }
  }

  /// The conventions behind an answer, word for word.
  @Test func conventionsAreSaid() throws {
    let network = try SmallNetworks.network(6, [Dense(32, ReLU.self), Dense(10)])
    let x = SmallNetworks.samples(64, 6, of: Float.self)
    func phrases(_ options: [(name: String, value: ArgumentValue)]) throws -> String {
      try ask(Entropy.self, network, x, options).phrases
    }
    let plain = try ask(Entropy.self, network, x)
    let share = threeDecimals(try #require(plain.number) / 4.1588830833596715)
    #expect(
      plain.phrases
        == "mean over 10 outputs, 64 rows, \(share) of ln 64, 0 eigenvalues clipped")
    #expect(plain.unit == "nats")
    #expect(plain.conventions.contains { $0.key == "precision" && $0.value == .text("single") })
    #expect(
      try phrases([("outputs", .number(-1)), ("normalised", .boolean(true))])
        == "output 9, 64 rows, divided by ln 64, 0 eigenvalues clipped")
    #expect(
      try phrases([
        ("layer", .number(-1)), ("parameters", .text("weights")),
        ("precision", .text("double")), ("normalised", .boolean(true)),
      ]).hasPrefix("mean over 10 outputs, layer 1, weights only, 64 rows, double precision"))
    #expect(
      try ask(Trace.self, network, x, [("outputs", .text("all")), ("per", .text("row"))]).phrases
        == "all 10 outputs, 640 rows, per row")
    #expect(
      try ask(Kernel.self, network, x, [("other", .object(StoredMatrix.single(x)))]).phrases
        == "mean over 10 outputs, 64 rows, 64 columns")
  }

  @Test func entropyOfKnownSpectra() throws {
    // Equal eigenvalues: ln 3, the most there is; one eigenvalue: 0.
    let equal = try hold(Entropy.self, [[2, 0, 0], [0, 2, 0], [0, 0, 2]])
    #expect(abs(try #require(equal.number) - 1.0986122886681098) < 1e-15)
    #expect(equal.phrases == "3 rows, double precision, 1.000 of ln 3, 0 eigenvalues clipped")
    let one = try hold(Entropy.self, [[7]])
    #expect(one.number == 0 && one.number?.sign == .plus)
    #expect(one.phrases == "1 row, double precision, 0 eigenvalues clipped")
    #expect(try hold(Entropy.self, [[7]], [("normalised", .boolean(true))]).number == 0)
    // λ = 3, 1: −(3/4) ln(3/4) − (1/4) ln(1/4)
    let two = try hold(Entropy.self, [[2, 1], [1, 2]])
    #expect(abs(try #require(two.number) - 0.5623351446188083) < 1e-15)
    // λ = 2, 0: the zero is raised to 1e-14 and counted.
    let clipped = try hold(Entropy.self, [[1, 1], [1, 1]])
    #expect(clipped.phrases.hasSuffix("1 eigenvalue clipped"))
    #expect(abs(try #require(clipped.number)) < 1e-12)
    // Nothing but zeros: all are raised alike.
    let zero = try hold(Entropy.self, [[0, 0], [0, 0]])
    #expect(abs(try #require(zero.number) - 0.6931471805599453) < 1e-15)
    #expect(zero.phrases.contains("all eigenvalues clipped"))
  }

  @Test func heldKernelsAnswer() throws {
    #expect(try hold(Trace.self, [[2, 1], [1, 3]]).number == 5)
    #expect(try hold(Trace.self, [[2, 1], [1, 3]], [("per", .text("row"))]).number == 2.5)
    guard case .list(let spectrum) = try hold(Spectrum.self, [[2, 1], [1, 2]]).value else {
      Issue.record("a spectrum is a list")
      return
    }
    #expect(relativeDifference(spectrum, [3, 1]) < 1e-15)
  }

  @Test func aHeldKernelGivesWhatTheNetworkGives() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(20, 5, of: Float.self)
    guard case .matrix(let kernel) = try ask(Kernel.self, network, x).value else {
      Issue.record("a kernel is a matrix")
      return
    }
    for quantity: any Quantity.Type in [Entropy.self, Trace.self] {
      let held = try quantity.measure(
        kernel: kernel, arguments: quantity.entry.check(), watch: watch)
      let made = try #require(ask(quantity, network, x).number)
      #expect(abs(try #require(held.number) - made) < 1e-5 * made)
      #expect(held.conventions.contains { $0.key == "precision" && $0.value == .text("single") })
      let again = try quantity.measure(
        kernel: kernel, arguments: quantity.entry.check(), watch: watch)
      #expect(again.number == held.number, "asking leaves the kernel as it was")
    }
  }

  @Test func refusesWhatIsNoKernel() throws {
    func message(_ quantity: any Quantity.Type, _ rows: [[Double]]) -> String? {
      #expect(throws: ComputationError.self) { try hold(quantity, rows) }?.message
    }
    #expect(
      message(Entropy.self, [[1, 2, 3]])
        == "entropy needs a square kernel, and this one is 1x3")
    #expect(
      message(Spectrum.self, [[1, 2], [0, 1]])
        == "spectrum needs a symmetric kernel, and this one is not: a cross kernel has none")
    for bad in [Double.nan, .infinity] {
      #expect(
        message(Entropy.self, [[1, bad], [bad, 1]])
          == "the kernel has entries that are not finite, so there is no entropy")
      #expect(
        message(Trace.self, [[1, 0], [0, bad]])
          == "the kernel has entries that are not finite, so there is no trace")
    }
    #expect(
      message(Accuracy.self, [[1]]) == "accuracy needs a network and data, not a kernel")
    #expect(message(Kernel.self, [[1]]) == "kernel needs a network and data, not a kernel")
  }

  /// What is no data set is refused, and not taken for nothing.
  @Test func otherMustBeData() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(3, 5, of: Float.self)
    let error = #expect(throws: ComputationError.self) {
      try ask(Kernel.self, network, x, [("other", .object(7))])
    }
    #expect(error?.message == "other must be a data set")
  }

  @Test func overflowingNetworksGiveAnError() throws {
    let network = try SmallNetworks.network(2, [Dense(3, ReLU.self), Dense(2)])
    let x = Matrix<Float>(rows: 2, columns: 2, elements: [1e30, 1e30, 1, 1])
    for quantity: any Quantity.Type in [Entropy.self, Spectrum.self, Kernel.self] {
      let error = #expect(throws: ComputationError.self) { try ask(quantity, network, x) }
      #expect(
        error?.message
          == "the kernel has entries that are not finite, so there is no \(quantity.entry.name)")
    }
  }

  @Test func lossesAndAccuracy() throws {
    // f(x) = x: outputs are the inputs.
    let network = Network(
      try Architecture(input: Shape(2), layers: [Dense(2, bias: false)]),
      parameters: .single(Matrix(rows: 1, columns: 4, elements: [1, 0, 0, 1])))
    let x = Matrix<Float>(rows: 3, columns: 2, elements: [2, 1, 0, 3, 5, 5])
    let y = Matrix<Float>(rows: 3, columns: 2, elements: [1, 0, 1, 0, 1, 0])
    let labels = [0, 0, 0]

    // (1 + 1 + 1 + 9 + 16 + 25)/6
    let mse = try ask(MeanLoss.self, network, x, targets: y)
    #expect(abs(try #require(mse.number) - 53.0 / 6) < 1e-6)
    #expect(mse.phrases == "mse, mean over 3 samples")
    // (ln(1 + e^-1) + ln(1 + e^3) + ln 2)/3
    let ce = try ask(MeanLoss.self, network, x, targets: y, labels: labels)
    #expect(abs(try #require(ce.number) - 1.3516653741450157) < 1e-6)
    #expect(ce.phrases == "crossentropy, mean over 3 samples")
    // What is in force, and what the user says.
    let inForce = try ask(
      MeanLoss.self, network, x, targets: y, labels: labels, loss: MeanSquaredError())
    #expect(inForce.number == mse.number)
    let said = try ask(
      MeanLoss.self, network, x, targets: y, labels: labels, loss: MeanSquaredError(),
      [("loss", .text("crossentropy"))])
    #expect(said.number == ce.number)

    // Right, wrong, and a tie that counts for the first output.
    let accuracy = try ask(Accuracy.self, network, x, labels: labels)
    #expect(abs(try #require(accuracy.number) - 2.0 / 3) < 1e-15)
    #expect(accuracy.phrases == "2 of 3")
    #expect(try ask(Accuracy.self, network, x, labels: [1, 1, 1]).number == 1.0 / 3)

    guard case .matrix(let outputs) = try ask(Outputs.self, network, x).value else {
      Issue.record("outputs are a matrix")
      return
    }
    #expect(outputs.matrix(of: Float.self).elements == x.elements)

    func message(_ body: () throws -> Void) -> String? {
      #expect(throws: ComputationError.self, performing: body)?.message
    }
    #expect(
      message { _ = try ask(MeanLoss.self, network, x) }
        == "loss needs targets or classes, and this data has none")
    #expect(
      message { _ = try ask(Accuracy.self, network, x) }
        == "accuracy needs data with classes, and this data has none")
    #expect(
      message { _ = try ask(Accuracy.self, network, x, labels: [0, 1, 2]) }
        == "the network has 2 outputs, but the data has a class 2")
    #expect(
      message {
        _ = try ask(
          MeanLoss.self, network, x, targets: Matrix<Float>(rows: 3, columns: 1))
      } == "the network has 2 outputs, but the targets have 1")
  }

  /// Double precision is really used: single cannot tell these from one another.
  @Test func precisionIsThatAskedFor() throws {
    let network = try SmallNetworks.relu()
    let x = SmallNetworks.samples(10, 5, of: Float.self)
    let single = try #require(ask(Trace.self, network, x).number)
    let double = try #require(
      ask(Trace.self, network, x, [("precision", .text("double"))]).number)
    let reference = try TangentKernel.trace(
      network, on: x.converted(to: Double.self), watch: watch)
    #expect(double == reference)
    #expect(single != double && abs(single - double) < 1e-5 * double)
  }

  @Test(arguments: [
    (0.7734, "0.773"), (0, "0.000"), (1, "1.000"), (0.9996, "1.000"), (0.0306, "0.031"),
  ]) func decimals(_ number: Double, _ text: String) {
    #expect(threeDecimals(number) == text)
  }
}
