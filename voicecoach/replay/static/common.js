// What every page uses: asking the server, saying who one is, building elements without ever parsing text as HTML.

export const $ = (id) => document.getElementById(id);

/** Makes an element. `props` sets properties and attributes; children are nodes or text. Text is never markup. */
export function el(name, props = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

let hush;
/** Says something in the corner and to screen readers. */
export function tell(text) {
  const told = $("told");
  told.textContent = text;
  clearTimeout(hush);
  hush = setTimeout(() => { told.textContent = ""; }, 7000);
}

export class Refused extends Error {}

/** Asks the server for JSON. Throws Refused with the cause and the remedy in words. */
export async function ask(path, body, method) {
  const options = { method: method ?? (body === undefined ? "GET" : "POST"), credentials: "same-origin" };
  if (body instanceof Blob) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "content-type": "application/json" };
  }
  let answer, json, said;
  try {
    answer = await fetch(path, options);
    json = (answer.headers.get("content-type") ?? "").includes("json");
    said = await (json ? answer.json() : answer.ok ? answer.blob() : answer.text());
  } catch { throw new Refused("The studio does not answer. Is it still running?"); }
  if (!answer.ok) throw new Refused((json ? [said.error, said.remedy] : [said]).filter(Boolean).join(" "));
  return said;
}

/** Runs something for a person: what goes wrong is said, never swallowed. */
export function attempt(work) {
  return async (...args) => {
    try { return await work(...args); } catch (error) {
      if (!(error instanceof Refused)) console.error(error);
      tell(error instanceof Refused ? error.message : `Something broke: ${error.message}`);
    }
  };
}

/** Waits for an answer; when that takes long, a bar shows how far the studio is. */
export async function slowly(answer) {
  const bar = $("working");
  let over = false;
  const watch = async () => {
    await new Promise((done) => setTimeout(done, 400));
    while (!over) {
      const work = await ask("/api/working").catch(() => ({})), meter = bar.querySelector("progress");
      if (over) break;
      if (work.of) { meter.max = work.of; meter.value = work.done; } else meter.removeAttribute("value");
      bar.querySelector("span").textContent = work.of ? `${work.what}: ${work.done.toLocaleString()} of ${work.of.toLocaleString()}` : "Working…";
      bar.hidden = false;
      await new Promise((done) => setTimeout(done, 300));
    }
  };
  watch();
  try { return await answer; } finally {
    over = true;
    bar.hidden = true;
  }
}

export function clock(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
  return (h ? `${h}:${String(m).padStart(2, "0")}` : String(m)) + `:${String(s % 60).padStart(2, "0")}`;
}

export const signed = (n) => (n > 0 ? `+${n}` : String(n).replace("-", "−"));

export function when(iso) {
  const date = new Date(iso);
  return Number.isNaN(+date) ? iso : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

const OUTCOMES = {
  next_step: ["next step", "good"], hang_up: ["hung up", "bad"], final_no: ["final No", "so"], polite_end: ["polite end", "so"],
  rep_left: ["rep left", "so"], stopped: ["stopped", "so"], failed: ["failed", "bad"],
};
export function outcome(name, session = {}) {
  if (session.broken) return ["unreadable", "bad"];
  if (!name) return session.live ? ["running", "good"] : ["cut off", "bad"];
  return OUTCOMES[name] ?? [name.replaceAll("_", " "), "so"];
}

// --- who one is ------------------------------------------------------------------------------------------

export const me = {
  get name() { return localStorage.getItem("name") ?? ""; },
  get role() { return localStorage.getItem("role") ?? "rep"; },
};

function showMe() {
  $("me").textContent = me.name ? `${me.name} (${me.role})` : "Who are you?";
}

/** Asks who one is; true when it is known afterwards. */
export function introduce() {
  const dialog = $("me-dialog");
  $("me-name").value = me.name;
  dialog.querySelector(`[value=${me.role}]`).checked = true;
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => {
    const name = $("me-name").value.trim();
    if (dialog.returnValue === "ok" && name) {
      localStorage.setItem("name", name);
      localStorage.setItem("role", dialog.querySelector("[name=me-role]:checked").value);
      showMe();
    }
    done(Boolean(me.name));
  }, { once: true }));
}

/** A name to sign with; asks for it once. */
export async function signature() {
  if (!me.name) await introduce();
  if (!me.name) throw new Refused("A name is needed for this.");
  return me.name;
}

showMe();
$("me").addEventListener("click", introduce);

// --- keys ------------------------------------------------------------------------------------------------

/** Lists this page's keys, [key, what it does], in the dialog that ? opens. */
export function help(keys) {
  $("keys-list").replaceChildren(...[...keys, ["?", "this list"], ["Tab", "from one thing to the next"]].flatMap(([k, what]) => [el("dt", {}, k.split(" ").map((one) => el("kbd", {}, one))), el("dd", {}, what)]));
}
$("keys").addEventListener("click", () => $("keys-dialog").showModal());
document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !typing(event)) { event.preventDefault(); $("keys-dialog").showModal(); }
});

/** A dialog's answer: true when it was agreed to. */
export function agreed(dialog) {
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "ok"), { once: true }));
}

/** Whether a key press is meant for a field. */
export const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")
  || event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
