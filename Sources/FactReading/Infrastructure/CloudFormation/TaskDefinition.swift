import FactModel
import SourceModel
import Syntax

/// Reads Amazon ECS' task definitions, in templates and in files of their own.
///
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
enum TaskDefinition {
  static let tool = NamedTool("ecs-resources", "Amazon ECS", "infrastructure")

  /// Reads a definition into the sheet.
  static func read(
    _ definition: Node, kind: String, name: String, at place: Place, into sheet: inout FactSheet
  ) {
    var workload = Workload(
      platform: .ecs, kind: kind, name: name, place: place, isTemplate: sheet.isTemplate)
    let containers = definition.anyCase("ContainerDefinitions")?.items ?? []
    workload.images = containers.flatMap { images(of: $0, in: &sheet) }
    workload.probes = containers.compactMap { container in
      // What the console exports names every setting, and sets most to null.
      container.anyCaseEntry("HealthCheck").flatMap { entry in
        entry.value.isNull ? nil : Located("health check", at: sheet.place(entry.key))
      }
    }
    workload.resources = ([definition] + containers).lazy
      .flatMap { node in ["Memory", "MemoryReservation", "Cpu"].map { node.anyCaseEntry($0) } }
      .compactMap { $0 }.first { !$0.value.isNull && $0.value.text != "0" }.map {
        sheet.place($0.key)
      }
    workload.volumes = (definition.anyCase("Volumes")?.items ?? []).compactMap { volume in
      [
        "EFSVolumeConfiguration", "efsVolumeConfiguration",
        "FSxWindowsFileServerVolumeConfiguration",
      ]
      .lazy.compactMap { volume.entry($0) }.first.map { sheet.place($0.key) }
    }
    sheet.facts.workloads.append(workload)
    for container in containers { readOperation(of: container, into: &sheet) }
  }

  private static func images(of container: Node, in sheet: inout FactSheet) -> [ImageReference] {
    guard let image = container.anyCase("Image"), let text = CloudText.text(image) else {
      return []
    }
    let node = Node(.scalar(Scalar(text, style: .doubleQuoted)), at: image.position)
    return sheet.deployedImages(node)
  }

  private static func readOperation(of container: Node, into sheet: inout FactSheet) {
    if let logging = container.anyCaseEntry("LogConfiguration"),
      let driver = logging.value.anyCase("LogDriver")?.text, driver != "json-file"
    {
      sheet.use(tool, [.logs], at: sheet.place(logging.key))
    }
    // What comes from a secret store is set.
    let variables = ["Environment", "Secrets"].flatMap { container.anyCase($0)?.items ?? [] }
      .compactMap { variable in
        variable.anyCase("Name")?.text.map {
          ProgramVariable(
            name: $0, value: variable.anyCase("Value")?.text, place: sheet.place(variable))
        }
      }
    sheet.sight(variables)
    StartCommand.read(
      container.anyCase("EntryPoint"), container.anyCase("Command"), into: &sheet)
  }
}

/// Reads task definitions that stand in files, which pipelines register.
struct TaskDefinitionReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("containerDefinitions") && file.contains("image")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    let definition = root["taskDefinition"] ?? root
    guard definition["containerDefinitions"]?.isSequence == true, root["Resources"] == nil else {
      return
    }
    let place = sheet.place(of: "containerDefinitions", in: definition)
    TaskDefinition.read(
      definition, kind: "task definition", name: definition["family"]?.text ?? "", at: place,
      into: &sheet)
    let capabilities: CaseSet<Capability> = [.describesInfrastructure, .keepsState]
    sheet.use(TaskDefinition.tool, capabilities, rungs: [.cloud, .docker], at: place)
    sheet.environmentOfFile(beside: ["task-definition", "taskdef", "task-def", "task"])
  }
}
