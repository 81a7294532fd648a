import COpenBLAS
import Catalog
import Files
import Language
import LinearAlgebra

/// A session as a file: a script whose results are comments, or a page made of it.
enum SessionFile {
  /// Marks the header's lines, which are made anew at every saving.
  static let mark = "tangent:"

  /// The header's line about the program and the machine.
  static var madeWith: String {
    "\(mark) \(Build.description), \(counted(Parallel.threads, "thread")), single precision unless said"
  }

  /// The text of a session that is to stand at `path`.
  static func text(
    _ notebook: Notebook, as format: any SessionFormat.Type, at path: String
  ) -> String {
    let repeatable = Set(notebook.repeatable.map(\.id))
    var (entries, comments): ([Notebook.Entry], [String]) = ([], [])
    for var entry in notebook.entries {
      entry.statement.comments = comments + entry.statement.comments
      guard repeatable.contains(entry.id), format.hasViews || !entry.isView else {
        // What was said of a statement that is left out stands before the next.
        comments = entry.statement.comments
        continue
      }
      comments = []
      entries.append(entry)
    }
    return format.text(
      SessionDocument(entries, closing: comments + notebook.comments, at: path, isWhole: true))
  }

  /// The text of the entries that make one value.
  static func text(
    lineage entries: [Notebook.Entry], as format: any SessionFormat.Type, at path: String
  ) -> String {
    format.text(SessionDocument(entries, at: path, isWhole: false))
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
