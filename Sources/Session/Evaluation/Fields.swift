import Catalog
import Datasets
import Language

extension Session {
  /// `fit.loss`, `table.column`, `data.label`.
  func field(_ name: String, of owner: Value, at range: SourceRange) throws -> Value {
    if let value = Self.field(name, of: owner) { return value }
    let fields = Self.fields(of: owner)
    throw Diagnostic(
      .failure, "\(owner.described) has no field “\(name)”", at: range,
      suggestion: didYouMean(name, among: fields)
        ?? (fields.isEmpty ? nil : "it has \(fields.joined(separator: ", "))"))
  }

  /// The fields of a bound name's value, for completion.
  public func fields(of name: String) -> [String] {
    workspace[name].map { Self.fields(of: $0) } ?? []
  }

  private static func fields(of value: Value) -> [String] {
    switch value {
    case .run(let run): run.run.columns.map(\.name) + ["network", "data"]
    case .table(let table): table.names
    case .data(let data): data.columnNames + ["indices"]
    default: []
    }
  }

  private static func field(_ name: String, of owner: Value) -> Value? {
    switch owner {
    case .run(let run):
      if let column = run.run.columns.first(where: { $0.name == name }) {
        return .numbers(Numbers(column.values))
      }
      switch name {
      case "network": return .network(run.run.network)
      case "data": return .data(run.data)
      default: return nil
      }
    case .table(let table):
      return table[name].map(list)
    case .data(let data):
      // The places in what was generated or loaded, through every selection since.
      if name == "indices" { return .numbers(Numbers(data.provenance.indices.map(Double.init))) }
      return data.column(name).map { .numbers(Numbers($0)) }
    default: return nil
    }
  }
}
