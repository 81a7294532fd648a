import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Datasets

/// Whether drawn digits are digits, measured with 784-128-128-10, relu, adam at 1e-3, batches of 32.
@Suite struct RecognitionTests {
  /// A network trained on data, by an Adam of the test's own (Kingma and Ba, algorithm 1).
  private func train(_ data: Dataset, epochs: Int, seed: UInt64) throws -> Network {
    let architecture = try Architecture(
      input: data.shape,
      layers: [Flatten(), Dense(128, ReLU.self), Dense(128, ReLU.self), Dense(10)])
    let start = Network(architecture, seed: seed)
    let pass = Pass<Float>(start)
    let step = LossGradient(CrossEntropy(), pass)
    let inputs = data.inputs.matrix(of: Float.self)
    let targets = try #require(try data.targetMatrix(outputs: 10, of: Float.self))
    let count = architecture.parameterCount
    var m = [Float](repeating: 0, count: count)
    var v = m
    var t = 0
    var stream = RandomStream(seed: seed, purpose: "test/batches")
    for _ in 0..<epochs {
      let order = stream.shuffled(data.count)
      for begin in Swift.stride(from: 0, to: data.count, by: 32) {
        let batch = Array(order[begin..<min(begin + 32, data.count)])
        try inputs.gathered(batch).withView { x in
          try targets.gathered(batch).withView { y in _ = try step.evaluate(inputs: x, targets: y) }
        }
        t += 1
        let (c1, c2) = (1 - pow(Float(0.9), Float(t)), 1 - pow(Float(0.999), Float(t)))
        let g = step.gradient.base
        pass.parameters.withMutableView { w in
          for k in 0..<count {
            m[k] = 0.9 * m[k] + 0.1 * g[k]
            v[k] = 0.999 * v[k] + 0.001 * g[k] * g[k]
            w.base[k] -= 1e-3 * (m[k] / c1) / ((v[k] / c2).squareRoot() + 1e-8)
          }
        }
      }
    }
    return Network(architecture, parameters: .single(pass.parameters))
  }

  private func accuracy(_ network: Network, _ data: Dataset) throws -> Double {
    let outputs = try network.outputs(of: data.inputs.matrix(of: Float.self))
    let labels = try #require(data.labels)
    let right = labels.indices.count { i in
      (0..<10).max { outputs[i, $0] < outputs[i, $1] } == labels[i]
    }
    return Double(right) / Double(labels.count)
  }

  /// The bars: 85 to 99.9 % of other digits.
  @Test(arguments: [1, 2] as [UInt64]) func aThousandTeachAThousandOthers(seed: UInt64) throws {
    let digits = try Digits.generate(2000, arguments(Digits.entry), seed: seed)
    let network = try train(digits.taking(Array(0..<1000)), epochs: 30, seed: seed)
    let share = try accuracy(network, digits.taking(Array(1000..<2000)))
    print("1,000 digits recognise \(share) of 1,000 others")
    #expect(share >= 0.85 && share <= 0.999)
  }

  /// The bars: over half of MNIST by a network trained on 1,000 digits, and well over 70 %
  /// of digits by one trained on MNIST.
  @Test(.enabled(if: Fixtures.mnist != nil)) func drawnAndRealDigitsRecogniseEachOther() throws {
    let folder = try #require(Fixtures.mnist)
    let real = try MNIST.load(
      from: folder.path, arguments(MNIST.entry, [(name: "part", value: .text("test"))]))
    let digits = try Digits.generate(3000, arguments(Digits.entry), seed: 1)
    let drawn = try train(digits.taking(Array(0..<1000)), epochs: 30, seed: 1)
    let ofReal = try accuracy(drawn, real)
    print("1,000 digits recognise \(ofReal) of MNIST")
    #expect(ofReal > 0.65)
    let scanned = try train(real, epochs: 5, seed: 1)
    let ofDrawn = try accuracy(scanned, digits)
    print("MNIST recognises \(ofDrawn) of 3,000 digits")
    #expect(ofDrawn > 0.82)
  }
}
