import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// What resources of infrastructure code do for the operation of a service.
@Suite struct OperationResourcesTests {
  private static let table: [(Capability, String)] = [
    (
      .alerts,
      """
      aws_cloudwatch_metric_alarm aws_cloudwatch_composite_alarm azurerm_monitor_metric_alert
      azurerm_monitor_action_group azurerm_application_insights_standard_web_test
      google_monitoring_alert_policy google_monitoring_uptime_check_config datadog_monitor
      newrelic_nrql_alert_condition dynatrace_alerting grafana_rule_group honeycombio_trigger
      signalfx_detector elasticstack_kibana_alerting_rule sentry_metric_alert sentry_issue_alert
      statuscake_uptime_check pingdom_check betteruptime_monitor healthchecksio_check
      pagerduty_service opsgenie_team checkly_check uptimerobot_monitor
      grafana_oncall_integration Microsoft.Insights/metricAlerts Microsoft.Insights/actionGroups
      AWS::CloudWatch::Alarm AWS::CloudWatch::CompositeAlarm
      """
    ),
    (
      .metrics,
      """
      aws_cloudwatch_metric_alarm aws_synthetics_canary azurerm_application_insights
      google_logging_metric Microsoft.Insights/components AWS::CloudWatch::Alarm
      """
    ),
    (
      .dashboards,
      """
      aws_cloudwatch_dashboard azurerm_portal_dashboard azurerm_application_insights_workbook
      google_monitoring_dashboard datadog_dashboard_json newrelic_one_dashboard grafana_dashboard
      honeycombio_flexible_board Microsoft.Portal/dashboards Microsoft.Insights/workbooks
      AWS::CloudWatch::Dashboard
      """
    ),
    (
      .logs,
      """
      aws_cloudwatch_log_group azurerm_log_analytics_workspace google_logging_project_sink
      Microsoft.OperationalInsights/workspaces AWS::Logs::LogGroup
      """
    ),
    (
      .traces,
      """
      aws_xray_sampling_rule azurerm_application_insights Microsoft.Insights/components
      """
    ),
    (
      .checksHealth,
      """
      aws_route53_health_check cloudflare_healthcheck AWS::Route53::HealthCheck
      """
    ),
    (
      .tracksErrors,
      """
      azurerm_application_insights
      """
    ),
    (
      .objectives,
      """
      google_monitoring_slo datadog_service_level_objective newrelic_service_level
      dynatrace_slo_v2 grafana_slo honeycombio_slo elasticstack_kibana_slo
      AWS::ApplicationSignals::ServiceLevelObjective
      """
    ),
    (
      .injectsFaults,
      """
      aws_fis_experiment_template azurerm_chaos_studio_experiment Microsoft.Chaos/experiments
      AWS::FIS::ExperimentTemplate
      """
    ),
    (
      .backsUp,
      """
      aws_backup_plan azurerm_backup_policy_vm google_backup_dr_backup_plan
      AWS::Backup::BackupPlan
      """
    ),
    (
      .testsLoad,
      """
      Microsoft.LoadTestService/loadTests
      """
    ),
  ]

  @Test(arguments: table)
  func `Resources of clouds and services are known by what they do`(
    _ capability: Capability, _ types: String
  ) {
    let place = Place(RelativePath("main.tf"), .start)
    for type in types.split(whereSeparator: \.isWhitespace) {
      let uses = BuiltInKnowledge.catalogue.uses(
        of: Sighting(.resource(String(type)), at: place, excerpt: ""))
      #expect(uses.contains { $0.capabilities.contains(capability) }, "\(type)")
    }
  }
}
