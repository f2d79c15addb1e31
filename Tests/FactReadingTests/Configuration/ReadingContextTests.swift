import FactModel
import FactReading
import SourceModel
import Testing

/// What readers ask of files beside their own, which a context keeps for them.
@Suite struct ReadingContextTests {
  private static func context(_ files: [String: String]) -> ReadingContext {
    ReadingContext(files: files.keys.map { RelativePath($0) }) { path in
      files[path.text].map { SourceFile(path: path, bytes: Array($0.utf8)) }
    }
  }

  private static func facts(in path: String, _ context: ReadingContext) -> FileFacts {
    let path = RelativePath(path)
    return ConfigurationReaders.all.filter { $0.wants(path) }.reduce(into: FileFacts()) {
      guard let file = context.read(path) else { return }
      $0.append($1.facts(in: file, context: context))
    }
  }

  @Test func templatesTakeTheValuesOfTheirOwnChart() {
    let template = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: app}
      spec:
        template:
          spec:
            containers:
              - {name: app, image: "{{ .Values.image }}"}
      """
    let charts = (1...9).map { "charts/c\($0)" }
    let files = charts.reduce(into: [String: String]()) { files, chart in
      files["\(chart)/Chart.yaml"] = "name: app\n"
      files["\(chart)/values.yaml"] = "image: ghcr.io/acme/\(chart.suffix(2)):1.4.2\n"
      files["\(chart)/templates/app.yaml"] = template
    }
    let context = Self.context(files)
    for chart in charts + charts.reversed() + charts {
      let facts = Self.facts(in: "\(chart)/templates/app.yaml", context)
      #expect(
        facts.workloads.flatMap(\.images).map(\.repository) == ["ghcr.io/acme/\(chart.suffix(2))"])
    }
  }

  @Test(arguments: [["requirements-a.txt", "requirements-c.txt"], ["requirements-c.txt"]])
  func whatAnIncludedFileSaysDoesNotDependOnWhoAsks(_ order: [String]) {
    let context = Self.context([
      "requirements-a.txt": "-r b.txt\nflask>=3\n", "b.txt": "-r requirements-a.txt\n",
      "requirements-c.txt": "-r b.txt\n",
    ])
    let facts = order.map { Self.requirements(in: $0, context) }
    #expect(facts.last?.first?.lockPlace?.path.text == "requirements-a.txt")
  }

  private static func requirements(
    in path: String, _ context: ReadingContext
  ) -> [Manifest] {
    let path = RelativePath(path)
    return ManifestReaders.all.filter { $0.wants(path) }.flatMap { reader in
      context.read(path).map { reader.facts(in: $0, context: context).manifests } ?? []
    }
  }

  @Test func onlyTheTemplatesOfAChartSayWhatItsMissingTagBecomes() {
    let values = "image:\n  repository: ghcr.io/acme/app\n  tag: \"\"\n"
    func pinnings(_ others: [String: String]) -> [String] {
      let files = ["chart/Chart.yaml": "name: app\n", "chart/values.yaml": values]
      let context = Self.context(files.merging(others) { $1 })
      return Self.facts(in: "chart/values.yaml", context).images.map { "\($0.pinning)" }
    }
    let naming = "image: {{ .Chart.Version }}\n"
    let own = pinnings(["chart/templates/app.yaml": naming])
    #expect(own == pinnings(["chart/templates/web/app.yaml": naming]))
    #expect(own != pinnings([:]))
    for neighbour in [
      "chart/templates-old/app.yaml", "chart/templates.yaml", "chart2/templates/a.yaml",
    ] {
      #expect(pinnings([neighbour: naming]) == pinnings([:]), "\(neighbour)")
    }
  }

  @Test(arguments: [
    ("ARG TAG=3.21\nFROM alpine:$TAG", "alpine:3.21"),
    ("ARG MAJOR=3\nARG TAG=$MAJOR.12\nFROM python:$TAG", "python:3.12"),
    ("ARG TAG=1\nARG TAGS=2.1\nFROM acme/app:$TAGS", "acme/app:2.1"),
  ])
  func argumentsOfAnImageArePutIn(_ text: String, _ image: String) {
    let facts = Self.facts(in: "Dockerfile", Self.context(["Dockerfile": text + "\n"]))
    #expect(facts.images.map(\.text) == [image])
  }

  @Test func argumentsThatNameEachOtherTwiceStayShort() {
    let arguments = (1...60).map { count in
      let (name, inner) = ("A\(count)", "$A\(count - 1)")
      return "ARG \(name)=\(count == 1 ? "x" : inner + inner)"
    }
    let text = (arguments + ["FROM acme/app:$A60"]).joined(separator: "\n")
    let facts = Self.facts(in: "Dockerfile", Self.context(["Dockerfile": text]))
    #expect(facts.images.allSatisfy { $0.text.utf8.count < 20_000 })
  }
}
