import Catalog
import LinearAlgebra

/// An architecture with parameters: a function of its inputs. A value; training makes another one.
public struct Network: Sendable {
  /// What it computes.
  public let architecture: Architecture
  /// The flat vector, [1 x parameterCount], in the precision it was made in.
  public let parameters: StoredMatrix

  /// A network of these parameters.
  ///
  /// - Precondition: `parameters` is [1 x architecture.parameterCount].
  public init(_ architecture: Architecture, parameters: StoredMatrix) {
    precondition(parameters.rows == 1 && parameters.columns == architecture.parameterCount)
    self.architecture = architecture
    self.parameters = parameters
  }

  /// C: the number of outputs.
  public var outputs: Int { architecture.outputs }

  /// f(x), before any softmax: [N x outputs] for inputs [N x input.count], in the precision of `S`.
  ///
  /// Inputs are streamed, so memory does not grow with the hidden layers of all of them.
  /// - Throws: ``ComputationError`` when the inputs are not of the network's width;
  ///   ``Interrupted``.
  public func outputs<S: Scalar>(
    of inputs: Matrix<S>, watch: any Watch = Unwatched()
  ) throws -> Matrix<S> {
    try check(inputs)
    let pass = Pass<S>(self)
    let chunk = architecture.chunk
    return try Matrix<S>(rows: inputs.rows, columns: outputs) { result in
      try inputs.withView { inputs in
        for begin in stride(from: 0, to: inputs.rows, by: chunk) {
          try watch.check()
          let range = begin..<min(begin + chunk, inputs.rows)
          result.rows(range).copy(pass.forward(inputs.rows(range)))
          watch.report("evaluating", range.upperBound, of: inputs.rows, detail: "")
        }
      }
    }
  }

  /// L and ∂L/∂θ [1 x parameterCount] on a batch of inputs [N x input.count] and targets
  /// [N x outputs], in the precision of `S`.
  ///
  /// - Throws: ``ComputationError`` when the shapes do not agree; ``Interrupted``.
  public func gradient<S: Scalar>(
    loss: any Loss, inputs: Matrix<S>, targets: Matrix<S>, watch: any Watch = Unwatched()
  ) throws -> (loss: Double, gradient: Matrix<S>) {
    try check(inputs)
    guard targets.rows == inputs.rows, targets.columns == outputs, inputs.rows > 0 else {
      throw ComputationError(
        "targets of \(targets.rows) x \(targets.columns) do not belong to \(inputs.rows) examples "
          + "and \(outputs) outputs")
    }
    let gradient = LossGradient(loss, Pass<S>(self))
    let value = try inputs.withView { inputs in
      try targets.withView { try gradient.evaluate(inputs: inputs, targets: $0, watch: watch) }
    }
    let result = Matrix<S>(rows: 1, columns: architecture.parameterCount) {
      $0.copy(gradient.gradient)
    }
    return (value, result)
  }

  private func check<S: Scalar>(_ inputs: Matrix<S>) throws(ComputationError) {
    let width = architecture.input.count
    guard inputs.columns == width else {
      let shape = architecture.input.axes.count > 1 ? " (\(architecture.input))" : ""
      throw ComputationError(
        "the network expects \(width) numbers per example\(shape), but the data has "
          + "\(inputs.columns)")
    }
    try requireTokens(inputs)
  }

  /// Checks the inputs [N x input.count] of a network that begins by looking up tokens.
  ///
  /// - Throws: ``ComputationError`` for the first number that is none of its tokens.
  public func requireTokens<S: Scalar>(_ inputs: Matrix<S>) throws(ComputationError) {
    guard let layer = architecture.layers.first(where: { !$0.reshapesOnly }),
      let vocabulary = layer.tokens
    else { return }
    let bad: (Int, Int, S)? = inputs.withView { view in
      for n in 0..<view.rows {
        for t in 0..<view.columns {
          let x = view[n, t]
          if !(x >= 0 && x < S(vocabulary) && x == x.rounded()) { return (n, t, x) }
        }
      }
      return nil
    }
    guard let (n, t, x) = bad else { return }
    throw ComputationError(
      "\(layer.code) needs whole numbers from 0 to \(vocabulary - 1), but example \(n) has "
        + "\(x == x.rounded() ? shortest(Double(x)) : "\(x)") at position \(t)")
  }
}
