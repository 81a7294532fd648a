import Catalog

extension Descent {
  /// A layer with something after it, or a name before `|` or `with`.
  func beginsNetwork() -> Bool {
    guard let word = token().word, !Reserved.words.contains(word) || word == "it" else {
      return false
    }
    if joinsNetwork(1) { return true }
    guard let entry = vocabulary.layer(word) else { return false }
    if isSymbol(.open, 1), !token(1).spaced, vocabulary[.function, word] != nil { return false }
    // An activation takes no arguments, so `sin (x)` is a function with a blank too many.
    if entry.kind == .activation, isSymbol(.open, 1), vocabulary[.function, word] != nil {
      return false
    }
    return beginsOperand(1)
  }

  /// `|`, `with`, or `, with` stands at a distance.
  func joinsNetwork(_ distance: Int = 0) -> Bool {
    isSymbol(.pipe, distance) || isWord("with", distance)
      || (isSymbol(.comma, distance) && isWord("with", distance + 1))
  }

  /// `stage { "|" stage } [options]`
  ///
  /// - Parameter group: the first stage when it stood in parentheses and has been parsed already.
  mutating func network(from group: Expression? = nil) throws(Diagnostic) -> Expression {
    let start = group?.range ?? current.range
    let inherited = group == nil ? 0 : height
    return try nested { (self) throws(Diagnostic) in
      self.height = inherited
      let first = if let group { try self.stage(from: group) } else { try self.stage() }
      var network = NetworkSyntax([first])
      while true {
        self.want(.rest(of: ""))
        guard self.take(.pipe) else { break }
        network.stages.append(try self.stage())
      }
      if self.joinsNetwork() {
        _ = self.take(.comma)
        self.take()
        network.options = try self.options(of: [])
        if self.isSymbol(.pipe) { throw self.optionsBeforePipe }
      }
      network.range = self.range(from: start)
      return Expression(.network(network), range: network.range)
    }
  }

  /// `layer { argument } | name | "(" network ")"`
  private mutating func stage() throws(Diagnostic) -> NetworkSyntax.Stage {
    want(.stage)
    if isSymbol(.open) { return try stage(from: try parenthesised()) }
    guard let word = current.word, !Reserved.words.contains(word) || word == "it" else {
      throw notAStage()
    }
    if vocabulary.layer(word) != nil { return .layer(try layerCall()) }
    let name = takeName()
    if beginsOperand(), !atCursor { throw unknownLayer(name) }
    return .name(name)
  }

  /// What stood in parentheses, as a stage.
  private func stage(from group: Expression) throws(Diagnostic) -> NetworkSyntax.Stage {
    switch group.kind {
    case .network(let network): return .group(network)
    case .name(let word):
      let inside = SourceRange(group.range.lower + 1, group.range.upper - 1)
      let name = Name(word, range: inside)
      let isLayer = vocabulary.layer(word) != nil
      let only: NetworkSyntax.Stage =
        isLayer ? .layer(NetworkSyntax.LayerCall(name, range: inside)) : .name(name)
      return .group(NetworkSyntax([only], range: group.range))
    default:
      throw Diagnostic(
        .syntax, "only a network can stand here", at: group.range,
        suggestion: "bind it to a name first")
    }
  }

  /// A layer's word and what is said to it, up to the next `|`, clause or bracket.
  private mutating func layerCall() throws(Diagnostic) -> NetworkSyntax.LayerCall {
    var call = NetworkSyntax.LayerCall(takeName())
    while true {
      want(.layerArgument(call.word.text))
      guard let argument = try argument(of: call) else { break }
      call.arguments.append(argument)
    }
    call.range = range(from: call.word.range)
    return call
  }

  /// `atom | word | word "=" atom | "(" network ")"`, or nil when the layer's arguments end.
  private mutating func argument(
    of call: NetworkSyntax.LayerCall
  ) throws(Diagnostic) -> NetworkSyntax.Argument? {
    if current.word != nil, isSymbol(.assign, 1) {
      if name() == nil { throw reserved(current.word ?? "") }
      let name = takeName()
      take()
      want(.optionValue(name.text, of: [call.word.text]))
      return .option(Option(name, try optionAtom(name, of: call.word.text)))
    }
    if let sign = Expression.Operator(rawValue: current.symbol?.rawValue ?? "") {
      throw arithmeticInLayer(sign, call)
    }
    guard beginsOperand(), !atCursor else { return nil }
    if isWord("yes") || isWord("no") { return .value(try primary()) }
    if current.word != nil {
      try checkJoined(to: call)
      let isIndexed = isSymbol(.openList, 1) && !token(1).spaced
      let isCall =
        isSymbol(.open, 1) && !token(1).spaced
        && vocabulary[.function, current.word ?? ""] != nil
      return isIndexed || isCall || isSymbol(.dot, 1)
        ? .value(try operand()) : .word(takeName())
    }
    if isSymbol(.open) {
      let inside = try parenthesised()
      if case .network(let network) = inside.kind { return .group(network) }
      return .value(inside)
    }
    return .value(try operand())
  }

  /// The value of a layer's option: an atom, or one with a minus.
  private mutating func optionAtom(
    _ name: Name, of layer: String
  ) throws(Diagnostic) -> Expression {
    let start = current.range
    if take(.minus) {
      let value = try operand()
      return Expression(.negation(value), range: range(from: start))
    }
    guard beginsOperand() || isSymbol(.openList) else {
      throw missing("“\(name.text)” needs a value", meaning(of: name.text, [layer]))
    }
    return try operand()
  }
}
