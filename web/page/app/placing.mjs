// Which native control lies over which painting. The module knows a control by a small number.

const TOLERANCE = 2;      // CSS pixels a control may lie beside its painting

export class Placing {
  constructor() {
    this.controls = [''];             // number to id
    this.numbers = new Map();         // id to number
    this.placed = new Map();          // number to the rectangle it was given
  }

  /** The number of the control with this id, the same for the whole visit. */
  number(id) {
    let number = this.numbers.get(id);
    if (!number) {
      number = this.controls.push(id) - 1;
      this.numbers.set(id, number);
    }
    return number;
  }

  /** The number of the control that `node` belongs to, 0 for none. */
  numberOf(node) {
    const control = node.closest('label')?.querySelector('input') ?? node.closest('[id]');
    const own = control && (this.numbers.get(control.id) ?? this.numbers.get(control.closest('[data-question]')?.id));
    return own ?? 0;
  }

  /** The element that lies over the painting of a control: a label for its radio, a legend for its question. */
  target(number) {
    const found = document.getElementById(this.controls[number]);
    if (found?.matches('input[type=radio], input[type=checkbox]')) return found.closest('label') ?? found;
    if (found?.matches('[data-question]')) return found.querySelector('legend') ?? found;
    return found;
  }

  /** `rectangles`: five numbers each, see Placement in web/paint/imports.h; what is not among them is placed no more. */
  place(rectangles) {
    const seen = new Set();
    for (let i = 0; i < rectangles.length; i += 5) {
      const [number, x, y, width, height] = rectangles.subarray(i, i + 5);
      seen.add(number);
      const target = this.target(number);
      const before = this.placed.get(number);
      if (!target || (before && before.target === target && before.x === x && before.y === y &&
                      before.width === width && before.height === height)) continue;
      this.placed.set(number, { target, x, y, width, height });
      target.classList.add('app-placed');
      Object.assign(target.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    }
    for (const number of this.placed.keys()) if (!seen.has(number)) this.unplace(number);
  }

  unplace(number) {
    const { target } = this.placed.get(number);
    target.classList.remove('app-placed');
    target.removeAttribute('style');
    this.placed.delete(number);
  }

  /** Where the control `target` lies. */
  rectangleOf(target) {
    return [...this.placed.values()].find((each) => each.target === target);
  }

  /** Gives every control back to the plain form. */
  clear() {
    for (const number of this.placed.keys()) this.unplace(number);
  }

  /** A control beside its painting would be touched where nothing is: then the plain form is the better one. */
  check(form, bar) {
    const page = form.getBoundingClientRect();
    const below = bar.getBoundingClientRect();
    for (const { target, x, y, width } of this.placed.values()) {
      const is = target.getBoundingClientRect();
      const from = bar.contains(target) ? below : page;
      if (!target.isConnected || is.width === 0) continue;
      const beside = [is.left - from.left - x, is.top - from.top - y, is.width - width];
      if (beside.some((pixels) => Math.abs(pixels) > TOLERANCE))
        throw new Error(`${target.id || target.tagName} lies beside its painting: ${beside}`);
    }
  }
}
