import Catalog
import Datasets
import Files
import Kernels

/// One JSON object per printed value: `{"name":…,"kind":"number","value":3.2136…}`, with numbers
/// in their shortest round-trip form.
enum JSONLine {
  static func object(name: String, value: Value) -> String {
    var fields = [("name", string(name)), ("kind", string(value.kind))]
    fields += content(value)
    return "{" + fields.map { "\(string($0)):\($1)" }.joined(separator: ",") + "}"
  }

  private static func content(_ value: Value) -> [(String, String)] {
    switch value {
    case .number(let number):
      [("value", Self.number(number.value))] + conventions(number.measured)
    case .numbers(let list):
      [("value", numbers(list.values))] + conventions(list.measured)
    case .table(let table):
      [
        (
          "value",
          "{"
            + table.columns.map {
              "\(string($0.name)):[\($0.cells.map(element).joined(separator: ","))]"
            }
            .joined(separator: ",") + "}"
        )
      ]
    case .data(let data):
      [
        ("value", string(Text.summary(value))), ("examples", "\(data.count)"),
        ("shape", string(data.shape.description)), ("digest", string(data.digest)),
      ]
    case .network(let network):
      [
        ("value", string(Text.code(network))),
        ("parameters", "\(network.architecture.parameterCount)"),
      ]
    case .run(let run):
      [
        (
          "value",
          "{"
            + run.run.columns.map { "\(string($0.name)):\(numbers($0.values))" }
            .joined(separator: ",") + "}"
        ), ("epochs", "\(run.run.epochs)"), ("interrupted", run.run.interrupted ? "true" : "false"),
      ]
    case .kernel(let kernel):
      [("value", rows(kernel))] + conventions(kernel.measured)
    default: [("value", element(value))]
    }
  }

  /// A value inside another.
  private static func element(_ value: Value) -> String {
    switch value {
    case .nothing: "null"
    case .number(let number): Self.number(number.value)
    case .text(let text), .page(let text): string(text)
    case .boolean(let flag): flag ? "true" : "false"
    case .size(let axes): "[" + axes.map(String.init).joined(separator: ",") + "]"
    case .ratio(let parts): numbers(parts)
    case .numbers(let list): numbers(list.values)
    case .list(let values): "[" + values.map(element).joined(separator: ",") + "]"
    default: string(Text.summary(value))
    }
  }

  private static func rows(_ kernel: KernelValue) -> String {
    let matrix = kernel.matrix.matrix(of: Double.self)
    let elements = matrix.elements
    let single = kernel.matrix.precision == .single
    let rows = (0..<matrix.rows).map { i in
      "["
        + elements[(i * matrix.columns)..<((i + 1) * matrix.columns)]
        .map { single ? Self.number(Float($0)) : Self.number($0) }.joined(separator: ",") + "]"
    }
    return "[" + rows.joined(separator: ",") + "]"
  }

  private static func conventions(_ measured: Measured?) -> [(String, String)] {
    guard let measured else { return [] }
    var fields = [("quantity", string(measured.quantity))]
    if let unit = measured.unit { fields.append(("unit", string(unit))) }
    for convention in measured.conventions {
      switch convention.value {
      case .number(let x): fields.append((convention.key, number(x)))
      case .text(let text): fields.append((convention.key, string(text)))
      }
    }
    return fields
  }

  private static func numbers(_ values: [Double]) -> String {
    "[" + values.map { number($0) }.joined(separator: ",") + "]"
  }

  /// The shortest decimal that reads back as the same number; `null` when it is not finite.
  private static func number(_ x: Double) -> String { x.isFinite ? shortest(x) : "null" }
  private static func number(_ x: Float) -> String { x.isFinite ? "\(x)" : "null" }

  private static func string(_ text: String) -> String { JSON.quote(text) }
}
