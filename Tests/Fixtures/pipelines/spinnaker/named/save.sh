spin pipeline save --file pipelines/ship.json
