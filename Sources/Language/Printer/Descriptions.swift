/// How wide canonical source is before its lines are broken.
private let usualWidth = 100

extension Program: CustomStringConvertible {
  /// Canonical source: one statement a line, without a line end after the last.
  public var description: String { source(width: usualWidth) }

  /// Canonical source whose lines are broken, where they can be, to stay within `width` columns.
  public func source(width: Int) -> String {
    var writer = Writer(limit: width)
    writer.write(self, indent: 0)
    return writer.text
  }
}

extension Statement: CustomStringConvertible {
  /// Canonical source, with the comments above and the results below it.
  public var description: String { source(width: usualWidth) }

  /// Canonical source whose lines are broken, where they can be, to stay within `width` columns.
  public func source(width: Int) -> String { Program([self]).source(width: width) }
}

extension Expression: CustomStringConvertible {
  /// Canonical source of the value, as it stands alone.
  public var description: String { source(width: usualWidth) }

  /// Canonical source; with `width: .max` on one line, unless it holds a loop.
  public func source(width: Int) -> String { written(Printer.value(self), width) }
}

extension Command: CustomStringConvertible {
  /// Canonical source of the command.
  public var description: String { written(Printer.document(self), usualWidth) }
}

extension NetworkSyntax: CustomStringConvertible {
  /// Canonical source of the network: the code that builds it.
  public var description: String { written(Printer.document(self), usualWidth) }
}

extension NetworkSyntax.Stage: CustomStringConvertible {
  /// Canonical source of the stage.
  public var description: String { written(Printer.document(self), usualWidth) }
}

extension NetworkSyntax.LayerCall: CustomStringConvertible {
  /// Canonical source of the layer.
  public var description: String { written(Printer.document(self), usualWidth) }
}

extension Loop: CustomStringConvertible {
  /// Canonical source of the loop; its body is indented by two blanks.
  public var description: String { written(Printer.document(self), usualWidth) }
}

private func written(_ document: Document, _ width: Int) -> String {
  var writer = Writer(limit: width)
  writer.write(document, indent: 0)
  return writer.text
}
