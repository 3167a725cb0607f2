// Two calls side by side.
import { $, attempt, clock, outcome, when } from "/static/common.js";
import { annotate, flagsOf, machineView } from "/static/machine.js";
import { Player } from "/static/player.js";

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
  if (!player) return;
  player.machine = await player.wait(machineView(player.id));
  player.legend.hidden = false;
  player.setFlags(flagsOf(player.machine, player.call));
  annotate(player, player.machine, null);
  player.draw();
}
attempt(async () => {
  await Promise.all([side("a", 0), side("b", 1)]);
  for (const player of players) await machine(player);
})();
