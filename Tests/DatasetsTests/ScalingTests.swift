import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct ScalingTests {
  private let table: [Double] = [1, 2, 3, 4, 5, 3, 7, 11, 3, 0, 2.5, 3]

  private func data(_ elements: [Double], columns: Int = 3) -> Dataset {
    Dataset(
      inputs: .double(Matrix(rows: elements.count / columns, columns: columns, elements: elements)),
      shape: Shape(columns), targets: .none, source: "table")
  }

  /// NumPy 2.4: x = np.array([[1,2,3],[4,5,3],[7,11,3],[0,2.5,3]]); (x - x.mean(0)) / x.std(0), the
  /// constant column only centred. Exact to rounding: 1e-15 of numbers of order 1.
  @Test func standardIsTheZScore() throws {
    let expected = [
      -0.7302967433402214, -0.8735706972682652, 0, 0.3651483716701107, -0.03494282789073061, 0,
      1.4605934866804429, 1.6423129108643386, 0, -1.0954451150103321, -0.7337993857053428, 0,
    ]
    let scaled = numbers(try data(table).scaled(to: .standard).inputs)
    for (ours, numpy) in zip(scaled, expected) { #expect(abs(ours - numpy) < 1e-15) }
    let columns = (0..<3).map { j in stride(from: j, to: 12, by: 3).map { scaled[$0] } }
    for j in 0..<2 {
      let mean = columns[j].reduce(0, +) / 4
      let variance = columns[j].reduce(0) { $0 + $1 * $1 } / 4
      #expect(abs(mean) < 1e-15)
      #expect(abs(variance - 1) < 1e-15)
    }
    #expect(columns[2] == [0, 0, 0, 0])
  }

  @Test func unitIsOneRangeForAll() throws {
    let scaled = try data(table).scaled(to: .unit)
    #expect(numbers(scaled.inputs) == table.map { $0 / 11 })
    #expect(
      scaled.scalings == [Scaling(.unit, shift: [0], spread: [11], fittedTo: data(table).digest)])
    #expect(numbers(try data([5, 5, 5]).scaled(to: .unit).inputs) == [0, 0, 0])
  }

  @Test func likeAppliesTheOthersNumbers() throws {
    let seen = try data(table).scaled(to: .standard)
    let unseen = try data([1, 2, 4]).scaled(like: seen)
    #expect(numbers(unseen.inputs)[0] == numbers(seen.inputs)[0])
    #expect(numbers(unseen.inputs)[1] == numbers(seen.inputs)[1])
    #expect(numbers(unseen.inputs)[2] == 1)
    #expect(unseen.scalings == seen.scalings)
    #expect(unseen.provenance.steps == seen.provenance.steps)
    // Twice scaled, and a part of what was scaled is scaled already.
    let twice = try seen.scaled(to: .unit)
    #expect(
      numbers(try data([1, 2, 3]).scaled(like: twice).inputs)
        == Array(numbers(twice.inputs).prefix(3)))
    #expect(numbers(try seen.scaled(like: twice).inputs) == numbers(twice.inputs))
    #expect(numbers(try twice.scaled(like: twice).inputs) == numbers(twice.inputs))
  }

  @Test func precisionStays() throws {
    let single = Dataset(
      inputs: .single(Matrix(rows: 2, columns: 1, elements: [1, 2])), shape: Shape(1),
      targets: .none,
      source: "s")
    #expect(try single.scaled(to: .standard).inputs.precision == .single)
    #expect(numbers(try single.scaled(to: .standard).inputs) == [-1, 1])
  }

  /// The mean of a large offset is not lost: two passes.
  @Test func largeOffsetsKeepTheirDigits() throws {
    let scaled = numbers(
      try data([1e9, 1e9 + 1, 1e9 + 2], columns: 1).scaled(to: .standard).inputs)
    #expect(abs(scaled[2] - 1.5.squareRoot()) < 1e-12)
  }

  @Test func whatCannotBeScaledIsExplained() throws {
    let plain = data(table)
    let never = #expect(throws: ComputationError.self) { try plain.scaled(like: plain) }
    #expect(never?.message == "the data to scale like was never scaled itself")
    let seen = try plain.scaled(to: .unit)
    let narrow = #expect(throws: ComputationError.self) {
      try data([1, 2], columns: 2).scaled(like: seen)
    }
    #expect(narrow?.message == "data of shape 2 cannot be scaled like data of 3")
    let other = try data([1, 2, 3, 4, 5, 6]).scaled(to: .unit)
    let already = #expect(throws: ComputationError.self) { try other.scaled(like: seen) }
    #expect(already?.message == "the data is already scaled in another way")
    let huge = #expect(throws: ComputationError.self) {
      try data([-1e308, 1e308, 0]).scaled(to: .unit)
    }
    #expect(huge?.message == "the inputs are too large to be scaled")
  }
}
