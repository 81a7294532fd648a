/// `input 784 | body | dense 10 with seed=7`
public struct NetworkSyntax: Sendable, Equatable {
  /// In the order of the data's way.
  public var stages: [Stage]
  /// After the last stage's `with`.
  public var options: [Option]
  /// Where it stands.
  public var range: SourceRange

  /// A network of these stages.
  public init(_ stages: [Stage], options: [Option] = [], range: SourceRange = .nowhere) {
    self.stages = stages
    self.options = options
    self.range = range
  }

  /// One part of the pipeline.
  public indirect enum Stage: Sendable, Equatable {
    /// A layer. A word that is a layer's is read as one even when a name is bound to it; only a call
    /// without arguments can be meant as a bound name.
    case layer(LayerCall)
    /// A bound network or fragment.
    case name(Name)
    /// `(dense 128 | relu)`
    case group(NetworkSyntax)
  }

  /// `dense 128 relu bias=no`
  public struct LayerCall: Sendable, Equatable {
    /// The layer's word, or an activation's.
    public var word: Name
    /// In the order typed.
    public var arguments: [Argument]
    /// Where it stands.
    public var range: SourceRange

    /// A layer and what is said to it.
    public init(_ word: Name, _ arguments: [Argument] = [], range: SourceRange = .nowhere) {
      self.word = word
      self.arguments = arguments
      self.range = range
    }
  }

  /// One thing said to a layer.
  public indirect enum Argument: Sendable, Equatable {
    /// A number, size, string or parenthesised expression; `(n)` is a value, also when `n` names a
    /// network.
    case value(Expression)
    /// A bare word: an activation, `same`, `causal`, or a bound name's value.
    case word(Name)
    /// `bias=no`
    case option(Option)
    /// `residual (dense 32 | dense 32)`
    case group(NetworkSyntax)
  }
}

/// `rate=1e-3`
public struct Option: Sendable, Equatable {
  /// The word before `=`.
  public var name: Name
  /// What stands after it.
  public var value: Expression

  /// A name and its value.
  public init(_ name: Name, _ value: Expression) {
    self.name = name
    self.value = value
  }
}
