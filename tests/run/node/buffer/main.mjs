// node:buffer.
import { Buffer as B } from "node:buffer";
console.log(B === Buffer);
const b = Buffer.from("héllo wörld");
console.log(b, b.length, b.toString(), b.toString("hex"), b.toString("base64"), b.toString("base64url"), b.toString("latin1"), b.toString("ascii"), b.toString("utf16le", 0, 4), b.toString("utf8", 1, 3));
console.log(Buffer.from("68656c6c6fzz", "hex"), Buffer.from("aGVsbG8", "base64").toString(), Buffer.from("_-8", "base64url"), Buffer.from([1, 257, -1, "3"]), Buffer.from(new Uint16Array([1, 256])), Buffer.from({ type: "Buffer", data: [1, 2] }), Buffer.from(new String("s")), Buffer.from("ab", "utf16le"), Buffer.from("ÿ", "latin1"));
console.log(Buffer.alloc(3), Buffer.alloc(5, "ab"), Buffer.alloc(4, 1), Buffer.byteLength("é€"), Buffer.byteLength("abc=", "base64"), Buffer.concat([Buffer.from("a"), Buffer.from("bc")]), Buffer.concat([Buffer.from("abc")], 2), Buffer.compare(Buffer.from("a"), Buffer.from("b")), Buffer.isBuffer(b), Buffer.isBuffer(new Uint8Array()), Buffer.isEncoding("UTF-8"), Buffer.isEncoding("x"));
const s = b.slice(0, 3);
s[0] = 72;
console.log(b.toString(), b.subarray(-3).toString(), b.equals(Buffer.from("Héllo wörld")), b.indexOf("w"), b.indexOf("ö"), b.lastIndexOf("l"), b.includes("xyz"), b.indexOf(""), b.indexOf(108, 4), b.indexOf(Buffer.from("lo")));
const n = Buffer.alloc(16);
n.writeUInt32BE(0xdeadbeef, 0);
n.writeInt16LE(-2, 4);
n.writeDoubleLE(1.5, 8);
n.writeUInt8(255, 6);
console.log(n, n.readUInt32BE(0), n.readInt16LE(4), n.readDoubleLE(8), n.readUIntBE(0, 3), n.readInt8(6), n.readFloatBE(8), n.readBigUInt64BE(0), n.readUint16LE(0), n.readIntLE(0, 6));
for (const f of [() => n.readUInt32BE(14), () => n.writeUInt8(256, 0), () => n.readInt8("1"), () => Buffer.alloc("x"), () => Buffer.from(5), () => n.readUInt8(1.5), () => n.writeInt32BE(2 ** 31, 0), () => b.toString("nope"), () => Buffer.concat([1])]) { try { f(); console.log("no error"); } catch (e) { console.log(e.name, e.code, e.message); } }
console.log(JSON.stringify(Buffer.from("hi")), n.fill(0).fill("ab", 2, 7).toString("latin1").replaceAll("\0", "."), Buffer.from("abcd").swap16().toString(), b.copy(n, 1, 0, 4), n.write("zz€", 10), n.write("ff", 0, "hex"), n);
console.log(new Uint8Array(Buffer.from("ab")), [...Buffer.from("ab").entries()], Buffer.from("abc").map((x) => x + 1), Buffer.from("abc") instanceof Uint8Array, Buffer.from("test").reverse().toString(), Buffer.from("x".repeat(60)), Buffer.from(b.buffer, b.byteOffset, 2));
import { StringDecoder } from "node:string_decoder";
for (const enc of ["utf8", "utf16le", "base64", "hex", "latin1"]) { const d = new StringDecoder(enc); let t = ""; for (const x of Buffer.from("aé€", enc === "utf16le" ? "utf16le" : "utf8")) t += d.write(Buffer.from([x])) + "|"; console.log(enc, t + d.end()); }
