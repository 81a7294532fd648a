import Catalog

/// Lines of text set anew for a width.
public enum Paragraphs {
  /// Fills lines of at most `width` columns. An empty line parts paragraphs, one that is indented
  /// stays as it is.
  public static func wrapped(_ lines: [String], width: Int) -> [String] {
    var out: [String] = []
    /// Whether the last line may take further words.
    var isOpen = false
    for line in lines {
      if line.isEmpty || line.hasPrefix(" ") {
        out.append(line)
        isOpen = false
        continue
      }
      for word in line.split(separator: " ") {
        if isOpen, let last = out.last,
          DisplayWidth.of(last) + 1 + DisplayWidth.of(String(word)) <= width
        {
          out[out.count - 1] += " \(word)"
        } else {
          out.append("\(word)")
          isOpen = true
        }
      }
    }
    return out
  }
}
