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
    let breaks = words.indices.map { place(in: words, at: $0) }
    var lines: [String] = []
    var start = 0
    while start < words.count {
      let indent = lines.isEmpty ? margin : margin + 2
      // As many words as fit, then back to the last place where a line may end.
      var (fitting, end, column) = (start, start + 1, indent + DisplayWidth.of(words[start]))
      while end <= words.count {
        if end == words.count {
          fitting = end
        } else if let sign = breaks[end], column + sign.count <= width {
          fitting = end
        }
        guard end < words.count else { break }
        column += 1 + DisplayWidth.of(words[end])
        if column > width { break }
        end += 1
      }
      // Nowhere a place: any blank.
      let cut = fitting > start ? fitting : end
      let sign = cut < words.count ? breaks[cut] ?? "" : ""
      lines.append(Sheet.blanks(indent) + words[start..<cut].joined(separator: " ") + sign)
      start = cut
    }
    return lines
  }

  /// What ends a line before the word of this place: nothing after a sign that needs more or inside
  /// brackets, a comma before a preposition; nil where no line may end.
  private static func place(in words: [String], at place: Int) -> String? {
    guard place > 0 else { return nil }
    let before = words[place - 1]
    if before.hasSuffix(",") || signs.contains(before) { return "" }
    var (depth, isQuoted) = (0, false)
    for character in words[..<place].joined(separator: " ") {
      if character == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
    }
    if depth > 0 { return "" }
    let isEpochs =
      words[place] == "for" && words.indices.contains(place + 2)
      && ["epochs", "of"].contains(words[place + 2])
    return (clauses.contains(words[place]) || isEpochs) && place > 1 ? "," : nil
  }

  private static let signs: Set<String> = ["|", "=", "+", "*", "/", "<", ">", "==", "~", "{"]

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
      if let open = quote {
        if character == open { quote = nil }
      } else if "\"'".contains(character) {
        quote = character
      }
      words[words.count - 1].append(character)
    }
    if words.last == "" { words.removeLast() }
    return words
  }
}
