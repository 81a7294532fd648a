/// Anything that has a value.
public struct Expression: Sendable, Equatable {
  /// What it says.
  public var kind: Kind
  /// Where it stands, its own parentheses included.
  public var range: SourceRange

  /// A tree of that kind at a place.
  public init(_ kind: Kind, range: SourceRange = .nowhere) {
    self.kind = kind
    self.range = range
  }

  /// The kinds of values.
  public indirect enum Kind: Sendable, Equatable {
    /// `1e-3`; never negative (a minus is ``negation``).
    case number(Double)
    /// `5%`: holds the 5 as typed, and stands for the fraction 0.05.
    case percent(Double)
    /// `28x28x1`: at least two axes, each at least 1, their product below 2^31.
    case size([Int])
    /// `80:20`: at least two shares, none negative.
    case ratio([Double])
    /// `"digits {n}"`; no literal is empty and no two are adjacent.
    case text([TextPart])
    /// `yes`, `no`
    case boolean(Bool)
    /// `[1, 2, 3]`
    case list([Expression])
    /// A bound name, `it`, or a word that is a choice where one is expected.
    case name(String)
    /// `-x`
    case negation(Expression)
    /// `a + b`
    case binary(Operator, Expression, Expression)
    /// `1..9 step 2`, both ends included.
    case range(from: Expression, through: Expression, step: Expression?)
    /// `a < b`, `label in [3, 8]`
    case comparison(Comparison, Expression, Expression)
    /// `a ~ b +- c`; without a tolerance, the default one. `percent`: c is a share of b in percent,
    /// so `+- 5%` is the tolerance `number(5)` with `percent`, while `+- (5%)` is 0.05 itself.
    case approximately(Expression, Expression, tolerance: Expression?, percent: Bool)
    /// `not a`
    case not(Expression)
    /// `a and b`
    case both(Expression, Expression)
    /// `a or b`
    case either(Expression, Expression)
    /// `fit.loss`
    case field(Expression, Name)
    /// `list[0]`, `list[2..5]`
    case index(Expression, Expression)
    /// `log(x)`
    case call(Name, [Expression])
    /// `input 4 | dense 3`, `net with seed=8`
    case network(NetworkSyntax)
    /// `entropy net on d`
    case command(Command)
    /// `for n in 1..3 { … }`
    case loop(Loop)
  }

  /// The operators of arithmetic.
  public enum Operator: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }

  /// The operators that compare.
  public enum Comparison: String, Sendable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case equal = "=="
    case unequal = "!="
    case among = "in"
  }

  /// A part of a text in quotes.
  public enum TextPart: Sendable, Equatable {
    /// The characters meant, escapes resolved.
    case literal(String)
    /// `{n}`
    case value(Expression)
  }
}

/// `for how in ["rnd", "random"], s in 1..5 { … }`
public struct Loop: Sendable, Equatable {
  /// The names bound in turn; the last varies fastest.
  public var variables: [Variable]
  /// What is repeated.
  public var body: Program

  /// A loop over all combinations of the variables' items.
  public init(_ variables: [Variable], body: Program) {
    self.variables = variables
    self.body = body
  }

  /// `n in [16, 32]`
  public struct Variable: Sendable, Equatable {
    /// The name bound to one item after the other.
    public var name: Name
    /// A list, a range, or anything else that has items.
    public var items: Expression

    /// A variable that goes through items.
    public init(_ name: Name, in items: Expression) {
      self.name = name
      self.items = items
    }
  }
}
