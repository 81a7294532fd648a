import Catalog
import Files
import Language

/// A session in one file: a zip of NumPy arrays, `manifest.json`, which says how they make values,
/// and `session.ntk`, the script that made them.
enum WorkspaceFile {
  /// The version of the manifest that is written, and the newest that is read.
  static let version = 1
  static let manifest = "manifest.json"
  static let script = "session.ntk"
  private static let format = "tangent workspace"

  /// How much of a journal a snapshot covers.
  struct Place: Equatable {
    /// The journal's own name.
    let journal: String
    /// That many of its records.
    let records: Int
  }

  /// What a workspace file holds.
  struct Content {
    var bindings: [(name: String, value: Value)] = []
    var last = Value.nothing
    var settings: [(name: String, value: String)] = []
    var statements: [Statement] = []
    var place: Place?
  }

  /// Writes the top-level names of a session, its settings and its script, all or nothing.
  ///
  /// - Throws: `FileError`.
  static func write(
    _ session: Session, to path: String, replacing: Bool, place: Place? = nil
  ) throws(FileError) {
    AtomicFile.removeAbandoned(besides: path)
    var writer = WorkspaceWriter()
    let names: [JSONValue] = session.workspace.order.compactMap { name in
      guard let value = session.workspace[top: name] else { return nil }
      var members: [JSONValue.Member] = [.init("name", .text(name))]
      if let made = session.notebook.statement(binding: name) {
        members.append(.init("statement", .text(made)))
      }
      members.append(.init("value", writer.encode(value, as: name)))
      return .object(members)
    }
    let last = writer.encode(session.workspace.last, as: "it")
    var manifest: [JSONValue.Member] = [
      .init("format", .text(format)), .init("version", JSONValue(version)),
      .init("made_by", .text(Build.description)), .init("names", .list(names)),
      .init("last", last), .init("conventions", .list(writer.conventions)),
      .init("settings", .object(settings(session.settings))),
    ]
    if let place {
      manifest += [
        .init("journal", .text(place.journal)), .init("records", JSONValue(place.records)),
      ]
    }
    var arrays = writer.arrays
    arrays.texts[Self.manifest] = JSONValue.object(manifest).text + "\n"
    arrays.texts[script] = SessionFile.text(
      session.notebook, as: ScriptFormat.self, at: path)
    try ArrayArchive.write(arrays, to: path, replacing: replacing)
  }

  /// Everything in a workspace file.
  ///
  /// - Throws: `FileError`, one sentence that says what is wrong.
  static func read(_ path: String) throws(FileError) -> Content {
    let arrays = try ArrayArchive.read(path)
    guard let text = arrays.texts[Self.manifest], let manifest = JSONValue(text: text),
      manifest["format"] == .text(format)
    else {
      throw FileError(
        path, "is no workspace file: it has no manifest of one",
        suggestion: arrays.count > 0 ? "read its arrays with load file from …" : nil)
    }
    guard case .integer(let version)? = manifest["version"], version >= 1 else {
      throw FileError(path, "is damaged: it does not say the version of its format")
    }
    guard version <= Self.version else {
      throw FileError(
        path, "has version \(version) of the format, and this program reads \(Self.version)",
        suggestion: "it was written by a newer Tangent")
    }
    var subject = "its manifest"
    do {
      return try content(manifest, arrays, &subject)
    } catch let damage as WorkspaceDamage {
      throw FileError(path, "is damaged: \(subject) \(damage.problem)")
    } catch {
      throw FileError(path, "is damaged: \(subject) cannot be read")
    }
  }

  private static func content(
    _ manifest: JSONValue, _ arrays: NamedArrays, _ subject: inout String
  ) throws -> Content {
    var reader = try WorkspaceReader(arrays, conventions: manifest["conventions"])
    var content = Content()
    for entry in try manifest.list("names") {
      let name = try entry.text("name")
      subject = "“\(name.prefix(60))”"
      guard Session.isName(name), let value = entry["value"] else {
        throw WorkspaceDamage("is no name with a value")
      }
      content.bindings.append((name, try bindable(try reader.decode(value))))
    }
    subject = "its last value"
    if let last = manifest["last"], try last.text("kind") != "nothing" {
      content.last = try reader.decode(last)
    }
    subject = "its list of settings"
    for member in try manifest.object("settings") {
      guard case .text(let value) = member.value else { throw WorkspaceDamage("cannot be read") }
      content.settings.append((member.name, value))
    }
    subject = "its journal's place"
    if manifest["journal"] != nil {
      content.place = Place(
        journal: try manifest.text("journal"), records: try manifest.integer("records"))
    }
    subject = "its script"
    guard let text = arrays.texts[script] else { throw WorkspaceDamage("is missing") }
    content.statements = try statements(text)
    return content
  }

  private static func bindable(_ value: Value) throws -> Value {
    switch value {
    case .nothing, .page: throw WorkspaceDamage("is of a kind that no name can have")
    default: return value
    }
  }

  private static func statements(_ text: String) throws -> [Statement] {
    do {
      return try Parser(Session.vocabulary, reading: .script).parse(text).statements
    } catch {
      throw WorkspaceDamage("has an error: \(error.message)")
    }
  }

  /// Those that are not as at the start.
  private static func settings(_ values: SettingValues) -> [JSONValue.Member] {
    let start = SettingValues()
    return Settings.all.compactMap { setting in
      let text = setting.current(values)
      return text == setting.current(start) ? nil : .init(setting.entry.name, .text(text))
    }
  }
}

extension Notebook {
  /// The last statement that bound a name, as it is written in a session file, without comments.
  func statement(binding name: String) -> String? {
    let entry = origin(of: name)
    guard var statement = entry?.statement else { return nil }
    statement.comments = []
    statement.results = []
    return statement.description
  }
}

extension Session {
  /// Whether a text can be a name: one word that is not reserved.
  static func isName(_ text: String) -> Bool {
    guard
      let program = try? Parser(vocabulary, reading: .script).parse("\(text) = 1"),
      program.statements.count == 1
    else { return false }
    return program.statements[0].names.map(\.text) == [text]
  }

  /// Takes over what a workspace file holds: its names, settings and statements, as if its script had
  /// been run here.
  mutating func adopt(_ content: WorkspaceFile.Content) {
    for (name, value) in content.bindings { workspace.bind(name, to: value) }
    if case .nothing = content.last {} else { workspace.last = content.last }
    for (name, text) in content.settings {
      guard let setting = Settings.all.first(where: { $0.entry.name == name }) else { continue }
      let given: ArgumentValue =
        Double(text).map { .number($0) }
        ?? (text == "yes" ? .boolean(true) : text == "no" ? .boolean(false) : .text(text))
      if let value = setting.entry.parameters[0].kind.accept(given) {
        setting.apply(value, &settings)
      }
    }
    let bound = workspace
    notebook.adopt(content.statements) { bound[top: $0] }
  }
}
