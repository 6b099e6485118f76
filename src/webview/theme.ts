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

/** Read from elements, since a canvas knows no variables of the style sheet. */
export function inks(): Inks {
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

/** Calls back when the window gets another theme. */
export function onThemeChange(listener: () => void): void {
  new MutationObserver(listener).observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
