import Catalog

/// How values are printed.
public enum OutputFormat: String, CaseIterable, Sendable {
  case text, json, csv, markdown
}

/// Something a statement gives to be shown.
public struct Output: Sendable {
  /// What it is shown as.
  public enum Form: Sendable {
    /// The value of an unbound statement.
    case value
    /// One line about a value just bound, at a prompt.
    case summary
    /// A page to read: help, a plot.
    case view
    /// A line about the work, for standard error.
    case remark
  }

  /// What it is shown as.
  public let form: Form
  /// The bound name, or the statement.
  public let name: String
  /// What there is to show.
  public let value: Value
  let digits: Int

  init(_ form: Form, name: String, value: Value, digits: Int = 5) {
    self.form = form
    self.name = name
    self.value = value
    self.digits = digits
  }

  /// A line about the work.
  static func remark(_ text: String) -> Output { Output(.remark, name: "", value: .text(text)) }

  /// The lines to print, without the last newline.
  ///
  /// - Parameter cut: leaves out the columns of a table that do not fit the width, for a person at
  ///   a terminal; what goes elsewhere is whole.
  public func rendered(_ format: OutputFormat, width: Int = 80, cut: Bool = false) -> String {
    switch form {
    case .remark:
      if case .text(let text) = value { return text }
      return ""
    case .summary: return "\(name): \(Text.summary(value, digits: digits))"
    case .view where format != .json:
      if case .page(let text) = value {
        return format == .markdown ? Markdown.fenced(text) : text
      }
      return ""
    case .view, .value:
      switch format {
      case .text: return Text.value(value, digits: digits, width: width, cut: cut)
      case .json: return JSONLine.object(name: name, value: value)
      case .csv: return CommaSeparated.lines(value)
      case .markdown: return Markdown.lines(value, digits: digits)
      }
    }
  }
}
