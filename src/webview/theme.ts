import type { Bytes } from './surface.ts';

/** The colours of the theme in use, for what is drawn. */
export interface Inks {
  readonly exact: string;
  readonly written: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly paper: string;
  readonly wrong: string;
  /** One for each class of data; they are none of those of the runs. */
  readonly classes: readonly string[];
  readonly font: string;
}

/** What a run looks like besides its colour, everywhere. */
export const dashes = { exact: [], written: [6, 4] } as const;

const names = ['exact', 'written', 'text', 'faint', 'grid', 'paper', 'wrong'] as const;
const classNames = ['first', 'second', 'third'] as const;

let known: Inks | undefined;

/** Asked for once for each theme: to ask, the browser has to lay out the page. */
export function inks(): Inks {
  known ??= inksNow();
  return known;
}

/** Read from elements, since a canvas knows no variables of the style sheet. */
function inksNow(): Inks {
  const probe = document.createElement('span');
  document.body.append(probe);
  const inkOf = (name: string): string => {
    probe.className = `ink-${name}`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(names.map((name) => [name, inkOf(name)])) as Record<(typeof names)[number], string>;
  const classes = classNames.map(inkOf);
  const { fontFamily } = getComputedStyle(document.body);
  probe.remove();
  return { ...colours, classes, font: `11px ${fontFamily}` };
}

const bytes = new Map<string, Bytes>();

/** A colour of the style sheet as a pixel has it. */
export function bytesOf(colour: string): Bytes {
  const found = bytes.get(colour) ?? paintedOf(colour);
  bytes.set(colour, found);
  return found;
}

function paintedOf(colour: string): Bytes {
  const brush = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha];
}

/** Calls back when the window gets another theme. */
export function onThemeChange(listener: () => void): void {
  const forget = (): void => {
    known = undefined;
    listener();
  };
  new MutationObserver(forget).observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
