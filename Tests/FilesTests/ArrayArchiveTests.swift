import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct ArrayArchiveTests {
  private func stored(_ path: String) throws -> [String: (method: UInt16, size: Int)] {
    // The local headers of the members (APPNOTE 4.3.7), one after the other.
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    func number(_ at: Int, _ width: Int) -> Int {
      (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    var members: [String: (UInt16, Int)] = [:]
    var at = 0
    while number(at, 4) == 0x0403_4B50 {
      let (name, extra, size) = (number(at + 26, 2), number(at + 28, 2), number(at + 18, 4))
      let word = String(decoding: bytes[(at + 30)..<(at + 30 + name)], as: UTF8.self)
      members[word] = (UInt16(number(at + 8, 2)), size)
      at += 30 + name + extra + size
    }
    return members
  }

  /// Deflated where that makes a member smaller, and read back the same.
  @Test func deflatesWhereItPays() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      var random = SeededGenerator(1)
      let noise = (0..<100_000).map { _ in Float.random(in: -1...1, using: &random) }
      var images = [Float](repeating: 0, count: 400_000)
      for k in stride(from: 0, to: images.count, by: 17) { images[k] = noise[k / 4] }
      let arrays = NamedArrays(
        [
          ("noise", NDArray(.float(noise))), ("images", NDArray(.float(images))),
          ("one", NDArray(shape: [], .double([1]))), ("none", NDArray(.double([]))),
        ],
        texts: ["text.json": String(repeating: "{\"a\": 1} ", count: 1000), "empty": ""])
      let path = folder.appendingPathComponent("x.npz").path
      try ArrayArchive.write(arrays, to: path, replacing: false)
      #expect(try ArrayArchive.read(path) == arrays)
      #expect(try NPZ.read(path) == arrays)
      let members = try stored(path)
      #expect(members["noise.npy"]?.method == 0)
      #expect(members["images.npy"]?.method == 8)
      #expect((members["images.npy"]?.size ?? 0) < 400_000)
      #expect(members["text.json"]?.method == 8)
      // The same content gives the same bytes.
      let again = folder.appendingPathComponent("y.npz").path
      try ArrayArchive.write(arrays, to: again, replacing: false)
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: path))
          == Data(contentsOf: URL(fileURLWithPath: again)))
    }
  }

  @Test func textsAloneAreEnough() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npz").path
      try ArrayArchive.write(NamedArrays([], texts: ["a": "b"]), to: path, replacing: false)
      #expect(try ArrayArchive.read(path).texts == ["a": "b"])
      #expect(throws: FileError.self) { try NPZ.read(path) }
    }
  }

  /// More than 4 GiB in all, with a member of more than 4 GiB: needs 10 GB of memory and 9 GB of disk,
  /// so it runs when it is asked for (TANGENT_LARGE=1).
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TANGENT_LARGE"] != nil))
  func beyondFourGigabytes() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let path = folder.appendingPathComponent("x.npz").path
      // No two zeros alike would take an hour; a pattern that deflate cannot see is enough.
      let count = (1 << 30) + 5
      let large = NDArray(
        .float(
          [Float](unsafeUninitializedCapacity: count) { buffer, done in
            for k in 0..<count {
              buffer[k] = Float(bitPattern: UInt32(truncatingIfNeeded: k &* 2_654_435_761) >> 2)
            }
            done = count
          }))
      try ArrayArchive.write(
        NamedArrays([("large", large), ("last", NDArray(.double([1, 2])))]), to: path,
        replacing: false)
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      #expect(size > 1 << 32)
      let read = try ArrayArchive.read(path)
      #expect(read["last"]?.elements == .double([1, 2]))
      #expect(read["large"]?.count == count && read["large"]?.checksum == large.checksum)
    }
  }

  @Test func whatKilledProcessesLeftIsRemoved() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      // A process that has ended.
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/true")
      try process.run()
      process.waitUntilExit()
      let dead = process.processIdentifier
      let old = Date(timeIntervalSinceNow: -3600)
      for (name, date) in [
        (".tangent-\(dead)-1.tmp", old), (".tangent-\(dead)-2.tmp.x7Yz", old),
        (".tangent-\(dead)-3.tmp", Date()), (".tangent-\(getpid())-4.tmp", old),
        (".tangent-x-5.tmp", old), ("mine-\(dead)-6.tmp", old),
      ] {
        let path = folder.appendingPathComponent(name).path
        #expect(FileManager.default.createFile(atPath: path, contents: Data()))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
      }
      AtomicFile.removeAbandoned(besides: folder.appendingPathComponent("x").path)
      #expect(
        try names(in: folder)
          == [
            ".tangent-\(dead)-3.tmp", ".tangent-\(getpid())-4.tmp", ".tangent-x-5.tmp",
            "mine-\(dead)-6.tmp",
          ].sorted())
    }
  }
}
