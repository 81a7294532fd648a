import Catalog

/// What joins two values.
private enum Infix {
  case either, both
  case comparison(Expression.Comparison)
  case approximately, range
  case arithmetic(Expression.Operator)

  var level: Level {
    switch self {
    case .either: .either
    case .both: .both
    case .comparison, .approximately: .comparison
    case .range: .range
    case .arithmetic(let sign): sign.level
    }
  }
}

extension Descent {
  /// Something that a value can begin with.
  var beginsValue: Bool {
    beginsOperand() || isSymbol(.minus) || isSymbol(.openList) || isWord("not") || isWord("for")
  }

  /// `value = loop | network | command | expression`
  mutating func value() throws(Diagnostic) -> Expression {
    want(.value)
    if isWord("for") { return try loop() }
    if beginsCommand() { return try command() }
    if beginsNetwork() { return try network() }
    if isSymbol(.open) {
      let group = try parenthesised()
      if joinsNetwork() { return try network(from: group) }
      return try expression(.either, from: group)
    }
    try checkCommandWord()
    return try expression(.either)
  }

  /// Climbs the ladder of operators: everything that binds at least as tightly as `floor`.
  ///
  /// - Parameters:
  ///   - first: the leftmost operand, if it has been parsed already.
  ///   - queries: a bare query may stand as a whole side of a comparison.
  mutating func expression(
    _ floor: Level, from first: Expression? = nil, queries: Bool = false
  ) throws(Diagnostic) -> Expression {
    let start = first?.range ?? current.range
    let inherited = first == nil ? 0 : height
    return try nested { (self) throws(Diagnostic) in
      self.height = inherited
      var isQuery = false
      var left: Expression
      if let first {
        left = try self.postfix(first, from: start)
      } else if queries, self.beginsBareQuery() {
        left = try self.bareQuery()
        isQuery = true
      } else {
        left = try self.prefixed(floor, queries: queries)
      }
      var compared = false
      var ranged = false
      while let infix = self.infix, infix.level >= floor {
        if isQuery, infix.level > .comparison { throw self.queryNeedsParentheses(left) }
        if compared, infix.level == .comparison { throw self.chainedComparison }
        if ranged, infix.level == .range {
          throw self.wrong("ranges do not chain", "such as 1..9 step 2")
        }
        compared = infix.level == .comparison
        ranged = infix.level == .range
        left = try self.joined(left, infix, from: start, queries: queries)
        isQuery = false
        try self.grow()
      }
      self.wantRest(of: left.range)
      return left
    }
  }

  private var infix: Infix? {
    switch current.kind {
    case .symbol(let symbol):
      if let sign = Expression.Operator(rawValue: symbol.rawValue) { return .arithmetic(sign) }
      if symbol == .range { return .range }
      if symbol == .approximately { return .approximately }
      return Expression.Comparison(rawValue: symbol.rawValue).map(Infix.comparison)
    case .word("or"): return .either
    case .word("and"): return .both
    case .word("in"): return .comparison(.among)
    default: return nil
    }
  }

  /// The operator and its right side.
  private mutating func joined(
    _ left: Expression, _ infix: Infix, from start: SourceRange, queries: Bool
  ) throws(Diagnostic) -> Expression {
    take()
    skipNewlines()
    let kind: Expression.Kind
    switch infix {
    case .either: kind = .either(left, try expression(.both, queries: queries))
    case .both: kind = .both(left, try expression(.not, queries: queries))
    case .comparison(let sign):
      kind = .comparison(sign, left, try expression(.range, queries: queries))
    case .approximately: kind = try approximately(left)
    case .range:
      let through = try expression(.sum)
      let step = take(word: "step") ? try expression(.sum) : nil
      kind = .range(from: left, through: through, step: step)
    case .arithmetic(.power): kind = .binary(.power, left, try expression(.sign))
    case .arithmetic(let sign):
      kind = .binary(sign, left, try expression(sign.level.above))
    }
    return Expression(kind, range: range(from: start))
  }

  /// `"~" expr ["+-" expr ["%"]]`
  private mutating func approximately(_ left: Expression) throws(Diagnostic) -> Expression.Kind {
    let right = try expression(.sum)
    guard take(.tolerance) else {
      return .approximately(left, right, tolerance: nil, percent: false)
    }
    let before = position
    let tolerance = try expression(.sum)
    let opensGroup = tokens[before].symbol == .open
    // Only a bare `5%` is a share of the right side; `(5%)` and `2*5%` hold the number 0.05.
    if case .percent(let share) = tolerance.kind, !opensGroup {
      let number = Expression(.number(share), range: tolerance.range)
      return .approximately(left, right, tolerance: number, percent: true)
    }
    if isSymbol(.percent), !opensGroup, tolerance.kind.level < .postfix {
      throw wrong("“%” after “+-” follows a single value", "put the share in parentheses")
    }
    return .approximately(left, right, tolerance: tolerance, percent: take(.percent))
  }

  /// `not`, `-`, or a value with what follows it.
  private mutating func prefixed(
    _ floor: Level, queries: Bool
  ) throws(Diagnostic) -> Expression {
    let start = current.range
    if isWord("not") {
      guard floor <= .not else {
        throw wrong("“not” stands before a comparison", "use parentheses")
      }
      take()
      skipNewlines()
      let operand = try expression(.not, queries: queries)
      return Expression(.not(operand), range: range(from: start))
    }
    if take(.minus) {
      let operand = try expression(.sign)
      return Expression(.negation(operand), range: range(from: start))
    }
    return try postfix(try primary(), from: start)
  }

  /// A value with fields and indices, and nothing looser: what `on` and a quantity take.
  mutating func operand() throws(Diagnostic) -> Expression {
    let start = current.range
    let value = try nested { (self) throws(Diagnostic) in
      try self.postfix(try self.primary(), from: start)
    }
    wantRest(of: value.range)
    return value
  }
}
