import Catalog

/// The usage at the right edge, in the room there is.
enum Hint {
  /// The text in one line of at most `columns`, cut between words; empty where nothing useful fits.
  static func shortened(_ text: String, to columns: Int) -> String {
    let words = text.split { $0.isWhitespace }.map(String.init).filter { $0 != "\\" }
    var shown = ""
    for (i, word) in words.enumerated() {
      let longer = shown.isEmpty ? word : shown + " " + word
      let rest = i + 1 < words.count ? 4 : 0  // room for " ..."
      guard DisplayWidth.of(longer) + rest <= columns else {
        return i < 2 ? "" : shown + " ..."
      }
      shown = longer
    }
    return shown
  }
}
