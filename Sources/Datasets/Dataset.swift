import LinearAlgebra

/// Examples with what they should give and where they come from. A value: selecting, splitting and
/// scaling make new ones.
public struct Dataset: Sendable {
  /// [N x shape.count], one example a row, in the precision the source has.
  public let inputs: StoredMatrix
  /// The shape of one example.
  public let shape: Shape
  /// Labels or regression targets.
  public let targets: Targets
  /// The names of the classes, where the source has some; as many as there are classes.
  public let classNames: [String]?
  /// Source, indices and steps.
  public let provenance: Provenance
  /// The scalings that were applied, in order.
  public let scalings: [Scaling]

  /// - Precondition: the counts agree.
  public init(
    inputs: StoredMatrix, shape: Shape, targets: Targets, classNames: [String]? = nil,
    provenance: Provenance, scalings: [Scaling] = []
  ) {
    precondition(inputs.columns == shape.count && inputs.rows == provenance.indices.count)
    switch targets {
    case .none: break
    case .classes(let labels, let count):
      precondition(labels.count == inputs.rows && (classNames?.count ?? count) == count)
    case .values(let values): precondition(values.rows == inputs.rows)
    }
    self.inputs = inputs
    self.shape = shape
    self.targets = targets
    self.classNames = classNames
    self.provenance = provenance
    self.scalings = scalings
  }

  /// A whole source; its digest is that of the content unless one is given.
  public init(
    inputs: StoredMatrix, shape: Shape, targets: Targets, classNames: [String]? = nil,
    source: String, digest: UInt64? = nil
  ) {
    self.init(
      inputs: inputs, shape: shape, targets: targets, classNames: classNames,
      provenance: Provenance(
        source, digest: digest ?? Self.contentDigest(inputs, shape, targets), count: inputs.rows))
  }

  /// The number of examples, N.
  public var count: Int { inputs.rows }

  /// Sixteen hexadecimal digits that name the data; see ``Provenance/digest``.
  public var digest: String { provenance.digest }

  /// The label of each example; nil without classes.
  public var labels: [Int]? {
    if case .classes(let labels, _) = targets { labels } else { nil }
  }

  /// The number of classes; nil without classes.
  public var classes: Int? {
    if case .classes(_, let count) = targets { count } else { nil }
  }

  /// How many examples each class has; empty without classes.
  public var classCounts: [Int] {
    guard case .classes(let labels, let count) = targets else { return [] }
    var counts = [Int](repeating: 0, count: count)
    for label in labels { counts[label] += 1 }
    return counts
  }

  /// The examples at these places, in that order; a place may come more than once.
  ///
  /// - Precondition: the places exist.
  public func taking(_ places: [Int]) -> Dataset {
    Dataset(
      inputs: inputs.gathered(places), shape: shape, targets: targets.taking(places),
      classNames: classNames, provenance: provenance.taking(places), scalings: scalings)
  }

  /// The targets as a network of `outputs` outputs sees them: labels one-hot (the network may have
  /// more outputs than there are classes), values as they are; nil when there are no targets.
  ///
  /// - Throws: `ComputationError` when the outputs do not fit.
  public func targetMatrix<S: Scalar>(
    outputs: Int, of type: S.Type
  ) throws(ComputationError) -> Matrix<S>? {
    switch targets {
    case .none: return nil
    case .classes(let labels, let count):
      guard count <= outputs else {
        throw ComputationError(
          "the data has \(Self.counted(count, "class", "classes")), "
            + "but the network has \(Self.counted(outputs, "output"))",
          suggestion: "end the network with dense \(count)")
      }
      var matrix = Matrix<S>(rows: labels.count, columns: outputs)
      matrix.withMutableView { view in
        for (i, label) in labels.enumerated() { view.base[i * outputs + label] = 1 }
      }
      return matrix
    case .values(let values):
      guard values.columns == outputs else {
        throw ComputationError(
          "the data has \(Self.counted(values.columns, "target")), "
            + "but the network has \(Self.counted(outputs, "output"))",
          suggestion: "end the network with dense \(values.columns)")
      }
      return values.matrix(of: type)
    }
  }

  private static func counted(_ count: Int, _ noun: String, _ nouns: String? = nil) -> String {
    count == 1 ? "one \(noun)" : "\(count) \(nouns ?? noun + "s")"
  }

  /// FNV-1a over the shape, the inputs and the targets.
  static func contentDigest(_ inputs: StoredMatrix, _ shape: Shape, _ targets: Targets) -> UInt64 {
    var digest = Digest()
    digest.add(([inputs.rows] + shape.axes).map(Int64.init))
    digest.add(inputs)
    switch targets {
    case .none: break
    case .classes(let labels, let count): digest.add((labels + [count]).map(Int64.init))
    case .values(let values): digest.add(values)
    }
    return digest.value
  }
}
