// JSON there and back, once with functions that look at every value.
const data = {
  users: Array.from({ length: 50 }, (_, i) => ({ id: i, name: `user ${i}`, tags: ["a", "b"], score: i / 3 })),
};

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const text = JSON.stringify(data);
    total += text.length + JSON.parse(text).users.length;
    const rounded = JSON.stringify(data.users[i % 50], (_, value) => (typeof value === "number" ? value | 0 : value));
    total += JSON.parse(rounded, (key, value) => (key === "id" ? value + 1 : value)).id;
  }
  return total;
}
