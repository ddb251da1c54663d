// What the terminal draws into its page: signs of lines, and the ring that runs down.

const svg = (name, attributes, ...children) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const PATHS = {
  bin: 'M4 6h12M8 6V3.5h4V6M6 6l.7 11h6.6L14 6',
  down: 'M10 3v13M4.5 10.5L10 16l5.5-5.5',
  send: 'M3 10l14-6-5 13-3-5z',
  tick: 'M4 10.5l4 4 8-9',
};

/** A sign beside words, which say the same. */
export const sign = (name) => svg('svg', { class: 'sign', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, svg('path', { d: PATHS[name] }));

/** A ring of `size` pixels and a thin line, of which `show(share)` leaves a part. */
export class Ring {
  constructor(size, line) {
    const middle = size / 2;
    const circle = (attributes) => svg('circle', { cx: middle, cy: middle, r: middle - line / 2, ...attributes });
    this.length = Math.PI * (size - line);
    this.left = circle({ transform: `rotate(-90 ${middle} ${middle})`, 'stroke-dasharray': this.length });
    this.root = svg('svg', { class: 'ring', viewBox: `0 0 ${size} ${size}`, width: size, height: size, 'stroke-width': line, 'aria-hidden': 'true' },
      circle({}), this.left);
    this.show(1);
  }

  show(share) {
    this.left.setAttribute('stroke-dashoffset', this.length * (1 - share));
  }
}
