import Catalog
import Files
import Glibc
import Language

/// Running a session file again and comparing every result.
public enum Replay {
  /// What a replay found.
  public struct Report: Sendable {
    /// What differs between then and now, `11 of 12 results agree`, then those that do not.
    public let text: String
    /// True when there are results, and every one agrees.
    public let agrees: Bool
    /// A statement failed.
    public let hasFailures: Bool
  }

  /// Runs the statements of a file in a new session and compares their results with its `#=` lines.
  /// Nothing is written outside a temporary folder, except the file itself with `update`.
  ///
  /// - Parameters:
  ///   - update: rewrites the `#=` lines with the new results.
  ///   - tolerance: relative, instead of those of ``Tolerances``.
  /// - Throws: a `Diagnostic` when the file cannot be read or parsed; a statement that fails is a
  ///   difference.
  public static func run(
    file: String, update: Bool = false, tolerance: Double? = nil,
    options: Session.Options = Session.Options(), depth: Int = 0
  ) throws -> (report: Report, text: SourceText) {
    let source = SourceText(try Script.read(file), name: file)
    let program = try Parser(Session.vocabulary, reading: .script).parse(source.text)
    let circumstances = Circumstances(of: program)
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    var options = options
    options.folder = Script.folder(of: file)
    options.isInteractive = false
    options.redirectedOutput = folder
    var lines = circumstances.changedFiles(in: options.folder)
    if let remark = circumstances.remark { lines.append(remark) }
    let tolerances = Tolerances(said: tolerance)
    var session = Session(options)
    // A script that replays itself must end.
    session.depth = depth
    var differences: [String] = []
    var compared = 0
    var hasFailures = false
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
        if let difference = compare(expected, new, tolerances) {
          differences.append("\(place(statement, source)): \(line(statement))\n\(difference)")
        }
      } catch {
        if error.kind == .interrupted { throw error }
        hasFailures = true
        compared += 1
        results.append(expected)
        differences.append(
          "\(place(statement, source)): \(line(statement))\n  fails: \(error.message)")
      }
      if session.wantsToEnd { break }
    }
    if update {
      let text = circumstances.updated(
        updated(source.text, program, results), in: options.folder)
      try AtomicFile.write([UInt8](text.utf8), to: file, replacing: true)
    }
    var summary = "\(compared - differences.count) of \(counted(compared, "result")) agree"
    if compared == 0 { summary = "no result is recorded in \(file), so nothing was compared" }
    if update { summary += "; the file now holds the new ones" }
    lines.append(summary)
    let report = Report(
      text: (lines + differences).joined(separator: "\n"),
      agrees: compared > 0 && differences.isEmpty, hasFailures: hasFailures)
    return (report, source)
  }

  /// Every line that differs, with both values.
  private static func compare(
    _ expected: [String], _ new: Notebook.Entry?, _ tolerances: Tolerances
  ) -> String? {
    let results = new?.results ?? []
    let agreement = Agreement(relative: tolerances.relative(for: new))
    let lines = (0..<max(expected.count, results.count)).compactMap { i -> String? in
      let recorded = i < expected.count ? expected[i] : nil
      let now = i < results.count ? results[i] : nil
      if let recorded, let now, agreement.holds(recorded: recorded, new: now) { return nil }
      return "  recorded: \(recorded ?? "nothing")\n  now:      \(now ?? "nothing")"
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
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
    var (line, counted) = (0, 0)
    for (statement, new) in zip(program.statements, results) {
      let end = max(counted, min(statement.range.upper, bytes.count))
      line += bytes[counted..<end].count { $0 == 10 }
      counted = end
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
