// Loops that preempted.js runs for long, each in one activation.
export function counts(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (i ^ n)) | 0;
  return sum;
}

function step(x, i) {
  return (x * 31 + i) | 0;
}

export function calls(n) {
  let x = 0;
  for (let i = 0; i < n; i++) x = step(x, i);
  return x;
}

class Vector {
  constructor(x) {
    this.x = x;
  }
  plus(y) {
    return new Vector((this.x + y) | 0);
  }
}

export function makesObjects(n) {
  let vector = new Vector(0);
  const steps = [1, 2, 3];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < 3; k++) {
      if (i & 1) vector = vector.plus(steps[k]);
      else vector.x += Math.abs(k - i);
    }
  }
  return vector.x;
}
