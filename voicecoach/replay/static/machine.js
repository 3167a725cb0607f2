// What the machine made of a call, put onto the player: lanes, flags, labels, thoughts.
import { ask, clock, el, me, signed } from "/static/common.js";

/** Asks for the machine's view; a coach who does has seen it. */
export async function machineView(id) {
  return ask(`/api/session/${id}/machine?${new URLSearchParams({ as: me.name, role: me.role })}`);
}

/** Flags for the time line. */
export function flagsOf(machine, call) {
  const flags = [], reply = (turn) => call.said.find((s) => s.who === "client" && s.turn === turn) ?? null;
  const rep = (turn) => call.said.find((s) => s.who === "rep" && s.turn === turn) ?? null;
  for (const e of machine.moments) {
    if (e.event === "said_no") {
      const at = reply(e.turn);
      flags.push({ kind: "no", row: "no", jump: "no", t: at?.start ?? e.t, end: at?.end, word: "No", told: `${e.no} No${e.text ? `: ${e.text}` : ""}` });
    } else if (e.event === "interrupted") {
      flags.push({ kind: "down", row: "cut", t: e.at, word: "cut in", told: "The rep cut in" });
    } else if (e.event === "impression") {
      const found = e.status ?? "formed", word = { formed: "belief", confirmed: "✓", overturned: "✗" }[found];
      flags.push({ kind: "impression", row: "impression", t: e.at, word, told: `The client ${found === "formed" ? "came to believe" : `found ${found}`}: ${e.belief.replace(/[.!?]$/, "")}. From: ${e.quote}` });
    } else if (e.event === "warned") flags.push({ kind: "warn", row: "test", t: reply(e.turn)?.start ?? e.t, word: "warned", told: `The client warned that the call may end (${e.why ?? ""})` });
    else if (e.event === "tested" && e.stage === "posed") flags.push({ kind: "", row: "test", t: reply(e.turn)?.start ?? e.t, word: "test", told: "The client tested the trust" });
    else if (e.event === "trouble") flags.push({ kind: "warn", row: "test", t: e.t, word: "!", told: `Something failed: ${e.cause}` });
  }
  for (const s of machine.debrief.trust ?? []) {
    const moved = s.before && s.after ? s.after.alliance - s.before.alliance : 0;
    if (s.turning) flags.push({ kind: moved < 0 ? "down" : moved > 0 ? "up" : "even", row: "turning", jump: "turning", t: s.moment.start, end: s.moment.end, word: s.before && s.after && s.after.level !== s.before.level ? `L${s.after.level}` : moved ? signed(moved) : "turn", told: `Turning point, ${s.turning}` });
    if (s.thought) flags.push({ kind: "mind", row: "mind", t: s.moment.end, word: "…", told: `The client thought: ${s.thought}` });
  }
  return flags;
}

/** Puts labels, changes and thoughts under the rep's lines; `correct(turn)` is offered on each. */
export function annotate(player, machine, correct) {
  const stories = Object.fromEntries((machine.debrief.trust ?? []).map((s) => [s.turn, s]));
  for (const line of player.lines) {
    for (const old of line.node.querySelectorAll(".under, .thought")) old.remove();
    const story = line.who === "rep" ? stories[line.turn] : null;
    if (!story) continue;
    // what the clock did to the state (time passing, calming down) is no move of the rep's: only shown where it counted
    const tags = story.labels.filter((x) => machine.moves[x.move] || Math.abs(x.alliance) >= 1).map((x) => el("span", { class: `tag ${x.kind}`, title: [x.why, x.note, x.moment.text].filter(Boolean).join(" · ") },
      x.title, x.alliance ? ` ${signed(Math.round(x.alliance * 10) / 10)}` : ""));
    const moved = story.before && story.after ? `alliance ${story.before.alliance} → ${story.after.alliance}, level ${story.after.level}` : "";
    line.node.append(el("div", { class: "under" }, ...tags, el("span", { class: "muted" }, moved),
      correct ? el("button", { type: "button", class: "quiet", "aria-label": `Correct the labels at ${clock(line.start)}`, onclick: () => correct(story, line) }, "correct") : null));
    if (story.thought) line.node.append(el("p", { class: "thought" }, `“${story.thought}”`));
  }
}
