import CEditLine
import Catalog
import Dispatch
import LinearAlgebra
import Synchronization

/// Ctrl-C and progress: the one object through which long work is watched.
///
/// After one second of work a line on standard error says what is being done, how far it is, a
/// live figure and the time left: `training 120/200  loss 0.312  1.9 s left`. It is drawn by a
/// timer, so it also appears while work is inside a call that reports nothing.
public final class ProgressLine: Watch {
  private struct State {
    var isRunning = false
    var isDrawn = false
    var begun = ContinuousClock.now
    var phases = Phases()
    /// When a detail was last made: it may cost something.
    var refreshed: ContinuousClock.Instant?
    var timer: (any DispatchSourceTimer)?
  }

  private let state = Mutex(State())
  private let isShown: Bool
  private let width: @Sendable () -> Int

  /// - Parameter isShown: false draws nothing and only watches Ctrl-C.
  public init(isShown: Bool, width: @escaping @Sendable () -> Int = { 80 }) {
    self.isShown = isShown
    self.width = width
  }

  /// True after the first Ctrl-C since ``begin()``.
  public var isInterrupted: Bool { interrupts_count() > 0 }

  /// See ``Watch``. Called from any thread; `detail` is asked for ten times a second at most.
  public func report(
    _ what: String, _ done: Int, of total: Int, detail: @autoclosure () -> String
  ) {
    let now = ContinuousClock.now
    state.withLock { state in
      guard state.isRunning else { return }
      let before = state.phases.innermost
      state.phases.report(what, done, of: total, at: now)
      if what != before {
        interrupts_explain("still \(what): it stops at the next safe point; once more to quit")
      }
      guard isShown else { return }
      if let last = state.refreshed, now - last < .milliseconds(100) { return }
      state.refreshed = now
      state.phases.detail(detail())
    }
  }

  /// Work begins: presses of Ctrl-C count from now on.
  ///
  /// - Parameter isWanted: false draws nothing this time.
  func begin(isShown isWanted: Bool = true) {
    interrupts_clear()
    interrupts_explain("still working: it stops at the next safe point; once more to quit")
    interrupts_set_working(true)
    state.withLock { state in
      state.isRunning = true
      state.begun = .now
      state.phases = Phases()
      state.refreshed = nil
      guard isShown, isWanted else { return }
      let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
      timer.schedule(deadline: .now() + 1, repeating: .milliseconds(200))
      timer.setEventHandler { [self] in draw() }
      timer.activate()
      state.timer = timer
    }
  }

  /// Work is over: the line is wiped away, and nothing draws another.
  func end() {
    interrupts_set_working(false)
    state.withLock { state in
      state.isRunning = false
      state.timer?.cancel()
      state.timer = nil
      if state.isDrawn { Channel.error.write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }

  private func draw() {
    state.withLock { state in
      guard state.isRunning else { return }
      let text = Self.text(
        state.phases.shown, elapsed: .now - state.begun, now: .now, width: width() - 1)
      Channel.error.write("\r\(text)\u{1B}[K")
      state.isDrawn = true
    }
  }

  /// The line, no wider than asked.
  static func text(
    _ phase: Phases.Phase?, elapsed: Duration, now: ContinuousClock.Instant, width: Int
  ) -> String {
    let phase = phase ?? Phases.Phase(what: "working")
    var parts = [phase.what]
    if phase.total > 1 { parts[0] += " \(phase.done)/\(phase.total)" }
    if !phase.detail.isEmpty { parts.append(phase.detail) }
    let (done, left) = (phase.done - phase.doneAtFirst, phase.total - phase.done)
    if done > 0, left > 0 {
      parts.append("\(words((now - phase.begun) * Double(left) / Double(done))) left")
    } else {
      parts.append(words(elapsed))
    }
    if interrupts_count() > 0 { parts.append("stopping") }
    return DisplayWidth.shortened(parts.joined(separator: "  "), to: max(width, 10))
  }

  /// A duration as people say it: `1.9 s`, `42 s`, `3 min 20 s`, `2 h 5 min`.
  static func words(_ duration: Duration) -> String {
    let seconds =
      Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    let whole = Int(min(max(seconds.rounded(), 0), 1e9))
    if seconds < 9.95 { return "\((max(seconds, 0) * 10).rounded() / 10) s" }
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}

extension Duration {
  fileprivate static func * (duration: Duration, factor: Double) -> Duration {
    let (seconds, attoseconds) = duration.components
    return .seconds((Double(seconds) + Double(attoseconds) * 1e-18) * factor)
  }
}
