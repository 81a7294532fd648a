import Catalog
import Files
import Glibc
import Language

/// Scripts on disk.
public enum Script {
  /// The largest script that is read.
  static let limit = 64 << 20

  /// The text of a script.
  ///
  /// - Throws: a `Diagnostic` without a place when it cannot be read or is not UTF-8.
  public static func read(_ path: String) throws -> String {
    guard let file = fopen(path, "rb") else {
      guard errno != ENOENT, errno != ENOTDIR else {
        let missing = FileError.missing(path)
        throw Diagnostic(.failure, missing.message, suggestion: missing.suggestion)
      }
      throw unreadable(path)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let n = fread(&chunk, 1, chunk.count, file), n > 0 {
      bytes += chunk[..<n]
      guard bytes.count <= limit else {
        throw Diagnostic(.failure, "“\(path)” is too large for a script")
      }
    }
    guard ferror(file) == 0 else { throw unreadable(path) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(.failure, "“\(path)” is not UTF-8 text", suggestion: "save it as UTF-8")
    }
    return text
  }

  private static func unreadable(_ path: String) -> Diagnostic {
    let reason = String(cString: strerror(errno))
    return Diagnostic(
      .failure, "“\(path)” cannot be read: \(reason.prefix(1).lowercased())\(reason.dropFirst())")
  }

  /// The statements of a script that is run from another text, where `range` is the call.
  static func parse(_ text: SourceText, at range: SourceRange) throws -> Program {
    do {
      return try Parser(Session.vocabulary, reading: .script).parse(text.text)
    } catch {
      throw placed(error, in: text, at: range)
    }
  }

  /// An error of another text as one of the statement that ran it.
  static func placed(
    _ error: Diagnostic, in text: SourceText, at range: SourceRange
  ) -> Diagnostic {
    var placed = error.traced(through: text)
    placed.range = range
    if placed.kind == .incomplete { placed.kind = .syntax }
    return placed
  }

  /// The folder the process is in, as an absolute path; `.` where it was removed.
  public static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The folder a path lies in.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
