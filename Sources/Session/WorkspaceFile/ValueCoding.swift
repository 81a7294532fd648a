import Files

/// How one kind of value lies in a workspace file: its arrays as members, the rest in the manifest.
/// Every kind of ``Value`` has one file in `Kinds` and one line in ``ValueCodings``.
protocol ValueCoding: Sendable {
  /// The word that stands for it in the manifest.
  static var kind: String { get }

  /// What the manifest says about the value; nil when it is of another kind.
  ///
  /// - Parameter key: what its arrays are to be called, or the beginning of their names.
  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]?

  /// The value that the manifest describes.
  ///
  /// - Throws: ``WorkspaceDamage`` for anything ``encode(_:as:into:)`` cannot have written.
  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value
}

/// The kinds of values a workspace file holds. To add one, write its file and its line here.
enum ValueCodings {
  static let all: [any ValueCoding.Type] = [
    NumberCoding.self,
    TextCoding.self,
    PageCoding.self,
    BooleanCoding.self,
    SizeCoding.self,
    RatioCoding.self,
    NumbersCoding.self,
    ListCoding.self,
    TableCoding.self,
    DataCoding.self,
    FragmentCoding.self,
    NetworkCoding.self,
    RunCoding.self,
    KernelCoding.self,
  ]
}

/// What is wrong inside a workspace file: the rest of a sentence about a value of it.
struct WorkspaceDamage: Error {
  let problem: String
  init(_ problem: String) { self.problem = problem }
}
