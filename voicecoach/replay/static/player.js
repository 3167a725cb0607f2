// Both voices of a call on one clock: sound, outlines, lanes, flags, and the words as they are spoken.
import { ask, attempt, clock, el, tell, typing } from "/static/common.js";
import { paint, placeFlags } from "/static/lanes.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
export const KEYS = [["Space", "play, pause"], ["← →", "5 seconds back, on (with Shift: 1)"], ["N", "next No (with Shift: the one before; so for T and C)"], ["T", "next turning point"], ["C", "next comment"],
  ["L", "repeat the chosen stretch"], ["[ ]", "slower, faster"], ["+ −", "closer, wider"], ["0", "the whole call"], ["Esc", "choose nothing"]];

export class Player {
  /** `root` gets the player, `said` the words. Call `load()` next. */
  constructor(root, said, id, { compact = false } = {}) {
    Object.assign(this, { root, saidRoot: said, id, compact, from: 0, to: 1, range: null, loop: false, machine: null, flags: [] });
    this.onrange = () => {};
    this.ontime = () => {};
  }

  async load() {
    this.call = await ask(`/api/session/${this.id}`);
    this.length = Math.max(this.call.duration, 0.1);
    [this.from, this.to] = [0, this.length];
    this.build();
    this.showSaid();
    await this.zoomTo(0, this.length);
    return this.call;
  }

  // --- building --------------------------------------------------------------------------------------------

  build() {
    this.audio = el("audio", { preload: "metadata", src: this.call.sound ? `/api/session/${this.id}/sound.wav` : undefined });
    this.audio.preservesPitch = true;
    const button = (text, title, onclick, more = {}) => el("button", { type: "button", title, onclick, ...more }, text);
    this.playButton = button("Play", "Play or pause (space)", () => this.toggle(), { class: "play primary", disabled: !this.call.sound });
    this.clockNode = el("span", { class: "clock" }, "0:00");
    this.speed = el("select", { "aria-label": "Speed", onchange: () => { this.audio.playbackRate = +this.speed.value; } },
      SPEEDS.map((s) => el("option", { value: s, selected: s === 1 }, `${s}×`)));
    this.loopButton = button("Loop", "Repeat the chosen stretch (L)", () => this.setLoop(!this.loop), { "aria-pressed": "false" });
    this.mutes = ["rep", "client"].map((who) => button(who === "rep" ? "You" : this.call.client, `Hear ${who === "rep" ? "the rep" : "the client"}`,
      (e) => this.mute(who, e.currentTarget), { "aria-pressed": "true" }));
    if (this.call.rep) this.mutes[0].textContent = this.call.rep;
    this.jumps = el("span", { class: "buttons" },
      button("Next No", "Next No (N, back with Shift)", () => this.jump("no")), button("Next turn", "Next turning point (T)", () => this.jump("turning")),
      button("Next comment", "Next comment (C)", () => this.jump("note")));
    const zoom = el("span", { class: "buttons push" }, button("−", "Show more of the call (−)", () => this.zoom(2), { "aria-label": "Show more of the call" }),
      button("+", "Show less, closer (+)", () => this.zoom(0.5), { "aria-label": "Show less of the call, closer" }), button("All", "Show the whole call (0)", () => this.zoomTo(0, this.length)));
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.line = el("div", { class: "now-line" });
    this.marked = el("div", { class: "range", hidden: true });
    this.flagRoot = el("div", { class: "flags", role: "group", "aria-label": "Moments on the time line" });
    this.names = el("div", { class: "lane-names", "aria-hidden": "true" });
    this.stage = el("div", { class: "stage" }, this.names, this.flagRoot, this.canvas, this.marked, this.line);
    this.slider = el("input", { type: "range", class: "hidden", min: "0", max: String(this.length), step: "0.1", "aria-label": "Position in the call",
      oninput: () => this.seek(+this.slider.value) });
    this.moments = el("ol");
    const list = el("details", {}, el("summary", {}, "Every moment on this line, as a list"), this.moments);
    const legend = el("p", { class: "legend" }, el("span", { class: "key rep" }, this.call.rep || "the rep"), el("span", { class: "key client" }, this.call.client),
      el("span", { class: "key trust" }, "alliance"), el("span", { class: "key react" }, "reactance"), el("span", { class: "key level" }, "level 0 to 5"), this.fixed = el("span", { class: "key good", hidden: true }, "dotted: alliance with the corrected labels"));
    this.legend = legend;
    legend.hidden = true;
    this.root.replaceChildren(el("div", { class: "player" },
      el("div", { class: "controls" }, this.playButton, this.clockNode, this.speed, this.loopButton, ...this.mutes, this.compact ? null : this.jumps, zoom),
      this.stage, this.slider, legend, this.compact ? null : list, this.audio));
    if (!this.call.sound) this.playButton.textContent = "No sound";
    if (!this.compact) this.buildMini();
    this.listen();
  }

  /** A small bar at the foot while the player itself is scrolled out of sight. */
  buildMini() {
    this.miniPlay = el("button", { type: "button", class: "play primary", onclick: () => this.toggle(), disabled: !this.call.sound }, "Play");
    this.miniClock = el("span", { class: "clock" });
    this.miniDone = el("i");
    const bar = el("div", { class: "mini", hidden: true, role: "group", "aria-label": "Player" }, el("div", { class: "done", "aria-hidden": "true" }, this.miniDone), this.miniPlay, this.miniClock,
      el("button", { type: "button", onclick: () => this.seek(this.time - 5), "aria-label": "5 seconds back" }, "−5 s"),
      el("button", { type: "button", onclick: () => this.seek(this.time + 5), "aria-label": "5 seconds on" }, "+5 s"),
      this.oncomment ? el("button", { type: "button", onclick: () => this.oncomment() }, "Comment") : null,
      el("button", { type: "button", class: "quiet", onclick: () => { this.root.scrollIntoView({ block: "center" }); this.playButton.focus({ preventScroll: true }); } }, "Time line ↑"));
    this.root.after(bar);
    new IntersectionObserver(([seen]) => { bar.hidden = seen.isIntersecting; }).observe(this.stage);
  }

  listen() {
    const { audio, stage } = this;
    const says = (text) => { this.playButton.textContent = text; if (this.miniPlay) this.miniPlay.textContent = text; };
    audio.addEventListener("play", () => { this.graph?.context.resume(); says("Pause"); this.tick(); });
    audio.addEventListener("pause", () => says("Play"));
    audio.addEventListener("seeked", () => this.showTime());
    audio.addEventListener("loadedmetadata", () => { if (this.wanted !== undefined) { audio.currentTime = this.wanted; delete this.wanted; } });
    const at = (event) => {
      const box = stage.getBoundingClientRect();
      return this.from + (this.to - this.from) * Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };
    let start = null;
    stage.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button") || event.button) return;
      start = at(event);
      stage.setPointerCapture(event.pointerId);
    });
    stage.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const here = at(event);
      if (Math.abs(here - start) > (this.to - this.from) / 150) this.choose(Math.min(start, here), Math.max(start, here));
    });
    stage.addEventListener("pointerup", (event) => {
      if (start === null) return;
      const here = at(event);
      if (Math.abs(here - start) <= (this.to - this.from) / 150) { this.choose(null); this.seek(here); } else this.seek(Math.min(start, here));
      start = null;
    });
    stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.3 : 0.77, at(event));
    }, { passive: false });
    new ResizeObserver(() => this.draw()).observe(stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  keys(event) {
    if (typing(event)) return;
    const step = event.shiftKey ? 1 : 5;
    const done = {
      " ": () => event.target.closest("button, a, summary, input") ? false : this.toggle(), ArrowLeft: () => this.seek(this.time - step), ArrowRight: () => this.seek(this.time + step),
      n: () => this.jump("no", 1), N: () => this.jump("no", -1), t: () => this.jump("turning", 1), T: () => this.jump("turning", -1),
      c: () => this.jump("note", 1), C: () => this.jump("note", -1), l: () => this.setLoop(!this.loop),
      "+": () => this.zoom(0.5), "-": () => this.zoom(2), 0: () => this.zoomTo(0, this.length),
      "[": () => this.faster(-1), "]": () => this.faster(1), Escape: () => this.choose(null),
    }[event.key];
    if (done && done() !== false) event.preventDefault();
  }

  /** Shows that something long is being worked out, until it is. */
  async wait(work) {
    const bar = el("p", { class: "working", role: "status" }, el("progress", { "aria-label": "Working" }), " Working out what the machine heard: pitch, pauses, moves…");
    this.stage.after(bar);
    try { return await work; } finally { bar.remove(); }
  }

  // --- sound -----------------------------------------------------------------------------------------------

  get time() { return this.wanted ?? (this.call.sound ? this.audio.currentTime : this.silent ?? 0); }

  toggle() {
    if (!this.call.sound) return;
    if (this.audio.paused) this.play(); else this.audio.pause();
  }

  /** A pause that comes before the first sound is no fault. */
  play() { this.audio.play().catch((error) => { if (error.name !== "AbortError") tell(`The browser does not play it: ${error.message}`); }); }

  seek(t) {
    t = Math.min(this.length, Math.max(0, t));
    this.silent = t;
    if (this.call.sound) {
      if (this.audio.readyState) this.audio.currentTime = t; else this.wanted = t;
    }
    if (t < this.from || t > this.to) this.zoomTo(t - (this.to - this.from) / 4, t + (this.to - this.from) * 3 / 4);
    this.showTime();
  }

  /** Plays from `a`; until `b` when given. */
  hear(a, b = null) {
    this.until = b;
    this.seek(Math.max(0, a - 0.05));
    if (this.call.sound) this.play();
  }

  setLoop(on) {
    if (on && !this.range) this.choose(Math.max(0, this.time - 2), Math.min(this.length, this.time + 4));
    this.loop = on;
    this.loopButton.setAttribute("aria-pressed", String(on));
  }

  faster(by) {
    const i = SPEEDS.indexOf(+this.speed.value) + by;
    if (i >= 0 && i < SPEEDS.length) { this.speed.value = SPEEDS[i]; this.audio.playbackRate = SPEEDS[i]; }
  }

  mute(who, button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    if (!this.graph) { // both voices to both ears, each with its own volume
      const context = new AudioContext();
      const source = context.createMediaElementSource(this.audio), split = context.createChannelSplitter(2);
      source.connect(split);
      const gains = ["rep", "client"].map((_, i) => {
        const gain = context.createGain();
        split.connect(gain, i);
        gain.connect(context.destination);
        return gain;
      });
      this.graph = { context, gains };
      context.resume();
    }
    this.graph.gains[who === "rep" ? 0 : 1].gain.value = on ? 1 : 0;
  }

  tick() {
    if (this.audio.paused) { this.showTime(); return; }
    const t = this.audio.currentTime;
    if (this.loop && this.range && (t >= this.range[1] || t < this.range[0] - 0.5)) this.audio.currentTime = this.range[0];
    else if (this.until !== null && this.until !== undefined && t >= this.until) { this.until = null; this.audio.pause(); this.onstop?.(); }
    this.showTime();
    requestAnimationFrame(() => this.tick());
  }

  showTime() {
    const t = this.time;
    this.clockNode.textContent = `${clock(t)} / ${clock(this.length)}`;
    this.slider.value = t;
    if (this.miniClock) { this.miniClock.textContent = clock(t); this.miniDone.style.width = `${100 * t / this.length}%`; }
    this.slider.setAttribute("aria-valuetext", clock(t));
    this.line.style.left = `${100 * (t - this.from) / (this.to - this.from)}%`;
    this.line.hidden = t < this.from || t > this.to;
    if (!this.audio.paused && t > this.to) this.zoomTo(t, t + this.to - this.from);
    this.highlight(t);
    this.ontime(t);
  }

  // --- the drawing -----------------------------------------------------------------------------------------

  zoom(by, about = this.time) {
    const span = Math.min(this.length, Math.max(2, (this.to - this.from) * by));
    const share = Math.min(1, Math.max(0, (about - this.from) / (this.to - this.from)));
    this.zoomTo(about - share * span, about + (1 - share) * span);
  }

  zoomTo = attempt(async (a, b) => {
    const span = Math.min(this.length, b - a);
    this.from = Math.min(this.length - span, Math.max(0, a));
    this.to = this.from + span;
    this.draw();
    const mine = this.asked = (this.asked ?? 0) + 1;
    const points = Math.min(2000, Math.max(200, Math.round(this.stage.clientWidth)));
    const found = await ask(`/api/session/${this.id}/outline?from=${this.from}&to=${this.to}&points=${points}`);
    if (mine !== this.asked) return;
    this.shape = found;
    this.loudest ??= Object.fromEntries(["rep", "client"].map((who) => [who, Math.max(20, ...found[who])])); // of the whole call
    this.draw();
  });

  choose(a, b) {
    this.range = a === null ? null : [a, b];
    if (!this.range) this.setLoop(false);
    this.placeRange();
    this.onrange(this.range);
  }

  placeRange() {
    this.marked.hidden = !this.range;
    if (!this.range) return;
    const [a, b] = this.range.map((t) => 100 * (t - this.from) / (this.to - this.from));
    this.marked.style.left = `${Math.max(0, a)}%`;
    this.marked.style.width = `${Math.max(0, Math.min(100, b) - Math.max(0, a))}%`;
  }

  x(t) { return (t - this.from) / (this.to - this.from) * this.wide; }

  draw() {
    if (!this.stage.clientWidth) return;
    paint(this);
    placeFlags(this);
    this.placeRange();
    this.showTime();
  }

  // --- moments ---------------------------------------------------------------------------------------------

  /** Shows flags: {kind, row, t, end, word, told, jump}. Rows are those of lanes.js; jumps are no, turning, note. */
  setFlags(flags) {
    this.flags = [...flags].sort((a, b) => a.t - b.t);
    this.flagRoot.replaceChildren(...this.flags.map((f) => {
      const node = el("button", { type: "button", class: `flag ${f.kind}`, title: f.told, "aria-label": `${f.word} ${clock(f.t)}, ${f.told}`, onclick: () => this.hear(f.t, f.end) }, f.word);
      f.node = node;
      return node;
    }));
    this.moments.replaceChildren(...this.flags.map((f) => el("li", {}, el("button", { type: "button", class: "at", onclick: () => this.hear(f.t, f.end) }, clock(f.t)), " ", f.told)));
    this.draw();
  }

  jump(kind, way = 1) {
    const points = this.flags.filter((f) => f.jump === kind).map((f) => f.t);
    const next = way > 0 ? points.find((t) => t > this.time + 0.3) : points.findLast((t) => t < this.time - 0.8);
    if (next === undefined) return;
    this.seek(next);
    this.flags.find((f) => f.t === next && f.jump === kind)?.node.focus({ preventScroll: true });
  }

  // --- words -----------------------------------------------------------------------------------------------

  showSaid() {
    const list = el("ol", { class: "said" });
    this.lines = this.call.said.map((s, i) => {
      const again = this.call.said[i - 1]?.who === s.who; // the same speaker goes on: the name need not stand there again
      const words = s.words.length || s.about.length > 1 ? spread(s, this) : [el("span", { class: "w", onclick: () => this.hear(s.start, s.end) }, s.text)];
      const rest = s.cut && s.intended ? el("span", { class: "cutoff", title: "not heard: the rep cut in" }, ` ${s.intended.slice(s.text.length).trim()}`) : null;
      const node = el("li", { class: again ? `${s.who} again` : s.who }, el("button", { type: "button", class: "at", "aria-label": `Hear from ${clock(s.start)}`, onclick: () => this.hear(s.start) }, clock(s.start)),
        el("div", {}, el("span", { class: again ? "who hidden" : "who" }, s.who === "rep" ? this.call.rep || "You" : this.call.client), again ? " " : el("br"), ...words, rest));
      list.append(node);
      return { ...s, node, spans: words.filter((w) => w.start !== undefined) };
    });
    if (!this.lines.length) list.append(el("li", { class: "muted" }, "Nothing was said."));
    this.saidRoot.replaceChildren(list);
  }

  highlight(t) {
    const now = this.lines?.findLast((s) => s.start <= t && t < s.end + 0.2) ?? null;
    if (now !== this.shown) {
      this.shown?.node.classList.remove("now");
      this.shown?.node.removeAttribute("aria-current");
      now?.node.classList.add("now");
      now?.node.setAttribute("aria-current", "true");
      this.shown = now;
      if (now && !this.audio.paused && document.getElementById("follow")?.checked) now.node.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
    const word = now?.spans.findLast((w) => w.start <= t) ?? null;
    if (word !== this.word) {
      this.word?.classList.remove("now-word");
      word?.classList.add("now-word");
      this.word = word;
    }
  }
}

/** Words with known times, or sentences with about theirs, each to be clicked and lit; the text between them stays as it
 * was written. */
function spread(said, player) {
  const out = [];
  let at = 0;
  for (const [word, start, end] of said.words.length ? said.words : said.about) {
    const text = word.trim(), found = text ? said.text.indexOf(text, at) : -1;
    if (found < 0) continue;
    if (found > at) out.push(document.createTextNode(said.text.slice(at, found)));
    const span = el("span", { class: said.words.length ? "w" : "w sentence", title: said.words.length ? null : `about ${clock(start)}`, onclick: () => player.hear(start) }, text);
    Object.assign(span, { start, end });
    out.push(span);
    at = found + text.length;
  }
  out.push(document.createTextNode(said.text.slice(at)));
  return out;
}
