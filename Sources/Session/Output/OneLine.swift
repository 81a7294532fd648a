/// Text of several lines as one line of a file: `\n` stands for a line end, `\\` for a backslash.
public enum OneLine {
  /// The text in one line.
  public static func encoded(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  /// The text of such a line.
  public static func decoded(_ line: some StringProtocol) -> String {
    var (text, escaped) = ("", false)
    for character in line {
      if escaped {
        text.append(character == "n" ? "\n" : character)
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}
