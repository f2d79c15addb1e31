import SourceModel
import Syntax

extension CommandCall {
  /// The tasks of the Rakefile and of the folders that Rake and Rails load beside it.
  ///
  /// https://guides.rubyonrails.org/command_line.html#custom-rake-tasks and
  /// https://ruby.github.io/rake/doc/rakefile_rdoc.html#label-Multiple+Rake+Files
  func rake(_ program: String, _ names: [String], _ files: inout FollowedFiles) -> [Callee] {
    let file = nearest(["Rakefile", "rakefile", "Rakefile.rb"])
    let tasks = file.map { files.rakeTasks(of: $0, context) } ?? [:]
    // `rails generate model name:string`: what stands behind a command of Rails names no task.
    let areTasks = program == "rake" || names.first?.contains(":") == true
    var seen: Set<String> = []
    return names.flatMap { name -> [Callee] in
      // One of several is called as if it stood alone, where the catalogue knows it.
      if names.count > 1, areTasks, tasks[name] == nil {
        guard context.takes(looks: Self.looksOfTask), seen.insert(name).inserted else { return [] }
        return [taskOfGem(name, program, in: file?.folder)]
      }
      guard let file else { return [] }
      return rakeTask(name, isAsked: true, tasks, in: file.folder, &seen, depth: 0)
    }
  }

  /// What making a command of a task takes.
  private static let looksOfTask = 100

  /// What the tree does not define comes from a gem: it is the command of that name.
  private func taskOfGem(_ name: String, _ program: String, in folder: RelativePath?) -> Callee {
    let command = Targets.commands(quoting: [program, name], at: place.position)
    return Callee(
      key: "rake#\(name)", folder: folder, content: .commands(command, place.path))
  }

  /// A task behind those that it depends on.
  private func rakeTask(
    _ name: String, isAsked: Bool, _ tasks: [String: [FollowedFiles.FoundTask]],
    in folder: RelativePath, _ seen: inout Set<String>, depth: Int
  ) -> [Callee] {
    guard depth < 50, seen.insert(name).inserted else { return [] }
    guard let known = tasks[name] else {
      return isAsked || name.isEmpty ? [] : [taskOfGem(name, "rake", in: folder)]
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
