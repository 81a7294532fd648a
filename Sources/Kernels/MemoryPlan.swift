import Glibc
import LinearAlgebra
import Networks

/// What a kernel needs in memory, reckoned before work starts.
struct MemoryPlan {
  let rows: Int
  let columns: Int
  /// Bytes of the kernel itself.
  let kernel: Double
  /// Bytes of the activations and cotangents it is made from.
  let passes: Double
  private let suggestion: String

  /// - Parameter other: the samples of the columns, nil for a symmetric kernel.
  init(
    _ network: Network, samples: Int, other: Int?, outputs: KernelOutputs, bytesPerNumber: Int
  ) {
    let perSample = outputs.rowsPerSample(network)
    rows = samples * perSample
    columns = (other ?? samples) * perSample
    kernel = Double(rows) * Double(columns) * Double(bytesPerNumber)
    let architecture = network.architecture
    let seeds: Int = if case .one = outputs { 1 } else { network.outputs }
    let each =
      (Double(architecture.activations) + Double(seeds) * Double(architecture.cotangents))
      * Double(bytesPerNumber)
    passes = each * Double(samples + (other ?? 0))
    suggestion =
      outputs == .all
      ? "outputs=mean needs \(network.outputs * network.outputs) times less; trace needs no kernel"
      : "select fewer examples, or ask for the trace, which needs no kernel"
  }

  /// - Throws: `ComputationError` with the size and what to use instead, when the machine has not
  ///   that much memory left.
  func require(available: Double = Memory.available) throws {
    guard !fits(in: available) else { return }
    let what = kernel > passes ? "" : " and the cotangents it is made from"
    throw ComputationError(
      "a kernel of \(rows) x \(columns) numbers\(what) would need \(gigabytes(kernel + passes)), "
        + "and \(gigabytes(available)) of memory are free",
      suggestion: suggestion)
  }

  /// Whether the kernel and what it is made from fit.
  func fits(in available: Double = Memory.available) -> Bool { kernel + passes <= available }
}

/// "3.6 GB", "40 GB".
func gigabytes(_ bytes: Double) -> String {
  bytes >= 1e10 ? "\(Int((bytes / 1e9).rounded())) GB" : "\((bytes / 1e8).rounded() / 10) GB"
}

extension Memory {
  /// Bytes that can be used without others being pushed out, as the system and the control group
  /// of this process tell it; all of the machine's where neither does.
  static var available: Double {
    var available = Double(physical)
    if let line = lines(of: "/proc/meminfo").first(where: { $0.hasPrefix("MemAvailable:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    {
      available = kilobytes * 1024
    }
    // A container's limit, beyond which the process would be killed; cached files give way.
    let group = "/sys/fs/cgroup/memory"
    if let limit = lines(of: "\(group).max").first.flatMap({ Double($0) }),
      let used = lines(of: "\(group).current").first.flatMap({ Double($0) })
    {
      let cached = lines(of: "\(group).stat").first { $0.hasPrefix("inactive_file ") }
        .flatMap { Double($0.dropFirst(14)) }
      available = min(available, max(0, limit - used + (cached ?? 0)))
    }
    return available
  }

  private static func lines(of path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
  }
}
