import Files
import LinearAlgebra
import Networks
import Training

/// How a run was trained. What it recorded and until when are functions, which no file holds; the
/// statement that made the run says them, and the columns hold what came of them.
enum PlanCoding {
  static func encode(_ plan: TrainingPlan) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("loss", .text(type(of: plan.loss).entry.name)),
      .init("optimiser", .text(plan.optimiser.code)), .init("epochs", JSONValue(plan.epochs)),
      .init("shuffle", .boolean(plan.shuffle)), .init("seed", .text("\(plan.seed)")),
      .init("precision", .text(plan.precision.rawValue)),
      .init("schedule", schedule(plan.schedule)),
    ]
    if let batch = plan.batch { members.append(.init("batch", JSONValue(batch))) }
    if let stop = plan.stopAfter { members.append(.init("stop_after", JSONValue(stop))) }
    return .object(members)
  }

  static func decode(_ entry: JSONValue) throws -> TrainingPlan {
    let word = try entry.text("loss")
    guard let loss = Losses.all.first(where: { $0.entry.name == word }),
      let seed = UInt64(try entry.text("seed")),
      let precision = Precision(rawValue: try entry.text("precision"))
    else { throw WorkspaceDamage("was trained in a way that is not known") }
    return TrainingPlan(
      loss: loss.init(), optimiser: try LiteralCode.optimiser(try entry.text("optimiser")),
      epochs: try entry.integer("epochs"),
      stopAfter: entry["stop_after"] == nil ? nil : try entry.integer("stop_after"),
      batch: entry["batch"] == nil ? nil : try entry.integer("batch"),
      shuffle: try entry.flag("shuffle"), seed: seed, precision: precision,
      schedule: try schedule(entry))
  }

  private static func schedule(_ schedule: Schedule) -> JSONValue {
    switch schedule {
    case .every(let k): .object([.init("every", JSONValue(k))])
    case .at(let list): .object([.init("at", .list(list.map { JSONValue($0) }))])
    case .logarithmic(let n): .object([.init("log", JSONValue(n))])
    }
  }

  private static func schedule(_ entry: JSONValue) throws -> Schedule {
    guard let said = entry["schedule"] else { throw WorkspaceDamage("has no schedule") }
    if said["every"] != nil { return .every(try said.integer("every")) }
    if said["log"] != nil { return .logarithmic(try said.integer("log")) }
    return .at(
      try said.list("at").map { item in
        guard case .integer(let epoch) = item else { throw WorkspaceDamage("has no schedule") }
        return Int(epoch)
      })
  }
}
