import Files
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

@Suite struct MNISTTests {
  private let images = idx([2, 2, 3], [0, 255, 51, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  private let labels = idx([2], [7, 0])

  private func load(
    _ files: [String: [UInt8]], part: String = "train", source: any Source.Type = MNIST.self
  ) throws -> Dataset {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> Dataset in
      try load(files, part, source, in: folder)
    }
  }

  private func problem(_ files: [String: [UInt8]]) throws -> String? {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> String? in
      try message(folder) { _ = try load(files, "train", MNIST.self, in: folder) }
    }
  }

  private func load(
    _ files: [String: [UInt8]], _ part: String, _ source: any Source.Type, in folder: URL
  ) throws -> Dataset {
    for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    return try source.load(
      from: folder.path, arguments(source.entry, [(name: "part", value: .text(part))]))
  }

  @Test(arguments: ["-", "."]) func bothSpellingsAreRead(dash: String) throws {
    let files = ["t10k-images\(dash)idx3-ubyte": images, "t10k-labels\(dash)idx1-ubyte": labels]
    do {
      let data = try load(files, part: "test")
      #expect(data.shape == Shape(2, 3, 1))
      #expect(data.labels == [7, 0])
      #expect(data.classes == 10)
      #expect(data.classNames == nil)
      #expect(data.inputs.precision == .single)
      #expect(
        data.inputs.matrix(of: Float.self).elements.prefix(4) == [0, 1, 0.2, Float(1) / 255])
      #expect(data.provenance.source.hasSuffix(", test part"))

    }
    do {
      let data = try load(files, part: "test", source: FashionMNIST.self)
      #expect(data.classNames?[7] == "sneaker")

    }
  }

  static let broken: [([String: [UInt8]], String)] = [
    (
      [:],
      "“FOLDER” holds no train images: neither train-images-idx3-ubyte nor train-images.idx3-ubyte, plain or .gz"
    ),
    (
      ["train-images-idx3-ubyte": idx([1, 1, 1], [0])],
      "“FOLDER” holds no train labels: neither train-labels-idx1-ubyte nor train-labels.idx1-ubyte, plain or .gz"
    ),
    (
      [
        "train-images-idx3-ubyte": Array("P5 28 28".utf8), "train-labels-idx1-ubyte": idx([1], [0]),
      ],
      "“train-images-idx3-ubyte” is not an IDX file: it begins with 50 35 20 32, not with 00 00, an element type and the number of axes"
    ),
    (
      ["train-images-idx3-ubyte": idx([1], [0]), "train-labels-idx1-ubyte": idx([1], [0])],
      "“train-images-idx3-ubyte” does not hold images: its magic number is not 00 00 08 03"
    ),
    (
      [
        "train-images-idx3-ubyte": idx([1, 1, 1], [0], type: 9),
        "train-labels-idx1-ubyte": idx([1], [0]),
      ],
      "“train-images-idx3-ubyte” does not hold images: its magic number is not 00 00 08 03"
    ),
    (
      [
        "train-images-idx3-ubyte": idx([1, 1, 1], [0]),
        "train-labels-idx1-ubyte": idx([1, 1], [0]),
      ],
      "“train-labels-idx1-ubyte” does not hold labels: its magic number is not 00 00 08 01"
    ),
    (
      [
        "train-images-idx3-ubyte": idx([9, 28, 28], [0, 1, 2]),
        "train-labels-idx1-ubyte": idx([1], [0]),
      ],
      "“train-images-idx3-ubyte” is damaged: its header claims 9x28x28 elements, more than it can hold"
    ),
    (
      [
        "train-images-idx3-ubyte": idx([2, 1, 1], [0, 1]), "train-labels-idx1-ubyte": idx([1], [0]),
      ],
      "“train-labels-idx1-ubyte” has 1 labels, but “train-images-idx3-ubyte” has 2 images"
    ),
    (
      [
        "train-images-idx3-ubyte": idx([2, 1, 1], [0, 1]),
        "train-labels-idx1-ubyte": idx([2], [0, 10]),
      ],
      "“train-labels-idx1-ubyte” is damaged: label 1 is 10, and classes are 0 to 9"
    ),
    (
      ["train-images-idx3-ubyte": idx([0, 28, 28], []), "train-labels-idx1-ubyte": idx([0], [])],
      "“train-images-idx3-ubyte” holds no images"
    ),
    (
      [
        "train-images-idx3-ubyte": idx([2, 0, 28], []),
        "train-labels-idx1-ubyte": idx([2], [0, 1]),
      ],
      "“train-images-idx3-ubyte” holds no images"
    ),
  ]

  @Test(arguments: broken.indices) func brokenFilesAreExplained(k: Int) throws {
    #expect(try problem(Self.broken[k].0) == Self.broken[k].1)
  }

  @Test func theOtherPartIsSuggested() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      try Data(images).write(to: folder.appendingPathComponent("t10k-images.idx3-ubyte"))
      let error = #expect(throws: (any Error).self) {
        try MNIST.load(from: folder.path, arguments(MNIST.entry))
      }
      #expect((error as? FileError)?.suggestion == "with part=test, which is there")
      let file = folder.appendingPathComponent("t10k-images.idx3-ubyte").path
      #expect(
        try message(folder) { _ = try MNIST.load(from: file, arguments(MNIST.entry)) }
          == "“t10k-images.idx3-ubyte” is not a folder")
      #expect(
        try message(folder) {
          _ = try MNIST.load(from: folder.path + "/no", arguments(MNIST.entry))
        }
          == "“no” does not exist")
    }
  }

  @Test(.enabled(if: Fixtures.mnist != nil)) func theRealOneIsRead() throws {
    let folder = try #require(Fixtures.mnist)
    let data = try MNIST.load(
      from: folder.path, arguments(MNIST.entry, [(name: "part", value: .text("test"))]))
    #expect(data.count == 10_000)
    #expect(data.shape == Shape(28, 28, 1))
    // Published counts of the test set's classes.
    #expect(data.classCounts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    let mean = numbers(data.inputs).reduce(0, +) / 7_840_000
    // The test set's mean intensity, as commonly quoted: 0.1325.
    #expect(abs(mean - 0.1325) < 5e-5)
  }
}
