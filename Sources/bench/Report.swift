import Foundation

/// A workload with everything measured for it.
struct Row {
  let workload: Workload
  let figures: Figures
  let rivals: [(peer: String, seconds: Double)]

  var median: Double { figures["median_s"] ?? .nan }

  func share(_ peaks: Peaks) -> Double? {
    let peak = workload.isDouble ? peaks.double : peaks.single
    return workload.gflop > 0 ? workload.gflop / median / peak : nil
  }

  /// The share by CPU seconds, which waiting for a core does not touch; nor idle cores, so it is an
  /// upper bound.
  func shareByCPU(_ peaks: Peaks) -> Double? {
    let peak = workload.isDouble ? peaks.doubleByCPU : peaks.singleByCPU
    return figures["cpu_s"].flatMap { workload.gflop > 0 ? workload.gflop / $0 / peak : nil }
  }

  /// The fastest peer: those measured in this run but for the yardstick, which is nobody's product
  /// (W6 apart, where NumPy is what people use), and PyTorch's figure scaled by the machines' peaks.
  func fastest(_ peaks: Peaks) -> (peer: String, seconds: Double)? {
    guard !rivals.isEmpty else { return nil }
    let isSpectrum = workload.is("W6")
    var rivals = rivals.filter { isSpectrum || $0.peer != "numpy" }
    if let torch = workload.torch { rivals.append(("torch, scaled", torch * 206 / peaks.single)) }
    return rivals.min { $0.seconds < $1.seconds }
  }

  /// The NumPy restatement of the same algorithm.
  var yardstick: Double? {
    workload.is("W6") ? nil : rivals.first { $0.peer == "numpy" }?.seconds
  }

  func json(_ peaks: Peaks) -> String {
    let peer = fastest(peaks)
    let known = ["median_s", "min_s", "peak_mb"]
    let others = figures.numbers.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
    return jsonLine(
      [
        ("workload", .text(workload.name)), ("median_s", .number(median)),
        ("min_s", .number(figures["min_s"])),
        ("gflop", .number(workload.gflop > 0 ? workload.gflop : nil)),
        ("share", .number(share(peaks))), ("share_cpu", .number(shareByCPU(peaks))),
        ("peak_mb", .number(figures["peak_mb"])),
        ("peer", .text(peer?.peer)), ("peer_s", .number(peer?.seconds)),
        ("ratio", .number(peer.map { $0.seconds / median })),
        ("numpy_s", .number(yardstick)), ("sgemm_gflops", .number(peaks.single)),
      ] + others.map { ($0.key, .number($0.value)) })
  }
}

/// The table as Markdown.
enum Report {
  static func table(_ rows: [Row], _ peaks: Peaks) -> [String] {
    [
      "SGEMM \(rounded(peaks.single)) GFLOP/s, DGEMM \(rounded(peaks.double)) GFLOP/s", "",
      "| workload | what | median | minimum | GFLOP | share of peak | by CPU time | peak MB | fastest peer | "
        + "its median | ratio | NumPy | also |",
      "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ] + rows.map { row(of: $0, peaks) }
  }

  private static func row(of row: Row, _ peaks: Peaks) -> String {
    let peer = row.fastest(peaks)
    let cells = [
      row.workload.name, row.workload.title, time(row.median), time(row.figures["min_s"]),
      row.workload.gflop > 0 ? String(format: "%.3g", row.workload.gflop) : "",
      percent(row.share(peaks)), percent(row.shareByCPU(peaks)),
      rounded(row.figures["peak_mb"] ?? .nan), peer?.peer ?? "", time(peer?.seconds),
      peer.map { String(format: "%.1f", $0.seconds / row.median) } ?? "", time(row.yardstick),
      others(row.figures),
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  private static func others(_ figures: Figures) -> String {
    [
      figures["extra_mb"].map { "\(rounded($0)) MB beside inputs and kernel" },
      figures["eigenvalues_s"].map { "eigenvalues alone \(time($0))" },
      figures["planned_s"].map { "planned \(time($0))" },
      figures["faults"].map { "\(rounded($0)) page faults a call" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  private static func percent(_ share: Double?) -> String {
    share.map { "\(rounded(100 * $0)) %" } ?? ""
  }

  private static func rounded(_ x: Double) -> String { String(format: "%.0f", x) }

  private static func time(_ seconds: Double?) -> String {
    guard let seconds, seconds.isFinite else { return "" }
    return seconds < 1
      ? String(format: "%.3g ms", seconds * 1000) : String(format: "%.3g s", seconds)
  }
}
