import Catalog

/// What an entry's usage line says about its places: `train NETWORK on DATA for N epochs` has the
/// operand NETWORK, and DATA after `on`.
///
/// The usage is written for readers, and its words in capitals are all that completion needs to
/// know which names fit where; so there is no second description to keep.
struct Usage {
  private var operands: [[String]] = []
  private var phrases: [Preposition: [String]] = [:]
  /// The options it names: `rate` and `loss` of `[with rate=…, loss=…]`.
  private(set) var options: [String] = []

  init(_ usage: String) {
    var preposition: Preposition?
    for word in usage.split(whereSeparator: \.isWhitespace).dropFirst() {
      let bare = word.filter { !"[],".contains($0) }
      if let sign = bare.firstIndex(of: "=") { options.append(String(bare[..<sign])) }
      if let next = Preposition(rawValue: bare) {
        preposition = next
      } else if bare == "or" {
        break  // a second form of the same command
      } else if let place = preposition {
        if phrases[place] == nil { phrases[place] = Self.alternatives(bare) }
      } else if bare != "…", bare != "|" {
        operands.append(Self.alternatives(bare))
      }
    }
  }

  /// What the operand of that number may be: placeholders in capitals, words as they are.
  func operand(_ number: Int) -> [String] {
    operands.indices.contains(number) ? operands[number] : []
  }

  /// What may follow a preposition.
  func phrase(_ preposition: Preposition) -> [String] { phrases[preposition] ?? [] }

  private static func alternatives(_ word: String) -> [String] {
    word.split(separator: "|").map(String.init)
  }
}
