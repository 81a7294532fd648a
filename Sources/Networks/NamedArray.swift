import LinearAlgebra

/// An array of a parameter file: a name, a shape and numbers.
public struct NamedArray: Sendable {
  /// As the file has it: `0.weight`, `layers.2.bias`, `fc10.weight`.
  public let name: String
  /// As the file has it.
  public let shape: Shape
  /// The numbers, row-major, [1 x count].
  public let values: StoredMatrix

  /// - Precondition: `values` is [1 x shape.count].
  public init(_ name: String, shape: Shape, values: StoredMatrix) {
    precondition(values.rows == 1 && values.columns == shape.count)
    self.name = name
    self.shape = shape
    self.values = values
  }
}

/// The order of axes in a file.
public enum WeightLayout: Sendable {
  /// Dense weights [in, out], convolutions [height, width, in, out], as the engine keeps them:
  /// NumPy's .npz.
  case inputsFirst
  /// [out, in] and [out, in, height, width], PyTorch's: safetensors. Where an image is flattened or
  /// made, the numbers beside are in PyTorch's order too, channel by channel.
  case outputsFirst
}

extension Network {
  /// The parameters as arrays of a file, in the order of the flat vector: `0.weight`, `0.bias`,
  /// `1.weight` …
  public func namedArrays(_ layout: WeightLayout) -> [NamedArray] {
    switch parameters {
    case .single(let flat): arrays(of: flat, layout)
    case .double(let flat): arrays(of: flat, layout)
    }
  }

  private func arrays<S: Scalar>(of flat: Matrix<S>, _ layout: WeightLayout) -> [NamedArray] {
    zip(architecture.arrays, architecture.layouts(layout)).map { array, file in
      let values = Matrix<S>(rows: 1, columns: array.count) { target in
        flat.withView { flat in
          let stored = flat.columns(array.range)
          if file.isPlain {
            target.copy(stored)
          } else if file.axes.count == 2 {
            View(stored.base, rows: file.axes[0], columns: file.axes[1])
              .transpose(into: View(target.base, rows: file.axes[1], columns: file.axes[0]))
          } else {
            file.eachPlace { target.base[$1] = stored.base[$0] }
          }
        }
      }
      return NamedArray(array.fullName, shape: file.shape, values: StoredMatrix(values))
    }
  }
}
