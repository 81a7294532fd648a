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

/// Which axis of a dense weight comes first in a file.
public enum WeightLayout: Sendable {
  /// [in, out], as the engine keeps it: NumPy's .npz.
  case inputsFirst
  /// [out, in], PyTorch's: safetensors.
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
    architecture.arrays.map { array in
      let values = Matrix<S>(rows: 1, columns: array.count) { target in
        flat.withView { flat in
          let stored = flat.columns(array.range)
          if array.isTransposed(in: layout) {
            let (rows, columns) = (array.shape.axes[0], array.shape.axes[1])
            View(stored.base, rows: rows, columns: columns)
              .transpose(into: View(target.base, rows: columns, columns: rows))
          } else {
            target.copy(stored)
          }
        }
      }
      return NamedArray(
        array.fullName, shape: array.shape(in: layout), values: StoredMatrix(values))
    }
  }
}

extension ParameterArray {
  /// Whether a file of this layout has it with its axes exchanged.
  func isTransposed(in layout: WeightLayout) -> Bool {
    layout == .outputsFirst && role == .weight && shape.axes.count == 2
  }

  /// The shape it has in a file of this layout.
  func shape(in layout: WeightLayout) -> Shape {
    isTransposed(in: layout) ? Shape(shape.axes.reversed()) : shape
  }
}
