import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct JSONTests {
  /// JSON has numbers, no types: values come back equal, infinities too (as 1e999), and shapes
  /// without elements as an empty list.
  @Test func roundTripKeepsValues() throws {
    var maker = ArrayMaker(random: SeededGenerator(4))
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.json").path
      for _ in 0..<200 {
        var arrays = maker.arrays(text: true)
        // A single text is a text, not an array.
        for (name, array) in arrays.pairs where array.shape.isEmpty {
          if case .text = array.elements { arrays[name] = array.reshaped([1]) }
        }
        arrays.texts = ["note \"1\"": maker.name()]
        try JSON.write(arrays, to: path, replacing: true)
        let again = try JSON.read(path)
        #expect(again.names == arrays.names)
        #expect(again.texts == arrays.texts)
        for (name, array) in arrays.pairs {
          let read = try #require(again[name])
          guard array.count > 0 else {
            #expect(read.count == 0)
            continue
          }
          #expect(read.shape == array.shape)
          if case .text = array.elements { #expect(read == array) }
          if case .integer(let list) = array.elements { #expect(read.elements == .integer(list)) }
          if case .float(let list) = array.elements {
            #expect(read.floats?.map { $0.isNaN ? nil : $0 } == list.map { $0.isNaN ? nil : $0 })
          }
          let numbers = array.doubles.map { $0.map { $0.isNaN ? "nan" : "\($0)" } }
          if case .double = array.elements {
            #expect(read.doubles.map { $0.map { $0.isNaN ? "nan" : "\($0)" } } == numbers)
          }
        }
      }
    }
  }

  /// Foundation's parser reads what is written.
  @Test func otherParsersReadIt() throws {
    let arrays = NamedArrays(
      [
        ("n", NDArray(.integer([1, -2]))), ("loss", NDArray(.double([0.1, .nan]))),
        ("how \"x\"\n", NDArray(.text(["π\u{1}", "\\"]))),
        ("m", NDArray(shape: [2, 2], .float([1, 2, 3, 0.25]))),
        ("s", NDArray(shape: [], .byte([9]))),
      ], texts: ["note": "a\tb"])
    let object =
      try JSONSerialization.jsonObject(with: Data(JSON.text(of: arrays).utf8)) as? [String: Any]
    #expect(object?["n"] as? [Int] == [1, -2])
    #expect((object?["loss"] as? [Any])?.first as? Double == 0.1)
    #expect((object?["loss"] as? [Any])?.last is NSNull)
    #expect(object?["how \"x\"\n"] as? [String] == ["π\u{1}", "\\"])
    #expect(object?["m"] as? [[Double]] == [[1, 2], [3, 0.25]])
    #expect(object?["s"] as? Int == 9)
    #expect(object?["note"] as? String == "a\tb")
  }

  @Test func aNamelessArrayStandsByItself() {
    #expect(
      JSON.text(of: NamedArrays(NDArray(.double([1, 0.5, 1e20, -0.0])))) == "[1, 0.5, 1e+20, -0.0]")
    #expect(JSON.text(of: NamedArrays(NDArray(shape: [], .double([3])))) == "3")
    #expect(JSON.text(of: NamedArrays(NDArray(shape: [1 << 40, 0], .double([])))) == "[]")
    #expect(JSON.text(of: NamedArrays([("n", NDArray(.byte([1])))])) == "{\"n\": [1]}")
  }
}
