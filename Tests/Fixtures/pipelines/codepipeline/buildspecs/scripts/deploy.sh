aws ecs update-service --cluster shop --service web --force-new-deployment
aws codebuild start-build --project-name api --buildspec-override services/api/buildspec.yml
