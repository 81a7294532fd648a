import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct DatasetTests {
  private let data = counting(5, .classes([2, 0, 2, 1, 0], count: 4))

  @Test func takingKeepsOrderClassesAndPlaces() {
    let some = data.taking([3, 0, 0])
    #expect(numbers(some.inputs) == [6, 7, 0, 1, 0, 1])
    #expect(some.labels == [1, 2, 2])
    #expect(some.classes == 4)
    #expect(some.classCounts == [0, 1, 2, 0])
    #expect(some.provenance.indices == [3, 0, 0])
    #expect(some.taking([2, 0]).provenance.indices == [0, 3])
    #expect(some.provenance.sourceCount == 5)
    #expect(data.taking([]).count == 0)
    #expect(data.classCounts == [2, 1, 2, 0])
  }

  @Test func takingTakesTargetValues() {
    let values = counting(3, .values(.double(Matrix(rows: 3, columns: 1, elements: [5, 6, 7]))))
    guard case .values(let some) = values.taking([2, 1]).targets else {
      Issue.record("no values")
      return
    }
    #expect(numbers(some) == [7, 6])
    #expect(values.classCounts.isEmpty)
    #expect(values.labels == nil)
  }

  @Test func targetsAreOneHotWithRoomForMoreOutputs() throws {
    let matrix = try #require(try data.targetMatrix(outputs: 6, of: Float.self))
    #expect(matrix.rows == 5 && matrix.columns == 6)
    for (i, label) in [2, 0, 2, 1, 0].enumerated() {
      for j in 0..<6 { #expect(matrix[i, j] == (j == label ? 1 : 0)) }
    }
  }

  @Test func outputsThatDoNotFitAreExplained() throws {
    let few = #expect(throws: ComputationError.self) {
      try data.targetMatrix(outputs: 1, of: Double.self)
    }
    #expect(few?.message == "the data has 4 classes, but the network has one output")
    #expect(few?.suggestion == "end the network with dense 4")
    let values = counting(2, .values(.single(Matrix(rows: 2, columns: 1, elements: [0.1, 7]))))
    let many = #expect(throws: ComputationError.self) {
      try values.targetMatrix(outputs: 10, of: Double.self)
    }
    #expect(many?.message == "the data has one target, but the network has 10 outputs")
    #expect(
      try values.targetMatrix(outputs: 1, of: Double.self)?.elements == [Double(Float(0.1)), 7])
    #expect(try counting(2).targetMatrix(outputs: 3, of: Float.self) == nil)
  }

  @Test func classesAreTheLargestLabelPlusOne() {
    let targets = Targets(labels: [0, 7, 3])
    guard case .classes(_, let count) = targets else {
      Issue.record("no classes")
      return
    }
    #expect(count == 8)
  }

  @Test func columnsForConditions() {
    #expect(data.columnNames == ["index", "label"])
    #expect(data.column("label") == [2, 0, 2, 1, 0])
    #expect(data.taking([4, 2]).column("index") == [0, 1])
    #expect(data.column("target") == nil)
    #expect(counting(2).columnNames == ["index"])
    #expect(counting(2).column("label") == nil)
    let one = counting(2, .values(.double(Matrix(rows: 2, columns: 1, elements: [5, 6]))))
    #expect(one.columnNames == ["index", "target", "target0"])
    #expect(one.column("target") == [5, 6])
    #expect(one.column("target0") == [5, 6])
    let two = counting(2, .values(.double(Matrix(rows: 2, columns: 2, elements: [5, 6, 7, 8]))))
    #expect(two.columnNames == ["index", "target0", "target1"])
    #expect(two.column("target1") == [6, 8])
    #expect(two.column("target0") == [5, 7])
    #expect(two.column("target") == nil)
  }
}
