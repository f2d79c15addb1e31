import FactModel
import SourceModel

extension JenkinsBuilder {
  /// Walks a function of the tree with what is passed to it.
  mutating func follow(
    _ function: JenkinsFunction, _ call: GroovyCall, into job: inout Job, _ setting: JenkinsSetting
  ) {
    calls += 1
    var inner = setting
    var own: [String: String] = [:]
    var positional = function.parameters[...]
    for argument in call.arguments {
      let name = argument.label.map { (function.parameters.first ?? "config") + "." + $0 }
      guard let name = name ?? positional.popFirst() else { continue }
      // A value that the caller was given itself is passed on.
      let value =
        argument.parts.text?.text
        ?? argument.parts.plainName
        .flatMap { setting.environment[$0] }
      if let value { own[name] = value }
    }
    inner.environment = follower.joined(
      setting.environment, with: own, at: source.place(call.position))
    let outer = (source, closure)
    closure = positional.last.flatMap { name in
      call.blocks.isEmpty ? nil : JenkinsClosure(name: name, blocks: call.blocks, source: source)
    }
    source = function.source
    walk(function.body, into: &job, inner)
    (source, closure) = outer
  }

  /// Walks the block that the function was given, where it calls it.
  mutating func callClosure(
    _ call: GroovyCall, into job: inout Job, _ setting: JenkinsSetting
  ) -> Bool {
    guard let passed = closure, call.name == passed.name || call.name == passed.name + ".call"
    else { return false }
    let outer = source
    source = passed.source
    closure = nil
    for block in passed.blocks { walk(block, into: &job, setting) }
    (source, closure) = (outer, passed)
    return true
  }
}
