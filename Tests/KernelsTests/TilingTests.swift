import Testing

@testable import Kernels

@Suite struct TilingTests {
  @Test(arguments: [24, 48]) func lowerHalfCoversEveryPairOnce(_ panel: Int) {
    for rows in [1, 2, 31, 48, 49, 97, 192, 193, 400, 2100] {
      var counts = [Int](repeating: 0, count: rows * rows)
      let tiling = Tiling.lowerHalf(rows, panel: panel)
      for tile in tiling.tiles {
        check(tile, tiling, panel)
        for i in tile.rows { for j in tile.columns { counts[i * rows + j] += 1 } }
      }
      for i in 0..<rows {
        for j in 0...i where counts[i * rows + j] != 1 {
          Issue.record("\(rows) rows: (\(i), \(j)) is in \(counts[i * rows + j]) tiles")
        }
      }
    }
  }

  @Test func rectangleCoversEveryPairOnce() {
    for (rows, columns) in [(1, 1), (1, 50), (50, 1), (33, 70), (200, 401)] {
      var counts = [Int](repeating: 0, count: rows * columns)
      let tiling = Tiling.rectangle(rows, columns, panel: 24)
      for tile in tiling.tiles {
        check(tile, tiling, 24)
        for i in tile.rows { for j in tile.columns { counts[i * columns + j] += 1 } }
      }
      #expect(counts.allSatisfy { $0 == 1 })
    }
  }

  private func check(_ tile: Tiling.Tile, _ tiling: Tiling, _ panel: Int) {
    #expect(!tile.rows.isEmpty && !tile.columns.isEmpty)
    #expect(tile.rows.lowerBound % panel == 0 && tile.columns.lowerBound % panel == 0)
    #expect(max(tile.rows.count, tile.columns.count) <= tiling.side && tiling.side % panel == 0)
  }
}
