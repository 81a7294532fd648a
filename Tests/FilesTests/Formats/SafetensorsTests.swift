import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct SafetensorsTests {
  @Test func roundTripIsExact() throws {
    var maker = ArrayMaker(random: SeededGenerator(3))
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.safetensors").path
      for _ in 0..<200 {
        var arrays = maker.arrays()
        arrays.texts = ["format": maker.name()]
        try Safetensors.write(arrays, to: path, replacing: true)
        #expect(bits(try Safetensors.read(path)) == bits(arrays))
      }
    }
  }

  /// Readers map the file into memory, so each array must begin at a multiple of its element.
  @Test func arraysLieAligned() throws {
    let arrays = NamedArrays([
      ("b", NDArray(.byte([1, 2, 3]))), ("f", NDArray(.float([1]))), ("d", NDArray(.double([2]))),
    ])
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("x.safetensors")
      try Safetensors.write(arrays, to: url.path, replacing: false)
      let bytes = [UInt8](try Data(contentsOf: url))
      let length = Int(bytes[0]) | Int(bytes[1]) << 8
      #expect(length % 8 == 0)
      let header = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes[8..<(8 + length)])) as? [String: Any])
      func begin(_ name: String) -> Int? {
        ((header[name] as? [String: Any])?["data_offsets"] as? [Int])?.first
      }
      #expect(begin("d") == 0)
      #expect(begin("f") == 8)
      #expect(begin("b") == 12)
      #expect(bytes.count == 8 + length + 15)
    }
  }

  @Test func whatItCannotHoldIsRefused() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.safetensors").path
      for (arrays, message) in [
        (NamedArrays([("how", NDArray(.text(["a"])))]), "can hold numbers, but “how” is text"),
        (
          NamedArrays([("__metadata__", NDArray(.byte([1])))]),
          "cannot hold an array named “__metadata__”"
        ),
      ] {
        let error = #expect(throws: FileError.self) {
          try Safetensors.write(arrays, to: path, replacing: false)
        }
        #expect(error?.message == "“\(path)” \(message)")
      }
      #expect(try names(in: folder).isEmpty)
    }
  }
}
