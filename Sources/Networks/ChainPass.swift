import LinearAlgebra

/// A chain at work on a batch: its buffers, and those of the parts inside its layers.
public final class ChainPass<S: Scalar> {
  private let architecture: Architecture
  private let chain: Chain
  private let noise: Noise
  private let firstParametric: Int
  private var outputs: [Buffer<S>?]
  private var memories: [[Buffer<S>]]
  private let workspaces: [Workspace<S>]
  private let parts: [[ChainPass<S>]]
  private var capacity = 0
  /// Whether the buffers were made for a caller that gives the last one.
  private var isGivenLast = false
  private var places: [Place<S>] = []
  private var seen: Seen?

  /// What the places were made for.
  private struct Seen: Equatable {
    let rows: Int
    let inputs: UnsafeMutablePointer<S>
    let outputs: UnsafeMutablePointer<S>?
    let parameters: UnsafePointer<S>
    let graph: UnsafeMutablePointer<S>?
  }

  init(_ architecture: Architecture, _ chain: Chain, _ noise: Noise) {
    self.noise = noise
    self.architecture = architecture
    self.chain = chain
    let layers = chain.layers.count
    firstParametric = chain.arraysOfLayer.firstIndex { !$0.isEmpty } ?? layers
    outputs = Array(repeating: nil, count: layers)
    memories = Array(repeating: [], count: layers)
    workspaces = (0..<layers).map { _ in Workspace() }
    parts = chain.parts.map { parts in parts.map { ChainPass(architecture, $0, noise) } }
  }

  /// The shape of an example behind the chain.
  public var outputShape: Shape { chain.output }

  /// The outputs [N x output.count] of a batch [N x input.count]; the view is valid until the next
  /// call.
  ///
  /// - Parameters:
  ///   - inputs: contiguous, and stays as it is until the last ``backward(_:wantsInput:emit:)``.
  ///   - parameters: the network's flat vector.
  ///   - graph: Â of every example, in networks of graphs.
  ///   - target: where the outputs are to be; a buffer of the pass when nil.
  @discardableResult
  public func forward(
    _ inputs: View<S>, parameters: UnsafePointer<S>, graph: View<S>? = nil,
    into target: View<S>? = nil
  ) -> View<S> {
    precondition(inputs.columns == chain.input.count && inputs.isContiguous)
    prepare(inputs, parameters, graph, target)
    for (layer, place) in zip(chain.layers, places) where !layer.reshapesOnly {
      layer.forward(place)
    }
    let result = places.last?.output ?? inputs
    if let target, target.base != result.base {
      target.copy(result.reshaped(rows: target.rows, columns: target.columns))
      return target
    }
    return result
  }

  /// Sends cotangents of the outputs back, hands every pair to `emit`, the last layer's first, and
  /// returns the cotangents of the inputs, or nil when they are not wanted.
  ///
  /// - Precondition: ``forward(_:parameters:graph:into:)`` was called, and the parameters are as they were.
  /// - Throws: what `emit` throws.
  public func backward(
    _ seed: Cotangent<S>, wantsInput: Bool, emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    precondition(seen != nil, "backward before forward")
    var cotangent = seed
    let first = wantsInput ? 0 : firstParametric
    for i in stride(from: places.count - 1, through: first, by: -1) {
      let goesOn = wantsInput || i > first
      let before = try chain.layers[i].backward(
        cotangent, places[i], wantsInput: goesOn, emit: emit)
      guard goesOn, let before else { return nil }
      cotangent = before
    }
    return wantsInput ? cotangent : nil
  }

  /// Makes buffers and places for this batch, unless the last ones will do.
  private func prepare(
    _ inputs: View<S>, _ parameters: UnsafePointer<S>, _ graph: View<S>?, _ target: View<S>?
  ) {
    let wanted = Seen(
      rows: inputs.rows, inputs: inputs.base, outputs: target?.base, parameters: parameters,
      graph: graph?.base)
    if wanted == seen { return }
    // The layers behind this one only reshape what it writes.
    let last = target == nil ? nil : chain.layers.lastIndex { !$0.reshapesOnly }
    if inputs.rows > capacity || isGivenLast != (target != nil) {
      isGivenLast = target != nil
      grow(to: inputs.rows, without: last)
    }
    seen = wanted
    places = []
    var input = inputs
    for (i, layer) in chain.layers.enumerated() {
      let (before, behind) = (chain.shapes[i], chain.shapes[i + 1])
      let (rows, columns) = (inputs.rows, behind.count)
      let output =
        if let target, i == last {
          target.reshaped(rows: rows, columns: columns)
        } else {
          outputs[i]?.view(rows: rows, columns: columns)
            ?? input.reshaped(rows: rows, columns: columns)
        }
      let arrays =
        parts[i].isEmpty ? Array(architecture.arrays[chain.arraysOfLayer[i]]) : []
      let workspace = workspaces[i]
      places.append(
        Place(
          index: arrays.first?.layer ?? -1, inputShape: before, outputShape: behind,
          input: input, output: output, arrays: arrays, parameters: parameters,
          memory: zip(memories[i], layer.memory(for: before)).map {
            $0.view(rows: rows, columns: $1)
          },
          parametrisation: architecture.parametrisation, parts: parts[i], graph: graph,
          noise: noise,
          scratch: { workspace.reserve($0, $1) }))
      input = output
    }
  }

  private func grow(to rows: Int, without given: Int?) {
    capacity = rows
    for (i, layer) in chain.layers.enumerated() {
      outputs[i] =
        layer.reshapesOnly || i == given
        ? nil : Buffer(uninitialised: rows * chain.shapes[i + 1].count)
      memories[i] = layer.memory(for: chain.shapes[i]).map { Buffer(uninitialised: rows * $0) }
    }
  }
}
