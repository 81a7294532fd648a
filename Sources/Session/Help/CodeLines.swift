import Catalog

/// Code in a number of columns that still is code, at a prompt too.
enum CodeLines {
  /// The lines, each longer one broken: after a comma, `|` or an operator, or before a preposition,
  /// where a comma may stand. Only where none of these fits, at any blank.
  static func wrapped(_ code: String, width: Int) -> [String] {
    code.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapped(line: String($0), width: width) }
  }

  private static func wrapped(line: String, width: Int) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    let margin = line.prefix { $0 == " " }.count
    let words = words(of: line)
    var lines: [String] = []
    var start = 0
    while start < words.count {
      let indent = lines.isEmpty ? margin : margin + 2
      var (end, column) = (start, indent)
      while end < words.count {
        let next = column + DisplayWidth.of(words[end]) + (end > start ? 1 : 0)
        if next > width, end > start { break }
        column = next
        end += 1
      }
      var (cut, comma) = (end, "")
      if end < words.count, let place = ((start + 1)...end).last(where: { isBreak(words, $0, width) })
      {
        cut = place
        if !endsOpen(words[place - 1]) { comma = "," }
      }
      // The comma may need a column that is not there.
      let text = words[start..<cut].joined(separator: " ") + comma
      if indent + DisplayWidth.of(text) > width, cut - start > 1,
        let earlier = ((start + 1)..<cut).last(where: { isBreak(words, $0, width) })
      {
        cut = earlier
        comma = endsOpen(words[earlier - 1]) ? "" : ","
      }
      lines.append(
        Sheet.blanks(indent) + words[start..<cut].joined(separator: " ") + comma)
      start = cut
    }
    return lines
  }

  /// Whether a line may begin with the word at this place.
  private static func isBreak(_ words: [String], _ place: Int, _ width: Int) -> Bool {
    guard place < words.count else { return false }
    if endsOpen(words[place - 1]) { return true }
    return clauses.contains(words[place]) && place > 1
  }

  private static func endsOpen(_ word: String) -> Bool {
    word.hasSuffix(",") || ["|", "=", "+", "*", "/", "<", ">", "==", "~", "{"].contains(word)
  }

  /// Prepositions that a comma may stand before wherever they are: the others may belong to a
  /// quantity in a list, or begin a loop.
  private static let clauses: Set<String> = [
    "with", "using", "recording", "until", "where", "from", "to", "against", "by",
  ]

  /// Words between blanks; what is in quotes stays together.
  private static func words(of line: String) -> [String] {
    var words = [""]
    var quote: Character?
    for character in line {
      if character == " ", quote == nil {
        if words[words.count - 1] != "" { words.append("") }
        continue
      }
      if let open = quote { if character == open { quote = nil } } else if "\"'".contains(character) {
        quote = character
      }
      words[words.count - 1].append(character)
    }
    if words.last == "" { words.removeLast() }
    return words
  }
}
