import LinearAlgebra
import Networks
import Testing

@testable import Training

/// Training gives the same bits on one and on two threads, for sizes at which products, sums and
/// steps are cut in panels.
@Suite(.serialized) struct TrainingThreadTests {
  @Test(arguments: [nil, 96]) func sameBits(_ batch: Int?) throws {
    let toy = try Toy(1500, width: 300)
    let plan = toy.plan(2, optimiser: try Adam(rate: 0.01), batch: batch)
    let before = Parallel.threads
    defer { Parallel.threads = before }
    Parallel.threads = 1
    let one = try toy.train(plan).network.flat
    Parallel.threads = 2
    #expect(try toy.train(plan).network.flat == one)
  }
}
