// Typed arrays: a sieve, a blur, a callback for each element.
const flags = new Uint8Array(8192);
const image = new Float64Array(64 * 64);

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    flags.fill(1);
    for (let p = 2; p * p < flags.length; p++) {
      if (flags[p] === 1) for (let k = p * p; k < flags.length; k += p) flags[k] = 0;
    }
    for (let k = 0; k < image.length; k++) image[k] = (k * 7 + i) % 255;
    for (let y = 1; y < 63; y++) {
      for (let x = 1; x < 63; x++) {
        const at = y * 64 + x;
        image[at] = (image[at - 64] + image[at - 1] + image[at] + image[at + 1] + image[at + 64]) / 5;
      }
    }
    total += image[2080] + flags.reduce((sum, flag) => sum + flag, 0);
  }
  return total;
}
