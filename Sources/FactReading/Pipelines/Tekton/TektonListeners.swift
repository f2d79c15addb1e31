import FactModel
import SourceModel

/// What event listeners start through the templates of the tree.
///
/// https://tekton.dev/docs/triggers/eventlisteners/
struct TektonListeners {
  /// The fields of an event that bindings take.
  private struct Fields {
    var isOfRequest = false
    var isOfPush = false

    /// Takes over a text of a binding.
    mutating func add(_ text: String) {
      guard text.contains("body.") else { return }
      func takes(_ names: [String]) -> Bool { names.contains { text.contains("body." + $0) } }
      isOfRequest =
        isOfRequest || takes(["pull_request", "object_attributes", "pullrequest"])
      isOfPush =
        isOfPush
        || takes(["head_commit", "after", "commits", "ref", "checkout_sha", "push", "repository"])
    }

    mutating func formUnion(_ other: Fields) {
      isOfRequest = isOfRequest || other.isOfRequest
      isOfPush = isOfPush || other.isOfPush
    }
  }

  private static let bindingKinds = ["TriggerBinding", "ClusterTriggerBinding"]

  private let objects: ClusterObjects
  /// What the bindings of the tree take, by where they stand.
  private let fields: [Place: Fields]

  init(_ objects: ClusterObjects) {
    self.objects = objects
    fields = Self.bindingKinds.flatMap(objects.objects).reduce(into: [:]) { fields, object in
      var own = Fields()
      object.spec?.visitTexts { own.add($0) }
      fields[object.place] = own
    }
  }

  /// The runs that templates make, with what starts them.
  func starts(_ filling: inout ParameterFilling) -> [TektonStart] {
    var order: [String] = []
    var templates: [String: (template: Template, triggers: [Trigger])] = [:]
    for trigger in triggers {
      guard let template = template(of: trigger) else { continue }
      if templates[template.key] == nil { order.append(template.key) }
      templates[template.key, default: (template, [])].triggers += events(of: trigger)
    }
    // A template whose listener stands elsewhere is started by a call.
    for object in objects.objects("TriggerTemplate") {
      let template = Template(object)
      guard templates[template.key] == nil else { continue }
      order.append(template.key)
      templates[template.key] = (template, [Trigger(.api, at: object.place)])
    }
    return order.compactMap { templates[$0] }.flatMap { template, triggers in
      template.starts(by: triggers.uniqued(), &filling)
    }
  }

  /// A template of runs.
  private struct Template {
    var path: RelativePath
    var name: String
    var spec: PipelineValue?
    var key: String

    init(_ object: ClusterObject) {
      (path, name, spec) = (object.path, object.name, object.spec)
      key = object.path.text + "#" + object.name
    }

    init(inline spec: PipelineValue, of trigger: Source) {
      (path, name, self.spec) = (trigger.path, trigger.name, spec)
      key = "\(spec.place.path):\(spec.place.position.line)"
    }

    func starts(
      by triggers: [Trigger], _ filling: inout ParameterFilling
    ) -> [TektonStart] {
      guard !filling.isSpent else { return [] }
      let made = spec?["resourcetemplates"] ?? spec?["resourceTemplates"]
      let scope = TektonScope(declared: spec?["params"], &filling)
      return (made?.items ?? []).compactMap { value in
        guard let object = ClusterObject(value, in: path), let spec = object.spec,
          object.kind == "PipelineRun" || object.kind == "TaskRun"
        else { return nil }
        return TektonStart(
          path: path, name: name, place: object.place, kind: object.kind,
          spec: scope.filled(spec, &filling), triggers: triggers)
      }
    }
  }

  /// A trigger of a listener, or one that stands for itself.
  private struct Source {
    var path: RelativePath
    var name: String
    var value: PipelineValue
  }

  private var triggers: [Source] {
    let alone = objects.objects("Trigger").filter { $0.group == "triggers.tekton.dev" }
      .compactMap { object in
        object.spec.map { Source(path: object.path, name: object.name, value: $0) }
      }
    let listeners = objects.objects("EventListener").flatMap { listener in
      (listener.spec?["triggers"]?.items ?? []).filter { $0["triggerRef"] == nil }.map { value in
        Source(path: listener.path, name: value["name"]?.text ?? listener.name, value: value)
      }
    }
    return listeners + alone
  }

  private func template(of trigger: Source) -> Template? {
    let template = trigger.value["template"]
    if let spec = template?["spec"] { return Template(inline: spec, of: trigger) }
    guard let name = (template?["ref"] ?? template?["name"])?.text else { return nil }
    return objects.object(["TriggerTemplate"], named: name, near: trigger.path).map(Template.init)
  }

  // MARK: - Events

  private func events(of trigger: Source) -> [Trigger] {
    let interceptors = trigger.value["interceptors"]?.itemsOrSelf ?? []
    let filters = interceptors.compactMap { value in
      Self.parameter("filter", of: value, old: "cel").flatMap { filter in
        filter.text.map { TektonFilter($0, at: filter.place) }
      }
    }
    let types = interceptors.flatMap { value in
      ["github", "gitlab", "bitbucket"].compactMap {
        Self.parameter("eventTypes", of: value, old: $0)
      }.first?.leaves ?? []
    }
    if !types.isEmpty {
      let branches = filters.flatMap(\.branches)
      let isForTags = filters.contains { $0.text.contains("refs/tags") }
      return types.map { type in
        Self.event(type.text ?? "", branches: branches, isForTags: isForTags, at: type.place)
      }.uniqued()
    }
    if !filters.isEmpty { return filters.flatMap(\.triggers) }
    return [Trigger(byBinding(of: trigger), at: trigger.value.place)]
  }

  private static func event(
    _ type: String, branches: [String], isForTags: Bool, at place: Place
  ) -> Trigger {
    switch type.lowercased() {
    case "push", "push hook", "repo:refs_changed", "repo:push":
      return isForTags
        ? Trigger(.tag, at: place) : Trigger(.push, branches: branches, at: place)
    case "pull_request", "merge request hook", "pullrequest:created", "pullrequest:updated",
      "pr:opened", "pr:from_ref_updated":
      return Trigger(.pullRequest, branches: branches, at: place)
    case "tag push hook", "create": return Trigger(.tag, at: place)
    case "release", "release hook": return Trigger(.release, at: place)
    default: return Trigger(.other, at: place)
    }
  }

  /// A parameter of an interceptor, in the present or the older form (`cel: {filter: …}`).
  private static func parameter(
    _ name: String, of interceptor: PipelineValue, old: String
  ) -> PipelineValue? {
    if let value = interceptor[old, name] { return value }
    guard interceptor["ref", "name"]?.text == old else { return nil }
    return interceptor["params"]?.items.first { $0["name"]?.text == name }?["value"]
  }

  /// The event whose fields the bindings take, where no interceptor says it.
  private func byBinding(of trigger: Source) -> Trigger.Event {
    var taken = Fields()
    for binding in trigger.value["bindings"]?.items ?? [] {
      binding.visitTexts { taken.add($0) }
      guard let name = (binding["ref"] ?? binding["name"])?.text,
        let object = objects.object(Self.bindingKinds, named: name, near: trigger.path),
        let own = fields[object.place]
      else { continue }
      taken.formUnion(own)
    }
    return taken.isOfRequest ? .pullRequest : taken.isOfPush ? .push : .api
  }
}
