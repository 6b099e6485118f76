import katex from 'katex';

type Child = Node | string | undefined;

/** An element with attributes (a function is a listener), and what is in it. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | EventListener | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A drawing of 16 by 16, in the colour of the text around it. */
export function icon(path: string): SVGSVGElement {
  const drawing = svg('svg', { viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true', class: 'icon' });
  drawing.append(svg('path', { d: path }));
  return drawing;
}

/** An element of a drawing with attributes. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

export const icons = {
  play: 'M4 2.5v11l9.5-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M3 2.5v11l7-5.5zM11 3h2v10h-2z',
  restart: 'M8 3a5 5 0 1 1-4.9 6h1.5A3.5 3.5 0 1 0 5.3 5.6L7 7.2H2.5V2.7l1.7 1.8A5 5 0 0 1 8 3z',
  right: 'M6.4 12.2 2.6 8.4l1-1 2.8 2.8 6-6 1 1z',
  wrong: 'm8 6.9 3.5-3.5 1.1 1.1L9.1 8l3.5 3.5-1.1 1.1L8 9.1l-3.5 3.5-1.1-1.1L6.9 8 3.4 4.5l1.1-1.1z',
  open: 'M3 7.2h10v1.6H3z',
  other: 'M10.5 3.2l1 .6-1.2 2h2.2v1.4H9.5l-.9 1.6h3.9v1.4H7.8l-1.7 2.9-1-.6 1.3-2.3H3.5V8.8h3.7l.9-1.6H3.5V5.8h5.4z',
  about:
    'M2.5 7.1c1.8-2.6 3.7-1.6 5.5-.7s2.9 1 4-.6l1.3.9c-1.8 2.6-3.7 1.6-5.5.7s-2.9-1-4 .6zM2.5 10.9c1.8-2.6 3.7-1.6 5.5-.7s2.9 1 4-.6l1.3.9c-1.8 2.6-3.7 1.6-5.5.7s-2.9-1-4 .6z',
} as const;

/** Formulas that were typeset, by their source, and how many of them are kept. */
const typeset = new Map<string, HTMLElement>();
const mostTypeset = 500;

/** A formula, typeset; where it can't be, its source. */
export function formula(tex: string, isDisplayed = false): HTMLElement {
  const key = `${isDisplayed} ${tex}`;
  const known = typeset.get(key) ?? typesetNow(tex, isDisplayed);
  if (typeset.size < mostTypeset) typeset.set(key, known);
  return known.cloneNode(true) as HTMLElement;
}

function typesetNow(tex: string, isDisplayed: boolean): HTMLElement {
  const element = h('span', { class: 'formula' });
  try {
    katex.render(tex, element, {
      displayMode: isDisplayed,
      throwOnError: true,
      strict: false,
      trust: false,
      maxExpand: 1000,
      maxSize: 20,
      output: 'htmlAndMathml',
    });
  } catch {
    element.textContent = tex;
    element.classList.add('source');
  }
  return element;
}

/** Puts a text into an element, if it is another one: the browser lays out anew what is written, even if it is the same. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Puts other children in place of those of an element. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child) => child !== undefined));
}
