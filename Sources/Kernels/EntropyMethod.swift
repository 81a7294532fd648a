import Catalog
import Glibc
import LinearAlgebra

/// How an entropy is computed, as its options say.
enum EntropyMethod {
  /// From all eigenvalues, by LAPACK.
  case exact
  /// By stochastic Lanczos quadrature.
  case lanczos(EntropyEstimate.Plan, Products)

  /// What multiplies the kernel by vectors.
  enum Products: String, CaseIterable {
    /// The kernel while it fits into memory, else the pairs.
    case auto
    /// The kernel, held in memory.
    case kernel
    /// The layers' inputs and cotangents, chunk by chunk.
    case pairs
  }

  static let parameters = [
    Parameter(
      "method", .choice(["exact", "lanczos"]), default: .text("exact"),
      summary: "from all eigenvalues, or estimated by stochastic Lanczos quadrature"),
    Parameter(
      "probes", .integer(4...1000), default: .number(16),
      summary: "of method=lanczos: random vectors; the error falls with their square root"),
    Parameter(
      "steps", .integer(1...1000), default: .number(40),
      summary: "of method=lanczos: Lanczos steps a probe, the points of its quadrature"),
    Parameter(
      "seed", .seed, default: .number(0), summary: "of method=lanczos: the draw of the probes"),
    Parameter(
      "products", .choice(Products.allCases.map(\.rawValue)), default: .text("auto"),
      summary: "of method=lanczos: by the held kernel, from the pairs, or as memory allows"),
  ]

  /// - Throws: `ComputationError` for options of the estimate without it.
  init(_ arguments: Arguments) throws {
    guard arguments.text("method") == "lanczos" else {
      if let stray = Self.parameters.dropFirst().map(\.name).first(where: arguments.has) {
        throw ComputationError(
          "\(stray) is an option of method=lanczos, and the exact entropy has none of it",
          suggestion: "add method=lanczos, or leave out \(stray)", blame: stray)
      }
      self = .exact
      return
    }
    self = .lanczos(
      EntropyEstimate.Plan(
        probes: arguments.integer("probes") ?? 16, steps: arguments.integer("steps") ?? 40,
        seed: UInt64(arguments.integer("seed") ?? 0)),
      arguments.text("products").flatMap(Products.init(rawValue:)) ?? .auto)
  }
}

extension Subject {
  /// The entropy of the kernel in question by stochastic Lanczos quadrature.
  ///
  /// - Returns: the estimate, the kernel's rows, and what is to be said of the kernel.
  /// - Throws: as ``symmetricKernel(for:)``; `ComputationError` when the Lanczos vectors do not fit
  ///   into memory either.
  func entropyEstimate(
    _ plan: EntropyEstimate.Plan, _ products: EntropyMethod.Products
  ) throws -> (estimate: EntropyEstimate, rows: Int, conventions: [Convention]) {
    let name = Entropy.entry.name
    guard heldKernel == nil, let network else {
      if products == .pairs {
        throw ComputationError(
          "products=pairs needs a network and data, not a kernel", suggestion: "leave it out",
          blame: "products")
      }
      let (kernel, conventions) = try symmetricKernel(for: name)
      return (try estimate(kernel, plan), kernel.rows, conventions)
    }
    _ = try self.network(for: name)
    let options = try KernelOptions(arguments, network)
    let rows = inputs.rows * options.outputs.rowsPerSample(network)
    try requireMemory(plan, rows: rows)
    let memory = MemoryPlan(
      network, samples: inputs.rows, other: nil, outputs: options.outputs,
      bytesPerNumber: MemoryLayout<S>.stride)
    let vectors = plan.bytes(rows: rows, perNumber: MemoryLayout<S>.stride)
    var conventions = options.conventions(rows: rows, S.self)
    if products == .kernel || products == .auto && memory.fits(in: Memory.available - vectors) {
      let kernel = try TangentKernel.matrix(
        network, on: inputs, outputs: options.outputs, restriction: options.restriction,
        watch: watch)
      try requireFinite(kernel, for: name)
      return (try estimate(kernel, plan), rows, conventions)
    }
    conventions.append(Convention("products", "pairs", "products from the pairs"))
    let trace = try TangentKernel.trace(
      network, on: inputs, outputs: options.outputs, restriction: options.restriction,
      watch: watch)
    guard trace.isFinite else { throw notFinite(name) }
    let pairs = KernelOperator(
      network, on: inputs, outputs: options.outputs, restriction: options.restriction,
      watch: watch)
    let estimate = try EntropyEstimate(
      rows: rows, trace: trace, plan, of: S.self, watch: watch
    ) { vectors, products in
      try pairs.multiply(vectors, into: products)
      if products.firstNotFinite() != nil { throw notFinite(name) }
    }
    return (estimate, rows, conventions)
  }

  private func estimate(
    _ kernel: Matrix<S>, _ plan: EntropyEstimate.Plan
  ) throws -> EntropyEstimate {
    try requireMemory(plan, rows: kernel.rows)
    let trace = (0..<kernel.rows).reduce(0.0) { $0 + Double(kernel[$1, $1]) }
    return try kernel.withView { k in
      try EntropyEstimate(
        rows: kernel.rows, trace: trace, plan, of: S.self, watch: watch
      ) { vectors, products in
        // K is its own transpose, and its rows are read faster than its columns.
        LinearAlgebra.Products.multiply(vectors, k, transposing: .second, into: products)
      }
    }
  }

  private func requireMemory(_ plan: EntropyEstimate.Plan, rows: Int) throws {
    let bytes = plan.bytes(rows: rows, perNumber: MemoryLayout<S>.stride)
    guard bytes > Memory.available else { return }
    throw ComputationError(
      "\(plan.probes) probes x \(plan.steps) steps on \(rows) rows would need "
        + "\(gigabytes(bytes)), and \(gigabytes(Memory.available)) of memory are free",
      suggestion: "fewer probes or steps", blame: "probes")
  }
}

/// A number with two significant digits, not in powers of ten from 0.0001 on: "0.0021".
func twoDigits(_ x: Double) -> String {
  guard x.isFinite, x > 0 else { return x == 0 ? "0" : "\(x)" }
  var exponent = Int(log10(x).rounded(.down))
  var tenths = Int((x / pow(10, Double(exponent)) * 10).rounded())
  if tenths >= 100 { (tenths, exponent) = (10, exponent + 1) }
  guard exponent >= -4, exponent < 6 else {
    return "\(tenths / 10).\(tenths % 10)e\(exponent)"
  }
  let places = max(0, 1 - exponent)
  let scaled = "\(Int((x * pow(10, Double(places))).rounded()))"
  guard places > 0 else { return scaled }
  let padded = String(repeating: "0", count: max(0, places + 1 - scaled.count)) + scaled
  return "\(padded.dropLast(places)).\(padded.suffix(places))"
}
