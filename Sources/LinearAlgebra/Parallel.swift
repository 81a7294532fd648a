import CKernels
import COpenBLAS
import Synchronization

/// Work on panels of rows, on several cores.
///
/// Results never depend on the number of threads: panels write to disjoint places, and no number
/// depends on the panel it is in or else panels depend on sizes alone. BLAS, under LAPACK's eigenproblems, has one thread but for large
/// ones, because its own workers spin for about 26 ms after a call and take the core the next panel
/// needs.
public enum Parallel {
  private static let setting = Atomic<Int>(processors)

  /// The cores this process may use.
  public static let processors = max(1, ck_processors())

  /// How many threads work at once: a setting of the process (`--threads`), at first the number of
  /// ``processors``. It is the engine's only global state, and changes how long results take,
  /// never what they are.
  public static var threads: Int {
    get { setting.load(ordering: .relaxed) }
    set { setting.store(max(1, newValue), ordering: .relaxed) }
  }

  /// What each of the threads gets of so many rows, in whole units. For work whose results do not
  /// depend on where it is cut.
  static func share(_ count: Int, unit: Int) -> Int {
    max(1, (count + threads * unit - 1) / (threads * unit)) * unit
  }

  /// Cuts 0 ..< count in panels of `panel` rows, the last one shorter, and runs `body` on each;
  /// with `serially`, one after the other.
  ///
  /// - Throws: the error of the earliest panel that threw; panels not yet begun are left out.
  public static func rows<E: Error>(
    _ count: Int, panel: Int, serially: Bool = false,
    _ body: @Sendable (Range<Int>) throws(E) -> Void
  ) throws(E) {
    precondition(panel > 0)
    let panels = (count + panel - 1) / panel
    @Sendable func range(_ index: Int) -> Range<Int> {
      index * panel..<min(count, (index + 1) * panel)
    }
    let workers = serially ? 1 : min(threads, panels)
    guard workers > 1 else {
      for index in 0..<max(0, panels) { try body(range(index)) }
      return
    }
    let shares = Shares(of: panels, among: workers)
    let failure = Mutex<(panel: Int, error: E)?>(nil)
    run(threads: workers) { worker in
      while let index = shares.next(for: worker) {
        do throws(E) {
          try body(range(index))
        } catch {
          shares.end()
          failure.withLock { first in
            if first.map({ index < $0.panel }) ?? true { first = (index, error) }
          }
        }
      }
    }
    if let first = failure.withLock({ $0 }) { throw first.error }
  }

  /// Runs `work` on so many threads at once, each with its number.
  private static func run(threads: Int, _ work: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(work) { work in
      withUnsafePointer(to: work) { pointer in
        ck_run(
          { context, thread in
            context?.assumingMemoryBound(to: (@Sendable (Int) -> Void).self).pointee(thread)
          }, UnsafeMutableRawPointer(mutating: pointer), threads)
      }
    }
  }

  /// What every call of BLAS needs before the first one: the right kernels, on one thread.
  static let blasIsReady: Void = {
    ck_correct_blas_core()
    openblas_set_num_threads(1)
  }()

  /// The processor whose kernels BLAS runs, such as `SkylakeX`; the last digits of results depend on
  /// it.
  public static var blasCore: String {
    _ = blasIsReady
    return openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  }

  private static let blas = Mutex<Void>(())

  /// Runs a LAPACK call on several threads of BLAS, one such call at a time.
  static func withBLAS<R: Sendable>(threads: Int, _ body: () -> R) -> R {
    _ = blasIsReady
    return blas.withLock { _ in
      if threads > 1 { openblas_set_num_threads(Int32(clamping: threads)) }
      defer { if threads > 1 { openblas_set_num_threads(1) } }
      return body()
    }
  }
}

/// Panels that are yet to be done. Every worker begins with a share of its own, the same whenever
/// the same work is cut the same way, because its core's cache may still hold it; then it helps the
/// others.
private final class Shares: Sendable {
  private let left: Mutex<[Range<Int>]>

  init(of panels: Int, among workers: Int) {
    left = Mutex(
      (0..<workers).map { $0 * panels / workers..<($0 + 1) * panels / workers })
  }

  func next(for worker: Int) -> Int? {
    left.withLock { left in
      // Of one's own share from its begin; of the fullest other one from its end.
      if let first = left[worker].first {
        left[worker] = first + 1..<left[worker].upperBound
        return first
      }
      guard let other = left.indices.max(by: { left[$0].count < left[$1].count }),
        let last = left[other].last
      else { return nil }
      left[other] = left[other].lowerBound..<last
      return last
    }
  }

  /// Leaves out all panels not yet begun.
  func end() { left.withLock { for k in $0.indices { $0[k] = 0..<0 } } }
}
