import Language
import Session

/// The user's settings, read before a prompt appears; scripts and replays never see them.
enum SettingsFile {
  /// `tangent/init.ntk` in the folder where programs keep their settings.
  static func path(_ variable: (String) -> String? = Terminal.variable) -> String? {
    if let folder = variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return "\(folder)/tangent/init.ntk"
    }
    return variable("HOME").map { "\($0)/.config/tangent/init.ntk" }
  }

  /// Runs the file if there is one. It may only `set` things, so that it cannot change results
  /// unseen; at the first other statement it stops with a message.
  static func run(with runner: inout Runner) {
    guard let path = path(), let text = try? Script.read(path) else { return }
    let source = SourceText(text, name: path)
    do throws(Diagnostic) {
      let program = try Parser(Session.vocabulary, reading: .script).parse(text)
      for statement in program.statements {
        guard case .command(let command) = statement.value.kind, command.word.text == "set",
          statement.names.isEmpty
        else {
          throw Diagnostic(
            .failure, "the settings file may only set things", at: statement.range,
            suggestion: "write set NAME VALUE, or run a script of your own")
        }
      }
      _ = runner.run(program, in: source)
    } catch {
      runner.report(error, in: source)
    }
  }
}
