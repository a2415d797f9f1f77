// Literals of every kind keep their value on the way through the compiler.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log([0.1 + 0.2, 1e21, 1e-7, 0xff, 0b11, 0o17, 1_000, .5, 5., 0.0000001, 123456789012345680000, -0, 2 ** 53, 1 / 3, NaN, -Infinity].map((x) => at(Object.is(x, -0) ? "-0" : x)).join());
console.log(at(123456789012345678901234567890n) * 10n, "\0\x41\u0041\u{1F600}\v\b\'\"\
joined", 'single "q"', `\``, "\u2028".length, /[/\]]+(?<n>\d)\k<n>/giu.source, /a/y.flags, at(/x/g) === at(/x/g), "</script>", "\ud800".length);
console.log([null, undefined, true].map((x) => at(x)).join("|"), typeof at(null), "use strict".length, 1..toString(), 1.0.toFixed(at(2)), "a\
b", 0.1 * 3, 5e-324, 1.7976931348623157e308);
