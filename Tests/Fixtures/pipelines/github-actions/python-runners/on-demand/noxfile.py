import nox

@nox.session
def checks(session):
    session.run("mypy", "src")

@nox.session(default=False)
def publish(session):
    session.run("flit", "publish")
