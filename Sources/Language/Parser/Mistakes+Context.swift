import Catalog

/// What stands before a mistake: looked up only when there is one.
extension Descent {
  /// Something stands before the current token that an operator could follow.
  var followsValue: Bool {
    guard position > 0 else { return false }
    switch previous.kind {
    case .number, .percent, .size, .ratio, .text, .symbol(.close), .symbol(.closeList): return true
    case .word(let word): return !Reserved.words.contains(word) || Reserved.values.contains(word)
    default: return false
    }
  }

  /// The brackets that are open here.
  private var openBrackets: [Symbol] {
    let closers: [Symbol: Symbol] = [
      .close: .open, .closeList: .openList, .closeBlock: .openBlock,
    ]
    var brackets: [Symbol] = []
    for token in tokens[..<position] {
      guard let symbol = token.symbol else { continue }
      if closers.values.contains(symbol) { brackets.append(symbol) }
      if let opener = closers[symbol], brackets.last == opener { brackets.removeLast() }
    }
    return brackets
  }

  /// The innermost bracket that is open here.
  var openBracket: Symbol? { openBrackets.last }

  /// A bracket that this one closes is open here.
  func opensBefore(_ closer: Symbol) -> Bool {
    let opener: Symbol =
      switch closer {
      case .close: .open
      case .closeList: .openList
      default: .openBlock
      }
    return openBrackets.contains(opener)
  }

  /// `on` has been said in this statement.
  var saysOn: Bool { tokens[startOfStatement..<position].contains { $0.word == "on" } }

  /// The first token of the statement.
  var startOfStatement: Int {
    var place = position
    while place > 0 {
      switch tokens[place - 1].kind {
      case .newline, .result, .symbol(.semicolon), .symbol(.openBlock): return place
      default: place -= 1
      }
    }
    return 0
  }

  /// The command, quantity or layer that the innermost unfinished part begins with, and where.
  var innermost: (entry: Entry, start: Int)? { surroundings.call }

  /// The last preposition said to the innermost command.
  var lastPreposition: Preposition? { surroundings.preposition }

  private typealias Surroundings = (
    call: (entry: Entry, start: Int)?, preposition: Preposition?
  )

  private var surroundings: Surroundings {
    var found: [Surroundings] = [(nil, nil)]
    var begins = true
    for place in startOfStatement..<position {
      let last = found.count - 1
      switch tokens[place].kind {
      case .symbol(.open), .symbol(.openList):
        found.append((nil, nil))
        begins = true
      case .symbol(.close), .symbol(.closeList):
        if last > 0 { found.removeLast() }
        begins = false
      case .symbol(.assign): begins = found[last].call == nil
      case .word("time"): break
      case .word(let word):
        if begins, let entry = vocabulary.command(word) ?? vocabulary.layer(word) {
          found[last].call = (entry, place)
        } else if let preposition = Preposition(rawValue: word) {
          found[last].preposition = preposition
        }
        begins = false
      default: begins = false
      }
    }
    return found[found.count - 1]
  }
}

extension Token {
  /// It is a number or a size.
  var isNumberOrSize: Bool {
    switch kind {
    case .number, .size: true
    default: false
    }
  }
}
