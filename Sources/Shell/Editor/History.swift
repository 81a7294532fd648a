import Glibc
import Session

/// What was typed before, in this session and earlier ones.
///
/// The file holds one entry a line, `\n` standing for a line end inside an entry and `\\` for a
/// backslash. Every entry is appended at once, so nothing is lost when the process is killed, and
/// several shells may write at the same time.
public struct History {
  /// Oldest first.
  public private(set) var entries: [String] = []
  /// Where entries are kept; nil when they are not.
  public let path: String?

  /// How many entries are loaded.
  static let limit = 5000

  /// The entries of a file that may not be there yet.
  ///
  /// - Parameter path: nil for a history that is forgotten at the end.
  public init(path: String?) {
    self.path = path
    guard let path, let text = Self.read(path) else { return }
    let lines = text.split(separator: "\n")
    entries = lines.suffix(Self.limit).map(OneLine.decoded)
    if lines.count > 2 * Self.limit { rewrite(path) }
  }

  /// The file that `TANGENT_HISTORY` names (nil when that is empty), or `tangent/history` in the
  /// folder where programs keep their state.
  public static func defaultPath(_ variable: (String) -> String? = Terminal.variable) -> String? {
    if let path = variable("TANGENT_HISTORY") { return path.isEmpty ? nil : path }
    if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      return "\(state)/tangent/history"
    }
    return variable("HOME").map { "\($0)/.local/state/tangent/history" }
  }

  /// Adds an entry, unless it is blank or the same as the one before.
  ///
  /// - Returns: whether it was added. A file that cannot be written is no error: the entry is then
  ///   remembered until the end.
  @discardableResult
  public mutating func append(_ entry: String) -> Bool {
    guard entry.contains(where: { !$0.isWhitespace }), entry != entries.last else { return false }
    entries.append(entry)
    if let path { Self.append(OneLine.encoded(entry) + "\n", to: path) }
    return true
  }

  // MARK: The file

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One write with O_APPEND, so that entries of several shells never mix.
  private static func append(_ line: String, to path: String) {
    makeFolder(of: path)
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    _ = Array(line.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }

  private static func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      mkdir(folder, 0o700)
    }
  }

  /// Shortens a file that has grown to twice the entries that are loaded.
  private func rewrite(_ path: String) {
    let temporary = "\(path).\(getpid())"
    Self.append(entries.map { OneLine.encoded($0) + "\n" }.joined(), to: temporary)
    if rename(temporary, path) != 0 { unlink(temporary) }
  }
}
