import COpenBLAS
import Catalog
import Files
import Glibc
import Language
import LinearAlgebra

/// A session as a script: the statements with their results as `#=` comments.
enum SessionFile {
  /// Marks the header's lines, which are made anew at every saving.
  static let mark = "tangent:"

  /// The text of a session.
  static func text(_ notebook: Notebook) -> String {
    var lines = header()
    for entry in notebook.entries {
      var statement = entry.statement
      statement.comments.removeAll { $0.hasPrefix(mark) }
      statement.results = entry.results
      lines.append(statement.description)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Version, compiler, BLAS core, threads and date.
  private static func header() -> [String] {
    [
      "# \(mark) session of \(today()), checked with: tangent replay FILE",
      "# \(mark) \(Build.description), \(counted(Parallel.threads, "thread"))",
    ]
  }

  private static func today() -> String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}

/// What this program is made of.
public enum Build {
  /// The version of Tangent.
  public static let version = "0.1.0"

  /// `tangent 0.1.0, Swift 6.1 or later, OpenBLAS 0.3.21 (Cooperlake)`
  public static var description: String {
    "tangent \(version), Swift \(swift), \(blas)"
  }

  /// The compiler's language version.
  public static var swift: String {
    #if compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #elseif compiler(>=6.2)
      "6.2"
    #else
      "6.1"
    #endif
  }

  /// The BLAS and the kernels it chose for this processor: `OpenBLAS 0.3.21 (Cooperlake)`.
  public static var blas: String {
    let config = openblas_get_config().map { String(cString: $0) } ?? "OpenBLAS"
    return "\(config.split(separator: " ").prefix(2).joined(separator: " ")) (\(Parallel.blasCore))"
  }
}
