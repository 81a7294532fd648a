import LinearAlgebra
import Networks

/// The cotangents of a pair written out: row (n·R + c)·positions + s.
///
/// The special forms are worth keeping where a shortcut uses them; this is for where none does.
extension Pair {
  /// R, the seeds per example. The number of elements tells, whether a view counts the positions
  /// among its rows or its columns.
  var seeds: Int {
    switch cotangents {
    case .rows(_, let perSample): perSample
    case .identity(let outputs): outputs
    case .shared(let rows), .masked(_, let rows): rows.rows * rows.columns / (positions * width)
    }
  }

  /// The rows of `samples` examples, [samples·R x positions·width]; `keep` receives the memory they
  /// live in when they had to be made.
  func rows(samples: Int, keep: (Buffer<S>) -> Void) -> View<S> {
    let (count, length) = (seeds, positions * width)
    func made(_ fill: @Sendable (Range<Int>, View<S>) -> Void) -> View<S> {
      let buffer = Buffer<S>(uninitialised: samples * count * length)
      keep(buffer)
      let all = buffer.view(rows: samples * count, columns: length)
      Parallel.rows(samples, panel: max(1, (1 << 16) / max(1, count * length))) { range in
        fill(range, all.rows(range.lowerBound * count..<range.upperBound * count))
      }
      return all
    }
    switch cotangents {
    case .rows(let view, _):
      return view.reshaped(rows: samples * count, columns: length)
    case .shared(let view):
      let rows = view.reshaped(rows: count, columns: length)
      return made { range, out in
        for k in 0..<range.count { out.rows(k * count..<(k + 1) * count).copy(rows) }
      }
    case .masked(let mask, let shared):
      let mask = mask.reshaped(rows: samples, columns: length)
      let rows = shared.reshaped(rows: count, columns: length)
      return made { range, out in mask.rows(range).expand(rows, into: out) }
    case .identity:
      return made { range, out in
        out.fill(0)
        for k in 0..<range.count { for c in 0..<count { out[k * count + c, c] = 1 } }
      }
    }
  }
}
