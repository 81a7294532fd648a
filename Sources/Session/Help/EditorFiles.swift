import Catalog
import Files
import Language

/// Syntax files for editors: the words of the catalog, coloured by what they are.
enum EditorFiles {
  static func all(_ vocabulary: Vocabulary) -> [Documentation.File] {
    let words = Words(vocabulary)
    return [
      .init("editors/vim/syntax/ntk.vim", vim(words)),
      .init(
        "editors/vim/ftdetect/ntk.vim",
        "\" Made by scripts/docs.\nautocmd BufNewFile,BufRead *.ntk setfiletype ntk\n"),
      .init(
        "editors/vim/ftplugin/ntk.vim",
        """
        " Made by scripts/docs.
        setlocal commentstring=#\\ %s comments=:#=,:# expandtab shiftwidth=2 softtabstop=2

        """),
      .init("editors/vscode/package.json", pretty(package) + "\n"),
      .init("editors/vscode/language-configuration.json", pretty(configuration) + "\n"),
      .init("editors/vscode/syntaxes/ntk.tmLanguage.json", pretty(grammar(words)) + "\n"),
    ]
  }

  /// What each class of words is called in both editors, the later of two that share a word first.
  private struct Words {
    var groups: [(name: String, vim: String, scope: String, words: [String])] = []

    init(_ vocabulary: Vocabulary) {
      let choices = vocabulary.names(
        .optimiser, .method, .generator, .source, .loss, .setting, .format)
      groups = [
        ("Choice", "Type", "support.constant.ntk", choices),
        ("Function", "Function", "support.function.ntk", vocabulary.names(.function)),
        ("Layer", "Structure", "support.class.ntk", vocabulary.names(.layer, .activation)),
        ("Quantity", "Identifier", "support.function.quantity.ntk", vocabulary.names(.quantity)),
        ("Command", "Statement", "keyword.other.command.ntk", vocabulary.names(.command)),
        (
          "Preposition", "Keyword", "keyword.control.preposition.ntk",
          vocabulary.names(.preposition) + ["every", "at", "epochs", "epoch", "of"]
        ),
        ("Loop", "Repeat", "keyword.control.ntk", ["for", "in", "step", "time"]),
        ("Logic", "Operator", "keyword.operator.logical.ntk", ["and", "or", "not"]),
        ("Constant", "Boolean", "constant.language.ntk", ["yes", "no", "it"]),
      ]
    }
  }

  // MARK: Vim

  private static func vim(_ words: Words) -> String {
    var lines = [
      "\" Vim syntax file for Tangent scripts (.ntk). Made from the catalog by scripts/docs.",
      "if exists(\"b:current_syntax\")", "  finish", "endif", "",
      // After a point and before = every word is a name.
      "syntax match ntkNumber \"\\v<\\d[0-9_]*(\\.\\d+)?([eE][-+]?\\d+)?\\%?\"",
      "syntax match ntkSize \"\\v<\\d+(x\\d+)+>\"", "syntax match ntkRatio \"\\v<\\d+(:\\d+)+>\"",
    ]
    // A later match of the same place wins in Vim, so the classes stand in that order.
    for group in words.groups {
      let choices = group.words.map { $0 }.joined(separator: "|")
      lines.append("syntax match ntk\(group.name) \"\\v<%(\(choices))>\"")
    }
    lines += [
      "syntax match ntkOption \"\\v<\\h\\w*>\\ze\\=[^=]\"",
      "syntax match ntkField \"\\v\\.\\zs\\h\\w*\"",
      "syntax match ntkBound \"\\v^\\s*\\zs\\h\\w*(\\s*,\\s*\\h\\w*)*\\ze\\s+\\=[^=]\"",
      "syntax match ntkOperator \"\\v[|~]|\\+-|\\.\\.|[<>=!]\\=\"",
      "syntax match ntkEscape contained \"\\v\\\\([\\\"'\\\\nt]|u\\{\\x+\\})\"",
      "syntax match ntkInterpolation contained \"\\v\\{[^{}]*\\}\"",
      "syntax region ntkString start=+\"+ skip=+\\\\.+ end=+\"+ oneline contains=ntkEscape,ntkInterpolation",
      "syntax region ntkString start=+'+ skip=+\\\\.+ end=+'+ oneline contains=ntkEscape,ntkInterpolation",
      "syntax keyword ntkTodo contained TODO FIXME XXX",
      "syntax match ntkComment \"#.*$\" contains=ntkTodo,@Spell",
      "syntax match ntkResult \"#=.*$\"", "",
    ]
    let links =
      words.groups.map { ($0.name, $0.vim) } + [
        ("Number", "Number"), ("Size", "Number"), ("Ratio", "Number"), ("Option", "Label"),
        ("Operator", "Operator"), ("Escape", "SpecialChar"), ("Interpolation", "Special"),
        ("String", "String"), ("Todo", "Todo"), ("Comment", "Comment"),
        ("Result", "SpecialComment"),
      ]
    lines += links.map { "highlight default link ntk\($0.0) \($0.1)" }
    return (lines + ["", "let b:current_syntax = \"ntk\"", ""]).joined(separator: "\n")
  }

  // MARK: VS Code

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONValue.Member($0.0, $0.1) })
  }

  private static func texts(_ texts: [String]) -> JSONValue { .list(texts.map(JSONValue.text)) }

  private static let package = object([
    ("name", .text("tangent-ntk")), ("displayName", .text("Tangent")),
    (
      "description", .text("Colours for scripts of Tangent, made from its catalog by scripts/docs.")
    ),
    ("version", .text("0.1.0")), ("publisher", .text("tangent")),
    ("engines", object([("vscode", .text("^1.60.0"))])),
    ("categories", texts(["Programming Languages"])),
    (
      "contributes",
      object([
        (
          "languages",
          .list([
            object([
              ("id", .text("ntk")), ("aliases", texts(["Tangent", "ntk"])),
              ("extensions", texts([".ntk"])),
              ("configuration", .text("./language-configuration.json")),
            ])
          ])
        ),
        (
          "grammars",
          .list([
            object([
              ("language", .text("ntk")), ("scopeName", .text("source.ntk")),
              ("path", .text("./syntaxes/ntk.tmLanguage.json")),
            ])
          ])
        ),
      ])
    ),
  ])

  private static let configuration: JSONValue = {
    let pairs: JSONValue = .list([
      texts(["{", "}"]), texts(["[", "]"]), texts(["(", ")"]),
    ])
    let quotes: JSONValue = .list([
      texts(["{", "}"]), texts(["[", "]"]), texts(["(", ")"]), texts(["\"", "\""]),
    ])
    return object([
      ("comments", object([("lineComment", .text("#"))])), ("brackets", pairs),
      ("autoClosingPairs", quotes), ("surroundingPairs", quotes),
    ])
  }()

  private static func grammar(_ words: Words) -> JSONValue {
    func match(_ scope: String, _ pattern: String) -> JSONValue {
      object([("name", .text(scope)), ("match", .text(pattern))])
    }
    func text(_ quote: String, _ scope: String) -> JSONValue {
      object([
        ("name", .text(scope)), ("begin", .text(quote)), ("end", .text("\(quote)|$")),
        (
          "patterns",
          .list([
            match("constant.character.escape.ntk", #"\\(["'\\nt]|u\{[0-9A-Fa-f]+\})|\{\{|\}\}"#),
            match("variable.other.interpolated.ntk", #"\{[^{}]*\}"#),
          ])
        ),
      ])
    }
    var patterns = [
      match("comment.block.documentation.result.ntk", "#=.*$"),
      match("comment.line.number-sign.ntk", "#.*$"),
      text("\"", "string.quoted.double.ntk"), text("'", "string.quoted.single.ntk"),
      match("variable.other.property.ntk", #"(?<=\w\.)[A-Za-z_]\w*"#),
      match(
        "variable.other.definition.ntk",
        #"^\s*[A-Za-z_]\w*(\s*,\s*[A-Za-z_]\w*)*(?=\s+=[^=])"#),
      match("variable.parameter.ntk", #"\b[A-Za-z_]\w*(?==[^=])"#),
      match("constant.numeric.size.ntk", #"\b\d+([x:]\d+)+\b"#),
      match("constant.numeric.ntk", #"\b\d[0-9_]*(\.\d+)?([eE][-+]?\d+)?%?"#),
    ]
    // The first match wins here: the order of Vim's, turned round.
    for group in words.groups.reversed() {
      patterns.append(match(group.scope, #"\b("# + group.words.joined(separator: "|") + #")\b"#))
    }
    patterns.append(match("keyword.operator.ntk", #"\||~|\+-|\.\.|[<>=!]=|[-+*/^<>=]"#))
    return object([
      (
        "$schema",
        .text("https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json")
      ),
      ("name", .text("Tangent")), ("scopeName", .text("source.ntk")),
      ("fileTypes", texts(["ntk"])), ("patterns", .list(patterns)),
    ])
  }

  /// JSON as people read it: a member a line, two blanks a level.
  private static func pretty(_ value: JSONValue, _ indent: String = "") -> String {
    let inner = indent + "  "
    switch value {
    case .object(let members) where !members.isEmpty:
      let lines = members.map {
        "\(inner)\(JSONValue.text($0.name).text): \(pretty($0.value, inner))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .list(let values)
    where values.contains(where: { if case .text = $0 { false } else { true } }):
      let lines = values.map { inner + pretty($0, inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    default: return value.text
    }
  }
}
