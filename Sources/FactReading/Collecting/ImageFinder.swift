import FactModel
import SourceModel

/// Collects the images that the tree names, and tells which are the project's own.
struct ImageFinder {
  let facts: Facts
  let findings: Findings

  /// All images: those of workloads and other files, then those that pipelines publish and deploy.
  var images: [ImageReference] {
    let published = facts.pipelines.flatMap(Self.images(of:))
    let own = ownNames(published)
    let charts = RemoteCharts(files: facts.files).references(in: facts.pipelines)
    let shipped = (facts.workloads.flatMap(\.images) + findings.images)
      .map(ShippedFiles(facts.pipelines).judged)
    var filled = FilledImages(facts.pipelines, for: shipped)
    let configured = shipped.map { filled.judged($0) }
    var seen: Set<ImageReference> = []
    let all = (configured + published + charts).filter { seen.insert($0).inserted }.map { image in
      var image = image
      image.isOwn = image.isOwn || image.role == .published || isOwn(image, among: own)
      return image
    }
    return filledIn(withoutForks(all))
  }

  /// The images of a pipeline; a moving alias that is pushed whenever a version of the same image is
  /// pushed is no image of its own.
  private static func images(of pipeline: Pipeline) -> [ImageReference] {
    let found = pipeline.jobs.flatMap { job in
      let cluster = job.steps.firstIndex { step in
        step.uses.contains { $0.gives(.makesTestCluster) }
      }
      let isForTags = !job.events.isDisjoint(with: [.tag, .release])
      var made: [(pinning: ImageReference.Pinning, events: Set<Trigger.Event>)] = []
      return job.steps.prefix(upTo: cluster ?? job.steps.count).flatMap { step in
        if let metadata = step.action.flatMap(MetadataTags.init) {
          made = metadata.pinnings(job.events)
        }
        return images(of: step).flatMap { image in
          var image = image
          if image.role == .published, !made.isEmpty, image.text.contains(".outputs.tags") {
            return made.map { made in
              image.pinning = made.pinning
              return (image: image, events: made.events)
            }
          }
          let isReference = image.tag.map(Placeholder.isReference) ?? false
          if isReference, !isForTags { image.pinning = .moving }
          if image.role == .published, isForTags, makesTags(step) {
            image.text = image.repository
            image.tag = nil
            image.pinning = .filled
          }
          return [(image: image, events: job.events)]
        }
      }
    }
    let exact = Set(
      found.lazy.filter { $0.image.role == .published && $0.image.isExact }
        .map { Push(repository: $0.image.repository, events: $0.events) })
    return found.filter { image, events in
      image.pinning != .moving || image.role != .published
        || !exact.contains(Push(repository: image.repository, events: events))
    }.map(\.image)
  }

  /// Whether a plugin makes tags out of the version that started the run, beside those that are written.
  ///
  /// https://woodpecker-ci.org/plugins/docker-buildx
  private static func makesTags(_ step: Step) -> Bool {
    step.action?.inputs.contains { $0.name == "auto_tag" && $0.value == "true" } ?? false
  }

  /// Whatever is pushed of an image when the same happens.
  private struct Push: Hashable {
    var repository: String
    var events: Set<Trigger.Event>
  }

  /// Images of the same name that another account publishes are not the project's.
  private func withoutForks(_ images: [ImageReference]) -> [ImageReference] {
    var counts: [String: [String: Int]] = [:]
    for image in images where image.isOwn && image.role == .deployed {
      counts[Self.baseName(image.repository), default: [:]][Self.account(image), default: 0] += 1
    }
    let most = counts.compactMapValues { accounts in
      accounts.count > 1
        ? accounts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key : nil
    }
    return images.map { image in
      guard image.isOwn, image.role == .deployed, let most = most[Self.baseName(image.repository)]
      else { return image }
      var image = image
      let account = Self.account(image)
      image.isOwn = account == most || Placeholder.isIn(account) || account.isEmpty
      return image
    }
  }

  /// The account that holds an image, `acme` of `ghcr.io/acme/api`.
  private static func account(_ image: ImageReference) -> String {
    let parts = image.repository.split(separator: "/")
    return parts.count > 1 ? parts[parts.count - 2].lowercased() : ""
  }

  /// Images named without a version, whose version another file fills in when they are built.
  private func filledIn(_ images: [ImageReference]) -> [ImageReference] {
    let built = Set(
      findings.images.filter { $0.role == .published && $0.pinning == .filled }
        .map { Self.baseName($0.repository) } + namesFilledByReleases)
    guard !built.isEmpty else { return images }
    return images.map { image in
      guard image.role == .deployed, image.pinning == .absent,
        built.contains(Self.baseName(image.repository))
      else { return image }
      var image = image
      image.pinning = .filled
      return image
    }
  }

  /// The names in manifests that a release of Cloud Deploy puts images in for:
  /// `--images=shop=registry/shop:$SHORT_SHA`.
  ///
  /// https://cloud.google.com/sdk/gcloud/reference/deploy/releases/create
  private var namesFilledByReleases: [String] {
    facts.pipelines.flatMap { $0.jobs.flatMap(\.steps) }.flatMap { step -> [String] in
      guard step.words.starts(with: ["gcloud", "deploy", "releases", "create"]) else { return [] }
      let pairs = zip(step.words, step.words.dropFirst() + [""]).compactMap { word, next in
        word.hasPrefix("--images=")
          ? String(word.dropFirst("--images=".count))
          : word == "--images" ? next : nil
      }
      return pairs.flatMap { $0.firstItems { $0 == "," } }.compactMap { pair in
        guard let equals = pair.firstIndex(of: "=") else { return nil }
        let image = ImageText(String(pair[pair.index(after: equals)...]))
        let isExact = image.pinning != .moving && image.pinning != .absent
        return isExact ? Self.baseName(String(pair[..<equals])) : nil
      }
    }
  }

  private func isOwn(_ image: ImageReference, among own: Set<String>) -> Bool {
    guard image.role != .base, !Self.isOfDocker(image.repository) else { return false }
    let name = Self.baseName(image.repository)
    if name.isEmpty || Placeholder.isIn(name) {
      // A repository that is filled in is the project's: nobody fills in those of others.
      return image.role == .deployed
    }
    return own.contains(name) || isNamedAfterRepository(name)
  }

  /// Whether an image is one of those that Docker keeps: `docker.io/library/postgres`.
  ///
  /// https://docs.docker.com/docker-hub/repos/manage/trusted-content/official-images/
  private static func isOfDocker(_ repository: String) -> Bool {
    ["library/", "docker.io/library/", "index.docker.io/library/"]
      .contains { repository.hasPrefix($0) }
  }

  /// Whether an image is named after the repository: `shop` or `shop-worker` of `acme+shop`.
  private func isNamedAfterRepository(_ image: String) -> Bool {
    guard image.count > 2 else { return false }
    let own = findings.name.lowercased()
    let last = own.split { $0 == "+" || $0 == "/" }.last.map(String.init) ?? own
    return image == last || image.hasPrefix(last + "-")
  }

  /// The names of images that the tree builds: those that pipelines push, folders with a Dockerfile,
  /// and the repository's own.
  private func ownNames(_ published: [ImageReference]) -> Set<String> {
    var names: Set<String> = [findings.name.lowercased()]
    for manifest in facts.manifests {
      // Charts and packages are often called like the image that they run or become.
      if let name = manifest.name { names.insert(Self.baseName(name)) }
    }
    for image in published {
      let name = Self.baseName(image.repository)
      if !Placeholder.isIn(name), !name.isEmpty { names.insert(name) }
    }
    for file in facts.files where file.isImageRecipe {
      let folder = file.folder.name.lowercased()
      if !folder.isEmpty { names.insert(folder) }
      let outer = file.folder.folder.name.lowercased()
      if folder == "docker" || folder == "src", !outer.isEmpty { names.insert(outer) }
    }
    return names
  }

  private static func baseName(_ repository: String) -> String {
    let last = Placeholder.lastIndex(of: "/", in: repository)
    return (last.map { String(repository[repository.index(after: $0)...]) } ?? repository)
      .lowercased()
  }

  // MARK: - Steps

  /// The images that a step publishes or deploys; a moving alias beside a version is no image of its own.
  static func images(of step: Step) -> [ImageReference] {
    let isPublishing = step.uses.contains { $0.gives(.publishesImage) }
    let isDeploying = step.uses.contains { $0.gives(.deploys) || $0.gives(.handsOver) }
    guard isPublishing || isDeploying, !step.staysOnTheMachine else { return [] }
    let role: ImageReference.Role = isPublishing ? .published : .deployed
    let texts =
      step.action.map { isPublishing ? references(in: $0) : versions(in: $0) }
      ?? (isPublishing ? references(in: step.words) : versions(in: step.words))
    let variables = StepVariables(step)
    let found = texts.map { reference(to: $0, role, variables, at: step.place) }
    let exact = found.filter(\.isExact)
    return exact.isEmpty ? found : exact
  }

  /// The reference as it is written, judged by what the step's variables hold.
  private static func reference(
    to item: Item, _ role: ImageReference.Role, _ variables: StepVariables, at place: Place
  ) -> ImageReference {
    func text(_ change: (String) -> String) -> ImageText {
      item.tag.map { ImageText(repository: change(item.text), tag: change($0), digest: nil) }
        ?? ImageText(change(item.text))
    }
    let written = text { $0 }
    let held = text { variables.resolved($0) }
    var reference = held.reference(role, at: place)
    reference.text = written.text
    return reference
  }

  /// A reference, or a repository with its tag.
  private struct Item {
    var text: String
    var tag: String?
  }

  private static func references(in action: ActionUse) -> [Item] {
    let names: Set<String> = ["tags", "image", "images", "tag", "image-name", "image_name"]
    let repository = action.inputs.first { input in
      ["repository", "repo"].contains(input.name.lowercased()) && !input.value.isEmpty
    }?.value
    return action.inputs.filter { names.contains($0.name.lowercased()) }.flatMap { input in
      input.value.firstItems { $0 == "\n" || $0 == "," }.map { item in
        let text = item.trimmingSpaces
        // Beside the repository stand tags alone: `repository: shop` and `tags: latest`.
        let isTag = input.name.lowercased().hasPrefix("tag") && ImageText(text).isBare
        if let repository, isTag { return Item(text: repository, tag: text) }
        // What a pipeline elsewhere makes of a name alone, only that pipeline tells.
        let isNameAlone = action.kind == .pipeline && ImageText(text).pinning == .absent
        return Item(text: isNameAlone ? "" : text)
      }
    }.filter { item in
      !item.text.isEmpty && !item.text.hasPrefix("type=") && item.tag != "" && !isCache(item)
    }
  }

  private static func references(in words: [String]) -> [Item] {
    let flags: Set<String> = ["-t", "--tag", "--destination", "-d", "--image", "--name"]
    var found: [Item] = []
    for (index, word) in words.enumerated() {
      if flags.contains(word), index + 1 < words.count {
        found.append(Item(text: words[index + 1]))
      } else if let flag = flags.first(where: { word.hasPrefix($0 + "=") && $0.hasPrefix("--") }) {
        found.append(Item(text: String(word.dropFirst(flag.count + 1))))
      } else if word.hasPrefix("docker://") {
        found.append(Item(text: String(word.dropFirst("docker://".count))))
      } else if word.contains("type=image,"), word.contains("push=true") {
        // https://docs.docker.com/build/exporters/image-registry/
        let names = word.split(separator: ",").filter { $0.hasPrefix("name=") }
        found += names.map { Item(text: String($0.dropFirst("name=".count))) }
      }
    }
    if let push = words.firstIndex(of: "push"), words.count > push + 1, words[0] != "git",
      let name = words[(push + 1)...].last(where: { !$0.hasPrefix("-") })
    {
      found.append(Item(text: name))
    }
    return found.filter { item in
      !isCache(item)
        && (item.text.contains("/") || item.text.contains(":") || Placeholder.isIn(item.text))
    }
  }

  /// Whether the tag names layers for the next build, which nothing runs.
  private static func isCache(_ item: Item) -> Bool {
    let words = (item.tag ?? ImageText(item.text).tag ?? "").nameWords
    return words.contains { $0 == "cache" || $0 == "buildcache" }
  }

  /// The versions that a deploying action is told: `image-tag: ${{ github.sha }}`.
  private static func versions(in action: ActionUse) -> [Item] {
    action.inputs.compactMap { input in
      let words = input.name.nameWords
      let isTag =
        words == ["image", "tag"] || words == ["imagetag"] || words == ["docker", "tag"]
        || words == ["image", "version"]
      if isTag, !input.value.isEmpty { return Item(text: "", tag: input.value) }
      if words == ["image"], !input.value.isEmpty { return Item(text: input.value) }
      return nil
    }
  }

  /// The versions that a deploying command is told: `--set image.tag=…`, `set image deploy/a a=…`.
  private static func versions(in words: [String]) -> [Item] {
    var found: [Item] = []
    let setsImage = words.contains("set") && words.contains("image")
    let flags: Set<String> = ["--image", "--docker-custom-image-name", "--container-image-name"]
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if flags.contains(word), next.contains("/") || next.contains(":") {
        found.append(Item(text: next))
      }
      found += HelmTags.set(by: word, next).map { Item(text: "", tag: $0) }
      guard let equals = word.firstIndex(of: "=") else { continue }
      let key = word[..<equals].split(separator: ",").last.map(String.init) ?? ""
      let value = String(word[word.index(after: equals)...].prefix { $0 != "," })
      guard !value.isEmpty else { continue }
      let names = key.nameWords
      if names.suffix(2) == ["image", "tag"] || names.suffix(2) == ["image", "version"] {
        found.append(Item(text: "", tag: value))
      } else if setsImage, !key.hasPrefix("-") {
        found.append(Item(text: value))
      } else if key == "--image" {
        found.append(Item(text: value))
      }
    }
    return found
  }
}
