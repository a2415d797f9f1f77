// A variable that a closure assigns is shared by both versions; the closure is never made again.
export function counter(start) {
  let n = start();
  const up = () => { n += step(); return n; };
  up();
  return [up, n];
}
