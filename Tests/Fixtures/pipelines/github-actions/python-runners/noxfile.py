import nox

nox.options.sessions = [
    "tests",
    "lint",
]

@nox.session(python=["3.12", "3.13"])
def tests(session):
    session.run("pytest")

@nox.session
def lint(session):
    session.run("ruff", "check", ".")

@nox.session
def release(session):
    session.run("twine", "upload", "dist/*")
