import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct IDXTests {
  /// The narrowest type that holds the integers is chosen, so they come back as integers; bytes and
  /// floats keep their type.
  @Test func roundTripIsExact() throws {
    var maker = ArrayMaker(random: SeededGenerator(6))
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.idx").path
      for round in 0..<300 {
        var array = maker.array()
        if case .integer(let list) = array.elements {
          array = NDArray(shape: array.shape, .integer(list.map { $0 >> [57, 49, 33][round % 3] }))
        }
        try IDX.write(NamedArrays(array), to: path, replacing: true)
        #expect(bits(try IDX.read(path).only) == bits(array))
      }
    }
  }

  @Test func bytesAreThoseOfTheFormat() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("a.idx3-ubyte")
      let array = NDArray(shape: [1, 2, 2], .byte([9, 8, 7, 6]))
      try IDX.write(NamedArrays(array), to: url.path, replacing: false)
      #expect(
        [UInt8](try Data(contentsOf: url))
          == [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 9, 8, 7, 6])
    }
  }

  @Test func whatItCannotHoldIsRefused() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let byte = NDArray(.byte([1]))
      for (arrays, file, message) in [
        (NamedArrays([("a", byte), ("b", byte)]), "x.idx", "can hold one array, not 2"),
        (NamedArrays(NDArray(.text(["a"]))), "x.idx", "can hold numbers, not text"),
        (
          NamedArrays(NDArray(.integer([1 << 31]))), "x.idx",
          "can hold whole numbers of 32 bits, not larger ones"
        ),
        (NamedArrays(byte), "x.idx.gz", "would be compressed, which is only read"),
        (
          NamedArrays(NDArray(shape: [1 << 33, 0], .byte([]))), "x.idx",
          "cannot hold an array of that shape"
        ),
      ] {
        let path = folder.appendingPathComponent(file).path
        let error = #expect(throws: FileError.self) {
          try IDX.write(arrays, to: path, replacing: false)
        }
        #expect(error?.message == "“\(path)” \(message)")
      }
      #expect(try names(in: folder).isEmpty)
    }
  }

  @Test(.enabled(if: Fixtures.mnist != nil)) func mnistItselfIsRead() throws {
    let folder = try #require(Fixtures.mnist)
    let images = try IDX.read(folder.appendingPathComponent("t10k-images-idx3-ubyte.gz").path)
    let labels = try IDX.read(folder.appendingPathComponent("t10k-labels-idx1-ubyte.gz").path)
    #expect(images.only?.shape == [10_000, 28, 28])
    // The first test digits are famously 7 2 1 0 4.
    #expect(labels.only?.integers?.prefix(5) == [7, 2, 1, 0, 4])
  }
}
