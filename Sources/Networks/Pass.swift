import LinearAlgebra

/// A network at work on a batch: forward, then backward as often as wanted.
///
/// Buffers are kept from call to call and only grow, so calls of a size seen before allocate
/// nothing. Not for use from several threads at once; the work inside runs on all of them.
public final class Pass<S: Scalar> {
  /// What is passed through.
  public let architecture: Architecture
  /// The flat vector, [1 x parameterCount]. Training changes it in place with
  /// `pass.parameters.withMutableView`; a copy taken before keeps its values.
  public var parameters: Matrix<S>

  /// Off except while a training step is computed.
  let noise = Noise()

  private let firstParametric: Int
  private var outputs: [Buffer<S>?]
  private var memories: [[Buffer<S>]]
  private let workspaces: [Workspace<S>]
  private var capacity = 0
  private var places: [Place<S>] = []
  private var seen: Seen?

  /// What the places were made for.
  private struct Seen: Equatable {
    let rows: Int
    let inputs: UnsafeMutablePointer<S>
    let parameters: UnsafeMutablePointer<S>
  }

  /// - Precondition: `parameters` is [1 x architecture.parameterCount].
  public init(_ architecture: Architecture, parameters: Matrix<S>) {
    precondition(parameters.rows == 1 && parameters.columns == architecture.parameterCount)
    self.architecture = architecture
    self.parameters = parameters
    let layers = architecture.layers.count
    firstParametric =
      architecture.arraysOfLayer.firstIndex { !$0.isEmpty } ?? architecture.layers.count
    outputs = Array(repeating: nil, count: layers)
    memories = Array(repeating: [], count: layers)
    workspaces = (0..<layers).map { _ in Workspace() }
  }

  /// A pass of a network's own parameters, in the precision of `S`.
  public convenience init(_ network: Network) {
    self.init(network.architecture, parameters: network.parameters.matrix(of: S.self))
  }

  /// The outputs [N x outputs] of a batch [N x input.count]; the view is valid until the next call.
  ///
  /// - Precondition: `inputs` is contiguous, of the architecture's width, and stays as it is until
  ///   the last ``backward(_:emit:)`` for it.
  public func forward(_ inputs: View<S>) -> View<S> {
    precondition(inputs.columns == architecture.input.count && inputs.isContiguous)
    precondition(parameters.columns == architecture.parameterCount)
    prepare(inputs)
    for (layer, place) in zip(architecture.layers, places) where !layer.reshapesOnly {
      layer.forward(place)
    }
    return places.last?.output ?? inputs
  }

  /// Sends the cotangents of the outputs back and hands every parametric layer's pair to `emit`,
  /// the last layer's first. Views in pairs are valid until the next call.
  ///
  /// - Precondition: ``forward(_:)`` was called, and the parameters are as they were then.
  /// - Throws: what `emit` throws.
  public func backward(_ seed: Cotangent<S>, emit: (Pair<S>) throws -> Void) throws {
    precondition(seen != nil, "backward before forward")
    var cotangent = seed
    for i in stride(from: places.count - 1, through: firstParametric, by: -1) {
      let wantsInput = i > firstParametric
      let before = try architecture.layers[i].backward(
        cotangent, places[i], wantsInput: wantsInput, emit: emit)
      guard wantsInput, let before else { return }
      cotangent = before
    }
  }

  /// Makes buffers and places for this batch, unless the last ones will do.
  private func prepare(_ inputs: View<S>) {
    let base = parameters.withView { $0.base }
    let wanted = Seen(rows: inputs.rows, inputs: inputs.base, parameters: base)
    if wanted == seen { return }
    if inputs.rows > capacity { grow(to: inputs.rows) }
    seen = wanted
    places = []
    var input = inputs
    for (i, layer) in architecture.layers.enumerated() {
      let (before, behind) = (architecture.shapes[i], architecture.shapes[i + 1])
      let output =
        outputs[i]?.view(rows: inputs.rows, columns: behind.count)
        ?? input.reshaped(rows: inputs.rows, columns: behind.count)
      let arrays = Array(architecture.arrays[architecture.arraysOfLayer[i]])
      let workspace = workspaces[i]
      places.append(
        Place(
          index: arrays.first?.layer ?? -1, inputShape: before, outputShape: behind,
          input: input, output: output, arrays: arrays, parameters: base,
          memory: zip(memories[i], layer.memory(for: before)).map {
            $0.view(rows: inputs.rows, columns: $1)
          },
          parametrisation: architecture.parametrisation, noise: noise,
          scratch: { workspace.reserve($0, $1) }))
      input = output
    }
  }

  private func grow(to rows: Int) {
    capacity = rows
    for (i, layer) in architecture.layers.enumerated() {
      let (before, behind) = (architecture.shapes[i], architecture.shapes[i + 1])
      outputs[i] = layer.reshapesOnly ? nil : Buffer(uninitialised: rows * behind.count)
      memories[i] = layer.memory(for: before).map { Buffer(uninitialised: rows * $0) }
    }
  }
}
