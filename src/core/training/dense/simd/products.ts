import { add, bytes, func, get, i32, load, loadBoth, loop, mul, plus, set, store, times, total, width } from './wat.ts';

const rowTiles = [4, 2, 1];
const columnTiles = [2, 1];
const zero = '(v128.const i64x2 0 0)';
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Of one letter: its locals for each row of the largest tile. */
const locals = (letter: string, columns: readonly number[]) => upTo(4).flatMap((r) => columns.map((c) => `${letter}${r}${c}`));

/** One lane of each of the two sums of a row. */
const lanes = (order: string, r: number) => `(i8x16.shuffle ${order} ${get(`sum${r}0`)} ${get(`sum${r}1`)})`;
const firstLanes = '0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23';
const secondLanes = '8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31';

/**
 * `y[r][s] = b[r * bStep] + sum over k of w[r * rowStep + k * step] * x[k][s]` for `n` samples, a multiple of four.
 * A tile is up to four rows by four samples, so that each weight and each input that is loaded serves several times.
 */
export const multiply = func({
  name: 'multiply',
  params: ['y', 'b', 'bStep', 'w', 'rows', 'rowStep', 'x', 'count', 'step', 'n'],
  integers: ['s', 'p', 'k', 'end', 'yEnd', 'row', 'at'],
  vectors: [...locals('sum', [0, 1]), 'u0', 'u1', 'q'],
  body: [
    ...['y', 'b', 'bStep', 'w', 'rowStep', 'x', 'step', 'n'].map((name) => set(name, bytes(get(name)))),
    set('yEnd', plus(get('y'), times(get('rows'), get('n')))),
    ...rowTiles.map((tile) => whileRowsAreLeft(tile, productTile(tile))),
  ],
});

/** Runs a tile for as long as that many rows are left below `yEnd`; it moves `y` on. */
function whileRowsAreLeft(tile: number, body: readonly string[]): string {
  return `(block $none (loop $again
    (br_if $none (i32.lt_u ${get('yEnd')} ${plus(get('y'), times(i32(tile), get('n')))}))
    ${body.join('\n    ')}
    (br $again)))`;
}

function productTile(tile: number): string[] {
  const rows = upTo(tile);
  return [
    set('end', plus(get('w'), times(get('count'), get('step')))),
    set('s', i32(0)),
    loop('s', i32(4 * width), get('n'), [
      set('at', get('b')),
      ...rows.flatMap((r) => [
        set(`sum${r}0`, loadBoth(get('at'))),
        set(`sum${r}1`, get(`sum${r}0`)),
        set('at', plus(get('at'), get('bStep'))),
      ]),
      set('p', plus(get('x'), get('s'))),
      set('k', get('w')),
      loop('k', get('step'), get('end'), [
        set('u0', load(get('p'))),
        set('u1', load(get('p'), 2)),
        set('p', plus(get('p'), get('n'))),
        set('row', get('k')),
        ...rows.flatMap((r) => [
          set('q', loadBoth(get('row'))),
          set(`sum${r}0`, add(get(`sum${r}0`), mul(get('q'), get('u0')))),
          set(`sum${r}1`, add(get(`sum${r}1`), mul(get('q'), get('u1')))),
          ...(r < tile - 1 ? [set('row', plus(get('row'), get('rowStep')))] : []),
        ]),
      ]),
      set('at', plus(get('y'), get('s'))),
      ...rows.flatMap((r) => [
        store(get('at'), get(`sum${r}0`)),
        store(get('at'), get(`sum${r}1`), 2),
        set('at', plus(get('at'), get('n'))),
      ]),
    ]),
    set('y', plus(get('y'), times(i32(tile), get('n')))),
    set('b', plus(get('b'), times(i32(tile), get('bStep')))),
    set('w', plus(get('w'), times(i32(tile), get('rowStep')))),
  ];
}

/** `dw[r][c] = sum over s of d[r][s] * x[c][s]` and `db[r] = sum over s of d[r][s]` for `n` samples, a multiple of four. */
export const gradient = func({
  name: 'gradient',
  params: ['dw', 'db', 'd', 'rows', 'x', 'columns', 'n'],
  integers: ['y', 'yEnd', 'xEnd', 'p', 'q', 'row', 'end', 'column', 'at', 'rowStep'],
  vectors: [...locals('sum', [0, 1]), 'u0', 'u1', 'v'],
  body: [
    ...['dw', 'db', 'd', 'x', 'n'].map((name) => set(name, bytes(get(name)))),
    set('rowStep', bytes(get('columns'))),
    set('y', get('d')),
    set('yEnd', plus(get('d'), times(get('rows'), get('n')))),
    set('xEnd', plus(get('x'), times(get('columns'), get('n')))),
    loop('d', get('n'), get('yEnd'), [
      set('p', get('d')),
      set('end', plus(get('d'), get('n'))),
      set('sum00', zero),
      set('sum01', zero),
      loop('p', i32(4 * width), get('end'), [
        set('sum00', add(get('sum00'), load(get('p')))),
        set('sum01', add(get('sum01'), load(get('p'), 2))),
      ]),
      `(f64.store ${get('db')} ${total(add(get('sum00'), get('sum01')))})`,
      set('db', plus(get('db'), i32(width))),
    ]),
    ...rowTiles.map((tile) => whileRowsAreLeft(tile, gradientRows(tile))),
  ],
});

function gradientRows(tile: number): string[] {
  return [
    set('column', get('x')),
    set('at', get('dw')),
    ...columnTiles.map(
      (columns) => `(block $none (loop $again
    (br_if $none (i32.lt_u ${get('xEnd')} ${plus(get('column'), times(i32(columns), get('n')))}))
    ${gradientTile(tile, columns).join('\n    ')}
    (br $again)))`,
    ),
    set('y', plus(get('y'), times(i32(tile), get('n')))),
    set('dw', plus(get('dw'), times(i32(tile), get('rowStep')))),
  ];
}

function gradientTile(tile: number, columns: number): string[] {
  const rows = upTo(tile);
  const across = upTo(columns);
  // One vector a turn: with more loads in it the sums would not stay in registers.
  const turn = [
    set('u0', load(get('p'))),
    ...(columns === 2 ? [set('u1', load(plus(get('p'), get('n'))))] : []),
    set('row', get('q')),
    ...rows.flatMap((r) => [
      set('v', load(get('row'))),
      ...across.map((c) => set(`sum${r}${c}`, add(get(`sum${r}${c}`), mul(get('v'), get(`u${c}`))))),
      ...(r < tile - 1 ? [set('row', plus(get('row'), get('n')))] : []),
    ]),
  ];
  return [
    ...rows.flatMap((r) => across.map((c) => set(`sum${r}${c}`, zero))),
    set('p', get('column')),
    set('q', get('y')),
    set('end', plus(get('column'), get('n'))),
    loop('p', i32(2 * width), get('end'), [...turn, set('q', plus(get('q'), i32(2 * width)))]),
    set('row', get('at')),
    ...rows.flatMap((r) => [
      columns === 2
        ? store(get('row'), add(lanes(firstLanes, r), lanes(secondLanes, r)))
        : `(f64.store ${get('row')} ${total(get(`sum${r}0`))})`,
      set('row', plus(get('row'), get('rowStep'))),
    ]),
    set('column', plus(get('column'), times(i32(columns), get('n')))),
    set('at', plus(get('at'), i32(columns * width))),
  ];
}
