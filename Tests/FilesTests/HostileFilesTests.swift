import Foundation
import TestSupport
import Testing

@testable import Files

/// Files cut at every byte and files changed at random: an answer or a clear error, never a crash
/// and never more memory than the file accounts for.
@Suite struct HostileFilesTests {
  static let small = [
    "npy_f4.npy", "npy_fortran3.npy", "npz_stored.npz", "npz_deflated.npz", "npz_text.npz",
    "tensors.safetensors", "idx_f8.idx", "labels-idx1-ubyte.gz", "quoted.csv", "table.json",
  ]

  /// A binary file says how much it holds, so no beginning of it passes for the whole.
  @Test(arguments: small) func everyBeginningIsRefusedOrRead(name: String) throws {
    let bytes = try fixture(name)
    let mustFail = !["csv", "json"].contains { name.hasSuffix($0) }
    for length in 0..<bytes.count {
      let message = try failure(name, Array(bytes[..<length]))
      if mustFail {
        #expect(message != nil, "\(length) of \(bytes.count) bytes were read as a whole")
      }
      if let message { #expect(isSentence(message, about: name)) }
    }
  }

  @Test(arguments: small) func mutationsNeverCrash(name: String) throws {
    var random = SeededGenerator(UInt64(name.utf8.count) &* 977)
    let original = try fixture(name)
    let before = peak()
    try Fixtures.withTemporaryFolder { (folder: URL) throws in
      let url = folder.appendingPathComponent(name)
      for _ in 0..<2_500 {
        let bytes = mutate(original, &random)
        try Data(bytes).write(to: url)
        do {
          let arrays = try Formats.read(url.path)
          // Nothing that is read is larger than the file accounts for: deflate's factor and the
          // widening of bytes to 64-bit integers are the most there is.
          let elements = arrays.pairs.reduce(0) { $0 + $1.array.count }
          #expect(elements <= bytes.count * 1032)
        } catch let error as FileError {
          #expect(
            isSentence(
              error.message.replacingOccurrences(of: folder.path + "/", with: ""), about: name))
        }
      }
    }
    // Of files of a few hundred bytes; what is left is room for the tests that run beside this one.
    #expect(peak() - before < 1 << 30)
  }

  private func isSentence(_ message: String, about name: String) -> Bool {
    message.hasPrefix("“\(name)” ") && message.last != "." && !message.contains("\n")
  }

  /// The most address space the process ever had, bytes: memory asked for counts even when it is
  /// never touched.
  private func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmPeak:") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0)
      << 10
  }

  /// One to four changes: a byte, a run, a cut, a copy of one part over another, a huge number.
  private func mutate(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
      case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2:
        bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...9, using: &random)))
      case 3:
        let run = (0..<Int.random(in: 1...9, using: &random)).map { _ in
          UInt8.random(in: .min ... .max, using: &random)
        }
        bytes.insert(contentsOf: run, at: at)
      case 4:
        let from = Int.random(in: bytes.indices, using: &random)
        for k in 0..<min(8, bytes.count - max(at, from)) { bytes[at + k] = bytes[from + k] }
      case 5:
        let width = min([2, 4, 8].randomElement(using: &random) ?? 4, bytes.count - at)
        for k in 0..<width {
          bytes[at + k] = [0x7F, 0xFF, 0x00].randomElement(using: &random) ?? 0
        }
      default:
        bytes[at] = Array("0123456789,;\"'()[]{}:<>-.eE\n".utf8).randomElement(using: &random) ?? 0
      }
    }
    return bytes
  }
}
