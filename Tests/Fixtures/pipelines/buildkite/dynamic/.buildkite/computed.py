print("steps: []")
