import LinearAlgebra
import Networks

/// A line of `show net`: a layer as it is typed, the shape behind it, and its parameters. The parts
/// of a composite have lines of their own, indented, when they hold more than one layer.
struct StageLine {
  var code: String
  /// The shape behind it; nil for a line of brackets.
  let shape: Shape?
  var parameters = 0
  /// What the number of parameters counts, where that is not plain.
  var note = ""

  init(_ code: String, _ shape: Shape?) {
    self.code = code
    self.shape = shape
  }

  /// The lines of all layers.
  static func lines(of architecture: Architecture) -> [StageLine] {
    let counts = architecture.arrays.map(\.count)
    return architecture.layers.indices.flatMap { i -> [StageLine] in
      var lines = lines(of: architecture.chain, i, counts)
      lines[0].code = "| " + lines[0].code
      return lines
    }
  }

  /// The lines of a layer of a chain.
  private static func lines(of chain: Chain, _ i: Int, _ counts: [Int]) -> [StageLine] {
    let layer = chain.layers[i]
    var own = StageLine(layer.code, chain.shapes[i + 1])
    own.parameters = chain.arraysOfLayer[i].reduce(0) { $0 + counts[$1] }
    guard let composite = layer as? any CompositeLayer else { return [own] }
    let whole = chain.parts[i].reduce(0) { $0 + $1.layers.count }
    // What is short and has nothing nested is clearer in one line.
    guard composite.written.contains(where: { $0.count > 1 || $0[0] is any CompositeLayer })
    else { return [own] }
    own.code = composite.head + " ("
    if own.parameters > 0 { own.note = " in all" }
    if let times = (composite as? Repeat)?.count, whole > 0 {
      own.note = ", \(times) times those below"
    }
    var lines = [own]
    for (k, part) in composite.written.enumerated() {
      // Brackets between parts stand alone, or nobody would see where one ends.
      if k > 0 { lines.append(StageLine(") (", nil)) }
      for j in part.indices {
        var inner = Self.lines(of: chain.parts[i][k], j, counts)
        inner[0].code = (j > 0 ? "| " : "") + inner[0].code
        for n in inner.indices { inner[n].code = "    " + inner[n].code }
        lines += inner
      }
    }
    if composite.written.count > 1 {
      lines.append(StageLine(")" + composite.tail, nil))
    } else {
      lines[lines.count - 1].code += ")" + composite.tail
    }
    return lines
  }
}
