import Testing

extension Trait where Self == TimeLimitTrait {
  /// Tells a test that never ends from one that waits for a busy machine; speed is for the benchmarks.
  static var ends: Self { .timeLimit(.minutes(15)) }
}
