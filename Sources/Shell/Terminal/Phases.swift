/// What has been reported of the work going on. Phases lie inside one another: while a network is
/// trained, kernels are computed whenever one is recorded.
struct Phases {
  /// One kind of work.
  struct Phase: Equatable {
    var what = ""
    var done = 0
    var total = 0
    /// A live figure, or empty.
    var detail = ""
    var begun = ContinuousClock.now
    /// `done` when this phase was first heard of: the time left is judged from there.
    var doneAtFirst = 0
  }

  /// In the order they began.
  private var all: [Phase] = []
  /// The place of the one reported last.
  private var latest = 0

  /// Notes a report; one that is less far than the last of its kind begins anew.
  mutating func report(_ what: String, _ done: Int, of total: Int, at now: ContinuousClock.Instant)
  {
    if let place = all.firstIndex(where: { $0.what == what }) {
      if done >= all[place].done, total == all[place].total {
        all[place].done = done
        latest = place
        return
      }
      all.remove(at: place)
    }
    all.append(Phase(what: what, done: done, total: total, begun: now, doneAtFirst: done))
    latest = all.count - 1
  }

  /// Adds the live figure to the phase reported last.
  mutating func detail(_ text: String) {
    if all.indices.contains(latest) { all[latest].detail = text }
  }

  /// The phase to show: the outermost that is under way, otherwise the one reported last.
  var shown: Phase? {
    all.first { $0.done > 0 && $0.done < $0.total } ?? (all.isEmpty ? nil : all[latest])
  }

  /// What a process is inside of right now.
  var innermost: String { all.isEmpty ? "" : all[latest].what }
}
