kubectl apply -f k8s/$1.yml
