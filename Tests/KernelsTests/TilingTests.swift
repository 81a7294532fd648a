import Testing

@testable import Kernels

@Suite struct TilingTests {
  @Test(arguments: [1, 2, 10, 300]) func lowerHalfCoversEveryPairOnce(_ rowsPerSample: Int) {
    for samples in [1, 2, 3, 19, 20, 31, 32, 33, 65, 130, 192, 193, 400] {
      var counts = [Int](repeating: 0, count: samples * samples)
      for tile in Tiling.lowerHalf(samples, rowsPerSample: rowsPerSample).tiles {
        #expect(!tile.rows.isEmpty && !tile.columns.isEmpty)
        for n in tile.rows { for m in tile.columns { counts[n * samples + m] += 1 } }
      }
      for n in 0..<samples {
        for m in 0...n where counts[n * samples + m] != 1 {
          Issue.record("\(samples) samples: (\(n), \(m)) is in \(counts[n * samples + m]) tiles")
        }
      }
    }
  }

  @Test func rectangleCoversEveryPairOnce() {
    for (rows, columns) in [(1, 1), (1, 50), (50, 1), (33, 70), (200, 401)] {
      var counts = [Int](repeating: 0, count: rows * columns)
      for tile in Tiling.rectangle(rows, columns, rowsPerSample: 3).tiles {
        for n in tile.rows { for m in tile.columns { counts[n * columns + m] += 1 } }
      }
      #expect(counts.allSatisfy { $0 == 1 })
    }
  }
}
