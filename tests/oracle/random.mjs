// Randomness that can be repeated: everything follows from the seed (mulberry32).

export class Random {
  #state;

  constructor(seed) { this.#state = seed >>> 0; }

  /** In [0, 1). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  /** A whole number of `least` to `most`. */
  whole(least, most) { return least + Math.floor(this.next() * (most - least + 1)); }
  chance(probability) { return this.next() < probability; }
  one(list) { return list[Math.floor(this.next() * list.length)]; }
  /** The list in random order. */
  shuffled(list) {
    const rest = [...list];
    const order = [];
    while (rest.length) order.push(...rest.splice(this.whole(0, rest.length - 1), 1));
    return order;
  }
  /** Some of the list, `least` at least, in random order. */
  some(list, least = 0) { return this.shuffled(list).slice(0, this.whole(Math.min(least, list.length), list.length)); }
  /** One of [[weight, value], …]. */
  weighed(choices) {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    return (choices.find(([weight]) => (left -= weight) < 0) ?? choices.at(-1))[1];
  }
}
