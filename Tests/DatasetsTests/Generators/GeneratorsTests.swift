import Catalog
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

@Suite struct GeneratorsTests {
  @Test func tableAndFolderAgree() throws {
    let files = try Fixtures.types(in: "Datasets/Generators", except: "Generators")
    #expect(Set(Generators.all.map { "\($0)" }) == files)
    for generator in Generators.all {
      #expect(generator.entry.kind == .generator)
      #expect(!generator.entry.examples.isEmpty)
    }
  }

  /// Example i is a function of (seed, i): the first of many are the few.
  @Test(arguments: Generators.all.indices) func examplesDoNotDependOnTheCount(k: Int) throws {
    let generator = Generators.all[k]
    let many = try generator.generate(203, arguments(generator.entry), seed: 9)
    for count in [1, 10, 77] {
      let few = try generator.generate(count, arguments(generator.entry), seed: 9)
      let first = many.taking(Array(0..<count))
      #expect(numbers(few.inputs) == numbers(first.inputs))
      #expect(few.labels == first.labels)
      #expect(few.classes == many.classes)
    }
  }

  @Test(arguments: Generators.all.indices) func seedsDiffer(k: Int) throws {
    let generator = Generators.all[k]
    let one = try generator.generate(40, arguments(generator.entry), seed: 1)
    #expect(try generator.generate(40, arguments(generator.entry), seed: 1).digest == one.digest)
    let two = try generator.generate(40, arguments(generator.entry), seed: 2)
    #expect(two.digest != one.digest)
    #expect(numbers(two.inputs) != numbers(one.inputs))
  }

  @Test(arguments: Generators.all.indices) func classesAreBalanced(k: Int) throws {
    let generator = Generators.all[k]
    let data = try generator.generate(205, arguments(generator.entry), seed: 3)
    let counts = data.classCounts
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    #expect(data.labels != data.labels?.sorted())
  }

  /// Refused before any work: the answer comes at once, with the size.
  @Test func enormousCountsAreRefused() throws {
    let error = #expect(throws: ComputationError.self) {
      try Digits.generate(1_000_000_000, Arguments(), seed: 1)
    }
    #expect(
      error?.message.hasPrefix("1000000000 examples of digits would take 3.9 TB of memory, and ")
        == true)
    #expect(error?.suggestion == "ask for fewer examples")
    for generator in Generators.all {
      #expect(throws: ComputationError.self) {
        try generator.generate(Int.max, arguments(generator.entry), seed: 1)
      }
      let none = #expect(throws: ComputationError.self) {
        try generator.generate(0, arguments(generator.entry), seed: 1)
      }
      #expect(none?.message == "\(generator.entry.name) needs a count of at least 1")
    }
  }
}
