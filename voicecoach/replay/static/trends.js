// How reps change from session to session: what `voicecoach progress` says, of one rep or of the team.
import { $, ask, attempt, el, help, slowly, when } from "/static/common.js";

const form = $("filters");
const number = (v) => (Math.round(100 * v) / 100).toLocaleString().replace("-", "−");
const TONES = { better: "good", worse: "bad", up: "so", down: "so", steady: "so" };
let asked = 0;

/** The course of a figure, its last value marked. */
function spark(line) {
  const known = line.points.map((p, i) => [i, p.value]).filter(([, v]) => v !== null), node = $("spark").content.cloneNode(true);
  if (!known.length) return null;
  const values = known.map(([, v]) => v), low = Math.min(...values), span = Math.max(...values) - low || 1, n = Math.max(1, line.points.length - 1);
  const at = known.map(([i, v]) => [5 + 130 * i / n, 29 - 24 * (v - low) / span].map((x) => x.toFixed(1)));
  node.querySelector("polyline").setAttribute("points", at.map((p) => p.join(",")).join(" "));
  const dot = node.querySelector("circle");
  [["cx", 0], ["cy", 1]].forEach(([name, i]) => dot.setAttribute(name, at.at(-1)[i]));
  return node;
}

function row(line) {
  const last = line.points.findLast((p) => p.value !== null);
  return el("tr", {}, el("th", { scope: "row" }, line.title), el("td", {}, spark(line)),
    el("td", { class: "num", data: { name: "last" } }, last ? [el("b", {}, number(last.value)), ` ${line.unit}`] : "–"),
    el("td", { class: "num", data: { name: "sessions" } }, String(line.points.filter((p) => p.value !== null).length)),
    el("td", {}, line.trend && line.trend !== "steady" ? el("span", { class: `chip ${TONES[line.trend] ?? "so"}` }, line.trend) : null, " ", line.statement, line.why_not ? el("span", { class: "muted" }, ` (${line.why_not})`) : null));
}

function values(group) {
  const first = group.lines[0]?.points ?? [];
  return el("details", {}, el("summary", {}, "All values"), el("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": `All values, ${group.title}` }, el("table", { class: "list" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Session"), group.lines.map((l) => el("th", { scope: "col" }, l.title)))),
    el("tbody", {}, first.slice(-200).map((p, k) => {
      const i = Math.max(0, first.length - 200) + k;
      return el("tr", {}, el("th", { scope: "row" }, el("a", { href: `/session/${p.session}` }, when(p.created))),
        group.lines.map((l) => el("td", { class: "num", data: { name: l.title } }, l.points[i].value === null ? "–" : number(l.points[i].value))));
    })))));
}

const show = attempt(async () => {
  const mine = ++asked, chosen = new URLSearchParams([...new FormData(form)].filter(([, v]) => v));
  $("title").textContent = form.elements.rep.value ? `Progress of ${form.elements.rep.value}` : "Progress of the team";
  $("keep").href = `/trends.html?${chosen}`;
  const found = await slowly(ask(`/api/trends?${chosen}`));
  if (mine !== asked) return;
  $("about").textContent = found.statement;
  $("groups").replaceChildren(...found.groups.map((g) => el("section", { class: "group", "aria-label": g.title }, el("h2", {}, g.title, el("small", { class: "muted" }, ` ${g.sessions} session${g.sessions === 1 ? "" : "s"}`)),
    el("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": `Figures, ${g.title}` }, el("table", { class: "list trends" }, el("thead", {}, el("tr", {}, ["Figure", "Over time", "Last", "n", "What can be said"].map((t, i) => el("th", { scope: "col", class: i === 2 || i === 3 ? "num" : "" }, t)))), el("tbody", {}, g.lines.map(row)))), values(g))));
  if (!found.groups.length) $("groups").append(el("p", { class: "empty" }, "There is nothing to show yet."));
});

form.addEventListener("change", () => {
  history.replaceState(null, "", `?${new URLSearchParams([...new FormData(form)].filter(([, v]) => v))}`);
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
help([]);
attempt(async () => {
  const filters = await ask("/api/filters"), wanted = new URLSearchParams(location.search);
  for (const name of ["rep", "scenario"]) {
    form.elements[name].append(...filters[name].map((v) => el("option", { value: v }, v)));
    form.elements[name].value = wanted.get(name) ?? "";
  }
  await show();
})();
