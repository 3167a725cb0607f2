// Both voices of a call on one clock: sound, outlines, lanes, flags, and the words as they are spoken.
import { ask, attempt, clock, el, typing } from "/static/common.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const LANES = { voices: [88, 92], pitch: [188, 46], loud: [242, 30], trust: [282, 74] }; // top and height, CSS pixels
const FULL = 360, BARE = 188, FLAG = 22, ROWS = 3;

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
    this.stage = el("div", { class: "stage" }, this.flagRoot, this.canvas, this.marked, this.line);
    this.slider = el("input", { type: "range", class: "hidden", min: "0", max: String(this.length), step: "0.1", "aria-label": "Position in the call",
      oninput: () => this.seek(+this.slider.value) });
    this.moments = el("ol");
    const list = el("details", {}, el("summary", {}, "Every moment on this line, as a list"), this.moments);
    const legend = el("p", { class: "legend" }, el("span", { class: "key rep" }, this.call.rep || "the rep"), el("span", { class: "key client" }, this.call.client),
      el("span", { class: "key trust" }, "alliance"), el("span", { class: "key react" }, "reactance"), el("span", { class: "key level" }, "level 0 to 5"));
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
      el("button", { type: "button", class: "quiet", onclick: () => { this.root.scrollIntoView({ block: "center" }); this.playButton.focus({ preventScroll: true }); } }, "Back to the time line"));
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
    if (this.audio.paused) this.audio.play(); else this.audio.pause();
  }

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
    if (this.call.sound) this.audio.play();
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
    const wide = this.wide = this.stage.clientWidth, tall = this.machine ? FULL : BARE;
    if (!wide) return;
    const ratio = devicePixelRatio || 1, c = this.canvas;
    c.width = Math.round(wide * ratio); c.height = Math.round(tall * ratio);
    c.style.height = `${tall}px`;
    const pen = this.pen = c.getContext("2d"), style = getComputedStyle(document.documentElement);
    this.colour = (name) => style.getPropertyValue(`--${name}`).trim();
    pen.scale(ratio, ratio);
    this.drawAxis(tall);
    this.drawVoices();
    if (this.machine) { this.drawLanes(); this.drawTrust(); }
    this.placeFlags();
    this.placeRange();
    this.showTime();
  }

  drawAxis(tall) {
    const { pen } = this, step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].find((s) => (this.to - this.from) / s <= Math.max(3, this.wide / 90)) ?? 7200;
    pen.font = "11px system-ui, sans-serif";
    for (const [top, height] of this.machine ? Object.values(LANES) : [LANES.voices]) {
      pen.fillStyle = this.colour("wash");
      pen.fillRect(0, top, this.wide, height);
    }
    for (let t = Math.ceil(this.from / step) * step; t <= this.to; t += step) {
      pen.fillStyle = this.colour("line");
      pen.fillRect(this.x(t), LANES.voices[0], 1, tall);
      pen.fillStyle = this.colour("soft");
      pen.fillText(clock(t), this.x(t) + 3, LANES.voices[0] - 4);
    }
  }

  drawVoices() {
    if (!this.shape) return;
    const { pen, shape } = this, [top, height] = LANES.voices, middle = top + height / 2;
    for (const [who, way] of [["client", -1], ["rep", 1]]) {
      const values = shape[who], n = values.length;
      pen.fillStyle = this.colour(who);
      for (let i = 0; i < n; i++) {
        if (values[i] < 2) continue;
        const a = this.x(shape.from + (shape.to - shape.from) * i / n), b = this.x(shape.from + (shape.to - shape.from) * (i + 1) / n);
        const h = Math.min(1, values[i] / this.loudest[who]) * (height / 2 - 2);
        pen.fillRect(a, way > 0 ? middle + 1 : middle - 1 - h, Math.max(0.7, b - a + 0.3), h);
      }
    }
  }

  drawLanes() {
    const { pen } = this, lanes = this.machine.debrief.tone?.lanes ?? [];
    this.label("pitch", LANES.pitch[0]);
    this.label("loudness", LANES.loud[0]);
    for (const lane of lanes) {
      const known = lane.pitch.filter(Boolean).sort((a, b) => a - b);
      const median = known.length ? Math.log2(known[known.length >> 1]) : 0;
      const centre = LANES.pitch[0] + LANES.pitch[1] * (lane.who === "rep" ? 0.72 : 0.28);
      pen.strokeStyle = pen.fillStyle = this.colour(lane.who);
      pen.lineWidth = 1.6;
      this.curve(lane, lane.pitch, (v) => centre - Math.max(-1, Math.min(1, Math.log2(v) - median)) * LANES.pitch[1] * 0.24);
      pen.lineWidth = 1.2;
      this.curve(lane, lane.level, (v) => LANES.loud[0] + LANES.loud[1] - 2 - Math.max(0, 1 + v / 36) * (LANES.loud[1] - 4));
    }
  }

  curve(lane, values, y) {
    const { pen } = this;
    pen.beginPath();
    let open = false;
    values.forEach((v, i) => {
      if (v === null || v === undefined) { open = false; return; }
      const x = this.x((i + 0.5) * lane.step);
      if (open) pen.lineTo(x, y(v)); else { pen.moveTo(x, y(v)); pen.lineTo(x + 1, y(v)); }
      open = true;
    });
    pen.stroke();
  }

  label(text, top) {
    this.pen.fillStyle = this.colour("soft");
    this.pen.fillText(text, 3, top + 11);
  }

  drawTrust() {
    const { pen } = this, [top, height] = LANES.trust, bottom = top + height;
    const turns = (this.machine.debrief.trust ?? []).filter((s) => s.after);
    if (!turns.length) return;
    const states = [[0, turns[0].before ?? turns[0].after], ...turns.map((s) => [s.moment.end, s.after])];
    const y = (v) => bottom - height * v / 100;
    states.forEach(([t, s], i) => {
      pen.fillStyle = this.colour("level");
      const end = states[i + 1]?.[0] ?? this.length;
      pen.fillRect(this.x(t), y(20 * s.level), this.x(end) - this.x(t), bottom - y(20 * s.level));
    });
    const steps = (points, colour, width, dash = []) => {
      pen.strokeStyle = this.colour(colour);
      pen.lineWidth = width;
      pen.setLineDash(dash);
      pen.beginPath();
      points.forEach(([t, v], i) => {
        if (i) pen.lineTo(this.x(t), y(points[i - 1][1]));
        pen[i ? "lineTo" : "moveTo"](this.x(t), y(v));
      });
      pen.lineTo(this.x(this.length), y(points.at(-1)[1]));
      pen.stroke();
      pen.setLineDash([]);
    };
    steps(states.map(([t, s]) => [t, s.reactance]), "react", 1.2, [4, 3]);
    steps(states.map(([t, s]) => [t, s.alliance]), "trust", 2.4);
    const fixed = this.machine.debrief.corrected?.steps?.filter((s) => s.corrected);
    if (fixed?.length) {
      const ends = Object.fromEntries(turns.map((s) => [s.turn, s.moment.end]));
      steps([[0, states[0][1].alliance], ...fixed.filter((s) => ends[s.turn]).map((s) => [ends[s.turn], s.corrected.alliance])], "good", 2, [2, 3]);
    }
    this.label(fixed?.length ? "alliance, as it was, and (dotted) with the corrected labels" : "alliance and level", top);
  }

  // --- moments ---------------------------------------------------------------------------------------------

  /** Shows flags: {kind, t, end, word, told, jump}. Jumps are no, turning, note. */
  setFlags(flags) {
    this.flags = [...flags].sort((a, b) => a.t - b.t);
    this.flagRoot.replaceChildren(...this.flags.map((f) => {
      const node = el("button", { type: "button", class: `flag ${f.kind}`, title: f.told, "aria-label": `${f.word} ${clock(f.t)}, ${f.told}`, onclick: () => this.hear(f.t, f.end) }, f.word);
      f.node = node;
      return node;
    }));
    this.moments.replaceChildren(...this.flags.map((f) => el("li", {}, el("button", { type: "button", class: "at", onclick: () => this.hear(f.t, f.end) }, clock(f.t)), " ", f.told)));
    this.placeFlags();
  }

  placeFlags() {
    const ends = Array(ROWS).fill(-1e9);
    for (const f of this.flags) {
      const x = this.x(f.t), there = x >= -2 && x <= this.wide + 2;
      f.node.hidden = !there;
      if (!there) continue;
      const width = 12 + 7 * f.word.length, left = Math.max(0, Math.min(x, this.wide - width));
      if (f.kind === "mind") { f.node.style.left = `${left}px`; f.node.style.top = `${LANES.trust[0] + LANES.trust[1] - FLAG}px`; continue; }
      let row = ends.findIndex((end) => end <= left);
      const small = row < 0; // no room for its word: a dot, whose name is still read out
      if (small) row = ends.indexOf(Math.min(...ends));
      f.node.classList.toggle("dot", small);
      ends[row] = Math.max(ends[row], left) + (small ? 0 : width);
      f.node.style.left = `${small ? Math.min(x, this.wide - 10) : left}px`;
      f.node.style.top = `${row * FLAG + 2}px`;
    }
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
    this.lines = this.call.said.map((s) => {
      const words = s.words.length ? spread(s, this) : [el("span", { class: "w", onclick: () => this.hear(s.start, s.end) }, s.text)];
      const rest = s.cut && s.intended ? el("span", { class: "cutoff", title: "not heard: the rep cut in" }, ` ${s.intended.slice(s.text.length).trim()}`) : null;
      const node = el("li", { class: s.who }, el("button", { type: "button", class: "at", "aria-label": `Hear from ${clock(s.start)}`, onclick: () => this.hear(s.start) }, clock(s.start)),
        el("div", {}, el("span", { class: "who" }, s.who === "rep" ? this.call.rep || "You" : this.call.client), el("br"), ...words, rest));
      list.append(node);
      return { ...s, node, spans: s.words.length ? words.filter((w) => w.start !== undefined) : [] };
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

/** Words with known times, each to be clicked and lit; the text between them stays as it was written. */
function spread(said, player) {
  const out = [];
  let at = 0;
  for (const [word, start, end] of said.words) {
    const text = word.trim(), found = text ? said.text.indexOf(text, at) : -1;
    if (found < 0) continue;
    if (found > at) out.push(document.createTextNode(said.text.slice(at, found)));
    const span = el("span", { class: "w", onclick: () => player.hear(start) }, text);
    Object.assign(span, { start, end });
    out.push(span);
    at = found + text.length;
  }
  out.push(document.createTextNode(said.text.slice(at)));
  return out;
}
