import Foundation
import Session
import TestSupport
import Testing

@testable import Shell

/// What Tab offers, with the vocabulary that the program has.
@Suite struct CompleterTests {
  private var completer: Completer {
    var completer = Completer(Session.vocabulary)
    completer.names = [
      ("net", "network"), ("nine", "number"), ("d", "data"), ("fit", "run"), ("t", "table"),
    ]
    completer.fields = { $0 == "fit" ? ["loss", "epoch"] : $0 == "t" ? ["width", "acc"] : [] }
    return completer
  }

  private func offered(_ text: String) -> [String] {
    completer.completion(text, at: text.utf8.count).candidates.map(\.text)
  }

  private func inserted(_ text: String) -> String {
    completer.completion(text, at: text.utf8.count).insertion
  }

  @Test func statementsBeginWithAnything() {
    let all = offered("")
    for word in ["net", "fit", "train", "entropy", "input", "for", "time"] {
      #expect(all.contains(word))
    }
    // Layers and functions come once a letter is typed.
    #expect(!all.contains("dense") && offered("de").contains("dense"))
    #expect(!all.contains("sqrt") && inserted("sqr") == "t(")
    #expect(inserted("entr") == "opy " && inserted("(entr") == "opy ")
    #expect(inserted("x = entr") == "opy " && inserted("a = 1; entr") == "opy ")
  }

  @Test func onlyNamesOfTheRightKindAreOffered() {
    #expect(offered("entropy ") == ["net", "fit"])
    #expect(inserted("entropy n") == "et ")
    #expect(offered("entropy net on ") == ["d"])
    #expect(offered("train net on ") == ["d"])
    #expect(offered("scale ") == ["d"])
    #expect(offered("plot nine against nine from ") == ["fit", "t"])
  }

  @Test func wordsComeFromTheirTables() {
    #expect(offered("train net on d for 3 epochs using a") == ["adam"])
    #expect(offered("select 3 from d using r") == ["random", "rnd"])
    #expect(inserted("generate dig") == "its ")
    #expect(inserted("load mn") == "ist ")
    #expect(inserted("load work") == "space " && inserted("save work") == "space ")
    #expect(offered("forget ") == ["net", "nine", "d", "fit", "t"])
    #expect(offered("rename n") == ["net", "nine"])
    #expect(offered("net = input 4 | dense 3 so").contains("softplus"))
    #expect(inserted("net = input 4 | fl") == "atten ")
    #expect(offered("train net on d for 3 epochs recording ").contains("entropy"))
    #expect(offered("scale d to ") == ["unit", "standard"])
    #expect(inserted("set out") == "put " && inserted("set output j") == "son")
    #expect(offered("help lay").contains("layers"))
  }

  @Test func clausesAndOptionsFollow() {
    #expect(inserted("entropy net o") == "n ")
    #expect(offered("train net on d ").prefix(2) == ["for", "using"])
    #expect(offered("entropy net on d with ").contains("outputs"))
    #expect(inserted("entropy net on d with outp") == "uts=")
    #expect(offered("entropy net on d with outputs=") == ["mean", "all"])
    #expect(!offered("entropy net on d with outputs=all, ").contains("outputs"))
    #expect(inserted("entropy net on d with norm") == "alised=")
    #expect(offered("entropy net on d with normalised=") == ["yes", "no"])
    // The rate belongs to the optimiser, which need not be named.
    #expect(inserted("train net on d for 3 epochs with ra") == "te=")
    #expect(inserted("train net on d for 3 epochs using adam with ra") == "te=")
    #expect(offered("net ") == ["|", "with"])
  }

  @Test func fieldsAreTheValuesOwn() {
    #expect(offered("fit.") == ["loss", "epoch"])
    #expect(inserted("plot fit.l") == "oss")
    #expect(offered("nine.") == [])
  }

  @Test func columnsAreThoseOfTheTable() {
    #expect(offered("select all from t where ").prefix(2) == ["width", "acc"])
    #expect(offered("select 3 from d where ").prefix(3) == ["label", "index", "target"])
    // Before `from` is typed any table may be meant; behind the cursor it is known.
    #expect(offered("plot acc against w") == ["width"])
    #expect(offered("plot acc against width by ") == ["loss", "epoch", "width", "acc"])
    let text = "plot acc against  from t"
    let offered = completer.completion(text, at: 17).candidates
    #expect(offered.map(\.text).prefix(2) == ["width", "acc"])
    #expect(offered.first?.summary == "a column of t")
  }

  @Test func columnsOfFilesAreReadFromTheirFirstLine() throws {
    try Fixtures.withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("shells.csv").path
      try Data("\"length\",rings, sex\n1,2,3\n".utf8).write(to: URL(fileURLWithPath: path))
      #expect(FileColumns.names(in: path) == ["length", "rings", "sex"])
      #expect(offered("load file from \"\(path)\" with target=r") == ["rings"])
      #expect(FileColumns.names(in: folder.path + "/none.csv") == [])
    }
    #expect(FileColumns.lastPath(in: "load file \"a.csv\" with x=\"b.csv\", y=") == "b.csv")
    #expect(FileColumns.lastPath(in: "load file \"a.csv") == nil)
  }

  @Test func valuesAreNotMadeByCommandsThatOnlyDoSomething() {
    #expect(offered("x = ").contains("train") && offered("x = ").contains("entropy"))
    #expect(!offered("x = ").contains("save") && !offered("log(").contains("exit"))
  }

  @Test func layersWantTheirNumbersFirst() {
    #expect(offered("net = input 4 | dense ") == ["nine"])
    #expect(inserted("net = input 4 | dense ") == "" && inserted("generate digits ") == "")
    #expect(inserted("net = input 4 | dense ni") == "ne ")
    #expect(offered("net = input 4 | dense 3 ").contains("relu"))
    #expect(offered("net = input 4 | dense nine ").contains("relu"))
    #expect(offered("split d ") == [])
  }

  @Test func whatEndsAPartComesFirst() {
    #expect(offered("train net ") == ["on", "for", "using", "with", "recording", "until", "|"])
    #expect(offered("set timing ") == ["on", "off"])
  }

  @Test func nothingIsOfferedInCommentsAndNumbers() {
    #expect(offered("# entr") == [])
    #expect(offered("12") == [])
    #expect(offered("entropy net on d # ") == [])
  }

  @Test func blocksAreStatementsToo() {
    #expect(inserted("for n in [1] {\n  coll") == "ect ")
    #expect(inserted("for n in [1] { m = entr") == "opy ")
  }

  @Test func hintsAreTheUsage() {
    #expect(completer.hint("train net ").hasPrefix("train NETWORK on DATA"))
    #expect(completer.hint("a = train net on d for 3 epochs with rate=").hasPrefix("train NETWORK"))
    #expect(completer.hint("net = input 4 | dense 3 ").hasPrefix("dense "))
    #expect(completer.hint("").isEmpty && completer.hint("1 + ").isEmpty)
  }
}
