/// The candidate nearest to a mistyped word, or nil when none is near.
///
/// First comes one that differs in case and signs alone (`Cross_Entropy`), then what other tools'
/// word for it means (`lr` is `rate`), then spelling: an optimal-string-alignment distance
/// (insertions, deletions, substitutions and swaps of neighbours) of at most a third of the word's
/// length, at least one; then the only candidate that the word begins.
public func nearest(_ word: String, among candidates: [String]) -> String? {
  let cut = String(word.prefix(64))
  let key = Synonyms.key(cut)
  if !key.isEmpty, let same = candidates.first(where: { $0 != word && Synonyms.key($0) == key }) {
    return same
  }
  if let meant = Synonyms.phrase(for: key, among: candidates), meant != word { return meant }
  let typed = Array(cut.lowercased().unicodeScalars)
  // To one letter everything is near; two letters may lack one: lg is log.
  guard typed.count > 1 else { return nil }
  let limit = max(1, typed.count / 3)
  var best: (distance: Int, name: String)?
  for name in candidates where name != word {
    let letters = Array(name.lowercased().unicodeScalars.prefix(64))
    if typed.count == 2, letters.count != 3 { continue }
    // Of three letters one is much; the first is seldom the wrong one, and then it is swapped.
    if typed.count == 3, letters.first != typed.first, letters.prefix(2) != [typed[1], typed[0]] {
      continue
    }
    let d = alignmentDistance(typed, letters)
    if d <= limit, d < (best?.distance ?? Int.max) { best = (d, name) }
  }
  if let best { return best.name }
  let begun = candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) && $0 != word }
  return Set(begun).count == 1 ? begun.first : nil
}

/// ``nearest(_:among:)`` as a suggestion: `did you mean “entropy”?`
public func didYouMean(_ word: String, among candidates: [String]) -> String? {
  nearest(word, among: candidates).map { "did you mean “\($0)”?" }
}

/// Optimal string alignment distance, by dynamic programming over three rows.
func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var before = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], before[j - 2] + 1)
      }
    }
    before = previous
    previous = row
  }
  return previous[b.count]
}
