import CKernels
import LinearAlgebra

/// Windows moving over an image [height, width, channels]: what convolutions, pooling, patches and
/// enlarging have in common.
///
/// Convolution is cross-correlation. `same` padding follows the rule of JAX and TensorFlow, for each
/// axis: out = ceil(size / stride), total = max((out − 1) · stride + kernel − size, 0), of which
/// floor(total / 2) goes before and the rest after, so an odd zero goes to the far side. `valid`
/// does not pad: out = floor((size − kernel) / stride) + 1.
public struct Window: Sendable, Equatable {
  /// What is done at the image's edges.
  public enum Padding: String, Sendable, CaseIterable {
    /// Zeros, so that stride 1 keeps the size.
    case same
    /// Nothing: windows lie inside the image.
    case valid
  }

  /// Image, window and stride; height before width.
  public let image: (height: Int, width: Int, channels: Int)
  /// Rows and columns of a window.
  public let size: (rows: Int, columns: Int)
  /// From one window to the next.
  public let stride: (rows: Int, columns: Int)
  /// How many windows there are, downwards and across.
  public let places: (rows: Int, columns: Int)
  private let before: (rows: Int, columns: Int)

  /// Windows over an image, or nil when the image has no place for one.
  ///
  /// - Precondition: three axes, and positive sizes and strides.
  init?(
    _ image: Shape, size: (rows: Int, columns: Int), stride: (rows: Int, columns: Int),
    padding: Padding
  ) {
    precondition(image.axes.count == 3 && min(size.rows, size.columns) > 0)
    precondition(min(stride.rows, stride.columns) > 0)
    let (height, width) = (image.axes[0], image.axes[1])
    let rows = Self.axis(height, size.rows, stride.rows, padding)
    let columns = Self.axis(width, size.columns, stride.columns, padding)
    guard rows.places > 0, columns.places > 0 else { return nil }
    self.image = (height, width, image.axes[2])
    self.size = size
    self.stride = stride
    places = (rows.places, columns.places)
    before = (rows.before, columns.before)
  }

  private static func axis(
    _ size: Int, _ kernel: Int, _ stride: Int, _ padding: Padding
  ) -> (places: Int, before: Int) {
    switch padding {
    case .valid: return (kernel > size ? 0 : (size - kernel) / stride + 1, 0)
    case .same:
      let places = (size - 1) / stride + 1
      return (places, max((places - 1) * stride + kernel - size, 0) / 2)
    }
  }

  /// Equal when image, size, stride and padding are.
  public static func == (a: Window, b: Window) -> Bool {
    a.image == b.image && a.size == b.size && a.stride == b.stride && a.places == b.places
      && a.before == b.before
  }

  /// The number of windows.
  var count: Int { places.rows * places.columns }
  /// Numbers in a window: rows · columns · channels.
  var length: Int { size.rows * size.columns * image.channels }
  /// Numbers of the image.
  var imageCount: Int { image.height * image.width * image.channels }

  private func described<R>(_ body: (UnsafePointer<ck_window>) -> R) -> R {
    var window = ck_window(
      height: image.height, width: image.width, channels: image.channels, rows: size.rows,
      columns: size.columns, rowStride: stride.rows, columnStride: stride.columns,
      top: before.rows, left: before.columns, outHeight: places.rows, outWidth: places.columns)
    return body(&window)
  }

  /// The windows' numbers, [count x length], from one image.
  func gather<S: Scalar>(_ image: UnsafePointer<S>, into patches: UnsafeMutablePointer<S>) {
    described { ck_gather_patches(S.loops, image, patches, $0) }
  }

  /// The transpose of ``gather(_:into:)``: an image that is the sum of patches at their places.
  func scatter<S: Scalar>(_ patches: UnsafePointer<S>, into image: UnsafeMutablePointer<S>) {
    described { ck_scatter_patches(S.loops, patches, image, $0) }
  }

  /// factor · the sum over each window, [count x channels], from one image.
  ///
  /// - Precondition: windows lie inside the image.
  func sum<S: Scalar>(
    _ image: UnsafePointer<S>, times factor: Double, into out: UnsafeMutablePointer<S>
  ) {
    described { ck_sum_windows(S.loops, factor, image, out, $0) }
  }

  /// The transpose of ``sum(_:times:into:)``.
  func spread<S: Scalar>(
    _ d: UnsafePointer<S>, times factor: Double, into image: UnsafeMutablePointer<S>
  ) {
    described { ck_spread_windows(S.loops, factor, d, image, $0) }
  }

  /// The largest number of each window and channel, the first of equal ones; also its place in the
  /// image, where `places` is given.
  func maxima<S: Scalar>(
    _ image: UnsafePointer<S>, into out: UnsafeMutablePointer<S>,
    places: UnsafeMutablePointer<Int32>? = nil
  ) {
    described { ck_max_windows(S.loops, image, out, places, $0) }
  }
}

extension Shape {
  /// A shape as an image: [height, width, channels] as it is, tokens [T, C] as one of a single
  /// column; nil for vectors.
  var asImage: Shape? {
    switch axes.count {
    case 3: self
    case 2: Shape(axes[0], 1, axes[1])
    default: nil
    }
  }
}

extension Window {
  /// The cotangents of an image [R x imageCount] from those of its windows' maxima.
  func spreadToMaxima<S: Scalar>(of image: UnsafePointer<S>, _ d: View<S>, into out: View<S>) {
    let outputs = count * self.image.channels
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: outputs) { places in
      withUnsafeTemporaryAllocation(of: S.self, capacity: outputs) { largest in
        guard let places = places.baseAddress, let largest = largest.baseAddress else { return }
        maxima(image, into: largest, places: places)
        for row in 0..<d.rows {
          ck_spread_maxima(
            S.loops, d.rows(row..<(row + 1)).base, places, out.rows(row..<(row + 1)).base,
            outputs, imageCount)
        }
      }
    }
  }
}
