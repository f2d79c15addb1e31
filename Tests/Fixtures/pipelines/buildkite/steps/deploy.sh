helm upgrade api ./chart -f $1.yml
