helm rollback app
