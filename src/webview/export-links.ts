import { h } from './dom.ts';
import { base64Of } from './exports.ts';

/** What can be exported: nothing where there is none yet. A picture is base64 already. */
interface Exports {
  uri(): string;
  picture(): string | undefined;
  table(): string | undefined;
  run(): string | undefined;
  save(name: string, base64: string): void;
}

/** Links that save what the page shows, named after the note. */
export function exportLinks({ uri, picture, table, run, save }: Exports): HTMLElement[] {
  const name = (): string => decodeURIComponent(uri().split('/').at(-1) ?? 'run').replace(/\.\w+$/, '');
  const link = (label: string, ending: string, content: () => string | undefined): HTMLElement => {
    const click = (): void => {
      const base64 = content();
      if (base64 !== undefined) save(`${name()}.${ending}`, base64);
    };
    return h('button', { type: 'button', class: 'link', click }, label);
  };
  const encoded = (text: string | undefined): string | undefined => (text === undefined ? undefined : base64Of(text));
  return [
    link('picture (PNG)', 'png', picture),
    link('curves (CSV)', 'csv', () => encoded(table())),
    link('run (JSON)', 'json', () => encoded(run())),
  ];
}
