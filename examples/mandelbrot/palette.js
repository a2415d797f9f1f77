// What colour a point has: how fast it escapes, on a wheel of 255 colours. Points of the set itself are black.

const LIMIT = 2000;

/** The 256 colours, three bytes each; the first is for points that never escape. */
export const PALETTE = makePalette();

function makePalette() {
  const bytes = new Uint8Array(256 * 3);
  for (let colour = 1; colour < 256; colour++) {
    const turn = (colour / 255) * 2 * Math.PI;
    // Three waves out of step go from night blue over white and amber back to night blue, without a seam.
    bytes[3 * colour] = 128 - 120 * Math.cos(turn);
    bytes[3 * colour + 1] = 118 - 112 * Math.cos(turn - 0.35);
    bytes[3 * colour + 2] = 140 - 88 * Math.cos(turn - 1.3);
  }
  return bytes;
}

/** The colour of the point re + im·i: 0 if it does not escape, else 1 to 255. */
export function escapeColour(re, im) {
  let x = 0, y = 0, xx = 0, yy = 0, turns = 0;
  // Beyond radius 16 the count can be smoothed, so that no bands show.
  while (xx + yy <= 256 && turns < LIMIT) {
    y = 2 * x * y + im;
    x = xx - yy + re;
    xx = x * x;
    yy = y * y;
    turns++;
  }
  if (turns === LIMIT) return 0;
  const smooth = turns + 1 - Math.log2(Math.log2(xx + yy) / 2);
  return 1 + (Math.floor(26 * Math.sqrt(Math.max(0, smooth))) % 255);
}
