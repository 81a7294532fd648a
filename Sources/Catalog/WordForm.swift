/// Forms of a word that mean the same to a reader who searches.
enum WordForm {
  /// The words of a text, in small letters and one spelling, without what stands between them.
  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { folded(String($0)) }
  }

  /// One spelling for British and American words: `color`, `optimiser`, `center`.
  static func folded(_ word: String) -> String {
    guard word.count > 4 else { return word }
    var word = word.replacing("our", with: "or").replacing("iz", with: "is")
      .replacing("yz", with: "ys").replacing("grey", with: "gray")
    if word.hasSuffix("tre") { word = word.dropLast(2) + "er" }
    return word
  }

  /// The beginning that the forms of a word share: `train` of `training`, `overfit` of
  /// `overfitting`, `saf` of `save` and `saving` is `sav`. Never less than three letters.
  static func stem(_ word: String) -> String {
    guard word.count > 3 else { return word }
    for (ending, instead) in endings where word.hasSuffix(ending) {
      let base = word.dropLast(ending.count)
      guard base.count + instead.count >= 3 else { continue }
      var stem = base + instead
      // The doubled letter of overfitting, stopped.
      let last = stem.suffix(2)
      if instead.isEmpty, stem.count > 4, last.first == last.last, !"ls".contains(last.last ?? "s")
      {
        stem.removeLast()
      }
      return String(stem)
    }
    return word
  }

  private static let endings: [(String, String)] = [
    ("isations", "is"), ("isation", "is"), ("ations", ""), ("ation", ""), ("ings", ""),
    ("ing", ""), ("ies", "y"), ("ions", ""), ("ion", ""), ("ers", ""), ("er", ""), ("ors", ""),
    ("or", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""), ("y", ""),
  ]

  /// Whether a word of a text is a form of the word looked for: it begins with the typed word, or
  /// both have one stem.
  static func matches(_ word: String, _ wanted: (word: String, stem: String)) -> Bool {
    if word.hasPrefix(wanted.word) { return wanted.word.count > 1 || word == wanted.word }
    guard wanted.stem.count > 2, word.hasPrefix(wanted.stem) else { return false }
    return word == wanted.stem || stem(word) == wanted.stem
  }
}
