// Draws a trace of `hzrun --trace` as an SVG: a lane for each green thread, its slices by kind, arrows between them.
//
//     hzrun tools/trace/svg.js trace.json [from_ms to_ms] > trace.svg
//
// Times count from the first slice that ran. Without them the whole trace is drawn.
import { readFileSync } from "node:fs";

const WIDTH = 1100;
const LABELS = 190;
const LANE = 22;
const BAR = 14;
const TOP = 46;

const COLOURS = { run: "#2e7d32", ready: "#f9a825", blocked: "#cfd8dc", core: "#1565c0", idle: "#eceff1", gc: "#c62828" };
const LEGEND = [["run", "runs"], ["ready", "could run"], ["blocked", "waits"], ["core", "core runs"], ["gc", "collects garbage"]];
const ARROWS = { channel: "#6a1b9a", go: "#00838f", spawn: "#00838f", wake: "#90a4ae" };

/** The events of a trace by what they are. */
class Trace {
  constructor(events) {
    this.names = new Map();
    this.slices = [];
    const ends = new Map();
    for (const event of events) {
      const lane = `${event.pid}/${event.tid}`;
      if (event.name === "thread_name") this.names.set(lane, event.args.name);
      else if (event.ph === "X") this.slices.push({ lane, ...event });
      else if (event.ph === "s" || event.ph === "f") {
        const key = `${event.cat} ${event.id}`;
        ends.set(key, { ...ends.get(key), [event.ph]: { lane, ...event } });
      }
    }
    this.arrows = [...ends.values()].filter(({ s, f }) => s !== undefined && f !== undefined);
    this.startUs = Math.min(...this.slices.filter(({ cat }) => cat === "run").map(({ ts }) => ts));
    this.endUs = Math.max(...this.slices.map(({ ts, dur }) => ts + dur));
  }

  /** The lanes that ran something between two times: cores first, then threads by core and number. */
  lanes(fromUs, toUs) {
    const busy = this.slices.filter(({ cat, ts, dur }) => (cat === "run" || cat === "core") && ts < toUs && ts + dur > fromUs);
    const found = new Map(busy.map(({ lane, pid, tid }) => [lane, { lane, pid, tid }]));
    return [...found.values()].sort((a, b) => a.pid - b.pid || a.tid - b.tid);
  }
}

/** A drawing of a trace between two times. */
class Drawing {
  constructor(trace, fromUs, toUs) {
    this.trace = trace;
    this.fromUs = fromUs;
    this.toUs = toUs;
    this.parts = [];
    this.lanes = trace.lanes(fromUs, toUs);
    this.rows = new Map(this.lanes.map(({ lane }, row) => [lane, row]));
    this.height = TOP + this.lanes.length * LANE + 10;
  }

  x(us) {
    const share = (us - this.fromUs) / (this.toUs - this.fromUs);
    return LABELS + Math.max(0, Math.min(1, share)) * (WIDTH - LABELS - 10);
  }

  y(lane) {
    return TOP + this.rows.get(lane) * LANE;
  }

  label({ lane, pid, tid }) {
    const name = this.trace.names.get(lane) ?? "thread";
    const text = pid === 1 ? name : `core ${pid - 2}: ${name} ${tid}`;
    this.parts.push(`<text x="6" y="${this.y(lane) + 11}">${escaped(text)}</text>`);
  }

  slice({ lane, ts, dur, cat, name, args }) {
    const [from, to] = [this.x(ts), this.x(ts + dur)];
    const thin = cat === "blocked" || cat === "idle" ? 6 : BAR;
    const title = [name, ...Object.entries(args ?? {}).map(([key, value]) => `${key}: ${value}`)].join("\n");
    const box = `x="${round(from)}" y="${this.y(lane) + (BAR - thin) / 2}" width="${round(Math.max(to - from, 0.4))}"`;
    this.parts.push(`<rect ${box} height="${thin}" fill="${COLOURS[cat] ?? "#888"}"><title>${escaped(title)}</title></rect>`);
    if (cat === "core" && to - from > 7 * name.length) {
      this.parts.push(`<text class="in" x="${round(from + 3)}" y="${this.y(lane) + 11}">${escaped(name)}</text>`);
    }
  }

  arrow({ s, f }) {
    const from = `${round(this.x(s.ts))} ${this.y(s.lane) + BAR / 2}`;
    const to = `${round(this.x(f.ts))} ${this.y(f.lane) + BAR / 2}`;
    const title = escaped(`${s.name} ${s.args?.channel ?? ""}`);
    this.parts.push(`<path d="M${from}L${to}" stroke="${ARROWS[s.cat]}" marker-end="url(#${s.cat})"><title>${title}</title></path>`);
  }

  axis() {
    const spanMs = (this.toUs - this.fromUs) / 1000;
    const step = [0.001, 0.01, 0.1, 1, 2, 5, 10, 20, 50, 100, 1000, 10_000].find((ms) => spanMs / ms <= 20) ?? spanMs / 10;
    for (let ms = 0; ms <= spanMs; ms += step) {
      const x = round(this.x(this.fromUs + ms * 1000));
      this.parts.push(`<path class="grid" d="M${x} ${TOP - 6}V${this.height}"/><text x="${x}" y="${TOP - 10}">${+ms.toFixed(3)} ms</text>`);
    }
    LEGEND.forEach(([cat, text], i) => {
      const x = LABELS + i * 130;
      this.parts.push(`<rect x="${x}" y="6" width="12" height="12" fill="${COLOURS[cat]}"/><text x="${x + 16}" y="16">${text}</text>`);
    });
  }

  toString() {
    const { fromUs, toUs, trace } = this;
    const shown = ({ ts, dur = 0 }) => ts < toUs && ts + dur > fromUs;
    this.axis();
    for (const lane of this.lanes) this.label(lane);
    // Long ones first, so that what happened on top of them is seen.
    const slices = trace.slices.filter((slice) => this.rows.has(slice.lane) && shown(slice));
    for (const slice of slices.sort((a, b) => b.dur - a.dur)) this.slice(slice);
    const between = ({ s, f }) => this.rows.has(s.lane) && this.rows.has(f.lane) && s.lane !== f.lane;
    for (const arrow of trace.arrows) if (between(arrow) && shown(arrow.s) && shown(arrow.f)) this.arrow(arrow);
    const heads = Object.entries(ARROWS).map(([cat, colour]) =>
      `<marker id="${cat}" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0L6 3L0 6z" fill="${colour}" stroke="none"/></marker>`);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${this.height}" viewBox="0 0 ${WIDTH} ${this.height}">`,
      "<style>text{font:11px sans-serif;fill:#263238}.in{fill:#fff;pointer-events:none}path{fill:none;stroke-width:1}.grid{stroke:#eceff1}</style>",
      `<defs>${heads.join("")}</defs><rect width="100%" height="100%" fill="#fff"/>`,
      ...this.parts,
      "</svg>",
    ].join("\n");
  }
}

function round(n) {
  return Math.round(n * 10) / 10;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

const [file, from, to] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: hzrun tools/trace/svg.js trace.json [from_ms to_ms] > trace.svg");
  process.exit(2);
}
const trace = new Trace(JSON.parse(readFileSync(file, "utf8")));
const fromUs = trace.startUs + (from === undefined ? 0 : Number(from) * 1000);
const toUs = to === undefined ? trace.endUs : trace.startUs + Number(to) * 1000;
if (!(toUs > fromUs)) {
  console.error("svg.js: expected two times in milliseconds, the first before the second");
  process.exit(2);
}
console.log(new Drawing(trace, fromUs, toUs).toString());
