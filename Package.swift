// swift-tools-version: 6.1
import PackageDescription

/// Array loops run about 190 times slower without optimisation, so the numeric targets are
/// optimised in debug builds too: the tests then run in seconds. (Unsafe flags are allowed in a
/// root package; Tangent is an application, never a dependency.)
let fast: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let fastC: [CSetting] = [.unsafeFlags(["-O3"], .when(configuration: .debug))]

let package = Package(
  name: "tangent",
  products: [.executable(name: "tangent", targets: ["tangent"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // What a user can name.
    .target(name: "Catalog"),

    // C faces.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .target(name: "CEditLine", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "CKernels", cSettings: fastC),

    // Numerics: no text.
    .target(
      name: "LinearAlgebra", dependencies: ["Catalog", "COpenBLAS", "CKernels"],
      swiftSettings: fast),
    .target(
      name: "Networks", dependencies: ["Catalog", "LinearAlgebra", "CKernels"],
      swiftSettings: fast),
    .target(
      name: "Kernels", dependencies: ["Catalog", "LinearAlgebra", "Networks", "CKernels"],
      swiftSettings: fast),
    .target(name: "Files", dependencies: ["Catalog", "CZlib", "CZip"], swiftSettings: fast),
    .target(
      name: "Datasets", dependencies: ["Catalog", "LinearAlgebra", "Files"], swiftSettings: fast),
    .target(
      name: "Training",
      dependencies: ["Catalog", "LinearAlgebra", "Networks", "Kernels", "Datasets"],
      swiftSettings: fast),
    .target(
      name: "Selection",
      dependencies: ["Catalog", "LinearAlgebra", "Networks", "Kernels", "Datasets", "Training"],
      swiftSettings: fast),

    // Text: no numerics.
    .target(name: "Language", dependencies: ["Catalog"]),
    .target(name: "Plotting", dependencies: ["Catalog"]),

    // Where they meet.
    .target(
      name: "Session",
      dependencies: [
        "Catalog", "Language", "Plotting", "LinearAlgebra", "Networks", "Kernels", "Files",
        "Datasets", "Training", "Selection",
      ],
      // The lessons of docs/lessons, through a link: the program carries them wherever it is.
      resources: [.embedInCode("Tutorial/Texts")]),
    .target(
      name: "Shell",
      dependencies: ["Catalog", "Language", "LinearAlgebra", "Session", "CEditLine"]),
    .executableTarget(
      name: "tangent",
      dependencies: [
        "Shell", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Measures the workloads of docs; see scripts/bench.
    .executableTarget(
      name: "bench",
      dependencies: [
        "Catalog", "COpenBLAS", "LinearAlgebra", "Networks", "Kernels", "Training", "Selection",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "CatalogTests", dependencies: ["Catalog"]),
    .testTarget(name: "LanguageTests", dependencies: ["Catalog", "Language", "TestSupport"]),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "CKernels"], swiftSettings: fast),
    .testTarget(
      name: "NetworksTests", dependencies: ["Networks", "Files", "TestSupport"],
      swiftSettings: fast),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels", "Networks", "Files", "TestSupport"],
      swiftSettings: fast),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "Files", "Networks", "TestSupport"],
      swiftSettings: fast),
    .testTarget(
      name: "TrainingTests", dependencies: ["Training", "Files", "TestSupport"],
      swiftSettings: fast),
    .testTarget(
      name: "SelectionTests", dependencies: ["Selection", "Files", "TestSupport"],
      swiftSettings: fast),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting", "TestSupport"]),
    .testTarget(
      name: "SessionTests",
      dependencies: [
        "Session", "Files", "Language", "LinearAlgebra", "Plotting", "TestSupport",
      ]),
    .testTarget(name: "ShellTests", dependencies: ["Shell", "Session", "TestSupport"]),
    .testTarget(name: "TangentTests", dependencies: ["tangent", "TestSupport"]),
    .target(
      name: "TestSupport", dependencies: ["LinearAlgebra", "Networks"], path: "Tests/TestSupport",
      swiftSettings: fast),
  ],
  swiftLanguageModes: [.v6]
)
