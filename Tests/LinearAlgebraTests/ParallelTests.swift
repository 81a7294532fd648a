import LinearAlgebra
import Synchronization
import Testing

@Suite(.serialized) struct ParallelTests {
  struct Failure: Error, Equatable { let panel: Int }

  @Test(arguments: [1, 2, 5]) func everyRowOnce(_ threads: Int) {
    defer { Parallel.threads = Parallel.processors }
    Parallel.threads = threads
    for (count, panel) in [(0, 3), (1, 3), (3, 3), (10, 3), (1000, 7)] {
      let seen = Mutex([Int](repeating: 0, count: count))
      let ranges = Mutex<[Range<Int>]>([])
      Parallel.rows(count, panel: panel) { range in
        seen.withLock { for i in range { $0[i] += 1 } }
        ranges.withLock { $0.append(range) }
      }
      #expect(seen.withLock { $0 } == [Int](repeating: 1, count: count))
      #expect(ranges.withLock { $0.allSatisfy { $0.lowerBound % panel == 0 } })
    }
  }

  @Test func errorsComeOut() {
    defer { Parallel.threads = Parallel.processors }
    for threads in [1, 2] {
      Parallel.threads = threads
      #expect(throws: Failure(panel: 4)) {
        try Parallel.rows(10, panel: 1) { range throws(Failure) in
          if range.lowerBound == 4 { throw Failure(panel: 4) }
        }
      }
    }
  }

  @Test func atLeastOneThread() {
    defer { Parallel.threads = Parallel.processors }
    Parallel.threads = 0
    #expect(Parallel.threads == 1)
    #expect(Parallel.processors >= 1)
  }
}
