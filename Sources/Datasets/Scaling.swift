import LinearAlgebra

/// A shift and a division that bring inputs into a standard range, fitted to one data set and
/// applicable to others.
public struct Scaling: Sendable, Equatable {
  /// What the fitted data is brought to.
  public enum Form: String, Sendable, CaseIterable {
    /// 0 … 1 over the whole set: (x − min) / (max − min), with one minimum and maximum for all.
    case unit
    /// Mean 0 and standard deviation 1 (dividing by N) of every feature by itself; a constant
    /// feature is only centred.
    case standard
  }

  /// What it was fitted for.
  public let form: Form
  /// What is subtracted: one number, or one per feature.
  public let shift: [Double]
  /// What is divided by: as many; never 0.
  public let spread: [Double]
  /// The digest of the data it was fitted to.
  public let fittedTo: String

  /// A scaling of known numbers.
  ///
  /// - Precondition: `shift` and `spread` are of one length.
  public init(_ form: Form, shift: [Double], spread: [Double], fittedTo: String) {
    precondition(shift.count == spread.count && !spread.contains(0))
    self.form = form
    self.shift = shift
    self.spread = spread
    self.fittedTo = fittedTo
  }

  /// Fits to a data set, with sums in double. The adjacency of graphs stays as it is.
  ///
  /// - Throws: `ComputationError` when the numbers are so large that their spread is not finite.
  public init(_ form: Form, fittedTo data: Dataset) throws(ComputationError) {
    let features = data.shape.withoutGraph.count
    let (low, high) = Self.extremes(data.inputs)
    switch form {
    case .unit:
      let least = low[..<features].min() ?? 0
      let spread = (high[..<features].max() ?? 0) - least
      self.init(
        form, shift: [least], spread: [spread == 0 ? 1 : spread], fittedTo: data.digest)
    case .standard:
      // Two passes: the mean first, so that no digits are lost to a large offset. A constant
      // feature is subtracted exactly, whatever rounding its mean has.
      let n = Double(data.count)
      var mean = Self.columnSums(data.inputs) { x, _ in x }.map { $0 / n }
      for j in mean.indices where low[j] == high[j] { mean[j] = low[j] }
      for j in features..<mean.count { mean[j] = 0 }
      let centres = mean
      let squares = Self.columnSums(data.inputs) { x, j in (x - centres[j]) * (x - centres[j]) }
      let spread = squares.indices.map { j in
        low[j] == high[j] || j >= features ? 1 : (squares[j] / n).squareRoot()
      }
      self.init(
        form, shift: mean, spread: spread.map { $0 == 0 ? 1 : $0 }, fittedTo: data.digest)
    }
    guard (shift + spread).allSatisfy(\.isFinite) else {
      throw ComputationError("the inputs are too large to be scaled")
    }
  }

  /// (x − shift) / spread, computed in double and kept in the precision of the inputs.
  ///
  /// - Parameter features: the columns before the adjacency of graphs, which stays as it is.
  /// - Precondition: there is one shift, or one per column.
  func applied(to inputs: StoredMatrix, features: Int) -> StoredMatrix {
    func scale<S: Scalar>(_ matrix: Matrix<S>) -> Matrix<S> {
      precondition(shift.count == 1 || shift.count == matrix.columns)
      let step = shift.count == 1 ? 0 : 1
      var result = matrix
      result.withMutableView { view in
        for i in 0..<view.rows {
          let row = view.base + i * view.stride
          for j in 0..<features {
            row[j] = S((Double(row[j]) - shift[j * step]) / spread[j * step])
          }
        }
      }
      return result
    }
    return switch inputs {
    case .single(let m): .single(scale(m))
    case .double(let m): .double(scale(m))
    }
  }

  private static func extremes(_ inputs: StoredMatrix) -> (low: [Double], high: [Double]) {
    var low = [Double](repeating: .infinity, count: inputs.columns)
    var high = [Double](repeating: -.infinity, count: inputs.columns)
    forEach(inputs) { x, j in
      low[j] = min(low[j], x)
      high[j] = max(high[j], x)
    }
    return (low, high)
  }

  private static func columnSums(
    _ inputs: StoredMatrix, _ term: (Double, Int) -> Double
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: inputs.columns)
    forEach(inputs) { x, j in sums[j] += term(x, j) }
    return sums
  }

  @inline(__always)
  private static func forEach(_ inputs: StoredMatrix, _ body: (_ x: Double, _ column: Int) -> Void)
  {
    func walk<S: Scalar>(_ matrix: Matrix<S>) {
      matrix.withView { view in
        for i in 0..<view.rows {
          for j in 0..<view.columns { body(Double(view.base[i * view.stride + j]), j) }
        }
      }
    }
    switch inputs {
    case .single(let m): walk(m)
    case .double(let m): walk(m)
    }
  }
}

extension Dataset {
  /// Scaled to its own range: `scale seen to standard`.
  ///
  /// - Throws: `ComputationError` when the inputs are too large.
  public func scaled(to form: Scaling.Form) throws(ComputationError) -> Dataset {
    applying(try Scaling(form, fittedTo: self))
  }

  /// Scaled as another data set was: `scale unseen like seen`. Scalings that both already share
  /// are not applied again.
  ///
  /// - Throws: `ComputationError` when the other was not scaled, or the features differ.
  public func scaled(like other: Dataset) throws(ComputationError) -> Dataset {
    guard !other.scalings.isEmpty else {
      throw ComputationError(
        "the data to scale like was never scaled itself", suggestion: "scale it to standard first")
    }
    guard shape == other.shape else {
      throw ComputationError("data of shape \(shape) cannot be scaled like data of \(other.shape)")
    }
    guard other.scalings.starts(with: scalings) else {
      throw ComputationError(
        "the data is already scaled in another way",
        suggestion: "scale the data it was made from instead")
    }
    var result = self
    for scaling in other.scalings.dropFirst(scalings.count) { result = result.applying(scaling) }
    return result
  }

  private func applying(_ scaling: Scaling) -> Dataset {
    Dataset(
      inputs: scaling.applied(to: inputs, features: shape.withoutGraph.count), shape: shape,
      targets: targets, classNames: classNames,
      provenance: provenance.adding("\(scaling.form.rawValue) of \(scaling.fittedTo)"),
      scalings: scalings + [scaling])
  }
}
