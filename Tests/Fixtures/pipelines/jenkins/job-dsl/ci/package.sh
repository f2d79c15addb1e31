tar czf app.tgz build
