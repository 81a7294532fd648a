/// Anything that has a value.
public struct Expression: Sendable, Equatable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, range: SourceRange = .nowhere) {
    self.kind = kind
    self.range = range
  }

  public indirect enum Kind: Sendable, Equatable {
    /// `1e-3`; never negative (a minus is ``negation``).
    case number(Double)
    /// `5%`, the fraction 0.05.
    case percent(Double)
    /// `28x28x1`
    case size([Int])
    /// `80:20`
    case ratio([Double])
    /// `"digits {n}"`
    case text([TextPart])
    /// `yes`, `no`
    case boolean(Bool)
    /// `[1, 2, 3]`
    case list([Expression])
    /// A bound name, `it`, or a word that is a choice where one is expected.
    case name(String)
    /// `-x`
    case negation(Expression)
    case binary(Operator, Expression, Expression)
    /// `1..9 step 2`, both ends included.
    case range(from: Expression, through: Expression, step: Expression?)
    /// `a < b`, `label in [3, 8]`
    case comparison(Comparison, Expression, Expression)
    /// `a ~ b +- c`; without a tolerance, the default one. `percent`: c is a share of b.
    case approximately(Expression, Expression, tolerance: Expression?, percent: Bool)
    case not(Expression)
    case both(Expression, Expression)
    case either(Expression, Expression)
    /// `fit.loss`
    case field(Expression, Name)
    /// `list[0]`, `list[2..5]`
    case index(Expression, Expression)
    /// `log(x)`
    case call(Name, [Expression])
    case network(NetworkSyntax)
    case command(Command)
    case loop(Loop)
  }

  public enum Operator: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }

  public enum Comparison: String, Sendable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case equal = "=="
    case unequal = "!="
    case among = "in"
  }

  public enum TextPart: Sendable, Equatable {
    case literal(String)
    case value(Expression)
  }
}

/// `for how in ["rnd", "random"], s in 1..5 { … }`
public struct Loop: Sendable, Equatable {
  public var variables: [Variable]
  public var body: Program

  public init(_ variables: [Variable], body: Program) {
    self.variables = variables
    self.body = body
  }

  public struct Variable: Sendable, Equatable {
    public var name: Name
    public var items: Expression
    public init(_ name: Name, in items: Expression) {
      self.name = name
      self.items = items
    }
  }
}
