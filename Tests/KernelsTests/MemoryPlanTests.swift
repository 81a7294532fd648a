import LinearAlgebra
import Networks
import Testing

@testable import Kernels

@Suite struct MemoryPlanTests {
  private func plan(_ samples: Int, _ outputs: KernelOutputs) throws -> MemoryPlan {
    let network = try SmallNetworks.network(784, [Dense(128, ReLU.self), Dense(10)])
    return MemoryPlan(
      network, samples: samples, other: nil, outputs: outputs, bytesPerNumber: 4)
  }

  @Test func refusesWithSizeAndAdvice() throws {
    let all = try plan(60_000, .all)
    let error = #expect(throws: ComputationError.self) { try all.require(available: 23.5e9) }
    #expect(
      error?.message == "a kernel of 600000 x 600000 numbers would need 1445 GB, and 24 GB of "
        + "memory are free")
    #expect(error?.suggestion == "outputs=mean needs 100 times less; trace needs no kernel")
    let mean = #expect(throws: ComputationError.self) {
      try plan(200_000, .mean).require(available: 8e9)
    }
    #expect(
      mean?.suggestion == "select fewer examples, or ask for the trace, which needs no kernel")
  }

  @Test func allowsWhatFits() throws {
    try plan(1000, .mean).require()
    try plan(5000, .all).require(available: 20e9)
  }

  /// The refusal comes before anything is allocated or computed.
  @Test func kernelIsRefusedBeforeWorkStarts() throws {
    let network = try SmallNetworks.network(1, [Dense(64)])
    let x = Matrix<Float>(rows: 4_000_000, columns: 1)
    #expect(throws: ComputationError.self) {
      try TangentKernel.matrix(network, on: x, outputs: .all, watch: Unwatched())
    }
  }

  @Test func availableMemoryIsPositiveAndAtMostTheMachine() {
    #expect(Memory.available > 0)
    #expect(Memory.available <= Double(Memory.physical))
  }
}
