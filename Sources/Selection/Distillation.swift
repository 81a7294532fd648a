import Catalog
import Kernels
import LinearAlgebra
import Networks
import Training

/// Random network distillation under way: a fixed target, a predictor that learns it on what was
/// chosen, and the pool that is chosen from.
final class Distillation<S: Scalar> {
  private let pool: Matrix<S>
  /// f*(x) of the whole pool, in the precision of the computation and in double.
  private let target: Matrix<S>
  private let wanted: Matrix<Double>
  private let predictor: Learner<S>
  private let metric: Metric
  private let epochs: Int
  private let batch: Int?
  private let threshold: Double?
  private let repeats: Bool
  private let first: First
  private let seed: UInt64
  private let chunk: Int

  private var orders: RandomStream
  private(set) var indices: [Int] = []

  /// What is chosen first.
  private enum First {
    case farthest, random
    case index(Int)
  }

  /// - Throws: `ComputationError` when networks are missing, or do not fit the pool or each other.
  init(_ pool: Pool, _ arguments: Arguments, seed: UInt64) throws {
    let (target, predictor) = try Self.networks(arguments, seed: seed)
    for network in [target, predictor] {
      try network.requireFit(samples: pool.count, width: pool.inputs.columns)
    }
    guard target.outputs == predictor.outputs else {
      throw ComputationError(
        "target and predictor must have as many outputs, and they have \(target.outputs) and "
          + "\(predictor.outputs)", blame: "predictor")
    }
    let name = arguments.text("optimiser") ?? "adam"
    guard let optimiser = Optimisers.named(name) else {
      throw ComputationError("there is no optimiser “\(name)”")
    }
    self.pool = pool.inputs.matrix(of: S.self)
    self.target = try target.outputs(of: self.pool)
    wanted = self.target.converted(to: Double.self)
    self.predictor = Learner(
      predictor, loss: MeanSquaredError(),
      optimiser: try optimiser.init(rate: arguments.number("rate") ?? 0.01), seed: seed)
    metric = arguments.text("metric").flatMap(Metric.init) ?? .mse
    epochs = arguments.integer("epochs") ?? 10
    batch = arguments.integer("batch")
    threshold = arguments.number("threshold")
    repeats = arguments.flag("repeats")
    self.seed = seed
    chunk = predictor.architecture.chunk
    orders = RandomStream(seed: seed, purpose: "select/rnd/batches")
    switch arguments["seedpoint"] {
    case .number(let index)?:
      guard Int(index) < pool.count else {
        throw ComputationError(
          "seedpoint=\(shortest(index)) is not in the pool, whose \(pool.count) examples are "
            + "counted from 0", blame: "seedpoint")
      }
      first = .index(Int(index))
    case .text("random")?: first = .random
    default: first = .farthest
    }
  }

  /// The networks given, or draws of the architecture given.
  private static func networks(
    _ arguments: Arguments, seed: UInt64
  ) throws -> (target: Network, predictor: Network) {
    func network(_ name: String) -> Network? { arguments.object(name, as: Network.self) }
    func draw(_ purpose: String) throws -> Network {
      guard let architecture = network("network")?.architecture else {
        throw ComputationError(
          "rnd needs networks to compare",
          suggestion: "with network=NETWORK, or target=NETWORK, predictor=NETWORK",
          blame: "using")
      }
      var stream = RandomStream(seed: seed, purpose: "select/rnd/\(purpose)")
      return Network(
        architecture, seed: UInt64(stream.bits()) << 32 | UInt64(stream.bits()))
    }
    return try (network("target") ?? draw("target"), network("predictor") ?? draw("predictor"))
  }

  /// The predictor as it is now.
  var network: Network { predictor.network }

  /// n choices. After the last one the predictor is not trained again, which would change nothing.
  ///
  /// - Throws: `ComputationError` when the pool is too small or distances are not finite;
  ///   `Interrupted`.
  func choose(_ n: Int, watch: any Watch) throws -> Choice {
    guard n >= 0, repeats || n <= pool.rows else {
      throw ComputationError(
        "\(n) examples are asked for, but there are only \(pool.rows) to select from",
        suggestion: n > 0 ? "repeats=yes may choose an example again" : nil)
    }
    var distances: [Double] = []
    while indices.count < n {
      if !indices.isEmpty { try retrain(watch: watch) }
      distances.append(try chooseNext(watch: watch))
      watch.report("selecting", indices.count, of: n, detail: "")
    }
    return Choice(indices, distances: distances)
  }

  /// Adds the next example; returns its distance at this moment, not a number for a seed point.
  func chooseNext(watch: any Watch) throws -> Double {
    if indices.isEmpty {
      switch first {
      case .index(let index):
        indices.append(index)
        return .nan
      case .random:
        var stream = RandomStream(seed: seed, purpose: "select/rnd/seedpoint")
        indices.append(stream.below(pool.rows))
        return .nan
      case .farthest: break
      }
    }
    let distances = try distances(watch: watch)
    let taken = repeats ? [] : Set(indices)
    var best: Int?
    for (i, distance) in distances.enumerated() where !taken.contains(i) {
      guard distance.isFinite else {
        throw ComputationError(
          "the distance of example \(i) is not finite after \(indices.count) choices",
          suggestion: "the predictor may have diverged: lower the rate", blame: "rate")
      }
      // Strictly greater, so that of equal distances the first counts.
      if best.map({ distance > distances[$0] }) ?? true { best = i }
    }
    guard let best else { throw ComputationError("there are no examples left to select from") }
    indices.append(best)
    return distances[best]
  }

  /// The distance of every example of the pool, streamed.
  func distances(watch: any Watch) throws -> [Double] {
    let columns = target.columns
    let memory = Buffer<Double>(uninitialised: chunk * columns)
    var distances: [Double] = []
    distances.reserveCapacity(pool.rows)
    try pool.withView { pool in
      try wanted.withView { wanted in
        for begin in stride(from: 0, to: pool.rows, by: chunk) {
          try watch.check()
          let range = begin..<min(pool.rows, begin + chunk)
          let outputs = memory.view(rows: range.count, columns: columns)
          predictor.outputs(of: pool.rows(range)).convert(into: outputs)
          distances += metric.distances(wanted.rows(range), outputs)
        }
      }
    }
    return distances
  }

  /// Trains the predictor on everything chosen so far.
  ///
  /// - Throws: `Interrupted`.
  func retrain(watch: any Watch) throws {
    var batches = Batches(of: indices.count, size: batch, shuffledBy: orders)
    try pool.gathered(indices).withView { inputs in
      try target.gathered(indices).withView { targets in
        for _ in 0..<epochs {
          let loss = try predictor.epoch(
            inputs: inputs, targets: targets, batches: &batches, watch: watch)
          if let threshold, loss < threshold { break }
        }
      }
    }
    orders = batches.stream ?? orders
  }
}
