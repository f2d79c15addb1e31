import Testing

@Suite struct MachineReaderTests {
  static let recipes: [AnnotatedFile] = [
    AnnotatedFile(
      "jobs/api.nomad.hcl",
      """
      job "api" {                        ⟦describes-infrastructure keeps-state rung:server⟧
        update {
          max_parallel = 1
          canary       = 1               ⟦strategy canary⟧
          auto_revert  = true            ⟦rolls-back-by-itself⟧
          progress_deadline = "5m"       ⟦rollout bound⟧
        }
        group "web" {
          count = 3                      ⟦replicas⟧
          restart {                      ⟦restart⟧
            attempts = 2
          }
          volume "data" {                ⟦volume⟧
            type = "csi"
          }
          service {                      ⟦discovers-services⟧
            name = "api"
            check {                      ⟦probe⟧
              type = "http"
            }
            connect {                    ⟦discovers-services rung:service-mesh⟧
              sidecar_service {}
            }
          }
          task "server" {                ⟦nomad server⟧
            driver = "docker"
            config {
              image = "acme/api:${var.version}" ⟦image acme/api:${var.version} filled; sees acme/api⟧
            }
            resources {                  ⟦bounds⟧
              memory = 256
            }
          }
        }
      }
      """),
    AnnotatedFile(
      "jobs/batch.nomad",
      """
      job "batch" {                      ⟦describes-infrastructure keeps-state rung:server⟧
        group "g" {
          task "t" {                     ⟦nomad t⟧
            driver = "exec"
          }
        }
      }
      """),
    AnnotatedFile(
      "config/deploy/production.rb",
      """
      # set :x
      server "a.acme.test", roles: %w[app]         ⟦environment production; describes-recipe rung:server⟧
      set :branch, ENV.fetch("GIT_TAG", "main")    ⟦rolls-back⟧
      """),
    AnnotatedFile(
      "config/deploy.rb", "set :application, 'shop'\nset :branch, ENV['BRANCH'] || 'main'"),
    AnnotatedFile("config/deploy.rb", "set :branch, ENV['REVISION'] || 'main' ⟦rolls-back⟧"),
    AnnotatedFile(
      "config/deploy.rb",
      """
      require 'mina/git'
      raise unless %w[staging production].include?(ENV['to']) ⟦environment staging; environment production⟧
      branch = ENV['branch'] || 'main'
      set :commit, ENV['commit']                              ⟦rolls-back⟧
      # when 'production'
      """),
    AnnotatedFile("config/deploy.rb", "task :staging do   ⟦environment staging⟧\nend"),
    AnnotatedFile("config/deploy.rb", "set :rails_envs, %w(development test)"),
    AnnotatedFile("config/deploy-staging.rb", "set :domain, 'a' ⟦environment staging⟧"),
    AnnotatedFile("config/environments/development.rb", "Rails.application.configure do\nend"),
    AnnotatedFile(
      "config/environments/staging.rb",
      "Rails.application.configure do ⟦environment staging⟧\nend"),
    AnnotatedFile(
      "fabfile.py",
      """
      from fabric.api import env, run

      def staging():                ⟦environment staging⟧
          env.hosts = ["a.acme.test"]

      def testing():
          run("pytest")

      def deploy(branch="main"):    ⟦describes-recipe rung:server⟧
          run("git pull origin %s" % branch)

      def rollback():               ⟦rolls-back⟧
          run("ln -sfn previous current")
      """),
    AnnotatedFile(
      "deploy/fabfile.py",
      """
      from fabric import task
      @task
      def deploy_shop(c, tag):      ⟦describes-recipe rung:server; rolls-back⟧
          c.run("git checkout " + tag)
      """),
    AnnotatedFile("fabfile.py", "def deploy():\n    pass"),
    AnnotatedFile("config/deploy/restart.rb", "server 'x'"),
    AnnotatedFile("config/deploy/staging.rb", "# server 'x'"),
    AnnotatedFile(
      "deploy.php",
      """
      namespace Deployer;
      host('staging')                         ⟦environment staging⟧
          ->set('hostname', 'a.example.org');
      // host('production');
      after('deploy:failed', 'rollback');     ⟦rolls-back-by-itself⟧
      """),
    AnnotatedFile(
      "config/deploy.yml",
      """
      service: web
      image: acme/web     ⟦image acme/web filled⟧
      """),
    AnnotatedFile(
      "config/deploy.yml",
      """
      service: api
      image: acme/api                ⟦image acme/api filled⟧
      servers:
        web:
          hosts: [a.example.org]
          options:
            memory: 512m             ⟦bounds-resources⟧
      proxy:
        healthcheck:                 ⟦checks-health⟧
          path: /up
      boot:                          ⟦chooses-strategy⟧
        limit: 25%
      logging:
        driver: gelf                 ⟦logs⟧
      accessories:
        db:
          image: postgres:16         ⟦image postgres:16 version; sees postgres⟧
      """),
    AnnotatedFile(
      "config/deploy.staging.yml",
      """
      servers: [b.example.org]       ⟦environment staging⟧
      """),
    AnnotatedFile(
      "appspec.yml",
      """
      version: 0.0
      os: linux                      ⟦rung:cloud rung:server⟧
      hooks:
        AfterInstall:
          - location: scripts/a.sh
        ValidateService:             ⟦verifies⟧
          - location: scripts/check.sh
      """),
    AnnotatedFile(
      "ecs/appspec.yaml",
      """
      version: 0.0
      Resources:
        - TargetService: {Type: x}
      Hooks:
        - BeforeInstall: prepare
        - AfterAllowTestTraffic: check   ⟦verifies⟧
        - AfterAllowTraffic: check       ⟦verifies⟧
      """),
    AnnotatedFile(
      "deploy/api.yml",
      """
      - name: Deploy
        hosts: production            ⟦describes-infrastructure rung:config-management; environment production⟧
        serial: 1                    ⟦chooses-strategy⟧
        roles:
          - acme.prometheus          ⟦sees ansible-role:acme.prometheus⟧
          - role: base               ⟦sees ansible-role:base⟧
        tasks:
          - name: Run
            community.docker.docker_container:
              image: acme/api:latest ⟦image acme/api:latest moving; sees acme/api⟧
              memory: 1g             ⟦bounds-resources⟧
              healthcheck:           ⟦checks-health⟧
                test: [CMD, x]
          - block:
              - name: Wait
                ansible.builtin.uri: ⟦verifies⟧
                  url: http://a
                until: r is success
                retries: 9
              - uri: {url: "http://b"}
              - command: kubectl rollout status deployment/shop ⟦verifies⟧
              - shell: kubectl get pods
      """),
    AnnotatedFile(
      "roles/web/tasks/main.yml",
      """
      - name: Alarm
        amazon.aws.cloudwatch_metric_alarm: ⟦sees ansible-module:cloudwatch_metric_alarm⟧
          name: x
      """),
    AnnotatedFile("roles/web/molecule/default/converge.yml", "- hosts: all\n  roles: [web]"),
    AnnotatedFile(
      "deploy/hosts.ini",
      "[web:vars]\na.b=1\n[web]\nweb1.acme.test ⟦describes-recipe rung:config-management⟧"),
    AnnotatedFile(
      "ansible/backups.yml",
      """
      - hosts: shops                     ⟦describes-infrastructure rung:config-management⟧
        vars:
          IMAGE: acme/shop
        tasks:
          - name: copies at night
            ansible.builtin.cron:        ⟦backs-up⟧
              name: Run shop backup
              job: /srv/shop/backup.sh
          - ansible.builtin.cron:
              name: old backup
              state: absent
          - community.docker.docker_container:
              name: shop
              image: "{{ IMAGE }}"       ⟦image acme/shop none⟧
      """),
    // The first value in the file that is one counts for all plays.
    AnnotatedFile(
      "ansible/shops.yml",
      """
      - hosts: early                     ⟦describes-infrastructure rung:config-management⟧
        vars:
          IMAGE: "{{ BASE }}"
        tasks:
          - community.docker.docker_container:
              image: "{{ IMAGE }}"       ⟦image acme/shop none⟧
      - hosts: shops                     ⟦describes-infrastructure rung:config-management⟧
        vars:
          IMAGE: 'acme/shop'
        tasks:
          - community.docker.docker_container:
              image: "{{ IMAGE }}"       ⟦image acme/shop none⟧
      - hosts: late                      ⟦describes-infrastructure rung:config-management⟧
        vars:
          IMAGE: acme/late
        tasks:
          - community.docker.docker_container:
              image: "{{ IMAGE }}"       ⟦image acme/shop none⟧
      """),
    AnnotatedFile(
      "systemd/shop.service",
      """
      [Service]
      ExecStart=/usr/bin/docker run --rm --name shop -v ./data:/data \\ ⟦image acme/shop:latest moving⟧
        acme/shop:latest
      """),
    AnnotatedFile(
      "templates/shop.service.j2",
      """
      [Service]
      ExecStart=/usr/bin/docker run --rm --name {{ item }} {{ registry }}/shop:1.4.2 ⟦image {{ registry }}/shop:1.4.2 version⟧
      """),
    AnnotatedFile("deploy/hosts", "[web]\n192.168.33.10\nlocalhost ansible_host=127.0.0.1"),
    AnnotatedFile(
      "inventory/all.yml",
      """
      all:
        hosts:
          web1:
            ansible_host: web1.acme.test ⟦describes-recipe rung:config-management⟧
      """),
    AnnotatedFile("group_vars/production.j2", "size: 2 ⟦environment production⟧"),
    AnnotatedFile("group_vars/production.yml", "size: 2 ⟦environment production⟧"),
    AnnotatedFile("inventories/uat/hosts.yml", "all: {hosts: {a: }} ⟦environment uat⟧"),
    AnnotatedFile(
      "inventories/staging/hosts", "# hosts ⟦environment staging⟧\n[web]\na.example.org"),
    AnnotatedFile("production", "[web] ⟦environment production⟧\na.example.org"),
    AnnotatedFile("docs/production", "How we run it"),
    AnnotatedFile(
      "skaffold.yaml",
      """
      apiVersion: skaffold/v4beta11
      profiles:
        - name: staging     ⟦environment staging⟧
        - name: debug
      verify:               ⟦verifies⟧
        - name: smoke
      """),
  ]

  @Test(arguments: recipes)
  func recipesForMachinesAreRead(_ file: AnnotatedFile) { file.expectFacts() }
}
