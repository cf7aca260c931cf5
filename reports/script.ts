/**
 * The page's only script. The page is complete without it; it adds a cursor across all charts,
 * tooltips, links into the run, and two buttons. It fetches nothing, keeps nothing, starts no timers.
 */
export const script = String.raw`(() => {
"use strict";
const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
const page = document.querySelector("main");
const [left, right, width] = page.dataset.plot.split(" ").map(Number);
const tip = document.getElementById("tip");
const seconds = (t) => (t / 1e6).toFixed(6).replace(/0{1,3}$/, "");
const pinned = new Map();

// Browsers show titles late and plainly: keep the words for screen readers, show them ourselves.
for (const title of all("svg title")) {
  title.parentNode.setAttribute("aria-label", title.textContent);
  title.parentNode.removeAttribute("aria-labelledby");
  title.remove();
}

const add = (parent, name, attributes) => {
  const element = document.createElementNS(parent.namespaceURI, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return parent.appendChild(element);
};

const spanOf = (svg) => [Number(svg.dataset.from), Number(svg.dataset.until)];

// Draws the cursor of one case at t in every chart whose axis holds t; undefined removes it.
const point = (part, t) => {
  for (const svg of all("svg.over-time", part)) {
    const [from, until] = spanOf(svg);
    let cursor = svg.querySelector(".cursor");
    if (t === undefined || t < from || t > until) {
      if (cursor) cursor.remove();
      continue;
    }
    if (!cursor) {
      cursor = add(svg, "g", { class: "cursor" });
      add(cursor, "line", { y1: 14, y2: svg.viewBox.baseVal.height - 22 });
      add(cursor, "text", { y: 10, "text-anchor": "middle" });
    }
    const x = left + ((t - from) / (until - from)) * (right - left);
    const [line, text] = cursor.children;
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    text.setAttribute("x", x);
    text.textContent = (t / 1e6).toFixed(3) + " s";
  }
  const now = part.querySelector(".now");
  if (now) now.textContent = t === undefined ? "" : "t = " + (t / 1e6).toFixed(3) + " s";
};

const instantAt = (svg, event) => {
  const box = svg.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * width;
  if (x < left || x > right) return undefined;
  const [from, until] = spanOf(svg);
  return Math.round(from + ((x - left) / (right - left)) * (until - from));
};

const say = (text, x, y) => {
  tip.hidden = text === "";
  tip.textContent = text;
  if (text === "") return;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(8, Math.min(x + 14, innerWidth - box.width - 8)) + "px";
  tip.style.top = (y + 18 + box.height > innerHeight ? y - box.height - 12 : y + 18) + "px";
};

// The row of the chart's own table that holds t, as lines of "column value".
const rowText = (figure, t) => {
  const table = figure && figure.querySelector("table.bins");
  if (!table || t === undefined) return "";
  const row = table.tBodies[0].rows[Math.floor((t - table.dataset.from) / table.dataset.width)];
  if (!row) return "";
  const heads = [...table.tHead.rows[0].cells];
  const cell = (index) => row.cells[index].textContent;
  const rest = heads.slice(1).map((head, index) => head.textContent + "  " + cell(index + 1));
  return [cell(0) + " s"].concat(rest.filter((line) => !line.endsWith("  "))).join("\n");
};

document.addEventListener("pointermove", (event) => {
  const svg = event.target.closest && event.target.closest("svg");
  const part = svg && svg.closest(".case");
  if (!part) {
    say("");
    for (const one of all(".case")) point(one, pinned.get(one));
    return;
  }
  const marked = event.target.closest("[data-t]");
  const overTime = svg.classList.contains("over-time");
  const t = overTime ? instantAt(svg, event) : marked ? Number(marked.dataset.t) : undefined;
  point(part, t === undefined ? pinned.get(part) : t);
  const named = event.target.closest("svg [aria-label]");
  const words = named ? named.getAttribute("aria-label") : rowText(svg.closest("figure"), t);
  say(words, event.clientX, event.clientY);
});

const prefixOf = (part) => (part.id === "case-1" ? "" : part.id.replace("-", "=") + "&");

const pin = (part, t) => {
  pinned.set(part, t);
  point(part, t);
};

document.addEventListener("click", (event) => {
  const svg = event.target.closest("svg.over-time");
  const part = svg && svg.closest(".case");
  const t = part ? instantAt(svg, event) : undefined;
  if (t === undefined) return;
  const again = pinned.get(part) === t;
  pin(part, again ? undefined : t);
  history.replaceState(null, "", again ? "#" + part.id : "#" + prefixOf(part) + "t=" + seconds(t));
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const svg = document.activeElement.closest("svg.over-time");
  if (!step || !svg) return;
  const [from, until] = spanOf(svg);
  const part = svg.closest(".case");
  const known = pinned.get(part);
  const start = known === undefined ? from : known;
  const t = Math.min(until, Math.max(from, start + (step * (until - from)) / 200));
  pin(part, Math.round(t));
  const box = svg.getBoundingClientRect();
  say(rowText(svg.closest("figure"), t), box.left, box.bottom);
  event.preventDefault();
});

// #t=12.480, #op=381, #ev=91234; #case=2&t=... for later cases.
const follow = () => {
  const hash = decodeURIComponent(location.hash.slice(1));
  const parts = /^(?:case=(\d+)&)?(t|op|ev)=([\d.]+)$/.exec(hash);
  if (!parts) return;
  const part = document.getElementById("case-" + (parts[1] || 1));
  const target = document.getElementById(hash);
  if (!part) return;
  if (parts[2] !== "t") {
    const what = { op: "Operation ", ev: "Event " }[parts[2]];
    if (target) pin(part, Number(target.dataset.t));
    else say(what + parts[3] + " is not drawn on this page; the run's own files have it.", 20, 20);
    if (target) target.scrollIntoView({ block: "center" });
    return;
  }
  const t = Math.round(Number(parts[3]) * 1e6);
  const close = part.querySelector(".close svg.over-time");
  const [from, until] = close ? spanOf(close) : [1, 0];
  const pick = part.querySelector(t >= from && t <= until ? ".pick-close" : ".pick-whole");
  if (pick) pick.checked = true;
  pin(part, t);
  part.querySelector(".timeline").parentNode.scrollIntoView();
};
addEventListener("hashchange", follow);

for (const svg of all(".timeline svg.over-time")) svg.setAttribute("tabindex", "0");

for (const button of all("button[data-copy]")) {
  const done = () => { button.textContent = "Copied"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const code = document.getElementById(button.dataset.copy);
    const select = () => getSelection().selectAllChildren(code);
    if (!navigator.clipboard) return select();
    navigator.clipboard.writeText(code.textContent).then(done, select);
  });
}

const download = document.getElementById("download");
const results = JSON.parse(document.getElementById("results").textContent);
const file = new Blob([JSON.stringify(results, null, 2) + "\n"], { type: "application/json" });
download.href = URL.createObjectURL(file);
download.hidden = false;

follow();
})();
`;
