import LinearAlgebra

/// An architecture with parameters: a function of its inputs. A value; training makes another one.
public struct Network: Sendable {
  public let architecture: Architecture
  /// The flat vector, [1 x parameterCount], in the precision it was made in.
  public let parameters: StoredMatrix

  /// - Precondition: `parameters` is [1 x architecture.parameterCount].
  public init(_ architecture: Architecture, parameters: StoredMatrix) {
    precondition(parameters.rows == 1 && parameters.columns == architecture.parameterCount)
    self.architecture = architecture
    self.parameters = parameters
  }

  public var outputs: Int { architecture.outputs }
}
