import Catalog
import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct FormatsTests {
  @Test func tableAndFolderAgree() throws {
    let files = try Fixtures.types(in: "Files/Formats", except: "Formats")
    #expect(Set(Formats.all.map { "\($0)" }) == files)
    #expect(Set(Formats.all.map { $0.entry.name }).count == Formats.all.count)
    for format in Formats.all {
      #expect(format.entry.kind == .format)
      #expect(!format.entry.examples.isEmpty)
      for ending in format.extensions { #expect(Formats.format(of: "a/b.\(ending)") == format) }
    }
  }

  @Test(arguments: [
    ("x.npy", "npy"), ("A/B.NPZ", "npz"), ("t.tsv", "csv"), ("abalone.data", "csv"),
    ("train-images-idx3-ubyte", "idx"), ("train-images.idx3-ubyte.gz", "idx"), ("a.idx", "idx"),
    ("t10k-labels-idx1-ubyte.gz", "idx"), ("net.safetensors", "safetensors"), ("a.b.json", "json"),
  ])
  func formatIsNamedByTheEnding(path: String, name: String) {
    #expect(Formats.format(of: path)?.entry.name == name)
  }

  @Test(arguments: ["x", "npy", "x.npy.gz", "", "a.npz/b", "idx3-ubyte", "x.idxq-ubyte", "x.gz"])
  func otherEndingsNameNone(path: String) { #expect(Formats.format(of: path) == nil) }

  @Test func unknownEndingIsExplained() {
    let near = #expect(throws: FileError.self) { try Formats.named(by: "x.nyp") }
    #expect(near?.message == "“x.nyp” has an ending that names no format")
    #expect(near?.suggestion == "did you mean “.npy”?")
    // Of a file that is not there the ending is not the point.
    let missing = #expect(throws: FileError.self) { try Formats.read("x.nyp") }
    #expect(missing?.message == "“x.nyp” does not exist")
    let script = #expect(throws: FileError.self) { try Formats.named(by: "lab.ntk") }
    #expect(script?.suggestion == "write run \"lab.ntk\"")
    let far = #expect(throws: FileError.self) { try Formats.write(NamedArrays(), to: "folder.d/x") }
    #expect(
      far?.suggestion
        == "the endings are .npy, .npz, .csv, .tsv, .json, .safetensors, .idx, .idx1-ubyte, .idx3-ubyte"
    )
  }

  /// What NumPy, safetensors, csv and gzip wrote is read as Python says it is.
  @Test(arguments: try Expected.all()) func foreignFilesAreRead(expected: Expected) throws {
    let arrays = try Formats.read(Fixtures.url("files/\(expected.name)").path)
    #expect(arrays.names.sorted() == expected.arrays.map(\.name).sorted())
    #expect(arrays.texts == expected.texts)
    for (name, type, shape, values) in expected.arrays {
      let array = try #require(arrays[name])
      #expect(array.shape == shape)
      switch array.elements {
      case .float: #expect(type == "float")
      case .double: #expect(type == "double")
      case .integer: #expect(type == "integer")
      case .byte: #expect(type == "byte")
      case .text(let words):
        #expect(type == "text")
        #expect(words == values)
      }
      if let numbers = array.doubles {
        #expect(
          numbers.map { $0.isNaN ? "nan" : "\($0)" }
            == values.map { $0 == "nan" ? $0 : "\(Double($0) ?? .nan)" })
      }
    }
  }

  @Test func missingFileAndFolder() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      for format in Formats.all {
        let path = folder.appendingPathComponent("none.\(format.extensions[0])").path
        let missing = #expect(throws: FileError.self) { try format.read(path) }
        #expect(missing?.message == "“\(path)” does not exist")
        let inside = #expect(throws: FileError.self) { try format.read(folder.path) }
        #expect(inside?.message == "“\(folder.path)” is a folder, not a file")
        let place = folder.appendingPathComponent("no/x.\(format.extensions[0])").path
        let nowhere = #expect(throws: FileError.self) {
          try format.write(NamedArrays(NDArray(.double([1]))), to: place, replacing: false)
        }
        #expect(
          nowhere?.message
            == "“\(place)” cannot be written: there is no folder “\(folder.path)/no”")
      }
      #expect(try names(in: folder).isEmpty)
    }
    let device = #expect(throws: FileError.self) { try IDX.read("/dev/zero") }
    #expect(device?.message == "“/dev/zero” is not a plain file")
    let nothing = #expect(throws: FileError.self) { try NPY.read("a\0b.npy") }
    #expect(nothing?.message.hasSuffix("is not a file name") == true)
  }
}

/// What `make_files.py` says a file holds; text is JSON read by Foundation, not by Tangent.
struct Expected: CustomTestStringConvertible, Sendable {
  let name: String
  let arrays: [(name: String, type: String, shape: [Int], values: [String])]
  let texts: [String: String]
  var testDescription: String { name }

  static func all() throws -> [Expected] {
    let data = try Data(contentsOf: Fixtures.url("files/expected.json"))
    let files = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
    return try files.keys.sorted().map { name in
      let file = try #require(files[name])
      let list = try #require(file["arrays"] as? [[Any]])
      return Expected(
        name: name,
        arrays: try list.map { pair in
          let about = try #require(pair[1] as? [String: Any])
          let values = try #require(about["values"] as? [Any])
          return (
            try #require(pair[0] as? String), try #require(about["type"] as? String),
            try #require(about["shape"] as? [Int]),
            try values.map { try #require($0 as? String) }
          )
        },
        texts: try #require(file["texts"] as? [String: String]))
    }
  }
}
