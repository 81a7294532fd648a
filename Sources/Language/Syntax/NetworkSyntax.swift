/// `input 784 | body | dense 10 with seed=7`
public struct NetworkSyntax: Sendable, Equatable {
  public var stages: [Stage]
  public var options: [Option]
  public var range: SourceRange

  public init(_ stages: [Stage], options: [Option] = [], range: SourceRange = .nowhere) {
    self.stages = stages
    self.options = options
    self.range = range
  }

  public indirect enum Stage: Sendable, Equatable {
    case layer(LayerCall)
    /// A bound network or fragment.
    case name(Name)
    /// `(dense 128 | relu)`
    case group(NetworkSyntax)
  }

  /// `dense 128 relu bias=no`
  public struct LayerCall: Sendable, Equatable {
    public var word: Name
    public var arguments: [Argument]
    public var range: SourceRange

    public init(_ word: Name, _ arguments: [Argument] = [], range: SourceRange = .nowhere) {
      self.word = word
      self.arguments = arguments
      self.range = range
    }
  }

  public indirect enum Argument: Sendable, Equatable {
    /// A number, size, string or parenthesised expression.
    case value(Expression)
    /// A bare word: an activation, `same`, `causal`, or a bound name's value.
    case word(Name)
    case option(Option)
    /// `residual (dense 32 | dense 32)`
    case group(NetworkSyntax)
  }
}

/// `rate=1e-3`
public struct Option: Sendable, Equatable {
  public var name: Name
  public var value: Expression

  public init(_ name: Name, _ value: Expression) {
    self.name = name
    self.value = value
  }
}
