// A call held in the page: microphone to the server, the client's voice back.
import { $, ask, attempt, clock, el, help, me, outcome, tell, typing } from "/static/common.js";

const PATIENCE = 6000; // ms that a browser may take to begin playing
const TROUBLE = {
  NotAllowedError: "The browser was not allowed to use the microphone. Allow it in the address bar, then call again.",
  NotFoundError: "The browser finds no microphone. Plug one in, then call again.",
  NotReadableError: "The microphone cannot be opened: does another program hold it? Free it, then call again.",
};
const screens = ["choose", "brief", "live", "over"];
let offer = null, line = null;

function screen(name) {
  for (const s of screens) $(s).hidden = s !== name;
  $(name).querySelector("h1")?.focus();
}

function choose(o) {
  offer = o;
  $("brief-who").textContent = o.client;
  $("brief-title").textContent = o.title;
  $("brief-list").replaceChildren(...o.brief.flatMap(([k, v]) => [el("dt", {}, k), el("dd", {}, v)]));
  $("brief-opening").textContent = o.opening;
  $("difficulty").value = o.difficulty || "medium";
  screen("brief");
}

class Line {
  async open(wish) {
    this.context = new AudioContext({ latencyHint: "interactive" });
    await this.awake();
    await Promise.all(["capture", "play"].map((n) => this.context.audioWorklet.addModule(`/static/${n}-worklet.js`)));
    // Seconds between the worklet's samples and the sound card. How long that takes (outputLatency, some 30 ms) is not asked:
    // while Firefox opens a sound card, the question can bring the page to a standstill.
    this.behind = this.context.baseLatency || 0;
    const voiceFirst = { channelCount: 1, echoCancellation: !wish.headphones, noiseSuppression: false, autoGainControl: true };
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: voiceFirst });
    this.voice = new AudioWorkletNode(this.context, "play", { numberOfInputs: 0, outputChannelCount: [1] });
    this.voice.connect(this.context.destination);
    this.voice.port.onmessage = ({ data }) => this.send(JSON.stringify({ ...data, age: -this.behind }));
    this.mic = new AudioWorkletNode(this.context, "capture", { numberOfOutputs: 0 });
    const frame = (piece) => {
      const bytes = new Uint8Array(1 + piece.byteLength);
      bytes[0] = 1;
      bytes.set(new Uint8Array(piece), 1);
      return bytes;
    };
    this.mic.port.onmessage = ({ data }) => this.send(frame(data));
    this.context.createMediaStreamSource(this.stream).connect(this.mic);
    await this.connect(wish);
  }

  /** Until sound can be played. A browser that finds no loudspeaker never says so: it just stays asleep. */
  async awake() {
    const long = new Promise((_, failed) => setTimeout(failed, PATIENCE, new Error("the browser has no loudspeaker or headphones that it may play on")));
    await Promise.race([this.context.resume(), long]);
  }

  connect(wish) {
    return new Promise((done, failed) => {
      this.socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/rehearse/socket`);
      this.socket.binaryType = "arraybuffer";
      this.socket.onopen = () => { this.socket.send(JSON.stringify({ wish, rate: Math.round(this.context.sampleRate) })); this.ready = true; done(); };
      this.socket.onerror = () => failed(new Error("the studio does not answer"));
      this.socket.onmessage = ({ data }) => (typeof data === "string" ? this.told(JSON.parse(data)) : this.sound(data));
      this.socket.onclose = () => { this.close(); if (!this.over) this.told({ error: "The line to the studio broke.", remedy: "What was said is saved." }); };
    });
  }

  send(data) { if (this.ready && this.socket.readyState === WebSocket.OPEN && this.socket.bufferedAmount < 1e6) this.socket.send(data); }

  sound(data) {
    const view = new DataView(data);
    if (view.getUint8(0) !== 1) return;
    this.voice.port.postMessage({ utterance: view.getUint32(1, true), last: view.getUint8(5) === 1, samples: data.slice(6) });
  }

  told(m) {
    if (m.do === "open") this.voice.port.postMessage({ rate: m.rate });
    else if (m.do === "cut") this.voice.port.postMessage({ cut: true });
    else if (m.do) this.voice.port.postMessage({ hold: m.do === "hold" });
    else this.on(m);
  }

  key(name) { this.send(JSON.stringify({ key: name })); }

  close() {
    this.ready = false;
    this.stream?.getTracks().forEach((t) => t.stop());
    this.context?.close();
    this.context = null; // closing takes a moment, and must not be asked for twice
  }
}

const FLOORS = { listening: "listening to you", thinking: "thinking", speaking: "speaking", paused: "paused" };

function heard(m) {
  if (m.session && !m.over) { $("live-name").textContent = m.client; $("live").dataset.session = m.session; }
  if (m.floor) {
    const name = $("live-name").textContent || "The client";
    const state = m.floor === "listening" || m.floor === "paused" ? (m.floor === "paused" ? "paused" : "your turn: speak") : `${name} is ${FLOORS[m.floor]}`;
    if ($("live-state").textContent !== state) $("live-state").textContent = state;
    $("live-state").className = `kicker ${m.floor}`;
    $("meter").style.width = `${Math.max(0, Math.min(100, (m.level + 60) / 60 * 100))}%`;
    $("elapsed").textContent = clock(m.elapsed);
    $("partial").textContent = m.floor === "listening" ? m.words : "";
    if (m.alliance !== undefined) $("trust").textContent = `alliance ${m.alliance}, level ${m.trust_level}`;
  }
  if (m.said && m.text) { // cut in before the first word: nothing was said
    $("lines").append(el("li", { class: m.said, data: { turn: m.turn } }, m.text + (m.cut ? " —" : "")));
    $("lines").scrollTop = $("lines").scrollHeight;
  }
  if (m.taken_back) for (const li of [...$("lines").children]) if (+li.dataset.turn >= m.taken_back) li.remove();
  if (m.trouble) $("lines").append(el("li", { class: "trouble" }, `${m.trouble} ${m.done ?? ""}`));
  if (m.over || m.error) finish(m);
}

function finish(m) {
  const session = m.session ?? $("live").dataset.session;
  line.over = true;
  line.close();
  $("over-title").textContent = m.error ? "The call could not be held" : `It ended: ${outcome(m.over.outcome)[0]}`;
  $("over-text").textContent = m.error ? [m.error, m.remedy].filter(Boolean).join(" ") : "";
  $("to-debrief").hidden = $("to-replay").hidden = !session;
  $("to-debrief").href = `/session/${session}/debrief`;
  $("to-replay").href = `/session/${session}`;
  for (const them of document.querySelectorAll(".them")) them.textContent = (offer?.client ?? "the client").split(" ")[0];
  $("says").hidden = !session || Boolean(m.error);
  $("says").dataset.session = session;
  screen("over");
}

$("says").addEventListener("submit", attempt(async (event) => {
  event.preventDefault();
  const said = Object.fromEntries([...$("says").querySelectorAll("textarea, input, select")].map((f) => [f.id, f.value]));
  await ask(`/api/session/${$("says").dataset.session}/says`, said);
  location.href = $("to-debrief").href;
}));

$("begin").addEventListener("submit", attempt(async (event) => {
  event.preventDefault();
  const wish = { scenario: offer.name, difficulty: $("difficulty").value, rep: me.role === "rep" ? me.name : "", headphones: $("headphones").checked, reveal: $("reveal").checked, before: { intended_impression: $("intended").value.trim() } };
  $("lines").replaceChildren();
  $("live-name").textContent = offer.client;
  $("start").disabled = true;
  $("start").textContent = "Calling…";
  line = new Line();
  line.on = heard;
  try {
    await line.open(wish);
    screen("live");
  } catch (error) {
    line.close();
    tell(TROUBLE[error.name] ?? `The call could not begin: ${error.message.replace(/\.$/, "")}.`);
  } finally {
    $("start").disabled = false;
    $("start").textContent = "Call";
  }
}));
$("back").addEventListener("click", () => screen("choose"));
const press = (id, key) => $(id).addEventListener("click", () => {
  line.key(key);
  if (key === "pause" || key === "mute") $(id).setAttribute("aria-pressed", String($(id).getAttribute("aria-pressed") !== "true"));
});
press("hang", "end"); press("pause", "pause"); press("mute", "mute"); press("again", "again");
document.addEventListener("keydown", (event) => {
  if ($("live").hidden || typing(event)) return;
  ({ e: $("hang"), p: $("pause"), m: $("mute"), a: $("again") })[event.key.toLowerCase()]?.click();
});
addEventListener("beforeunload", (event) => { if (!$("live").hidden) event.preventDefault(); });

help([["E", "end the call"], ["P", "pause"], ["M", "mute"], ["A", "take that turn again"]]);
attempt(async () => {
  const offers = await ask("/api/offers");
  $("offers").replaceChildren(...offers.map((o) => el("li", {}, el("button", { type: "button", onclick: () => choose(o) },
    el("span", { class: "kicker" }, o.client), el("b", {}, o.title), el("span", { class: "muted" }, o.opening), el("span", { class: "chip so" }, o.difficulty)))));
  if (!offers.length) $("offers").append(el("li", { class: "muted" }, "No scenario was found."));
})();
