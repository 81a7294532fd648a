import LinearAlgebra

/// Cotangents on their way back through a layer without a shortcut of its own.
extension Cotangent {
  /// Numbers worked on at a time by one thread: enough to be worth one, few enough for its cache.
  private static var panelCount: Int { 1 << 16 }

  /// The cotangents of the inputs of a map that is linear and the same for every example; what was
  /// the same for every example stays so.
  ///
  /// - Parameters:
  ///   - slot: the first of two scratch slots of the place that may be used.
  ///   - pullBack: writes the cotangents of the inputs [k x inputs] of rows [k x outputs]; called
  ///     from several threads.
  func pulledBack(
    throughLinear place: Place<S>, scratch slot: Int,
    _ pullBack: @Sendable (View<S>, View<S>) -> Void
  ) -> Cotangent {
    let (before, behind) = (place.inputShape.count, place.outputShape.count)
    let panel = max(1, Self.panelCount / max(before, behind))
    func rows(_ view: View<S>) -> View<S> {
      let result = place.scratch(slot, rows: view.rows, columns: before)
      Parallel.rows(view.rows, panel: panel) { pullBack(view.rows($0), result.rows($0)) }
      return result
    }
    switch self {
    case .rows(let view, let seeds): return .rows(rows(view), perSample: seeds)
    case .shared(let view): return .shared(rows(view))
    case .identity(let outputs):
      let view = place.scratch(slot + 1, rows: outputs, columns: outputs)
      expand(0..<1, into: view)
      return .shared(rows(view))
    case .masked:
      let seeds = perSample
      let result = place.scratch(slot, rows: place.count * seeds, columns: before)
      eachExamples(place) { range, d in
        pullBack(d, result.rows(range.lowerBound * seeds..<range.upperBound * seeds))
      }
      return .rows(result, perSample: seeds)
    }
  }

  /// The cotangents of the inputs of a map that differs from example to example.
  ///
  /// - Parameters:
  ///   - slot: a scratch slot of the place.
  ///   - pullBack: writes the cotangents of the inputs [R x inputs] of example n from those of its
  ///     outputs [R x outputs]; called from several threads.
  func pulledBack(
    throughEach place: Place<S>, scratch slot: Int,
    _ pullBack: @Sendable (_ n: Int, View<S>, View<S>) -> Void
  ) -> Cotangent {
    let seeds = perSample
    let result = place.scratch(
      slot, rows: place.count * seeds, columns: place.inputShape.count)
    eachExample(place) { n, d in pullBack(n, d, result.rows(n * seeds..<(n + 1) * seeds)) }
    return .rows(result, perSample: seeds)
  }

  /// Hands the rows of every example, [R x outputs], written out whatever their form, to `body`,
  /// which is called from several threads.
  func eachExample(_ place: Place<S>, _ body: @Sendable (_ n: Int, View<S>) -> Void) {
    let seeds = perSample
    eachExamples(place) { range, d in
      for (k, n) in range.enumerated() { body(n, d.rows(k * seeds..<(k + 1) * seeds)) }
    }
  }

  /// The same, some examples at a time: [k·R x outputs].
  private func eachExamples(
    _ place: Place<S>, _ body: @Sendable (Range<Int>, View<S>) -> Void
  ) {
    let (seeds, width) = (perSample, place.outputShape.count)
    let panel = max(1, Self.panelCount / max(1, seeds * width))
    Parallel.rows(place.count, panel: panel) { range in
      if case .rows(let view, _) = self {
        body(range, view.rows(range.lowerBound * seeds..<range.upperBound * seeds))
        return
      }
      let memory = Buffer<S>(uninitialised: range.count * seeds * width)
      let d = memory.view(rows: range.count * seeds, columns: width)
      expand(range, into: d)
      withExtendedLifetime(memory) { body(range, d) }
    }
  }
}
