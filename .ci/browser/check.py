"""Tries HTML reports in a browser; called by `run`, which brings the tools."""

import os
import pathlib
import sys

import axe_playwright_python
from playwright.sync_api import sync_playwright

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
SHOWN = "() => [...document.querySelectorAll('[data-criterion]')].filter((one) => one.offsetParent).length"
faults = 0


def check(holds, what):
    global faults
    faults += not holds
    print(("ok   " if holds else "FAIL ") + what, flush=True)


class Tab:
    """A report in a tab, with what went wrong in it."""

    def __init__(self, browser, url, width, scheme="light", script=True):
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script)
        self.page = self.context.new_page()
        self.said = []
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", lambda line: line.type in ("error", "warning") and self.said.append(line.text))
        self.page.on(
            "request",
            lambda request: request.url.split(":")[0] not in ("file", "data", "blob")
            and self.said.append("asked for " + request.url))
        self.page.goto(url)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def shown(self):
        return self.page.evaluate(SHOWN)


def accessible(browser, name, url, shots):
    for scheme in ("light", "dark"):
        for width in (390, 1440):
            with Tab(browser, url, width, scheme) as tab:
                if shots:
                    tab.page.screenshot(path=f"{shots}/{name}-{scheme}-{width}.png", full_page=True)
                for state in ("as it is", "all open"):
                    if state == "all open":
                        tab.page.click("#open-all")
                    tab.page.evaluate(AXE)
                    found = tab.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                    lines = [
                        f"\n     {one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
                        for one in found["violations"] for node in one["nodes"][:3]]
                    check(not lines, f"{name}: axe, {scheme}, {width} px, {state}" + "".join(lines))
                check(not tab.said, f"{name}: no errors, {scheme}, {width} px {tab.said or ''}")


def fits(browser, name, url):
    for width in (320, 360, 768, 1100, 1920):
        with Tab(browser, url, width) as tab:
            tab.page.click("#open-all")
            wide = tab.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            check(wide <= 0, f"{name}: fits into {width} px" + (f", {wide} too wide" if wide > 0 else ""))


def usable(browser, name, url):
    with Tab(browser, url, 1024) as tab:
        page = tab.page
        everything = page.locator("[data-criterion]").count()
        check(tab.shown() == everything > 0, f"{name}: all {everything} criteria are shown at first")
        for radio in page.locator("input[name=status]").all()[1:]:
            radio.focus()
            page.keyboard.press("Space")
            wanted = int(page.locator(f"label[for={radio.get_attribute('id')}] .number").inner_text())
            check(tab.shown() == wanted, f"{name}: the filter {radio.get_attribute('value')} shows {wanted}")
        page.focus("#status-all")
        page.keyboard.press("Space")
        first = page.locator("[data-criterion]").first
        stage, criterion = first.get_attribute("data-stage"), first.get_attribute("data-criterion")
        page.select_option("#stage-choice", stage)
        wanted = page.locator(f'[data-stage="{stage}"]').count()
        check(tab.shown() == wanted < everything, f"{name}: the stage {stage} shows {wanted}")
        page.select_option("#stage-choice", "")
        page.fill("#search", criterion.upper())
        found, count = tab.shown(), page.locator("#count").inner_text()
        check(1 <= found < everything, f"{name}: the search for {criterion} finds {found}")
        check(str(found) in count and str(everything) in count, f"{name}: it says “{count}”")
        page.fill("#search", "no-such-word")
        says = page.locator("#no-match").is_visible()
        check(tab.shown() == 0 and says, f"{name}: what matches nothing says so")
        link = page.locator('main a[href^="#c-"]').first
        if link.count():
            link.click()
            page.wait_for_selector("[data-criterion][open]:target", timeout=3000)
            check(tab.shown() == everything, f"{name}: a link to a hidden criterion shows and opens it")
        copy = page.locator("section#next [data-copy]").first
        if copy.count():
            wanted = page.locator("#" + copy.get_attribute("data-copy")).text_content()
            copy.click()
            page.wait_for_selector("#said:not(:empty)", state="attached", timeout=3000)
            said = page.locator("#said").text_content()
            page.fill("#search", "")
            page.evaluate("() => { const box = document.createElement('textarea');"
                          "box.id = 'paste'; document.body.append(box); box.focus(); }")
            page.keyboard.press("Control+V")
            pasted = page.input_value("#paste")
            check(said == copy.get_attribute("data-done") and pasted.rstrip("\n") == wanted,
                  f"{name}: what is copied is the snippet, and it says “{said}”")
        check(not tab.said, f"{name}: no errors while it is used {tab.said or ''}")


def without_scripts(browser, name, url):
    with Tab(browser, url, 1024, script=False) as tab:
        shown = sum(one.is_visible() for one in tab.page.locator("[data-criterion]").all())
        dead = sum(one.is_visible() for one in tab.page.locator("button, #filter").all())
        check(shown > 0 and dead == 0, f"{name}: without scripts {shown} criteria and no dead control")


def printed(browser, name, url, shots):
    with Tab(browser, url, 1024, "dark") as tab:
        where = {"path": f"{shots}/{name}-print.pdf"} if shots else {}
        pages = tab.page.pdf(format="A4", print_background=True, **where).count(b"/Type /Page\n")
        tab.page.emulate_media(media="print")
        ground = tab.page.evaluate("getComputedStyle(document.body).backgroundColor")
        check(1 <= pages < 80, f"{name}: prints on {pages} pages")
        check(ground == "rgb(255, 255, 255)", f"{name}: is printed on white, from dark too ({ground})")


def main():
    files = sys.argv[1:]
    shots = None
    if files[:1] == ["--shots"]:
        shots, files = files[1], files[2:]
        os.makedirs(shots, exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
        for file in map(pathlib.Path, files):
            name, url = file.stem, file.resolve().as_uri()
            accessible(browser, name, url, shots)
            fits(browser, name, url)
            usable(browser, name, url)
            without_scripts(browser, name, url)
            printed(browser, name, url, shots)
        browser.close()
    print(f"browser: {faults} faults in {len(files)} reports")
    sys.exit(1 if faults or not files else 0)


main()
