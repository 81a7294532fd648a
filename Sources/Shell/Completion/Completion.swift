import Catalog

/// What Tab offers at a cursor.
struct Completion: Equatable {
  /// One thing that could stand there.
  struct Candidate: Equatable {
    /// The whole word.
    var text: String
    /// One line about it; may be empty.
    var summary = ""
    /// What follows when there is no other candidate: a blank, `=`, a closing quote.
    var suffix = " "
    /// Not inserted before a letter of it is typed: a name of a number where any number may stand.
    var waits = false

    /// The same, inserted only when it is asked for.
    var unasked: Candidate {
      var candidate = self
      candidate.waits = true
      return candidate
    }
  }

  /// What is typed of the word already.
  var prefix: String
  /// All of them begin with ``prefix``; in the order they are listed.
  var candidates: [Candidate]

  /// Nothing to offer.
  static let none = Completion(prefix: "", candidates: [])

  init(prefix: String, candidates: [Candidate]) {
    self.prefix = prefix
    var seen = Set<String>()
    self.candidates = candidates.filter {
      $0.text.hasPrefix(prefix) && seen.insert($0.text).inserted
    }
  }

  /// What can be inserted without a choice: the rest of the only candidate, or what all share.
  var insertion: String {
    guard let first = candidates.first, !(prefix.isEmpty && candidates.allSatisfy(\.waits)) else {
      return ""
    }
    if candidates.count == 1 { return first.text.dropFirst(prefix.count) + first.suffix }
    let shared = candidates.dropFirst().reduce(first.text[...]) { shared, candidate in
      let count = zip(shared, candidate.text).prefix { $0 == $1 }.count
      return shared.prefix(count)
    }
    return String(shared.dropFirst(prefix.count))
  }

  /// The candidates with their summaries, one a line; where there are too many, only their names,
  /// in columns.
  func list(width: Int, rows: Int, colour: Bool) -> [String] {
    let longest = candidates.reduce(0) { max($0, DisplayWidth.of($1.text)) }
    if candidates.count > rows, let grid = grid(longest + 2, width, rows) { return grid }
    let shown = candidates.prefix(candidates.count > rows ? rows - 1 : rows)
    var lines = shown.map { candidate in
      let gap = String(repeating: " ", count: max(longest - DisplayWidth.of(candidate.text), 0) + 2)
      let room = width - longest - 5
      guard !candidate.summary.isEmpty, room > 10 else { return "  \(candidate.text)" }
      let summary = DisplayWidth.shortened(candidate.summary, to: room)
      return "  \(candidate.text)\(gap)" + (colour ? "\u{1B}[2m\(summary)\u{1B}[0m" : summary)
    }
    if candidates.count > shown.count {
      lines.append("  and \(candidates.count - shown.count) more: type another letter")
    }
    return lines
  }

  /// The names in columns, read downwards; nil when they do not fit.
  private func grid(_ cell: Int, _ width: Int, _ rows: Int) -> [String]? {
    let columns = max(1, (width - 2) / cell)
    let height = (candidates.count + columns - 1) / columns
    guard height <= rows else { return nil }
    return (0..<height).map { row in
      let names = stride(from: row, to: candidates.count, by: height).map { candidates[$0].text }
      let padded = names.dropLast().map { name in
        name + String(repeating: " ", count: cell - DisplayWidth.of(name))
      }
      return "  " + padded.joined() + (names.last ?? "")
    }
  }
}
