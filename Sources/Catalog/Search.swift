/// Finds the pages for a reader's words: `interrupt training`, `save figure`, `overfitting`.
///
/// A word finds its other forms and spellings. Pages that mention every word come first; where
/// there are none, those that mention some, the rarer words counting more. A word that no page
/// mentions is read as the nearest one that some page does.
public struct Search: Sendable {
  /// What a search gave.
  public struct Findings: Sendable {
    /// The best first.
    public var entries: [Entry] = []
    /// Words that no page mentions, with those they were read as.
    public var readAs: [(typed: String, meant: String)] = []
    /// Words that no page mentions and that are near none.
    public var unknown: [String] = []
    /// Every word is mentioned by every entry.
    public var isComplete = true
  }

  /// The words of one entry, by where they stand; the more telling places first.
  private struct Page: Sendable {
    let entry: Entry
    let places: [(weight: Double, words: [String])]
    /// Search terms, name and summary as they are read, for phrases.
    let phrases: String

    init(_ entry: Entry) {
      self.entry = entry
      let terms = entry.searchTerms.joined(separator: " , ")
      let further =
        entry.parameters.map { "\($0.name) \($0.summary)" }.joined(separator: " ") + entry.returns
      places = [
        (12, WordForm.words(of: entry.name)), (8, WordForm.words(of: terms)),
        (5, WordForm.words(of: entry.summary)),
        (2, WordForm.words(of: entry.usage + " " + further)),
        (1, WordForm.words(of: entry.details)),
      ]
      phrases = " \((places[0].words + places[1].words + places[2].words).joined(separator: " ")) "
    }

    /// The weight of the most telling place with the word; nil when it is nowhere.
    func weight(of wanted: (word: String, stem: String)) -> Double? {
      for (weight, words) in places {
        if words.contains(wanted.word) { return weight }
        if words.contains(where: { WordForm.matches($0, wanted) }) { return weight * 0.9 }
      }
      return nil
    }
  }

  private let pages: [Page]

  /// A search in all pages of a vocabulary.
  public init(_ vocabulary: Vocabulary) { pages = vocabulary.entries.map(Page.init) }

  /// What fits these words.
  public func find(_ words: [String]) -> Findings {
    let typed = words.flatMap { WordForm.words(of: $0) }
    let telling = typed.filter { !Self.fillers.contains($0) }
    var findings = Findings()
    var wanted: [(word: String, stem: String)] = []
    var weights: [[Double?]] = []
    for word in telling.isEmpty ? typed : telling {
      var form = (word: word, stem: WordForm.stem(word))
      var row = pages.map { $0.weight(of: form) }
      if row.allSatisfy({ $0 == nil }) {
        guard let meant = nearWord(to: word) else {
          findings.unknown.append(word)
          continue
        }
        findings.readAs.append((word, meant))
        form = (meant, WordForm.stem(meant))
        row = pages.map { $0.weight(of: form) }
      }
      wanted.append(form)
      weights.append(row)
    }
    guard !wanted.isEmpty else {
      findings.isComplete = false
      return findings
    }
    // ln(pages/pages with the word): a word of every page says nothing about which is meant.
    let rarity = weights.map { row in
      let count = Double(row.count { $0 != nil })
      return logarithm(1 + Double(pages.count) / max(count, 1))
    }
    let phrase = " \(wanted.map(\.word).joined(separator: " ")) "
    let ranked = pages.indices.compactMap { i -> (page: Int, hits: Int, score: Double)? in
      let found = weights.indices.filter { weights[$0][i] != nil }
      guard !found.isEmpty else { return nil }
      var score = found.reduce(0) { $0 + (weights[$1][i] ?? 0) * rarity[$1] }
      if wanted.count > 1, pages[i].phrases.contains(phrase) { score += 20 }
      return (i, found.count, score)
    }
    let complete = ranked.filter { $0.hits == wanted.count }
    findings.isComplete = !complete.isEmpty && findings.unknown.isEmpty
    // Pages with all words first; then those that say some of them tellingly.
    findings.entries = ranked.sorted { a, b in
      let (first, second) = (a.hits == wanted.count, b.hits == wanted.count)
      if first != second { return first }
      return a.score != b.score ? a.score > b.score : a.page < b.page
    }.prefix(complete.isEmpty ? Self.limit : complete.count).map { pages[$0.page].entry }
    return findings
  }

  /// The word that a mistyped one was meant to be, in whatever form.
  ///
  /// Three letters are near too many words to be a mistake of one.
  private func nearWord(to word: String) -> String? {
    guard word.count > 3 else { return nil }
    let words = allWords
    if let meant = nearest(word, among: words) { return meant }
    var stems: [String: String] = [:]
    for word in words where stems[WordForm.stem(word)] == nil { stems[WordForm.stem(word)] = word }
    return nearest(WordForm.stem(word), among: stems.keys.sorted()).flatMap { stems[$0] }
  }

  /// How many pages are offered when none mentions every word.
  private static let limit = 8

  /// Words of names, terms and summaries, which a mistyped word may be meant to be.
  private var allWords: [String] {
    Array(Set(pages.flatMap { $0.places.prefix(3).flatMap(\.words) })).sorted()
  }

  /// Words that say nothing about what is looked for.
  private static let fillers: Set<String> = [
    "a", "an", "and", "are", "bad", "be", "good", "can", "do", "does", "for", "from", "get", "how",
    "i", "in",
    "is",
    "it", "me", "my", "of", "on", "or", "over", "the", "there", "this", "to", "what", "when",
    "where",
    "which", "why", "with",
  ]

  /// ln x without a mathematics library, which this target does not import; three digits are enough.
  private func logarithm(_ x: Double) -> Double {
    var (y, exponent) = (x, 0.0)
    while y > 2 {
      y /= 2
      exponent += 1
    }
    let t = (y - 1) / (y + 1)
    return exponent * 0.693_147 + 2 * (t + t * t * t / 3 + t * t * t * t * t / 5)
  }
}
