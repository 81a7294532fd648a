import Catalog
import Glibc
import Language

extension Session {
  /// A path the user gave, relative to the session's folder. During a replay a file that an earlier
  /// statement saved is read back from where it went.
  func path(_ given: String) -> String {
    if let folder = options.redirectedOutput {
      let redirected = "\(folder)/\(Self.flattened(given))"
      if exists(redirected) { return redirected }
    }
    return resolved(given)
  }

  /// Where a file is to be written: the path, or a place in the replay's folder.
  func outputPath(_ given: String) -> String {
    if let folder = options.redirectedOutput { return "\(folder)/\(Self.flattened(given))" }
    return resolved(given)
  }

  /// Where a file stands for its user, also during a replay.
  func intendedPath(_ given: String) -> String { resolved(given) }

  /// Whether a file may be written over: when that was said, or whoever is at the prompt agrees.
  func mayReplace(_ path: String, given: String, said: Bool) -> Bool {
    if said { return true }
    guard options.isInteractive, let confirm = options.confirm, exists(path) else { return false }
    return confirm("“\(given)” exists already. Write over it?")
  }

  private func resolved(_ given: String) -> String {
    if given.hasPrefix("/") { return given }
    if given == "~" || given.hasPrefix("~/"), let home = getenv("HOME") {
      return String(cString: home) + given.dropFirst()
    }
    return options.folder == "." ? given : "\(options.folder)/\(given)"
  }

  private static func flattened(_ path: String) -> String { path.replacing("/", with: "_") }

  /// Whether there is a file of that name.
  func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// An unknown word where one of a table is expected.
  func unknown(_ word: Name, _ kind: Entry.Kind) -> Diagnostic {
    let names = Self.vocabulary.names(kind)
    return Diagnostic(
      .failure, "there is no \(kind) “\(word.text)”", at: word.range,
      suggestion: nearest(word.text, among: names).map { "did you mean “\($0)”?" }
        ?? elsewhere(word.text, kind) ?? "there are \(names.joined(separator: ", "))")
  }

  /// How a word is said that another command knows.
  private func elsewhere(_ word: String, _ kind: Entry.Kind) -> String? {
    switch kind {
    case .source where Self.vocabulary[.generator, word] != nil: "write generate \(word) N"
    case .source where ["weights", "net", "network", "model", "parameters"].contains(word):
      "write NETWORK with weights=\"FILE\""
    case .generator where Self.vocabulary[.source, word] != nil:
      "write load \(word) from \"PATH\""
    case .setting where word == "threads": "start with tangent --threads N"
    case .setting where word == "precision": "say it in the command: with precision=double"
    default: nil
    }
  }

  /// The format after `as`, if said.
  mutating func format(_ call: Call) throws -> Entry? {
    try call.phrase(.as).map { try choice($0, of: .format, "format") }
  }
}
