import Glibc
import Kernels
import LinearAlgebra
import Networks

/// Kernels and traces: W1–W3, W5, W10, W12.
enum KernelWorkloads {
  static let all: [Workload] = [
    kernel("W1", "kernel, all outputs, N=100", Model.plain, 100, .all, calls: 60),
    kernel("W2", "kernel, mean, N=1000", Model.plain, 1000, .mean),
    kernel("W3", "kernel, all outputs, N=500", Model.plain, 500, .all),
    images("W4 full", "kernel, all outputs, convolutions, N=100", 100, .all, 2.33, "W4a", 0.162),
    images("W4 mean", "kernel, mean, convolutions, N=500", 500, .mean, 8.69, "W4b", 0.760),
    trace("W5", 1000, peers: [("W5", "jax-nt", "structured"), ("W5", "numpy", "structured")]),
    trace("W5 large", 10_000, peers: []),
    kernel("W10 wide", "kernel, mean, N=1000, wide", Model.wide, 1000, .mean, peer: "W10a"),
    kernel("W10 deep", "kernel, all outputs, N=500, deep", Model.deep, 500, .all, peer: "W10b"),
  ]

  static let large: [Workload] = [
    kernel(
      "W12", "kernel, mean, N=10,000", Model.plain, 10_000, .mean, calls: 3,
      variant: "structured:batch=1000")
  ]

  private static func kernel(
    _ name: String, _ title: String, _ widths: [Int], _ n: Int, _ outputs: KernelOutputs,
    calls: Int = 9, peer: String? = nil, variant: String = "structured"
  ) -> Workload {
    let peer = peer ?? name
    return Workload(
      name: name, title: title,
      gflop: Model.kernelOperations(widths, n, all: outputs == .all) / 1e9,
      peers: [(peer, "jax-nt", variant), (peer, "numpy", "structured")]
    ) {
      let network = try Model.network(widths)
      let x = Model.samples(n)
      let before = peakMegabytes(RUSAGE_SELF)
      var size = 0
      let times = try Stopwatch.times(calls: calls) {
        size = try TangentKernel.matrix(network, on: x, outputs: outputs, watch: Unwatched()).count
      }
      let kernel = Double(size * 4) / 1_048_576
      return Figures(
        times: times,
        ["kernel_mb": kernel, "extra_mb": peakMegabytes(RUSAGE_SELF) - before - kernel])
    }
  }

  /// Operations as the peers' script counts them: explicit Jacobians of the convolutions.
  private static func images(
    _ name: String, _ title: String, _ n: Int, _ outputs: KernelOutputs, _ gflop: Double,
    _ peer: String, _ torch: Double
  ) -> Workload {
    Workload(
      name: name, title: title, gflop: gflop, peers: [(peer, "jax-nt", "structured")], torch: torch
    ) {
      let network = try Model.convolutional()
      let x = Model.samples(n)
      let times = try Stopwatch.times(calls: 20) {
        _ = try TangentKernel.matrix(network, on: x, outputs: outputs, watch: Unwatched())
      }
      let plan = try KernelPlan(network, on: x, outputs: outputs)
      return Figures(times: times, ["planned_s": plan.seconds()])
    }
  }

  private static func trace(
    _ name: String, _ n: Int, peers: [(workload: String, peer: String, variant: String)]
  ) -> Workload {
    Workload(
      name: name, title: "trace, N=\(n)", gflop: Model.traceOperations(Model.plain, n) / 1e9,
      peers: peers
    ) {
      let network = try Model.network(Model.plain)
      let x = Model.samples(n)
      let before = peakMegabytes(RUSAGE_SELF)
      let times = try Stopwatch.times(calls: 60, budget: 4) {
        _ = try TangentKernel.trace(network, on: x, watch: Unwatched())
      }
      return Figures(times: times, ["extra_mb": peakMegabytes(RUSAGE_SELF) - before])
    }
  }
}
