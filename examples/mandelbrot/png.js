// Writes a PNG of 256 colours.
//
// The pixels are stored, not compressed (zlib allows that): the file is as big as the picture and the encoder is as
// small as it can be. Layout: signature, header, palette, data, end; each chunk carries its length and a CRC-32.

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** What a stored block of deflate can hold. */
const BLOCK_BYTES = 65535;

/** The bytes of a PNG file. `palette` has three bytes a colour, `pixels` one byte a pixel, row by row. */
export function encodePng(width, height, palette, pixels) {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8;     // bits a pixel
  header[9] = 3;     // each pixel is an index into the palette
  const chunks = [chunk("IHDR", header), chunk("PLTE", palette), chunk("IDAT", store(scanlines(width, height, pixels))), chunk("IEND", new Uint8Array())];
  return join([Uint8Array.from(SIGNATURE), ...chunks]);
}

/** Each row with the number of its filter in front: 0, none. */
function scanlines(width, height, pixels) {
  const lines = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return lines;
}

/** A zlib stream of stored blocks. */
function store(data) {
  const parts = [Uint8Array.of(0x78, 0x01)];
  for (let from = 0; from < data.length; from += BLOCK_BYTES) {
    const block = data.subarray(from, from + BLOCK_BYTES);
    const last = from + BLOCK_BYTES >= data.length ? 1 : 0;
    const length = block.length;
    parts.push(Uint8Array.of(last, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255), block);
  }
  parts.push(bigEndian(adler32(data)));
  return join(parts);
}

function chunk(type, data) {
  const body = join([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  return join([bigEndian(data.length), body, bigEndian(crc32(body))]);
}

function bigEndian(n) {
  return Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
}

function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(data) {
  let crc = 0xffffffff;
  for (let i = 0; i < data.length; i++) crc = CRC_TABLE[(crc ^ data[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

function adler32(data) {
  let a = 1, b = 0;
  for (let i = 0; i < data.length; i++) {
    a = (a + data[i]) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
