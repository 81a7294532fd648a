import LinearAlgebra

/// A parameter file that does not belong to a network.
public struct ParameterMisfit: Error, Equatable {
  /// The first parametric layer that does not fit; nil when an array belongs to no layer.
  public let layer: Int?
  /// What is wrong.
  public let message: String
  /// What to do about it, if there is one thing to do.
  public let suggestion: String?

  init(_ layer: Int?, _ message: String, suggestion: String? = nil) {
    self.layer = layer
    self.message = message
    self.suggestion = suggestion
  }
}

extension Network {
  /// A network of the parameters in a file.
  ///
  /// Arrays belong to the parametric layers in the order of the numbers in their names ("2." before
  /// "10."), never by their place in the file; within a layer the last word of the name says which
  /// array it is. The parameters are kept in single precision if all arrays are.
  ///
  /// - Throws: ``ParameterMisfit`` naming the first layer that does not fit: an array that is
  ///   missing, of another shape, or one too many.
  public init(
    _ architecture: Architecture, matching arrays: [NamedArray], layout: WeightLayout
  ) throws(ParameterMisfit) {
    let matched = try ParameterMatching(architecture, layout).match(arrays)
    let allSingle = matched.allSatisfy { $0.values.precision == .single }
    self.init(
      architecture,
      parameters: allSingle
        ? .single(Self.flat(architecture, matched, layout))
        : .double(Self.flat(architecture, matched, layout)))
  }

  private static func flat<S: Scalar>(
    _ architecture: Architecture, _ arrays: [NamedArray], _ layout: WeightLayout
  ) -> Matrix<S> {
    Matrix<S>(rows: 1, columns: architecture.parameterCount) { flat in
      let layouts = architecture.layouts(layout)
      for (k, array) in arrays.enumerated() {
        let (target, file) = (flat.columns(architecture.arrays[k].range), layouts[k])
        array.values.matrix(of: S.self).withView { values in
          if file.isPlain {
            target.copy(values)
          } else if file.axes.count == 2 {
            let (rows, columns) = (file.axes[0], file.axes[1])
            View(values.base, rows: columns, columns: rows)
              .transpose(into: View(target.base, rows: rows, columns: columns))
          } else {
            file.eachPlace { target.base[$0] = values.base[$1] }
          }
        }
      }
    }
  }
}

/// Finds for every array of an architecture the one of a file.
struct ParameterMatching {
  private let architecture: Architecture
  private let layout: WeightLayout

  init(_ architecture: Architecture, _ layout: WeightLayout) {
    self.architecture = architecture
    self.layout = layout
  }

  /// The file's arrays in the order of the architecture's.
  func match(_ arrays: [NamedArray]) throws(ParameterMisfit) -> [NamedArray] {
    let groups = try grouped(arrays.map { ParsedName($0) })
    var matched: [NamedArray] = []
    for layer in 0..<architecture.parametricLayers {
      var left = layer < groups.count ? groups[layer] : []
      for wanted in architecture.arrays where wanted.layer == layer {
        let candidates = left.filter { $0.words.hasSuffix(wanted.words) }
        if candidates.count > 1 { throw unordered(candidates[0], candidates[1]) }
        guard let found = candidates.first else {
          throw ParameterMisfit(
            layer,
            "\(described(layer)) needs a \(wanted.name) of \(Self.shape(of: wanted, in: layout)), "
              + "which is missing")
        }
        try check(found.array, against: wanted)
        matched.append(found.array)
        left.removeAll { $0.array.name == found.array.name }
      }
      if let extra = left.first {
        throw ParameterMisfit(
          layer, "“\(extra.array.name)” is one array too many for \(described(layer))")
      }
    }
    if groups.count > architecture.parametricLayers {
      let extra = groups[architecture.parametricLayers][0].array.name
      let layers = architecture.parametricLayers
      throw ParameterMisfit(
        nil,
        "“\(extra)” belongs to no layer, because the network has "
          + "\(layers == 1 ? "one layer" : "\(layers) layers") with parameters")
    }
    return matched
  }

  /// Arrays of the same numbers together, in the order of the numbers.
  private func grouped(_ names: [ParsedName]) throws(ParameterMisfit) -> [[ParsedName]] {
    let groups = Dictionary(grouping: names, by: \.numbers)
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    if groups.count > 1, let unnumbered = groups[0].first, unnumbered.numbers.isEmpty {
      throw ParameterMisfit(
        nil, "“\(unnumbered.array.name)” has no number, so its layer is unknown",
        suggestion: Self.renaming)
    }
    return groups
  }

  private func check(
    _ array: NamedArray, against wanted: ParameterArray
  ) throws(ParameterMisfit) {
    let shape = Self.shape(of: wanted, in: layout)
    if array.shape == shape { return }
    let other: WeightLayout = layout == .inputsFirst ? .outputsFirst : .inputsFirst
    let turned =
      array.shape == Self.shape(of: wanted, in: other)
      || array.shape.axes.count == 2 && array.shape.axes == shape.axes.reversed()
    let kind =
      shape.axes.count == 4
      ? "convolutions as \(layout == .inputsFirst ? "[height, width, in, out]" : "[out, in, height, width]")"
      : "dense weights as \(layout == .inputsFirst ? "[in, out]" : "[out, in]")"
    throw ParameterMisfit(
      wanted.layer,
      "\(described(wanted.layer)) needs a \(wanted.name) of \(shape), but “\(array.name)” is "
        + "\(array.shape)",
      suggestion: turned ? "it fits transposed: this kind of file has \(kind)" : nil)
  }

  private static func shape(of array: ParameterArray, in layout: WeightLayout) -> Shape {
    FileLayout(array, layout, before: nil, behind: nil).shape
  }

  private func unordered(_ a: ParsedName, _ b: ParsedName) -> ParameterMisfit {
    let (first, second) = (a.array.name, b.array.name)
    if first == second { return ParameterMisfit(nil, "there are two arrays named “\(first)”") }
    return ParameterMisfit(
      nil, "“\(first)” and “\(second)” have the same numbers, so their order is unknown",
      suggestion: Self.renaming)
  }

  private static let renaming = "name the arrays 0.weight, 0.bias, 1.weight …"

  /// `layer 1, dense 10,`
  private func described(_ layer: Int) -> String {
    let layers = architecture.chain.parametricLayers
    return "layer \(layer)" + (layer < layers.count ? " (\(layers[layer].code))" : "")
  }
}

/// A foreign name taken apart: `layers.2.bias` has the numbers [2] and the words layers, bias.
private struct ParsedName {
  let array: NamedArray
  let numbers: [Int]
  let words: [String]

  /// Other frameworks' words for the engine's.
  private static let synonyms = ["kernel": "weight", "w": "weight", "b": "bias"]

  init(_ array: NamedArray) {
    self.array = array
    var (numbers, words): ([Int], [String]) = ([], [])
    var rest = array.name.unicodeScalars[...]
    while let first = rest.first {
      if ParsedName.isDigit(first) {
        let digits = rest.prefix(while: ParsedName.isDigit)
        numbers.append(Int(String(digits)) ?? Int.max)
        rest = rest.dropFirst(digits.count)
      } else if first.properties.isAlphabetic {
        let letters = rest.prefix { $0.properties.isAlphabetic }
        let word = String(letters).lowercased()
        words.append(Self.synonyms[word] ?? word)
        rest = rest.dropFirst(letters.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    self.numbers = numbers
    self.words = words
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

extension ParameterArray {
  /// `q.weight` as words.
  fileprivate var words: [String] { name.split(separator: ".").map(String.init) }
}

extension [String] {
  fileprivate func hasSuffix(_ suffix: [String]) -> Bool {
    count >= suffix.count && Array(self[(count - suffix.count)...]) == suffix
  }
}
