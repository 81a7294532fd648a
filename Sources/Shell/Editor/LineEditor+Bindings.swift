import CEditLine

/// Which keys do what.
extension LineEditor {
  /// Binds the keys that are decided here, and those that terminals send for the usual ones. What
  /// the user's own ~/.editrc binds comes last, and so wins.
  func bindKeys(_ editor: OpaquePointer) {
    nameFunctions(editor)
    // Keys no one has: they are pushed, never pressed. The first stands for libedit's own Enter,
    // which moves to the end of the entry.
    editline_bind_name(editor, Self.submitKey.0, "ed-newline")
    editline_bind_name(editor, Self.initialKey.0, "tangent-initial")
    editline_bind_name(editor, "^]r", "tangent-refresh")  // EDITLINE_REFRESH_KEY
    for (key, name) in [
      ("^I", "tangent-complete"), ("^M", "tangent-enter"), ("^J", "tangent-enter"),
      ("}", "tangent-brace"), ("^P", "tangent-up"), ("^N", "tangent-down"),
      ("^A", "tangent-home"), ("^E", "tangent-end"), ("^X^E", "tangent-edit"),
      ("^R", "em-inc-search-prev"), ("^S", "em-inc-search-next"),
    ] {
      editline_bind_name(editor, key, name)
    }
    let sequences = [
      ("[A", "tangent-up"), ("OA", "tangent-up"), ("[B", "tangent-down"), ("OB", "tangent-down"),
      ("[1~", "tangent-home"), ("[H", "tangent-home"), ("OH", "tangent-home"),
      ("[4~", "tangent-end"), ("[F", "tangent-end"), ("OF", "tangent-end"),
      ("[3~", "ed-delete-next-char"), ("[?", "tangent-answer"), ("[1;5C", "em-next-word"),
      ("[1;5D", "ed-prev-word"),
    ]
    if isVi {
      // While inserting, a lone escape must not wait for the rest of a sequence: it leads to the
      // command mode, whose map has what follows it.
      for (key, name) in sequences + [
        ("^M", "tangent-enter"), ("^J", "tangent-enter"), ("k", "tangent-up"),
        ("j", "tangent-down"), ("v", "tangent-edit"), ("^R", "em-inc-search-prev"),
        (Self.submitKey.0, "ed-newline"), ("^]r", "tangent-refresh"),
      ] {
        editline_bind_alternative(editor, key, name)
      }
    } else {
      for (key, name) in sequences + [
        ("^M", "tangent-newline"), ("^J", "tangent-newline"), ("?", "tangent-usage"),
        ("[200~", "tangent-paste"),
      ] {
        editline_bind_name(editor, "\\e" + key, name)
      }
    }
    editline_bind_users(editor)
  }

  private func nameFunctions(_ editor: OpaquePointer) {
    editline_name(editor, "tangent-complete") { e, _ in LineEditor.key(e) { $0.complete($1) } }
    editline_name(editor, "tangent-enter") { e, _ in LineEditor.key(e) { $0.enter($1) } }
    editline_name(editor, "tangent-newline") { e, _ in LineEditor.key(e) { $0.newline($1) } }
    editline_name(editor, "tangent-brace") { e, _ in LineEditor.key(e) { $0.closeBrace($1) } }
    editline_name(editor, "tangent-up") { e, _ in LineEditor.key(e) { $0.up($1) } }
    editline_name(editor, "tangent-down") { e, _ in LineEditor.key(e) { $0.down($1) } }
    editline_name(editor, "tangent-home") { e, _ in LineEditor.key(e) { $0.toLineStart($1) } }
    editline_name(editor, "tangent-end") { e, _ in LineEditor.key(e) { $0.toLineEnd($1) } }
    editline_name(editor, "tangent-paste") { e, _ in LineEditor.key(e) { $0.paste($1) } }
    editline_name(editor, "tangent-usage") { e, _ in LineEditor.key(e) { $0.showUsage($1) } }
    editline_name(editor, "tangent-edit") { e, _ in LineEditor.key(e) { $0.editElsewhere($1) } }
    editline_name(editor, "tangent-answer") { e, _ in LineEditor.key(e) { $0.takeAnswer($1) } }
    editline_name(editor, "tangent-refresh") { _, _ in UInt8(truncatingIfNeeded: CC_REFRESH) }
    editline_name(editor, "tangent-initial") { e, _ in LineEditor.key(e) { $0.takeInitial($1) } }
  }

  /// In editrc's notation, and as bytes.
  static let initialKey = ("^]i", "\u{1D}i")
  static let submitKey = ("^]s", "\u{1D}s")

  /// Lets the editor's owner answer a key.
  private static func key(
    _ editor: OpaquePointer?, _ answer: (LineEditor, EditedLine) -> Int32
  ) -> UInt8 {
    guard let owner = of(editor), let line = owner.line else {
      return UInt8(truncatingIfNeeded: CC_ERROR)
    }
    return UInt8(truncatingIfNeeded: answer(owner, line))
  }

  static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let editor, let client = editline_client(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
  }
}
