import FactModel
import SourceModel
import Syntax

/// Reads what jobs and preparing containers run.
enum JobCommands {
  /// Programs and images that carry data away.
  private static let dumps = [
    "pg_dump", "mysqldump", "mariadb-dump", "mongodump", "velero", "restic", "aws s3", "gsutil",
    "gcloud storage", "rclone", "borg", "pgbackrest", "wal-g", "kopia", "barman", "duplicity",
    "azcopy", "etcdctl snapshot", "redis-cli --rdb", "xtrabackup", "pgdump", "postgres-backup",
    "mysql-backup", "pg_basebackup", "mc cp", "mc mirror", "s3cmd", "/snapshot",
  ]

  /// Notes the commands for the catalogue, and backups that really back something up.
  static func read(_ object: KubernetesObject, _ pod: PodTemplate, into sheet: inout FactSheet) {
    let isJob = object.kind == "Job" || object.kind == "CronJob"
    let containers = isJob ? pod.containers : pod.startingContainers
    for container in containers { sightCommands(of: container, into: &sheet) }
    if isJob {
      readBackup(object, containers, into: &sheet)
      readHook(object, containers, into: &sheet)
    }
  }

  private static func words(of container: Node) -> [Node] {
    (container["command"]?.itemsOrSelf ?? []) + (container["args"]?.itemsOrSelf ?? [])
  }

  private static func sightCommands(of container: Node, into sheet: inout FactSheet) {
    CommandSightings.sight(words(of: container), into: &sheet)
  }

  private static func readBackup(
    _ object: KubernetesObject, _ containers: [Node], into sheet: inout FactSheet
  ) {
    let name = object.name.lowercased()
    guard ["backup", "dump", "snapshot"].contains(where: name.contains) else { return }
    for container in containers {
      let nodes = [container["image"]].compactMap { $0 } + words(of: container)
      for node in nodes {
        guard let text = node.text?.lowercased(), dumps.contains(where: text.contains) else {
          continue
        }
        let line = sheet.contentPosition(node)
        let tool = NamedTool("backup-job", "Backup job", "resilience")
        sheet.use(tool, [.backsUp], at: Place(sheet.file.path, line))
        return
      }
    }
  }

  /// Jobs that a deployer runs behind the deployment to check it.
  ///
  /// https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
  private static func readHook(
    _ object: KubernetesObject, _ containers: [Node], into sheet: inout FactSheet
  ) {
    let annotations = object.node["metadata", "annotations"]
    let keys = ["argocd.argoproj.io/hook", "helm.sh/hook"]
    guard let entry = keys.lazy.compactMap({ annotations?.entry($0) }).first,
      let hook = entry.value.text,
      ["PostSync", "post-upgrade", "post-install"].contains(where: hook.contains)
    else { return }
    let name = object.name.lowercased()
    guard ["smoke", "test", "verify", "check"].contains(where: name.contains), !containers.isEmpty
    else { return }
    let tool = NamedTool("post-deployment-job", "Check after the deployment", "deployment")
    sheet.use(tool, [.verifies], confidence: .inferred, at: sheet.place(entry.key))
  }
}

/// Notes commands that stand in configuration, word by word or as shell text.
enum CommandSightings {
  private static let shells: Set<String> = ["sh", "bash", "ash", "zsh", "dash"]

  /// Notes the commands that a list of words or texts runs.
  static func sight(_ nodes: [Node], into sheet: inout FactSheet) {
    let words = nodes.compactMap(\.text)
    guard let first = words.first, words.count == nodes.count else { return }
    let program = String(first.split(separator: "/").last ?? "")
    guard shells.contains(program) || nodes.count == 1 else {
      sheet.sight(.command(words), at: sheet.place(nodes[0]))
      return
    }
    guard let script = nodes.last else { return }
    sightScript(script, into: &sheet)
  }

  /// Notes the commands of a shell text.
  static func sightScript(_ node: Node, into sheet: inout FactSheet) {
    guard let text = node.text else { return }
    let start = sheet.contentPosition(node)
    let commands = ShellScript.parse(text, startingAt: start).commands
    for command in commands.prefix(500) where command.isReachable && !command.words.isEmpty {
      sheet.sight(.command(command.words), at: Place(sheet.file.path, command.position))
    }
  }
}
