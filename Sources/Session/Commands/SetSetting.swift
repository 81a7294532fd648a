import Catalog
import Language

/// `set seed 7`
enum SetSetting: SessionCommand {
  static let entry = Entry(
    "set", .command, summary: "change a setting of the session",
    usage: "set SETTING VALUE",
    details: "`help settings` lists them; `show settings` shows their values.",
    returns: "Nothing.",
    grammar: Grammar([.word(of: [.setting]), .value]),
    examples: [Example("set seed 7"), Example("set timing on")],
    searchTerms: ["option", "configure", "seed", "preference"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    guard let word = call.word(0) else { throw call.failure("set needs a setting") }
    guard let setting = Settings.all.first(where: { $0.entry.name == word.text }) else {
      throw session.unknown(word, .setting)
    }
    let operand = try call.required(1, "a value for \(word.text)")
    let parameter = setting.entry.parameters[0]
    let given = try session.argument(operand, for: parameter.kind)
    guard let value = parameter.kind.accept(given) else {
      throw Diagnostic(
        .failure,
        "\(word.text) must be \(Settings.wanted(parameter.kind, insteadOf: given)), not \(given.description)",
        at: operand.range, suggestion: parameter.kind.near(given))
    }
    setting.apply(value, &session.settings)
    return .nothing
  }
}
