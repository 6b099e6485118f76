import { h } from './dom.ts';

/** What a file of a kind has in it as base64; undefined where there is nothing yet. */
export type Contents = Readonly<Record<'png' | 'csv' | 'json', () => string | undefined>>;

const kinds = [
  ['png', 'picture (PNG)'],
  ['csv', 'curves (CSV)'],
  ['json', 'run (JSON)'],
] as const;

/** The files that a race can be saved as. */
export function exportBar(contents: Contents, save: (ending: string, base64: string) => void): HTMLElement {
  const saving = (ending: keyof Contents) => (): void => {
    const base64 = contents[ending]();
    if (base64 !== undefined) save(ending, base64);
  };
  const links = kinds.map(([ending, label]) => h('button', { type: 'button', class: 'link', click: saving(ending) }, label));
  return h('footer', {}, 'Export', ...links);
}
