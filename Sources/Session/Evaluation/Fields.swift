import Catalog
import Datasets
import Language

extension Session {
  /// `fit.loss`, `table.column`, `data.label`.
  func field(
    _ name: String, of owner: Value, written: Expression, at range: SourceRange
  ) throws -> Value {
    if let value = Self.field(name, of: owner) { return value }
    throw Diagnostic(
      .failure, "\(owner.described) has no field “\(name)”", at: range,
      suggestion: Self.insteadOfField(name, of: owner, written: written.description))
  }

  /// What to write for a field that there is not: the near one, the question or function that says
  /// it, or the fields there are.
  private static func insteadOfField(
    _ name: String, of owner: Value, written: String
  ) -> String? {
    let fields = fields(of: owner)
    if let near = nearest(name, among: fields) { return "did you mean “\(near)”?" }
    if vocabulary[.function, name] != nil { return "write \(name)(\(written))" }
    if ["size", "shape", "len", "length", "count", "ndim", "numel"].contains(name) {
      return "size(\(written)) counts, show \(written) says more"
    }
    switch owner {
    case .network, .run, .kernel:
      let quantities = vocabulary.names(.quantity)
      if let quantity = quantities.first(where: { $0 == name }) ?? nearest(name, among: quantities)
      {
        if case .kernel = owner { return "ask \(quantity) \(written)" }
        return "ask \(quantity) \(written) on DATA"
      }
    default: break
    }
    return fields.isEmpty
      ? "show \(written) says what it is" : "it has \(fields.joined(separator: ", "))"
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
