import LinearAlgebra

/// How fast this machine is with the threads this process may use: measured when first asked, in
/// some 20 ms, for predictions only.
public struct MachineSpeed: Sendable {
  /// Operations of large matrix products a second.
  public let products: Double
  /// Bytes read or written a second, of buffers larger than the caches.
  public let bytes: Double

  /// This machine's.
  public static let measured = MachineSpeed(products: productSpeed(), bytes: copySpeed())

  private static func productSpeed() -> Double {
    let (side, length, pieces) = (192, 512, 4 * Parallel.threads)
    let numbers = Buffer<Float>(count: side * length)
    let panels = Panels(numbers.view(rows: side, columns: length))
    let memory = ScratchPool<Float>(count: 2 * side * side)
    let seconds = fastest(of: 3) {
      Parallel.rows(pieces, panel: 1) { _ in
        memory.borrow { scratch in
          panels.multiply(
            0..<side, by: panels, 0..<side, into: View(scratch, rows: side, columns: side),
            partial: scratch + side * side, ending: .affine(weight: 1, bias: 0), adding: false)
        }
      }
    }
    return Double(2 * side * side * length * pieces) / seconds
  }

  private static func copySpeed() -> Double {
    let (rows, columns) = (16 * Parallel.threads, 1 << 18)
    let from = Buffer<Float>(count: rows * columns).view(rows: rows, columns: columns)
    let to = Buffer<Float>(count: rows * columns).view(rows: rows, columns: columns)
    let seconds = fastest(of: 2) {
      Parallel.rows(rows, panel: 1) { to.rows($0).copy(from.rows($0)) }
    }
    return Double(2 * rows * columns * MemoryLayout<Float>.stride) / seconds
  }

  private static func fastest(of times: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let durations = (0..<times).map { _ in clock.measure(body) }
    return durations.min().map { max(1e-9, $0 / .seconds(1)) } ?? 1
  }
}
