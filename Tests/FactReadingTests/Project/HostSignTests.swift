import FactModel
import FactReading
import SourceModel
import Testing

@Suite struct HostSignTests {
  @Test(arguments: [
    ("src/Defaults/Extensions.cs", "builder.Logging.AddOpenTelemetry(o => {});", Capability.logs),
    ("src/Api/Program.cs", "services.AddOpenTelemetry().WithLogging();", .logs),
    (
      "src/Host/Program.cs", "var a = b.AddProject<X>().WithHttpHealthCheck(\"/ok\");",
      .checksHealth
    ),
    ("src/Host/AppHost.cs", "api.WithHttpProbe(ProbeType.Liveness, \"/ok\");", .checksHealth),
    ("src/Api/Startup.cs", "endpoints.MapHealthChecks(\"/ok\");", .offersHealth),
  ])
  func `A host tells what it sets up for its operation`(
    _ path: String, _ line: String, _ capability: Capability
  ) {
    let found = projectFacts(path, "class A {\n  // none\n  \(line)\n}\n").uses
      .filter { $0.capabilities == [capability] }
    #expect(found.map(\.place) == [Place(RelativePath(path), line: 3)])
  }

  @Test(arguments: [
    "// app.MapHealthChecks(\"/ok\");", "var a = \"WithHttpProbe(\";", "Map(\"/ok\");",
    "new HttpClientBuilder().WithLogging(factory).Build();",
  ])
  func `A comment, a text or another library's call sets nothing up`(_ line: String) {
    #expect(projectFacts("src/Program.cs", "class A {\n  \(line)\n}\n").uses == [])
  }
}
