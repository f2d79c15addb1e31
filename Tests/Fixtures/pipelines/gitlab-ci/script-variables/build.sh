#!/usr/bin/env bash
here="$(cd "$(dirname "$0")" && pwd)"
args=( build --pull
       --tag "acme/app:$VERSION" )
if [ "$CI_COMMIT_BRANCH" = main ]; then
  args+=( --push )
fi
docker buildx "${args[@]}" .
declare -a quick=(--short -v)
go test ${quick[@]+"${quick[@]}"} ./...
unknown --flags "${other[@]}" "${args[0]}"
next="$here/bin/more.sh"
"$next"
