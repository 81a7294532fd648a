import Catalog
import LinearAlgebra
import Testing

@testable import Datasets

/// `lattice` and `boundary`, whose classes follow from the points.
@Suite struct PlaneTests {
  private func points(_ data: Dataset) throws -> [(x: Double, y: Double, label: Int)] {
    let values = numbers(data.inputs)
    return try zip(0..., #require(data.labels)).map { i, label in
      (values[2 * i], values[2 * i + 1], label)
    }
  }

  @Test func latticeIsAChessboard() throws {
    // All sites of both colours, none twice.
    let data = try Lattice.generate(1024, arguments(Lattice.entry), seed: 1)
    let points = try points(data)
    var seen: Set<[Int]> = []
    for (x, y, label) in points {
      let (i, j) = (Int((x * 31).rounded()), Int((y * 31).rounded()))
      #expect(abs(Double(i) / 31 - x) < 1e-6 && abs(Double(j) / 31 - y) < 1e-6)
      #expect((i / 8 + j / 8) % 2 == label)
      seen.insert([i, j])
    }
    #expect(seen.count == 1024)
  }

  @Test func unevenLattices() throws {
    let options: [(name: String, value: ArgumentValue)] = [
      (name: "side", value: .number(7)), (name: "squares", value: .number(3)),
    ]
    // Fields of 3, 2 and 2 sites: 7 x 7 = 49, of which 25 and 24 have a colour each.
    for (x, y, label) in try points(
      Lattice.generate(40, arguments(Lattice.entry, options), seed: 2))
    {
      let (i, j) = (Int((x * 6).rounded()), Int((y * 6).rounded()))
      #expect((i * 3 / 7 + j * 3 / 7) % 2 == label)
    }
    let error = #expect(throws: ComputationError.self) {
      try Lattice.generate(50, arguments(Lattice.entry, options), seed: 2)
    }
    #expect(error?.suggestion == "say a larger side")
    #expect(throws: ComputationError.self) {
      try Lattice.generate(
        5, arguments(Lattice.entry, [(name: "side", value: .number(3))]), seed: 2)
    }
  }

  @Test(arguments: [(1.0, 0.0), (-2.0, 1.2), (0.0, 0.97)])
  func lineDivides(_ slope: Double, _ intercept: Double) throws {
    let options: [(name: String, value: ArgumentValue)] = [
      (name: "slope", value: .number(slope)), (name: "intercept", value: .number(intercept)),
    ]
    let data = try Boundary.generate(400, arguments(Boundary.entry, options), seed: 3)
    for (x, y, label) in try points(data) {
      #expect(x >= 0 && x <= 1 && y >= 0 && y <= 1)
      #expect((y > slope * x + intercept) == (label == 1))
    }
    #expect(data.classCounts == [200, 200])
  }

  @Test func circleDivides() throws {
    let options: [(name: String, value: ArgumentValue)] = [
      (name: "form", value: .text("circle")), (name: "radius", value: .number(0.3)),
    ]
    let data = try Boundary.generate(4000, arguments(Boundary.entry, options), seed: 3)
    var inner = 0.0
    for (x, y, label) in try points(data) {
      let square = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5)
      #expect((square < 0.09) == (label == 1))
      if label == 1 { inner += square / 2000 }
    }
    // The mean of r² over a disc is R²/2 = 0.045; of 2,000 points within five standard errors.
    #expect(abs(inner - 0.045) < 5 * 0.09 / 12.0.squareRoot() / 2000.0.squareRoot())
  }

  @Test func emptySidesAreRefused() {
    for (form, option, value) in [
      ("line", "intercept", 2.0), ("line", "slope", 1e6), ("circle", "radius", 0),
      ("circle", "radius", 0.8),
    ] {
      #expect(throws: ComputationError.self, "\(form) \(option)") {
        try Boundary.generate(
          10,
          arguments(
            Boundary.entry,
            [(name: "form", value: .text(form)), (name: option, value: .number(value))]),
          seed: 1)
      }
    }
  }
}
