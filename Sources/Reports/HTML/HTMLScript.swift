/// The script of the page (filter, search and copying), without which the page shows everything.
///
/// It reads its words from the page, so that it is the same in every language and its digest one.
enum HTMLScript {
  static let text = #"""
    (() => {
      "use strict";
      const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
      const items = all("[data-criterion]");
      const filter = document.getElementById("filter");
      const byStatus = () => document.querySelector("input[name=status]:checked").value;
      if (filter) {
        const search = document.getElementById("search");
        const stage = document.getElementById("stage-choice");
        const count = document.getElementById("count");
        const none = document.getElementById("no-match");
        const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
        const apply = () => {
          const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
          const status = byStatus();
          let shown = 0;
          for (const item of items) {
            const fits =
              (status === "" || item.dataset.tags.split(" ").includes(status)) &&
              (stage.value === "" || item.dataset.stage === stage.value) &&
              words.every((word) => texts.get(item).includes(word));
            item.hidden = !fits;
            if (fits) shown += 1;
          }
          for (const group of all("[data-group]")) {
            group.hidden = !group.querySelector("[data-criterion]:not([hidden])");
          }
          none.hidden = shown > 0;
          count.textContent = count.dataset.text
            .replace("{n}", shown).replace("{all}", items.length);
        };
        filter.hidden = false;
        filter.addEventListener("input", apply);
        search.addEventListener("keydown", (event) => {
          if (event.key === "Escape") { search.value = ""; apply(); }
        });
        const setOpen = (isOpen) => items.forEach((item) => { item.open = isOpen; });
        document.getElementById("open-all").addEventListener("click", () => setOpen(true));
        document.getElementById("close-all").addEventListener("click", () => setOpen(false));
        const follow = () => {
          const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
          if (!target || !target.matches("[data-criterion]")) return;
          if (target.hidden) {
            search.value = "";
            stage.value = "";
            document.getElementById("status-all").checked = true;
            apply();
          }
          target.open = true;
          target.scrollIntoView();
        };
        addEventListener("hashchange", follow);
        apply();
        follow();
      }
      let closed = [];
      addEventListener("beforeprint", () => {
        closed = all("details:not([open])");
        closed.forEach((details) => { details.open = true; });
      });
      addEventListener("afterprint", () => {
        closed.forEach((details) => { details.open = false; });
      });
      const says = document.getElementById("said");
      for (const button of all("[data-copy]")) {
        button.hidden = false;
        const label = button.textContent;
        button.addEventListener("click", async () => {
          const code = document.getElementById(button.dataset.copy);
          let word = button.dataset.done;
          try {
            await navigator.clipboard.writeText(code.textContent + "\n");
          } catch {
            const range = document.createRange();
            range.selectNodeContents(code);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            if (!document.execCommand("copy")) word = button.dataset.failed;
          }
          button.textContent = word;
          says.textContent = word;
          setTimeout(() => { button.textContent = label; says.textContent = ""; }, 2000);
        });
      }
    })();
    """#
}
