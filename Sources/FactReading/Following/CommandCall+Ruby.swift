import SourceModel
import Syntax

extension CommandCall {
  /// The tasks of the Rakefile and of the folders that Rake and Rails load beside it.
  ///
  /// https://guides.rubyonrails.org/command_line.html#custom-rake-tasks and
  /// https://ruby.github.io/rake/doc/rakefile_rdoc.html#label-Multiple+Rake+Files
  func rake(_ names: [String], _ files: inout FollowedFiles) -> [Callee] {
    guard let file = nearest(["Rakefile", "rakefile", "Rakefile.rb"]) else { return [] }
    let tasks = files.rakeTasks(of: file, context)
    var seen: Set<String> = []
    return names.flatMap { rakeTask($0, isAsked: true, tasks, in: file.folder, &seen, depth: 0) }
  }

  /// A task behind those that it depends on.
  private func rakeTask(
    _ name: String, isAsked: Bool, _ tasks: [String: [FollowedFiles.FoundTask]],
    in folder: RelativePath, _ seen: inout Set<String>, depth: Int
  ) -> [Callee] {
    guard depth < 50, seen.insert(name).inserted else { return [] }
    guard let known = tasks[name] else {
      // What the tree does not define comes from a gem: it is the command of that name.
      guard !isAsked, !name.isEmpty else { return [] }
      let command = Targets.commands(quoting: ["rake", name], at: place.position)
      return [
        Callee(key: "rake#\(name)", folder: folder, content: .commands(command, place.path))
      ]
    }
    let looks = known.reduce(known.count) { $0 + $1.target.dependencies.count }
    guard context.takes(looks: looks) else { return [] }
    let needed = known.flatMap(\.target.dependencies).flatMap { name in
      rakeTask(name, isAsked: false, tasks, in: folder, &seen, depth: depth + 1)
    }
    return needed
      + known.map { target, file in
        Callee(
          key: "\(file)#\(name)", folder: folder, content: .commands(target.commands, file))
      }
  }
}
