package import FactModel
package import SourceModel

/// A small repository, and what a criterion must say of it.
package struct CriterionExample: Hashable, Sendable {
  /// A file of the repository.
  package struct File: Hashable, Sendable {
    /// The path.
    package let path: RelativePath
    /// The text.
    package var text: String
  }

  /// What git would tell.
  package struct History: Hashable, Sendable {
    /// Whether it is a git repository.
    package var isRepository = true
    /// How many commits there are.
    package var commits = 2
    /// How many people wrote them.
    package var people = 2
    /// How many of the newest commits were looked at.
    package var examined = 2
    /// How many of those bear a mark of review.
    package var reviewed = 0
    /// All tags.
    package var tags: [String] = []
    /// The branch that the remote calls its own.
    package var defaultBranch: String?
    /// A commit of a release or promotion request.
    package var releaseRequest: String?
  }

  /// A line that must be among the evidence.
  package struct ExpectedPlace: Hashable, Sendable {
    /// The file.
    package let path: RelativePath
    /// The line, from 1.
    package let line: Int
  }

  /// What it shows, in a few words.
  package internal(set) var name: String
  /// The files.
  package internal(set) var files: [File]
  /// The kind of project, where it is not to be derived from the files.
  package let kind: ProjectKind?
  /// What git would tell.
  package let history: History
  /// The status that the criterion must have.
  package internal(set) var status: Status
  /// A line that must be among the evidence.
  package internal(set) var expectedPlace: ExpectedPlace?
  /// Where the example is written.
  package let place: Place
}
