import SourceModel

extension Vocabulary {
  static let projectCollections = [manifests, dependencies, tests, documents, blemishes, files]

  private static let manifests = FactCollection(
    "manifests", "every manifest of a build or package tool",
    attributes: [
      .texts("ecosystem", "the ecosystem") { [$0.ecosystem] },
      .flag("root", "whether it stands at the root") { $0.isRoot },
      .flag("main", "whether it is one of the main package managers'") { $0.isMain },
      .flag("manages-packages", "whether it manages packages and not only a build") {
        $0.managesPackages
      },
      .texts(
        "lock", "whether the versions of its dependencies are fixed",
        values: ["locked", "floating", "no-mechanism", "no-dependencies"]
      ) { [$0.lock.rawValue] },
      .texts("lock-file", "the name of the file that fixes the versions of its dependencies") {
        $0.lockFiles
      },
      .texts("package", "the name of the package") { $0.packages },
      .texts("path", "the file; compare it with `like`") { [$0.path] },
      .flag("publishable", "whether it is marked for publication") { $0.isPublishable },
      .flag("application", "whether it is marked private or an application") { $0.isApplication },
      .flag("offers-commands", "whether it offers commands to users") { $0.offersCommands },
    ],
    facts: { view in
      let chosen = MainManifests.paths(
        of: view.facts.manifests, among: view.facts.files)
      return view.facts.manifests.map {
        ManifestFact(manifest: $0, isMain: chosen.contains($0.place.path))
      }
    },
    shown: { fact in
      let manifest = fact.manifest
      let place =
        manifest.lock == .floating ? manifest.lockPlace ?? manifest.place : manifest.place
      return [FactSign(place, manifest.place.path.name, manifest.what)]
    })

  private static let dependencies = FactCollection(
    "dependencies", "every direct dependency that a manifest names",
    attributes: [
      .texts("ecosystem", "the ecosystem") { [$0.ecosystem] },
      .texts("name", "the name") { [$0.name] },
      .texts("scope", "when it is needed", values: ["runtime", "development"]) {
        [$0.scope.rawValue]
      },
    ],
    facts: \.facts.dependencies,
    shown: { [FactSign($0.place, $0.name, Phrase("dependency", "의존성"))] })

  private static let tests = FactCollection(
    "tests", "automated tests, by file",
    attributes: [
      .texts("ecosystem", "the ecosystem") { [$0.ecosystem] },
      .texts("kind", "what kind of test it is") { [$0.kind] },
    ],
    facts: \.facts.testSuites,
    shown: {
      [
        FactSign(
          $0.place,
          Phrase("\($0.kind) tests (\($0.ecosystem))", "\($0.kind) 테스트 (\($0.ecosystem))"))
      ]
    })

  private static let documents = FactCollection(
    "documents", "documents that people read",
    attributes: [
      .texts("kind", "what it is", values: Document.Kind.allCases.map(\.rawValue)) {
        [$0.kind.rawValue]
      },
      .texts("tells", "what it tells: for a README what and how") {
        $0.tells.sorted()
      },
      .texts("path", "the file") { [$0.place.path.text] },
    ],
    facts: \.facts.documents,
    shown: { [FactSign($0.place, $0.kind.phrase)] })

  private static let blemishes = FactCollection(
    "blemishes", "things tracked that should not be",
    attributes: [
      .texts("kind", "what is wrong", values: Blemish.Kind.allCases.map(\.rawValue)) {
        [$0.kind.rawValue]
      },
      .texts("path", "the file; compare it with `like`") { [$0.place.path.text] },
    ],
    facts: \.facts.blemishes,
    shown: { [FactSign($0.place, Phrase($0.what, $0.what))] })

  private static let files = FactCollection(
    "files", "every file that counts",
    attributes: [.texts("path", "the path; compare it with `like`") { [$0.text] }],
    facts: \.facts.files,
    shown: { [FactSign(Place($0), Phrase("file \($0.name)", "파일 \($0.name)"))] })
}

/// A manifest, and whether it decides about locks.
struct ManifestFact: Sendable {
  var manifest: Manifest
  var isMain: Bool
  var ecosystem: String { manifest.ecosystem }
  var isRoot: Bool { manifest.isRoot }
  var managesPackages: Bool { manifest.managesPackages }
  var lock: Manifest.Lock { manifest.lock }
  var lockFiles: [String] { manifest.lockFile.map { [$0] } ?? [] }
  var packages: [String] { manifest.name.map { [$0] } ?? [] }
  var path: String { manifest.place.path.text }
  var isPublishable: Bool { manifest.isPublishable }
  var isApplication: Bool { manifest.isApplication }
  var offersCommands: Bool { manifest.offersCommands }
}

extension Manifest {
  /// What it is and what pins its dependencies, in one clause.
  fileprivate var what: Phrase {
    guard lock == .locked, let lock = lockPlace?.path, lock != place.path else {
      return Phrase("\(ecosystem) manifest", "\(ecosystem) 매니페스트")
    }
    return Phrase(
      "\(ecosystem) manifest, pinned by \(lock.name)",
      "\(ecosystem) 매니페스트, 버전 고정: \(lock.name)")
  }
}

extension Document.Kind {
  /// What the document is, in one clause.
  var phrase: Phrase {
    switch self {
    case .readme: Phrase("README", "README")
    case .contributing: Phrase("contributing guide", "기여 안내")
    case .contributionPart: Phrase("part of the README on contributing", "README의 기여 항목")
    case .pullRequestTemplate: Phrase("pull request template", "풀 리퀘스트 템플릿")
    case .issueTemplate: Phrase("issue template", "이슈 템플릿")
    case .owners: Phrase("code owners", "코드 소유자")
    case .changelog: Phrase("changelog", "변경 기록")
    case .decision: Phrase("decision record", "의사결정 기록")
    case .runbook: Phrase("runbook", "운영 절차서")
    case .rollbackGuide: Phrase("guide for going back", "롤백 안내")
    case .objectives: Phrase("service objectives", "서비스 목표")
    case .deployGuide: Phrase("guide for deploying by hand", "수동 배포 안내")
    case .ignoreFile: Phrase("ignore file", "무시 파일")
    }
  }
}
