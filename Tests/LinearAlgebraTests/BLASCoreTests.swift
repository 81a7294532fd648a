import Foundation
import LinearAlgebra
import Testing

/// OpenBLAS 0.3.21 takes new Intel processors for a Prescott and then runs SSE3 kernels.
@Suite struct BLASCoreTests {
  @Test func usesWhatTheProcessorHas() throws {
    guard let processor = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      processor.contains(" avx2 "), processor.contains(" fma "),
      ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil
    else { return }
    #expect(Parallel.blasCore != "Prescott")
    #expect(ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil)
  }
}
