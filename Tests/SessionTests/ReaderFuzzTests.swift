import Files
import Foundation
import Language
import TestSupport
import Testing

@testable import Session

/// A reader of files that anybody may have made, with files it reads well: one line in ``all``.
struct FuzzedReader: Sendable, CustomTestStringConvertible {
  let name: String
  let ending: String
  /// Files under `Tests/Fixtures` to begin from.
  let seeds: [String]
  /// Words of the format, put in anywhere.
  var words: [String] = []
  /// Makes checksums right again, so that mutations get past them.
  var repair: @Sendable ([UInt8]) -> [UInt8] = { $0 }
  let read: @Sendable (String) throws -> Void

  var testDescription: String { name }

  static let all = [
    FuzzedReader(
      name: "idx", ending: "idx",
      seeds: ["idx_f4", "idx_f8", "idx_i1", "idx_i2", "idx_i4", "idx_u1"].map { "files/\($0).idx" }
        + ["files/labels-idx1-ubyte.gz"], read: { _ = try IDX.read($0) }),
    FuzzedReader(
      name: "npy", ending: "npy",
      seeds: [
        "npy_f2", "npy_f4", "npy_f8_big", "npy_fortran3", "npy_i8", "npy_scalar", "npy_version2",
        "npy_empty",
      ].map { "files/\($0).npy" },
      words: [
        "'descr'", "'<f8'", "'|O'", "True", "(", ")", "9223372036854775807", "(0, 99999999999,)",
        "'shape'", "{", "}", ",",
      ], read: { _ = try NPY.read($0) }),
    FuzzedReader(
      name: "npz", ending: "npz",
      seeds: ["npz_stored", "npz_deflated", "npz_text", "npz_unnamed"].map { "files/\($0).npz" },
      words: ["PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", ".npy", "../x.npy"],
      repair: StoredZip.repaired, read: { _ = try NPZ.read($0) }),
    FuzzedReader(
      name: "csv", ending: "csv",
      seeds: ["bare.csv", "numbers.csv", "quoted.csv", "semicolons.csv", "special.csv", "tabs.tsv"]
        .map { "files/\($0)" },
      words: ["\"", "\"\"", ",", ";", "\t", "\n", "\r", "nan", "1e999", "-0", "\u{FEFF}"],
      read: {
        _ = try CSV.read($0)
        _ = try TableFile.load(from: $0, format: nil)
      }),
    FuzzedReader(
      name: "json", ending: "json",
      seeds: ["matrix.json", "number.json", "table.json", "expected.json"].map { "files/\($0)" },
      words: ["[", "]", "{", "}", "[[[[", "null", "1e999", "\\u0000", "\\ud800", "\"", ":", ","],
      read: {
        _ = try JSON.read($0)
        _ = try TableFile.load(from: $0, format: nil)
      }),
    FuzzedReader(
      name: "safetensors", ending: "safetensors",
      seeds: ["tensors.safetensors", "bfloat16.safetensors"].map { "files/\($0)" },
      words: [
        "\"dtype\"", "\"F32\"", "\"shape\"", "[4294967296,4294967296]", "\"data_offsets\"",
        "[0,9223372036854775807]", "\"__metadata__\"", "{", "}",
      ], read: { _ = try Safetensors.read($0) }),
    FuzzedReader(
      name: "workspace", ending: "npz", seeds: ["sessions/workspace.npz"],
      words: ["PK\u{1}\u{2}", "PK\u{3}\u{4}", "\"kind\"", "\"value\"", "null", "{", "}"],
      repair: StoredZip.repaired, read: { _ = try WorkspaceFile.read($0) }),
    // Read, but not run: what mutated statements do is FuzzTests' business.
    FuzzedReader(
      name: "session", ending: "ntk",
      seeds: ["sessions/sixty.ntk", "sessions/recorded.ntk"],
      words: [
        "#=", "# tangent: data \"", "\" digest ", "0123456789abcdef", "+-", "{", "}", "for ", "\n",
        "OpenBLAS (", "threads", "\"{", "|", "=", "nan",
      ],
      read: { path in
        let text = try Script.read(path)
        let program = try Parser(Session.vocabulary, reading: .script).parse(text)
        let circumstances = Circumstances(of: program)
        _ = circumstances.remark
        _ = circumstances.files
        let results = program.statements.map(\.results)
        _ = Replay.updated(text, program, results)
        for line in results.flatMap({ $0 }) {
          _ = Agreement(relative: 1e-5).holds(recorded: line, new: line)
        }
      }),
  ]
}

/// Mutated files: the readers give arrays or a clear error, and neither crash, hang, nor take memory
/// that the file's size does not warrant.
///
/// A short run here; `scripts/fuzz` makes the long one.
@Suite struct ReaderFuzzTests {
  private static let count =
    ProcessInfo.processInfo.environment["TANGENT_FUZZ"].flatMap { Int($0) } ?? 1500
  private static let seed =
    ProcessInfo.processInfo.environment["TANGENT_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

  @Test(arguments: FuzzedReader.all)
  func nothingCrashes(reader: FuzzedReader) throws {
    try Fixtures.withTemporaryFolder { folder in
      let seeds = try reader.seeds.map { [UInt8](try Data(contentsOf: Fixtures.url($0))) }
      let path = folder.appendingPathComponent("x.\(reader.ending)").path
      var mutation = Mutation(SeededGenerator(Self.seed &* 31 &+ UInt64(reader.name.utf8.count)))
      let before = Self.peakMemory()
      var (accepted, slowest) = (0, Duration.zero)
      var messages: Set<String> = []
      for i in 0..<Self.count {
        var bytes = mutation.mutated(seeds, reader.words)
        if i % 2 == 0 { bytes = reader.repair(bytes) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let start = ContinuousClock.now
        do {
          try reader.read(path)
          accepted += 1
        } catch let error as FileError {
          messages.insert(String(error.message.dropFirst(path.count).prefix(24)))
        } catch let error as Diagnostic {
          messages.insert(String(error.message.prefix(24)))
        }
        slowest = max(slowest, start.duration(to: .now))
        if slowest > .seconds(10) {
          try Data(bytes).write(to: URL(fileURLWithPath: "/tmp/tangent-slow.\(reader.ending)"))
          Issue.record("one file of \(bytes.count) bytes took \(slowest)")
          break
        }
      }
      let grown = Self.peakMemory() - before
      // The files hold a few kilobytes; other tests run beside this one.
      #expect(grown < 2 << 30, "memory grew by \(grown) bytes")
      #expect(messages.count > 3, "mutations reach different checks")
      // Found on the way are files that still mean something, so the mutations are not all rubble.
      #expect(accepted > 0)
      if Self.count > 1500 {
        print(
          "\(reader.name): \(Self.count) files, \(accepted) read, \(messages.count) kinds of errors, slowest \(slowest), memory +\(grown >> 20) MB"
        )
      }
    }
  }

  /// The largest address space the process ever had, in bytes.
  private static func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmPeak:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
  }
}

/// Changes to bytes: flips, numbers at the edges, words of the format, pieces cut, doubled and mixed.
private struct Mutation {
  private var lottery: SeededGenerator
  init(_ lottery: SeededGenerator) { self.lottery = lottery }

  mutating func mutated(_ seeds: [[UInt8]], _ words: [String]) -> [UInt8] {
    var bytes = seeds.randomElement(using: &lottery) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &lottery) {
      // Headers are where mistakes matter.
      let limit = Bool.random(using: &lottery) ? min(bytes.count, 128) : bytes.count
      let at = limit > 0 ? Int.random(in: 0..<limit, using: &lottery) : 0
      switch Int.random(in: 0..<9, using: &lottery) {
      case 0 where !bytes.isEmpty: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &lottery)
      case 1 where !bytes.isEmpty: bytes[at] = UInt8.random(in: 0...255, using: &lottery)
      case 2 where !bytes.isEmpty:
        let edges: [UInt64] = [
          0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, .max,
        ]
        let edge = edges.randomElement(using: &lottery) ?? 0
        let width = [1, 2, 4, 8].randomElement(using: &lottery) ?? 1
        let isBig = Bool.random(using: &lottery)
        for k in 0..<width where at + k < bytes.count {
          bytes[at + k] = UInt8(truncatingIfNeeded: edge >> (8 * (isBig ? width - 1 - k : k)))
        }
      case 3: bytes = Array(bytes.prefix(at))
      case 4:
        bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0..<9, using: &lottery)))
      case 5:
        let piece = bytes[at..<min(bytes.count, at + Int.random(in: 0..<65, using: &lottery))]
        bytes.insert(contentsOf: Array(piece), at: at)
      case 6:
        let other = seeds.randomElement(using: &lottery) ?? []
        bytes = bytes.prefix(at) + other.suffix(max(0, other.count - at))
      case 7:
        bytes.insert(
          contentsOf: (0..<Int.random(in: 1..<9, using: &lottery)).map { _ in
            UInt8.random(in: 0...255, using: &lottery)
          }, at: at)
      default:
        if let word = words.randomElement(using: &lottery) {
          bytes.insert(contentsOf: Array(word.utf8), at: at)
        }
      }
    }
    return bytes
  }
}

/// The checksums of a zip file whose members are stored as they are (APPNOTE.TXT, 4.3).
private enum StoredZip {
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var sums: [Int: [UInt8]] = [:]
    func number(_ at: Int, _ width: Int) -> Int {
      guard at + width <= bytes.count else { return 0 }
      return (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    for at in bytes.indices where at + 46 <= bytes.count && bytes[at] == 0x50 {
      switch number(at, 4) {
      case 0x0403_4B50:
        let start = at + 30 + number(at + 26, 2) + number(at + 28, 2)
        guard number(at + 8, 2) == 0, case let end = start + number(at + 18, 4),
          end <= bytes.count, start <= end
        else { continue }
        let sum = crc(bytes[start..<end])
        sums[at] = sum
        bytes.replaceSubrange((at + 14)..<(at + 18), with: sum)
      case 0x0201_4B50:
        if let sum = sums[number(at + 42, 4)] {
          bytes.replaceSubrange((at + 16)..<(at + 20), with: sum)
        }
      default: continue
      }
    }
    return bytes
  }

  private static func crc(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var sum: UInt32 = .max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: ~sum >> (8 * UInt32($0))) }
  }
}
