import Catalog
import Files
import Glibc
import Language

/// Running a session file again and comparing every result.
public enum Replay {
  /// What a replay found.
  public struct Report: Sendable {
    /// `11 of 12 results agree`, then the ones that do not.
    public let text: String
    /// True when every result agrees.
    public let agrees: Bool
  }

  /// Runs the statements of a file in a new session and compares their results with its `#=` lines.
  /// Nothing is written outside a temporary folder, except the file itself with `update`.
  ///
  /// - Parameters:
  ///   - update: rewrites the `#=` lines with the new results.
  ///   - tolerance: relative, instead of 1e-5 in single and 1e-9 in double precision.
  /// - Throws: a `Diagnostic` when the file cannot be read or parsed; a statement that fails is a
  ///   difference.
  public static func run(
    file: String, update: Bool = false, tolerance: Double? = nil,
    options: Session.Options = Session.Options(), depth: Int = 0
  ) throws -> (report: Report, text: SourceText) {
    let source = SourceText(try Script.read(file), name: file)
    let program = try Parser(Session.vocabulary, reading: .script).parse(source.text)
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    var options = options
    options.folder = Script.folder(of: file)
    options.isInteractive = false
    options.redirectedOutput = folder
    var session = Session(options)
    // A script that replays itself must end.
    session.depth = depth
    var differences: [String] = []
    var compared = 0
    var results: [[String]] = []
    for statement in program.statements {
      let expected = statement.results
      do {
        let noted = session.notebook.entries.count
        _ = try session.run(statement, in: source)
        // The statements of a loaded workspace are not results of this one.
        let new =
          session.current.isBeyondReplay ? nil : session.notebook.entries.dropFirst(noted).first
        results.append(new?.results ?? [])
        guard !expected.isEmpty else { continue }
        compared += 1
        if let difference = compare(expected, new, tolerance) {
          differences.append("\(place(statement, source)): \(line(statement))\n\(difference)")
        }
      } catch {
        if error.kind == .interrupted { throw error }
        compared += 1
        results.append(expected)
        differences.append(
          "\(place(statement, source)): \(line(statement))\n  fails: \(error.message)")
      }
      if session.wantsToEnd { break }
    }
    if update {
      let text = updated(source.text, program, results)
      try AtomicFile.write([UInt8](text.utf8), to: file, replacing: true)
    }
    var summary = "\(compared - differences.count) of \(counted(compared, "result")) agree"
    if compared == 0 { summary = "no result is recorded in \(file)" }
    if update { summary += "; the file now holds the new ones" }
    return (
      Report(
        text: ([summary] + differences).joined(separator: "\n"), agrees: differences.isEmpty),
      source
    )
  }

  private static func compare(
    _ expected: [String], _ new: Notebook.Entry?, _ tolerance: Double?
  ) -> String? {
    let results = new?.results ?? []
    let agreement = Agreement(relative: tolerance ?? defaultTolerance(new))
    guard expected.count == results.count else {
      return "  recorded \(counted(expected.count, "line")), now \(results.count)"
    }
    let lines = zip(expected, results).filter { !agreement.holds(recorded: $0, new: $1) }
    guard !lines.isEmpty else { return nil }
    return lines.prefix(5).map { "  recorded: \($0)\n  now:      \($1)" }.joined(separator: "\n")
  }

  /// 1e-9 for a statement that says `precision=double`, 1e-5 otherwise.
  private static func defaultTolerance(_ entry: Notebook.Entry?) -> Double {
    entry?.statement.description.contains("precision=double") == true ? 1e-9 : 1e-5
  }

  private static func place(_ statement: Statement, _ text: SourceText) -> String {
    let place = text.location(of: statement.range.lower)
    return "\(text.name ?? "script"):\(place.line)"
  }

  private static func line(_ statement: Statement) -> String {
    var bare = statement
    bare.comments = []
    bare.results = []
    return bare.description
  }

  /// The text with the `#=` lines of each statement replaced, everything else as it was.
  static func updated(_ text: String, _ program: Program, _ results: [[String]]) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // After which line each statement's results belong.
    var after: [Int: [String]] = [:]
    let bytes = Array(text.utf8)
    for (statement, new) in zip(program.statements, results) {
      let end = min(statement.range.upper, bytes.count)
      let line = bytes[..<end].reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
      after[line, default: []] += new
    }
    var out: [String] = []
    for (i, line) in lines.enumerated() {
      if line.trimmed.hasPrefix("#=") { continue }
      out.append(line)
      out += (after[i] ?? []).map { "#= \($0)" }
    }
    return out.joined(separator: "\n")
  }

  static func temporaryFolder() throws -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/tangent-replay-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Diagnostic(
        .failure, "no temporary folder can be made in \(base): \(String(cString: strerror(errno)))")
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes a folder of plain files that this process made.
  static func removeFolder(_ path: String) {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { unlink("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
  }
}
