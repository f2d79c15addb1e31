echo "--- working"
echo "steps:"
for app in api web; do
  echo "  - label: \"lint $app\""
  echo "    command: make lint-$app"
done
