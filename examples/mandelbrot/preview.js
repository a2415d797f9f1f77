// A picture of 256 colours as text: each character cell shows two pixels, one above the other, by the half block.

const COLUMNS = 72;

/** The picture, scaled down to the width of a terminal, as lines with 24-bit colours. */
export function preview(image, width, height, palette) {
  const step = Math.max(1, Math.floor(width / COLUMNS));
  const colour = (x, y) => {
    const at = 3 * image[Math.min(y, height - 1) * width + x];
    return `${palette[at]};${palette[at + 1]};${palette[at + 2]}`;
  };
  let text = "";
  for (let y = 0; y < height; y += 2 * step) {
    for (let x = 0; x + step <= width && x < COLUMNS * step; x += step) {
      text += `\x1b[38;2;${colour(x, y)}m\x1b[48;2;${colour(x, y + step)}m▀`;
    }
    text += "\x1b[0m\n";
  }
  return text;
}
