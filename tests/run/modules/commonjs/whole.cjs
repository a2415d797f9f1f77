// Exports by several ways and takes part in a cycle.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
exports.named = at("named"); exports.partial = "set before the cycle";
exports.later = function () { return at("later"); };
exports.cycle = require("./cycle.cjs").seen; exports.where = require("path").basename(__filename) + " " + typeof __dirname; exports.self = this === exports && module.exports === exports && typeof require.cache;
