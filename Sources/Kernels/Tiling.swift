/// How a kernel is cut in tiles of samples that are worked on independently.
///
/// The cuts depend on sizes only, never on the number of threads, so that every number is computed
/// by the same products whoever computes it.
struct Tiling {
  /// Samples of the rows and of the columns.
  struct Tile: Sendable, Equatable {
    let rows: Range<Int>
    let columns: Range<Int>
  }

  let tiles: [Tile]

  /// The lower half of a symmetric kernel: every (n, m) with m ≤ n is in exactly one tile. Above the
  /// diagonal nothing is computed but what the tiles on it contain.
  static func lowerHalf(_ samples: Int, rowsPerSample: Int) -> Tiling {
    let side = Self.side(samples, rowsPerSample)
    var tiles: [Tile] = []
    for begin in stride(from: 0, to: samples, by: side.height) {
      let rows = begin..<min(samples, begin + side.height)
      tiles += cut(0..<begin, side.width).map { Tile(rows: rows, columns: $0) }
      // The square on the diagonal in four, of which three count.
      let middle = rows.lowerBound + (rows.count + 1) / 2
      tiles.append(Tile(rows: begin..<middle, columns: begin..<middle))
      if middle < rows.upperBound {
        tiles.append(
          Tile(rows: middle..<rows.upperBound, columns: begin..<rows.upperBound))
      }
    }
    return Tiling(tiles: tiles)
  }

  /// A whole rectangle.
  static func rectangle(_ rows: Int, _ columns: Int, rowsPerSample: Int) -> Tiling {
    let side = Self.side(max(rows, columns), rowsPerSample)
    return Tiling(
      tiles: cut(0..<rows, side.height).flatMap { panel in
        cut(0..<columns, side.width).map { Tile(rows: panel, columns: $0) }
      })
  }

  /// Large enough for BLAS to run at full speed (its packing costs 1/height + 1/width of the work),
  /// small enough for the second cache to hold a tile and for the cores to share the work evenly.
  private static func side(_ samples: Int, _ rowsPerSample: Int) -> (height: Int, width: Int) {
    let rows = samples * rowsPerSample
    let height = min(192, max(32, rows / 8))
    return (
      max(1, height / rowsPerSample), max(1, 2 * height / rowsPerSample)
    )
  }

  private static func cut(_ range: Range<Int>, _ width: Int) -> [Range<Int>] {
    stride(from: range.lowerBound, to: range.upperBound, by: width).map {
      $0..<min(range.upperBound, $0 + width)
    }
  }
}
