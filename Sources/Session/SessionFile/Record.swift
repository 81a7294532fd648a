import Catalog
import Datasets
import Files
import LinearAlgebra
import Networks

/// Results as `#=` lines: what a later replay compares.
///
/// Numbers carry seven significant digits. Data are recorded by shape and digest, networks by the
/// norm of their parameters, long lists by their first elements and their sum.
enum Record {
  /// The lines of a value; none for a value that is not compared.
  static func lines(_ value: Value) -> [String] {
    switch value {
    case .nothing, .page: return []
    case .list(let values) where values.contains(where: Text.isLarge):
      return values.flatMap(lines)
    case .table(let table):
      let rows = (0..<min(table.rows, 1000)).map { i in
        table.row(i).map { cell($0.cell) }.joined(separator: "  ")
      }
      return ["table of \(counted(table.rows, "row")): \(table.names.joined(separator: ", "))"]
        + rows
    default: return [line(value)]
    }
  }

  private static func line(_ value: Value) -> String {
    switch value {
    case .number(let number):
      let unit = number.measured?.unit.map { " \($0)" } ?? ""
      return seven(number.value) + unit + (number.measured.map(conventions) ?? "")
    case .numbers(let list): return numbers(list.values)
    case .data(let data): return "\(Text.data(data)), digest \(data.digest)"
    case .network(let network):
      return
        "network of \(counted(network.architecture.parameterCount, "parameter")), norm \(norm(network))"
    case .run(let run):
      let last = run.run.columns.dropFirst().compactMap { column in
        column.values.last.map { ", \(column.name) \(seven($0))" }
      }
      return
        "run of \(counted(run.run.epochs, "epoch"))\(last.joined()), norm \(norm(run.run.network))"
    case .kernel(let kernel):
      let matrix = kernel.matrix
      return
        "kernel \(matrix.rows) x \(matrix.columns), norm \(seven(matrix.frobeniusNorm))\(conventions(kernel.measured))"
    default: return cell(value)
    }
  }

  private static func numbers(_ values: [Double]) -> String {
    if values.count <= 16 {
      // An empty list leaves no blank at the end of its line, which reading would not find again.
      return ("\(counted(values.count, "number")): " + values.map(seven).joined(separator: " "))
        .trimmedRight
    }
    let first = values.prefix(8).map(seven).joined(separator: " ")
    return "\(values.count) numbers: \(first) … sum \(seven(values.reduce(0, +)))"
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .number(let number): seven(number.value)
    case .text(let text), .page(let text): JSON.quote(text)
    default: Text.summary(value, digits: 7)
    }
  }

  /// Only what a replay must agree on: not the clipped count, which is noise.
  private static func conventions(_ measured: Measured) -> String {
    let kept = measured.conventions.filter {
      ["outputs", "rows", "layer", "parameters", "per"].contains($0.key)
    }
    .map(\.phrase).filter { !$0.isEmpty }
    return kept.isEmpty ? "" : "   (\(kept.joined(separator: ", ")))"
  }

  private static func norm(_ network: Network) -> String {
    seven(network.parameters.frobeniusNorm)
  }

  private static func seven(_ x: Double) -> String { significant(x, 7) }
}
