// Short circuits and conditionals with calls in every place.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
console.log(say(0) || say("") || say("or"), say(1) && say(0) && say("never"), say(null) ?? say("nullish"), say(false) ?? say("never"));
console.log(say(1) ? say("yes") : say("no"), (say(0) ? say("yes") : say(0)) ? say("a") : say("b") ? say("c") : say("d"));
console.log(log.join(" "));
if (at(0)) console.log("never"); else if (say(0) || at(1)) console.log("else if"); else console.log("never");
console.log(!at(1), !(at(0) || at(0)), -at(5), typeof at("s"), void at(1), +at("3"), ~at(1));
