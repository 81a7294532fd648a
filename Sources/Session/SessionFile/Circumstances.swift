import Language
import LinearAlgebra

/// What a session file says of its making: the kernels of BLAS, the threads, the data files.
struct Circumstances {
  /// `Haswell`; nil when the file does not say.
  private(set) var blasCore: String?
  /// How many threads worked at once.
  private(set) var threads: Int?
  /// The data files with their digests, in the order of the header.
  private(set) var files: [(path: String, digest: String)] = []

  /// From the header, which stands before the first statement.
  init(of program: Program) {
    for comment in program.statements.first?.comments ?? program.closing {
      guard comment.hasPrefix(SessionFile.mark) else { continue }
      if let file = DataFile.parse(comment) {
        files.append(file)
      } else if let blas = comment.firstRange(of: "OpenBLAS ") {
        let rest = comment[blas.upperBound...]
        guard let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")")
        else { continue }
        blasCore = String(rest[rest.index(after: open)..<close])
        let words = rest[close...].split(whereSeparator: { $0 == " " || $0 == "," })
        if let at = words.firstIndex(where: { $0.hasPrefix("thread") }), at > words.startIndex {
          threads = Int(words[at - 1])
        }
      }
    }
  }

  /// One line when the file was recorded with other kernels or threads; nil when not.
  var remark: String? {
    var then: [String] = []
    var now: [String] = []
    if let blasCore, blasCore != Parallel.blasCore {
      then.append("the BLAS kernels \(blasCore)")
      now.append(Parallel.blasCore)
    }
    if let threads, threads != Parallel.threads {
      then.append(counted(threads, "thread"))
      now.append("\(Parallel.threads)")
    }
    guard !then.isEmpty else { return nil }
    return
      "recorded with \(then.joined(separator: " and ")), replayed with \(now.joined(separator: " and ")): \(Tolerances.note)"
  }

  /// The text with the header's lines as they are now.
  func updated(_ text: String, in folder: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("# \(SessionFile.mark) ") else { return String(line) }
      let comment = String(line.dropFirst(2))
      if let file = DataFile.parse(comment) {
        return String(line.trimmed.dropLast(file.digest.utf8.count))
          + (DataFile.digest(of: Self.place(of: file.path, in: folder)) ?? file.digest)
      }
      return comment.contains("OpenBLAS ") ? "# \(SessionFile.madeWith)" : String(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func place(of path: String, in folder: String) -> String {
    path.hasPrefix("/") || folder == "." ? path : "\(folder)/\(path)"
  }

  /// A line for each data file that is not what it was.
  func changedFiles(in folder: String) -> [String] {
    files.compactMap { file in
      let path = Self.place(of: file.path, in: folder)
      guard let now = DataFile.digest(of: path) else {
        return "the data file \(path) cannot be read: recorded with digest \(file.digest)"
      }
      guard now != file.digest else { return nil }
      return "the data file \(path) has changed: recorded with digest \(file.digest), now \(now)"
    }
  }
}

/// How far results may move between a recording and its replay.
///
/// Measured over queries and 200 epochs of training on 1 and 2 threads and four kernels of OpenBLAS
/// (docs/reproducibility.md): 1.3e-7 in single and 7.1e-16 in double precision at most, all of it in
/// eigenvalues, so the same limits serve the machine that recorded and any other.
struct Tolerances {
  /// Instead of all others, when it was said.
  let said: Double?

  /// 75 times what was seen, and ten times what the seven digits recorded resolve.
  static let single = 1e-5
  /// Recorded digits add their own half unit.
  static let double = 1e-9

  static let note =
    "numbers agree within \(significant(single, 1)), in double precision \(significant(double, 1))"

  /// The relative tolerance of a statement's numbers.
  func relative(for entry: Notebook.Entry?) -> Double {
    if let said { return said }
    let isDouble = entry?.statement.description.contains("precision=double") == true
    return isDouble ? Self.double : Self.single
  }
}
