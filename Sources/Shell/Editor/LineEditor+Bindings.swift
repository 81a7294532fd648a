import CEditLine

/// Which keys do what.
extension LineEditor {
  /// Binds the keys that are decided here, and those that terminals send for the usual ones. What
  /// the user's own ~/.editrc binds comes last, and so wins.
  func bindKeys(_ editor: OpaquePointer) {
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
    editline_bind(editor, "tangent-up", "\\e[A") { editor, _ in
      LineEditor.key(editor) { $0.up($1) }
    }
    editline_bind(editor, "tangent-down", "\\e[B") { editor, _ in
      LineEditor.key(editor) { $0.down($1) }
    }
    editline_bind(editor, "tangent-usage", "\\e?") { editor, _ in
      LineEditor.key(editor) { $0.showUsage($1) }
    }
    editline_bind(editor, "tangent-edit", "^X^E") { editor, _ in
      LineEditor.key(editor) { $0.editElsewhere($1) }
    }
    editline_bind(editor, "tangent-initial", Self.initialKey) { editor, _ in
      LineEditor.key(editor) { owner, line in
        defer { owner.initial = "" }
        return owner.initial.isEmpty ? CC_REFRESH : line.insert(owner.initial)
      }
    }
    // With vi keys a lone escape must not wait for the rest of a sequence.
    if !isVi {
      editline_bind(editor, "tangent-paste", "\\e[200~") { editor, _ in
        LineEditor.key(editor) { $0.paste($1) }
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
    if isVi {
      // The map of vi's command mode.
      for (key, name) in [
        ("^M", "tangent-enter"), ("^J", "tangent-enter"), ("k", "tangent-up"),
        ("j", "tangent-down"), ("\\e[A", "tangent-up"), ("\\e[B", "tangent-down"),
        ("\\eOA", "tangent-up"), ("\\eOB", "tangent-down"), ("v", "tangent-edit"),
        ("^R", "em-inc-search-prev"), (Self.submitKey, "ed-newline"),
      ] {
        editline_bind_alternative(editor, key, name)
      }
    }
    editline_bind_users(editor)
  }

  private static let initialKey = "\\e[9998~"
  static let initialBytes = "\u{1B}[9998~"
  private static let submitKey = "\\e[9999~"
  static let submitBytes = "\u{1B}[9999~"

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
