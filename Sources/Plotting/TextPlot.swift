import Catalog

/// Draws a figure with characters: braille dots, or plain ASCII.
///
/// The text depends on the figure and on these settings alone, so it can be compared in tests.
public struct TextPlot: Sendable {
  /// Columns of the whole picture, labels included.
  public var width: Int
  /// Lines of the drawing area, axes and legend not included.
  public let height: Int
  /// The lines that were asked for.
  let asked: Int?
  /// Characters of ASCII only, for terminals and fonts without braille.
  public var ascii: Bool
  /// Colours by ANSI escapes; series are told apart by their marks all the same.
  public var colour: Bool
  /// The terminal has 16 million colours; 256 otherwise.
  public var fullColour: Bool

  /// A plot `width` columns wide (held between 24 and 400), a fifth of that high; heat maps are
  /// about as high as wide, up to 20 lines.
  public init(
    width: Int, height: Int? = nil, ascii: Bool = false, colour: Bool = false,
    fullColour: Bool = false
  ) {
    self.width = min(max(width, 24), 400)
    asked = height.map { min(max($0, 4), 100) }
    self.height = asked ?? min(max(self.width / 5, 10), 24)
    self.ascii = ascii
    self.colour = colour
    self.fullColour = fullColour
  }

  /// The figure as text, each line ended by a newline; notes on what could not be drawn come last.
  public func render(_ figure: Figure) -> String {
    lines(figure).map { $0 + "\n" }.joined()
  }

  /// The figure's lines, none wider than ``width``.
  public func lines(_ figure: Figure) -> [String] {
    switch figure.content {
    case .curves, .histogram: curves(figure)
    case .heatMap(let map): heatMap(map, figure)
    case .gallery(let pictures): gallery(pictures, figure)
    }
  }

  /// What cells are made with.
  var ink: Ink { Ink(ascii: ascii, colour: colour, fullColour: fullColour) }

  // MARK: Frame

  /// Rows with an axis on the left, and labels at some of them.
  func framed(_ rows: [String], _ labels: [Int: String], margin: Int) -> [String] {
    rows.enumerated().map { i, row in
      let label = labels[i]
      let axis = label == nil ? (ascii ? "|" : "│") : (ascii ? "+" : "┤")
      return padded(label ?? "", margin - 1) + axis + row
    }
  }

  /// An axis at the bottom, its labels and its name.
  func below(
    _ labels: [(column: Int, text: String)], columns: Int, margin: Int, name: String
  ) -> [String] {
    var rule = Array(repeating: Character(ascii ? "-" : "─"), count: columns)
    let numbers = placed(labels, in: margin + columns, from: margin) { column in
      rule[column] = ascii ? "+" : "┬"
    }
    let corner = String(repeating: " ", count: margin - 1) + (ascii ? "+" : "└")
    var lines = [corner + String(rule), numbers]
    if !name.isEmpty { lines.append(centred(name, in: columns, from: margin)) }
    return lines
  }

  /// Labels in a line, each centred under its column and inside the line; those that would touch the
  /// one before are left out.
  func placed(
    _ labels: [(column: Int, text: String)], in width: Int, from margin: Int,
    noting note: (Int) -> Void = { _ in }
  ) -> String {
    var (line, used) = ("", 0)
    for (column, text) in labels {
      let length = DisplayWidth.of(text)
      let start = max(0, min(margin + column - (length - 1) / 2, width - length))
      guard start >= (used == 0 ? 0 : used + 1), start + length <= width else { continue }
      note(column)
      line += String(repeating: " ", count: start - used) + text
      used = start + length
    }
    return line
  }

  // MARK: Text

  /// Okabe and Ito's palette, as near as 256 colours come: told apart by colour-blind readers too.
  func paint(_ text: String, _ series: Int) -> String {
    let colours = [33, 208, 35, 170, 117, 178, 160, 244]
    guard colour, series >= 0 else { return text }
    return "\u{1B}[38;5;\(colours[series % colours.count])m\(text)\u{1B}[0m"
  }

  func centred(_ text: String, in columns: Int, from margin: Int) -> String {
    let text = cut(text, to: columns)
    return String(repeating: " ", count: margin + (columns - DisplayWidth.of(text)) / 2) + text
  }

  func padded(_ text: String, _ columns: Int) -> String {
    let length = DisplayWidth.of(text)
    return String(repeating: " ", count: max(0, columns - 1 - length)) + text
      + (columns > length ? " " : "")
  }

  /// The text without control characters, shortened to the columns there are.
  func cut(_ text: String, to columns: Int) -> String {
    let isControl = { (c: Character) in c.isNewline || c.unicodeScalars.contains { $0.value < 32 } }
    return DisplayWidth.shortened(String(text.map { isControl($0) ? " " : $0 }), to: columns)
  }

  /// A sentence over as many lines as it needs.
  func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let word = cut(String(word), to: width - 2)
      let longer = lines[lines.count - 1].isEmpty ? word : lines[lines.count - 1] + " " + word
      if DisplayWidth.of(longer) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append("  " + word)
      }
    }
    return lines
  }
}
