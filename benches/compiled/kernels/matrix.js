// Products of matrices that are arrays of arrays.
const size = 40;

function make(seed) {
  const rows = [];
  for (let i = 0; i < size; i++) {
    const row = [];
    for (let j = 0; j < size; j++) row.push(((i * seed + j) % 7) + 0.5);
    rows.push(row);
  }
  return rows;
}

function multiply(a, b) {
  const product = [];
  for (let i = 0; i < size; i++) {
    const row = [];
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[i][k] * b[k][j];
      row.push(sum);
    }
    product.push(row);
  }
  return product;
}

const left = make(3);
const right = make(5);

export function run(n) {
  let trace = 0;
  for (let i = 0; i < n; i++) {
    const product = multiply(left, right);
    for (let k = 0; k < size; k++) trace += product[k][k];
  }
  return trace;
}
