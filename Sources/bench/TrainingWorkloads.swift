import Catalog
import Glibc
import Kernels
import LinearAlgebra
import Networks
import Selection
import Training

/// Training, selection and recording: W7–W9.
enum TrainingWorkloads {
  static let all = [
    epoch("W7 batch", "one epoch of 1000, batch 32", batch: 32, "batch=32", torch: 18.7e-3),
    epoch("W7 full", "one epoch of 1000, full batch", batch: nil, "full", torch: 4.53e-3),
    Workload(
      name: "W8", title: "RND, 20 of 1000, 50 epochs each",
      gflop: (20 * 2e3 * 118_016 + 210 * 50 * Model.epochOperations(1) + 2e3 * 118_016) / 1e9,
      peers: [("W8", "jax-nt", "default")], torch: 0.498, run: distil),
    Workload(
      name: "W9", title: "50 epochs, entropy and trace, N=100",
      gflop: 50
        * (Model.kernelOperations(Model.plain, 100, all: true) + 4e9 / 3
          + Model.epochOperations(100)) / 1e9,
      peers: [("W9", "jax-nt", "STRUCTURED_DERIVATIVES")], run: record),
  ]

  private static func epoch(
    _ name: String, _ title: String, batch: Int?, _ variant: String, torch: Double
  ) -> Workload {
    Workload(
      name: name, title: title, gflop: Model.epochOperations(1000) / 1e9,
      peers: [("W7", "jax-nt", variant)], torch: torch
    ) {
      let learner = Learner<Float>(
        try Model.network(Model.plain), loss: CrossEntropy(), optimiser: try Adam(rate: 1e-3))
      let (x, y) = (Model.samples(1000), Model.targets(1000))
      var batches = Batches(
        of: 1000, size: batch, shuffledBy: RandomStream(seed: 0, purpose: "batches"))
      func epoch() throws {
        try x.withView { x in
          try y.withView { y in
            _ = try learner.epoch(inputs: x, targets: y, batches: &batches, watch: Unwatched())
          }
        }
      }
      let times = try Stopwatch.times(calls: 60, epoch)
      return Figures(times: times, ["faults": try faults(epoch)])
    }
  }

  /// Pages of memory that a call had to ask the system for: none when buffers are reused.
  private static func faults(_ body: () throws -> Void) rethrows -> Double {
    let before = usage(of: RUSAGE_SELF).ru_minflt
    try body()
    return Double(usage(of: RUSAGE_SELF).ru_minflt - before)
  }

  private static func distil() throws -> Figures {
    let pool = Pool(inputs: .single(Model.samples(1000)))
    let arguments = try RND.entry.check(options: [
      ("target", .object(try Model.network(Model.plain, seed: 1))),
      ("predictor", .object(try Model.network(Model.plain, seed: 2))),
      ("epochs", .number(50)), ("rate", .number(1e-3)),
    ])
    let times = try Stopwatch.times {
      _ = try RND.select(20, from: pool, arguments, seed: 1, watch: Unwatched())
    }
    return Figures(times: times)
  }

  /// The figures also tell what 50 matrices of this size take the eigenvalue routine alone.
  private static func record() throws -> Figures {
    let network = try Model.network(Model.plain)
    let (x, y) = (Model.samples(100), Model.targets(100))
    func recorded(_ quantity: any Quantity.Type) throws -> RecordedQuantity {
      let arguments = try quantity.entry.check(options: [("outputs", .text("all"))])
      return RecordedQuantity(quantity.entry.name) { network, _, watch in
        try quantity.measure(
          Subject(network: network, inputs: x, arguments: arguments, watch: watch)
        ).number ?? .nan
      }
    }
    let plan = TrainingPlan(
      loss: CrossEntropy(), optimiser: try SGD(rate: 0.01), epochs: 50,
      recorded: [try recorded(Entropy.self), try recorded(Trace.self)])
    func train() throws {
      _ = try Trainer.train(
        network, inputs: .single(x), targets: .single(y), plan: plan, watch: Unwatched())
    }
    let times = try Stopwatch.times(calls: 3, budget: 20, train)
    let faults = try faults(train)
    let kernel = try TangentKernel.matrix(network, on: x, outputs: .all, watch: Unwatched())
    let solver = SymmetricEigenvalues<Float>()
    let alone = try Stopwatch.times(calls: 3, budget: 20) {
      for _ in 0..<50 { _ = try solver.ascending(kernel) }
    }
    return Figures(
      times: times, ["eigenvalues_s": median(alone.wall.sorted()), "faults": faults])
  }
}
