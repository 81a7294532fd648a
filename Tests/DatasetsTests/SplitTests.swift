import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct SplitTests {
  @Test(arguments: [
    (1200, [80, 20], [960, 240]), (60, [40, 20], [40, 20]), (100, [80, 10, 10], [80, 10, 10]),
    (10, [1, 1, 1], [4, 3, 3]), (7, [0.5, 0.5], [4, 3]), (3, [80, 20], [2, 1]),
    (10, [0.7, 0.3], [7, 3]),
    (5, [1e308, 1e308], [3, 2]), (1000, [999, 1], [999, 1]), (2, [1, 1], [1, 1]),
  ])
  func sharesScaleToTheCount(count: Int, shares: [Double], expected: [Int]) throws {
    let data = counting(count)
    let parts = try data.split(shares, seed: 1)
    #expect(parts.map(\.count) == expected)
    #expect(parts.flatMap { $0.provenance.indices }.sorted() == Array(0..<count))
    for part in parts {
      for (k, index) in part.provenance.indices.enumerated() {
        #expect(numbers(part.inputs)[2 * k] == Double(2 * index))
      }
    }
  }

  @Test func shuffledByTheSeed() throws {
    let data = counting(50)
    let first = try data.split([1, 1], seed: 1).map(\.provenance.indices)
    #expect(try data.split([1, 1], seed: 1).map(\.provenance.indices) == first)
    #expect(try data.split([1, 1], seed: 2).map(\.provenance.indices) != first)
    #expect(first[0] != first[0].sorted())
  }

  /// Every class is dealt out in the shares, and the parts still have their exact counts.
  @Test(arguments: 0..<20) func stratifiedKeepsProportions(seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed), purpose: "test")
    let n = 40 + stream.below(200)
    let classes = 1 + stream.below(6)
    let labels = (0..<n).map { _ in stream.below(classes) }
    let data = counting(n, .classes(labels, count: classes))
    let shares: [Double] = [60, 25, 15]
    let parts = try data.split(shares, seed: UInt64(seed), stratified: true)
    #expect(parts.map(\.count) == (try Dataset.apportion(n, shares)))
    #expect(parts.flatMap { $0.provenance.indices }.sorted() == Array(0..<n))
    for (part, share) in zip(parts, shares) {
      for (c, held) in part.classCounts.enumerated() {
        let exact = Double(data.classCounts[c]) * share / 100
        #expect(abs(Double(held) - exact) <= 2)
      }
      // Not class after class.
      if classes > 1 { #expect(part.labels != part.labels?.sorted()) }
    }
  }

  @Test func stratifiedWithoutClassesIsPlain() throws {
    let data = counting(9)
    #expect(
      try data.split([2, 1], seed: 3, stratified: true).map(\.provenance.indices)
        == (try data.split([2, 1], seed: 3).map(\.provenance.indices)))
  }

  @Test(arguments: [
    (3, [99, 1], "the split 99:1 of 3 examples leaves part 2 of 2 empty"),
    (1, [1, 1, 1], "the split 1:1:1 of 1 examples leaves part 2 of 3 empty"),
    (5, [1, 0], "a split needs two or more shares above 0, not 1:0"),
    (5, [1, -1], "a split needs two or more shares above 0, not 1:-1"),
    (5, [100], "a split needs two or more shares above 0, not 100"),
    (5, [1, .infinity], "a split needs two or more shares above 0, not 1:inf"),
    (5, [.nan, 1], "a split needs two or more shares above 0, not nan:1"),
  ])
  func impossibleSplitsAreExplained(count: Int, shares: [Double], text: String) {
    let error = #expect(throws: ComputationError.self) {
      try counting(count).split(shares, seed: 0)
    }
    #expect(error?.message == text)
  }
}
