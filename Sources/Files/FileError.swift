/// What is wrong with a file: one finished sentence that names it, and at most one suggestion.
public struct FileError: Error, Equatable {
  /// The sentence, without a full stop.
  public let message: String
  /// What to do about it.
  public let suggestion: String?

  /// A sentence about a file.
  ///
  /// - Parameter problem: the rest of the sentence that begins with the file's name, such as
  ///   "is cut short".
  public init(_ path: String, _ problem: String, suggestion: String? = nil) {
    message = Self.printable("“\(path)” \(problem)")
    self.suggestion = suggestion.map(Self.printable)
  }

  /// Names inside files may hold anything, even what a terminal would obey.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0.properties.generalCategory == .control ? "\u{FFFD}" : $0
        }))
  }
}
