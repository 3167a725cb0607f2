// Blind scoring: listen and grade; the machine's view comes afterwards.
import { $, ask, attempt, clock, el, help, introduce, me, outcome, signature, tell, when } from "/static/common.js";
import { KEYS, Player } from "/static/player.js";

const id = document.body.dataset.session;
const player = new Player($("player"), $("said"), id);
let rubric;

function criterion(c) {
  return el("fieldset", { class: "criterion", id: `c-${c.id}` }, el("legend", {}, c.title), el("p", { class: "muted" }, c.question),
    c.anchors.map((a, i) => el("label", { class: "anchor" }, el("span", {}, el("input", { type: "radio", name: c.id, value: i + 1 }), String(i + 1)), el("span", {}, a))));
}

async function show(score) {
  const agreed = Object.fromEntries((await ask("/api/agreement").catch(() => ({ criteria: [] }))).criteria.map((c) => [c.id, c.machine]));
  const { grades, machine } = score.values;
  for (const c of rubric.criteria) {
    const field = $(`c-${c.id}`), mine = grades[c.id], theirs = machine[c.id];
    for (const input of field.querySelectorAll("input")) { input.disabled = true; input.checked = +input.value === mine; }
    field.querySelector(".verdict")?.remove();
    const apart = mine && theirs ? Math.abs(mine - theirs) : null;
    field.append(el("p", { class: "verdict" }, el("b", {}, `You: ${mine ?? "not scored"}. The machine: ${theirs ?? "not measured"}. `),
      apart === null ? (c.machine ? "" : "The machine gives no grade here.") : apart === 0 ? "The same." : apart === 1 ? "Within one." : "Far apart: worth a look at the replay.",
      c.machine ? el("span", { class: "muted" }, ` It goes by ${c.machine}.`) : null,
      c.machine && agreed[c.id]?.verdict === "do not rely on" ? el("span", { class: "chip bad" }, `do not rely on the machine here: κ ${agreed[c.id].kappa?.toFixed(2) ?? "–"}, n ${agreed[c.id].n}`) : null));
  }
  $("rubric").querySelector(".buttons").replaceChildren(el("a", { class: "button primary", href: `/session/${id}` }, "See what the machine made of it"));
}

$("rubric").addEventListener("submit", attempt(async (event) => {
  event.preventDefault();
  const grades = {};
  for (const c of rubric.criteria) {
    const chosen = $("rubric").querySelector(`[name="${c.id}"]:checked`);
    if (chosen) grades[c.id] = +chosen.value;
  }
  if (!Object.keys(grades).length) { tell("Score at least one criterion."); return; }
  const missing = rubric.criteria.length - Object.keys(grades).length;
  const score = await ask(`/api/session/${id}/score`, { grades, author: await signature() });
  await show(score);
  tell(`${score.blind ? "Scored blind." : "Scored; you had seen the machine's view before, so it does not count as blind."}${missing ? ` ${missing} left open.` : ""}`);
  $("rubric-h").scrollIntoView({ block: "start" });
}));

document.addEventListener("keydown", (event) => player.keys(event));
help(KEYS);
attempt(async () => {
  const call = await player.load();
  $("title").textContent = call.title;
  $("about").textContent = `With ${call.client} · ${call.rep || "rep unnamed"} · ${when(call.created)} · ${clock(call.duration)} · ${outcome(call.outcome, call)[0]}`;
  rubric = await ask("/api/rubric");
  $("rubric-h").textContent = rubric.name;
  $("rubric").replaceChildren(...rubric.criteria.map(criterion), el("p", { class: "buttons" }, el("button", { class: "primary" }, "Keep these grades")));
  if (!me.name) await introduce();
  const mine = call.notes.find((n) => n.kind === "score" && n.author === me.name);
  if (mine) await show(mine);
})();
