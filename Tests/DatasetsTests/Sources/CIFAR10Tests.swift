import Files
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

@Suite struct CIFAR10Tests {
  /// A record of which byte k of plane c is a known number.
  private func record(_ label: UInt8, _ pixel: (_ channel: Int, _ place: Int) -> UInt8) -> [UInt8] {
    [label] + (0..<3).flatMap { c in (0..<1024).map { pixel(c, $0) } }
  }

  private func load(
    _ files: [String: [UInt8]], part: String = "train"
  ) throws -> (data: Dataset?, problem: String?) {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> (data: Dataset?, problem: String?) in
      for (name, bytes) in files {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
      }
      var data: Dataset?
      let problem = try message(folder) {
        data = try CIFAR10.load(
          from: folder.path, arguments(CIFAR10.entry, [(name: "part", value: .text(part))]))
      }
      return (data, problem)
    }
  }

  @Test func planesBecomePixels() throws {
    let first = record(3) { c, k in UInt8((k * 7 + c * 50) % 256) }
    let second = record(9) { c, _ in c == 1 ? 255 : 0 }
    let data = try #require(
      try load(["data_batch_1.bin": first, "data_batch_3.bin": second + first]).data)
    #expect(data.shape == Shape(32, 32, 3) && data.count == 3)
    #expect(data.labels == [3, 9, 3] && data.classes == 10)
    #expect(data.classNames?[3] == "cat" && data.classNames?[9] == "truck")
    let x = data.inputs.matrix(of: Float.self)
    for k in [0, 1, 31, 32, 1023] {
      for c in 0..<3 {
        #expect(x[0, 3 * k + c] == Float((k * 7 + c * 50) % 256) / 255)
        #expect(x[1, 3 * k + c] == (c == 1 ? 1 : 0))
      }
    }
    let test = try #require(try load(["test_batch.bin": second], part: "test").data)
    #expect(test.labels == [9] && test.provenance.source.hasSuffix(", test part"))
  }

  @Test func whatIsWrongIsSaid() throws {
    let good = record(3) { _, _ in 0 }
    let bad = record(10) { _, _ in 0 }
    let cases: [([String: [UInt8]], String)] = [
      ([:], "“FOLDER” holds no train images: data_batch_1.bin is missing"),
      (
        ["data_batch_1.bin": Array(good.dropLast())],
        "“data_batch_1.bin” is not a file of CIFAR-10 images: 3072 bytes are not whole records of "
          + "3073"
      ),
      (
        ["data_batch_1.bin": []],
        "“data_batch_1.bin” is not a file of CIFAR-10 images: 0 bytes are not whole records of 3073"
      ),
      (
        ["data_batch_1.bin": good, "data_batch_2.bin": good + bad],
        "“data_batch_2.bin” is damaged: label 1 is 10, and classes are 0 to 9"
      ),
    ]
    for (files, problem) in cases { #expect(try load(files).problem == problem) }
    #expect(
      throws: FileError(
        "/nowhere", "does not exist")
    ) { try CIFAR10.load(from: "/nowhere", arguments(CIFAR10.entry)) }
  }
}
