import Glibc
import Session

/// The user's own editor, for entries that are long.
enum TextEditor {
  /// Why there is no edited text, as a sentence for the user.
  struct Failure: Error {
    let message: String
  }

  /// Lets the user edit a text in `$VISUAL`, `$EDITOR` or what there is.
  static func edit(_ text: String) throws(Failure) -> String {
    guard let editor = command(Terminal.variable) else {
      throw Failure(message: "there is no editor here: set EDITOR to the one you like")
    }
    let folder = Terminal.variable("TMPDIR") ?? "/tmp"
    var path = Array("\(folder)/tangent-XXXXXX.ntk".utf8CString)
    let file = mkstemps(&path, 4)
    guard file >= 0 else {
      throw Failure(message: "\(folder) cannot be written: \(String(cString: strerror(errno)))")
    }
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(name) }
    let bytes = Array((text + "\n").utf8)
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    guard written == bytes.count else { throw Failure(message: "\(name) cannot be written") }
    let status = system("\(editor) '\(name)'")
    guard status == 0 else { throw Failure(message: "“\(editor)” ended with an error") }
    guard let edited = try? Script.read(name) else {
      throw Failure(message: "what the editor left cannot be read")
    }
    return Paste.cleaned(edited)
  }

  /// The editor to run.
  static func command(_ variable: (String) -> String?) -> String? {
    for name in ["VISUAL", "EDITOR"] {
      if let own = variable(name), !own.isEmpty { return own }
    }
    return ["editor", "nano", "vi"].first { Pager.isInPath($0, variable) }
  }
}
