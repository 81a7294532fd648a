extension StoredMatrix {
  /// The means of the blocks when the matrix is cut into so many rows and columns of nearly equal
  /// size, row by row: what is left of it in a picture. A block that holds a number that is not
  /// finite has no finite mean. Summed in double.
  ///
  /// - Precondition: there are at least as many rows and columns as asked for.
  public func blockMeans(rows: Int, columns: Int) -> [Double] {
    switch self {
    case .single(let matrix): matrix.withView { $0.blockMeans(rows: rows, columns: columns) }
    case .double(let matrix): matrix.withView { $0.blockMeans(rows: rows, columns: columns) }
    }
  }
}

extension View {
  fileprivate func blockMeans(rows count: Int, columns width: Int) -> [Double] {
    precondition(count <= rows && width <= columns)
    guard count > 0, width > 0 else { return [] }
    var means: [Double] = []
    means.reserveCapacity(count * width)
    let edges = (0...width).map { $0 * columns / width }
    for i in 0..<count {
      let own = (i * rows / count)..<((i + 1) * rows / count)
      var sums = [Double](repeating: 0, count: width)
      for row in own {
        let line = base + row * stride
        for j in 0..<width {
          var sum = 0.0
          for column in edges[j]..<edges[j + 1] { sum += Double(line[column]) }
          sums[j] += sum
        }
      }
      for j in 0..<width { means.append(sums[j] / Double(own.count * (edges[j + 1] - edges[j]))) }
    }
    return means
  }
}
