// TextEncoder and TextDecoder: labels, BOM, fatal, streams.
const e = new TextEncoder();
console.log(e.encode("aé€😀\ud800"), e.encode(), e.encoding);
const b = new Uint8Array(5);
console.log(e.encodeInto("a€€", b), b, e.encodeInto("😀😀", new Uint8Array(7)));
console.log(new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 97])), JSON.stringify(new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 97]))), new TextDecoder().decode(new Uint8Array([0xff, 97, 0xe2, 0x82])));
for (const l of ["utf8", "UTF-8", " unicode-1-1-utf-8 ", "latin1", "ascii", "utf-16", "utf-16le", "utf-16be", "windows-1252", "shift_jis", "nope", "iso-8859-2"]) { try { console.log(new TextDecoder(l).encoding); } catch (x) { console.log(x.name, x.code); } }
try { new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([0xff])); } catch (x) { console.log(x.name, x.code, x.message); }
const s = new TextDecoder();
let t = "";
for (const c of new TextEncoder().encode("aé€😀")) t += s.decode(new Uint8Array([c]), { stream: true }) + "|";
console.log(t + s.decode());
const s2 = new TextDecoder();
console.log(JSON.stringify(s2.decode(new Uint8Array([0xe2, 0x82]), { stream: true })), JSON.stringify(s2.decode()), s2.decode(new Uint8Array([97])));
console.log(new TextDecoder("utf-16le").decode(new Uint16Array([104, 105, 0xd83d, 0xde00])), new TextDecoder("latin1").decode(new Uint8Array([0xe9, 0xa3])), new TextDecoder().decode(new Uint8Array([104, 105]).buffer), new TextDecoder().decode(new DataView(new Uint8Array([104, 105]).buffer, 1)), JSON.stringify(new TextDecoder().decode()));
console.log(btoa("hello"), atob("aGVsbG8="), atob(" aGVs bG8 "), btoa(""), btoa("\xff\x00"));
for (const x of ["a", "a===", "aGVs*"]) { try { atob(x); } catch (y) { console.log(y.name, y.code); } }
try { btoa("€"); } catch (y) { console.log(y.name, y instanceof DOMException, y instanceof Error); }
