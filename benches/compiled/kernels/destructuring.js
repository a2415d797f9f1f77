// Patterns in declarations, parameters and assignments; spread and rest.
function move({ x, y = 0, ...rest }, [dx, dy]) {
  return { ...rest, x: x + dx, y: y + dy };
}

function largest(first, ...others) {
  let best = first;
  for (let i = 0; i < others.length; i++) if (others[i] > best) best = others[i];
  return best;
}

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    let point = { x: i, kind: "point", weight: 2 };
    for (let k = 0; k < 10; k++) point = move(point, [k, 1]);
    let [a, b] = [point.x, point.y];
    [a, b] = [b, a];
    const { weight: scale, kind: { length } } = point;
    total += largest(a, b, ...[scale, length, i & 3]);
  }
  return total;
}
