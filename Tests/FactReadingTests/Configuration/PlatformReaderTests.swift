import Testing

@Suite struct PlatformReaderTests {
  static let manifests: [AnnotatedFile] = [
    AnnotatedFile(
      "fly.toml",
      """
      app = "api"                        ⟦platform api⟧
      [build]
      image = "acme/api:1.0"             ⟦image acme/api:1.0 version; sees acme/api⟧
      [deploy]
      strategy = "bluegreen"             ⟦strategy blue-green⟧
      [env]
      SENTRY_DSN = "https://k@s.io/1"    ⟦tracks-errors⟧
      [http_service]
      min_machines_running = 2           ⟦replicas⟧
      [[http_service.checks]]            ⟦probe; verifies⟧
      path = "/health"
      [[vm]]
      memory = "1gb"                     ⟦bounds⟧
      [[metrics]]                        ⟦metrics⟧
      port = 9091
      [mounts]                           ⟦volume⟧
      source = "data"
      """),
    AnnotatedFile(
      "fly.toml",
      """
      app = "web"              ⟦platform web⟧
      [experimental]
      auto_rollback = true     ⟦rolls-back-by-itself⟧
      """),
    AnnotatedFile(
      "fly.staging.toml",
      """
      app = "api-staging"     ⟦platform api-staging; environment staging⟧
      [deploy]
      strategy = "rolling"
      """),
    AnnotatedFile(
      "render.yaml",
      """
      previews:                          ⟦environment preview⟧
        generation: automatic
      services:
        - type: web
          name: api                      ⟦platform api⟧
          branch: main                   ⟦pulls-from-tree⟧
          plan: starter                  ⟦bounds⟧
          numInstances: 2                ⟦replicas⟧
          healthCheckPath: /health       ⟦probe; verifies⟧
          disk: {name: d, mountPath: /d} ⟦volume⟧
        - type: web
          name: site-staging             ⟦environment staging⟧
          repo: https://example.org/a/b  ⟦pulls-from-tree⟧
          runtime: static
        - type: web
          name: site
          runtime: static
          autoDeployTrigger: "off"
      projects:
        - name: all
          environments:
            - name: production           ⟦environment production⟧
              services:
                - type: worker
                  name: jobs             ⟦platform jobs⟧
                  autoDeploy: true       ⟦pulls-from-tree⟧
      """),
    AnnotatedFile(
      "azure.yaml",
      """
      name: shop
      services:
        api:                                  ⟦platform api⟧
          host: containerapp
          image: acme/api:1.4                 ⟦image acme/api:1.4 version; sees acme/api⟧
        site:
          host: staticwebapp
        jobs:
          host: aks
      hooks:
        postprovision:
          run: npx prisma migrate deploy      ⟦runs prisma migrate deploy⟧
        predeploy:
          run: npm run seed
          continueOnError: true
      """),
    AnnotatedFile(
      "app.json",
      """
      {
        "formation": {"web": {"quantity": 2, "size": "standard-1x"}}, ⟦bounds-resources⟧
        "addons": [
          "papertrail:choklad",         ⟦sees heroku-addon:papertrail⟧
          {"plan": "newrelic:wayne"}    ⟦sees heroku-addon:newrelic⟧
        ],
        "environments": {
          "test": {},
          "review": {}                  ⟦environment review; environment production⟧
        }
      }
      """),
    AnnotatedFile(
      "app.yaml",
      """
      runtime: python312
      service: api                     ⟦platform api⟧
      readiness_check:                 ⟦probe; verifies⟧
        app_start_timeout_sec: 600     ⟦rolls-back-by-itself⟧
      automatic_scaling:               ⟦bounds⟧
        max_instances: 4
      """),
    AnnotatedFile(
      "app-staging.yaml",
      """
      runtime: python312               ⟦platform default; environment staging⟧
      manual_scaling: {instances: 1}   ⟦replicas⟧
      """),
    AnnotatedFile(
      "manifest-production.yml",
      """
      ---                                          ⟦environment production⟧
      applications:
        - name: api                                ⟦platform api⟧
          memory: 512M                             ⟦bounds⟧
          instances: 2                             ⟦replicas⟧
          health-check-type: http                  ⟦probe⟧
          docker: {image: "acme/api:((version))"}  ⟦image acme/api:((version)) filled; sees acme/api⟧
        - name: worker                             ⟦platform worker⟧
          health-check-type: process
      """),
    AnnotatedFile(
      ".do/app.yaml",
      """
      services:
        - name: api                    ⟦platform api⟧
          instance_count: 2            ⟦replicas⟧
          health_check: {http_path: /} ⟦probe⟧
          github:
            deploy_on_push: true       ⟦pulls-from-tree⟧
          log_destinations:            ⟦logs⟧
            - name: a
      alerts:                          ⟦alerts⟧
        - rule: DEPLOYMENT_FAILED
        - rule: REQUEST_DURATION_P95_MS
      """),
    AnnotatedFile(
      "netlify.toml",
      """
      [build]
      publish = "dist"
      command = "npm test && npm run build"               ⟦runs npm test; runs npm run build⟧
      [[plugins]]
      package = "@netlify/plugin-lighthouse"              ⟦sees netlify-plugin:@netlify/plugin-lighthouse⟧
      [context.production]                                ⟦environment production⟧
      environment = {SENTRY_DSN = "https://k@s.io/1"}     ⟦tracks-errors⟧
      [context.deploy-preview]                            ⟦environment preview; environment production⟧
      command = "make"                                    ⟦runs make⟧
      """),
    AnnotatedFile(
      "netlify.toml",
      """
      [build]
      command = "make preview"     ⟦runs make preview; environment preview⟧
      [context.production]         ⟦environment production⟧
      command = "make site"        ⟦runs make site⟧
      """),
    AnnotatedFile(
      "vercel.json",
      """
      {
        "buildCommand": "npm run check",             ⟦runs npm run check⟧
        "git": {
          "deploymentEnabled": {"main": true}        ⟦pulls-from-tree⟧
        },
        "functions": {"api/*.ts": {"memory": 512}} ⟦bounds-resources⟧
      }
      """),
    AnnotatedFile(
      "web/vercel.json",
      """
      {
        "ignoreCommand": "git diff --quiet HEAD^ HEAD ./web" ⟦pulls-from-tree⟧
      }
      """),
    AnnotatedFile(
      "docs/vercel.json",
      """
      {"git": {"deploymentEnabled": false}, "ignoreCommand": "exit 0"}
      """),
    AnnotatedFile(
      "railway.toml",
      """
      [build]
      buildCommand = "npm run build"            ⟦runs npm run build⟧
      watchPatterns = ["src/**"]                ⟦pulls-from-tree⟧
      [deploy]                                  ⟦platform default⟧
      preDeployCommand = ["npm run migrate"]    ⟦runs npm run migrate⟧
      healthcheckPath = "/health"               ⟦probe; verifies⟧
      restartPolicyType = "ON_FAILURE"          ⟦restart⟧
      overlapSeconds = 30                       ⟦strategy rolling update⟧
      [environments.staging.deploy]             ⟦environment staging⟧
      numReplicas = 2                           ⟦replicas⟧
      [environments.pr.deploy]                  ⟦environment preview⟧
      startCommand = "npm start"
      """),
    AnnotatedFile(
      "railway.json",
      """
      {
        "deploy": {             ⟦platform default⟧
          "numReplicas": 1      ⟦replicas⟧
        }
      }
      """),
    AnnotatedFile(
      "wrangler.toml",
      """
      name = "api"
      logpush = true                 ⟦logs⟧
      [limits]
      cpu_ms = 50                    ⟦bounds-resources⟧
      [env.staging]                  ⟦environment staging⟧
      name = "api-staging"
      [env.production.observability] ⟦environment production⟧
      enabled = true                 ⟦logs⟧
      """),
    AnnotatedFile(
      ".firebaserc",
      """
      {"projects": {
        "default": "acme",
        "staging": "acme-staging"   ⟦environment staging⟧
      }}
      """),
    AnnotatedFile(
      ".do/app.yaml",
      """
      name: shop
      alerts:
        - rule: DEPLOYMENT_FAILED
      services:
        - name: api                          ⟦platform api⟧
          build_command: npm run build       ⟦runs npm run build⟧
          image:
            registry_type: DOCR
            repository: api                  ⟦image api:1.4 version⟧
            tag: "1.4"
          github:
            deploy_on_push: true             ⟦pulls-from-tree⟧
          health_check: {http_path: /health} ⟦probe⟧
          instance_count: 2                  ⟦replicas⟧
          envs:
            - {key: SENTRY_DSN, type: SECRET} ⟦tracks-errors⟧
      workers:
        - name: mail                         ⟦platform mail⟧
          alerts:                            ⟦alerts⟧
            - rule: CPU_UTILIZATION
              value: 80
      static_sites:
        - name: web
          github:
            deploy_on_push: true             ⟦pulls-from-tree⟧
      """),
    AnnotatedFile(
      ".ebextensions/01.config",
      """
      option_settings:
        aws:elasticbeanstalk:command:
          DeploymentPolicy: Immutable          ⟦chooses-strategy rolls-back-by-itself⟧
        aws:elasticbeanstalk:application:
          Application Healthcheck URL: /health ⟦checks-health⟧
        aws:elasticbeanstalk:cloudwatch:logs:
          StreamLogs: true                     ⟦logs⟧
        aws:elasticbeanstalk:xray:
          XRayEnabled: false
      """),
  ]

  @Test(arguments: manifests)
  func manifestsOfPlatformsAreRead(_ file: AnnotatedFile) { file.expectFacts() }

  static let commands: [AnnotatedFile] = [
    AnnotatedFile(
      "Procfile", "web: rails server\nrelease: rails db:migrate ⟦runs rails db:migrate⟧"),
    AnnotatedFile(
      "heroku.yml",
      """
      build: {docker: {web: Dockerfile}}
      release:
        command:
          - rake db:migrate   ⟦runs rake db:migrate⟧
      """),
  ]

  @Test(arguments: commands)
  func commandsAtReleasesAreSeen(_ file: AnnotatedFile) { file.expectFacts() }

  static let others: [AnnotatedFile] = [
    AnnotatedFile("app.yaml", "services:\n  - name: api\n"),
    AnnotatedFile("config/app.yaml", "name: x\nruntime:\n  level: 1\n"),
    AnnotatedFile("render.yaml", "services: 3"),
    AnnotatedFile("fly.toml", "title = \"insects\""),
    AnnotatedFile("docs/manifest.yml", "applications: none"),
    AnnotatedFile("app.json", "{\"expo\": {\"environments\": 1}}"),
  ]

  @Test(arguments: others)
  func otherFilesOfTheNameSayNothing(_ file: AnnotatedFile) { file.expectFacts() }
}
