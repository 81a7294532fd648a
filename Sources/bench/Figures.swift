import Foundation
import Glibc

/// What one process measured: numbers by name, passed on as a line of JSON.
struct Figures: Codable {
  var numbers: [String: Double]

  subscript(name: String) -> Double? { numbers[name] }

  /// The numbers as one line.
  var line: String {
    jsonLine(numbers.filter(\.value.isFinite).map { ($0.key, .number($0.value)) })
  }

  /// The statistics of the times a call took, and this process's peak memory.
  init(times: Stopwatch.Times, _ others: [String: Double] = [:]) {
    let sorted = times.wall.sorted()
    numbers = others
    numbers["cpu_s"] = times.cpu
    numbers["median_s"] = median(sorted)
    numbers["min_s"] = sorted.first ?? .nan
    numbers["peak_mb"] = numbers["peak_mb"] ?? peakMegabytes(RUSAGE_SELF)
  }

  init(line: String) throws {
    numbers = try JSONDecoder().decode([String: Double].self, from: Data(line.utf8))
  }
}

/// What this process, or those it started, used so far.
func usage(of who: __rusage_who) -> rusage {
  var usage = rusage()
  getrusage(__rusage_who_t(who.rawValue), &usage)
  return usage
}

/// The largest resident set so far of this process, or of the processes it started.
func peakMegabytes(_ who: __rusage_who) -> Double {
  Double(usage(of: who).ru_maxrss) / 1024
}

func median(_ sorted: [Double]) -> Double {
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// A value of a JSON object.
enum Field {
  case number(Double?)
  case text(String?)
}

func jsonLine(_ fields: [(String, Field)]) -> String {
  let members = fields.map { name, field in
    switch field {
    case .number(let x?) where x.isFinite: "\"\(name)\": \(shortest(x))"
    case .text(let text?): "\"\(name)\": \"\(text)\""
    default: "\"\(name)\": null"
    }
  }
  return "{\(members.joined(separator: ", "))}"
}

private func shortest(_ x: Double) -> String { String(format: "%.6g", x) }
