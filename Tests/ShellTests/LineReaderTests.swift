import Foundation
import Testing

@testable import Shell

@Suite struct LineReaderTests {
  @Test func cutsLinesAsTheyArrive() throws {
    let pipe = Pipe()
    var reader = LineReader(pipe.fileHandleForReading.fileDescriptor)
    func next() -> LineReader.Line { reader.next() }
    func hasNext(_ milliseconds: Int) -> Bool { reader.hasNext(within: milliseconds) }
    let write = { (text: String) in try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }
    #expect(!hasNext(0))
    try write("one\ntwo\nthr")
    #expect(next() == .text("one"))
    #expect(hasNext(0))
    #expect(next() == .text("two"))
    #expect(!hasNext(10))
    try write("ee\n\nlast")
    #expect(hasNext(1000))
    #expect(next() == .text("three"))
    #expect(next() == .text(""))
    try pipe.fileHandleForWriting.close()
    #expect(hasNext(1000))
    #expect(next() == .text("last"))
    #expect(next() == .end)
    #expect(next() == .end)
  }

  @Test func takesLongInputs() throws {
    let pipe = Pipe()
    let lines = (0..<20_000).map { "line \($0) é" }
    let text = Data((lines.joined(separator: "\n") + "\n").utf8)
    DispatchQueue.global().async {
      try? pipe.fileHandleForWriting.write(contentsOf: text)
      try? pipe.fileHandleForWriting.close()
    }
    var reader = LineReader(pipe.fileHandleForReading.fileDescriptor)
    func next() -> LineReader.Line { reader.next() }
    for line in lines { #expect(next() == .text(line)) }
    #expect(next() == .end)
  }
}
