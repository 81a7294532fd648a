import Catalog

/// Pages about what no single word stands for: `help loops`. To add one, write its file and its line
/// here.
enum Topics {
  static let all = [
    NetworkTopic.entry, InitialisationTopic.entry, LoopsTopic.entry, ValuesTopic.entry,
    StatementsTopic.entry, KeysTopic.entry, InterruptingTopic.entry, SeedsTopic.entry,
    PrecisionTopic.entry, PicturesTopic.entry, ScriptsTopic.entry, PythonTopic.entry,
    DynamicsTopic.entry, OverfittingTopic.entry, ProcessTopic.entry,
  ]
}
