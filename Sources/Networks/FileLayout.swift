import LinearAlgebra

/// How a parameter array lies in a file: its axes in another order.
///
/// Where a vector was, or becomes, an image, PyTorch has its numbers channel by channel (its `Flatten`
/// and `Unflatten` work on channels x height x width) and the engine pixel by pixel. For files of
/// PyTorch's layout the axis of such a vector is therefore taken apart as [height, width, channels]
/// and its axes are turned with the rest.
struct FileLayout: Equatable {
  /// The engine's axes, with the axis of a flattened image taken apart; row-major.
  let axes: [Int]
  /// Axis k of the file, before axes are put together again, is axis `order[k]` of the engine.
  let order: [Int]
  /// The shape in the file.
  let shape: Shape

  /// The layout of `array` in files of layout `layout`.
  ///
  /// - Parameters:
  ///   - before: the image whose numbers the weight's inputs are, if they are.
  ///   - behind: the image that its outputs become.
  init(_ array: ParameterArray, _ layout: WeightLayout, before: Shape?, behind: Shape?) {
    let own = array.shape.axes
    guard layout == .outputsFirst else {
      self.init(axes: own, order: Array(own.indices), shape: array.shape)
      return
    }
    let (first, last) = (before?.axes ?? [own[0]], behind?.axes ?? [own[own.count - 1]])
    // Channels come before height and width.
    func turned(_ axes: [Int], from begin: Int) -> [Int] {
      (axes.count == 3 ? [2, 0, 1] : [0]).map { begin + $0 }
    }
    switch (array.role, own.count) {
    case (.weight, 2):
      self.init(
        axes: first + last, order: turned(last, from: first.count) + turned(first, from: 0),
        shape: Shape(own[1], own[0]))
    case (.weight, 4):
      self.init(
        axes: own, order: [3, 2, 0, 1], shape: Shape(own[3], own[2], own[0], own[1]))
    case (.bias, 1), (.shift, 1), (.gain, 1):
      self.init(axes: last, order: turned(last, from: 0), shape: array.shape)
    default:
      self.init(axes: own, order: Array(own.indices), shape: array.shape)
    }
  }

  private init(axes: [Int], order: [Int], shape: Shape) {
    self.axes = axes
    self.order = order
    self.shape = shape
  }

  /// Copies numbers between the engine and a file: `body` receives their places in either.
  func eachPlace(_ body: (_ engine: Int, _ file: Int) -> Void) {
    var strides = [Int](repeating: 1, count: axes.count)
    for k in stride(from: axes.count - 2, through: 0, by: -1) {
      strides[k] = strides[k + 1] * axes[k + 1]
    }
    let (counts, steps) = (order.map { axes[$0] }, order.map { strides[$0] })
    var file = 0
    func descend(_ axis: Int, _ engine: Int) {
      guard axis < counts.count else {
        body(engine, file)
        file += 1
        return
      }
      for i in 0..<counts[axis] { descend(axis + 1, engine + i * steps[axis]) }
    }
    descend(0, 0)
  }

  /// Whether the file has the numbers in the engine's order.
  var isPlain: Bool { order == Array(order.indices) }
}

extension Architecture {
  /// How every array lies in a file of this layout, in the order of ``arrays``.
  func layouts(_ layout: WeightLayout) -> [FileLayout] {
    var layouts = arrays.map { FileLayout($0, layout, before: nil, behind: nil) }
    guard layout == .outputsFirst else { return layouts }
    for (i, range) in arraysOfLayer.enumerated() where chain.parts[i].isEmpty {
      let (before, behind) = (imageBefore(i), imageBehind(i))
      for k in range {
        // A normalisation has its image where it is; a dense layer may make one.
        let isVector = shapes[i].axes.count == 1 && shapes[i + 1].axes.count == 1
        let keeps = shapes[i] == shapes[i + 1] && !(layers[i] is Dense)
        guard isVector else { continue }
        layouts[k] = FileLayout(
          arrays[k], layout, before: before, behind: behind ?? (keeps ? before : nil))
      }
    }
    return layouts
  }

  /// The image that was flattened to what layer i receives, if nothing mixed its numbers since.
  private func imageBefore(_ i: Int) -> Shape? {
    for k in stride(from: i - 1, through: 0, by: -1) {
      if shapes[k + 1].axes.count != 1 { return nil }
      if layers[k].reshapesOnly, shapes[k].axes.count == 3 { return shapes[k] }
      guard keepsPlaces(k) else { return nil }
    }
    return nil
  }

  /// The image that what layer i makes becomes, if nothing mixes its numbers before.
  private func imageBehind(_ i: Int) -> Shape? {
    for k in (i + 1)..<max(i + 1, layers.count) {
      if layers[k].reshapesOnly, shapes[k + 1].axes.count == 3 { return shapes[k + 1] }
      guard keepsPlaces(k) else { return nil }
    }
    return nil
  }

  /// Whether number j of a layer's output belongs to number j of its input.
  private func keepsPlaces(_ k: Int) -> Bool {
    shapes[k] == shapes[k + 1] && chain.parts[k].isEmpty
      && (arraysOfLayer[k].isEmpty || layers[k] is LayerNorm)
  }
}
