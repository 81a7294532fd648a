import CEditLine
import Session

/// What the keys do that are decided here.
extension LineEditor {
  /// Tab: inserts what all candidates share; pressed again where it did nothing, lists them.
  func complete(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    let completion = questions.completion(text, cursor)
    let insertion = completion.insertion
    if !insertion.isEmpty {
      let answer = line.insert(insertion)
      tabbed = completion.candidates.count > 1 ? line.content : nil
      return answer
    }
    guard completion.candidates.count > 1 else { return CC_ERROR }
    guard let tabbed, tabbed == (text, cursor) else {
      tabbed = (text, cursor)
      return CC_ERROR
    }
    let rows = completion.list(
      width: terminal.width, rows: max(terminal.height - 4, 6), colour: terminal.colour)
    show(rows, under: text, cursor)
    return CC_REDISPLAY
  }

  /// Alt-?: the whole usage of what is being typed, under it.
  func showUsage(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    let usage = questions.usage(text)
    guard !usage.isEmpty else { return CC_ERROR }
    let rows = Paragraphs.wrapped([usage], width: terminal.width - 4)
    show(rows.map { "  " + $0 }, under: text, cursor)
    return CC_REDISPLAY
  }

  /// Ctrl-X Ctrl-E: the user's own editor on what is being typed.
  func editElsewhere(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    Channel.output.write(toEnd(of: text, from: cursor))
    editline_leave(line.editor)
    let edited = Result { () throws(TextEditor.Failure) in try TextEditor.edit(text) }
    editline_return(line.editor)
    switch edited {
    case .success(let edited): _ = line.replace(with: edited)
    case .failure(let failure): Channel.error.line("error: \(failure.message)")
    }
    return CC_REDISPLAY
  }

  /// Writes rows below the entry, which is then drawn again.
  private func show(_ rows: [String], under text: String, _ cursor: Int) {
    hideHint(text, cursor)
    // libedit redraws from the row where it knows the entry to begin: that row must be a new one.
    let above = Lines(text).row(of: cursor, width: terminal.width, margin: margin)
    Channel.output.write(
      toEnd(of: text, from: cursor) + rows.map { $0 + "\r\n" }.joined()
        + String(repeating: "\r\n", count: above))
  }

  /// Line ends that lead from the cursor to the row below the entry.
  func toEnd(of text: String, from cursor: Int) -> String {
    let lines = Lines(text)
    let (width, last) = (terminal.width, lines.lastRow(width: terminal.width, margin: margin))
    let rows = last - lines.row(of: cursor, width: width, margin: margin) + 1
    return String(repeating: "\r\n", count: max(rows, 1))
  }

  /// Columns that the prompt takes.
  var margin: Int { Prompt.first.count + 1 }

  /// Enter: another line when the text cannot end here, otherwise the entry is complete.
  func enter(_ line: EditedLine) -> Int32 {
    let text = line.text
    if text.contains(where: { !$0.isWhitespace }), questions.isIncomplete(text) {
      return newline(line, margin: margin)
    }
    el_push(line.editor, Self.submitKey.1)
    isComplete = true
    return CC_REFRESH
  }

  /// A line end, and two blanks for each brace that is open at the cursor.
  ///
  /// - Parameter margin: blanks outside of braces, which say that the line above goes on.
  func newline(_ line: EditedLine, margin: Int = 0) -> Int32 {
    let (text, cursor) = line.content
    let depth = text.utf8.prefix(cursor).reduce(0) {
      $1 == UInt8(ascii: "{") ? $0 + 1 : $1 == UInt8(ascii: "}") ? max($0 - 1, 0) : $0
    }
    return line.insert(
      "\n" + String(repeating: " ", count: depth > 0 ? 2 * depth : margin))
  }

  /// A closing brace on a line of its own stands two blanks to the left.
  func closeBrace(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    if Lines(text).isIndented(cursor) { line.delete(2) }
    return line.insert("}")
  }

  /// Up: an earlier entry; in the later lines of an entry that is being edited, the line above.
  func up(_ line: EditedLine) -> Int32 {
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

  func down(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    if !recall.isWalking(text), let target = Lines(text).below(cursor) {
      line.moveCursor(from: cursor, to: target)
      return CC_CURSOR
    }
    guard let entry = recall.next(history.entries, line: text) else { return CC_ERROR }
    return line.replace(with: entry)
  }

  /// Home: the start of the line the cursor is in; from there, of the entry.
  func toLineStart(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    let start = Lines(text).start(of: cursor)
    line.moveCursor(from: cursor, to: start == cursor ? 0 : start)
    return CC_CURSOR
  }

  /// End: the end of the line the cursor is in; from there, of the entry.
  func toLineEnd(_ line: EditedLine) -> Int32 {
    let (text, cursor) = line.content
    let end = Lines(text).end(of: cursor)
    line.moveCursor(from: cursor, to: end == cursor ? text.utf8.count : end)
    return CC_CURSOR
  }

  /// Puts the text on the line that the reading began with.
  func takeInitial(_ line: EditedLine) -> Int32 {
    initial.isEmpty ? CC_REFRESH : line.insert(initial)
  }

  /// A terminal's answer that came too late for who asked: it is no text for the line.
  func takeAnswer(_ line: EditedLine) -> Int32 {
    var answer = "\u{1B}[?"
    var character: wchar_t = 0
    while editline_next_key(line.editor, &character) > 0 {
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: character)) else { break }
      answer.unicodeScalars.append(scalar)
      if !("0"..."9").contains(scalar), scalar != ";" { break }
    }
    questions.answered(answer)
    return CC_NORM
  }

  /// What the terminal marks as pasted, up to the closing mark; nothing in it is a key.
  func paste(_ line: EditedLine) -> Int32 {
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
    let text = Paste.cleaned(
      String(pasted), isIncomplete: questions.isIncomplete, continues: questions.continues)
    return text.isEmpty ? CC_REFRESH : line.insert(text)
  }
}
