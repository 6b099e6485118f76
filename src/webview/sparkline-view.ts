import { svg } from './dom.ts';
import { height, heightOf, pathOf, width } from './sparkline.ts';

/** A curve no larger than a word. It has the colour of the text around it. */
export class Sparkline {
  readonly element = svg('svg', {
    class: 'spark',
    role: 'img',
    viewBox: `0 0 ${width} ${height}`,
    width: String(width),
    height: String(height),
  });
  readonly #base = svg('path', { class: 'base' });
  readonly #curve = svg('path', { class: 'curve' });

  constructor() {
    this.element.append(this.#base, this.#curve);
  }

  /** `base`: what the values of a right gradient are. */
  show(steps: readonly number[], values: readonly number[], range: readonly [number, number], base: number): void {
    const middle = heightOf(base, range);
    setAttribute(this.#base, 'd', `M0 ${middle}H${width}`);
    setAttribute(this.#curve, 'd', pathOf(steps, values, range));
  }

  label(text: string): void {
    setAttribute(this.element, 'aria-label', text);
  }
}

function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
