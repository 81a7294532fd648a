import Foundation
import Glibc

/// Times calls, telling those that other processes disturbed from the others.
///
/// As the peers' script does it: calls come in windows of half a second, and a window in which other
/// processes used more than 0.15 of a core counts only when there was no quiet one.
enum Stopwatch {
  /// What calls took, by the clock and in CPU seconds of all threads; a busy machine disturbs the
  /// latter least.
  struct Times {
    let wall: [Double]
    let cpu: Double
  }

  /// - Parameters:
  ///   - calls: how many undisturbed calls are enough.
  ///   - budget: seconds after which it ends anyway, with at least two windows.
  static func times(
    calls: Int = 9, budget: Double = 8, _ body: () throws -> Void
  ) rethrows -> Times {
    try body()
    waitForQuiet(seconds: 5)
    var (quiet, noisy): ([Double], [Double]) = ([], [])
    var (spent, cpu, count) = (0.0, 0.0, 0)
    while spent < budget && quiet.count < calls {
      let start = Busy()
      var window: [Double] = []
      while window.isEmpty || (window.reduce(0, +) < 0.5 && window.count < 100) {
        window.append(try seconds(body))
      }
      let end = Busy()
      spent += end.wall - start.wall
      cpu += end.own - start.own
      count += window.count
      if start.others(until: end) < 0.15 { quiet += window } else { noisy += window }
    }
    return Times(wall: quiet.isEmpty ? noisy : quiet, cpu: cpu / Double(count))
  }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    try body()
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }

  /// CPU seconds this process has spent.
  static var cpuSeconds: Double { Busy().own }

  /// Waits until other processes use less than a tenth of a core.
  static func waitForQuiet(seconds limit: Double) {
    let begun = Busy()
    var last = begun
    repeat {
      usleep(400_000)
      let now = Busy()
      if last.others(until: now) < 0.1 { return }
      last = now
    } while last.wall - begun.wall < limit
  }
}

/// CPU seconds the machine and this process have spent.
private struct Busy {
  let wall = Double(DispatchTime.now().uptimeNanoseconds) / 1e9
  private let machine: Double
  let own: Double

  init() {
    let line = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8))?
      .split(separator: "\n").first
    let ticks = line?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
    // user, nice and system, then interrupts and what the hypervisor took.
    machine = [0, 1, 2, 5, 6, 7].reduce(0) { $0 + ($1 < ticks.count ? ticks[$1] : 0) } / 100
    own = [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
      let usage = usage(of: who)
      return [usage.ru_utime, usage.ru_stime].reduce(sum) {
        $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
      }
    }
  }

  /// Cores that other processes kept busy from here to `end`.
  func others(until end: Busy) -> Double {
    ((end.machine - machine) - (end.own - own)) / max(end.wall - wall, 0.1)
  }
}
