"use strict";
// The variants of a sweep: a curve of one measure, sorted, above the choices behind each point, and a table. Both follow the
// same filter and the same selection.
(() => {
  const data = JSON.parse(document.getElementById("variants-data").textContent);
  const numbers = data.numbers;
  const count = numbers.variant.length;
  const axes = data.axes;
  const app = document.getElementById("variants-app");
  const PAGE = 25;
  const PRINTED = 500;
  const KMS = "km s⁻¹";

  /** Creates an element with attributes and children; text is text, never markup. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) {
        made.addEventListener(key.slice(2), value);
      } else if (value !== null && value !== false) {
        made.setAttribute(key, value === true ? "" : value);
      }
    }
    made.append(...children);
    return made;
  }

  // What can be shown: a measure has values, perhaps errors, a unit.
  const measures = [
    {id: "speed", title: "Speed", unit: KMS, error: "speed_error"},
    {id: "speed_corrected", title: "Corrected speed", unit: KMS, more: true},
    {id: "l", title: "l", unit: "°"},
    {id: "b", title: "b", unit: "°"},
    {id: "dspeed", title: "Change of speed", unit: KMS, error: "dspeed_error"},
    {id: "dv", title: "Flow moves by", unit: KMS, error: "dv_error"},
    {id: "p", title: "p of the move", unit: ""},
    {id: "chi2", title: "χ²", unit: "", more: true},
    {id: "dof", title: "dof", unit: "", more: true},
    {id: "tracers", title: "Tracers", unit: ""},
    {id: "galaxies", title: "Galaxies", unit: "", more: true},
    {id: "depth", title: "Depth", unit: KMS, more: true},
    ...data.estimands.map((of) => ({id: of.name, title: of.name, unit: of.unit, more: true})),
  ].filter((measure) => numbers[measure.id] && numbers[measure.id].some((value) => value !== null));
  for (const measure of measures) {
    measure.values = numbers[measure.id];
    measure.errors = measure.error ? numbers[measure.error] : null;
    const largest = measure.values.reduce((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
    const whole = measure.values.every((value) => value === null || Number.isInteger(value));
    measure.decimals = whole || largest >= 100 && measure.unit !== "°" ? 0 : largest >= 10 ? 1 : 3;
  }

  function fixed(value, decimals) {
    const text = Math.abs(value).toLocaleString("en-US", {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
    return (value < 0 && /[1-9]/.test(text) ? "−" : "") + text;
  }

  function shown(measure, row) {
    const value = measure.values[row];
    if (value === null) {
      return "–";
    }
    return measure.id === "p" && value < 0.001 ? "< 0.001" : fixed(value, measure.decimals);
  }

  function shownError(measure, row) {
    const error = measure.errors ? measure.errors[row] : null;
    return error === null ? "" : "± " + fixed(error, measure.decimals);
  }

  function quantity(measure, row) {
    const unit = measure.unit === "°" ? "°" : measure.unit ? " " + measure.unit : "";
    const error = shownError(measure, row);
    return shown(measure, row) + (error ? " " + error : "") + unit;
  }

  function counted(number) {
    return number.toLocaleString("en-US");
  }

  const baseline = Math.max(0, numbers.variant.indexOf(0));
  const choices = Array.from({length: count}, (_, row) => {
    const made = axes.filter((axis) => axis.of[row] !== axis.of[baseline]).map((axis) => axis.name + ": " + axis.levels[axis.of[row]]);
    return made.length ? made.join(", ") : row === baseline ? "baseline" : "as the baseline";
  });
  const searched = choices.map((text, row) => (text + " " + (data.failures[row] ?? "")).toLowerCase());

  const state = {words: "", axis: "", level: "", sort: "variant", down: false, page: 0, more: false, printing: false, selected: null, hovered: null};
  let kept = [];
  const passes = new Uint8Array(count);

  function filter() {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const axis = axes.find((one) => one.name === state.axis);
    kept = [];
    for (let row = 0; row < count; row++) {
      const chosen = !axis || (state.level === "" ? axis.of[row] !== axis.of[baseline] : axis.of[row] === Number(state.level));
      passes[row] = chosen && words.every((word) => searched[row].includes(word)) ? 1 : 0;
      if (passes[row]) {
        kept.push(row);
      }
    }
    const measure = measures.find((one) => one.id === state.sort);
    const of = state.sort === "choices" ? choices : measure ? measure.values : numbers.variant;
    const sign = state.down ? -1 : 1;
    kept.sort((one, other) => {
      const a = of[one];
      const b = of[other];
      if (a === null || b === null) {
        return (a === null) - (b === null);
      }
      return sign * (a < b ? -1 : a > b ? 1 : 0) || one - other;
    });
  }

  // The table.

  const head = element("thead");
  const body = element("tbody");
  const told = element("p", {class: "rows", role: "status"});
  const pages = {};

  function sortable(id, title, unit, span) {
    const sorted = state.sort === id ? (state.down ? "descending" : "ascending") : "none";
    // Browsers do not print buttons in the heads that they repeat on each sheet.
    const button = state.printing ? title : element("button", {type: "button", onclick: () => sortBy(id)}, title);
    return element(
        "th",
        {scope: span > 1 ? "colgroup" : "col", colspan: span > 1 ? span : null, "aria-sort": sorted, class: id === "choices" ? null : "value", "data-column": id},
        button, ...(unit ? [" ", element("span", {class: "of"}, "(" + unit + ")")] : []));
  }

  function sortBy(id) {
    state.down = state.sort === id ? !state.down : false;
    state.sort = id;
    state.page = 0;
    refresh();
    head.querySelector(`[data-column="${CSS.escape(id)}"] button`).focus();
  }

  function columns() {
    return measures.filter((measure) => state.more || !measure.more);
  }

  function drawTable() {
    const last = Math.max(0, Math.ceil(kept.length / PAGE) - 1);
    state.page = Math.min(Math.max(0, state.page), last);
    const from = state.printing ? 0 : state.page * PAGE;
    const to = Math.min(kept.length, state.printing ? PRINTED : from + PAGE);
    head.replaceChildren(element(
        "tr", {},
        sortable("variant", "No.", "", 1),
        sortable("choices", "Choices", "", 1),
        ...columns().map((measure) => sortable(measure.id, measure.title, measure.unit, measure.errors ? 2 : 1))));
    const rows = kept.slice(from, to).map((row) => {
      const failure = data.failures[row];
      const cells = failure
          ? [element("td", {colspan: columns().reduce((sum, measure) => sum + (measure.errors ? 2 : 1), 0), class: "failure"}, "failed: " + failure)]
          : columns().flatMap((measure) => [
            element("td", {class: "value"}, shown(measure, row)),
            ...(measure.errors ? [element("td", {class: "error"}, shownError(measure, row))] : []),
          ]);
      return element(
          "tr",
          {
            "data-row": row,
            class: row === state.selected ? "selected" : null,
            onmouseenter: () => hover(row),
            onmouseleave: () => hover(null),
            onclick: () => select(row, false),
          },
          element(
              "td", {class: "value"},
              element("button", {
                type: "button",
                class: "number",
                "aria-pressed": String(row === state.selected),
                "aria-label": `Show variant ${numbers.variant[row]} in the curve`,
                onfocus: () => hover(row),
                onblur: () => hover(null),
              }, String(numbers.variant[row]))),
          element("th", {scope: "row"}, choices[row]),
          ...cells);
    });
    body.replaceChildren(...rows);
    told.textContent = kept.length === 0
        ? "No variant matches."
        : `${counted(from + 1)}–${counted(to)} of ${counted(kept.length)}`
            + (kept.length < count ? `, filtered from ${counted(count)}` : "")
            + (state.printing && to < kept.length ? "; all are in tables/variants.ecsv of the record" : "");
    pages.first.disabled = pages.previous.disabled = state.page === 0;
    pages.last.disabled = pages.next.disabled = state.page === last;
  }

  /** On paper the table has all the rows that it may have there, in the order of the screen. */
  function print(printing) {
    state.printing = printing;
    drawTable();
  }

  function turn(to) {
    state.page = to;
    drawTable();
  }

  for (const [key, title, to] of [
    ["first", "First", () => 0],
    ["previous", "Previous", () => state.page - 1],
    ["next", "Next", () => state.page + 1],
    ["last", "Last", () => Math.ceil(kept.length / PAGE) - 1],
  ]) {
    pages[key] = element("button", {type: "button", onclick: () => turn(to())}, title);
  }

  // Filters.

  function labelled(title, control) {
    return element("label", {}, title, control);
  }

  const words = element("input", {
    type: "search",
    autocomplete: "off",
    oninput: () => {
      state.words = words.value;
      state.page = 0;
      refresh();
    },
  });
  const level = element("select", {
    disabled: true,
    onchange: () => {
      state.level = level.value;
      state.page = 0;
      refresh();
    },
  }, element("option", {value: ""}, "any"));
  const axis = element("select", {
    onchange: () => {
      state.axis = axis.value;
      state.level = "";
      state.page = 0;
      const chosen = axes.find((one) => one.name === state.axis);
      level.replaceChildren(element("option", {value: ""}, "any but the baseline's"));
      (chosen ? chosen.levels : []).forEach((name, at) => level.append(element("option", {value: at}, name)));
      level.disabled = !chosen;
      refresh();
    },
  }, element("option", {value: ""}, "all"), ...axes.map((one) => element("option", {value: one.name}, one.name)));
  const more = element("input", {
    type: "checkbox",
    onchange: () => {
      state.more = more.checked;
      drawTable();
    },
  });

  // The curve.

  const succeeded = Array.from({length: count}, (_, row) => row).filter((row) => !(row in data.failures));
  let measure = measures[0];
  let order = [];
  let rankOf = new Map();
  let plot = null;

  const tip = element("div", {class: "tip", hidden: true});
  const box = element("div", {class: "curve", tabindex: "0", role: "slider", "aria-label": "Variants by rank", "aria-valuemin": "1"});
  const seen = element("output", {class: "seen"});
  const matrix = element("canvas", {class: "choices", "aria-hidden": "true"});
  const shownMeasure = element(
      "select",
      {
        onchange: () => {
          measure = measures.find((one) => one.id === shownMeasure.value);
          drawCurve();
        },
      },
      ...measures.map((one) => element("option", {value: one.id}, one.title)));

  /** Rows of the matrix: the levels of each axis, or the axis alone where that would be too many. */
  function lines() {
    const used = axes.filter((one) => one.of.some((at) => at !== one.of[baseline]));
    const all = used.reduce((sum, one) => sum + one.levels.length - 1, 0);
    return used.flatMap((one) => {
      const others = one.levels.map((_, at) => at).filter((at) => at !== one.of[baseline]);
      return all <= 24 || others.length <= 3
          ? others.map((at) => ({text: one.name + ": " + one.levels[at], has: (row) => one.of[row] === at}))
          : [{text: `${one.name} (${others.length})`, has: (row) => one.of[row] !== one.of[baseline]}];
    });
  }

  const matrixLines = lines();

  /** On a narrow screen, what a line of the matrix is stands above it, not beside it. */
  function narrow() {
    return box.clientWidth < 600;
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  const FONT = 'system-ui, "DejaVu Sans", sans-serif';

  /** Returns how wide the space left of the curve is: what the names of the matrix need, within bounds. */
  function gutter() {
    if (narrow()) {
      return 68;
    }
    const ctx = matrix.getContext("2d");
    ctx.font = `12px ${FONT}`;
    const widest = Math.max(0, ...matrixLines.map((line) => ctx.measureText(line.text).width));
    return Math.ceil(Math.min(box.clientWidth / 3, Math.max(80, widest + 16)));
  }

  function sigma(row) {
    return measure.errors ? measure.errors[row] ?? 0 : 0;
  }

  function range() {
    let least = Infinity;
    let most = -Infinity;
    for (const row of order) {
      least = Math.min(least, measure.values[row] - sigma(row));
      most = Math.max(most, measure.values[row] + sigma(row));
    }
    const margin = (most - least || Math.abs(most) || 1) * 0.05;
    return [least - margin, most + margin];
  }

  function paint(u) {
    const {ctx, bbox} = u;
    const pixel = devicePixelRatio;
    const step = bbox.width / Math.max(1, u.scales.x.max - u.scales.x.min);
    const from = Math.max(0, Math.floor(u.scales.x.min) - 1);
    const to = Math.min(order.length, Math.ceil(u.scales.x.max));
    const ink = colour("--ink");
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    const base = measure.values[baseline];
    if (base !== null) {
      const y = u.valToPos(base, "y", true);
      ctx.strokeStyle = colour("--strong-rule");
      ctx.setLineDash([4 * pixel, 4 * pixel]);
      ctx.lineWidth = pixel;
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    const size = Math.max(1.5, Math.min(4, step / pixel / 3)) * pixel;
    for (const bright of [false, true]) {
      ctx.globalAlpha = bright ? 0.45 : 0.12;
      ctx.strokeStyle = ink;
      ctx.lineWidth = Math.max(0.5, Math.min(1.25, step / pixel / 3)) * pixel;
      ctx.beginPath();
      for (let at = from; at < to; at++) {
        const row = order[at];
        if (Boolean(passes[row]) === bright && sigma(row) > 0) {
          const x = u.valToPos(at + 1, "x", true);
          ctx.moveTo(x, u.valToPos(measure.values[row] - sigma(row), "y", true));
          ctx.lineTo(x, u.valToPos(measure.values[row] + sigma(row), "y", true));
        }
      }
      ctx.stroke();
      ctx.globalAlpha = bright ? 1 : 0.25;
      ctx.fillStyle = bright ? colour("--accent") : colour("--soft");
      for (let at = from; at < to; at++) {
        const row = order[at];
        if (Boolean(passes[row]) === bright) {
          ctx.beginPath();
          ctx.arc(u.valToPos(at + 1, "x", true), u.valToPos(measure.values[row], "y", true), size, 0, 2 * Math.PI);
          ctx.fill();
        }
      }
    }
    ctx.globalAlpha = 1;
    for (const [row, tint] of [[baseline, ink], [state.selected, colour("--mark")], [state.hovered, colour("--mark")]]) {
      const rank = rankOf.get(row);
      if (rank !== undefined) {
        ctx.strokeStyle = ctx.fillStyle = tint;
        ctx.lineWidth = 2 * pixel;
        ctx.beginPath();
        ctx.arc(u.valToPos(rank, "x", true), u.valToPos(measure.values[row], "y", true), Math.max(size, 3 * pixel) + 2 * pixel, 0, 2 * Math.PI);
        row === baseline ? ctx.fill() : ctx.stroke();
      }
    }
    ctx.restore();
    paintTitle(ctx, bbox, ink);
    paintMatrix(u, from, to, step);
  }

  /** Writes what is shown along the vertical axis, close to it although the gutter below is wide. */
  function paintTitle(ctx, bbox, ink) {
    const pixel = devicePixelRatio;
    ctx.save();
    ctx.translate(bbox.left - 56 * pixel, bbox.top + bbox.height / 2);
    ctx.rotate(-Math.PI / 2);
    ctx.fillStyle = ink;
    ctx.textAlign = "center";
    ctx.textBaseline = "bottom";
    ctx.font = `${13 * pixel}px ${FONT}`;
    ctx.fillText(measure.title + (measure.unit ? ` (${measure.unit})` : ""), 0, 0);
    ctx.restore();
  }

  function paintMatrix(u, from, to, step) {
    const pixel = devicePixelRatio;
    const width = u.width;
    const above = narrow();
    const line = above ? 30 : 16;
    const height = matrixLines.length * line + 4;
    matrix.width = width * pixel;
    matrix.height = height * pixel;
    matrix.style.width = width + "px";
    matrix.style.height = height + "px";
    const ctx = matrix.getContext("2d");
    ctx.font = `${12 * pixel}px ${FONT}`;
    ctx.textBaseline = "middle";
    ctx.textAlign = above ? "left" : "right";
    const left = u.bbox.left;
    const room = above ? width * pixel : left - 10 * pixel;
    const mark = Math.max(pixel, Math.min(6 * pixel, step * 0.8));
    const soft = colour("--soft");
    const accent = colour("--accent");
    const tint = colour("--mark");
    matrixLines.forEach((of, at) => {
      const y = (at * line + (above ? 22 : line / 2)) * pixel;
      ctx.fillStyle = soft;
      ctx.fillText(shortened(ctx, of.text, room), above ? 0 : left - 8 * pixel, above ? y - 14 * pixel : y);
      ctx.globalAlpha = 0.25;
      ctx.fillRect(left, y - pixel / 2, u.bbox.width, pixel / 2);
      for (let rank = from; rank < to; rank++) {
        const row = order[rank];
        if (of.has(row)) {
          const x = u.valToPos(rank + 1, "x", true);
          if (x >= left && x <= left + u.bbox.width) {
            ctx.globalAlpha = passes[row] ? 1 : 0.25;
            ctx.fillStyle = row === state.selected || row === state.hovered ? tint : accent;
            ctx.fillRect(x - mark / 2, y - 5 * pixel, mark, 10 * pixel);
          }
        }
      }
      ctx.globalAlpha = 1;
    });
  }

  function shortened(ctx, text, width) {
    if (ctx.measureText(text).width <= width) {
      return text;
    }
    let end = text.length;
    while (end > 1 && ctx.measureText(text.slice(0, end) + "…").width > width) {
      end--;
    }
    return text.slice(0, end) + "…";
  }

  function drawCurve() {
    order = succeeded.filter((row) => measure.values[row] !== null)
        .sort((one, other) => measure.values[one] - measure.values[other] || one - other);
    rankOf = new Map(order.map((row, at) => [row, at + 1]));
    if (plot) {
      plot.destroy();
    }
    tip.hidden = true;
    box.setAttribute("aria-valuemax", order.length);
    const axisOf = (label, extra) => ({
      label,
      stroke: () => colour("--ink"),
      grid: {stroke: () => colour("--rule"), width: 1},
      ticks: {stroke: () => colour("--rule"), width: 1},
      font: `12px ${FONT}`,
      labelFont: `13px ${FONT}`,
      ...extra,
    });
    const limits = range();
    plot = new uPlot(
        {
          width: box.clientWidth,
          height: 300,
          legend: {show: false},
          cursor: {y: false, points: {show: false}, drag: {x: true, y: false, dist: 6}},
          scales: {x: {time: false, range: (u, min, max) => [Math.max(0.5, min), Math.min(order.length + 0.5, max)]}, y: {range: limits}},
          axes: [
            axisOf("Rank", {incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000], values: (u, ticks) => ticks.map(counted)}),
            axisOf(null, {size: gutter(), values: (u, ticks) => ticks.map((tick) => String(tick).replace("-", "−"))}),
          ],
          series: [{}, {paths: () => null, points: {show: false}}],
          hooks: {draw: [paint], setCursor: [follow], setScale: [tellRange]},
        },
        [Array.from(order, (_, at) => at + 1), order.map((row) => measure.values[row])],
        box);
    plot.setScale("x", {min: 0.5, max: order.length + 0.5});
    box.append(tip);
    listen(plot.over);
    announce();
  }

  function tellRange(u, key) {
    if (key === "x") {
      const from = Math.max(1, Math.ceil(u.scales.x.min));
      const to = Math.min(order.length, Math.floor(u.scales.x.max));
      seen.textContent = `ranks ${counted(from)} to ${counted(to)} of ${counted(order.length)}`;
    }
  }

  function listen(over) {
    let pressed = null;
    over.addEventListener("mousedown", (event) => (pressed = event.clientX));
    over.addEventListener("click", (event) => {
      const row = order[plot.cursor.idx];
      if (row !== undefined && (pressed === null || Math.abs(event.clientX - pressed) < 6)) {
        select(row, true);
      }
    });
    over.addEventListener("mouseleave", () => hover(null));
  }

  /** Follows the mouse: the variant at its rank is told, and marked in the table. */
  function follow(u) {
    const row = u.cursor.left >= 0 ? order[u.cursor.idx] : undefined;
    if (row === undefined) {
      tip.hidden = true;
      return;
    }
    hover(row);
    tell(row);
  }

  function tell(row) {
    tip.replaceChildren(
        element("b", {}, choices[row]), element("br"),
        `${measure.title} ${quantity(measure, row)}`, element("br"),
        `No. ${numbers.variant[row]}, rank ${counted(rankOf.get(row))} of ${counted(order.length)}`);
    tip.hidden = false;
    const x = plot.over.offsetLeft + plot.valToPos(rankOf.get(row), "x");
    const y = plot.over.offsetTop + plot.valToPos(measure.values[row], "y");
    const right = x + 16 + tip.offsetWidth < box.clientWidth;
    tip.style.left = Math.max(0, right ? x + 16 : x - 16 - tip.offsetWidth) + "px";
    tip.style.top = Math.max(0, y - tip.offsetHeight / 2) + "px";
  }

  function hover(row) {
    if (row !== state.hovered) {
      state.hovered = row;
      box.dataset.marked = row === null ? "" : numbers.variant[row];
      for (const line of body.rows) {
        line.classList.toggle("selected", Number(line.dataset.row) === state.selected || Number(line.dataset.row) === row);
      }
      plot?.redraw(false, false);
    }
  }

  function select(row, turnTo) {
    state.selected = row;
    const at = kept.indexOf(row);
    if (turnTo && at >= 0) {
      state.page = Math.floor(at / PAGE);
      drawTable();
    } else {
      for (const line of body.rows) {
        const here = Number(line.dataset.row) === row;
        line.classList.toggle("selected", here);
        line.querySelector(".number").setAttribute("aria-pressed", String(here));
      }
    }
    announce();
    plot?.redraw(false, false);
  }

  function announce() {
    const row = rankOf.has(state.selected) ? state.selected : baseline;
    const rank = rankOf.get(row) ?? 1;
    box.setAttribute("aria-valuenow", rank);
    box.setAttribute("aria-valuetext", `Rank ${counted(rank)} of ${counted(order.length)}: ${choices[row]}, ${measure.title} ${quantity(measure, row)}`);
  }

  function zoom(factor) {
    const {min, max} = plot.scales.x;
    const rank = rankOf.get(state.selected);
    const centre = rank !== undefined && rank >= min && rank <= max ? rank : (min + max) / 2;
    const half = Math.min(order.length, Math.max(5, (max - min) * factor)) / 2;
    plot.setScale("x", {min: centre - half, max: centre + half});
  }

  function whole() {
    plot.setScale("x", {min: 0.5, max: order.length + 0.5});
  }

  box.addEventListener("keydown", (event) => {
    const rank = Number(box.getAttribute("aria-valuenow"));
    const to = {
      ArrowRight: rank + 1,
      ArrowUp: rank + 1,
      ArrowLeft: rank - 1,
      ArrowDown: rank - 1,
      PageUp: rank + 10,
      PageDown: rank - 10,
      Home: 1,
      End: order.length,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const row = order[Math.min(order.length, Math.max(1, to)) - 1];
      select(row, true);
      tell(row);
    }
  });
  box.addEventListener("blur", () => (tip.hidden = true));

  function refresh() {
    filter();
    drawTable();
    plot?.redraw(false, false);
  }

  if (succeeded.length > 1) {
    app.append(
        element("div", {class: "controls"},
            labelled("Curve of", shownMeasure),
            element("button", {type: "button", onclick: () => zoom(0.5)}, "Zoom in"),
            element("button", {type: "button", onclick: () => zoom(2)}, "Zoom out"),
            element("button", {type: "button", onclick: whole}, "Whole curve"),
            seen),
        box, matrix,
        element("p", {class: "hint"}, "Variants sorted by what is chosen above, with standard errors; the baseline is the filled mark and the dashed line. Below, the choices of each. Drag to zoom, click a point to find it in the table, or use the arrow keys."));
  }
  app.append(
      element("div", {class: "controls"},
          labelled("Search choices", words), labelled("Axis", axis), labelled("Level", level),
          element("label", {class: "check"}, more, " More columns")),
      element("div", {class: "scroll", role: "region", "aria-label": "Table of variants", tabindex: "0"},
          element("table", {class: "variants"}, head, body)),
      element("div", {class: "pager"}, ...Object.values(pages), told));

  refresh();
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  if (succeeded.length > 1) {
    drawCurve();
    let width = box.clientWidth;
    new ResizeObserver(() => {
      if (box.clientWidth !== width) {
        width = box.clientWidth;
        drawCurve();
      }
    }).observe(box);
    const repaint = () => plot.redraw(false, true);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    addEventListener("beforeprint", repaint);
    addEventListener("afterprint", repaint);
  }
})();
