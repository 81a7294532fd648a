import Foundation

/// The programs Tangent is compared with, measured by their own script.
struct Peers {
  let python: String
  let script: String
  let withYardstick: Bool

  init(python: String, script: String?, withYardstick: Bool) {
    self.withYardstick = withYardstick
    self.python = python
    self.script = script ?? "../shared/peers/peers.py"
  }

  /// Their medians on a workload; a peer that fails is left out, and says why on standard error.
  func measure(_ workload: Workload) -> [(peer: String, seconds: Double)] {
    // BLAS settings meant for Tangent are not theirs.
    var environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("OPENBLAS_")
    }
    environment["PEERS_JAX"] = python
    environment["JAX_PLATFORMS"] = "cpu"
    environment["TF_CPP_MIN_LOG_LEVEL"] = "3"
    return workload.peers.compactMap { peer in
      if peer.peer == "numpy" && !withYardstick && !workload.is("W6") { return nil }
      do {
        let output = try Child.run(
          python, ["-W", "ignore", script, "run", peer.workload, peer.peer, peer.variant],
          environment: environment)
        let line = output.split(separator: "\n").last.map { Data($0.utf8) } ?? Data()
        let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
        return (object?["median_s"] as? Double).map { (peer.peer, $0) }
      } catch {
        FileHandle.standardError.write(Data("\(workload.name), \(peer.peer): \(error)\n".utf8))
        return nil
      }
    }
  }
}
