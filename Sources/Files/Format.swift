import Catalog

/// A kind of file: how it is recognised, read and written.
public protocol Format: Nameable, Sendable {
  /// The endings that name it, without the point: `npy`.
  static var extensions: [String] { get }

  /// Whether a file of that name, without its folder and in lower case, is of this format.
  static func recognises(_ name: String) -> Bool

  /// Everything the file holds.
  ///
  /// - Throws: ``FileError``: missing, cut short, damaged, or of another format.
  static func read(_ path: String) throws(FileError) -> NamedArrays

  /// Writes all of it or nothing.
  ///
  /// - Parameter replacing: whether an existing file may be replaced.
  /// - Throws: ``FileError``: the place cannot be written, or the format cannot hold an array.
  static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool
  ) throws(FileError)
}

extension Format {
  /// By the ending.
  public static func recognises(_ name: String) -> Bool {
    extensions.contains { name.hasSuffix(".\($0)") }
  }
}
