resource "aws_codebuild_project" "checks" {
  name         = "${var.name}-checks"
  service_role = aws_iam_role.build.arn
  environment {
    image = "golang:1.24"
    environment_variable {
      name  = "CGO_ENABLED"
      value = "0"
    }
    environment_variable {
      name  = "TOKEN"
      value = "/checks/token"
      type  = "PARAMETER_STORE"
    }
  }
  cache {
    type  = "LOCAL"
    modes = ["LOCAL_SOURCE_CACHE"]
  }
  source {
    type      = "GITHUB"
    location  = "https://example.com/acme/tool.git"
    buildspec = file("${path.module}/checks.yml")
  }
}

resource "aws_codebuild_webhook" "checks" {
  project_name = aws_codebuild_project.checks.name
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED"
    }
    filter {
      type    = "BASE_REF"
      pattern = "^refs/heads/main$"
    }
  }
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PUSH"
    }
    filter {
      type    = "HEAD_REF"
      pattern = "^refs/tags/v.*"
    }
  }
}

resource "aws_codebuild_project" "release" {
  name = "release"
  source {
    type      = "CODEPIPELINE"
    buildspec = <<-EOT
      version: 0.2
      phases:
        build:
          commands:
            - terraform apply -auto-approve
    EOT
  }
}

resource "aws_codebuild_project" "by_hand" {
  name = "load"
  source {
    type      = "GITHUB"
    buildspec = "infra/load.yml"
  }
}

resource "aws_codebuild_project" "unused" {
  count = 0
  source {
    buildspec = "infra/load.yml"
  }
}

resource "aws_codepipeline" "release" {
  name = "release"
  stage {
    name = "Source"
    action {
      name     = "Source"
      category = "Source"
      owner    = "AWS"
      provider = "CodeCommit"
      version  = "1"
      configuration = {
        RepositoryName       = "tool"
        BranchName           = var.branch
        PollForSourceChanges = "false"
      }
    }
  }
  stage {
    name = "Approve"
    action {
      name     = "Approve"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"
    }
  }
  stage {
    name = "Apply"
    action {
      name      = "Apply"
      category  = "Build"
      owner     = "AWS"
      provider  = "CodeBuild"
      version   = "1"
      run_order = 1
      configuration = {
        ProjectName = aws_codebuild_project.release.name
      }
    }
    action {
      name      = "Site"
      category  = "Deploy"
      owner     = "AWS"
      provider  = "S3"
      version   = "1"
      run_order = 1
      configuration = {
        BucketName = "site"
        Extract    = "true"
      }
    }
    action {
      name      = "Elsewhere"
      category  = "Test"
      owner     = "AWS"
      provider  = "CodeBuild"
      version   = "1"
      run_order = 2
      configuration = {
        ProjectName = "browser-tests"
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "changes" {
  event_pattern = jsonencode({ source = ["aws.codecommit"] })
}

resource "aws_cloudwatch_event_target" "changes" {
  rule = aws_cloudwatch_event_rule.changes.name
  arn  = aws_codepipeline.release.arn
}
