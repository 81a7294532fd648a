/// Walking through the history with Up and Down: only entries that begin with what was typed
/// before the cursor.
struct Recall {
  private var prefix = ""
  /// What was on the line when the walk began.
  private var typed = ""
  private var position = 0
  /// The entry shown last; when the line is no longer this, a new walk begins.
  private var shown: String?

  /// The walk goes on as long as the line is the entry it showed.
  func isWalking(_ line: String) -> Bool { shown == line }

  /// The entry before the one shown, or nil when there is none.
  mutating func previous(_ entries: [String], line: String, beforeCursor: String) -> String? {
    if !isWalking(line) {
      (prefix, typed, position) = (beforeCursor, line, entries.count)
    }
    guard
      let found = entries[..<position].lastIndex(where: { $0.hasPrefix(prefix) && $0 != line })
    else { return nil }
    return show(entries[found], at: found)
  }

  /// The entry after the one shown; behind the last one, what was typed.
  mutating func next(_ entries: [String], line: String) -> String? {
    guard isWalking(line), position < entries.count else { return nil }
    let later = entries[(position + 1)...]
    guard let found = later.firstIndex(where: { $0.hasPrefix(prefix) && $0 != line }) else {
      return show(typed, at: entries.count)
    }
    return show(entries[found], at: found)
  }

  private mutating func show(_ entry: String, at place: Int) -> String {
    position = place
    shown = entry
    return entry
  }
}
