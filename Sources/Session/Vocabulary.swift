import Catalog
import Datasets
import Files
import Kernels
import Networks
import Selection
import Training

extension Session {
  /// Every entry there is, gathered from the tables.
  public static let vocabulary: Vocabulary = {
    var entries = Commands.all.map { $0.entry }
    entries += Quantities.all.map { $0.entry }
    entries += [Input.entry] + Layers.all.map { $0.entry }
    entries += Activations.all.map { $0.entry }
    entries += Losses.all.map { $0.entry }
    entries += Optimisers.all.map { $0.entry }
    entries += Methods.all.map { $0.entry }
    entries += Generators.all.map { $0.entry }
    entries += Sources.all.map { $0.entry }
    entries += [TableFile.entry, KernelFile.entry]
    entries += Formats.all.map { $0.entry }
    entries += SessionFormats.all.map { $0.entry }
    entries += Functions.all.map(\.entry)
    entries += Preposition.entries
    entries += Settings.all.map(\.entry)
    entries += Topics.all
    return Vocabulary(entries)
  }()

  /// Whether a command gives something that can be bound.
  public static func givesValue(_ command: String) -> Bool {
    Commands.all.first { $0.entry.name == command }?.givesValue ?? false
  }
}
