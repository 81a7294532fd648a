import ArgumentParser
import Foundation

/// `bench`: the workloads of docs/performance.md, each measured in a process of its own, so that its
/// peak memory is its own.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the engine on the workloads W1–W12 of docs/performance.md.",
    discussion: """
      The table goes to standard output; with --json it is one object a line. Shares are of the \
      matrix product's peak that is measured in the same run.
      """)

  @Flag(help: "One JSON object a workload instead of a table.")
  var json = false

  @Option(help: "Only these workloads, such as W1,W2.")
  var only: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "A Python that has JAX and Neural Tangents, and the script that measures them.",
      valueName: "python [script]"))
  var peers: [String] = []

  @Flag(help: "With --peers, also the NumPy restatement of the same algorithm.")
  var yardstick = false

  @Option(help: .hidden)
  var child: String?

  func validate() throws {
    for name in (only ?? "").split(separator: ",") where !chosen.contains(where: { $0.is(name) }) {
      throw ValidationError("There is no workload \(name).")
    }
    if peers.count > 2 { throw ValidationError("--peers takes a Python and a script.") }
  }

  /// A workload is chosen by its name or by the part before its variant: W7 is both W7 rows.
  private var chosen: [Workload] {
    guard let only else { return Workloads.all }
    let names = only.split(separator: ",")
    return Workloads.all.filter { workload in names.contains { workload.is($0) } }
  }

  func run() throws {
    if let child { return try measure(child) }
    let peers = peers.first.map {
      Peers(
        python: $0, script: self.peers.dropFirst().first, withYardstick: yardstick)
    }
    var rows: [Row] = []
    var peaks = Peaks()
    for workload in chosen {
      try peaks.measureAgain()
      let figures = try Child.figures(of: workload.name)
      let rivals = peers.map { $0.measure(workload) } ?? []
      rows.append(Row(workload: workload, figures: figures, rivals: rivals))
      // At once, since a whole run takes a quarter of an hour.
      if json {
        FileHandle.standardOutput.write(Data("\(rows[rows.count - 1].json(peaks))\n".utf8))
      } else {
        FileHandle.standardError.write(Data("\(workload.name) done\n".utf8))
      }
    }
    if !json { for line in Report.table(rows, peaks) { print(line) } }
  }

  private func measure(_ name: String) throws {
    if name == Peaks.name { return print(try Peaks.measured().line) }
    guard let workload = Workloads.all.first(where: { $0.name == name }) else {
      throw ValidationError("There is no workload \(name).")
    }
    print(try workload.run().line)
  }
}
