import CEditLine

/// The line that libedit holds. Offsets are in its UTF-8; libedit itself counts scalars.
struct EditedLine {
  let editor: OpaquePointer

  /// The whole text, which may have several lines.
  var text: String { content.text }

  /// The text, and the cursor as an offset in it.
  var content: (text: String, cursor: Int) {
    guard let info = el_line(editor)?.pointee, let buffer = info.buffer else { return ("", 0) }
    return (Self.text(buffer, info.lastchar - buffer), info.cursor - buffer)
  }

  /// Puts a text at the cursor; answers what a key function must.
  func insert(_ text: String) -> Int32 {
    el_insertstr(editor, text) == 0 ? CC_REFRESH : CC_ERROR
  }

  /// Puts a text in the place of the whole line, the cursor at its end.
  func replace(with text: String) -> Int32 {
    // libedit can replace, but not by nothing.
    let (old, cursor) = content
    moveCursor(from: cursor, to: old.utf8.count)
    el_deletestr(editor, Int32(clamping: old.unicodeScalars.count))
    return text.isEmpty ? CC_REFRESH : insert(text)
  }

  /// Takes out what stands before the cursor.
  func delete(_ count: Int) { el_deletestr(editor, Int32(clamping: count)) }

  /// Moves between two offsets.
  func moveCursor(from start: Int, to end: Int) {
    let between = Array(text.utf8)[min(start, end)..<max(start, end)].count { $0 & 0xC0 != 0x80 }
    el_cursor(editor, Int32(clamping: start < end ? between : -between))
  }

  /// Bytes of libedit's as text.
  static func text(_ start: UnsafePointer<CChar>, _ count: Int) -> String {
    UnsafeBufferPointer(start: start, count: count).withMemoryRebound(to: UInt8.self) {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
