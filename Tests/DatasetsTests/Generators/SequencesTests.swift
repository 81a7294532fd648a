import Catalog
import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct SequencesTests {
  private func sequences(
    _ options: [(name: String, value: ArgumentValue)]
  ) throws -> [(tokens: [Int], label: Int)] {
    let data = try Sequences.generate(300, arguments(Sequences.entry, options), seed: 7)
    let x = numbers(data.inputs)
    let length = data.shape.count
    return try zip(0..., #require(data.labels)).map { n, label in
      (x[n * length..<(n + 1) * length].map { Int($0) }, label)
    }
  }

  @Test(arguments: [(2, 3), (3, 3), (12, 8), (40, 100)])
  func orderDecides(_ length: Int, _ vocabulary: Int) throws {
    let all = try sequences([
      (name: "length", value: .number(Double(length))),
      (name: "vocabulary", value: .number(Double(vocabulary))),
    ])
    for (tokens, label) in all {
      #expect(tokens.count == length)
      #expect(tokens.allSatisfy { $0 >= 0 && $0 < vocabulary })
      let zeros = tokens.indices.filter { tokens[$0] == 0 }
      let ones = tokens.indices.filter { tokens[$0] == 1 }
      #expect(zeros.count == 1 && ones.count == 1)
      #expect((ones[0] < zeros[0]) == (label == 1))
    }
  }

  /// Also where ties are the rule, as in few tokens of many.
  @Test(arguments: [(2, 1_000_000), (2, 3), (12, 8), (101, 3)])
  func majorityDecides(_ length: Int, _ vocabulary: Int) throws {
    let all = try sequences([
      (name: "length", value: .number(Double(length))), (name: "rule", value: .text("majority")),
      (name: "vocabulary", value: .number(Double(vocabulary))),
    ])
    for (tokens, label) in all {
      #expect(tokens.count == length && tokens.allSatisfy { $0 >= 0 && $0 < vocabulary })
      let surplus = tokens.count { $0 == 1 } - tokens.count { $0 == 0 }
      #expect(surplus != 0 && (surplus > 0) == (label == 1))
    }
  }
}
