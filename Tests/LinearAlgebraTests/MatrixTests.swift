import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  @Test func copiesAreIndependent() {
    let a = Matrix<Float>(rows: 2, columns: 2, elements: [1, 2, 3, 4])
    var b = a
    b[0, 1] = 9
    b.withMutableView { $0[1, 1] = 8 }
    #expect(a.elements == [1, 2, 3, 4])
    #expect(b.elements == [1, 9, 3, 8])
  }

  /// Large buffers are mapped, not allocated: they too begin with zeros, on a boundary.
  @Test(arguments: [0, 1, 1000, 1 << 20, (1 << 20) + 1, 3_000_001])
  func beginsWithZeros(_ count: Int) {
    for _ in 0..<3 {
      let buffer = Buffer<Float>(count: count)
      #expect((0..<count).allSatisfy { buffer.base[$0] == 0 })
      #expect(Int(bitPattern: buffer.base) % 64 == 0)
      if count * 4 >= 4 << 20 { #expect(Int(bitPattern: buffer.base) % (2 << 20) == 0) }
      for i in 0..<count { buffer.base[i] = 1 }
    }
  }

  @Test func workspacesKeepTheirBuffers() {
    let workspace = Workspace<Double>()
    let first = workspace.reserve(0, 100)
    #expect(workspace.reserve(0, 50) == first)
    #expect(workspace.reserve(1, 100) != first)
    #expect(workspace.reserve(0, 100) == first)
  }

  @Test func gathersRows() {
    let a = Matrix<Double>(rows: 3, columns: 2, elements: [0, 1, 10, 11, 20, 21])
    #expect(a.gathered([2, 0, 2]).elements == [20, 21, 0, 1, 20, 21])
    #expect(a.gathered([]).rows == 0)
    #expect(StoredMatrix(a).gathered([1]).matrix(of: Float.self).elements == [10, 11])
  }

  @Test func shapesCountUpTo32Bits() {
    #expect(Shape(28, 28, 1).checkedCount == 784)
    #expect(Shape(1 << 20, 1 << 20).checkedCount == nil)
    #expect(Shape(1 << 40, 1 << 40, 1 << 40).checkedCount == nil)
    #expect(Shape(Int(Int32.max)).checkedCount == Int(Int32.max))
  }
}
