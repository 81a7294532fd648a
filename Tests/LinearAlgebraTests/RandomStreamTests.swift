import LinearAlgebra
import Testing

/// Values from `make_stream_values.py`, a second implementation; then the distributions. Bounds of
/// statistics are five standard errors, and the streams are fixed, so nothing is left to chance.
@Suite struct RandomStreamTests {
  @Test func wordsOfAStream() {
    var stream = RandomStream(seed: 7, purpose: "parameters/0.weight")
    #expect(
      (0..<6).map { _ in stream.bits() }
        == [0x9839_7aa8, 0x10fe_1b05, 0xe6b0_f6e6, 0xcba7_855e, 0x3cc6_032a, 0xc70e_251e])
  }

  @Test func uniformNumbersOfAStream() {
    var stream = RandomStream(seed: (1 << 40) + 3, purpose: "données")
    #expect(
      (0..<3).map { _ in stream.uniform() }
        == [0.4005287018877005, 0.3564415751006498, 0.8598152632805527])
  }

  @Test func normalNumbersOfAStream() {
    var stream = RandomStream(seed: 7, purpose: "parameters/0.weight")
    // The last digit is the C library's.
    for expected in [
      0.10457548608073551, -0.3555697225295672, -0.8737625926035592, -1.4975750257929374,
    ] {
      #expect(abs(stream.normal() - expected) < 1e-14)
    }
  }

  @Test func purposesAndSeedsAreIndependent() {
    func beginning(_ seed: UInt64, _ purpose: String) -> [UInt32] {
      var stream = RandomStream(seed: seed, purpose: purpose)
      return (0..<8).map { _ in stream.bits() }
    }
    #expect(beginning(1, "a") == beginning(1, "a"))
    #expect(beginning(1, "a") != beginning(1, "b"))
    #expect(beginning(1, "a") != beginning(2, "a"))
    #expect(beginning(1, "a") != beginning(1 << 32 | 1, "a"))
  }

  @Test func uniformNumbersFillTheirRange() {
    var stream = RandomStream(seed: 3, purpose: "uniform")
    let n = 200_000
    let values = (0..<n).map { _ in stream.uniform(in: -2...6) }
    let mean = values.reduce(0, +) / Double(n)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)
    #expect(values.allSatisfy { $0 >= -2 && $0 <= 6 })
    #expect(abs(mean - 2) < 5 * (8 / 12.0.squareRoot()) / Double(n).squareRoot())
    #expect(abs(variance - 64.0 / 12) < 0.06)
    #expect(Set(values).count > n - 10)
  }

  @Test func normalNumbersAreNormal() {
    var stream = RandomStream(seed: 3, purpose: "normal")
    let n = 400_000
    let values = (0..<n).map { _ in stream.normal() }
    func moment(_ k: Int) -> Double {
      values.reduce(0) { sum, x in sum + (0..<k).reduce(1.0) { power, _ in power * x } } / Double(n)
    }
    let root = Double(n).squareRoot()
    #expect(abs(moment(1)) < 5 / root)
    #expect(abs(moment(2) - 1) < 5 * 2.0.squareRoot() / root)
    #expect(abs(moment(3)) < 5 * 15.0.squareRoot() / root)
    #expect(abs(moment(4) - 3) < 5 * 96.0.squareRoot() / root)
    // P(|x| > 1.959964) = 0.05
    let tail = Double(values.count { abs($0) > 1.959963985 }) / Double(n)
    #expect(abs(tail - 0.05) < 5 * (0.05 * 0.95).squareRoot() / root)
    // Neighbours, which share a radius, are uncorrelated.
    let product = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / Double(n)
    #expect(abs(product) < 5 / root)
  }

  @Test func belowIsUniform() {
    var stream = RandomStream(seed: 5, purpose: "below")
    var counts = [Int](repeating: 0, count: 7)
    let n = 70_000
    for _ in 0..<n { counts[stream.below(7)] += 1 }
    let chi = counts.reduce(0) { $0 + Double(($1 - n / 7) * ($1 - n / 7)) / Double(n / 7) }
    #expect(chi < 22.46)  // the 0.1 % point of six degrees of freedom
    #expect((0..<100).allSatisfy { _ in stream.below(1) == 0 })
    // Half of the 64-bit range and a bit: a biased method would favour the lower half.
    let large = Int.max / 4 * 3
    let low = (0..<10_000).count { _ in stream.below(large) < large / 2 }
    #expect(abs(low - 5000) < 250)
  }

  @Test func shufflesArePermutations() {
    var stream = RandomStream(seed: 5, purpose: "shuffle")
    #expect(stream.shuffled(0) == [])
    #expect(stream.shuffled(1) == [0])
    #expect(stream.shuffled(100).sorted() == Array(0..<100))
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[stream.shuffled(4), default: 0] += 1 }
    #expect(counts.count == 24)
    let chi = counts.values.reduce(0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(chi < 49.73)  // the 0.1 % point of 23 degrees of freedom
  }

  @Test func choicesAreDistinct() {
    var stream = RandomStream(seed: 5, purpose: "choose")
    let chosen = stream.choose(30, of: 40)
    #expect(chosen.count == 30 && Set(chosen).count == 30)
    #expect(chosen.allSatisfy { (0..<40).contains($0) })
    #expect(stream.choose(0, of: 3) == [])
    var counts = [Int](repeating: 0, count: 5)
    for _ in 0..<20_000 { for i in stream.choose(2, of: 5) { counts[i] += 1 } }
    #expect(counts.allSatisfy { abs($0 - 8000) < 5 * 70 })
  }
}
