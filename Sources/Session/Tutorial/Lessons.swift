/// The lessons there are. To add one, write its file in `docs/lessons` and its line here.
///
/// The program carries their texts (`Texts` is a link to that folder, which the package embeds), so
/// that it finds them wherever it runs from, and the tutorial, the documentation and the tests have
/// one source.
enum Lessons {
  /// Their texts, in order.
  static let texts: [[UInt8]] = [
    PackageResources.__first_kernel_ntk,
    PackageResources.__entropy_and_trace_ntk,
    PackageResources.__choosing_data_ntk,
    PackageResources.__training_dynamics_ntk,
    PackageResources.__initialisation_ntk,
    PackageResources.__saving_and_reporting_ntk,
  ]

  /// What their first lines say; enough for listing them.
  static let headings: [Lesson.Heading] = texts.compactMap {
    Lesson.Heading(text: String(decoding: $0.prefix(1000), as: UTF8.self))
  }

  /// The lesson of a number, counted from 1; nil when there is none.
  static func lesson(_ number: Int) throws -> Lesson? {
    guard (1...texts.count).contains(number) else { return nil }
    return try Lesson(String(decoding: texts[number - 1], as: UTF8.self))
  }
}
