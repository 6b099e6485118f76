/** The colours of the theme in use, for what is drawn. */
export interface Inks {
  readonly exact: string;
  readonly written: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly paper: string;
  readonly font: string;
}

/** What a run looks like besides its colour, everywhere. */
export const dashes = { exact: [], written: [6, 4] } as const;

const names = { exact: 'ink-exact', written: 'ink-written', text: 'ink-text', faint: 'ink-faint', grid: 'ink-grid', paper: 'ink-paper' };

/** Read from elements, since a canvas knows no variables of the style sheet. */
export function inks(): Inks {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colours = Object.entries(names).map(([name, className]) => {
    probe.className = className;
    return [name, getComputedStyle(probe).color];
  });
  const { fontFamily } = getComputedStyle(document.body);
  probe.remove();
  return { ...(Object.fromEntries(colours) as Omit<Inks, 'font'>), font: `11px ${fontFamily}` };
}

/** Calls back when the window gets another theme. */
export function onThemeChange(listener: () => void): void {
  new MutationObserver(listener).observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
