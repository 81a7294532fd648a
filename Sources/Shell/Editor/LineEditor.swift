import CEditLine
import Catalog
import Glibc

/// The line editor: libedit for terminal, keys and redisplay; Tab, Enter, Up, Down, paste and the
/// hint are decided here.
///
/// Only one exists at a time, and only where ``Terminal/canEdit`` holds.
final class LineEditor {
  /// What the editor asks of the language.
  struct Questions {
    /// Whether a text may go on in another line.
    var isIncomplete: (String) -> Bool
    /// Whether a line can only go on with the statement before it.
    var continues: (String) -> Bool
    /// What Tab offers at a UTF-8 offset in a text.
    var completion: (String, Int) -> Completion
    /// A few words for the right edge; empty for none.
    var hint: (String) -> String
    /// The usage of what is being typed; empty when there is none.
    var usage: (String) -> String
    /// Takes what the terminal says of itself.
    var answered: (String) -> Void = { _ in }
  }

  /// What a reading gave.
  enum Reading: Equatable {
    case entry(String)
    /// Ctrl-C dropped the line.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case ended
  }

  let questions: Questions
  private(set) var history: History
  /// vi's keys rather than emacs's.
  private(set) var isVi = false
  var recall = Recall()
  let terminal: Terminal
  /// The text and cursor at which Tab was pressed without effect: a second press lists.
  var tabbed: (text: String, cursor: Int)?
  /// Enter was pressed: the hint goes, so that it does not stay beside what was typed.
  var isComplete = false
  /// What the line began with.
  var initial = ""

  private(set) var line: EditedLine?
  private var searchable: OpaquePointer?
  /// The hint shown last, and whether it was the second, fourth … in a row.
  private var (hintBefore, isOddHint) = ("", false)
  private var prompt: UnsafeMutablePointer<CChar>?
  private var rightPrompt: UnsafeMutablePointer<CChar>?

  /// - Returns: nil when the terminal cannot be used.
  init?(_ terminal: Terminal, history: History, questions: Questions) {
    self.terminal = terminal
    self.history = history
    self.questions = questions
    // The prompt must end with a visible character or its colour leaks into what is typed; \1
    // tells libedit which parts take no room.
    let bold =
      terminal.colour
      ? "\u{1}\u{1B}[1;36m\u{1}\(Prompt.first)\u{1}\u{1B}[0m\u{1} " : "\(Prompt.first) "
    prompt = strdup(bold)
    rightPrompt = strdup(" ")
    let editor = editline_open(
      Unmanaged.passUnretained(self).toOpaque(),
      { LineEditor.of($0)?.prompt },
      { LineEditor.of($0)?.renewedHint() })
    guard let editor else { return nil }
    line = EditedLine(editor: editor)
    // The user's own ~/.editrc may ask for vi keys, or for no editing at all.
    guard editline_read_settings(editor) else { return nil }
    isVi = editline_is_vi(editor)
    searchable = editline_history_open(editor, Int32(History.limit))
    for entry in history.entries { editline_history_add(searchable, entry) }
    bindKeys(editor)
  }

  deinit {
    if let line { el_end(line.editor) }
    if let searchable { editline_history_close(searchable) }
    free(prompt)
    free(rightPrompt)
  }

  /// Lets the user edit one entry, of one or several lines.
  ///
  /// - Parameter initial: stands on the line already, the cursor at its end, as if it had been
  ///   typed.
  func read(_ initial: String = "") -> Reading {
    guard let line else { return .ended }
    recall = Recall()
    self.initial = initial
    // libedit empties its line when it begins to read; a key that it reads first fills it.
    if !initial.isEmpty { el_push(line.editor, Self.initialKey.1) }
    tabbed = nil
    isComplete = false
    interrupts_clear()
    // The terminal marks what is pasted.
    if !isVi { Channel.output.write("\u{1B}[?2004h") }
    var buffer: UnsafePointer<CChar>?
    let count = editline_read(line.editor, &buffer)
    if !isVi { Channel.output.write("\u{1B}[?2004l") }
    switch count {
    case -2:
      let (text, cursor) = line.content
      hideHint(text, cursor)
      Channel.output.write(toEnd(of: text, from: cursor))
      editline_reset(line.editor)
      return .interrupted
    case 0...:
      let text = buffer.map { EditedLine.text($0, Int(count)) } ?? ""
      let entry = text.hasSuffix("\n") ? String(text.dropLast()) : text
      if history.append(entry) { editline_history_add(searchable, entry) }
      return .entry(entry)
    default:
      Channel.output.write("\n")
      return .ended
    }
  }

  // MARK: The hint

  private func renewedHint() -> UnsafeMutablePointer<CChar>? {
    let text = line?.text ?? ""
    let room = terminal.width - margin - DisplayWidth.of(text) - 6
    // Never empty: libedit would not ask again.
    var (shown, hintNow) = (" ", "")
    if !isComplete, !text.contains("\n") {
      let hint = Hint.shortened(questions.hint(text), to: room)
      if !hint.isEmpty {
        if hint != hintBefore { isOddHint.toggle() }
        hintNow = hint
        shown = terminal.colour ? dimmed(hint) : hint
      }
    }
    hintBefore = hintNow
    free(rightPrompt)
    rightPrompt = strdup(shown)
    return rightPrompt
  }

  /// The escape sequences stand before blanks, and another hint has one more of them: libedit takes
  /// two characters with the same sequence for the same, whatever they are, and does not draw a
  /// sequence that was there before.
  private func dimmed(_ hint: String) -> String {
    (isOddHint ? "\u{1}\u{1B}[0m\u{1} " : "") + "\u{1}\u{1B}[2m\u{1} \(hint)\u{1}\u{1B}[0m\u{1} "
  }

  /// Wipes the hint away, which would stay beside the line on the screen. libedit does not know: the
  /// line has to be drawn anew or left.
  func hideHint(_ text: String, _ cursor: Int) {
    guard !hintBefore.isEmpty, !isComplete, !text.contains("\n") else { return }
    let rest = DisplayWidth.of(String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self))
    Channel.output.write((rest > 0 ? "\u{1B}[\(rest)C" : "") + "\u{1B}[K")
    if rest > 0 { Channel.output.write("\u{1B}[\(rest)D") }
  }
}
