import LinearAlgebra

/// What happens to cotangents where branches part and meet.
extension Cotangent {
  /// The same cotangents with all numbers of an example's seed in one row, however they came:
  /// [N·R x width], [R x width] or a mask [N x width].
  func flat(examples: Int, width: Int) -> Cotangent {
    switch self {
    case .identity: self
    case .rows(let rows, let seeds):
      .rows(rows.reshaped(rows: examples * seeds, columns: width), perSample: seeds)
    case .shared(let rows):
      .shared(rows.reshaped(rows: rows.rows * rows.columns / width, columns: width))
    case .masked(let mask, let shared):
      .masked(
        mask.reshaped(rows: examples, columns: width),
        shared: shared.reshaped(rows: shared.rows * shared.columns / width, columns: width))
    }
  }

  /// The same rows for every example, if they are: [R x width].
  private var isShared: Bool {
    switch self {
    case .identity, .shared: true
    case .rows, .masked: false
    }
  }

  /// The sum of cotangents of the same place, [width] numbers an example, that several ways back
  /// from there give.
  ///
  /// What is the same for every example stays so; anything else is written out as rows, since the
  /// sum of two masks on shared rows is no mask on shared rows.
  /// - Parameter scratch: memory of a slot for some numbers; slots `slot` and `slot + 1` are used.
  static func sum(
    _ terms: [Cotangent], examples: Int, width: Int, slot: Int,
    scratch: (_ slot: Int, _ count: Int) -> UnsafeMutablePointer<S>
  ) -> Cotangent {
    let terms = terms.map { $0.flat(examples: examples, width: width) }
    guard terms.count > 1, let first = terms.first else { return terms[0] }
    let seeds = first.perSample
    if terms.allSatisfy(\.isShared) {
      let out = View(scratch(slot, seeds * width), rows: seeds, columns: width)
      out.fill(0)
      for term in terms {
        switch term {
        case .shared(let rows): out.add(rows)
        default: for c in 0..<seeds { out[c, c] += 1 }
        }
      }
      return .shared(out)
    }
    let count = examples * seeds
    let out = View(scratch(slot, count * width), rows: count, columns: width)
    let masks = terms.dropFirst().contains { if case .masked = $0 { true } else { false } }
    let expanded =
      masks ? View(scratch(slot + 1, count * width), rows: count, columns: width) : out
    Parallel.rows(examples, panel: max(1, (1 << 15) / max(1, seeds * width))) { range in
      let block = range.lowerBound * seeds..<range.upperBound * seeds
      let part = out.rows(block)
      first.expand(range, into: part)
      for term in terms.dropFirst() {
        switch term {
        case .rows(let rows, _): part.add(rows.rows(block))
        case .identity: for row in 0..<part.rows { part[row, row % seeds] += 1 }
        case .shared(let rows):
          for n in 0..<range.count { part.rows(n * seeds..<(n + 1) * seeds).add(rows) }
        case .masked:
          term.expand(range, into: expanded.rows(block))
          part.add(expanded.rows(block))
        }
      }
    }
    return .rows(out, perSample: seeds)
  }

  /// The cotangents of some of the numbers at each position: columns `columns` of the `width` that
  /// each of `positions` positions has. Masks stay masks.
  ///
  /// - Parameter scratch: as in ``sum(_:examples:width:slot:scratch:)``; slots `slot` and
  ///   `slot + 1` are used.
  func slice(
    _ columns: Range<Int>, of width: Int, positions: Int, examples: Int, slot: Int,
    scratch: (_ slot: Int, _ count: Int) -> UnsafeMutablePointer<S>
  ) -> Cotangent {
    func cut(_ view: View<S>, _ slot: Int) -> View<S> {
      let source = view.reshaped(rows: view.rows * positions, columns: width)
      let out = View(
        scratch(slot, source.rows * columns.count), rows: source.rows, columns: columns.count)
      Parallel.rows(source.rows, panel: max(1, (1 << 16) / width)) { range in
        out.rows(range).copy(source.columns(columns).rows(range))
      }
      return out.reshaped(rows: view.rows, columns: positions * columns.count)
    }
    switch flat(examples: examples, width: positions * width) {
    case .rows(let rows, let seeds): return .rows(cut(rows, slot), perSample: seeds)
    case .shared(let rows): return .shared(cut(rows, slot))
    case .masked(let mask, let shared):
      return .masked(cut(mask, slot), shared: cut(shared, slot + 1))
    case .identity(let outputs):
      let out = View(
        scratch(slot, outputs * positions * columns.count), rows: outputs,
        columns: positions * columns.count)
      out.fill(0)
      for s in 0..<positions {
        for j in columns { out[s * width + j, s * columns.count + j - columns.lowerBound] = 1 }
      }
      return .shared(out)
    }
  }
}
