// Shared variables whose names, made into names of the compiler, could be those of something else.
function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}

function m1() {
  const found = [];
  for (let i = 0; i < 2; i++) {
    var m = i;
    [at(1)].forEach((x) => found.push(m + x));
    m++;
  }
  return found.join();
}

function similar() {
  let x = at(1), x1 = at(2), e = at(3), r = at(4), L = at(5), go = at(6);
  const read = () => [x, x1, e, r, L, go].join();
  x++;
  x1++;
  at(0);
  e++;
  r++;
  outer: for (;;) {
    L++;
    go++;
    for (;;) if (at(true)) break outer;
  }
  return read();
}

console.log(m1());
console.log(similar());
