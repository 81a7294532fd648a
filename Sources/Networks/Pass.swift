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
  private let chain: ChainPass<S>
  private let graphs: Workspace<S>?

  /// - Precondition: `parameters` is [1 x architecture.parameterCount].
  public init(_ architecture: Architecture, parameters: Matrix<S>) {
    precondition(parameters.rows == 1 && parameters.columns == architecture.parameterCount)
    self.architecture = architecture
    self.parameters = parameters
    chain = ChainPass(architecture, architecture.chain, noise)
    graphs = architecture.input.isGraph ? Workspace() : nil
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
    let parameters = parameters.withView { UnsafePointer($0.base) }
    guard let graphs else { return chain.forward(inputs, parameters: parameters) }
    let (features, adjacency) = GraphInput(architecture.input).split(inputs, graphs)
    return chain.forward(features, parameters: parameters, graph: adjacency)
  }

  /// Sends the cotangents of the outputs back and hands every parametric layer's pair to `emit`,
  /// the last layer's first. Views in pairs are valid until the next call.
  ///
  /// - Precondition: ``forward(_:)`` was called, and the parameters are as they were then.
  /// - Throws: what `emit` throws.
  public func backward(_ seed: Cotangent<S>, emit: (Pair<S>) throws -> Void) throws {
    _ = try chain.backward(seed, wantsInput: false, emit: emit)
  }
}
