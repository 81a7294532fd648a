import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct NPYTests {
  @Test func roundTripIsExact() throws {
    var maker = ArrayMaker(random: SeededGenerator(1))
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npy").path
      for _ in 0..<300 {
        let array = maker.array()
        try NPY.write(NamedArrays(array), to: path, replacing: true)
        #expect(bits(try NPY.read(path).only) == bits(array))
      }
    }
  }

  /// The very bytes NumPy writes for the same array (NumPy 2, version 1.0 of the format).
  @Test(arguments: ["npy_f4", "npy_f8", "npy_i8", "npy_u1", "npy_scalar", "npy_empty"])
  func bytesAreThoseOfNumPy(name: String) throws {
    let original = Fixtures.url("files/\(name).npy")
    let arrays = try NPY.read(original.path)
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let copy = folder.appendingPathComponent("copy.npy")
      try NPY.write(arrays, to: copy.path, replacing: false)
      #expect(try Data(contentsOf: copy) == Data(contentsOf: original))
    }
  }

  @Test func elementsBeginAtAMultipleOf64() {
    for rank in 0...40 {
      let array = NDArray(shape: Array(repeating: 1, count: rank), .byte([7]))
      #expect((NPYHeader.bytes(for: array)?.count ?? 1) % 64 == 0)
    }
  }

  /// Python 2 wrote long integers, any order of keys and other blanks are allowed.
  @Test func unusualHeadersAreRead() throws {
    let text = "{\"shape\":(2L,1),'fortran_order' : False ,'descr':'|u1'}"
    let bytes = NPYHeader.magic + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8) + [5, 6]
    #expect(
      try bytes.withRawBytes { (raw) throws(NPYHeader.Failure) in try NPY.array(raw) }
        == NDArray(shape: [2, 1], .byte([5, 6])))
  }

  @Test func whatItCannotHoldIsRefused() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npy").path
      let two = NamedArrays([("a", NDArray(.byte([1]))), ("b", NDArray(.byte([1])))])
      let many = #expect(throws: FileError.self) {
        try NPY.write(two, to: path, replacing: false)
      }
      #expect(many?.message == "“\(path)” can hold one array, not 2")
      #expect(many?.suggestion == "save to .npz instead")
      let words = #expect(throws: FileError.self) {
        try NPY.write(NamedArrays(NDArray(.text(["a"]))), to: path, replacing: false)
      }
      #expect(words?.message == "“\(path)” can hold numbers, not text")
      #expect(try names(in: folder).isEmpty)
    }
  }
}
