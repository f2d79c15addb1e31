image:
	docker build -t api .
