import FactModel
import Rubrics

extension Wording {
  /// What the tree shows of the ladder, or of orchestration: the heading, and each with its key in the
  /// evidence and its name.
  typealias Shown = (heading: String, items: [(key: String, name: String)])

  /// The rungs and the capabilities that the tree shows, where it shows any.
  func infrastructure(of assessment: Assessment) -> [Shown] {
    let groups: [Shown] = [
      (ladder, assessment.ladder.map { ($0.rawValue, rung($0)) }),
      (orchestration, assessment.orchestration.map { ($0.rawValue, capability($0)) }),
    ]
    return groups.filter { !$0.items.isEmpty }
  }

  func rung(_ rung: Rung) -> String {
    switch rung {
    case .server: say("Server", "서버")
    case .configManagement: say("Configuration management", "구성 관리")
    case .virtualMachine: say("Virtual machine", "가상 머신")
    case .cloud: say("Cloud", "클라우드")
    case .paas: say("Platform (PaaS)", "플랫폼 (PaaS)")
    case .docker: say("Containers (Docker)", "컨테이너 (Docker)")
    case .kubernetes: say("Kubernetes", "쿠버네티스")
    case .serviceMesh: say("Service mesh", "서비스 메시")
    }
  }

  func capability(_ capability: OrchestrationCapability) -> String {
    switch capability {
    case .centralControl: say("Central control", "중앙 제어")
    case .stateManagement: say("State management", "상태 관리")
    case .deploymentManagement: say("Deployment management", "배포 관리")
    case .deploymentVersioning: say("Deployment versioning", "배포 버전 관리")
    case .serviceDiscovery: say("Service discovery", "서비스 디스커버리")
    case .volumeStorage: say("Volume storage", "볼륨 스토리지")
    }
  }
}
