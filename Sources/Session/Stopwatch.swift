import Glibc

/// How long a statement takes: by the clock, and in processor time over all threads.
struct Stopwatch {
  private let start = ContinuousClock.now
  private let processor = Self.processorSeconds

  /// `took 1.2 s (2.3 s of processor time)`
  var description: String {
    let (seconds, attoseconds) = start.duration(to: .now).components
    let elapsed = Double(seconds) + Double(attoseconds) * 1e-18
    let used = max(Self.processorSeconds - processor, 0)
    return "took \(Self.text(elapsed)) (\(Self.text(used)) of processor time)"
  }

  /// `0.31 ms`, `12.5 s`
  private static func text(_ seconds: Double) -> String {
    seconds < 0.1 ? "\(significant(seconds * 1e3, 3)) ms" : "\(significant(seconds, 3)) s"
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
