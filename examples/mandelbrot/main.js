// Renders the Mandelbrot set on every core, draws it in the terminal while it grows, and writes a PNG.
//
//     hzrun examples/mandelbrot/main.js [width] [file]       # default 1920 mandelbrot.png
//
// A painter on each core takes bands of rows from one channel and sends pixels to another. The painters are tight loops
// that never wait, and yet the main thread, which shares a core with one of them, receives bands and keeps a clock:
// the last line says how late that clock was at worst. Without pre-emption it would be late by a whole band.
import { chan, go, sleep } from "hz";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { encodePng } from "./png.js";
import { PALETTE, escapeColour } from "./palette.js";
import { preview } from "./preview.js";

const BAND_ROWS = 16;
const CENTRE = { re: -0.74364, im: 0.1315, span: 0.0032 };

/** Paints bands until there are none left. A band is the number of its first row. */
function paint(width, height, bands, painted) {
  for (const top of bands) {
    const rows = Math.min(BAND_ROWS, height - top);
    const pixels = new Uint8Array(width * rows);
    for (let y = 0; y < rows; y++) {
      const im = CENTRE.im + ((top + y) / height - 0.5) * CENTRE.span * (height / width);
      for (let x = 0; x < width; x++) {
        const re = CENTRE.re + (x / width - 0.5) * CENTRE.span;
        pixels[y * width + x] = escapeColour(re, im);
      }
    }
    painted.send([top, pixels]);
  }
}

/** Sleeps 5 ms at a time and notes how much later than that it wakes. */
function keepTime(clock) {
  while (clock.running) {
    const started = performance.now();
    sleep(5);
    clock.worstMs = Math.max(clock.worstMs, performance.now() - started - 5);
    clock.ticks++;
  }
}

const width = Number(process.argv[2] ?? 1920);
const file = process.argv[3] ?? "mandelbrot.png";
if (!Number.isInteger(width) || width < 16 || width > 32768) {
  console.error("usage: hzrun examples/mandelbrot/main.js [width from 16 to 32768] [file]");
  process.exit(2);
}
const height = Math.round((width * 2) / 3);
const cores = availableParallelism();

const started = performance.now();
const clock = { running: true, ticks: 0, worstMs: 0 };
go.local(keepTime, clock);

const bands = chan(2 * cores), painted = chan(2 * cores);
for (let core = 0; core < cores; core++) go(paint, width, height, bands, painted);
go.local(() => {
  for (let top = 0; top < height; top += BAND_ROWS) bands.send(top);
  bands.close();
});

const image = new Uint8Array(width * height);
const total = Math.ceil(height / BAND_ROWS);
for (let done = 1; done <= total; done++) {
  const [top, pixels] = painted.recv();
  image.set(pixels, top * width);
  if (process.stdout.isTTY) process.stdout.write(`\r${String(Math.round((100 * done) / total)).padStart(3)} %`);
}
clock.running = false;
const ms = performance.now() - started;

if (process.stdout.isTTY) process.stdout.write(`\r${preview(image, width, height, PALETTE)}`);
const png = encodePng(width, height, PALETTE, image);
writeFileSync(file, png);
console.log(`${file}: ${width} x ${height} pixels, ${total} bands on ${cores} ${cores === 1 ? "core" : "cores"}, ${Math.round(ms)} ms`);
console.log(`meanwhile the clock ticked ${clock.ticks} times, at worst ${clock.worstMs.toFixed(1)} ms late`);
