import FactModel
import TestSupport
import Testing

@Suite struct CommandDeliveryTests {
  private func deliveries(_ command: String) async -> [Delivery] {
    let text = """
      on: {push: {tags: ["v*"]}}
      jobs:
        ship:
          steps:
            - run: |
                \(command)
      """
    return await SmallRepository([".github/workflows/ship.yml": text]).facts.deliveries
  }

  @Test(arguments: [
    ("kubectl apply -f k8s", "deploys"), ("kubectl -n shop set image deploy/a a=b:1", "deploys"),
    ("helm upgrade --install shop ./chart", "deploys"),
    ("sudo helm install shop ./chart", "deploys"),
    ("helmfile apply", "deploys"), ("kustomize build k8s | kubectl apply -f -", "deploys"),
    ("terraform apply -auto-approve", "deploys"), ("tofu -chdir=infra apply", "deploys"),
    ("pulumi up --yes", "deploys"), ("cdk deploy --all", "deploys"),
    ("npx serverless deploy", "deploys"), ("sam deploy", "deploys"),
    ("ansible-playbook -i prod site.yml", "deploys"), ("flyctl deploy --remote-only", "deploys"),
    ("vercel deploy --prod", "deploys"), ("npx netlify-cli deploy --prod", "deploys"),
    ("npx wrangler deploy", "deploys"), ("firebase deploy", "deploys"),
    ("git push heroku main", "deploys"), ("heroku container:release web", "deploys"),
    ("gcloud run deploy shop --image a", "deploys"), ("gcloud app deploy", "deploys"),
    ("az webapp deploy --name shop", "deploys"), ("cf push shop", "deploys"),
    ("aws ecs update-service --service a --force-new-deployment", "deploys"),
    ("aws s3 sync dist s3://shop", "deploys"), ("rsync -a dist/ me@example.org:/srv", "deploys"),
    ("scp -r dist me@example.org:/srv", "deploys"),
    ("ssh me@example.org 'docker compose up -d'", "deploys"),
    ("bundle exec cap production deploy", "deploys"), ("kamal redeploy --skip-push", "deploys"),
    ("docker stack deploy -c stack.yml shop", "deploys"), ("nomad job run shop.nomad", "deploys"),
    ("argocd app sync shop", "deploys"), ("mvn deploy", "publishes"),
    ("sed -i 's|image: .*|image: shop:1|' k8s/shop.yaml; git push origin HEAD", "hands-over"),
    ("yq -i '.image.tag = \"1\"' values.yaml && git commit -am Ship && git push", "hands-over"),
    ("git clone git@example.org:a/a.github.io; cd a.github.io; git push", "deploys"),
    ("git clone https://example.org/a/homebrew-tap.git tap; git push", "publishes"),
    ("git remote add $APP dokku@example.org:$APP; git push -f $APP HEAD:main", "deploys"),
    ("git remote set-url live https://git.heroku.com/a.git; git push live main", "deploys"),
    ("./gradlew publish", "publishes"), ("cargo publish", "publishes"),
    ("twine upload dist/*", "publishes"), ("poetry publish", "publishes"),
    ("gem push a.gem", "publishes"), ("dotnet nuget push a.nupkg", "publishes"),
    ("goreleaser release --clean", "publishes"), ("npx semantic-release", "publishes"),
    ("gh release create v1 dist/a.zip", "publishes"), ("docker push ghcr.io/a/b:1", "images"),
    ("docker buildx build --push -t a/b:1 .", "images"),
    ("helm push shop-1.0.0.tgz oci://ghcr.io/a", "images"),
  ])
  func `A command that brings something out is a delivery`(
    _ command: String, _ reach: String
  ) async {
    #expect(await deliveries(command).map(\.reach.rawValue) == [reach])
  }

  @Test(arguments: ["kamal deploy", "werf converge --repo ghcr.io/acme/shop"])
  func `A command that pushes the image which it deploys keeps it too`(_ command: String) async {
    #expect(await deliveries(command).map(\.reach.rawValue) == ["deploys", "images"])
  }

  @Test(arguments: [
    "kubectl get pods", "kubectl diff -f k8s", "kubectl apply --dry-run=server -f k8s",
    "kubectl config use-context prod", "helm template shop ./chart", "helm lint ./chart",
    "helm upgrade --dry-run shop ./chart", "helm diff upgrade shop ./chart", "helm repo add a b",
    "terraform plan", "terraform init", "terraform validate", "terraform destroy -auto-approve",
    "pulumi preview", "cdk synth", "cdk diff", "sam build", "sam validate",
    "ansible-playbook --check site.yml", "ansible-playbook --syntax-check site.yml", "ansible-lint",
    "flyctl status", "docker compose up -d", "docker run -d a/b", "docker build -t a/b .",
    "docker buildx build --load -t a/b .", "docker login ghcr.io", "docker pull a/b",
    "npm publish --dry-run", "npm pack", "cargo publish --dry-run", "cargo package", "mvn verify",
    "./gradlew publishToMavenLocal", "twine check dist/*", "poetry build",
    "goreleaser release --snapshot --clean", "goreleaser check", "semantic-release --dry-run",
    "gh release view v1", "gh pr create", "git push origin main", "git tag v1", "aws s3 ls s3://a",
    "aws sts get-caller-identity", "rsync -a a/ b/",
    "gcloud auth login", "az login", "heroku logs", "vercel pull",
    "echo helm upgrade", "cat deploy.sh", "chmod +x deploy.sh", "bundle exec cap -T",
    "nomad job plan shop.nomad", "argocd app get shop", "kubectl rollout status deploy/a",
  ])
  func `A command that only looks, tries or builds is none`(_ command: String) async {
    #expect(await deliveries(command).map(DeliveryCase.summary) == [])
  }

  @Test(arguments: [
    ("gh release create v1", false), ("gh release create v1 --notes a", false),
    ("gh release create v1 -t a --notes-file b.md --generate-notes", false),
    ("gh release create v1 --title a dist/a.zip", true),
    ("gh release create v1 dist/a.zip", true), ("npm publish", true), ("cargo publish", true),
  ])
  func `A release of notes alone brings nothing out that can be used`(
    _ command: String, _ hasArtifact: Bool
  ) async {
    #expect(await deliveries(command).map(\.hasArtifact) == [hasArtifact])
  }
}
