import Files
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

@Suite struct SavedDatasetTests {
  /// Data sets of both precisions, every kind of target, selected, split and scaled.
  static func samples() throws -> [Dataset] {
    let digits = try Digits.generate(12, arguments(Digits.entry), seed: 5)
    let values = counting(
      6, .values(.double(Matrix(rows: 6, columns: 2, elements: (0..<12).map { Double($0) / 7 }))))
    let named = Dataset(
      inputs: .single(Matrix(rows: 3, columns: 2, elements: [0.1, -0.0, 3, 4, 5, 6])),
      shape: Shape(2, 1),
      targets: .classes([1, 0, 1], count: 3), classNames: ["a", "b\nc", "ü"], source: "named “x”")
    return [
      digits, digits.taking([7, 2, 2]), try digits.split([2, 1], seed: 1)[1].scaled(to: .standard),
      values, try values.scaled(to: .unit).taking([5]), named, counting(1),
      try values.scaled(to: .unit).scaled(to: .standard),
    ]
  }

  @Test(arguments: ["npz", "safetensors"]) func saveAndLoadIsExact(ending: String) throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      for (k, data) in try Self.samples().enumerated() {
        let path = folder.appendingPathComponent("\(k).\(ending)").path
        try data.save(to: path)
        let again = try ArrayFile.load(from: path, arguments(ArrayFile.entry))
        #expect(Content(again) == Content(data))
        #expect(again.digest == data.digest)
      }
    }
  }

  /// What it was scaled like can still be applied after loading.
  @Test func scalingSurvives() throws {
    let seen = try counting(4).scaled(to: .standard)
    let again = try #require(Dataset(saved: seen.namedArrays))
    let other = counting(3)
    #expect(Content(try other.scaled(like: again)) == Content(try other.scaled(like: seen)))
  }

  /// A file that somebody changed is a file like any other: it must not claim the old source.
  @Test func changedArraysAreNotTheSavedData() throws {
    let data = counting(4, .classes([0, 1, 0, 1], count: 2))
    #expect(Dataset(saved: data.namedArrays) != nil)
    for change in [
      { (a: inout NamedArrays) in
        a["x"] = NDArray(shape: [4, 2], .double([9, 1, 2, 3, 4, 5, 6, 7]))
      },
      { $0["x"] = NDArray(shape: [8], .double([0, 1, 2, 3, 4, 5, 6, 7])) },
      { $0["y"] = NDArray(.integer([0, 1, 1, 1])) }, { $0["y"] = NDArray(.integer([0, 1, 0])) },
      { $0["y"] = NDArray(.integer([0, 1, 0, -1])) }, { $0["y"] = nil },
      { $0["indices"] = NDArray(.integer([0, 1, 2, 4])) },
      { $0["indices"] = NDArray(.integer([0, 1])) },
      { $0["indices"] = nil }, { $0.texts["source"] = nil }, { $0.texts["dataset.json"] = "{" },
      { $0.texts["dataset.json"] = "{}" }, { $0.texts["dataset.json"] = "[1]" },
      {
        $0.texts["dataset.json"] = $0.texts["dataset.json"]?.replacingOccurrences(
          of: "\"classes\": 2", with: "\"classes\": 3")
      },
    ] as [(inout NamedArrays) -> Void] {
      var arrays = data.namedArrays
      change(&arrays)
      #expect(Dataset(saved: arrays) == nil)
    }
    let scaled = try counting(4).scaled(to: .standard)
    for (name, array) in [
      ("scaling0_shift", NDArray(.double([1]))), ("scaling0_spread", NDArray(.double([0, 1]))),
      ("scaling0_spread", NDArray(.double([.nan, 1]))),
    ] {
      var arrays = scaled.namedArrays
      arrays[name] = array
      #expect(Dataset(saved: arrays) == nil)
    }
  }

  @Test func aChangedFileLoadsAsAFile() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npz").path
      var arrays = counting(4, .classes([0, 1, 0, 1], count: 5)).namedArrays
      arrays["y"] = NDArray(.integer([0, 1, 1, 1]))
      try NPZ.write(arrays, to: path, replacing: false)
      let data = try ArrayFile.load(from: path, arguments(ArrayFile.entry))
      #expect(data.labels == [0, 1, 1, 1])
      #expect(data.classes == 2)
      #expect(data.provenance.source == "file “\(path)”")
    }
  }

  @Test func npyHoldsTheInputs() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npy").path
      let data = try Digits.generate(3, arguments(Digits.entry), seed: 1)
      try data.save(to: path)
      #expect(try NPY.read(path).only?.shape == [3, 28, 28, 1])
      let again = try ArrayFile.load(from: path, arguments(ArrayFile.entry))
      #expect(numbers(again.inputs) == numbers(data.inputs))
      #expect(again.shape == data.shape)
    }
  }

  @Test func csvHoldsATable() throws {
    func text(_ data: Dataset) throws -> String {
      try Fixtures.withTemporaryFolder { (folder: URL) throws -> String in
        let url = folder.appendingPathComponent("x.csv")
        try data.save(to: url.path)
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
      }
    }
    #expect(try text(counting(2, .classes([1, 0], count: 2))) == "x0,x1,label\n0,1,1\n2,3,0\n")
    #expect(
      try text(counting(1, .values(.double(Matrix(rows: 1, columns: 1, elements: [0.5])))))
        == "x0,x1,target\n0,1,0.5\n")
    #expect(
      try text(counting(1, .values(.double(Matrix(rows: 1, columns: 2, elements: [0.5, 1])))))
        == "x0,x1,target0,target1\n0,1,0.5,1\n")
    #expect(try text(try Self.samples()[5]).hasPrefix("x0,x1,label\n0.1,-0.0,\"b\nc\"\n3,4,a\n"))
  }

  /// Digits are bytes, so MNIST's form holds them exactly.
  @Test func idxHoldsDigitsExactly() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let data = try Digits.generate(20, arguments(Digits.entry), seed: 2)
      try data.save(to: folder.appendingPathComponent("train-images.idx3-ubyte").path)
      try data.save(to: folder.appendingPathComponent("train-labels.idx1-ubyte").path)
      let again = try MNIST.load(from: folder.path, arguments(MNIST.entry))
      #expect(numbers(again.inputs) == numbers(data.inputs))
      #expect(again.labels == data.labels)
      #expect(again.shape == data.shape)
    }
  }

  @Test func whatAFormatCannotHoldIsExplained() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      func error(_ data: Dataset, _ name: String) throws -> String? {
        try message(folder) { try data.save(to: folder.appendingPathComponent(name).path) }
      }
      #expect(
        try error(counting(3), "a.idx1-ubyte")
          == "“a.idx1-ubyte” would hold labels, which the data has not")
      #expect(
        try error(counting(3, .classes([0, 256, 1], count: 257)), "a.idx1-ubyte")
          == "“a.idx1-ubyte” can hold labels up to 255, not larger ones")
      #expect(
        try error(counting(3), "a.idx3-ubyte")
          == "“a.idx3-ubyte” holds bytes, which stand for 0 to 1, but the inputs go beyond that")
      #expect(try error(counting(3), "a.xyz") == "“a.xyz” has an ending that names no format")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
      try counting(3).save(to: folder.appendingPathComponent("a.npz").path)
      #expect(try error(counting(3), "a.npz") == "“a.npz” exists already")
    }
  }
}
