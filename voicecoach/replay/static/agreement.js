// How far coach and machine, and coach and coach, agree.
import { $, ask, attempt, el, help } from "/static/common.js";

const share = (v) => (v === null ? "–" : `${Math.round(100 * v)} %`);
const kappa = (v) => (v === null ? "–" : v.toFixed(2).replace("-", "−"));
const tone = { "too few": "so", "do not rely on": "bad", "may be relied on": "good" };

help([]);
attempt(async () => {
  const found = await ask("/api/agreement");
  $("about").textContent = `${found.rubric}. ${found.sessions} session${found.sessions === 1 ? "" : "s"} scored.${found.others ? ` ${found.others} score${found.others === 1 ? "" : "s"} by another rubric, or an earlier version of it, do not count.` : ""}`;
  const side = (a, measured) => [
    el("td", { class: "num", data: { name: "κ" } }, kappa(a.kappa)), el("td", { class: "num", data: { name: "within 1" } }, share(a.within_one)),
    el("td", { class: "num", data: { name: "n" } }, String(a.n)),
    el("td", { data: { name: "verdict" } }, el("span", { class: `chip ${measured ? tone[a.verdict] : "so"}` }, measured ? a.verdict : "not measured")),
  ];
  $("table").tBodies[0].replaceChildren(...found.criteria.map((c) => el("tr", {}, el("th", { scope: "row" }, c.title), ...side(c.machine, c.measured), ...side(c.coaches, true))));
})();
