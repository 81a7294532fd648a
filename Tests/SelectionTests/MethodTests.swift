import Catalog
import Datasets
import LinearAlgebra
import TestSupport
import Testing

@testable import Selection

@Suite struct MethodTests {
  private func pool(_ labels: [Int]) -> Pool {
    Pool(
      inputs: .single(Matrix<Float>(rows: labels.count, columns: 1)), labels: labels)
  }

  private func select(
    _ method: any Method.Type, _ n: Int, from pool: Pool, seed: UInt64 = 1
  ) throws -> [Int] {
    try method.select(n, from: pool, method.entry.check(), seed: seed, watch: Unwatched()).indices
  }

  private func message(_ body: () throws -> Void) -> String? {
    #expect(throws: ComputationError.self, performing: body)?.message
  }

  @Test func folderIsTheTable() throws {
    let types = Methods.all.map { String(describing: $0) }
    #expect(try Fixtures.types(in: "Selection/Methods", except: "Methods") == Set(types))
    for method in Methods.all {
      #expect(method.entry.kind == .method && !method.entry.examples.isEmpty)
      #expect(Methods.named(method.entry.name) == method)
    }
    #expect(
      Methods.all.map { $0.entry.name } == ["all", "first", "random", "stratified", "rnd"])
  }

  /// Whatever is drawn: as many as asked, each once, the same for the same seed, and the first k of n
  /// for fewer.
  @Test(arguments: [1, 2, 7, 40]) func drawsAreSelections(_ count: Int) throws {
    let pool = pool((0..<count).map { $0 % 3 })
    for method: any Method.Type in [First.self, Random.self, Stratified.self] {
      for seed: UInt64 in 0..<5 {
        let whole = try select(method, count, from: pool, seed: seed)
        #expect(whole.sorted() == Array(0..<count))
        for n in 0...count {
          let chosen = try select(method, n, from: pool, seed: seed)
          #expect(chosen == Array(whole.prefix(n)))
        }
      }
      #expect(
        message { _ = try select(method, count + 1, from: pool) }
          == "\(count + 1) examples are asked for, but there are only \(count) to select from")
    }
  }

  @Test func aDataSetIsAPool() throws {
    let inputs = StoredMatrix.single(Matrix<Float>(rows: 6, columns: 2))
    let classes = Dataset(
      inputs: inputs, shape: Shape(2), targets: .classes([0, 1, 1, 1, 1, 1], count: 2),
      source: "test")
    #expect(try select(Stratified.self, 2, from: Pool(classes)).contains(0))
    let none = Dataset(inputs: inputs, shape: Shape(2), targets: .none, source: "test")
    #expect(Pool(none).labels == nil && Pool(none).count == 6)
  }

  @Test func allAndFirstKeepTheOrder() throws {
    let pool = pool([1, 0, 1, 0])
    #expect(try select(All.self, 4, from: pool) == [0, 1, 2, 3])
    #expect(try select(First.self, 3, from: pool) == [0, 1, 2])
    #expect(
      message { _ = try select(All.self, 3, from: pool) }
        == "using all selects all 4 examples, not 3")
  }

  /// Uniform: over many seeds every example is chosen equally often. 2,000 draws of 5 from 20 have a
  /// mean of 500 each and a standard deviation of √(2000 · ¼ · ¾) ≈ 19; 6 of them bound all 20.
  @Test func randomIsUniform() throws {
    let pool = pool([Int](repeating: 0, count: 20))
    for method: any Method.Type in [Random.self, Stratified.self] {
      var counts = [Int](repeating: 0, count: 20)
      for seed in 0..<2000 {
        for i in try select(method, 5, from: pool, seed: UInt64(seed)) { counts[i] += 1 }
      }
      #expect(counts.allSatisfy { abs($0 - 500) < 116 })
    }
  }

  @Test func differentSeedsDrawDifferently() throws {
    let pool = pool((0..<40).map { $0 % 2 })
    for method: any Method.Type in [Random.self, Stratified.self] {
      let draws = try Set((0..<20).map { try select(method, 10, from: pool, seed: $0) })
      #expect(draws.count == 20)
    }
  }

  /// Classes differ by one at most while none runs out, however unequal the pool is.
  @Test func stratifiedIsBalanced() throws {
    let labels = (0..<200).map { $0 < 120 ? 0 : $0 < 170 ? 1 : $0 < 190 ? 4 : 7 }
    let pool = pool(labels)
    func counts(_ n: Int, _ seed: UInt64) throws -> [Int] {
      let chosen = try select(Stratified.self, n, from: pool, seed: seed)
      return [0, 1, 4, 7].map { label in chosen.count { labels[$0] == label } }
    }
    for n in 0...40 {
      let sizes = try counts(n, 3)
      #expect(sizes.reduce(0, +) == n)
      #expect(sizes.allSatisfy { $0 == n / 4 || $0 == (n + 3) / 4 })
    }
    // 10 of class 7 and 20 of class 4 run out; the others share the rest.
    #expect(try counts(100, 3) == [35, 35, 20, 10])
    // The odd one goes to different classes.
    #expect(try Set((0..<30).map { try counts(5, $0) }).count == 4)
    #expect(
      message {
        _ = try select(
          Stratified.self, 2, from: Pool(inputs: .single(Matrix<Float>(rows: 4, columns: 1))))
      } == "stratified needs data with classes, and this data has none")
  }
}
