"use strict";
// What every page does: print all of itself, hand out its texts.
(() => {
  const closed = new Set();
  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("printing");
    for (const details of document.querySelectorAll("details:not([open])")) {
      closed.add(details);
      details.open = true;
    }
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("printing");
    closed.forEach((details) => (details.open = false));
    closed.clear();
  });

  const contents = document.querySelector(".contents");
  contents.open = matchMedia("(min-width: 70rem)").matches;

  for (const pre of document.querySelectorAll("pre")) {
    const button = document.createElement("button");
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy: " + pre.getAttribute("aria-label"));
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    const box = document.createElement("div");
    box.className = "copy";
    pre.replaceWith(box);
    box.append(pre, button);
  }
})();
