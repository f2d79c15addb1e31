import FactModel
import TestSupport
import Testing

@Suite struct AgentConfigurationTests {
  @Test(arguments: [
    ("common: {distributed_tracing: {enabled: false}}\nproduction: {app_name: shop}\n", false),
    ("common: {distributed_tracing: {enabled: true}}\n", true),
    ("common: {app_name: shop}\n", true),
    (
      """
      common: {distributed_tracing: {enabled: false}}
      production: {distributed_tracing: {enabled: true}}
      """, true
    ),
  ])
  func `An agent whose tracing is off everywhere gives no traces`(
    _ configuration: String, _ gives: Bool
  ) async {
    let facts = await SmallRepository([
      "Gemfile": "source 'https://rubygems.org'\ngem 'newrelic_rpm'\n",
      "config/newrelic.yml": configuration,
    ]).facts
    #expect(facts.uses.contains { $0.capabilities.contains(.traces) } == gives)
    #expect(facts.uses.contains { $0.capabilities.contains(.metrics) })
  }
}
