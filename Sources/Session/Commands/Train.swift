import Catalog
import Datasets
import Kernels
import Language
import LinearAlgebra
import Networks
import Training

/// `train net on core for 200 epochs using adam with rate=1e-3, batch=32 recording loss every 10 epochs`
enum Train: SessionCommand {
  static let givesValue = true

  static let entry = Entry(
    "train", .command, summary: "fit a network to data; gives a run, the network stays as it was",
    usage: """
      train NETWORK on DATA for N epochs [using OPTIMISER] [with rate=…, loss=…, batch=…] \
      [recording QUANTITY [on DATA] [as NAME], … every K epochs|at [..]|at log N] [until CONDITION]
      """,
    details: """
      A run is usable wherever a network is, and its columns are fields: fit.loss, fit.epoch. The
      state before the first step and the one after the last are always recorded; without a schedule
      every epoch is; without `recording`, the loss at these two. Quantities on other data are columns named loss_unseen, or as `as` says. The
      condition of `until` may speak of the recorded columns and of epoch; it is looked at after
      each record. `for 57 of 200 epochs` stops early on the schedule of 200. The order of
      mini-batches is drawn anew every epoch from the seed. With target=input the network learns to give
      back its inputs, whatever the data's own targets are, and the run's loss is that of doing so. Ctrl-C keeps what was trained so far.
      The optimiser is adam unless `using` says otherwise; its options stand after `with` too, such as
      the step size rate=1e-3 (`help adam`, `help optimisers`).
      """,
    parameters: [
      Parameter(
        "loss", .choice(Losses.all.map { $0.entry.name }),
        summary: "crossentropy for data with classes, mse otherwise, unless said"),
      Parameter(
        "target", .choice(["input"]),
        summary: "train towards the inputs themselves (an auto-encoder), with mse unless said"),
      Parameter("batch", .count, summary: "examples per step; all of them unless said"),
      Parameter(
        "shuffle", .boolean, default: .boolean(true), summary: "draw a new order every epoch"),
      Parameter(
        "precision", .choice(Precision.allCases.map(\.rawValue)), default: .text("single"),
        summary: "of the whole training"),
      Parameter("seed", .seed, summary: "the order of the mini-batches"),
    ],
    returns: """
      A run: the trained network, usable wherever one is. Fields: epoch, a column for each
      recorded quantity, network, data.
      """,
    grammar: Grammar(
      [.value],
      clauses: [
        .init(.on, required: true), .init(.for, required: true), .init(.using), .init(.with),
        .init(.recording), .init(.until),
      ]),
    examples: [
      Example("better = train net on seen for 5 epochs using adam with rate=1e-2, batch=16"),
      Example(
        "log = train net on seen for 20 epochs recording loss, accuracy on unseen at log 5"),
      Example(
        "ae = input 28x28x1 | flatten | dense 8 tanh | dense 784\nfit = train ae on seen for 5 epochs with target=input\nloss fit on unseen",
        "an auto-encoder"),
      Example(
        "fast = train net on seen for 50 epochs using sgd with rate=0.5 recording loss until loss < 2"
      ),
    ],
    searchTerms: [
      "fit", "learn", "optimise", "epochs", "gradient", "descent", "record", "history",
      "mini batch", "batch size", "learning rate", "auto encoder", "autoencoder", "run",
      "iterations",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let network = try session.network(try call.required(0, "a network"))
    let on = try call.required(.on, "data to train on")
    let data = try session.data(on)
    try Session.fit(network, data, at: on.range)
    let optimiserType = try optimiser(call, &session)
    let arguments = try session.arguments(
      of: call, further: session.further(optimiserType.entry, call.phrase(.using)))
    let isTowardsInput = arguments.has("target")
    let found = try session.located(on.range) { _ in
      isTowardsInput
        ? try Session.inputTargets(data, network) : try Session.targets(data, network)
    }
    guard let targets = found else {
      throw Diagnostic(
        .failure, "this data has no targets to train towards", at: on.range,
        suggestion: "an auto-encoder is trained with target=input")
    }
    let loss = try Session.loss(arguments, data)
    let (epochs, stopAfter) = try epochs(call, &session)
    var plan = TrainingPlan(
      loss: loss, optimiser: try optimiserType.init(arguments), epochs: epochs,
      stopAfter: stopAfter, batch: arguments.integer("batch"),
      shuffle: arguments.flag("shuffle"), seed: session.seed(arguments, at: call.command.range),
      precision: arguments.text("precision") == "double" ? .double : .single)
    if case .recording(let recorded, let schedule)? = call.command[.recording] {
      plan.schedule = try Self.schedule(schedule, epochs, &session)
      for item in recorded {
        let column = try session.recorded(
          item, by: network, default: data, loss: loss, isTowardsInput: isTowardsInput,
          precision: plan.precision)
        guard !plan.recorded.contains(where: { $0.column == column.column }),
          column.column != "epoch"
        else {
          throw Diagnostic(
            .failure, "two columns are named “\(column.column)”", at: item.range,
            suggestion: "name one with as")
        }
        plan.recorded.append(column)
      }
    }
    if call.command[.recording] == nil {
      // Nothing was asked for: the loss before and after says whether training did anything.
      plan.schedule = .at([])
      let loss = Command.Recorded(Name("loss"))
      plan.recorded = [
        try session.recorded(
          loss, by: network, default: data, loss: plan.loss, isTowardsInput: isTowardsInput,
          precision: plan.precision)
      ]
    }
    if let condition = call.phrase(.until) {
      try session.requireRecorded(condition, plan)
      plan.until = session.stopping(condition, plan)
    }
    session.remarkUnusedOutputs(network, data, isTowardsInput: isTowardsInput)
    let run = try Trainer.train(
      network, inputs: data.inputs, targets: targets, plan: plan, watch: session.options.watch)
    if let remark = run.remark ?? Self.growth(of: run) {
      session.current.outputs.append(.remark(remark))
    }
    if run.interrupted {
      session.current.interruptedTraining = (call.command.range, run.epochs)
    }
    return .run(TrainedRun(run: run, data: data, isTowardsInput: isTowardsInput))
  }

  /// A loss that is finite and many times what it was is no training either.
  private static func growth(of run: Run) -> String? {
    guard let loss = run["loss"], let first = loss.first, let last = loss.last, first > 0,
      last > 100 * first
    else { return nil }
    return
      "the loss grew from \(significant(first, 3)) to \(significant(last, 3)); try a smaller rate, such as a tenth"
  }

  private static func optimiser(_ call: Call, _ session: inout Session) throws -> any Optimiser.Type
  {
    let entry = try call.phrase(.using).map { try session.choice($0, of: .optimiser, "optimiser") }
    let name = entry?.name ?? "adam"
    guard let type = Optimisers.all.first(where: { $0.entry.name == name }) else {
      throw call.failure("there is no optimiser “\(name)”")
    }
    return type
  }

  private static func epochs(
    _ call: Call, _ session: inout Session
  ) throws -> (epochs: Int, stopAfter: Int?) {
    guard case .epochs(let count, let total)? = call.command[.for] else {
      throw call.failure("train needs how long", suggestion: "add: for 100 epochs")
    }
    let epochs = try session.integer(
      total ?? count, "the number of epochs", in: 0...100_000_000)
    guard total != nil else { return (epochs, nil) }
    return (epochs, try session.integer(count, "the number of epochs done", in: 0...epochs))
  }

  private static func schedule(
    _ schedule: Command.Schedule, _ epochs: Int, _ session: inout Session
  ) throws -> Schedule {
    switch schedule {
    case .unsaid: return .every(1)
    case .every(let k): return .every(try session.integer(k, "the spacing", in: 1...100_000_000))
    case .logarithmic(let n):
      return .logarithmic(try session.integer(n, "the number of epochs", in: 1...100_000_000))
    case .at(let list):
      let value = try session.evaluate(list)
      guard let items = Session.elements(value) else {
        throw Diagnostic(
          .failure, "at needs a list of epochs such as [0, 1, 10], not \(value.described)",
          at: list.range)
      }
      let chosen = try items.map { item in
        guard case .number(let number) = item, let epoch = Int(exactly: number.value) else {
          throw Diagnostic(
            .failure, "an epoch is a whole number, not \(item.described)", at: list.range)
        }
        return epoch
      }
      let schedule = Schedule.at(chosen)
      // Refused here, where the list is at hand for the caret.
      _ = try session.located(list.range) { _ in try schedule.recorded(of: epochs) }
      return schedule
    }
  }
}

extension Session {
  /// The loss that is asked for, or the default: crossentropy for data with classes, mse otherwise.
  static func loss(_ arguments: Arguments, _ data: Dataset) throws -> any Loss {
    let name: String
    if let said = arguments.text("loss") {
      name = said
    } else if case .classes = data.targets, !arguments.has("target") {
      name = "crossentropy"
    } else {
      name = "mse"
    }
    guard let type = Losses.all.first(where: { $0.entry.name == name }) else {
      throw ComputationError("there is no loss “\(name)”")
    }
    return type.init()
  }

  /// A column to record: the quantity, its data and its options, evaluated once.
  fileprivate mutating func recorded(
    _ item: Command.Recorded, by network: Network, default training: Dataset, loss: any Loss,
    isTowardsInput: Bool, precision: Precision
  ) throws -> RecordedQuantity {
    let quantity = try quantity(item.quantity.text, at: item.quantity.range)
    guard quantity.isNumber else {
      throw Diagnostic(
        .failure, "\(item.quantity.text) gives no single number to record", at: item.range,
        suggestion: "record trace or entropy")
    }
    let data = try item.data.map { try self.data($0) } ?? training
    try Self.fit(network, data, at: item.data?.range ?? item.range)
    let said = try quantityArguments(item.options, quantity.entry, at: item.range)
    var arguments =
      said.has("precision") ? said : said.adding("precision", .text(precision.rawValue))
    if isTowardsInput, quantity.entry.takesTarget {
      arguments = arguments.adding("target", .text("input"))
    }
    let targets =
      !quantity.usesTargets
      ? nil
      : arguments.has("target")
        ? try Self.inputTargets(data, network) : try Self.targets(data, network)
    let settled = arguments
    return RecordedQuantity(try Self.column(item), unit: quantity.unit(settled)) {
      network, _, watch in
      let measurement = try quantity.measure(
        network, on: data.inputs, targets: targets, labels: data.labels, loss: loss,
        arguments: settled, watch: watch)
      guard let number = measurement.number else {
        throw ComputationError("\(quantity.entry.name) gives no single number to record")
      }
      return number
    }
  }

  /// `loss`, `loss_unseen`, or as it is told.
  private static func column(_ item: Command.Recorded) throws -> String {
    if let alias = item.alias { return alias.text }
    guard let data = item.data else { return item.quantity.text }
    guard case .name(let name) = data.kind else {
      throw Diagnostic(
        .failure, "this column needs a name", at: item.range, suggestion: "add: as NAME")
    }
    return "\(item.quantity.text)_\(name)"
  }

  /// Refuses a condition about what is neither recorded nor bound, before the training and not after
  /// its first record.
  fileprivate func requireRecorded(_ condition: Expression, _ plan: TrainingPlan) throws {
    let columns = ["epoch"] + plan.recorded.map(\.column)
    for name in References(in: condition).names
    where !columns.contains(name) && workspace[name] == nil && name != "it" {
      let place = condition.range
      if Self.vocabulary[.quantity, name] != nil {
        throw Diagnostic(
          .failure, "until looks at what is recorded, and \(name) is not", at: place,
          suggestion: "add: recording \(name)")
      }
      throw Diagnostic(
        .failure, "until looks at what is recorded, and there is no column “\(name)”", at: place,
        suggestion: didYouMean(name, among: columns + workspace.names)
          ?? "the columns are \(columns.joined(separator: ", "))")
    }
  }

  /// Says once that some outputs belong to no class: it is allowed, and seldom meant.
  fileprivate mutating func remarkUnusedOutputs(
    _ network: Network, _ data: Dataset, isTowardsInput: Bool
  ) {
    guard case .classes(_, let classes) = data.targets, !isTowardsInput, network.outputs > classes,
      remarked.insert("\(network.outputs) outputs, \(classes) classes").inserted
    else { return }
    current.outputs.append(
      .remark(
        "the network has \(counted(network.outputs, "output")) for \(classes) classes: those from \(classes) on are never right"
      ))
  }

  /// The condition of `until`, over the latest record.
  fileprivate func stopping(
    _ condition: Expression, _ plan: TrainingPlan
  ) -> @Sendable ([String: Double]) throws -> Bool {
    let session = self
    return { latest in
      var session = session
      session.workspace.openScope()
      for (name, value) in latest { session.workspace.bind(name, to: .number(Number(value))) }
      return try session.holds(condition)
    }
  }
}
