import Files
import LinearAlgebra
import Networks
import Training

/// A run: its records as arrays `name/epoch`, `name/loss` …, the trained and the initial network,
/// the data it saw, and how it was trained.
enum RunCoding: ValueCoding {
  static let kind = "run"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .run(let trained) = value else { return nil }
    let run = trained.run
    let columns = run.columns.map { column in
      JSONValue.object([
        .init("name", .text(column.name)),
        .init("array", file.add(NDArray(.double(column.values)), as: "\(key)/\(column.name)")),
      ])
    }
    var members: [JSONValue.Member] = [
      .init("columns", .list(columns)),
      .init("epochs", JSONValue(run.epochs)), .init("planned", JSONValue(run.planned)),
      .init("towards_input", .boolean(trained.isTowardsInput)),
      .init("ending", ending(run.ending)), .init("plan", PlanCoding.encode(run.plan)),
      .init(
        "network", .object(NetworkCoding.encode(run.network, as: "\(key)/network", into: &file))),
      .init(
        "initial", .object(NetworkCoding.encode(run.initial, as: "\(key)/initial", into: &file))),
    ]
    members.append(
      .init("data", .object(DataCoding.encode(trained.data, as: "\(key)/data", into: &file))))
    return members
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    var columns: [(name: String, values: [Double])] = []
    for column in try entry.list("columns") {
      columns.append((try column.text("name"), try file.doubles(named: column["array"])))
    }
    guard columns.first?.name == "epoch",
      columns.allSatisfy({ $0.values.count == columns[0].values.count })
    else { throw WorkspaceDamage("has records that do not belong together") }
    guard let network = entry["network"], let initial = entry["initial"], let data = entry["data"],
      let plan = entry["plan"]
    else { throw WorkspaceDamage("lacks a part of a run") }
    let run = Run(
      network: try NetworkCoding.network(network, from: file),
      initial: try NetworkCoding.network(initial, from: file), columns: columns,
      epochs: try entry.integer("epochs"), planned: try entry.integer("planned"),
      ending: try ending(entry["ending"]), plan: try PlanCoding.decode(plan))
    return .run(
      TrainedRun(
        run: run, data: try DataCoding.data(data, from: &file),
        isTowardsInput: try entry.flag("towards_input")))
  }

  private static func ending(_ ending: Run.Ending) -> JSONValue {
    switch ending {
    case .finished: .text("finished")
    case .conditionHeld: .text("condition held")
    case .interrupted: .text("interrupted")
    case .failed(let error):
      .object(
        [.init("failed", .text(error.message))]
          + (error.suggestion.map { [.init("suggestion", .text($0))] } ?? []))
    }
  }

  private static func ending(_ entry: JSONValue?) throws -> Run.Ending {
    switch entry {
    case .text("finished"): return .finished
    case .text("condition held"): return .conditionHeld
    case .text("interrupted"): return .interrupted
    case .object?:
      let message = try entry?.text("failed") ?? ""
      return .failed(ComputationError(message, suggestion: try? entry?.text("suggestion")))
    default: throw WorkspaceDamage("does not say how it ended")
    }
  }
}
