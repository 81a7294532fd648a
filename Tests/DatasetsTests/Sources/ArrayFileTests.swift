import Catalog
import Files
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

@Suite struct ArrayFileTests {
  /// Writes files and loads the first of them.
  private func load(
    _ files: [(String, NamedArrays)], _ options: [(name: String, value: ArgumentValue)] = []
  ) throws -> Dataset {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> Dataset in
      try write(files, to: folder)
      return try load(files[0].0, in: folder, options)
    }
  }

  private func load(
    _ text: String, _ options: [(name: String, value: ArgumentValue)] = []
  ) throws -> Dataset {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> Dataset in
      try Data(text.utf8).write(to: folder.appendingPathComponent("x.csv"))
      return try load("x.csv", in: folder, options)
    }
  }

  /// What is wrong with loading the first of them.
  private func problem(
    _ files: [(String, NamedArrays)], _ options: [(name: String, value: ArgumentValue)] = []
  ) throws -> String? {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> String? in
      try write(files, to: folder)
      return try message(folder) { _ = try load(files[0].0, in: folder, options) }
    }
  }

  private func problem(
    _ text: String, _ options: [(name: String, value: ArgumentValue)] = []
  ) throws -> String? {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> String? in
      try Data(text.utf8).write(to: folder.appendingPathComponent("x.csv"))
      return try message(folder) { _ = try load("x.csv", in: folder, options) }
    }
  }

  private func write(_ files: [(String, NamedArrays)], to folder: URL) throws {
    for (name, arrays) in files {
      try Formats.write(arrays, to: folder.appendingPathComponent(name).path)
    }
  }

  private func load(
    _ name: String, in folder: URL, _ options: [(name: String, value: ArgumentValue)]
  ) throws -> Dataset {
    let resolved = options.map { name, value in
      if ArrayFile.pathOptions.contains(name), case .text(let path) = value {
        return (name: name, value: ArgumentValue.text(folder.appendingPathComponent(path).path))
      }
      return (name: name, value: value)
    }
    return try ArrayFile.load(
      from: folder.appendingPathComponent(name).path, arguments(ArrayFile.entry, resolved))
  }

  private func array(_ shape: [Int], _ elements: NDArray.Elements) -> NamedArrays {
    NamedArrays(NDArray(shape: shape, elements))
  }

  // MARK: One array

  @Test(arguments: [
    ([4], Shape(1)), ([2, 2], Shape(2)), ([2, 2, 1], Shape(2, 1, 1)),
    ([1, 2, 2, 1], Shape(2, 2, 1)),
  ])
  func axesBecomeExamplesAndShape(axes: [Int], shape: Shape) throws {
    do {
      let data = try load([("x.npy", array(axes, .double([1, 2, 3, 4])))])
      #expect(data.shape == shape)
      #expect(data.count == axes[0])
      #expect(numbers(data.inputs) == [1, 2, 3, 4])
      #expect(data.labels == nil)

    }
  }

  @Test func typesKeepTheirPrecision() throws {
    for (elements, precision, values) in [
      (.float([0.5, 2]), .single, [0.5, 2]), (.double([0.1, 2]), .double, [0.1, 2]),
      (.integer([300, -2]), .double, [300, -2]), (.byte([0, 255]), .single, [0, 1]),
    ] as [(NDArray.Elements, Precision, [Double])] {
      do {
        let data = try load([("x.npy", array([2], elements))])
        #expect(data.inputs.precision == precision)
        #expect(numbers(data.inputs) == values)

      }
    }
  }

  @Test func labelsAndTargetsComeFromASecondFile() throws {
    let x = ("x.npy", array([3], .float([1, 2, 3])))
    let whole = ("y.npy", array([3], .integer([2, 0, 1])))
    do {
      let data = try load([x, whole], [(name: "labels", value: .text("y.npy"))])
      #expect(data.labels == [2, 0, 1])
      #expect(data.classes == 3)

    }
    do {
      let data = try load([x, whole], [(name: "targets", value: .text("y.npy"))])
      guard case .values(let values) = data.targets else {
        Issue.record("no values")
        return
      }
      #expect(numbers(values) == [2, 0, 1])

    }
    // One-hot rows, and labels kept as floats.
    let hot = ("y.npy", array([3, 2], .float([0, 1, 1, 0, 0, 1])))
    do {
      let data = try load([x, hot], [(name: "labels", value: .text("y.npy"))])
      #expect(data.labels == [1, 0, 1])
      #expect(data.classes == 2)

    }
    do {
      let data = try load([x, hot], [(name: "targets", value: .text("y.npy"))])
      #expect(try data.targetMatrix(outputs: 2, of: Float.self)?.elements == [0, 1, 1, 0, 0, 1])

    }
  }

  static let wrong: [(NamedArrays, NamedArrays?, String)] = [
    (
      NamedArrays(NDArray(shape: [], .double([1]))), nil,
      "“x.npy” cannot be inputs: its array has 0 axes, and 1 to 4 are wanted"
    ),
    (
      NamedArrays(NDArray(shape: [1, 1, 1, 1, 1], .double([1]))), nil,
      "“x.npy” cannot be inputs: its array has 5 axes, and 1 to 4 are wanted"
    ),
    (
      NamedArrays(NDArray(shape: [0, 3], .double([]))), nil,
      "“x.npy” holds no examples: its array is empty"
    ),
    (
      NamedArrays(NDArray(shape: [2, 0], .double([]))), nil,
      "“x.npy” holds no examples: its array is empty"
    ),
    (
      NamedArrays(NDArray(shape: [2, 2], .float([1, 2, 3, .nan]))), nil,
      "“x.npy” has nan in its array, row 1, column 1, counted from 0"
    ),
    (
      NamedArrays(NDArray(shape: [2, 2], .double([1, 2, -.infinity, 3]))), nil,
      "“x.npy” has inf in its array, row 1, column 0, counted from 0"
    ),
    (
      NamedArrays(NDArray(.byte([1, 2]))), NamedArrays(NDArray(.byte([1]))),
      "“y.npy” does not fit: its array has 1 row, but there are 2 examples"
    ),
    (
      NamedArrays(NDArray(.byte([1, 2]))), NamedArrays(NDArray(.integer([1, -3]))),
      "“y.npy” cannot be labels: its array has -3 in row 1, and classes are counted from 0 to at most 999999"
    ),
    (
      NamedArrays(NDArray(.byte([1, 2]))), NamedArrays(NDArray(.integer([1, 1 << 60]))),
      "“y.npy” cannot be labels: its array has 1152921504606846976 in row 1, and classes are counted from 0 to at most 999999"
    ),
    (
      NamedArrays(NDArray(.byte([1, 2]))), NamedArrays(NDArray(.double([1, 0.5]))),
      "“y.npy” cannot be labels: its array has 0.5 in row 1, and classes are whole numbers"
    ),
    (
      NamedArrays(NDArray(.byte([1, 2]))), NamedArrays(NDArray(.double([1, .nan]))),
      "“y.npy” has nan in its array, row 1, column 0, counted from 0"
    ),
    (
      NamedArrays(NDArray(.byte([1, 2]))),
      NamedArrays(NDArray(shape: [2, 2], .integer([1, 1, 0, 1]))),
      "“y.npy” cannot be labels: its array has 2 columns that are not one-hot"
    ),
    (
      NamedArrays(NDArray(.byte([1, 2]))),
      NamedArrays(NDArray(shape: [2, 1, 1], .integer([1, 1]))),
      "“y.npy” cannot be targets: its array is not a list and not a matrix"
    ),
  ]

  @Test(arguments: wrong.indices) func wrongArraysAreExplained(k: Int) throws {
    let (x, y, text) = Self.wrong[k]
    let files = [("x.npy", x)] + (y.map { [("y.npy", $0)] } ?? [])
    let options = y == nil ? [] : [(name: "labels", value: ArgumentValue.text("y.npy"))]
    #expect(try problem(files, options) == text)
  }

  // MARK: Arrays by name

  @Test(arguments: [
    ("x", "y"), ("X", "Y"), ("inputs", "targets"), ("images", "labels"), ("data", "target"),
    ("x_train", "y_train"), ("train_images", "train_labels"),
  ])
  func spellingsAreFound(x: String, y: String) throws {
    let arrays = NamedArrays([
      (y, NDArray(.integer([0, 3]))), ("other", NDArray(.byte([1]))),
      (x, NDArray(.float([0.5, 1]))),
    ])
    do {
      let data = try load([("d.npz", arrays)])
      #expect(data.labels == [0, 3])
      #expect(data.classes == 4)
      #expect(numbers(data.inputs) == [0.5, 1])

    }
  }

  @Test func partsAreChosen() throws {
    let arrays = NamedArrays([
      ("x_train", NDArray(.float([1, 2]))), ("y_train", NDArray(.integer([0, 1]))),
      ("x_test", NDArray(.float([3]))), ("y_test", NDArray(.integer([1]))),
    ])
    do {
      let data = try load([("d.npz", arrays)], [(name: "part", value: .text("test"))])
      #expect(numbers(data.inputs) == [3])
      #expect(data.labels == [1])

    }
    #expect(try problem([("d.npz", arrays)]) == "“d.npz” holds a training and a test part")
    let plain = NamedArrays([("x", NDArray(.float([1])))])
    #expect(
      try problem([("d.npz", plain)], [(name: "part", value: .text("test"))])
        == "“d.npz” holds no test part: its arrays are x")
  }

  @Test func floatsAreRegressionAndLabelsAreClasses() throws {
    let values = NamedArrays([
      ("x", NDArray(.float([1, 2]))), ("y", NDArray(shape: [2, 2], .float([0.5, 1, 2, 3]))),
    ])
    do {
      let data = try load([("d.npz", values)])
      #expect(try data.targetMatrix(outputs: 2, of: Double.self)?.elements == [0.5, 1, 2, 3])

    }
    let labels = NamedArrays([
      ("images", NDArray(.byte([0, 255]))), ("labels", NDArray(.double([1, 0]))),
    ])
    do {
      let data = try load([("d.npz", labels)])
      #expect(data.labels == [1, 0])
    }
    let alone = NamedArrays([("anything", NDArray(.float([1, 2])))])
    do {
      let data = try load([("d.npz", alone)])
      #expect(data.count == 2)
    }
    let unclear = NamedArrays([("a", NDArray(.float([1]))), ("b", NDArray(.float([1])))])
    #expect(
      try problem([("d.npz", unclear)])
        == "“d.npz” has no array that is plainly the inputs: its arrays are a, b")
    let bad = NamedArrays([
      ("x", NDArray(.float([1, 2]))), ("y", NDArray(.float([1, .infinity]))),
    ])
    #expect(
      try problem([("d.npz", bad)]) == "“d.npz” has inf in “y”, row 1, column 0, counted from 0")
  }

  // MARK: Tables

  private let table = "sex,length,rings\nM,0.5,15\nF,0.25,7\nI,1e-1,7\n"

  @Test func classesFromWordsAndNumbers() throws {
    do {
      let data = try load(table, [(name: "label", value: .text("sex"))])
      #expect(data.labels == [2, 0, 1])
      #expect(data.classNames == ["F", "I", "M"])
      #expect(data.shape == Shape(2))
      #expect(numbers(data.inputs) == [0.5, 15, 0.25, 7, 0.1, 7])

    }
    for place in [ArgumentValue.text("rings"), .number(2), .number(-1)] {
      do {
        let data = try load(table, [(name: "label", value: place)])
        #expect(data.labels == [15, 7, 7])
        #expect(data.classes == 16)
        // sex=F, sex=I, sex=M, length
        #expect(numbers(data.inputs) == [0, 0, 1, 0.5, 1, 0, 0, 0.25, 0, 1, 0, 0.1])

      }
    }
  }

  @Test func regressionTargets() throws {
    do {
      let data = try load(table, [(name: "target", value: .text("rings"))])
      #expect(try data.targetMatrix(outputs: 1, of: Double.self)?.elements == [15, 7, 7])
      #expect(data.inputs.precision == .double)

    }
    for both in [ArgumentValue.text("b, c"), .numbers([1, -1])] {
      do {
        let data = try load("a,b,c\n1,2,3\n4,5,6\n", [(name: "target", value: both)])
        #expect(try data.targetMatrix(outputs: 2, of: Double.self)?.elements == [2, 3, 5, 6])
        #expect(numbers(data.inputs) == [1, 4])

      }
    }
    do {
      let data = try load(table)
      #expect(data.shape == Shape(5) && data.column("label") == nil)
    }
    do {
      // A saved table's own column is no input.
      let data = try load("x0,label\n1,0\n2,1\n")
      #expect(data.labels == [0, 1] && data.shape == Shape(1))
    }
  }

  @Test func wrongTablesAreExplained() throws {
    for (text, options, expected) in [
      ("a,b\n1,\n2,3\n", [], "“x.csv” has nan or nothing in column “b”, row 0, counted from 0"),
      ("a,b\n1,2\n2,inf\n", [], "“x.csv” has inf in column “b”, row 1, counted from 0"),
      ("a,b\n", [], "“x.csv” has no rows"),
      ("a\n1\n", [("label", .text("a"))], "“x.csv” has no column left to be an input"),
      (
        "a,b\n1,2\n2,NA\n", [],
        "“x.csv” has “NA” in column “b”, row 1, counted from 0, where a number belongs"
      ),
      ("a,b\n1,2\n", [("label", .text("c"))], "“x.csv” has no column “c”"),
      ("a,b\n1,2\n", [("label", .number(2))], "“x.csv” has no column 2: it has 2, counted from 0"),
      (
        "a,b\n1,2\n", [("label", .number(-3))], "“x.csv” has no column -3: it has 2, counted from 0"
      ),
      (
        "a,b\n1,2\n", [("label", .text("a")), ("target", .text("b"))],
        "label= makes classes and target= a regression, so only one of them can be said"
      ),
      (
        "a,b\n1,0.5\n", [("label", .text("b"))],
        "“x.csv” cannot be labels: “b” has 0.5 in row 0, and classes are whole numbers"
      ),
      (
        "a,b\n1,x\n", [("target", .text("b"))],
        "“x.csv” cannot be a regression's data: column “b” is text"
      ),
      (
        "a,b\n1,2\n", [("labels", .text("y.npy"))],
        "labels= has no meaning here: “x.csv” is read as a table"
      ),
      (
        "a,b\n1,2\n", [("part", .text("test"))],
        "part= has no meaning here: “x.csv” is read as a table"
      ),
    ] as [(String, [(String, ArgumentValue)], String)] {
      #expect(try problem(text, options.map { (name: $0.0, value: $0.1) }) == expected)
    }
  }

  @Test func optionsThatDoNotFitAreExplained() throws {
    let x = NamedArrays(NDArray(.float([1, 2])))
    #expect(
      try problem([("x.npy", x)], [(name: "part", value: .text("test"))])
        == "part= has no meaning here: “x.npy” holds one array")
    let named = NamedArrays([("x", NDArray(.float([1, 2])))])
    #expect(
      try problem([("d.npz", named)], [(name: "labels", value: .text("y.npy"))])
        == "labels= has no meaning here: “d.npz” holds arrays by name")
    #expect(
      try problem([("x.npy", x)], [(name: "labels", value: .text("y.npy"))])
        == "“y.npy” does not exist")
    #expect(
      try problem(
        [("x.npy", x)],
        [(name: "labels", value: .text("y.npy")), (name: "targets", value: .text("z.npy"))])
        == "labels= makes classes and targets= a regression, so only one of them can be said")
    #expect(
      try problem(
        [
          ("x.npy", x),
          ("d.npz", NamedArrays([("a", NDArray(.byte([1]))), ("b", NDArray(.byte([1])))])),
        ],
        [(name: "labels", value: .text("d.npz"))])
        == "“d.npz” holds several arrays, and labels= wants one")
    #expect(
      try problem([("s.npz", counting(2).namedArrays)], [(name: "part", value: .text("test"))])
        == "part= has no meaning here: “s.npz” holds a saved data set")
  }

  @Test(.enabled(if: Fixtures.mnist != nil)) func abaloneIsRead() throws {
    let folder = try #require(Fixtures.mnist).deletingLastPathComponent()
    let path = folder.appendingPathComponent("abalone/abalone.data").path
    guard FileManager.default.fileExists(atPath: path) else { return }
    let data = try ArrayFile.load(
      from: path, arguments(ArrayFile.entry, [(name: "target", value: .number(-1))]))
    // The UCI page: 4,177 instances, eight attributes, one of them nominal; rings have mean 9.934.
    #expect(data.count == 4177)
    #expect(data.shape == Shape(10))
    let rings = try #require(data.column("target"))
    #expect(abs(rings.reduce(0, +) / 4177 - 9.934) < 5e-4)
  }
}
