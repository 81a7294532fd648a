import Catalog
import Testing

@Suite struct ShortestTests {
  @Test(arguments: [
    (3.0, "3"), (-2.0, "-2"), (0.25, "0.25"), (1e-5, "1e-05"), (0.1, "0.1"), (1e20, "1e+20"),
  ])
  func readsBack(x: Double, text: String) {
    #expect(shortest(x) == text)
    #expect(Double(shortest(x)) == x)
  }
}
