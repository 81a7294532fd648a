import LinearAlgebra
import Testing

@testable import Training

@Suite struct BatchesTests {
  @Test func everyExampleOnceAnEpochInANewOrder() {
    var batches = Batches(
      of: 10, size: 4, shuffledBy: RandomStream(seed: 1, purpose: "batches"))
    #expect(batches.ranges == [0..<4, 4..<8, 8..<10])
    let orders = (0..<3).map { _ in batches.nextOrder() ?? [] }
    for order in orders { #expect(order.sorted() == Array(0..<10)) }
    #expect(Set(orders).count == 3)
  }

  @Test func fullAndUnshuffledBatchesKeepTheOrder() {
    let stream = RandomStream(seed: 1, purpose: "batches")
    var full = Batches(of: 7, size: nil, shuffledBy: stream)
    #expect(full.ranges == [0..<7])
    expectNoOrder(&full)
    var larger = Batches(of: 7, size: 100, shuffledBy: stream)
    #expect(larger.ranges == [0..<7])
    expectNoOrder(&larger)
    var unshuffled = Batches(of: 7, size: 3, shuffledBy: nil)
    #expect(unshuffled.ranges == [0..<3, 3..<6, 6..<7])
    expectNoOrder(&unshuffled)
    #expect(Batches(of: 1, size: 1, shuffledBy: stream).ranges == [0..<1])
  }

  private func expectNoOrder(_ batches: inout Batches) {
    let order = batches.nextOrder()
    #expect(order == nil)
  }
}
