import Catalog
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

/// A real table without a header, with a column of categories, as a regression.
@Suite struct AbaloneTests {
  @Test(.enabled(if: Fixtures.abalone != nil)) func regression() throws {
    let file = try #require(Fixtures.abalone)
    let data = try ArrayFile.load(
      from: file.path,
      arguments(ArrayFile.entry, [(name: "target", value: .numbers([8]))])
        .adding("format", .text("csv")))
    #expect(data.count == 4177)
    // Sex as F, I, M, one-hot in alphabetical order, then seven measurements.
    #expect(data.shape == Shape(10))
    let x = data.inputs.matrix(of: Double.self)
    #expect(
      (0..<10).map { x[0, $0] }
        == [0, 0, 1, 0.455, 0.365, 0.095, 0.514, 0.2245, 0.101, 0.15])
    guard case .values(let rings) = data.targets else {
      Issue.record("a regression")
      return
    }
    let values = numbers(rings)
    #expect(values.prefix(3) == [15, 7, 9])
    // The mean and standard deviation that the data set's description gives: 9.934, 3.224.
    let mean = values.reduce(0, +) / 4177
    #expect(abs(mean - 9.934) < 0.001)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4176
    #expect(abs(variance.squareRoot() - 3.224) < 0.001)

    // z-scores of every column.
    let scaled = try data.scaled(to: .standard).inputs.matrix(of: Double.self)
    for j in 0..<10 {
      let column = (0..<4177).map { scaled[$0, j] }
      #expect(abs(column.reduce(0, +) / 4177) < 1e-10)
      #expect(abs(column.reduce(0) { $0 + $1 * $1 } / 4177 - 1) < 1e-10)
    }
  }
}
