import Catalog
import Datasets
import Kernels
import Language
import LinearAlgebra
import Networks
import Training

extension Session {
  /// A question: `entropy net on seen with outputs=all`.
  mutating func ask(_ call: Call) throws -> Value {
    let quantity = try quantity(call.entry.name, at: call.command.word.range)
    let operand = try call.required(0, "a network")
    let subject = try evaluate(operand)
    let arguments = try quantityArguments(call.options, call.entry, at: call.command.range)
    let watch = options.watch
    switch subject {
    case .kernel(let kernel):
      if let on = call.phrase(.on) {
        throw Diagnostic(
          .failure, "a kernel already has its data", at: on.range, suggestion: "leave out on …")
      }
      var measurement = try quantity.measure(
        kernel: kernel.matrix, arguments: arguments, watch: watch)
      let said = measurement.conventions.map(\.key)
      measurement.conventions.insert(
        contentsOf: kernel.measured.conventions.filter {
          ["outputs", "layer", "parameters"].contains($0.key) && !said.contains($0.key)
        }, at: 0)
      return Self.answer(measurement, call.entry.name)
    case .network, .run, .fragment:
      // Of the value at hand: evaluated again, a network without a seed would be another one.
      let network = try Self.network(subject, at: operand.range)
      let data: Dataset
      if let on = call.phrase(.on) {
        data = try self.data(on)
        try Self.fit(network, data, at: on.range)
      } else if case .run(let run) = subject {
        data = run.data
      } else {
        throw call.failure("\(call.entry.name) needs data", suggestion: "add: on DATA")
      }
      // What was trained towards its inputs is compared with them.
      var said = arguments
      if case .run(let run) = subject, run.isTowardsInput, call.entry.takesTarget {
        said = said.adding("target", .text("input"))
      }
      let isTowardsInput = said.has("target")
      let targets =
        !quantity.usesTargets
        ? nil
        : isTowardsInput ? try Self.inputTargets(data, network) : try Self.targets(data, network)
      let measurement = try quantity.measure(
        network, on: data.inputs, targets: targets, labels: isTowardsInput ? nil : data.labels,
        loss: nil, arguments: said, watch: watch)
      return Self.answer(measurement, call.entry.name)
    default:
      throw Diagnostic(
        .failure,
        "\(call.entry.name) is asked of a network, a run or a kernel, not of \(subject.described)",
        at: operand.range, usage: call.entry.usage)
    }
  }

  /// The quantity of a word.
  func quantity(_ name: String, at range: SourceRange) throws -> any Quantity.Type {
    guard let quantity = Quantities.all.first(where: { $0.entry.name == name }) else {
      throw Diagnostic(
        .failure, "there is no quantity “\(name)”", at: range,
        suggestion: didYouMean(name, among: Self.vocabulary.names(.quantity)))
    }
    return quantity
  }

  /// The options of a quantity; a data set among them (`other=b`) is passed on as its inputs.
  mutating func quantityArguments(
    _ options: [Option], _ entry: Entry, at range: SourceRange
  ) throws -> Arguments {
    try arguments(options, entry: entry, at: range).mappingObjects { object in
      if let data = object as? Dataset { data.inputs } else { object }
    }
  }

  /// Refuses data whose examples are not of the network's shape.
  static func fit(_ network: Network, _ data: Dataset, at range: SourceRange) throws {
    let input = network.architecture.input
    guard data.shape != input else { return }
    let suggestion: String? =
      if input.axes == data.shape.axes {
        "begin the network with: input \(data.shape)"
      } else if input.axes.count == 1, input.count == data.shape.count {
        "begin the network with: input \(data.shape) | flatten"
      } else {
        nil
      }
    throw Diagnostic(
      .failure, "the network takes examples of \(input), but these are of \(data.shape)",
      at: range, suggestion: suggestion)
  }

  /// The targets a loss compares with: one-hot for classes; nil for data without.
  static func targets(_ data: Dataset, _ network: Network) throws -> StoredMatrix? {
    switch data.targets {
    case .none: return nil
    case .classes:
      return try data.targetMatrix(outputs: network.outputs, of: Float.self).map { .single($0) }
    case .values(let values): return values
    }
  }

  /// The inputs as targets, for an auto-encoder.
  ///
  /// - Throws: `ComputationError` when the outputs are not as many as an input's numbers.
  static func inputTargets(_ data: Dataset, _ network: Network) throws -> StoredMatrix {
    guard !data.shape.isGraph else {
      throw ComputationError("target=input is for vectors, images and tokens, not for graphs")
    }
    guard network.outputs == data.shape.count else {
      throw ComputationError(
        "with target=input the network needs an output for each of an input's "
          + "\(data.shape.count) numbers, but it has \(counted(network.outputs, "output"))",
        suggestion: "end the network with dense \(data.shape.count)")
    }
    return data.inputs
  }

  private static func answer(_ measurement: Measurement, _ quantity: String) -> Value {
    let measured = Measured(
      quantity: quantity, unit: measurement.unit, conventions: measurement.conventions)
    switch measurement.value {
    case .number(let x): return .number(Number(x, measured))
    case .list(let values): return .numbers(Numbers(values, measured))
    case .matrix(let matrix): return .kernel(KernelValue(matrix: matrix, measured: measured))
    }
  }
}

extension Entry {
  /// Whether the inputs may take the place of the targets.
  var takesTarget: Bool { parameters.contains { $0.name == "target" } }
}
