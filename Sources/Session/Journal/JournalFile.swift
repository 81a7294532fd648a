import Files
import Glibc

/// A journal on disk. It is a script: the statements of a session with their results, each record
/// closed by a line `#. NUMBER CRC`, so that a torn end is recognised. Record 0 says where the
/// session ran and holds its settings. A last line `#. end`, `#. recovered` or `#. dropped` says
/// that nothing is left to recover.
struct JournalFile: Sendable {
  /// Why a journal is done with.
  enum Closing: String {
    /// The session ended as its user wanted.
    case ended = "#. end"
    /// Its values live on in another session.
    case recovered = "#. recovered"
    /// The user does not want it.
    case dropped = "#. dropped"
  }

  let path: String
  /// The folder relative paths of its statements belong to.
  let folder: String
  /// Record 0 without its comments: `set` statements.
  let settings: String
  /// The statements with their results, in order.
  let records: [String]
  let isClosed: Bool

  /// Its name without the folder.
  var name: String {
    String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
  }
  /// The workspace that was saved beside it, if any.
  var snapshot: String { "\(path.dropLast(4)).npz" }

  /// Whether there is anything to recover: a statement, or a workspace that came before the first.
  var holdsSomething: Bool { !records.isEmpty || access(snapshot, F_OK) == 0 }

  /// `2026-11-30 21:03`, from the name.
  var date: String {
    let digits = Array(name.filter(\.isNumber).prefix(12))
    guard digits.count == 12 else { return name }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(8..<10)):\(part(10..<12))"
  }

  /// Reads a journal up to its last whole record.
  ///
  /// - Throws: `FileError` when there is no such file.
  init(_ path: String) throws(FileError) {
    self.path = path
    let text = String(decoding: try FileContents.read(path), as: UTF8.self)
    var (blocks, block): ([String], String) = ([], "")
    var closed = false
    // What follows the last line end was torn.
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if Closing(rawValue: String(line)) != nil {
        closed = true
      } else if line == Self.mark(blocks.count, block) {
        blocks.append(block)
        block = ""
      } else {
        block += line + "\n"
      }
    }
    isClosed = closed
    records = Array(blocks.dropFirst())
    let head = (blocks.first ?? "").split(separator: "\n")
    folder =
      head.first { $0.hasPrefix(Self.folderMark) }.map {
        String($0.dropFirst(Self.folderMark.count))
      }
      ?? "."
    settings = head.filter { !$0.hasPrefix("#") }.joined(separator: "\n")
  }

  static let successionMark = "# tangent: in place of "

  /// The journals whose sessions it recovered.
  var predecessors: [String] {
    records.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix(Self.successionMark) }
      .map { String($0.dropFirst(Self.successionMark.count)) }
  }

  private static let folderMark = "# tangent: journal in "

  /// Record 0.
  static func head(folder: String, settings: [String]) -> String {
    ([folderMark + folder.replacing("\n", with: " "), "# \(Build.description)"] + settings)
      .map { $0 + "\n" }.joined()
  }

  /// A record as it is written.
  static func record(_ number: Int, _ text: String) -> String {
    let block = text.hasSuffix("\n") ? text : text + "\n"
    return block + mark(number, block) + "\n"
  }

  private static func mark(_ number: Int, _ block: String) -> String {
    let digits = String(Checksum.crc32("\(number)\n" + block), radix: 16)
    return "#. \(number) " + String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Says that nothing is left to recover, and removes the snapshot.
  ///
  /// - Returns: false when the file cannot be written.
  @discardableResult
  func close(_ closing: Closing) -> Bool {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { Glibc.close(descriptor) }
    // A torn end may lack its line end.
    let line = Array("\n\(closing.rawValue)\n".utf8)
    guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
      return false
    }
    unlink(snapshot)
    return true
  }
}
