import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Message, message, type Problem } from '../text/message.ts';
import type { Segment, SourceMap } from '../text/source-map.ts';

/** One Markdown cell of a notebook. */
export interface Cell {
  readonly text: string;
  /** From offsets in the cell to offsets in the JSON; a character written as an escape maps to the backslash. */
  readonly map: SourceMap;
}

/** The Markdown cells of a notebook (`.ipynb`, the text of the file) in order. Problems are in the coordinates of the file. */
export function readNotebook(json: string): { readonly cells: readonly Cell[]; readonly problems: readonly Problem[] } {
  const failed = (at: number, why: Message) => ({ cells: [], problems: [{ part: 0, range: { start: at, end: at }, message: why }] });
  const errors: ParseError[] = [];
  const deep = tooDeep(json);
  if (0 <= deep) return failed(deep, message('bad-notebook', { detail: 'nested too deeply' }));
  const root = parseTree(json, errors, { disallowComments: true });
  const error = errors[0];
  if (error) return failed(error.offset, message('bad-notebook', { detail: spaced(printParseErrorCode(error.error)) }));
  const list = root && findNodeAtLocation(root, ['cells']);
  if (list?.type !== 'array') return failed(0, message('no-cells'));
  const cells: Cell[] = [];
  for (const cell of list.children ?? []) {
    if (cell.type !== 'object' || findNodeAtLocation(cell, ['cell_type'])?.value !== 'markdown') continue;
    const source = findNodeAtLocation(cell, ['source']);
    const literals = source?.type === 'array' ? (source.children ?? []) : source ? [source] : [];
    cells.push(
      joined(
        json,
        literals.filter(({ type }) => type === 'string'),
      ),
    );
  }
  return { cells, problems: [] };
}

/** `CloseBracketExpected` in words. */
function spaced(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function joined(json: string, literals: readonly Node[]): Cell {
  const map: Segment[] = [];
  let at = 0;
  for (const { offset, length } of literals) {
    const end = offset + length - 1;
    for (let source = offset + 1; source < end; ) {
      let next = source;
      while (next < end && json[next] !== '\\') next++;
      if (source < next) map.push({ at, source, length: next - source });
      at += next - source;
      source = next;
      if (next === end) break;
      map.push({ at: at++, source, length: 1 });
      source += json[next + 1] === 'u' ? 6 : 2;
    }
  }
  return { text: literals.map(({ value }) => value as string).join(''), map };
}

/** Where the JSON is nested deeper than any notebook is, so that the parser, which recurses, is not asked; or -1. */
function tooDeep(json: string): number {
  let depth = 0;
  for (let i = 0; i < json.length; i++) {
    const unit = json[i];
    if (unit === '"') {
      while (++i < json.length && json[i] !== '"') if (json[i] === '\\') i++;
    } else if (unit === '[' || unit === '{') {
      if (deepest < ++depth) return i;
    } else if (unit === ']' || unit === '}') depth--;
  }
  return -1;
}
const deepest = 200;
