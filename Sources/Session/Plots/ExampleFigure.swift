import Catalog
import Datasets
import LinearAlgebra
import Plotting

/// The examples of a data set: pictures where they are, points where they have two numbers.
struct ExampleFigure {
  private let data: Dataset
  private let count: Int?

  /// - Parameter count: how many, from the first; nil for as many as suit the picture.
  init(_ data: Dataset, count: Int?) {
    self.data = data
    self.count = count
  }

  /// - Parameter log: the axes of points that are logarithmic.
  func figure(log: String) throws -> Figure {
    switch (data.shape.axes.count, data.shape.axes[0]) {
    case (1, 1) where !data.shape.isGraph: numbers(log)
    case (1, 2) where !data.shape.isGraph: points(log)
    case (1, _) where !data.shape.isGraph: vectors()
    default: pictures()
    }
  }

  /// The first examples, by default ten.
  private var few: Dataset { data.taking(Array(0..<min(count ?? 10, data.count))) }

  /// All that are asked for.
  private var all: Dataset {
    count.map { data.taking(Array(0..<min($0, data.count))) } ?? data
  }

  // MARK: Numbers

  /// One number each: against the target, or how often each comes, by class.
  private func numbers(_ log: String) -> Figure {
    let data = all
    let x = column(0, of: data)
    if case .values(let targets) = data.targets, targets.columns == 1 {
      let y = data.column("target") ?? []
      return Figure(
        [.init("", x: x, y: y)], xLabel: "input", yLabel: "target", logX: log.contains("x"),
        logY: log.contains("y"), style: .points)
    }
    let lists = groups(data).map { group in (group.label, group.places.map { x[$0] }) }
    return Figure(
      .histogram(Histogram(of: lists, logarithmic: log.contains("x"))), xLabel: "input",
      yLabel: "count", logX: log.contains("x"), logY: log.contains("y"))
  }

  /// Two numbers each, one series per class.
  private func points(_ log: String) -> Figure {
    let data = all
    let (x, y) = (column(0, of: data), column(1, of: data))
    let series = groups(data).map { group in
      Figure.Series(group.label, x: group.places.map { x[$0] }, y: group.places.map { y[$0] })
    }
    return Figure(
      series, xLabel: "input 0", yLabel: "input 1", logX: log.contains("x"),
      logY: log.contains("y"),
      style: .points)
  }

  private func column(_ place: Int, of data: Dataset) -> [Double] {
    data.inputs.matrix(of: Double.self).withView { view in
      (0..<view.rows).map { view[$0, place] }
    }
  }

  /// The examples of each class; all of them where there are no classes.
  private func groups(_ data: Dataset) -> [(label: String, places: [Int])] {
    guard let labels = data.labels else { return [("", Array(0..<data.count))] }
    return Dictionary(grouping: labels.indices) { labels[$0] }.sorted { $0.key < $1.key }
      .map { (name($0.key), $0.value) }
  }

  // MARK: Vectors and pictures

  /// Each example a row, each number a column.
  private func vectors() -> Figure {
    let data = few
    // More columns than this no picture shows.
    let columns = min(data.shape.count, 512)
    let values = data.inputs.blockMeans(rows: data.count, columns: columns)
    let names = (0..<data.count).map { ExamplePictures.caption($0, data, numbered: true) }
    return Figure(
      .heatMap(
        HeatMap(examples: values, rows: names, columnCount: columns, valueLabel: "value")),
      xLabel: "input")
  }

  private func pictures() -> Figure {
    let data = few
    return Figure(
      .gallery(
        (0..<data.count).map { n in
          ExamplePictures.picture(n, data, caption: ExamplePictures.caption(n, data))
        }))
  }

  private func name(_ label: Int) -> String { data.classNames?[label] ?? "class \(label)" }
}
