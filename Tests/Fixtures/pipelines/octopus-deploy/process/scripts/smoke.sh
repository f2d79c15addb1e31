curl --fail https://api.example.com/health
