from invoke import task

@task
def build_image(c):
    c.run("docker build -t app .")
