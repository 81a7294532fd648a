/// How tightly things bind, loosest first. The parser and the printer share this one ladder.
enum Level: Int, Comparable, Sendable {
  case either, both, not, comparison, range, sum, product, sign, power, postfix

  static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter level.
  var above: Level { Level(rawValue: rawValue + 1) ?? .postfix }
}

extension Expression.Operator {
  var level: Level {
    switch self {
    case .plus, .minus: .sum
    case .times, .over: .product
    case .power: .power
    }
  }
}

extension Expression.Kind {
  /// How tightly the outermost operator binds; what needs no parentheses anywhere is `postfix`.
  var level: Level {
    switch self {
    case .either: .either
    case .both: .both
    case .not: .not
    case .comparison, .approximately: .comparison
    case .range: .range
    case .binary(let sign, _, _): sign.level
    case .negation: .sign
    default: .postfix
    }
  }
}
