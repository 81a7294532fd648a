/// The endings of files that Tangent reads and writes. `to sizes.csv` is a path that lacks its
/// quotes, not a field of `sizes`.
enum FileEndings {
  static let all: Set<String> = [
    "csv", "npy", "npz", "json", "safetensors", "ntk", "svg", "png", "pdf", "tex", "txt", "gz",
    "gp", "md", "html", "ipynb",
  ]
}
