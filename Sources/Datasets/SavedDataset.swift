import Files
import LinearAlgebra

/// A data set as arrays, and back.
extension Dataset {
  private static let recordName = "dataset.json"

  /// Everything there is to know of the data set: `x` [N, axes…]; for graphs their adjacency, `graph`
  /// [N, nodes, nodes]; `y`, labels [N] or targets
  /// [N, d]; `indices` into the source; the numbers of the scalings; `source` as text for a
  /// reader, and the rest as JSON text. ``init(saved:)`` makes exactly the same data set of it.
  public var namedArrays: NamedArrays {
    var arrays = NamedArrays()
    let (features, graph) = GraphArrays.split(inputs, shape)
    arrays["x"] = Self.array(features, [count] + shape.axes)
    if let graph { arrays["graph"] = Self.array(graph, [count, shape.axes[0], shape.axes[0]]) }
    var record = NamedArrays()
    switch targets {
    case .none: break
    case .classes(let labels, let classes):
      arrays["y"] = NDArray(.integer(labels.map(Int64.init)))
      record["classes"] = NDArray(shape: [], .integer([Int64(classes)]))
    case .values(let values): arrays["y"] = Self.array(values, [count, values.columns])
    }
    arrays["indices"] = NDArray(.integer(provenance.indices.map(Int64.init)))
    for (k, scaling) in scalings.enumerated() {
      arrays["scaling\(k)_shift"] = NDArray(.double(scaling.shift))
      arrays["scaling\(k)_spread"] = NDArray(.double(scaling.spread))
    }
    arrays.texts["source"] = provenance.source
    record["source_count"] = NDArray(shape: [], .integer([Int64(provenance.sourceCount)]))
    record["steps"] = NDArray(.text(provenance.steps))
    record["scalings"] = NDArray(.text(scalings.map(\.form.rawValue)))
    record["fitted_to"] = NDArray(.text(scalings.map(\.fittedTo)))
    if let classNames { record["class_names"] = NDArray(.text(classNames)) }
    record.texts["precision"] = inputs.precision.rawValue
    if case .values(let values) = targets {
      record.texts["target_precision"] = values.precision.rawValue
    }
    record.texts["source_digest"] = Digest.text(provenance.sourceDigest)
    record.texts["content_digest"] = Digest.text(Self.contentDigest(inputs, shape, targets))
    arrays.texts[Self.recordName] = JSON.text(of: record)
    return arrays
  }

  /// The data set that ``namedArrays`` was made of; nil when the arrays come from elsewhere, or
  /// when somebody changed them since, so that what they say of themselves no longer holds.
  public init?(saved arrays: NamedArrays) {
    guard let text = arrays.texts[Self.recordName], let source = arrays.texts["source"],
      let record = try? JSON.arrays(in: Array(text.utf8), of: Self.recordName),
      let x = arrays["x"], x.shape.count > 1, x.shape[0] > 0, x.count > 0,
      let features = Self.matrix(x, rows: x.shape[0], record, "precision"),
      let (inputs, shape) = Self.joined(features, Shape(Array(x.shape.dropFirst())), arrays),
      let indices = arrays["indices"]?.integers, indices.count == x.shape[0],
      let sourceCount = record["source_count"]?.integers?.first,
      indices.allSatisfy({ $0 >= 0 && $0 < sourceCount }),
      let sourceDigest = record.texts["source_digest"].flatMap({ UInt64($0, radix: 16) }),
      let targets = Self.targets(arrays["y"], record, rows: x.shape[0]),
      let scalings = Self.scalings(arrays, record, columns: inputs.columns)
    else { return nil }
    let content = Self.contentDigest(inputs, shape, targets)
    guard Digest.text(content) == record.texts["content_digest"] else { return nil }
    let classNames = Self.texts(record["class_names"])
    if case .classes(_, let count) = targets, (classNames?.count ?? count) != count { return nil }
    self.init(
      inputs: inputs, shape: shape, targets: targets, classNames: classNames,
      provenance: Provenance(
        source, digest: sourceDigest, sourceCount: sourceCount, indices: indices,
        steps: Self.texts(record["steps"]) ?? []),
      scalings: scalings)
  }

  /// Writes the data set in the format the path's ending names: everything as .npz, .json or
  /// .safetensors; the inputs as .npy; a table of inputs, targets and labels as .csv; images or
  /// labels as MNIST has them to .idx3-ubyte and .idx1-ubyte.
  ///
  /// - Throws: `FileError` when the file cannot be written, or the format cannot hold the data.
  ///
  /// - Parameter format: instead of the one the ending names.
  public func save(
    to path: String, as format: (any Format.Type)? = nil, replacing: Bool = false
  ) throws(FileError) {
    let chosen: any Format.Type
    if let format { chosen = format } else { chosen = try Formats.named(by: path) }
    try chosen.write(arrays(for: chosen, path), to: path, replacing: replacing)
  }

  private func arrays(
    for format: any Format.Type, _ path: String
  ) throws(FileError) -> NamedArrays {
    let inputs = GraphArrays.split(inputs, shape).features
    let x = Self.array(inputs, [count] + shape.axes)
    if shape.isGraph, format is NPY.Type || format is IDX.Type || format is CSV.Type {
      throw FileError(
        path, "cannot hold graphs: there is room for one array",
        suggestion: "save them as .npz")
    }
    switch format {
    case is NPY.Type: return NamedArrays(x)
    case is CSV.Type: return table
    case is IDX.Type:
      if path.contains("idx1") {
        guard let labels else { throw FileError(path, "would hold labels, which the data has not") }
        guard labels.allSatisfy({ $0 < 256 }) else {
          throw FileError(path, "can hold labels up to 255, not larger ones")
        }
        return NamedArrays(NDArray(.byte(labels.map { UInt8($0) })))
      }
      guard let values = x.floats, values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw FileError(
          path, "holds bytes, which stand for 0 to 1, but the inputs go beyond that",
          suggestion: "scale them to unit first")
      }
      // MNIST's images have no axis for their one channel.
      let axes = shape.axes.last == 1 && shape.axes.count > 1 ? shape.axes.dropLast() : shape.axes
      return NamedArrays(
        NDArray(shape: [count] + axes, .byte(values.map { UInt8(($0 * 255).rounded()) })))
    default: return namedArrays
    }
  }

  /// Columns `x0`, `x1` …, then `label` or `target` (or `target0`, `target1` …).
  private var table: NamedArrays {
    var table = NamedArrays()
    table["x"] = Self.array(inputs, [count, shape.count])
    switch targets {
    case .none: break
    case .classes(let labels, _):
      table["label"] =
        classNames.map { names in NDArray(.text(labels.map { names[$0] })) }
        ?? NDArray(.integer(labels.map(Int64.init)))
    case .values(let values):
      table["target"] = Self.array(values, values.columns == 1 ? [count] : [count, values.columns])
    }
    return table
  }

  // MARK: Pieces

  private static func array(_ matrix: StoredMatrix, _ shape: [Int]) -> NDArray {
    switch matrix {
    case .single(let m): NDArray(shape: shape, .float(m.elements))
    case .double(let m): NDArray(shape: shape, .double(m.elements))
    }
  }

  /// Features and a graph array, if there is one, as inputs; nil when they do not fit.
  private static func joined(
    _ features: StoredMatrix, _ shape: Shape, _ arrays: NamedArrays
  ) -> (StoredMatrix, Shape)? {
    guard let graph = arrays["graph"] else { return (features, shape) }
    return try? GraphArrays(path: "", name: "graph").join(graph, to: features, of: shape)
  }

  /// The precision is the recorded one (text has none of its own), or else that of the array.
  private static func matrix(
    _ array: NDArray, rows: Int, _ record: NamedArrays, _ name: String
  ) -> StoredMatrix? {
    let columns = array.count / rows
    switch record.texts[name].flatMap(Precision.init) {
    case .single?:
      return array.floats.map { .single(Matrix(rows: rows, columns: columns, elements: $0)) }
    case .double?:
      return array.doubles.map { .double(Matrix(rows: rows, columns: columns, elements: $0)) }
    case nil: break
    }
    return switch array.elements {
    case .float(let list): .single(Matrix(rows: rows, columns: columns, elements: list))
    case .double(let list): .double(Matrix(rows: rows, columns: columns, elements: list))
    default: nil
    }
  }

  private static func targets(_ y: NDArray?, _ record: NamedArrays, rows: Int) -> Targets? {
    guard let y else { return Targets.none }
    guard y.shape.first == rows else { return nil }
    guard let classes = record["classes"]?.integers?.first else {
      return y.count > 0
        ? matrix(y, rows: rows, record, "target_precision").map { .values($0) } : nil
    }
    guard let labels = y.integers, labels.count == rows, classes <= Targets.classLimit,
      labels.allSatisfy({ $0 >= 0 && $0 < classes })
    else { return nil }
    return .classes(labels, count: classes)
  }

  private static func scalings(
    _ arrays: NamedArrays, _ record: NamedArrays, columns: Int
  ) -> [Scaling]? {
    guard let forms = texts(record["scalings"]), let fitted = texts(record["fitted_to"]),
      forms.count == fitted.count
    else { return nil }
    var scalings: [Scaling] = []
    for (k, word) in forms.enumerated() {
      guard let form = Scaling.Form(rawValue: word),
        let shift = arrays["scaling\(k)_shift"]?.doubles,
        let spread = arrays["scaling\(k)_spread"]?.doubles,
        shift.count == (form == .unit ? 1 : columns), spread.count == shift.count,
        (shift + spread).allSatisfy(\.isFinite), !spread.contains(0)
      else { return nil }
      scalings.append(Scaling(form, shift: shift, spread: spread, fittedTo: fitted[k]))
    }
    return scalings
  }

  /// An empty JSON list has no type; it stands for no texts.
  private static func texts(_ array: NDArray?) -> [String]? {
    guard let array else { return nil }
    if case .text(let list) = array.elements { return list }
    return array.count == 0 ? [] : nil
  }
}
