import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct NPZTests {
  @Test func roundTripIsExact() throws {
    var maker = ArrayMaker(random: SeededGenerator(2))
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npz").path
      for _ in 0..<150 {
        var arrays = maker.arrays()
        arrays.texts = ["source": maker.name(), "empty": ""]
        try NPZ.write(arrays, to: path, replacing: true)
        #expect(bits(try NPZ.read(path)) == bits(arrays))
      }
    }
  }

  @Test func sameContentGivesTheSameBytes() throws {
    let arrays = NamedArrays(
      [("x", NDArray(.double([1, 2]))), ("y", NDArray(.integer([3])))], texts: ["b": "1", "a": "2"])
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let (a, b) = (folder.appendingPathComponent("a.npz"), folder.appendingPathComponent("b.npz"))
      try NPZ.write(arrays, to: a.path, replacing: false)
      try NPZ.write(arrays, to: b.path, replacing: false)
      #expect(try Data(contentsOf: a) == Data(contentsOf: b))
    }
  }

  /// The tests' own reader of stored zips sees the same numbers.
  @Test func anIndependentReaderAgrees() throws {
    let arrays = NamedArrays([
      ("x", NDArray(shape: [2, 2], .double([1, -2.5, 1e-9, 4]))),
      ("w", NDArray(shape: [3], .float([0.1, 2, 3]))), ("n", NDArray(.integer([-7, 8]))),
    ])
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("x.npz")
      try NPZ.write(arrays, to: url.path, replacing: false)
      let read = try ReferenceArrays(url)
      for (name, array) in arrays.pairs {
        #expect(read[name]?.shape == array.shape)
        #expect(read[name]?.values == array.doubles)
      }
    }
  }

  @Test func theReferenceFilesAreReadAsTheTestsReadThem() throws {
    let url = Fixtures.url("dense/mlp_mnist.npz")
    let (ours, theirs) = (try NPZ.read(url.path), try ReferenceArrays(url))
    #expect(ours.names.sorted() == theirs.names)
    for name in theirs.names {
      #expect(ours[name]?.shape == theirs[name]?.shape)
      #expect(ours[name]?.doubles == theirs[name]?.values)
    }
  }

  @Test func anArrayWithoutNameIsCalledAsNumPyDoes() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npz").path
      try NPZ.write(NamedArrays(NDArray(.byte([1]))), to: path, replacing: false)
      #expect(try NPZ.read(path).names == ["arr_0"])
    }
  }

  @Test func whatItCannotHoldIsRefused() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npz").path
      let words = #expect(throws: FileError.self) {
        try NPZ.write(NamedArrays([("how", NDArray(.text(["a"])))]), to: path, replacing: false)
      }
      #expect(words?.message == "“\(path)” can hold numbers, but “how” is text")
      #expect(words?.suggestion == "save to .csv or .json instead")
      let number = NDArray(.byte([1]))
      for (arrays, message) in [
        (
          NamedArrays([("x", number)], texts: ["a.npy": ""]),
          "cannot hold a text named “a.npy”: such members are arrays"
        ),
        (
          NamedArrays([("x", number)], texts: ["a/": ""]), "cannot be written: “a/” cannot be added"
        ),
        (NamedArrays([("a\0", number)]), "cannot be written: “a\0.npy” cannot be added"),
      ] {
        let error = #expect(throws: FileError.self) {
          try NPZ.write(arrays, to: path, replacing: false)
        }
        #expect(error?.message == FileError(path, message).message)
      }
      #expect(try names(in: folder).isEmpty)
    }
  }
}
