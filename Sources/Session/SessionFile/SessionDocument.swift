import Catalog
import Files
import Glibc
import Language
import LinearAlgebra
import Plotting

/// A session, or a part of it, as it is to be written from a certain folder: what every form of a
/// session file is made of.
struct SessionDocument {
  /// The file's name without its ending.
  let title: String
  /// Version, compiler, BLAS core, threads, date, data files; without `#`.
  let header: [String]
  /// The statements with their paths as seen from the folder.
  let entries: [Notebook.Entry]
  /// Their texts; a drawing's are those it was typed with.
  let statements: [Statement]
  /// Comments after the last statement.
  let closing: [String]

  /// - Parameters:
  ///   - path: where it will stand.
  ///   - isWhole: whether all that it reads of its own files is written by it as well.
  init(_ entries: [Notebook.Entry], closing: [String] = [], at path: String, isWhole: Bool) {
    let folder = Script.folder(of: path)
    title = Self.stem(path)
    self.entries = entries
    self.closing = closing
    statements = entries.map { Relocated($0, to: folder).statement($0.statement) }
    var files: [DataFile] = []
    for file in entries.flatMap(\.files) where !(isWhole && file.isOwn) {
      if !files.contains(where: { $0.path == file.path }) { files.append(file) }
    }
    header =
      [
        "\(SessionFile.mark) session of \(Self.today()), checked with: tangent replay FILE",
        SessionFile.madeWith,
      ] + files.map { "\(SessionFile.mark) \($0.line(from: folder))" }
  }

  /// A statement as a script has it: its comments are said apart.
  func code(_ i: Int) -> String {
    var statement = statements[i]
    statement.comments = []
    return statement.description
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? "session"
    guard let point = name.lastIndex(of: "."), point != name.startIndex else { return String(name) }
    return String(name[..<point])
  }

  private static func today() -> String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}

/// A form that a session is written in: one file each, one line in ``SessionFormats``.
protocol SessionFormat: Nameable, Sendable {
  /// The ending that names it, without the point.
  static var ending: String { get }
  /// Whether drawings in the terminal stand in it.
  static var hasViews: Bool { get }
  /// The whole text of a file.
  static func text(_ document: SessionDocument) -> String
}

/// The forms a session is written in.
enum SessionFormats {
  static let all: [any SessionFormat.Type] = [
    ScriptFormat.self, MarkdownFormat.self, HTMLFormat.self, JupyterFormat.self,
  ]

  /// The form that a path's ending names.
  static func named(by path: String) -> (any SessionFormat.Type)? {
    all.first { path.lowercased().hasSuffix(".\($0.ending)") }
  }

  /// `.ntk, .md, .html or .ipynb`
  static var endings: String {
    let endings = all.map { ".\($0.ending)" }
    return endings.dropLast().joined(separator: ", ") + " or \(endings.last ?? "")"
  }
}

extension Figure {
  /// As a scalable picture, where gnuplot is there to draw it.
  var svg: String? {
    guard let bytes = try? Gnuplot.render(self, as: .svg) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    // The XML declaration belongs to files of their own.
    guard let start = text.firstRange(of: "<svg") else { return nil }
    return String(text[start.lowerBound...])
  }

  /// As characters.
  var drawing: String {
    TextPlot(width: 76, height: nil, ascii: false, colour: false).lines(self)
      .joined(separator: "\n")
  }
}
