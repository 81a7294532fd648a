import Catalog

extension Diagnostic {
  /// The diagnostic as the user sees it:
  ///
  /// ```
  /// error: conv needs an image such as 28x28x1, but receives 784
  ///   cnn = input 784 | conv 16 3x3 | dense 10
  ///                     ^~~~ give the image's shape: input 28x28x1
  ///   usage: conv CHANNELS SIZE [ACTIVATION]
  /// ```
  ///
  /// A text with a name puts `lab.ntk:12:19: ` before it. Of a long line the part around the caret
  /// is shown; a suggestion that does not fit beside the caret has a line of its own.
  ///
  /// - Parameters:
  ///   - width: the terminal's columns.
  ///   - wrapsMessage: whether the message is cut between words too, which a log should not be.
  public func rendered(
    in source: SourceText, colour: Bool, width: Int = 100, wrapsMessage: Bool = false
  ) -> String {
    let paint = Paint(isOn: colour)
    var lines = heading(source, paint, width: wrapsMessage ? width : Int.max - 2)
    // Both may quote the source.
    var suggestion = suggestion.map(Cell.safe)
    func mark(_ margin: String, _ text: String, _ start: Int, _ length: Int, isLast: Bool) {
      lines.append(margin + text)
      var caret =
        String(repeating: " ", count: DisplayWidth.of(margin) + start)
        + paint.caret("^" + String(repeating: "~", count: max(0, length - 1)))
      let column = DisplayWidth.of(margin) + start + length + 1
      if isLast, let beside = suggestion, column + DisplayWidth.of(beside) <= max(20, width) {
        caret += " " + paint.suggestion(beside)
        suggestion = nil
      }
      lines.append(caret)
    }
    if let range {
      let window = Window(range, in: source, width: max(20, width) - 2)
      mark("  ", window.text, window.caret, window.length, isLast: trace.isEmpty)
    }
    for (i, step) in trace.enumerated() {
      let margin = "  \(Cell.safe(step.place)): "
      if i == trace.count - 1 {
        mark(margin, step.line, step.caret, step.length, isLast: true)
      } else {
        lines.append(margin + step.line)
      }
    }
    if let suggestion {
      lines += Self.wrapped(suggestion, to: width, further: "").map { "  " + paint.suggestion($0) }
    }
    if let usage {
      lines += Self.wrapped("usage: \(usage)", to: width, further: "  ")
        .map { "  " + paint.usage($0) }
    }
    return lines.joined(separator: "\n")
  }

  /// The same diagnostic as one that happened in a line of another text.
  ///
  /// Its place there is said by the message, its line by ``trace``; who ran the text gives it the
  /// place of the call.
  public func traced(through text: SourceText) -> Diagnostic {
    guard let range else { return self }
    var traced = self
    let place = text.location(of: range.lower)
    let name = text.name ?? "script"
    if trace.isEmpty { traced.message = "\(name):\(place.line):\(place.column): \(message)" }
    let window = Window(range, in: text, width: 72)
    traced.trace.insert(
      Step(
        place: "\(name):\(place.line)", line: window.text, caret: window.caret,
        length: window.length), at: 0)
    return traced
  }

  /// A text cut between words where it is longer than a line with two blanks before it.
  private static func wrapped(_ text: String, to width: Int, further: String) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = lines.isEmpty ? "" : further
      var isEmpty = true
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        if !isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > max(20, width) - 2
        {
          lines.append(line)
          line = further
          isEmpty = true
        }
        line += isEmpty ? String(word) : " " + word
        isEmpty = false
      }
      lines.append(line)
    }
    return lines
  }

  private func heading(_ source: SourceText, _ paint: Paint, width: Int) -> [String] {
    let label = kind == .interrupted ? "interrupted:" : "error:"
    var place = ""
    if let name = source.name {
      place = Cell.safe(name) + ":"
      if let range {
        let location = source.location(of: range.lower)
        place += "\(location.line):\(location.column):"
      }
    }
    let begin = (place.isEmpty ? "" : place + " ") + label + " "
    var lines = Self.wrapped(begin + Cell.safe(message), to: width + 2, further: "  ")
    if let first = lines.first, first.hasPrefix(begin) {
      lines[0] =
        (place.isEmpty ? "" : paint.place(place) + " ") + paint.label(label) + " "
        + first.dropFirst(begin.count)
    }
    return lines
  }
}

/// The part of a line around a caret.
private struct Window {
  /// The line, or the part of it that fits.
  let text: String
  /// The column of the caret in `text`, and how many columns it underlines.
  let caret: Int
  let length: Int

  init(_ range: SourceRange, in source: SourceText, width: Int) {
    let line = source.index(of: range.lower)
    let cells = source.cells(ofLine: line)
    let total = cells.last.map { $0.column + $0.width } ?? 0
    let start = source.column(of: range.lower, on: line)
    let end = max(start + 1, source.column(of: max(range.upper, range.lower), on: line))
    let isOnOneLine = source.index(of: max(range.lower, range.upper - 1)) == line
    let stop = isOnOneLine ? end : max(start + 1, total)

    // One column more than the line, for a caret behind its end.
    guard max(total, start + 1) > width else {
      text = cells.map(\.text).joined()
      caret = start
      length = stop - start
      return
    }
    let left = max(0, min(start - width / 3, max(total, start + 1) - width))
    let right = left + width
    let shown = cells.filter { cell in
      cell.column >= left + (left > 0 ? 1 : 0)
        && cell.column + cell.width <= right - (right < total ? 1 : 0)
    }
    let first = shown.first?.column ?? left
    text =
      (left > 0 ? "…" : "") + shown.map(\.text).joined() + (right < total ? "…" : "")
    caret = max(0, start - first + (left > 0 ? 1 : 0))
    length = max(1, min(stop, right) - start)
  }
}

/// Colours for a terminal, or none.
private struct Paint {
  let isOn: Bool

  func label(_ text: String) -> String { painted(text, "1;31") }
  func place(_ text: String) -> String { painted(text, "1") }
  func caret(_ text: String) -> String { painted(text, "1;32") }
  func suggestion(_ text: String) -> String { painted(text, "36") }
  func usage(_ text: String) -> String { painted(text, "2") }

  private func painted(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
