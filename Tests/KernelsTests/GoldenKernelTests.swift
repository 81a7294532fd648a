import Catalog
import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

/// The golden values of neural-tangents, float64, on weights and samples given by a formula. The
/// tolerance is that of the printed digits.
@Suite struct GoldenKernelTests {
  struct Golden: Decodable {
    let activation: String
    let sizes: [Int]
    let seed: Int
    let samples: Int
    let mean: [[Double]]
    let all: [[Double]]
    let entropyOfMean: Double
    let effectiveEntropyOfMean: Double
    let traceOfMean: Double
    let tracePerRow: Double
    let entropyOfAll: Double
    let traceOfAll: Double

    enum CodingKeys: String, CodingKey {
      case activation, sizes, seed
      case samples = "N"
      case mean = "ntk_traced_mean_over_outputs"
      case all = "ntk_flat"
      case entropyOfMean = "entropy_traced"
      case effectiveEntropyOfMean = "entropy_traced_effective"
      case traceOfMean = "trace_traced"
      case tracePerRow = "trace_traced_normalised"
      case entropyOfAll = "entropy_flat"
      case traceOfAll = "trace_flat"
    }
  }

  struct File: Decodable { let cases: [Golden] }

  static func cases() throws -> [Golden] {
    let data = try Data(contentsOf: Fixtures.url("golden_ntk.json"))
    return try JSONDecoder().decode(File.self, from: data).cases
  }

  @Test func agrees() throws {
    let cases = try Self.cases()
    #expect(cases.count >= 2)
    for golden in cases {
      let network = try network(golden)
      let features = golden.sizes[0]
      let x = Matrix<Double>(
        rows: golden.samples, columns: features,
        elements: (0..<golden.samples * features).map {
          let (n, d) = (Double($0 / features), Double($0 % features))
          return cos(0.9 * n + 0.4 * d + 0.1 * n * d)
        })
      let watch = Unwatched()
      let mean = try TangentKernel.matrix(network, on: x, watch: watch)
      #expect(
        relativeDifference(
          mean.elements, golden.mean.flatMap { $0 }) < 1e-12)
      let all = try TangentKernel.matrix(network, on: x, outputs: .all, watch: watch)
      #expect(relativeDifference(all.elements, golden.all.flatMap { $0 }) < 1e-12)

      func number(
        _ quantity: any Quantity.Type, _ options: [(name: String, value: ArgumentValue)] = []
      ) throws -> Double {
        try #require(
          quantity.measure(
            Subject(
              network: network, inputs: x, arguments: quantity.entry.check(options: options),
              watch: watch)
          ).number)
      }
      #expect(abs(try number(Trace.self) - golden.traceOfMean) < 1e-10)
      #expect(
        abs(try number(Trace.self, [("per", .text("row"))]) - golden.tracePerRow)
          < 1e-10)
      #expect(
        abs(try number(Trace.self, [("outputs", .text("all"))]) - golden.traceOfAll) < 1e-10)
      #expect(abs(try number(Entropy.self) - golden.entropyOfMean) < 1e-9)
      #expect(
        abs(
          try number(Entropy.self, [("normalised", .boolean(true))])
            - golden.effectiveEntropyOfMean) < 1e-9)
      #expect(
        abs(try number(Entropy.self, [("outputs", .text("all"))]) - golden.entropyOfAll) < 1e-9)
    }
  }

  /// W[l][i][j] = sin(0.7(i·fan_out + j) + 0.3(seed + l))/√fan_in, b[l][j] = 0.1 cos(0.5j + seed + l)
  private func network(_ golden: Golden) throws -> Network {
    let layers = golden.sizes.dropFirst().enumerated().map { l, width in
      Dense(width, l == golden.sizes.count - 2 ? nil : Activations.named(golden.activation))
    }
    let architecture = try Architecture(input: Shape(golden.sizes[0]), layers: layers)
    var flat: [Double] = []
    for (l, (fanIn, fanOut)) in zip(golden.sizes, golden.sizes.dropFirst()).enumerated() {
      let phase = Double(golden.seed + l)
      flat += (0..<fanIn * fanOut).map {
        sin(0.7 * Double($0) + 0.3 * phase) / Double(fanIn).squareRoot()
      }
      flat += (0..<fanOut).map { 0.1 * cos(0.5 * Double($0) + phase) }
    }
    return Network(
      architecture,
      parameters: .double(Matrix(rows: 1, columns: flat.count, elements: flat)))
  }
}
