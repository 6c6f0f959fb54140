"use strict";
// What every page does: print all of itself, hand out its texts.
(() => {
  const closed = new Set();
  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("printing");
    for (const details of document.querySelectorAll("details:not([open], .aside, .of-a-flow)")) {
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

  // A link to what is folded away unfolds it.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", unfold);
  unfold();

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

// Figures: a mark tells its name, and buttons enlarge the drawing inside its frame.
(() => {
  const STEPS = [1, 1.5, 2.25, 3.5, 5];
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);

  /** Returns what a mark is called; its title element would show a second, slower tip of the browser's own. */
  function named(mark) {
    const title = mark.querySelector(":scope > title");
    if (title) {
      mark.dataset.named = title.textContent;
      title.remove();
    }
    return mark.dataset.named;
  }

  function button(text, name, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", action);
    return made;
  }

  for (const frame of document.querySelectorAll(".drawing")) {
    const picture = frame.firstElementChild;
    const title = frame.parentElement.querySelector("h3").textContent;
    let step = 0;
    const enlarge = (by) => {
      const middle = [0.5 + (frame.scrollLeft - (frame.scrollWidth - frame.clientWidth) / 2) / frame.scrollWidth,
        0.5 + (frame.scrollTop - (frame.scrollHeight - frame.clientHeight) / 2) / frame.scrollHeight];
      step = Math.max(0, Math.min(STEPS.length - 1, by === 0 ? 0 : step + by));
      if (frame.style.height === "") {
        frame.style.height = frame.offsetHeight + "px";
      }
      picture.style.width = 100 * STEPS[step] + "%";
      picture.style.maxWidth = step === 0 ? "" : "none";
      if (step === 0) {
        frame.style.height = "";
      }
      frame.scrollLeft = middle[0] * frame.scrollWidth - frame.clientWidth / 2;
      frame.scrollTop = middle[1] * frame.scrollHeight - frame.clientHeight / 2;
      smaller.disabled = whole.disabled = step === 0;
      larger.disabled = step === STEPS.length - 1;
    };
    const larger = button("+", `Enlarge: ${title}`, () => enlarge(1));
    const smaller = button("−", `Make smaller: ${title}`, () => enlarge(-1));
    const whole = button("Whole", `Show the whole figure: ${title}`, () => enlarge(0));
    smaller.disabled = whole.disabled = true;
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(larger, smaller, whole);
    frame.previousElementSibling.append(tools);

    frame.addEventListener("pointermove", (event) => {
      const mark = event.target.closest("[data-i]");
      const text = mark && named(mark);
      tip.hidden = !text;
      if (text) {
        tip.textContent = text;
        const right = event.clientX + 14 + tip.offsetWidth < document.documentElement.clientWidth;
        tip.style.left = scrollX + (right ? event.clientX + 14 : event.clientX - 14 - tip.offsetWidth) + "px";
        tip.style.top = scrollY + event.clientY + 14 + "px";
      }
    });
    frame.addEventListener("pointerleave", () => (tip.hidden = true));
  }
})();
