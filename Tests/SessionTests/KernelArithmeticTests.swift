import Foundation
import Testing

@testable import Session

/// Kernels in arithmetic, in functions and in files.
@Suite struct KernelArithmeticTests {
  static let prelude = """
    d = generate digits 12 with seed=1
    e = generate digits 5 with seed=2
    net = input 28x28x1 | flatten | dense 6 relu | dense 3 with seed=1
    K = kernel net on d with precision=double
    """

  private func session(_ script: String = "") throws -> Transcript {
    var transcript = Transcript()
    try transcript.run(Self.prelude + "\n" + script)
    return transcript
  }

  /// The kernels of the layers add up to the whole, said in the language. The tolerance is a few
  /// roundings of a sum of two numbers in double precision.
  @Test func layersAddUp() throws {
    let transcript = try session(
      """
      first = kernel net on d with precision=double, layer=0
      last = kernel net on d with precision=double, layer=1
      both = first + last
      apart = norm(K - both) / norm(K)
      whole = trace both
      half = trace (K / 2)
      once = trace K
      """)
    #expect(try #require(transcript.number("apart")) < 1e-14)
    let (whole, once) = (try #require(transcript.number("whole")), transcript.number("once") ?? 0)
    #expect(abs(whole - once) <= 1e-13 * once)
    #expect(try #require(transcript.number("half")) == once / 2)
    guard case .kernel(let both)? = transcript.session.value(of: "both") else {
      Issue.record("no kernel")
      return
    }
    // What the two do not share, their layers, is no longer said.
    #expect(both.isKernel && !both.measured.conventions.contains { $0.key == "layer" })
  }

  /// Entries, rows and parts.
  @Test func entries() throws {
    let transcript = try session(
      """
      a = K[0][3]
      b = K[3][0]
      last = K[-1]
      part = K[0..2]
      rows = size(part)
      largest = max(K)
      total = sum(K)
      row = sum(K[0])
      n = norm(K)
      direct = sqrt(sum(K * K))
      C = kernel net on d with other=e
      crossed = size(C[0])
      """)
    #expect(transcript.number("a") == transcript.number("b"))
    #expect(transcript.numbers("last")?.count == 12)
    #expect(transcript.number("rows") == 3)
    #expect(transcript.number("crossed") == 5)
    guard case .kernel(let kernel)? = transcript.session.value(of: "K") else { return }
    let entries = kernel.entries
    #expect(transcript.number("largest") == entries.max())
    #expect(transcript.number("total") == entries.reduce(0, +))
    #expect(transcript.number("row") == entries.prefix(12).reduce(0, +))
    let (n, direct) = (transcript.number("n") ?? 0, transcript.number("direct") ?? 1)
    #expect(abs(n - direct) <= 1e-13 * direct)
  }

  /// A positive multiple of a kernel and a sum of kernels are kernels; all else is a matrix.
  @Test(arguments: [
    ("K + K", "kernel"), ("2 * K", "kernel"), ("K / 3", "kernel"), ("K - K", "matrix"),
    ("-K", "matrix"), ("K + 1", "matrix"), ("1 / K", "matrix"), ("0 * K", "matrix"),
    ("K * K", "matrix"), ("K ^ 2", "matrix"), ("sqrt(K)", "matrix"), ("K[0..1]", "matrix"),
  ])
  func kinds(expression: String, kind: String) throws {
    let transcript = try session("x = \(expression)")
    #expect(transcript.session.value(of: "x")?.kind == kind)
  }

  @Test func normsNeitherOverflowNorVanish() throws {
    var transcript = Transcript()
    try transcript.run("a = norm([3e200, 4e200])\nb = norm([3e-200, 4e-200])\nc = norm([])")
    #expect(abs(try #require(transcript.number("a")) / 5e200 - 1) < 1e-15)
    #expect(abs(try #require(transcript.number("b")) / 5e-200 - 1) < 1e-15)
    #expect(transcript.number("c") == 0)
  }

  /// A kernel comes back as it was, with its conventions where the format has room for them.
  @Test(arguments: ["npz", "safetensors", "npy", "csv", "json"])
  func savedKernelsLoad(ending: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var transcript = Transcript(folder: folder)
    try transcript.run(
      Self.prelude
        + """

        save K to "k.\(ending)"
        again = load kernel from "k.\(ending)"
        apart = norm(K - again)
        a = entropy K
        b = entropy again
        """)
    #expect(transcript.number("apart") == 0)
    #expect(transcript.number("a") == transcript.number("b"))
    guard case .kernel(let again)? = transcript.session.value(of: "again"),
      case .kernel(let kernel)? = transcript.session.value(of: "K")
    else {
      Issue.record("no kernel")
      return
    }
    #expect(again.isKernel && again.matrix.precision == .double)
    if ["npz", "safetensors"].contains(ending) {
      #expect(again.measured.conventions == kernel.measured.conventions)
    } else {
      #expect(again.measured.conventions.map(\.key) == ["rows", "precision"])
    }
  }

  /// Whatever holds no matrix of finite numbers is refused.
  @Test(arguments: [
    ("\"x.npz\"", "holds no matrix"), ("\"t.csv\"", "holds text"),
    ("\"n.json\"", "holds no matrix"),
  ])
  func otherFilesAreRefused(path: String, problem: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var transcript = Transcript(folder: folder)
    try transcript.run(
      Self.prelude
        + """

        save d to "x.npz"
        save ["a", "b"] to "t.csv"
        save 3 to "n.json"
        """)
    let message = transcript.error("load kernel from \(path)")
    let error = try #require(message)
    #expect(error.contains(problem) || error.contains("holds no matrix"), "\(error)")
  }
}
