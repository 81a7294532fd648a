/// Where a text comes from: the rules for line ends differ.
public enum Reading: Sendable {
  /// A file: a line that begins with a preposition or `|` continues the statement above it.
  case script
  /// Typed or pasted at a prompt: an entry that begins with such a line comes too late, for the
  /// statement above has already run.
  case prompt
}
