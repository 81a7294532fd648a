import LinearAlgebra
import Networks

/// What becomes of the outputs a, b in Θ[(n,a),(m,b)] = Σ_θ ∂f_a(x_n)/∂θ · ∂f_b(x_m)/∂θ.
///
/// f is the network's output before any softmax.
public enum KernelOutputs: Sendable, Equatable {
  /// (1/C) Σ_a Θ[(n,a),(m,a)], N x N: Neural Tangents' `trace_axes=(-1,)` and the papers' convention.
  case mean
  /// Θ itself, N·C x N·C, sample first: row n·C + a. Tr(all) = C · Tr(mean).
  case all
  /// The N x N block of one output, counted from 0; −1 is the last.
  case one(Int)

  /// Rows of the kernel per sample.
  func rowsPerSample(_ network: Network) -> Int {
    self == .all ? network.outputs : 1
  }

  /// The same with −1 made a place counted from 0.
  ///
  /// - Throws: `ComputationError` when the network has no such output.
  func resolved(_ network: Network) throws -> KernelOutputs {
    guard case .one(let output) = self else { return self }
    let count = network.outputs
    guard (-1..<count).contains(output) else {
      throw ComputationError(
        "the network has \(counted(count, "output")), counted from 0, so there is no output "
          + "\(output)",
        suggestion: "the last one is outputs=\(count - 1)", blame: "outputs")
    }
    return .one(output == -1 ? count - 1 : output)
  }
}

/// Which parameters θ the kernel sums over. The kernels of the layers add up to the whole.
public struct Restriction: Sendable, Equatable {
  /// A parametric layer, counted from 0; −1 is the last; nil for all.
  public var layer: Int?
  /// Only the arrays named `weight` (gains and tables included), so without the biases.
  public var weightsOnly: Bool

  /// A restriction; none by default.
  public init(layer: Int? = nil, weightsOnly: Bool = false) {
    self.layer = layer
    self.weightsOnly = weightsOnly
  }

  /// All parameters.
  public static let none = Restriction()

  /// The same with −1 made a place counted from 0.
  ///
  /// - Throws: `ComputationError` when the network has no such layer.
  func resolved(_ network: Network) throws -> Restriction {
    guard let layer else { return self }
    let count = network.architecture.parametricLayers
    guard (-1..<count).contains(layer), count > 0 else {
      throw ComputationError(
        "the network has \(counted(count, "layer")) with parameters, counted from 0, so there is "
          + "no layer \(layer)",
        suggestion: count > 0 ? "the last one is layer=\(count - 1)" : nil, blame: "layer")
    }
    return Restriction(layer: layer == -1 ? count - 1 : layer, weightsOnly: weightsOnly)
  }

  func includes<S>(_ pair: Pair<S>) -> Bool {
    (layer == nil || layer == pair.layer) && (pair.weight != nil || hasBias(pair))
  }

  func hasBias<S>(_ pair: Pair<S>) -> Bool {
    pair.bias.map { $0.isWeight || !weightsOnly } ?? false
  }
}

/// "1 row", "64 rows".
func counted(_ n: Int, _ noun: String) -> String { n == 1 ? "1 \(noun)" : "\(n) \(noun)s" }
