import FactModel
import SourceModel
import TestSupport
import Testing

/// The file that holds Drone's pipeline is a setting on its server.
@Suite struct DroneFileTests {
  private static let pipeline =
    "kind: pipeline\nsteps: [{name: test, image: golang, commands: [go test ./...]}]\n"

  @Test(arguments: [
    ([".drone-1.0.yml"], [".drone-1.0.yml"]),
    ([".drone.amd64.yml", ".drone.arm64.yml"], [".drone.amd64.yml", ".drone.arm64.yml"]),
    ([".drone.yml", ".drone-1.0.yml"], [".drone.yml"]),
    (["drone.yml"], []), ([".drone-example.yml"], []), (["sub/.drone-1.0.yml"], []),
  ])
  func `A file beside the usual name counts where there is none of it`(
    _ paths: [String], _ read: [String]
  ) async {
    let files = Dictionary(uniqueKeysWithValues: paths.map { ($0, Self.pipeline) })
    let facts = await SmallRepository(files).facts
    #expect(facts.pipelines.map(\.place.path.text) == read)
  }

  @Test func `What is no pipeline is not read as one`() async {
    let facts = await SmallRepository([".drone-secrets.yml": "kind: secret\nname: a\n"]).facts
    #expect(facts.pipelines == [])
  }
}
