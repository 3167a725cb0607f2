// The list of sessions: one page of rows at a time, so that ten thousand cost what fifty do.
import { $, agreed, ask, attempt, clock, el, help, outcome, signed, slowly, tell, typing, when } from "/static/common.js";

const body = $("list").tBodies[0];
const form = $("filters");
const state = { sort: "created", way: "down", offset: 0 };
let total = 0, page = 50, asked = 0, chosen = [];

const show = attempt(async () => {
  const mine = ++asked;
  const query = new URLSearchParams({ ...Object.fromEntries([...new FormData(form)].filter(([, v]) => v)), ...state });
  const found = await slowly(ask(`/api/sessions?${query}`));
  if (mine !== asked) return; // a later question was asked meanwhile
  ({ total, page } = found);
  body.replaceChildren(...found.rows.map(row));
  if (!found.rows.length) body.append(el("tr", {}, el("td", { colSpan: 12, class: "empty" },
    [...new FormData(form)].some(([, v]) => v) ? "Nothing fits." : "No session yet. Rehearse a call, or bring in a sealed file.")));
  $("count").textContent = `${total.toLocaleString()} session${total === 1 ? "" : "s"}`;
  $("where").textContent = total ? `${state.offset + 1}–${Math.min(total, state.offset + page)} of ${total.toLocaleString()}` : "";
  $("before").disabled = !state.offset;
  $("after").disabled = state.offset + page >= total;
});

function row(s) {
  const [ended, tone] = outcome(s.outcome, s);
  const trust = s.inspired === null ? "–" : signed(s.inspired);
  const kept = s.tests_posed ? `${s.tests_met} of ${s.tests_posed} met` : "not tested";
  const link = s.broken ? el("span", { title: s.broken }, s.id) : el("a", { href: `/session/${s.id}` }, s.title || s.scenario);
  const cell = (name, ...what) => el("td", { data: { name } }, ...what);
  const number = (name, what) => el("td", { class: "num", data: { name } }, what);
  const pick = el("input", { type: "checkbox", "aria-label": `Compare ${s.title}, ${when(s.created)}`, checked: chosen.includes(s.id), onchange: (e) => choose(s.id, e.target) });
  return el("tr", { data: { id: s.id } }, cell("When", el("span", { class: "date" }, when(s.created))),
    el("td", { class: "title" }, link, " ", el("span", { class: "muted small" }, s.difficulty)), cell("Rep", s.rep || "–"),
    cell("Ended", el("span", { class: `chip ${tone}` }, ended)), number("Level", s.level ?? "–"), number("First impression", s.impression === null ? "–" : signed(s.impression)),
    number("Trust inspired", trust), cell("Trust kept", s.level === null ? "–" : kept), number("Noes", s.noes), number("Length", clock(s.duration)),
    number("Notes", s.comments || "–"), el("td", { class: "pick" }, s.broken ? null : el("label", {}, pick, el("span", { class: "on-phone" }, " compare"))));
}

function choose(id, box) {
  chosen = chosen.filter((c) => c !== id);
  if (box.checked) chosen = [...chosen, id].slice(-2);
  for (const tr of body.rows) {
    const picked = chosen.includes(tr.dataset.id);
    tr.classList.toggle("on", picked);
    const input = tr.querySelector("input");
    if (input) input.checked = picked;
  }
  $("compare").hidden = chosen.length < 2;
  $("compare").href = `/compare?a=${chosen[0]}&b=${chosen[1]}`;
}

let pause;
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => { state.offset = 0; show(); }, 120);
});
form.addEventListener("submit", (event) => event.preventDefault());
for (const th of $("list").tHead.querySelectorAll("[data-sort]")) {
  th.querySelector("button").addEventListener("click", () => {
    const again = state.sort === th.dataset.sort;
    Object.assign(state, { sort: th.dataset.sort, way: again && state.way === "down" ? "up" : "down", offset: 0 });
    $("list").tHead.querySelector("[aria-sort]")?.removeAttribute("aria-sort");
    th.setAttribute("aria-sort", state.way === "down" ? "descending" : "ascending");
    show();
  });
}
const turn = (by) => { state.offset = Math.max(0, state.offset + by * page); show(); $("list").scrollIntoView({ block: "start" }); };
$("before").addEventListener("click", () => turn(-1));
$("after").addEventListener("click", () => turn(1));
let row_at = -1;
/** Moves along the list by the keyboard: the link of the row takes the focus. */
function step(by) {
  const links = [...body.querySelectorAll("a")], here = links.indexOf(document.activeElement);
  row_at = Math.min(links.length - 1, Math.max(0, (here < 0 ? row_at : here) + by));
  links[row_at]?.focus();
  links[row_at]?.closest("tr").scrollIntoView({ block: "nearest" });
}
document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  const done = {
    "/": () => form.search.focus(), n: () => $("after").disabled || turn(1), p: () => $("before").disabled || turn(-1), j: () => step(1), k: () => step(-1),
    x: () => document.activeElement.closest("tr")?.querySelector("input")?.click(),
  }[event.key];
  if (done) { event.preventDefault(); done(); }
});

// a sealed file, sent with its progress shown
$("sealed").addEventListener("change", attempt(async (event) => {
  const file = event.target.files[0];
  event.target.value = "";
  if (file) await bring(file, "");
}));

async function bring(file, passphrase) {
  const bar = $("bar");
  bar.hidden = false;
  try {
    const came = await send(file, passphrase, (share) => {
      bar.querySelector("progress").value = 100 * share;
      bar.querySelector("span").textContent = share < 1 ? "Reading the file…" : "Checking it…";
    });
    if (came.error?.includes("passphrase") && await agreed($("secret"))) {
      const secret = $("passphrase").value;
      $("passphrase").value = "";
      return await bring(file, secret);
    }
    if (came.error) tell([came.error, came.remedy].filter(Boolean).join(" "));
    else {
      await show();
      report(came);
    }
  } finally { bar.hidden = true; }
}

/** What came with a sealed file stays on the screen until it was read: conflicts above all. */
function report(came) {
  const few = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
  $("came-title").textContent = came.new ? "The session is in the library" : "It was here already";
  $("came-what").textContent = came.new ? `${few(came.notes, "note")} came with it.` : `${few(came.notes, "note")} and ${few(came.events, "correction")} were added; nothing was overwritten.`;
  $("came-conflicts").replaceChildren(...came.conflicts.map((c) => el("li", {}, c)));
  $("came-open").href = `/session/${came.id}`;
  $("came").showModal();
}

function send(file, passphrase, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/import?${new URLSearchParams({ passphrase })}`);
    request.upload.onprogress = (event) => progress(event.loaded / event.total);
    request.upload.onload = () => progress(1);
    request.onload = () => {
      try { done(JSON.parse(request.responseText)); } catch { done({ error: request.responseText || "It was refused." }); }
    };
    request.onerror = () => done({ error: "The file was refused: it is too large, or the studio is not running." });
    request.send(file);
  });
}

help([["/", "search"], ["J K", "down, up the list"], ["Enter", "open the session"], ["X", "choose it to compare"], ["N P", "next, previous page"]]);
attempt(async () => {
  const values = await ask("/api/filters");
  for (const [name, all] of Object.entries(values)) {
    form.elements[name].append(...all.map((v) => el("option", { value: v }, name === "outcome" ? outcome(v)[0] : v)));
  }
  await show();
})();
