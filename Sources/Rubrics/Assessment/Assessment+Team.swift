extension Assessment {
  /// All repositories that were assessed as one, in the order of the call.
  package var repositories: [RepositorySummary] { [repository] + companions }

  /// What was assessed, in words: `app + infra`.
  package var name: String { repositories.map(\.path).joined(separator: " + ") }
}
