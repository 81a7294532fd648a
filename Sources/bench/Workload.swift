/// One row of the table.
struct Workload: Sendable {
  /// "W7 batch": a number, and what distinguishes its variants.
  let name: String
  let title: String
  /// By operation count (see docs/performance.md); 0 where counting makes no sense.
  let gflop: Double
  var isDouble = false
  /// The fastest variants of the peers' script: workload, peer, variant.
  var peers: [(workload: String, peer: String, variant: String)] = []
  /// PyTorch's median on a machine of 206 GFLOP/s, where it may be ahead of JAX there.
  var torch: Double?
  /// Measures it in this process.
  let run: @Sendable () throws -> Figures

  func `is`(_ name: Substring) -> Bool {
    self.name == name || self.name.hasPrefix(name + " ")
  }
}

/// The workloads in the order of the table.
enum Workloads {
  static let all: [Workload] =
    KernelWorkloads.all + SpectrumWorkloads.all + TrainingWorkloads.all + StartupWorkload.all
    + KernelWorkloads.large
}
