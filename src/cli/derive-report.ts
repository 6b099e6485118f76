import { type Derivative, languages } from '../core/pipeline/derive.ts';
import { message, render } from '../core/text/message.ts';
import { alignedRows, derivationRows } from '../service/derivation.ts';
import type { Look } from './host.ts';
import { jsonText } from './json-report.ts';
import { painter, visible } from './terminal.ts';

export const deriveFormats = ['text', 'tex', 'json', ...languages] as const;
export type DeriveFormat = (typeof deriveFormats)[number];

/** A derivative, and its code where that was asked for. */
export type Shown = Derivative & { readonly code?: string };

/** The derivatives of one file in a format. */
export function deriveReport(path: string, all: readonly Shown[], format: DeriveFormat, look: Look): string {
  switch (format) {
    case 'tex':
      return lines(all.map(derivation).join('\n'));
    case 'json':
      return json(path, all);
    case 'text':
      return all.map((one) => text(one, look)).join('\n');
    default:
      return lines(all.map(({ code = '' }) => code).join('\n\n'));
  }
}

/** Lines without what could steer a terminal or hide text. */
function lines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

function text({ head, rows, points, assuming }: Derivative, look: Look): string {
  const paint = painter(look.colour);
  const lines = rows.map(({ tex, rule }) => `    = ${visible(tex)}  ${paint.dim(`% ${render(message(`rule-${rule}`))}`)}`);
  return [
    `  ${paint.bold(visible(head))}`,
    ...lines,
    `    ${paint.dim(`the engine agrees at ${points} points${assuming === undefined ? '' : `, assuming ${visible(assuming)}`}`)}`,
    '',
  ].join('\n');
}

/** A derivation as it may stand in a note. */
export function derivation({ head, rows }: Pick<Derivative, 'head' | 'rows'>): string {
  return `$$\n${alignedRows(derivationRows({ head, rows }))}\n$$\n`;
}

function json(path: string, all: readonly Derivative[]): string {
  const derivatives = all.map(({ of, by, head, tex, rows, points, assuming }) => ({
    of,
    by,
    head,
    tex,
    rows,
    ...(assuming === undefined ? {} : { assuming }),
    evidence: { points },
  }));
  return jsonText({ version: 1, path, derivatives });
}
