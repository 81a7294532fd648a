import Glibc

extension Functions {
  /// Functions of one number, over every element of a list.
  static let elementwise: [Function] = [
    elementwise("log", "natural logarithm", log),
    elementwise("log10", "logarithm to base 10", log10),
    elementwise("exp", "exponential; exp(entropy) is the effective rank", exp),
    elementwise("sqrt", "square root") { $0.squareRoot() },
    elementwise("abs", "absolute value") { abs($0) },
    elementwise("round", "nearest whole number, halves away from zero") { $0.rounded() },
  ]

  private static func elementwise(
    _ name: String, _ summary: String, _ function: @escaping @Sendable (Double) -> Double
  ) -> Function {
    Function(
      name, "\(name)(X)", "\(summary), of a number or of each element of a list",
      example: "\(name)(2)"
    ) {
      try Session.mapped($0[0], name, function)
    }
  }
}
