import Foundation
import Glibc

/// From the start of the process to the first kernel: W11.
enum StartupWorkload {
  static let all = [
    Workload(
      name: "W11", title: "process start to first kernel, N=10", gflop: 0,
      peers: [("W11", "jax-nt", "STRUCTURED_DERIVATIVES")], torch: 2.96
    ) {
      let folder = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        .deletingLastPathComponent()
      let tangent = folder.appendingPathComponent("tangent").path
      let line = """
        d = generate digits 10 with seed=1; \
        net = input 28x28x1 | flatten | dense 128 relu | dense 128 relu | dense 10 with seed=1
        trace (kernel net on d with outputs=all)
        """
      let times = try Stopwatch.times(calls: 20) {
        _ = try Child.run(tangent, ["--quiet", "-c", line])
      }
      return Figures(times: times, ["peak_mb": peakMegabytes(RUSAGE_CHILDREN)])
    }
  ]
}
