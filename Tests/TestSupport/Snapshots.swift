import Foundation

/// Texts kept in `Tests/Fixtures`, to be compared with what is made today.
///
/// With `TANGENT_RECORD=1` in the environment the files are written anew instead; the difference is
/// then read in version control.
public enum Snapshots {
  /// What stands in the file, or why it cannot be compared.
  public static func recorded(_ path: String, made text: String) throws -> String {
    let file = Fixtures.url(path)
    if ProcessInfo.processInfo.environment["TANGENT_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
