// Objects that point at each other, walked by recursion and by loops.
class Node {
  constructor(value, next) {
    this.value = value;
    this.next = next;
  }
}

function make(length) {
  let list = null;
  for (let i = 0; i < length; i++) list = new Node(i, list);
  return list;
}

const length = (list) => (list === null ? 0 : 1 + length(list.next));

function reverse(list) {
  let reversed = null;
  for (; list !== null; list = list.next) reversed = new Node(list.value, reversed);
  return reversed;
}

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const list = reverse(make(200));
    total += length(list);
    for (let node = list; node !== null; node = node.next) total += node.value;
  }
  return total;
}
