import Foundation
import TestSupport
import Testing

/// The man page, the completions and the syntax files, read by the programs they are for, where
/// these are installed.
@Suite struct GeneratedFilesTests {
  private static let docs = Fixtures.root.appendingPathComponent("docs").path

  /// What a program says and how it ends; nil where it is not installed.
  private static func run(
    _ program: String, _ arguments: String...
  ) throws -> (text: String, status: Int32)? {
    let found = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: found)
    process.arguments = arguments
    process.environment = TangentProcess.environment(home: NSTemporaryDirectory())
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  private static func isInstalled(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  /// All files, those of the process too, are as `scripts/docs` would make them.
  @Test func generatedFilesAreFresh() throws {
    let result = try TangentProcess.run(["--check-docs", Self.docs])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aStaleFileIsNamed() throws {
    try Fixtures.withTemporaryFolder { folder in
      let copy = folder.appendingPathComponent("docs")
      try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
      #expect(try TangentProcess.run(["--write-docs", copy.path]).status == 0)
      #expect(try TangentProcess.run(["--check-docs", copy.path]).status == 0)
      let page = copy.appendingPathComponent("man/tangent.1")
      try Data("stale".utf8).write(to: page)
      let result = try TangentProcess.run(["--check-docs", copy.path])
      #expect(result.status == 1 && result.errors.contains("man/tangent.1"))
    }
  }

  @Test(.enabled(if: isInstalled("groff")))
  func theManPageIsClean() throws {
    // What man -l --warnings does, without its pager and its database.
    let page = try #require(
      try Self.run(
        "groff", "-man", "-Tutf8", "-P-cbou", "-ww", "-K", "utf8", "\(Self.docs)/man/tangent.1"))
    #expect(page.status == 0)
    for part in ["NAME", "SYNOPSIS", "--threads", "--tolerance", "entropy", "init.ntk", "NO_COLOR"]
    {
      #expect(page.text.contains(part), "\(part)")
    }
    #expect(!page.text.contains("warning") && !page.text.contains("error:"))
  }

  @Test(.enabled(if: isInstalled("mandoc")))
  func theManPageIsPortable() throws {
    let lint = try #require(
      try Self.run("mandoc", "-Tlint", "-Wwarning", "\(Self.docs)/man/tangent.1"))
    #expect(lint.status == 0, "\(lint.text)")
  }

  @Test(arguments: [
    ("--out", "--output"), ("--output j", "json"), ("re", "replay"), ("replay --t", "--tolerance"),
    ("--color n", "never"), ("--output = json re", "replay"), ("--color = al", "always"),
    ("--threads 2 re", "replay"), ("--threads 2 replay --up", "--update"),
    ("docs/", "docs/lessons"), ("replay docs/studies/s", "docs/studies/selection.ntk"),
  ])
  func bashCompletes(typed: String, offered: String) throws {
    let script = """
      cd "\(Self.docs)/.." && source docs/completions/tangent.bash
      COMP_WORDS=(tangent \(typed)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMP_LINE="tangent \(typed)"; COMP_POINT=${#COMP_LINE}
      _tangent; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let answer = try #require(try Self.run("bash", "-c", script))
    let words = answer.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(words.contains(offered), "\(answer.text)")
    #expect(!answer.text.contains("--write"), "hidden options stay hidden: \(answer.text)")
  }

  @Test(.enabled(if: isInstalled("fish")))
  func fishCompletes() throws {
    let script = """
      source "\(Self.docs)/completions/tangent.fish"
      complete -C "tangent --out"; complete -C "tangent --output "; complete -C "tangent re"
      complete -C "tangent replay --tol"
      """
    let answer = try #require(try Self.run("fish", "--no-config", "-c", script))
    for word in ["--output", "json", "replay", "--tolerance"] {
      #expect(answer.text.contains(word), "\(word)")
    }
  }

  @Test(.enabled(if: isInstalled("zsh")))
  func zshReadsIt() throws {
    let script = """
      fpath=("\(Self.docs)/completions" $fpath)
      autoload -Uz compinit && compinit -u -D && print $_comps[tangent]
      """
    let answer = try #require(try Self.run("zsh", "-f", "-c", script))
    #expect(answer.text == "_tangent\n", "\(answer.text)")
    #expect(try Self.run("zsh", "-n", "\(Self.docs)/completions/_tangent")?.status == 0)
  }

  @Test(.enabled(if: isInstalled("vim")))
  func vimColoursWords() throws {
    try Fixtures.withTemporaryFolder { folder in
      let text = """
        # a comment
        fit = train net on d for 3 epochs using adam with rate=1e-3
        x = "a {b}"
        #= 1.5
        """
      let file = folder.appendingPathComponent("s.ntk").path
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      let out = folder.appendingPathComponent("out").path
      let places = [
        (1, 3), (2, 1), (2, 7), (2, 17), (2, 41), (2, 51), (2, 56), (3, 5), (3, 8), (4, 1),
      ]
      let asks = places.map { "call add(o, synIDattr(synID(\($0.0), \($0.1), 1), 'name'))" }
      let script = folder.appendingPathComponent("s.vim").path
      let lines =
        [
          "set nocompatible rtp^=\(Self.docs)/editors/vim", "filetype plugin on", "syntax on",
          "edit \(file)", "let o = [&filetype]",
        ] + asks + ["call writefile(o, '\(out)')", "qa!"]
      try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: script))
      _ = try Self.run("vim", "-es", "-u", "NONE", "-i", "NONE", "-n", "-S", script)
      // A vim without syntax support, such as vim-tiny, writes nothing.
      guard let found = try? String(contentsOfFile: out, encoding: .utf8) else { return }
      #expect(
        found.split(separator: "\n").map(String.init) == [
          "ntk", "ntkComment", "ntkBound", "ntkCommand", "ntkPreposition", "ntkChoice",
          "ntkOption", "ntkNumber", "ntkString", "ntkInterpolation", "ntkResult",
        ])
    }
  }
}
