import Catalog
import Language
import LinearAlgebra
import Networks

/// A layer and where it is written, with those in its parentheses.
struct Stage {
  let layer: any Layer
  let range: SourceRange
  let parts: [[Stage]]

  init(_ layer: any Layer, _ range: SourceRange, parts: [[Stage]] = []) {
    self.layer = layer
    self.range = range
    self.parts = parts
  }

  /// Which of several layers does not fit, where the caret cannot say it: when the word it points to
  /// is a name for many layers, or its layer's word stands in the network more than once.
  static func place(of misfit: LayerMisfit, in stages: [Stage]) -> String {
    guard stages.indices.contains(misfit.layer), misfit.inside.isEmpty else { return "" }
    func word(_ stage: Stage) -> Substring { stage.layer.code.prefix { $0 != " " } }
    let own = stages[misfit.layer]
    let isNamed = stages.filter { $0.range.lower == own.range.lower }.count > 1
    let isRepeated = stages.filter { word($0) == word(own) }.count > 1
    guard isNamed || isRepeated else { return "" }
    return " (stage \(misfit.layer + 1) behind the input, \(own.layer.code))"
  }

  /// Where the layer that does not fit is written: inside its composite where it can be found there.
  static func range(of misfit: LayerMisfit, in stages: [Stage]) -> SourceRange? {
    guard stages.indices.contains(misfit.layer) else { return nil }
    var stage = stages[misfit.layer]
    for step in misfit.inside {
      guard stage.parts.indices.contains(step.part), !stage.parts[step.part].isEmpty else { break }
      // A repeated body is written once.
      let part = stage.parts[step.part]
      stage = part[step.layer % part.count]
    }
    return stage.range
  }
}

extension Session {
  /// The layer a call describes.
  mutating func stage(_ call: NetworkSyntax.LayerCall) throws -> Stage {
    if let type = Activations.all.first(where: { $0.entry.name == call.word.text }) {
      guard call.arguments.isEmpty else {
        throw Diagnostic(
          .failure, "\(call.word.text) is an activation and takes no arguments", at: call.range,
          usage: type.entry.usage)
      }
      return Stage(Activate(type), call.range)
    }
    guard let type = Layers.all.first(where: { $0.entry.name == call.word.text }) else {
      throw Diagnostic(
        .failure, "there is no layer “\(call.word.text)”", at: call.word.range,
        suggestion: didYouMean(call.word.text, among: Self.vocabulary.names(.layer, .activation)))
    }
    let (arguments, parts) = try checked(call, type.entry)
    return Stage(try type.init(arguments), call.range, parts: parts)
  }

  /// The arguments of a layer's call, checked against its entry, and the layers in its parentheses.
  mutating func checked(
    _ call: NetworkSyntax.LayerCall, _ entry: Entry
  ) throws -> (Arguments, parts: [[Stage]]) {
    var operands: [(ArgumentValue, SourceRange)] = []
    var words: [Name] = []
    var options: [Option] = []
    var parts: [[Stage]] = []
    var ofParts: (place: Int, range: SourceRange)?
    func take(_ part: [Stage], at range: SourceRange) {
      if ofParts == nil {
        ofParts = (operands.count, range)
        operands.append((.boolean(true), range))
      }
      parts.append(part)
    }
    for argument in call.arguments {
      switch argument {
      case .value(let expression):
        if let part = try part(expression, of: entry) {
          take(part, at: expression.range)
        } else {
          operands.append((try self.argument(expression, for: nil), expression.range))
        }
      case .word(let name):
        // A word of the layer's own comes first, then a bound name's value.
        let known = entry.parameters.contains {
          $0.place != .option && $0.kind.words.contains(name.text)
        }
        let expression = Expression(.name(name.text), range: name.range)
        if !known, let part = try part(expression, of: entry) {
          take(part, at: name.range)
          continue
        }
        guard !known, let value = workspace[name.text] else {
          words.append(name)
          continue
        }
        if case .text(let text) = value {
          words.append(Name(text, range: name.range))
        } else {
          operands.append((try self.argument(expression, for: nil), name.range))
        }
      case .option(let option): options.append(option)
      case .group(let group):
        guard entry.takesParts else {
          throw Diagnostic(
            .failure, "\(entry.name) takes no part in parentheses", at: group.range,
            usage: entry.usage)
        }
        take(try part(group), at: group.range)
      }
    }
    if let ofParts {
      operands[ofParts.place].0 = .object(LayerParts(parts.map { $0.map(\.layer) }))
    }
    let arguments = try arguments(
      options, entry: entry, operands: operands, words: words, at: call.range)
    return (arguments, parts)
  }

  /// A bound fragment, or a single layer's word, as what stands in a layer's parentheses; nil when
  /// the layer takes no parts or the expression is neither.
  private mutating func part(_ expression: Expression, of entry: Entry) throws -> [Stage]? {
    guard entry.takesParts, case .name(let word) = expression.kind else { return nil }
    let name = Name(word, range: expression.range)
    if Self.vocabulary.layer(word) != nil {
      let call = NetworkSyntax.LayerCall(name, range: expression.range)
      return try part(NetworkSyntax([.layer(call)], range: expression.range))
    }
    switch workspace[word] {
    case .fragment, .network, .run:
      return try part(NetworkSyntax([.name(name)], range: expression.range))
    default: return nil
    }
  }
}

extension Entry {
  /// Whether the layer is one of layers in parentheses.
  fileprivate var takesParts: Bool {
    parameters.contains { if case .object(LayerParts.what) = $0.kind { true } else { false } }
  }
}
