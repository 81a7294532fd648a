import CKernels
import COpenBLAS
import Synchronization

/// Work on panels of rows, on several cores.
///
/// Results never depend on the number of threads: where panels begin depends on sizes alone, and
/// panels write to disjoint places. BLAS, under LAPACK's eigenproblems, has one thread but for large
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
    let next = Atomic<Int>(0)
    let failure = Mutex<(panel: Int, error: E)?>(nil)
    run(threads: workers) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < panels else { return }
        do throws(E) {
          try body(range(index))
        } catch {
          next.store(panels, ordering: .relaxed)
          failure.withLock { first in
            if first.map({ index < $0.panel }) ?? true { first = (index, error) }
          }
        }
      }
    }
    if let first = failure.withLock({ $0 }) { throw first.error }
  }

  /// Runs `work` on so many threads at once.
  private static func run(threads: Int, _ work: @Sendable () -> Void) {
    withoutActuallyEscaping(work) { work in
      withUnsafePointer(to: work) { pointer in
        ck_run(
          { context in
            context?.assumingMemoryBound(to: (@Sendable () -> Void).self).pointee()
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
