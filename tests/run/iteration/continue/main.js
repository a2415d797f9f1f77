// `continue` of a for-of over an iterator of one's own begins the next turn; what it leaves on the way is closed.

function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}
const log = [];
function* numbers(name, count) {
  try {
    for (let i = 1; i <= count; i++) yield i;
    log.push(`${name} ended`);
  } finally {
    log.push(`${name} closed`);
  }
}

function plain() {
  for (const x of numbers("plain", 3)) {
    if (at(x) === 1) continue;
    log.push(x);
  }
}
function labelled() {
  outer: for (const x of numbers("outer", 3)) {
    for (const y of numbers("inner", 3)) {
      if (at(y) === 2) continue outer;
      log.push(`${x}${y}`);
    }
  }
}
function throughFinally() {
  for (const x of numbers("with finally", 3)) {
    try {
      if (at(x) < 3) continue;
      log.push(x);
    } finally {
      log.push(at("finally"));
    }
  }
}
function own() {
  again: for (const x of numbers("own label", 2)) {
    switch (at(x)) {
      case 1: continue again;
      default: log.push(x);
    }
  }
}
function left() {
  outer: for (const x of numbers("left", 3)) {
    for (const y of [1, 2]) {
      if (at(y) === 1) continue;
      if (x === 2) break outer;
      log.push(`${x}${y}`);
    }
  }
}

for (const run of [plain, labelled, throughFinally, own, left]) {
  run();
  console.log(log.splice(0).join(" "));
}
