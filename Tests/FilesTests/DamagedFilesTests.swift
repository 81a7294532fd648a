import Foundation
import TestSupport
import Testing

@testable import Files

/// Files that are cut short, damaged or of another kind, and the sentence each of them gets.
@Suite struct DamagedFilesTests {
  private static func npy(_ dictionary: String, _ data: [UInt8] = []) -> [UInt8] {
    NPYHeader.magic + [1, 0, UInt8(dictionary.utf8.count), 0] + Array(dictionary.utf8) + data
  }

  private static func header(_ descr: String, _ shape: String) -> String {
    "{'descr': \(descr), 'fortran_order': False, 'shape': \(shape), }"
  }

  private static func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + data
  }

  private static func tensor(_ dtype: String, _ shape: String, _ offsets: String) -> String {
    "{\"w\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
  }

  /// A zip of one stored member whose checksum is of other content.
  private static func changed(_ name: String, at place: Int, to byte: UInt8) throws -> [UInt8] {
    var bytes = try fixture(name)
    bytes[place] = byte
    return bytes
  }

  static let table: [(String, [UInt8], String)] = [
    // npy
    ("x.npy", [], "is not a NumPy array: it does not begin with \\x93NUMPY"),
    (
      "x.npy", Array("1,2,3\n4,5,6\n".utf8),
      "is not a NumPy array: it does not begin with \\x93NUMPY"
    ),
    ("x.npy", Array(NPYHeader.magic.prefix(4)), "is cut short: it ends within its header"),
    ("x.npy", NPYHeader.magic + [9, 0, 0, 0], "is of npy version 9, which is not known"),
    (
      "x.npy", NPYHeader.magic + [2, 0, 255, 255, 255, 255],
      "is cut short: it ends within its header"
    ),
    (
      "x.npy", NPYHeader.magic + [1, 0, 5, 0] + Array("hello".utf8),
      "is damaged: its header is not a dictionary of descr, fortran_order and shape"
    ),
    (
      "x.npy", npy("{'descr': '<f4', 'shape': (1,)}", [0, 0, 0, 0]),
      "is damaged: its header is not a dictionary of descr, fortran_order and shape"
    ),
    (
      "x.npy", npy(header("'<f4'", "(99999999999999999999,)")),
      "is damaged: its header is not a dictionary of descr, fortran_order and shape"
    ),
    (
      "x.npy", npy(header("'<f4'", "(4,)"), [1, 2, 3, 4, 5, 6]),
      "is cut short: its header promises 16 bytes of elements, but 6 bytes are there"
    ),
    (
      "x.npy", npy(header("'|u1'", "(2,)"), [1, 2, 3]), "is damaged: 1 byte follow the last element"
    ),
    (
      "x.npy", npy(header("'<f8'", "(4611686018427387904, 4611686018427387904)")),
      "is damaged: no file holds the shape its header claims"
    ),
    (
      "x.npy", npy(header("'<f8'", "(4611686018427387904,)")),
      "is damaged: no file holds the shape its header claims"
    ),
    (
      "x.npy", npy(header("'<f8'", "(1000000000000,)")),
      "is cut short: its header promises 8 TB of elements, but 0 bytes are there"
    ),
    (
      "x.npy", npy(header("'|O'", "(1,)")),
      "holds elements of type “|O”, which cannot be read as numbers"
    ),
    (
      "x.npy", npy(header("'<U5'", "(1,)")),
      "holds elements of type “<U5”, which cannot be read as numbers"
    ),
    (
      "x.npy", npy(header("'<c8'", "(1,)"), [0, 0, 0, 0, 0, 0, 0, 0]),
      "holds elements of type “<c8”, which cannot be read as numbers"
    ),
    (
      "x.npy", npy(header("[('a', '<f4')]", "(1,)")),
      "holds elements of type “[('a', '<f4')]”, which cannot be read as numbers"
    ),
    (
      "x.npy", npy(header("'<u8'", "(1,)"), [0, 0, 0, 0, 0, 0, 0, 0x80]),
      "holds whole numbers above 9223372036854775807"
    ),
    // npz
    ("x.npz", [], "is not a zip archive"),
    ("x.npz", Array("hello".utf8), "is not a zip archive"),
    (
      "x.npz", Array("PK\u{3}\u{4}rest".utf8),
      "is cut short or damaged: its table of contents is missing"
    ),
    // safetensors
    ("x.safetensors", [1, 2], "is cut short: it ends within the length of its header"),
    (
      "x.safetensors", Array("{\"a\": 1}".utf8),
      "is not a safetensors file: its header would be 9021026962656797307 bytes long"
    ),
    (
      "x.safetensors", [200, 0, 0, 0, 0, 0, 0, 0, 1],
      "is cut short: its header should be 200 bytes long, but 1 are there"
    ),
    (
      "x.safetensors", safetensors("{\"w\":"),
      "is not a safetensors file: its header is not valid JSON"
    ),
    (
      "x.safetensors", safetensors("[1]"),
      "is not a safetensors file: its header is not a JSON object"
    ),
    (
      "x.safetensors", safetensors("{\"w\":{\"dtype\":\"F32\"}}"),
      "is damaged: “w” lacks its dtype, shape or data_offsets"
    ),
    (
      "x.safetensors", safetensors("{\"w\":3}"),
      "is damaged: “w” lacks its dtype, shape or data_offsets"
    ),
    (
      "x.safetensors", safetensors("{\"__metadata__\":{\"a\":1}}"),
      "is damaged: its metadata are not texts by name"
    ),
    (
      "x.safetensors", safetensors("{\"__metadata__\":[]}"),
      "is damaged: its metadata are not texts by name"
    ),
    (
      "x.safetensors", safetensors(tensor("F8_E4M3", "[1]", "[0,1]"), [0]),
      "holds “w” of type F8_E4M3, which cannot be read as numbers"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[4611686018427387904,8]", "[0,0]")),
      "is damaged: no file holds the shape “w” claims"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[-1]", "[0,4]"), [0, 0, 0, 0]),
      "is damaged: no file holds the shape “w” claims"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[1]", "[4,0]"), [0, 0, 0, 0]),
      "is damaged: “w” ends before it begins"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[1]", "[-4,0]"), [0, 0, 0, 0]),
      "is damaged: “w” ends before it begins"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[2]", "[0,8]"), [0, 0, 0, 0]),
      "is cut short: “w” should end at byte 8 of the elements, but there are 4"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[2,3]", "[0,4]"), [0, 0, 0, 0]),
      "is damaged: “w” of shape 2x3 needs 24 bytes, but has 4"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[1]", "[4,8]"), [0, 0, 0, 0, 0, 0, 0, 0]),
      "is damaged: its arrays overlap or leave gaps"
    ),
    (
      "x.safetensors", safetensors(tensor("F32", "[1]", "[0,4]"), [0, 0, 0, 0, 9, 9]),
      "is damaged: 2 bytes follow the last array"
    ),
    (
      "x.safetensors", safetensors(tensor("U64", "[1]", "[0,8]"), [0, 0, 0, 0, 0, 0, 0, 0xFF]),
      "holds “w”, which has whole numbers above 9223372036854775807"
    ),
    // idx
    ("x.idx", [], "is cut short: it ends within its first four bytes"),
    ("x.idx", [0, 0, 8], "is cut short: it ends within its first four bytes"),
    (
      "x.idx", Array("\u{7F}ELF".utf8),
      "is not an IDX file: it begins with 7f 45 4c 46, not with 00 00, an element type and the number of axes"
    ),
    (
      "x.idx", [0, 0, 10, 1, 0, 0, 0, 1, 5],
      "is not an IDX file: it begins with 00 00 0a 01, not with 00 00, an element type and the number of axes"
    ),
    ("x.idx", [0, 0, 8, 3, 0, 0], "is cut short: it ends within its header"),
    (
      "x.idx", [0, 0, 8, 1, 0, 0, 0, 9, 1, 2],
      "is cut short: its header promises 9 bytes of elements, but 2 bytes are there"
    ),
    (
      "x.idx", [0, 0, 8, 1, 0, 0, 0, 1, 1, 2],
      "is damaged: more bytes follow than its header promises"
    ),
    (
      "x.idx", [0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255],
      "is damaged: its header claims 4294967295x4294967295 elements, more than it can hold"
    ),
    (
      "x.idx", [0, 0, 14, 1, 0, 0, 0, 3, 1, 2],
      "is damaged: its header claims 3 elements, more than it can hold"
    ),
    // csv
    ("x.csv", [], "is empty"),
    ("x.csv", Array("\n\n \n".utf8).filter { $0 != 32 }, "is empty"),
    ("x.csv", [0x31, 0, 0x32], "is not a text file"),
    ("x.csv", Array("a,b\n1,2\n3\n".utf8), "is damaged: line 3 has 1 field, but line 1 has 2"),
    ("x.csv", Array("a,b\n\n1,2,3\n".utf8), "is damaged: line 3 has 3 fields, but line 1 has 2"),
    ("x.csv", Array("a,b\n1,\"2\n".utf8), "is damaged: the quote opened in line 2 is never closed"),
    ("x.csv", Array("a\n\"x\"y\n".utf8), "is damaged: text follows a closing quote in line 2"),
    ("x.csv", Array("a,a\n1,2\n".utf8), "has two columns named “a”"),
    // json
    ("x.json", [], "is not valid JSON: line 1 should have a value"),
    ("x.json", Array("[1,\n2".utf8), "is not valid JSON: line 2 should have a comma or ]"),
    (
      "x.json", Array("[[1,2],[3]]".utf8),
      "holds no array: the list has lists of different lengths or other values between numbers"
    ),
    (
      "x.json", Array("{\"a\":[1,[2]]}".utf8),
      "holds no array: “a” has lists of different lengths or other values between numbers"
    ),
    (
      "x.json", Array("{\"a\":[1,{}]}".utf8),
      "holds no array: “a” has lists of different lengths or other values between numbers"
    ),
    (
      "x.json", Array("[1,\"x\"]".utf8),
      "holds no array: the list mixes numbers, texts and truth values"
    ),
    (
      "x.json", Array("[1,true]".utf8),
      "holds no array: the list mixes numbers, texts and truth values"
    ),
  ]

  @Test(arguments: table) func oneClearSentence(
    name: String, bytes: [UInt8], problem: String
  ) throws {
    #expect(try failure(name, bytes) == "“\(name)” \(problem)")
  }

  /// A stored member with one bit changed: its checksum is wrong.
  @Test func aChangedMemberIsNoticed() throws {
    let bytes = try fixture("npz_stored.npz")
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: NPYHeader.magic) }.map { $0 + 130 })
    #expect(
      try failure("x.npz", try Self.changed("npz_stored.npz", at: place, to: bytes[place] ^ 1))
        == "“x.npz” is damaged: its member “x.npy” cannot be read")
  }

  @Test func aZipOfOtherThingsIsExplained() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      func zip(_ name: String, _ content: [UInt8]) throws -> String {
        let path = folder.appendingPathComponent("x.npz").path
        try AtomicFile.write(to: path, replacing: true) { (temporary) throws(FileError) in
          let archive = try ZipWriter(temporary, as: path)
          try archive.add(name, content)
          try archive.finish()
        }
        let error = #expect(throws: FileError.self) { try NPZ.read(path) }
        return error?.message.replacingOccurrences(of: folder.path + "/", with: "") ?? ""
      }
      #expect(
        try zip("word/document.xml", Array("<w/>".utf8))
          == "“x.npz” holds no arrays: none of its members ends in .npy")
      #expect(
        try zip("picture.png", [0x89, 0xFF])
          == "“x.npz” holds “picture.png”, which is neither an array nor text")
      #expect(
        try zip("w.npy", Array("hello world".utf8))
          == "“x.npz” holds “w.npy”, which is not a NumPy array: it does not begin with \\x93NUMPY")
    }
  }

  @Test func damagedGzipIsExplained() throws {
    let bytes = try fixture("labels-idx1-ubyte.gz")
    #expect(
      try failure("a-idx1-ubyte.gz", Array(bytes.dropLast(9)))
        == "“a-idx1-ubyte.gz” is cut short: its compressed data ends early")
    var wrong = bytes
    wrong[bytes.count - 6] ^= 1
    #expect(
      try failure("a-idx1-ubyte.gz", wrong)
        == "“a-idx1-ubyte.gz” is damaged: its compressed data cannot be read (incorrect data check)"
    )
  }
}
