// The time line's drawing: rows of moments, both voices, pitch, loudness, and the course of trust, all on one clock.
import { clock, el } from "/static/common.js";

const ROW = 21, AXIS = 18, GAP = 8, DOT = 12, NUDGE = 40, PHONE = matchMedia("(max-width: 40rem)");
export const ROWS = { no: "Noes", turning: "turning points", cut: "interruptions", test: "tests, warnings", impression: "impressions", note: "comments" };
const HEIGHTS = { voices: 92, pitch: 48, loud: 32, trust: 76, mind: 24 };
const TITLES = { voices: "both voices", pitch: "pitch", loud: "loudness", trust: "alliance, level", mind: "client's mind" };

/** Where each lane lies: {name: [top, height]} in CSS pixels, only those that have something to show. Where there is no
 * room for its name beside it (a phone), the name stands above it: `head` pixels. */
function layout(player) {
  const lanes = {}, used = new Set(player.flags.map((f) => f.row)), head = PHONE.matches ? 13 : 0;
  let top = 2;
  for (const name of Object.keys(ROWS)) if (used.has(name)) { lanes[name] = [top + head, ROW - 2]; top += head + ROW; }
  top += AXIS;
  const below = player.machine ? Object.keys(HEIGHTS) : ["voices"];
  for (const name of below) { lanes[name] = [top + head, HEIGHTS[name]]; top += head + HEIGHTS[name] + (head ? 2 : GAP); }
  return { lanes, head, tall: top - GAP + 2 };
}

/** Draws everything but the flags, which are buttons. */
export function paint(player) {
  const wide = player.wide = player.stage.clientWidth, ratio = devicePixelRatio || 1, canvas = player.canvas;
  const { lanes, head, tall } = layout(player);
  player.lanes = lanes;
  canvas.width = Math.round(wide * ratio);
  canvas.height = Math.round(tall * ratio);
  canvas.style.height = `${tall}px`;
  const pen = canvas.getContext("2d"), style = getComputedStyle(document.documentElement);
  pen.scale(ratio, ratio);
  const art = { player, lanes, head, wide, tall, pen, colour: (name) => style.getPropertyValue(`--${name}`).trim() };
  axis(art);
  voices(art);
  if (player.machine) {
    tone(art);
    trust(art);
  }
  const names = Object.entries(lanes).map(([name, [top, height]]) => {
    const node = el("span", {}, ROWS[name] ?? TITLES[name]);
    node.style.top = `${head ? top - head - 1 : top + Math.max(0, (height - 16) / 2)}px`;
    return node;
  });
  player.names.replaceChildren(...names);
}

function axis({ player, lanes, head, wide, tall, pen, colour }) {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].find((s) => (player.to - player.from) / s <= Math.max(3, wide / 90)) ?? 7200;
  pen.font = "11px system-ui, sans-serif";
  for (const [top, height] of Object.values(lanes)) {
    pen.fillStyle = colour("wash");
    pen.fillRect(0, top, wide, height);
  }
  for (let t = Math.ceil(player.from / step) * step; t <= player.to; t += step) {
    pen.fillStyle = colour("line");
    pen.fillRect(player.x(t), lanes.voices[0] - head - AXIS + 4, 1, tall);
    pen.fillStyle = colour("soft");
    pen.fillText(clock(t), player.x(t) + 3, lanes.voices[0] - head - 5);
  }
}

function voices({ player, lanes, pen, colour }) {
  const shape = player.shape;
  if (!shape) return;
  const [top, height] = lanes.voices, middle = top + height / 2;
  for (const [who, way] of [["client", -1], ["rep", 1]]) {
    const values = shape[who], n = values.length;
    pen.fillStyle = colour(who);
    for (let i = 0; i < n; i++) {
      if (values[i] < 2) continue;
      const a = player.x(shape.from + (shape.to - shape.from) * i / n), b = player.x(shape.from + (shape.to - shape.from) * (i + 1) / n);
      const h = Math.min(1, values[i] / player.loudest[who]) * (height / 2 - 2);
      pen.fillRect(a, way > 0 ? middle + 1 : middle - 1 - h, Math.max(0.7, b - a + 0.3), h);
    }
  }
}

function tone({ player, lanes, pen, colour }) {
  const curve = (lane, values, y) => {
    pen.beginPath();
    let open = false;
    values.forEach((v, i) => {
      if (v === null || v === undefined) { open = false; return; }
      const x = player.x((i + 0.5) * lane.step);
      if (open) pen.lineTo(x, y(v)); else { pen.moveTo(x, y(v)); pen.lineTo(x + 1, y(v)); }
      open = true;
    });
    pen.stroke();
  };
  for (const lane of player.machine.debrief.tone?.lanes ?? []) {
    const known = lane.pitch.filter(Boolean).sort((a, b) => a - b);
    const median = known.length ? Math.log2(known[known.length >> 1]) : 0;
    const centre = lanes.pitch[0] + lanes.pitch[1] * (lane.who === "rep" ? 0.74 : 0.26); // octaves about each voice's own middle
    pen.strokeStyle = colour(lane.who);
    pen.lineWidth = 1.6;
    curve(lane, lane.pitch, (v) => centre - Math.max(-1, Math.min(1, Math.log2(v) - median)) * lanes.pitch[1] * 0.24);
    pen.lineWidth = 1.2;
    curve(lane, lane.level, (v) => lanes.loud[0] + lanes.loud[1] - 2 - Math.max(0, 1 + v / 36) * (lanes.loud[1] - 4));
  }
}

function trust({ player, lanes, pen, colour }) {
  const [top, height] = lanes.trust, bottom = top + height;
  const turns = (player.machine.debrief.trust ?? []).filter((s) => s.after);
  if (!turns.length) return;
  const states = [[0, turns[0].before ?? turns[0].after], ...turns.map((s) => [s.moment.end, s.after])];
  const y = (v) => bottom - height * v / 100;
  states.forEach(([t, s], i) => {
    const a = player.x(t), b = player.x(states[i + 1]?.[0] ?? player.length);
    pen.fillStyle = colour("level");
    pen.fillRect(a, y(20 * s.level), b - a, bottom - y(20 * s.level));
    if (b - a < 22 || s.level === states[i - 1]?.[1].level) return;
    pen.fillStyle = colour("soft");
    pen.fillText(`L${s.level}`, Math.max(a, 0) + 3, bottom - 3);
  });
  const steps = (points, name, width, dash = []) => {
    pen.strokeStyle = colour(name);
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.beginPath();
    points.forEach(([t, v], i) => {
      if (i) pen.lineTo(player.x(t), y(points[i - 1][1]));
      pen[i ? "lineTo" : "moveTo"](player.x(t), y(v));
    });
    pen.lineTo(player.x(player.length), y(points.at(-1)[1]));
    pen.stroke();
    pen.setLineDash([]);
  };
  steps(states.map(([t, s]) => [t, s.reactance]), "react", 1.2, [4, 3]);
  steps(states.map(([t, s]) => [t, s.alliance]), "trust", 2.4);
  const fixed = player.machine.debrief.corrected?.steps?.filter((s) => s.corrected);
  player.fixed?.toggleAttribute("hidden", !fixed?.length);
  if (!fixed?.length) return;
  const ends = Object.fromEntries(turns.map((s) => [s.turn, s.moment.end]));
  steps([[0, states[0][1].alliance], ...fixed.filter((s) => ends[s.turn]).map((s) => [ends[s.turn], s.corrected.alliance])], "good", 2, [2, 3]);
}

/** Puts each flag into its row. One that finds no room for its word becomes a dot, beside the word before it if that is not
 * far; its name is still read out. */
export function placeFlags(player) {
  const ends = {};
  for (const f of player.flags) {
    const x = player.x(f.t), lane = player.lanes[f.row];
    f.node.hidden = !lane || x < -2 || x > player.wide + 2;
    if (f.node.hidden) continue;
    const width = 12 + 7 * f.word.length, before = ends[f.row] ?? -1e9, small = before > Math.max(0, Math.min(x, player.wide - width));
    const left = small ? Math.min(before - x < NUDGE ? Math.max(x, before + 2) : x, player.wide - DOT) : Math.max(0, Math.min(x, player.wide - width));
    f.node.classList.toggle("dot", small);
    ends[f.row] = Math.max(before, left + (small ? DOT : width));
    f.node.style.left = `${left}px`;
    f.node.style.top = `${lane[0]}px`;
  }
}
