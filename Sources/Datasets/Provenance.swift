/// Where a data set comes from: a source, the places of its examples in that source, and what was
/// done to them.
public struct Provenance: Sendable, Hashable {
  /// For a reader: `digits`, `mnist “data/mnist”, test part`.
  public let source: String
  /// FNV-1a of the source's content.
  public let sourceDigest: UInt64
  /// How many examples the source has.
  public let sourceCount: Int
  /// For each example its place in the source.
  public let indices: [Int]
  /// Scaling steps, in order.
  public let steps: [String]

  /// A whole source.
  public init(_ source: String, digest: UInt64, count: Int) {
    self.init(
      source, digest: digest, sourceCount: count, indices: Array(0..<count), steps: [])
  }

  /// Some examples of a source.
  public init(
    _ source: String, digest: UInt64, sourceCount: Int, indices: [Int], steps: [String]
  ) {
    self.source = source
    sourceDigest = digest
    self.sourceCount = sourceCount
    self.indices = indices
    self.steps = steps
  }

  /// Sixteen hexadecimal digits that name the data: FNV-1a over the source's digest, the indices
  /// and the steps. Equal digests mean equal data wherever it was computed.
  public var digest: String {
    var hash = Digest()
    hash.add([sourceDigest])
    hash.add(indices.map(Int64.init))
    for step in steps { hash.add("\n" + step) }
    return hash.description
  }

  /// The provenance of some of the examples.
  ///
  /// - Precondition: the places exist.
  func taking(_ places: [Int]) -> Provenance {
    Provenance(
      source, digest: sourceDigest, sourceCount: sourceCount, indices: places.map { indices[$0] },
      steps: steps)
  }

  /// The provenance after one more step.
  func adding(_ step: String) -> Provenance {
    Provenance(
      source, digest: sourceDigest, sourceCount: sourceCount, indices: indices,
      steps: steps + [step])
  }
}
