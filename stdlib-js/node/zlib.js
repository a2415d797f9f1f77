// node:zlib. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("zlib", [
  "brotliCompress", "brotliCompressSync", "brotliDecompress", "brotliDecompressSync", "crc32",
  "createBrotliCompress", "createBrotliDecompress", "createDeflate", "createDeflateRaw", "createGunzip",
  "createGzip", "createInflate", "createInflateRaw", "createUnzip", "deflate", "deflateRaw", "deflateRawSync",
  "deflateSync", "gunzip", "gunzipSync", "gzip", "gzipSync", "inflate", "inflateRaw", "inflateRawSync",
  "inflateSync", "unzip", "unzipSync",
]);
export const {
  brotliCompress, brotliCompressSync, brotliDecompress, brotliDecompressSync, crc32, createBrotliCompress,
  createBrotliDecompress, createDeflate, createDeflateRaw, createGunzip, createGzip, createInflate, createInflateRaw,
  createUnzip, deflate, deflateRaw, deflateRawSync, deflateSync, gunzip, gunzipSync, gzip, gzipSync, inflate,
  inflateRaw, inflateRawSync, inflateSync, unzip, unzipSync,
} = absent;

export class Deflate {
  constructor() { throw notAvailable("zlib.Deflate"); }
}
export class Gunzip {
  constructor() { throw notAvailable("zlib.Gunzip"); }
}
export class Gzip {
  constructor() { throw notAvailable("zlib.Gzip"); }
}
export class Inflate {
  constructor() { throw notAvailable("zlib.Inflate"); }
}
export class Unzip {
  constructor() { throw notAvailable("zlib.Unzip"); }
}
export const constants = {};

export default {
  ...absent, constants, Deflate, Gunzip, Gzip, Inflate, Unzip,
};
