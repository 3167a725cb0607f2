// One call: hear it, see it, say something about a moment of it.
import { $, agreed, ask, attempt, clock, el, help, me, outcome, signature, tell, typing, when } from "/static/common.js";
import { annotate, flagsOf, machineView } from "/static/machine.js";
import { KEYS, Player } from "/static/player.js";
import { recorder } from "/static/wav.js";

const id = document.body.dataset.session;
const player = new Player($("player"), $("said"), id);
const base = `/api/session/${id}`;
let call, machine = null, stopRecording = null;

// --- notes -------------------------------------------------------------------------------------------------

const settled = (note) => {
  const about = call.notes.filter((n) => n.about === note.id && (n.kind === "resolve" || n.kind === "reopen"));
  return about.at(-1)?.kind === "resolve";
};
const withdrawn = (note) => call.notes.some((n) => n.about === note.id && n.kind === "withdraw");
const comments = () => call.notes.filter((n) => n.kind === "comment" && !withdrawn(n)).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
const reel = () => call.notes.filter((n) => n.kind === "reel").at(-1)?.values?.moments ?? [];
const criteria = {};

async function add(note) {
  const kept = await ask(`${base}/notes`, { ...note, author: await signature() });
  call.notes.push(kept);
  showNotes();
  return kept;
}

function showNotes() {
  const all = comments(), shown = all.filter((n) => $("show-resolved").checked || !settled(n));
  $("notes").replaceChildren(...shown.map(noteNode));
  if (!shown.length) $("notes").append(el("li", { class: "muted" }, all.length ? "All comments are resolved." : "No comment yet. Choose a moment and say what you heard."));
  showReel();
  showFlags();
}

function noteNode(n) {
  const at = n.at ?? 0, until = n.until ?? at, span = until > at ? `${clock(at)}–${clock(until)}` : clock(at), done = settled(n);
  const replies = call.notes.filter((r) => r.about === n.id && r.kind === "reply" && !withdrawn(r));
  const small = (text, onclick, more = {}) => el("button", { type: "button", onclick: attempt(onclick), ...more }, text);
  return el("li", { class: [n.question ? "question" : "", done ? "resolved" : ""].join(" "), id: n.id },
    el("p", { class: "row" }, el("button", { type: "button", class: "at", "aria-label": `Hear ${span}`, onclick: () => { if (until > at) player.choose(at, until); player.hear(at, until > at ? until : null); } }, span),
      el("span", { class: "by" }, `${n.author}${n.question ? " asks" : ""}${n.criterion ? ` · ${criteria[n.criterion] ?? n.criterion}` : ""} · ${when(n.time)}`)),
    n.text ? el("p", { class: "text" }, n.text) : null,
    n.sound ? el("audio", { controls: true, preload: "none", src: `${base}/notes/${n.sound}`, "aria-label": `Spoken comment by ${n.author}` }) : null,
    replies.length ? el("ol", { class: "replies" }, replies.map((r) => el("li", {}, el("span", { class: "by" }, `${r.author}: `), r.text))) : null,
    el("p", { class: "buttons" }, small("Reply", () => replyTo(n)), small(done ? "Open again" : "Resolved", () => add({ kind: done ? "reopen" : "resolve", about: n.id })),
      small("On the reel", () => putOnReel(at, until > at ? until : Math.min(player.length, at + 8), n.text.slice(0, 80) || n.author)),
      n.author === me.name ? small("Take back", () => add({ kind: "withdraw", about: n.id })) : null));
}

function replyTo(note) {
  const node = $(note.id);
  if (node.querySelector("form")) return;
  const text = el("textarea", { rows: 2, "aria-label": `Reply to ${note.author}` });
  const form = el("form", {}, text, el("p", { class: "buttons" }, el("button", { class: "primary" }, "Reply"), el("button", { type: "button", onclick: () => form.remove() }, "Cancel")));
  form.addEventListener("submit", attempt(async (event) => {
    event.preventDefault();
    if (text.value.trim()) await add({ kind: "reply", about: note.id, text: text.value });
  }));
  node.append(form);
  text.focus();
}

const pinned = () => player.range ?? [player.time, player.time];
function showPin() {
  const [a, b] = pinned();
  $("pin").textContent = b > a ? `${clock(a)} to ${clock(b)}` : `at ${clock(a)}`;
  $("unpin").hidden = !player.range;
  $("reel-add").disabled = !player.range;
}

$("note-form").addEventListener("submit", attempt(async (event) => {
  event.preventDefault();
  const text = $("note-text").value.trim();
  if (!text) { tell("Write something first, or say it instead."); return; }
  const [at, until] = pinned();
  await add({ kind: "comment", text, at, until, question: $("note-question").checked, criterion: $("note-criterion").value });
  $("note-text").value = "";
  $("note-question").checked = false;
  tell(`Pinned at ${clock(at)}.`);
}));
$("unpin").addEventListener("click", () => player.choose(null));
$("show-resolved").addEventListener("change", showNotes);
$("note-speak").addEventListener("click", attempt(async () => {
  const author = await signature(), button = $("note-speak");
  if (!stopRecording) {
    player.audio.pause();
    stopRecording = await recorder();
    button.textContent = "Stop and pin it";
    button.setAttribute("aria-pressed", "true");
    return;
  }
  const sound = await stopRecording();
  stopRecording = null;
  button.textContent = "Say it instead";
  button.removeAttribute("aria-pressed");
  const [at, until] = pinned();
  const query = new URLSearchParams({ author, at, until, text: $("note-text").value.trim(), question: $("note-question").checked ? "1" : "", criterion: $("note-criterion").value });
  call.notes.push(await ask(`${base}/spoken?${query}`, sound));
  $("note-text").value = "";
  showNotes();
}));

// --- the reel ----------------------------------------------------------------------------------------------

function showReel() {
  const moments = reel();
  $("reel").replaceChildren(...moments.map(([a, b, title], i) => el("li", { class: "row" },
    el("span", {}, el("button", { type: "button", class: "at", onclick: () => player.hear(a, b) }, `${clock(a)}–${clock(b)}`), " ", title),
    el("button", { type: "button", class: "quiet", "aria-label": `Take ${title} off the reel`, onclick: attempt(() => add({ kind: "reel", moments: moments.filter((_, k) => k !== i) })) }, "take off"))));
  $("reel-empty").hidden = moments.length > 0;
  $("reel-play").hidden = !moments.length || !call.sound;
}

const putOnReel = async (a, b, title) => {
  if (reel().length >= 3) { tell("Three moments are enough: take one off first."); return; }
  await add({ kind: "reel", moments: [...reel(), [a, b, title]] });
};
$("reel-add").addEventListener("click", attempt(async () => {
  const [a, b] = player.range;
  const words = call.said.filter((s) => s.end > a && s.start < b).map((s) => s.text).join(" ").slice(0, 80);
  await putOnReel(a, b, words || "a silence");
}));
$("reel-play").addEventListener("click", () => {
  const left = [...reel()];
  const next = () => {
    const one = left.shift();
    if (!one) { player.onstop = undefined; return; }
    player.hear(one[0], one[1]);
  };
  player.onstop = () => setTimeout(next, 500);
  next();
});

// --- the machine's view --------------------------------------------------------------------------------------

function showFlags() {
  const notes = comments().filter((n) => !settled(n)).map((n) => ({ kind: "note", row: "note", jump: "note", t: n.at ?? 0, end: n.until > n.at ? n.until : undefined, word: n.question ? "?" : "✎", told: `${n.author}: ${n.text || "(spoken)"}` }));
  player.setFlags([...(machine ? flagsOf(machine, call) : []), ...notes]);
}

const showMachine = attempt(async () => {
  machine = player.machine = await player.wait(machineView(id));
  player.legend.hidden = false;
  annotate(player, machine, correct);
  $("mind").replaceChildren(...machine.moments.filter((e) => e.event === "impression").map((e) => el("li", {},
    el("b", {}, e.belief), " ", el("span", { class: "status" }, e.status ?? "formed"), el("br"), `from “${e.quote}” `,
    el("button", { type: "button", class: "at", onclick: () => player.hear(e.at, e.at + 6) }, clock(e.at)))));
  $("mind-section").hidden = !$("mind").children.length;
  showFlags();
  player.draw();
});

async function correct(story, line) {
  $("correct-text").textContent = line.text;
  const there = [...new Set(story.labels.map((x) => x.move))];
  $("correct-there").replaceChildren(...there.map((m) => el("label", { class: "switch" }, el("input", { type: "checkbox", checked: true, value: m }), ` ${machine.moves[m]?.title ?? m} `)));
  if (!there.length) $("correct-there").append("nothing");
  $("correct-add").replaceChildren(el("option", { value: "" }, "nothing"), ...Object.entries(machine.moves).filter(([m]) => !there.includes(m)).map(([m, v]) => el("option", { value: m }, v.title)));
  $("correct-meaning").textContent = "";
  if (!await agreed($("correct-dialog"))) return;
  const removed = [...$("correct-there").querySelectorAll("input:not(:checked)")].map((x) => x.value);
  const added = $("correct-add").value ? [$("correct-add").value] : [];
  if (!removed.length && !added.length) return;
  await attempt(async () => {
    const answer = await ask(`${base}/correct`, { turn: story.turn, removed, added, author: await signature() });
    machine.debrief = answer.debrief;
    annotate(player, machine, correct);
    showFlags();
    player.draw();
    tell(machine.debrief.corrected?.statement ?? "The correction is kept.");
  })();
}
$("correct-add").addEventListener("change", () => { $("correct-meaning").textContent = machine.moves[$("correct-add").value]?.meaning ?? ""; });

// --- files ---------------------------------------------------------------------------------------------------

$("export").addEventListener("click", attempt(async () => {
  if (!await agreed($("export-dialog"))) return;
  tell("Making the file…");
  const file = await ask(`${base}/export`, { sound: $("export-sound").checked, redact: $("export-redact").checked, passphrase: $("export-pass").value });
  $("export-pass").value = "";
  const link = el("a", { href: URL.createObjectURL(file), download: `${id}.voicecoach` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  tell("The sealed file is in your downloads.");
}));
$("delete").addEventListener("click", attempt(async () => {
  if (!await agreed($("delete-dialog"))) return;
  await ask(`${base}/delete`, {});
  location.href = "/";
}));

player.oncomment = () => {
  $("note-text").focus();
  $("note-form").scrollIntoView({ block: "center" });
};
document.addEventListener("keydown", (event) => {
  if (!typing(event) && event.key === "m") { event.preventDefault(); player.oncomment(); } else player.keys(event);
});

// a coach who opens the debrief has seen the machine's view
$("debrief").addEventListener("click", () => { $("debrief").href = `/session/${id}/debrief?${new URLSearchParams({ as: me.name, role: me.role })}`; });
help([...KEYS, ["M", "write a comment here"]]);
attempt(async () => {
  call = await player.load();
  const [ended] = outcome(call.outcome, call);
  document.title = `${call.title} · VoiceCoach studio`;
  $("title").textContent = call.title || call.scenario;
  $("kicker").textContent = `${call.rep || "Replay"} · ${when(call.created)}`;
  $("about").textContent = `With ${call.client} · ${call.difficulty} · ${clock(call.duration)} · ${ended}${call.complete || call.live ? "" : ": it ends where the program stopped"}`;
  player.onrange = showPin;
  player.ontime = () => { if (!player.range) showPin(); };
  const asked = new URLSearchParams(location.search).get("t");
  if (asked) player.seek(+asked);
  showPin();
  const rubric = await ask("/api/rubric").catch(() => ({ criteria: [] }));
  for (const c of rubric.criteria) criteria[c.id] = c.title;
  $("note-criterion").append(...rubric.criteria.map((c) => el("option", { value: c.id }, c.title)));
  showNotes();
  const scored = call.notes.some((n) => n.kind === "score" && n.author === me.name);
  if (me.role === "coach" && !scored) {
    const wait = el("div", { class: "wait row" }, el("span", {}, "The machine's view waits, so that you can score blind first."),
      el("span", { class: "buttons" }, el("a", { class: "button", href: `/session/${id}/score` }, "Score blind"), el("button", { type: "button", onclick: () => { wait.remove(); showMachine(); } }, "Show it now")));
    $("player").after(wait);
  } else await showMachine();
})();
