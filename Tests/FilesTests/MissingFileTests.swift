import Foundation
import Testing

@testable import Files

/// A path at which there is nothing, and what is suggested.
@Suite struct MissingFileTests {
  private static func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let inner = folder.appending(path: "mnist")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    for name in ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "net.npz", ".hidden"] {
      try Data().write(to: inner.appending(path: name))
    }
    return folder.path
  }

  /// The name nearest by its stem, the folder on the way that is near, or the one that is missing.
  @Test func suggestsWhatIsThere() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func suggestion(_ path: String) -> String? {
      FileError.missing("\(folder)/\(path)").suggestion?.replacing("\(folder)/", with: "")
    }
    #expect(
      suggestion("mnist/trian-images-idx3-ubyte.gz")
        == "did you mean “mnist/train-images-idx3-ubyte.gz”?")
    #expect(suggestion("mnist/nett.npz") == "did you mean “mnist/net.npz”?")
    #expect(suggestion("mnist/net.safetensors") == "did you mean “mnist/net.npz”?")
    #expect(suggestion("mnits/net.npz") == "did you mean “mnist/net.npz”?")
    #expect(suggestion("elsewhere/net.npz") == "there is no folder “elsewhere”")
    #expect(suggestion("mnist/zebra.npz") == nil)
    #expect(suggestion("mnist/.hiden") == nil, "hidden files are nobody's mistake")
    #expect(FileError.missing("\(folder)/x").message == "“\(folder)/x” does not exist")
  }
}
