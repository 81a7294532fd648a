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
    /// What Tab offers at a UTF-8 offset in a text.
    var completion: (String, Int) -> Completion
    /// A few words for the right edge; empty for none.
    var hint: (String) -> String
  }

  /// What a reading gave.
  enum Reading: Equatable {
    case entry(String)
    /// Ctrl-C dropped the line.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case ended
  }

  private let questions: Questions
  private(set) var history: History
  private var recall = Recall()
  private let terminal: Terminal
  /// The text and cursor at which Tab was pressed without effect: a second press lists.
  private var tabbed: (text: String, cursor: Int)?
  /// Enter was pressed: the hint goes, so that it does not stay beside what was typed.
  private var isComplete = false
  /// What the line began with.
  private var initial = ""

  private var line: EditedLine?
  private var searchable: OpaquePointer?
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
    if !initial.isEmpty { el_push(line.editor, Self.initialBytes) }
    tabbed = nil
    isComplete = false
    interrupts_clear()
    Channel.output.write("\u{1B}[?2004h")  // the terminal marks what is pasted
    var buffer: UnsafePointer<CChar>?
    let count = editline_read(line.editor, &buffer)
    Channel.output.write("\u{1B}[?2004l")
    switch count {
    case -2:
      let (text, cursor) = line.content
      Channel.output.write(toEnd(of: text, from: cursor))
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

  // MARK: Keys

  private func bindKeys(_ editor: OpaquePointer) {
    editline_bind(editor, "tangent-complete", "^I") { editor, _ in
      LineEditor.key(editor) { $0.complete($1) }
    }
    editline_bind(editor, "tangent-enter", "^M") { editor, _ in
      LineEditor.key(editor) { $0.enter($1) }
    }
    editline_bind(editor, "tangent-newline", "\\e^M") { editor, _ in
      LineEditor.key(editor) { $0.newline($1) }
    }
    editline_bind(editor, "tangent-brace", "}") { editor, _ in
      LineEditor.key(editor) { $0.closeBrace($1) }
    }
    editline_bind(editor, "tangent-up", "\\e[A") { editor, _ in LineEditor.key(editor) { $0.up($1) }
    }
    editline_bind(editor, "tangent-down", "\\e[B") { editor, _ in
      LineEditor.key(editor) { $0.down($1) }
    }
    // With vi keys a lone escape must not wait for the rest of a sequence.
    if !editline_is_vi(editor) {
      editline_bind(editor, "tangent-paste", "\\e[200~") { editor, _ in
        LineEditor.key(editor) { $0.paste($1) }
      }
    }
    editline_bind(editor, "tangent-initial", Self.initialKey) { editor, _ in
      LineEditor.key(editor) { owner, line in
        owner.initial.isEmpty ? CC_REFRESH : line.insert(owner.initial)
      }
    }
    // A key no one has: it stands for libedit's own Enter, which moves to the end of the entry.
    editline_bind_name(editor, Self.submitKey, "ed-newline")
    editline_bind_name(editor, "^R", "em-inc-search-prev")
    editline_bind_name(editor, "^S", "em-inc-search-next")
    for (key, name) in [
      ("^J", "tangent-enter"), ("\\e^J", "tangent-newline"), ("\\eOA", "tangent-up"),
      ("^P", "tangent-up"), ("\\eOB", "tangent-down"), ("^N", "tangent-down"),
      ("\\e[1~", "ed-move-to-beg"), ("\\e[H", "ed-move-to-beg"), ("\\eOH", "ed-move-to-beg"),
      ("\\e[4~", "ed-move-to-end"), ("\\e[F", "ed-move-to-end"), ("\\eOF", "ed-move-to-end"),
      ("\\e[3~", "ed-delete-next-char"), ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
    ] {
      editline_bind_name(editor, key, name)
    }
  }

  private static let initialKey = "\\e[9998~"
  private static let initialBytes = "\u{1B}[9998~"
  private static let submitKey = "\\e[9999~"
  private static let submitBytes = "\u{1B}[9999~"

  /// Tab: inserts what all candidates share; pressed again where it did nothing, lists them.
  private func complete(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    let completion = questions.completion(text, cursor)
    let insertion = completion.insertion
    if !insertion.isEmpty {
      tabbed = nil
      return line.insert(insertion)
    }
    guard completion.candidates.count > 1 else { return CC_ERROR }
    guard let tabbed, tabbed == (text, cursor) else {
      tabbed = (text, cursor)
      return CC_ERROR
    }
    list(completion, after: text, cursor)
    return CC_REDISPLAY
  }

  private func list(_ completion: Completion, after text: String, _ cursor: Int) {
    let rows = completion.list(
      width: terminal.width, rows: max(terminal.height - 4, 6), colour: terminal.colour)
    // libedit redraws from the row where it knows the entry to begin: that row must be a new one.
    let above = Lines(text).row(of: cursor, width: terminal.width, margin: margin)
    Channel.output.write(
      toEnd(of: text, from: cursor) + rows.map { $0 + "\r\n" }.joined()
        + String(repeating: "\r\n", count: above))
  }

  /// Line ends that lead from the cursor to the row below the entry.
  private func toEnd(of text: String, from cursor: Int) -> String {
    let lines = Lines(text)
    let (width, last) = (terminal.width, lines.lastRow(width: terminal.width, margin: margin))
    let rows = last - lines.row(of: cursor, width: width, margin: margin) + 1
    return String(repeating: "\r\n", count: max(rows, 1))
  }

  /// Columns that the prompt takes.
  private var margin: Int { Prompt.first.count + 1 }

  /// Enter: another line when the text cannot end here, otherwise the entry is complete.
  private func enter(_ line: EditedLine) -> Int32 {
    let text = line.text
    if text.contains(where: { !$0.isWhitespace }), questions.isIncomplete(text) {
      return newline(line)
    }
    el_push(line.editor, Self.submitBytes)
    isComplete = true
    return CC_REFRESH
  }

  /// A line end, and two blanks for each brace that is open at the cursor.
  private func newline(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    let depth = text.utf8.prefix(cursor).reduce(0) {
      $1 == UInt8(ascii: "{") ? $0 + 1 : $1 == UInt8(ascii: "}") ? max($0 - 1, 0) : $0
    }
    return line.insert("\n" + String(repeating: "  ", count: depth))
  }

  /// A closing brace on a line of its own stands two blanks to the left.
  private func closeBrace(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    if Lines(text).isIndented(cursor) { line.delete(2) }
    return line.insert("}")
  }

  /// Up: an earlier entry; in the later lines of an entry that is being edited, the line above.
  private func up(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    // What the user did not type is no beginning to search for.
    let before = text == initial ? "" : String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    if !recall.isWalking(text), let target = Lines(text).above(cursor) {
      line.moveCursor(from: cursor, to: target)
      return CC_CURSOR
    }
    guard let entry = recall.previous(history.entries, line: text, beforeCursor: before) else {
      return CC_ERROR
    }
    return line.replace(with: entry)
  }

  private func down(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    if !recall.isWalking(text), let target = Lines(text).below(cursor) {
      line.moveCursor(from: cursor, to: target)
      return CC_CURSOR
    }
    guard let entry = recall.next(history.entries, line: text) else { return CC_ERROR }
    return line.replace(with: entry)
  }

  /// What the terminal marks as pasted, up to the closing mark; nothing in it is a key.
  private func paste(_ line: EditedLine) -> Int32 {
    var pasted = String.UnicodeScalarView()
    let end = Array("\u{1B}[201~".unicodeScalars)
    var character: wchar_t = 0
    while editline_next_key(line.editor, &character) > 0 {
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: character)) else { continue }
      pasted.append(scalar)
      if pasted.suffix(end.count).elementsEqual(end) {
        pasted.removeLast(end.count)
        break
      }
    }
    let text = Paste.cleaned(String(pasted))
    return text.isEmpty ? CC_REFRESH : line.insert(text)
  }

  // MARK: libedit's calls

  /// Lets the editor's owner answer a key.
  private static func key(
    _ editor: OpaquePointer?, _ answer: (LineEditor, EditedLine) -> Int32
  ) -> UInt8 {
    guard let owner = of(editor), let line = owner.line else {
      return UInt8(truncatingIfNeeded: CC_ERROR)
    }
    return UInt8(truncatingIfNeeded: answer(owner, line))
  }

  private static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let editor, let client = editline_client(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
  }

  // MARK: The hint

  private func renewedHint() -> UnsafeMutablePointer<CChar>? {
    let text = line?.text ?? ""
    let room = terminal.width - margin - DisplayWidth.of(text) - 4
    // Never empty: libedit would not ask again.
    var shown = " "
    if !isComplete, !text.contains("\n") {
      let hint = Hint.shortened(questions.hint(text), to: room)
      if !hint.isEmpty {
        shown = terminal.colour ? "\u{1}\u{1B}[2m\u{1}\(hint)\u{1}\u{1B}[0m\u{1} " : hint
      }
    }
    free(rightPrompt)
    rightPrompt = strdup(shown)
    return rightPrompt
  }
}
