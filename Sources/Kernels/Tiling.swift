import LinearAlgebra

/// How a kernel is cut in tiles that are worked on independently.
///
/// A number of the kernel is the same whatever the tile it is in, so the cuts are a matter of speed
/// alone.
struct Tiling {
  /// Rows and columns of the kernel.
  struct Tile: Sendable, Equatable {
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// Whether only (i, j) with j ≤ i count.
  let isLowerHalf: Bool
  /// The largest side of a tile, a whole number of panels.
  let side: Int
  let tiles: [Tile]

  /// The lower half of a symmetric kernel: every (i, j) with j ≤ i is in exactly one tile.
  static func lowerHalf(_ rows: Int, panel: Int) -> Tiling {
    let side = side(rows, panel)
    let tiles = cut(rows, side).flatMap { rows in
      cut(rows.upperBound, side).map { Tile(rows: rows, columns: $0) }
    }
    return Tiling(isLowerHalf: true, side: side, tiles: tiles)
  }

  /// A whole rectangle.
  static func rectangle(_ rows: Int, _ columns: Int, panel: Int) -> Tiling {
    let side = side(max(rows, columns), panel)
    let tiles = cut(rows, side).flatMap { rows in
      cut(columns, side).map { Tile(rows: rows, columns: $0) }
    }
    return Tiling(isLowerHalf: false, side: side, tiles: tiles)
  }

  /// Three tiles of this side fit into the second cache; in small kernels tiles are smaller, so that
  /// the cores end together.
  private static func side(_ rows: Int, _ panel: Int) -> Int {
    let wanted = min(192, max(48, rows / 10))
    return (wanted + panel - 1) / panel * panel
  }

  private static func cut(_ count: Int, _ side: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: side).map { $0..<min(count, $0 + side) }
  }
}
