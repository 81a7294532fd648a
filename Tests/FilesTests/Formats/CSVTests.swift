import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct CSVTests {
  /// Tables come back with equal values; the types are those of text: whole numbers are integers,
  /// others doubles, and columns that hold anything else are text.
  @Test(arguments: ["x.csv", "x.tsv"]) func roundTripKeepsValues(file: String) throws {
    var maker = ArrayMaker(random: SeededGenerator(5))
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent(file).path
      for round in 0..<200 {
        let arrays = maker.arrays(text: true, rows: round % 7 + 1)
        try CSV.write(arrays, to: path, replacing: true)
        let again = try CSV.read(path)
        #expect(again.names == arrays.names)
        for (name, array) in arrays.pairs {
          let read = try #require(again[name])
          if case .text(let words) = array.elements { #expect(read.elements == .text(words)) }
          if case .integer(let list) = array.elements { #expect(read.elements == .integer(list)) }
          if case .float(let list) = array.elements {
            #expect(read.floats?.map { "\($0)" } == list.map { $0.isNaN ? "nan" : "\($0)" })
          }
          if case .double(let list) = array.elements {
            #expect(read.doubles?.map { "\($0)" } == list.map { $0.isNaN ? "nan" : "\($0)" })
          }
        }
      }
    }
  }

  private func text(_ arrays: NamedArrays, _ file: String = "x.csv") throws -> String {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent(file)
      try CSV.write(arrays, to: url.path, replacing: false)
      return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
  }

  @Test func numbersAreShortestAndQuotesWhereNeeded() throws {
    #expect(
      try text(
        NamedArrays([
          ("n", NDArray(.double([16, 0.1, 1e-05, .nan]))),
          ("a, b", NDArray(.integer([1, 2, 3, 4]))),
          ("3", NDArray(.text(["x", "say \"y\"", "", " z"]))),
        ]))
        == "n,\"a, b\",\"3\"\n16,1,x\n0.1,2,\"say \"\"y\"\"\"\n1e-05,3,\"\"\nnan,4,\" z\"\n")
  }

  @Test func aMatrixBecomesColumns() throws {
    let matrix = NDArray(shape: [2, 2], .byte([1, 2, 3, 4]))
    #expect(try text(NamedArrays([("x", matrix)])) == "x0,x1\n1,2\n3,4\n")
    #expect(try text(NamedArrays(matrix)) == "1,2\n3,4\n")
    #expect(try text(NamedArrays(NDArray(.byte([1, 2])))) == "value\n1\n2\n")
    #expect(try text(NamedArrays([("s", NDArray(shape: [], .byte([1])))])) == "s\n1\n")
    #expect(try text(NamedArrays([("x", matrix)]), "x.tsv") == "x0\tx1\n1\t2\n3\t4\n")
  }

  @Test func columnsThatDoNotFitAreRefused() throws {
    for (arrays, message) in [
      (
        NamedArrays([("a", NDArray(.byte([1]))), ("b", NDArray(.byte([1, 2])))]),
        "can hold columns of one length, but “a” has 1 rows and “b” 2"
      ),
      (
        NamedArrays([("x", NDArray(shape: [1, 1], .byte([1]))), ("x0", NDArray(.byte([1])))]),
        "cannot hold two columns named “x0”"
      ),
    ] {
      let error = #expect(throws: FileError.self) { try text(arrays) }
      #expect(error?.message.hasSuffix("x.csv” \(message)") == true)
    }
  }

  /// A name that is a number would be taken for data, so it is quoted; a line without any number is
  /// a header even of a table of words.
  @Test func headersAreFound() throws {
    func read(_ text: String) throws -> NamedArrays {
      try Fixtures.withTemporaryFolder { (folder: URL) throws in
        let url = folder.appendingPathComponent("x.csv")
        try Data(text.utf8).write(to: url)
        return try CSV.read(url.path)
      }
    }
    #expect(
      try read("\"1\",\"2\"\n3,4\n")
        == NamedArrays([("1", NDArray(.integer([3]))), ("2", NDArray(.integer([4])))]))
    #expect(try read("a,b\nc,d\n").names == ["a", "b"])
    #expect(try read("a, ,c\n1,2,3\n").names == ["a", "1", "c"])
    #expect(try read("a,1\n2,3\n").names == ["0", "1"])
    #expect(try read("only\n") == NamedArrays([("only", NDArray(.integer([])))]))
    #expect(
      try read("a;b,c\n1;2,5\n")
        == NamedArrays([("a", NDArray(.integer([1]))), ("b,c", NDArray(.text(["2,5"])))]))
    #expect(try read("a,b\r1,2\r").names == ["a", "b"])
  }
}
