import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct AtomicFileTests {
  private let old: [UInt8] = [1, 2, 3]
  private let new: [UInt8] = [4, 5]

  @Test func writesAndLeavesNothingElse() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("ü b.bin")
      try AtomicFile.write(new, to: url.path, replacing: false)
      #expect([UInt8](try Data(contentsOf: url)) == new)
      #expect(try names(in: folder) == ["ü b.bin"])
    }
  }

  @Test func replacesOnlyWhenAsked() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("x.bin")
      try Data(old).write(to: url)
      let error = #expect(throws: FileError.self) {
        try AtomicFile.write(new, to: url.path, replacing: false)
      }
      #expect(error?.message == "“\(url.path)” exists already")
      #expect(error?.suggestion == "with replace=yes writes over it")
      #expect([UInt8](try Data(contentsOf: url)) == old)
      try AtomicFile.write(new, to: url.path, replacing: true)
      #expect([UInt8](try Data(contentsOf: url)) == new)
      #expect(try names(in: folder) == ["x.bin"])
    }
  }

  @Test func aFileThatAppearsMeanwhileStays() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("x.bin")
      let error = #expect(throws: FileError.self) {
        try AtomicFile.write(to: url.path, replacing: false) { (_) throws(FileError) in
          _ = FileManager.default.createFile(atPath: url.path, contents: Data(old))
        }
      }
      #expect(error?.message == "“\(url.path)” exists already")
      #expect([UInt8](try Data(contentsOf: url)) == old)
      #expect(try names(in: folder) == ["x.bin"])
    }
  }

  @Test func aFailureLeavesTheOldFile() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("x.bin")
      try Data(old).write(to: url)
      let error = #expect(throws: FileError.self) {
        try AtomicFile.write(to: url.path, replacing: true) { (temporary) throws(FileError) in
          let file = try OutputFile(temporary, as: url.path)
          try file.write(new)
          throw FileError(url.path, "was given up")
        }
      }
      #expect(error?.message == "“\(url.path)” was given up")
      #expect([UInt8](try Data(contentsOf: url)) == old)
      #expect(try names(in: folder) == ["x.bin"])
    }
  }

  @Test func keepsModeAndFollowsLinks() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent("x.bin")
      let link = folder.appendingPathComponent("link.bin")
      try Data(old).write(to: url)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: url.path)
      try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "x.bin")
      try AtomicFile.write(new, to: link.path, replacing: true)
      let about = try FileManager.default.attributesOfItem(atPath: url.path)
      #expect(about[.posixPermissions] as? Int == 0o640)
      #expect([UInt8](try Data(contentsOf: url)) == new)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "x.bin")
    }
  }

  @Test func placesThatAreNoneAreRefused() throws {
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      for (path, message) in [
        ("", "is not a file name"), ("\(folder.path)/", "is not a file name"),
        ("a\0b", "is not a file name"),
        (folder.path, "is a folder, not a file"), ("/dev/null", "is not a plain file"),
        ("\(folder.path)/no/x", "cannot be written: there is no folder “\(folder.path)/no”"),
        (
          "\(folder.path)/\(String(repeating: "n", count: 300))",
          "cannot be written: file name too long"
        ),
      ] {
        let error = #expect(throws: FileError.self) {
          try AtomicFile.write(new, to: path, replacing: true)
        }
        #expect(error?.message == FileError(path, message).message)
      }
      #expect(try names(in: folder).isEmpty)
    }
  }

  /// A full disk: /dev/full takes no byte.
  @Test func aFullDiskIsAnError() throws {
    let error = #expect(throws: FileError.self) {
      let file = try OutputFile("/dev/full", as: "x.bin")
      try file.write(new)
    }
    #expect(error?.message == "“x.bin” cannot be written: no space left on device")
  }
}
