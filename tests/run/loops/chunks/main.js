// Loops that count and hold no call are divided into chunks: whatever they count by, and however they are left.
const list = Array.from({ length: 3000 }, (_, i) => i);

function up(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += i;
  return sum;
}

function down(n) {
  let turns = 0;
  for (let i = n; i > 0; i -= 2) turns++;
  while (--n >= 0) turns++;
  return turns;
}

function bySteps(from, to, step) {
  let turns = 0;
  let i = from;
  for (; i < to && turns < 5000; i += step) turns++;
  return `${i} ${turns}`;
}

function odd(from, to) {
  const seen = [];
  let i = from;
  for (; i < to; i++) seen[seen.length] = typeof i;
  return `${String(i)} ${seen.join()}`;
}

function left(n) {
  outer: for (let i = 0; i < 5000; i++) {
    if (i % 2) continue;
    if (i % 3) continue outer;
    switch (i) {
      case 1800:
        break;
      case 2400:
        if (n === 0) break outer;
        continue;
      case 3000:
        return "returned";
    }
    try {
      if (i === 3600) break;
    } finally {
      n--;
    }
  }
  return n;
}

function both(n) {
  let i = 0;
  let sum = 0;
  while (i < n) sum += list[i++];
  do sum -= list[--i];
  while (i > 0);
  return sum;
}

function shorter() {
  const own = list.slice();
  let turns = 0;
  for (let i = 0; i < own.length; i++) {
    turns++;
    if (i === 1500) own.length = 2000;
  }
  return turns;
}

function counterIsArgument(n) {
  "sloppy";
  for (n = 0; n < 2000; n++);
  return n;
}

function rows() {
  let text = "";
  for (let y = 0; y < 4; y++) {
    let row = 0;
    for (let x = 0; x < 8; x++) row += x * y;
    text += `${row} `;
  }
  return text;
}

function shadowed() {
  let i = 7;
  for (let i = 0; i < 3; i++) for (let i = 5; i >= 0; i--);
  return i;
}

console.log(up(10), up(1024), up(1025), up(100000), up(0), up(-1), up(NaN));
console.log(down(10), down(3001));
console.log(bySteps(0, 10000, 3), bySteps(0, 10, 0), bySteps(5, 10, -1), bySteps(0, 1, 0.001));
console.log(odd(1n, 3n), odd("1", 3), odd(NaN, 3), odd(-Infinity, -Infinity), odd(2 ** 53 - 2, 2 ** 53));
console.log(odd({ valueOf: () => 1 }, 3), odd(undefined, 3), odd(true, 3));
console.log(left(0), left(1e9), left(1200));
console.log(both(3000), shorter(), counterIsArgument(1), rows(), shadowed());
