// A first-in first-out queue in a ring: constant time at both ends, no garbage, room that doubles as needed.
// Its bound is its owner's: the run queue holds each thread at most once, a channel's buffer its capacity.

export class Ring {
  constructor(size) {
    // A power of two, so that a mask wraps the indices.
    this.items = new Array(size).fill(undefined);
    this.mask = size - 1;
    this.head = 0;
    this.length = 0;
  }

  push(item) {
    if (this.length > this.mask) this.#grow();
    this.items[(this.head + this.length++) & this.mask] = item;
  }

  /** Takes the first item out, or gives undefined. */
  shift() {
    if (this.length === 0) return undefined;
    const head = this.head;
    const item = this.items[head];
    this.items[head] = undefined;
    this.head = (head + 1) & this.mask;
    this.length--;
    return item;
  }

  at(index) {
    return this.items[(this.head + index) & this.mask];
  }

  /** Exchanges the first item with the one at an index. */
  bringForward(index) {
    const other = (this.head + index) & this.mask;
    const item = this.items[other];
    this.items[other] = this.items[this.head];
    this.items[this.head] = item;
  }

  #grow() {
    const size = this.items.length;
    const larger = new Array(size * 2).fill(undefined);
    for (let i = 0; i < size; i++) larger[i] = this.at(i);
    this.items = larger;
    this.mask = size * 2 - 1;
    this.head = 0;
  }
}
