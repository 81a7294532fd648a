import Catalog

/// Something data is loaded from: `load mnist from "data/mnist" with part=test`.
public protocol Source: Nameable, Sendable {
  /// The data set at a path.
  ///
  /// - Parameter arguments: checked against the entry.
  /// - Throws: `FileError` naming the file that is wrong and how; `ArgumentError` for options that
  ///   do not fit what the file holds.
  static func load(from path: String, _ arguments: Arguments) throws -> Dataset

  /// The options that are paths themselves, so that the caller can take them relative to the
  /// script as it does with the path proper.
  static var pathOptions: [String] { get }

  /// The files that ``load(from:_:)`` reads, so that a saved session can name them by digest.
  static func files(at path: String, _ arguments: Arguments) -> [String]
}

extension Source {
  /// None.
  public static var pathOptions: [String] { [] }

  /// The path itself and those of the options.
  public static func files(at path: String, _ arguments: Arguments) -> [String] {
    [path] + pathOptions.compactMap { arguments.text($0) }
  }
}
