import ArgumentParser
import Files

/// What the option parser knows of a command, for the man page.
struct CommandLineInfo {
  /// An option, a flag or an argument.
  struct Argument {
    /// `-q`, `--quiet`; none for an argument by position.
    let names: [String]
    /// What stands for its value; empty for a flag.
    let value: String
    let abstract: String
    let choices: [String]
    let usual: String?

    /// `-q, --quiet`, `--threads N` or `FILE`.
    var written: String {
      if names.isEmpty { return value.uppercased() }
      return names.joined(separator: ", ") + (value.isEmpty ? "" : " \(value.uppercased())")
    }

    /// A value follows its name.
    var takesValue: Bool { !names.isEmpty && !value.isEmpty }
  }

  let abstract: String
  let arguments: [Argument]

  /// Reads the parser's own description of a command.
  init(_ command: any ParsableArguments.Type) {
    let tree = JSONValue(text: command._dumpHelp())?["command"]
    abstract = tree?["abstract"]?.plain ?? ""
    arguments = (tree?["arguments"]?.items ?? []).compactMap { argument in
      guard argument["shouldDisplay"] == .boolean(true) else { return nil }
      let value = argument["valueName"]?.plain ?? ""
      let names = (argument["names"]?.items ?? []).compactMap { name -> String? in
        guard let word = name["name"]?.plain else { return nil }
        return (name["kind"]?.plain == "long" ? "--" : "-") + word
      }.sorted { $0.count < $1.count }
      let isFlag = argument["kind"]?.plain == "flag"
      return Argument(
        names: names, value: isFlag ? "" : argument["valueName"]?.plain ?? "",
        abstract: argument["abstract"]?.plain ?? "",
        choices: (argument["allValues"]?.items ?? []).compactMap(\.plain),
        usual: argument["defaultValue"]?.plain)
    }
  }
}

extension JSONValue {
  fileprivate var plain: String? { if case .text(let text) = self { text } else { nil } }

  fileprivate var items: [JSONValue] { if case .list(let values) = self { values } else { [] } }
}
