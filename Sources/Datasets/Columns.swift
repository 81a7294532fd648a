import LinearAlgebra

/// What a condition on examples may ask for: `select all from real where label in [3, 8]`.
extension Dataset {
  /// The names a condition can use: `index`, the place in this data set counted from 0; `label`,
  /// where there are classes; `target` where there is one regression target, and `target0`,
  /// `target1` …
  public var columnNames: [String] {
    switch targets {
    case .none: ["index"]
    case .classes: ["index", "label"]
    case .values(let values):
      ["index"] + (values.columns == 1 ? ["target"] : [])
        + (0..<values.columns).map { "target\($0)" }
    }
  }

  /// A column's value for every example, or nil when there is no such column.
  public func column(_ name: String) -> [Double]? {
    if name == "index" { return (0..<count).map(Double.init) }
    switch targets {
    case .none: return nil
    case .classes(let labels, _): return name == "label" ? labels.map(Double.init) : nil
    case .values(let values):
      guard let place = columnNames.firstIndex(of: name) else { return nil }
      let column = max(0, place - (columnNames.count - values.columns))
      return values.matrix(of: Double.self).withView { view in
        (0..<view.rows).map { view.base[$0 * view.stride + column] }
      }
    }
  }
}
