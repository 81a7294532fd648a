import Files
import Foundation
import TestSupport
import Testing

@testable import Session

/// Files that are no workspaces, or were: one sentence says what is wrong, and nothing changes.
@Suite struct DamagedWorkspaceTests {
  private static let script = """
    x = 4
    d = generate circles 12
    net = input 2 | dense 3 tanh | residual (dense 3 relu) | dense 2
    fit = train net on d for 3 epochs recording loss
    k = kernel net on d
    l = ["a", 2]
    """

  private func workspace(in folder: URL) throws -> [UInt8] {
    var transcript = Transcript(folder: folder)
    try transcript.run(Self.script + "\nsave workspace to \"lab.npz\"")
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("lab.npz")))
  }

  /// What loading a file says; nil when it loads. The session must be as before when it does not.
  private func failure(_ folder: URL, _ name: String = "lab.npz") throws -> String? {
    var transcript = Transcript(folder: folder)
    try transcript.run("mine = 1")
    let error = transcript.error("load workspace from \"\(name)\"")
    if error != nil {
      #expect(transcript.session.names.map(\.name) == ["mine"])
      #expect(transcript.session.notebook.entries.count == 1)
    }
    return error
  }

  @Test func cutAnywhereItIsRefused() throws {
    try Fixtures.withTemporaryFolder { folder in
      let bytes = try workspace(in: folder)
      #expect(try failure(folder) == nil)
      for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
        try Data(bytes[..<length]).write(to: folder.appendingPathComponent("lab.npz"))
        let said = try #require(try failure(folder), "\(length) of \(bytes.count) bytes were taken")
        #expect(said.hasPrefix("error: “\(folder.path)/lab.npz” is "), "\(said)")
      }
    }
  }

  /// A changed byte is found by a checksum, or it was in a place that says nothing (a date).
  @Test func aChangedByteIsFound() throws {
    try Fixtures.withTemporaryFolder { folder in
      var original = Transcript(folder: folder)
      try original.run(Self.script)
      let bytes = try workspace(in: folder)
      var random = SeededGenerator(7)
      var found = 0
      for _ in 0..<300 {
        var changed = bytes
        let at = Int.random(in: bytes.indices, using: &random)
        changed[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try Data(changed).write(to: folder.appendingPathComponent("lab.npz"))
        if let said = try failure(folder) {
          found += 1
          #expect(said.hasPrefix("error: “\(folder.path)/lab.npz” "), "\(said)")
        } else {
          var transcript = Transcript(folder: folder)
          try transcript.run("load workspace from \"lab.npz\"")
          #expect(try transcript.run("fit", .json) == original.run("fit", .json))
          #expect(try transcript.run("k", .json) == original.run("k", .json))
        }
      }
      #expect(found > 150, "\(found) of 300 changes were found")
    }
  }

  @Test func foreignFilesAreNamed() throws {
    try Fixtures.withTemporaryFolder { folder in
      func said(_ name: String) throws -> String { try #require(try failure(folder, name)) }
      #expect(try said("none.npz").contains("does not exist"))
      try Data("hello".utf8).write(to: folder.appendingPathComponent("text.npz"))
      #expect(try said("text.npz").contains("is not a zip archive"))
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("dir.npz"), withIntermediateDirectories: true)
      #expect(try said("dir.npz").contains("is a folder, not a file"))
      try FileManager.default.copyItem(
        at: Fixtures.url("files/npz_stored.npz"), to: folder.appendingPathComponent("other.npz"))
      #expect(try said("other.npz").contains("is no workspace file: it has no manifest of one"))
    }
  }

  /// Manifests that say something else than the truth.
  @Test(arguments: [
    ("\"version\": 1", "\"version\": 2", "has version 2 of the format"),
    ("\"version\": 1", "\"version\": \"x\"", "does not say the version"),
    ("\"kind\": \"kernel\"", "\"kind\": \"cernel\"", "is of the kind “cernel”"),
    ("\"array\": \"k\"", "\"array\": \"q\"", "“k” lacks its array “q”"),
    ("\"array\": \"k\"", "\"array\": \"fit/loss\"", "“k” is no kernel"),
    ("\"name\": \"x\"", "\"name\": \"for\"", "“for” is no name with a value"),
    ("\"name\": \"x\"", "\"name\": \"a b\"", "“a b” is no name with a value"),
    ("\"input\": [2]", "\"input\": [0]", "has an input that is no shape"),
    ("\"input\": [2]", "\"input\": [2000000000, 9, 9]", "has layers that do not fit"),
    ("\"input\": [2]", "\"input\": [3]", "has parameters 0.weight of a wrong shape"),
    ("dense 3 tanh |", "dense 99999999 tanh |", "“net” "),
    ("dense 3 tanh |", "dense (save 1 to \\\"stolen.csv\\\") |", "has layers that cannot be read"),
    ("dense 3 tanh |", "mine |", "has layers that cannot be read"),
    ("adam with rate=0.001", "adam with rate=(load x from \\\"y\\\")", "has an optimiser that"),
    ("\"measured\": 0", "\"measured\": 99", "conventions that are not there"),
    ("\"epochs\": 3", "\"epochs\": 3.5", "has no proper “epochs”"),
    ("\"format\": \"tangent workspace\"", "\"format\": \"x\"", "is no workspace file"),
  ])
  func aManifestThatLies(old: String, new: String, message: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      _ = try workspace(in: folder)
      let path = folder.appendingPathComponent("lab.npz").path
      var arrays = try ArrayArchive.read(path)
      let manifest = try #require(arrays.texts["manifest.json"])
      #expect(manifest.contains(old), "\(manifest)")
      arrays.texts["manifest.json"] = manifest.replacing(old, with: new)
      try ArrayArchive.write(arrays, to: path, replacing: true)
      let said = try #require(try failure(folder))
      #expect(said.contains(message), "\(said)")
      #expect(
        !FileManager.default.fileExists(atPath: folder.appendingPathComponent("stolen.csv").path))
    }
  }

  /// A manifest changed at random, with checksums that are right: an error, or values that can be
  /// looked at. Long runs by TANGENT_FUZZ.
  @Test func manifestsChangedAtRandom() throws {
    let rounds = ProcessInfo.processInfo.environment["TANGENT_FUZZ"].flatMap(Int.init) ?? 400
    try Fixtures.withTemporaryFolder { folder in
      _ = try workspace(in: folder)
      let path = folder.appendingPathComponent("lab.npz").path
      var arrays = try ArrayArchive.read(path)
      let manifest = Array(try #require(arrays.texts["manifest.json"]).utf8)
      let pieces = ["0", "-1", "9223372036854775807", "1e308", "null", "\"\"", "[]", "{}", "true"]
      let keys = manifest.indices.filter { manifest[$0] == UInt8(ascii: ":") }
      var random = SeededGenerator(11)
      var taken = 0
      for _ in 0..<rounds {
        var changed = manifest
        if Bool.random(using: &random) {
          // Another value behind a colon.
          let at = try #require(keys.randomElement(using: &random)) + 1
          let end = changed[at...].firstIndex { [0x2C, 0x7D, 0x5D].contains($0) } ?? at
          changed.replaceSubrange(at..<end, with: (pieces.randomElement(using: &random) ?? "").utf8)
        } else {
          for _ in 0..<Int.random(in: 1...3, using: &random) {
            let at = Int.random(in: changed.indices, using: &random)
            changed[at] = UInt8.random(in: 0x20..<0x7F, using: &random)
          }
        }
        arrays.texts["manifest.json"] = String(decoding: changed, as: UTF8.self)
        try ArrayArchive.write(arrays, to: path, replacing: true)
        var transcript = Transcript(folder: folder)
        if let said = transcript.error("load workspace from \"lab.npz\"") {
          #expect(said.hasPrefix("error: “\(path)” "), "\(said)")
        } else {
          taken += 1
          for (name, _) in transcript.session.names {
            _ = try transcript.run("show \(name)\n\(name)", .json)
          }
          for query in ["loss fit", "trace net on d", "entropy k", "sum(d.indices)"] {
            _ = transcript.error(query)
          }
        }
      }
      #expect(taken < rounds)
    }
  }

  @Test func placesThatCannotBeWritten() throws {
    try Fixtures.withTemporaryFolder { folder in
      let old = try workspace(in: folder)
      var transcript = Transcript(folder: folder)
      try transcript.run("y = 5")
      for (path, message) in [
        ("lab.npz", "exists already"), ("none/lab.npz", "there is no folder"),
        ("lab.npz/lab.npz", "there is no folder"), ("lab.ntk", "ending in .npz"),
        ("\(String(repeating: "n", count: 300)).npz", "file name too long"),
      ] {
        let said = transcript.error("save workspace to \"\(path)\"")
        #expect(said?.contains(message) == true, "\(path): \(said ?? "saved")")
      }
      #expect([UInt8](try Data(contentsOf: folder.appendingPathComponent("lab.npz"))) == old)
      // A link is followed and stays a link.
      let link = folder.appendingPathComponent("link.npz")
      try FileManager.default.createSymbolicLink(
        atPath: link.path, withDestinationPath: "lab.npz")
      try transcript.run("save workspace to \"link.npz\" with replace=yes")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "lab.npz")
      var after = Transcript(folder: folder)
      try after.run("load workspace from \"lab.npz\"")
      #expect(after.session.names.map(\.name) == ["y"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }
  }

  @Test func hugeNamesAreKept() throws {
    try Fixtures.withTemporaryFolder { folder in
      let (a, b) = (String(repeating: "a", count: 70_000), String(repeating: "b", count: 300))
      var transcript = Transcript(folder: folder)
      try transcript.run("\(a) = 1\n\(b) = [2, 3]\nsave workspace to \"lab.npz\"")
      var after = Transcript(folder: folder)
      try after.run("load workspace from \"lab.npz\"")
      #expect(after.number(a) == 1 && after.numbers(b) == [2, 3])
    }
  }
}
