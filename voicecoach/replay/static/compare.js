// Two calls side by side.
import { $, attempt, clock, el, help, me, outcome, signed, when } from "/static/common.js";
import { annotate, flagsOf, machineView } from "/static/machine.js";
import { KEYS, Player } from "/static/player.js";

const players = [];
let active = 0;

async function side(name, i) {
  const id = document.body.dataset[name];
  if (!id) return;
  const player = new Player($(`player-${name}`), $(`said-${name}`), id, { compact: true });
  players[i] = player;
  const call = await player.load();
  $(`title-${name}`).textContent = call.title;
  $(`about-${name}`).textContent = `${call.rep || "rep unnamed"} · ${when(call.created)} · ${call.difficulty} · ${clock(call.duration)} · ${outcome(call.outcome, call)[0]}`;
  player.audio.addEventListener("play", () => { active = i; players.forEach((p) => { if (p !== player) p.audio.pause(); }); });
  player.root.addEventListener("focusin", () => { active = i; });
}

$("both").addEventListener("click", () => {
  const [a, b] = players;
  if (!a || !b) return;
  a.audio.addEventListener("ended", () => b.hear(0), { once: true });
  a.hear(0);
});
document.addEventListener("keydown", (event) => players[active]?.keys(event));
async function machine(player) {
  player.machine = await player.wait(machineView(player.id));
  player.legend.hidden = false;
  player.setFlags(flagsOf(player.machine, player.call));
  annotate(player, player.machine, null);
}

/** What can be said of a take in one line each. */
function facts({ machine, call }) {
  const trust = (machine.debrief.trust ?? []).filter((s) => s.after), course = trust.length ? [trust[0].before, ...trust.map((s) => s.after)].filter(Boolean) : [];
  const tests = Object.values(Object.fromEntries(machine.moments.filter((e) => e.event === "tested").map((e) => [e.test, e.stage])));
  const count = (event) => machine.moments.filter((e) => e.event === event).length, labels = trust.flatMap((s) => s.labels.map((x) => x.move));
  const spoke = (who) => call.said.filter((s) => s.who === who).reduce((sum, s) => sum + s.end - s.start, 0), both = spoke("rep") + spoke("client");
  const alliance = course.map((s) => s.alliance);
  return [
    ["Ended", outcome(call.outcome, call)[0]], ["Length", clock(call.duration)], ["Level reached", course.length ? Math.max(...course.map((s) => s.level)) : "–"],
    ["Trust inspired", course.length ? signed(Math.max(...alliance) - alliance[0]) : "–"], ["Trust at the end", course.length ? alliance.at(-1) : "–"],
    ["Trust kept", tests.length ? `${tests.filter((t) => t === "met").length} of ${tests.length} met` : "not tested"], ["Noes", count("said_no")], ["Interruptions", count("interrupted")],
    ["Open questions", labels.filter((m) => m === "open_q" || m === "implication_q").length], ["Reflections", labels.filter((m) => m === "reflect" || m === "summary").length],
    ["Rep talks", both ? `${Math.round(100 * spoke("rep") / both)} %` : "–"],
  ];
}

async function showMachine() {
  const [a, b] = players;
  for (const player of [a, b]) if (player) await machine(player);
  if (!a || !b) return;
  const [one, two] = [facts(a), facts(b)];
  $("facts-names").replaceChildren(el("td", {}), ...one.map(([name]) => el("th", { scope: "col" }, name)));
  $("facts").replaceChildren(...[["First take", one], ["Second take", two]].map(([take, found]) => el("tr", {}, el("th", { scope: "row" }, take), found.map(([name, value]) => el("td", { data: { name } }, String(value))))));
  $("facts-section").hidden = false;
}

help(KEYS);
attempt(async () => {
  await Promise.all([side("a", 0), side("b", 1)]);
  const unscored = players.some((p) => !p.call.notes.some((n) => n.kind === "score" && n.author === me.name));
  if (me.role !== "coach" || !unscored) return showMachine();
  const wait = el("div", { class: "wait row" }, el("span", {}, "The machine's view of both waits, so that you can score blind first."),
    el("button", { type: "button", onclick: attempt(async () => { wait.remove(); await showMachine(); }) }, "Show it now"));
  $("facts-section").before(wait);
})();
