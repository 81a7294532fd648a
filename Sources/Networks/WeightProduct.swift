import LinearAlgebra

/// z = scale · a W at each of some positions of an example: the product that dense layers,
/// convolutions and attention are made of.
struct WeightProduct<S: Scalar>: Sendable {
  /// [in x out]
  let weight: View<S>
  let scale: Double
  let positions: Int

  /// An array of a layer as a weight with the last axis as its outputs.
  init(_ array: ParameterArray, _ place: Place<S>, positions: Int) {
    let width = array.shape.axes.last ?? 1
    weight = place.view(of: array, rows: array.count / width, columns: width)
    scale = place.parametrisation.weightScale(fanIn: array.fanIn)
    self.positions = positions
  }

  /// Writes z [N x positions·out] for inputs [N·positions x in].
  func forward(_ inputs: View<S>, into z: View<S>) {
    Products.multiply(
      inputs, weight, into: z.reshaped(rows: inputs.rows, columns: weight.columns), alpha: scale)
  }

  /// Writes the cotangents of a [k x positions·in] from those of z [k x positions·out]; one thread.
  func pullBack(_ d: View<S>, into result: View<S>, adding: Bool = false) {
    let count = d.rows * positions
    Products.multiply(
      d.reshaped(rows: count, columns: weight.columns), weight, transposing: .second,
      into: result.reshaped(rows: count, columns: weight.rows), alpha: scale,
      adding: adding, serially: true)
  }

  /// The cotangents of a, scale · d Wᵀ, in the form that keeps most structure.
  ///
  /// - Parameter slot: the first of two scratch slots of the place that may be used.
  func pullBack(_ d: Cotangent<S>, _ place: Place<S>, scratch slot: Int) -> Cotangent<S> {
    let seeds = d.perSample
    let length = positions * weight.rows
    func result(_ rows: Int) -> View<S> { place.scratch(slot, rows: rows, columns: length) }
    func product(_ given: View<S>) -> View<S> {
      let result = result(given.rows)
      let count = given.rows * positions
      Products.multiply(
        given.reshaped(rows: count, columns: weight.columns), weight, transposing: .second,
        into: result.reshaped(rows: count, columns: weight.rows), alpha: scale)
      return result
    }
    switch d {
    case .identity where positions == 1:
      let shared = result(seeds)
      weight.transpose(into: shared, times: scale)
      return .shared(shared)
    case .identity:
      let identity = place.scratch(slot + 1, rows: seeds, columns: seeds)
      d.expand(0..<1, into: identity)
      return .shared(product(identity))
    case .shared(let given): return .shared(product(given))
    case .rows(let given, _): return .rows(product(given), perSample: seeds)
    case .masked:
      // Multiplied out and used panel by panel, while it is in the cache.
      let width = positions * weight.columns
      let expanded = place.scratch(slot + 1, rows: place.count * seeds, columns: width)
      let result = result(place.count * seeds)
      Parallel.rows(place.count, panel: max(1, 256 / (seeds * positions))) { range in
        let block = range.lowerBound * seeds..<range.upperBound * seeds
        d.expand(range, into: expanded.rows(block))
        pullBack(expanded.rows(block), into: result.rows(block))
      }
      return .rows(result, perSample: seeds)
    }
  }
}
