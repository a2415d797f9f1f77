// Sorting with a comparator.
const items = [];
let random = 42;
for (let i = 0; i < 1000; i++) {
  random = (random * 1103515245 + 12345) & 0x7fffffff;
  items.push({ key: random % 1000, name: `item ${i}` });
}

export function run(n) {
  let checksum = 0;
  for (let i = 0; i < n; i++) {
    const sorted = items.slice().sort((a, b) => a.key - b.key);
    const backwards = sorted.toSorted((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0));
    checksum += sorted[i % 1000].key - backwards[i % 1000].key;
  }
  return checksum;
}
