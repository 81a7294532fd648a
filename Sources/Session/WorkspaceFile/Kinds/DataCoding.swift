import Datasets
import Files

/// A data set: `name/x`, `name/y`, `name/indices` …, the arrays of a saved data set; its
/// provenance in the manifest.
enum DataCoding: ValueCoding {
  static let kind = "data"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .data(let data) = value else { return nil }
    return encode(data, as: key, into: &file)
  }

  static func encode(
    _ data: Dataset, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member] {
    let saved = data.namedArrays
    let arrays = saved.pairs.map { name, array in
      JSONValue.Member(name, file.add(array, as: "\(key)/\(name)"))
    }
    let texts = saved.texts.sorted { $0.key < $1.key }
      .map { JSONValue.Member($0.key, .text($0.value)) }
    return [.init("arrays", .object(arrays)), .init("texts", .object(texts))]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .data(try data(entry, from: &file))
  }

  static func data(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Dataset {
    // The kind does not stand in the data of a run.
    let members = [
      JSONValue.Member("arrays", .object(try entry.object("arrays"))),
      .init("texts", .object(try entry.object("texts"))),
    ]
    let identity = JSONValue.object(members).text
    if let known = file.datasets[identity] { return known }
    var saved = NamedArrays()
    for member in try entry.object("arrays") {
      saved[member.name] = try file.array(named: member.value)
    }
    for member in try entry.object("texts") {
      saved.texts[member.name] = try entry["texts"]?.text(member.name)
    }
    guard let data = Dataset(saved: saved) else {
      throw WorkspaceDamage("is no data set that was saved, or its arrays were changed since")
    }
    file.datasets[identity] = data
    return data
  }
}
