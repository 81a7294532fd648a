import Testing

@testable import Language

struct NetworkTests {
  static let trees: [(String, Expression)] = [
    ("dense 10", network(layer("dense", .number(10)))),
    (
      "dense 128 relu bias=no",
      network(
        layer("dense", .number(128), .word("relu"), .option("bias", Expression(.boolean(false)))))
    ),
    (
      "input 28x28x1 | flatten | dense 10",
      network(
        layer("input", .size(28, 28, 1)), layer("flatten"), layer("dense", .number(10)))
    ),
    ("flatten | dense 10", network(layer("flatten"), layer("dense", .number(10)))),
    (
      "input 784 | body | dense 10",
      network(
        layer("input", .number(784)), named("body"), layer("dense", .number(10)))
    ),
    ("body | relu", network(named("body"), layer("relu"))),
    ("it | relu", network(named("it"), layer("relu"))),
    (
      "input 4 | (dense 3 | relu) | dense 2",
      network(
        layer("input", .number(4)), .group(syntax([layer("dense", .number(3)), layer("relu")])),
        layer("dense", .number(2)))
    ),
    (
      "(dense 3 | relu) | dense 2",
      network(
        .group(syntax([layer("dense", .number(3)), layer("relu")])), layer("dense", .number(2)))
    ),
    ("(body) | relu", network(.group(syntax([named("body")])), layer("relu"))),
    ("(relu) | body", network(.group(syntax([layer("relu")])), named("body"))),
    ("net with seed=8", network(named("net"), with: [("seed", number(8))])),
    ("net, with seed=8", network(named("net"), with: [("seed", number(8))])),
    ("(net) with seed=8", network(.group(syntax([named("net")])), with: [("seed", number(8))])),
    ("relu with seed=8", network(layer("relu"), with: [("seed", number(8))])),
    (
      #"net with weights="net.safetensors""#,
      network(
        named("net"), with: [("weights", text("net.safetensors"))])
    ),
    (
      "dense 3 | relu with seed=1, init=he",
      network(
        layer("dense", .number(3)), layer("relu"),
        with: [("seed", number(1)), ("init", name("he"))])
    ),
    (
      "net with seed=s + 1, weightstd=-1",
      network(
        named("net"),
        with: [("seed", binary(.plus, name("s"), number(1))), ("weightstd", negative(number(1)))])
    ),
    (
      "residual (dense 32 | dense 32)",
      network(
        layer(
          "residual", .group(syntax([layer("dense", .number(32)), layer("dense", .number(32))]))))
    ),
    (
      "residual (dense 32)",
      network(
        layer("residual", .group(syntax([layer("dense", .number(32))]))))
    ),
    ("residual (body)", network(layer("residual", .value(name("body"))))),
    (
      "dense (2 * n) relu",
      network(
        layer("dense", .value(binary(.times, number(2), name("n"))), .word("relu")))
    ),
    ("dense n", network(layer("dense", .word("n")))),
    (
      "dense widths[0]",
      network(
        layer("dense", .value(Expression(.index(name("widths"), number(0))))))
    ),
    (
      "dense net.width relu",
      network(
        layer("dense", .value(field(name("net"), "width")), .word("relu")))
    ),
    ("dense size(x)", network(layer("dense", .value(call("size", name("x")))))),
    ("dense it", network(layer("dense", .word("it")))),
    (
      "conv 16 3x3 relu gain=-0.5 drop=5%",
      network(
        layer(
          "conv", .number(16), .size(3, 3), .word("relu"), .option("gain", negative(number(0.5))),
          .option("drop", Expression(.percent(5)))))
    ),
    (
      "conv 16 [3, 3] pad=(n + 1)",
      network(
        layer(
          "conv", .number(16), .value(list(number(3), number(3))),
          .option("pad", binary(.plus, name("n"), number(1)))))
    ),
    ("pool max 2x2", network(layer("pool", .word("max"), .size(2, 2)))),
    // Bound catalog words as stages and in options.
    ("loss | relu", network(named("loss"), layer("relu"))),
    ("train with seed=2", network(named("train"), with: [("seed", number(2))])),
    ("pool | relu", network(layer("pool"), layer("relu"))),
  ]

  @Test(arguments: trees)
  func tree(source: String, expected: Expression) throws {
    #expect(try parsed(source) == expected)
  }

  /// Where a network may stand without parentheses: wherever a whole value may.
  @Test func networksInside() throws {
    let net = network(layer("dense", .number(3)), layer("relu"))
    #expect(try parsed("[dense 3 | relu, net]") == list(net, name("net")))
    #expect(try parsed("size(dense 3 | relu)") == call("size", net))
    #expect(try parsed("(dense 3 | relu).width") == field(net, "width"))
    #expect(
      try parsed("show (dense 3 | relu) with all=yes")
        == command("show", .value(net), clauses: [.with(("all", Expression(.boolean(true))))]))
  }

  @Test func arithmeticOnAGroupIsNotANetwork() throws {
    #expect(try parsed("(a) - b") == binary(.minus, name("a"), name("b")))
    #expect(try parsed("(a)[0]") == Expression(.index(name("a"), number(0))))
  }
}
