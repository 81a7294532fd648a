import Testing

@testable import Files

@Suite struct NDArrayTests {
  @Test func countsDoNotOverflow() {
    #expect(NDArray.count(of: []) == 1)
    #expect(NDArray.count(of: [3, 4]) == 12)
    #expect(NDArray.count(of: [1 << 62, 4]) == nil)
    #expect(NDArray.count(of: [1 << 62, 4, 0]) == 0)
    #expect(NDArray.count(of: [-1]) == nil)
  }

  @Test func conversions() {
    #expect(NDArray(.double([1, 2.5])).integers == nil)
    #expect(NDArray(.float([1, -3])).integers == [1, -3])
    #expect(NDArray(.double([.nan])).integers == nil)
    #expect(NDArray(.byte([255])).doubles == [255])
    #expect(NDArray(.text(["1"])).doubles == nil)
    #expect(NDArray(.integer([7])).floats == [7])
  }

  @Test func namesKeepTheirOrder() {
    var arrays = NamedArrays([("b", NDArray(.byte([1]))), ("a", NDArray(.byte([2])))])
    #expect(arrays.names == ["b", "a"])
    #expect(arrays.only == nil)
    arrays["b"] = nil
    arrays["c"] = NDArray(.byte([3]))
    #expect(arrays.names == ["a", "c"])
    arrays["c"] = nil
    #expect(arrays.only?.integers == [2])
  }
}
