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
        try runQuietly(tangent, ["--quiet", "-c", line])
      }
      return Figures(times: times, ["peak_mb": peakMegabytes(RUSAGE_CHILDREN)])
    }
  ]

  /// Runs a program with its output thrown away. Foundation's `Process` would do, but notices the end
  /// some 50 ms late, which is more than the program takes.
  private static func runQuietly(_ program: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    var status: Int32 = 0
    guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0,
      waitpid(child, &status, 0) == child, status == 0
    else { throw Child.Failure(description: "\(program) did not run") }
  }
}
