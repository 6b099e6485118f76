import { exp, isNegative, log, log1p, one, scratch, scratchIntegers, zero } from './elementary.ts';
import {
  abs,
  add,
  bytes,
  choose,
  div,
  func,
  get,
  i32,
  load,
  loop,
  most,
  mul,
  neg,
  plus,
  set,
  splat,
  store,
  sub,
  times,
  total,
  width,
} from './wat.ts';

const vector = i32(2 * width);
const next = (at: string, by: string) => set(at, plus(get(at), by));

/** Sets all to bytes, and `end` behind the first row of `first`. */
const start = (names: readonly string[], first: string) => [
  ...[...names, 'n'].map((name) => set(name, bytes(get(name)))),
  set('end', plus(get(first), get('n'))),
];

/** The greatest of a column of `a`, then the exponentials above it in `y`, and their sum. */
const exponentials = [
  set('at', get('a')),
  set('rowEnd', plus(get('a'), times(get('rows'), get('n')))),
  set('top', load(get('a'))),
  loop('at', get('n'), get('rowEnd'), [set('top', most(get('top'), load(get('at'))))]),
  set('at', get('a')),
  set('yRow', get('y')),
  set('sum', zero),
  loop('at', get('n'), get('rowEnd'), [
    ...exp('e', sub(load(get('at')), get('top'))),
    store(get('yRow'), get('e')),
    set('sum', add(get('sum'), get('e'))),
    next('yRow', get('n')),
  ]),
];

const softmax = func({
  name: 'softmax',
  params: ['y', 'a', 'rows', 'n'],
  integers: ['at', 'rowEnd', 'yRow', 'end', ...scratchIntegers],
  vectors: ['top', 'sum', 'e', ...scratch],
  body: [
    ...start(['y', 'a'], 'a'),
    loop('a', vector, get('end'), [
      ...exponentials,
      set('sum', div(one, get('sum'))),
      set('yRow', get('y')),
      set('rowEnd', plus(get('y'), times(get('rows'), get('n')))),
      loop('yRow', get('n'), get('rowEnd'), [store(get('yRow'), mul(load(get('yRow')), get('sum')))]),
      next('y', vector),
    ]),
  ],
});

/** `d[k] = y[k] (d[k] - sum over j of d[j] y[j])` in every column. */
const softmaxBack = func({
  name: 'softmaxBack',
  params: ['d', 'y', 'rows', 'n'],
  integers: ['at', 'rowEnd', 'yRow', 'end'],
  vectors: ['sum'],
  body: [
    ...start(['d', 'y'], 'd'),
    loop('d', vector, get('end'), [
      set('rowEnd', plus(get('d'), times(get('rows'), get('n')))),
      set('at', get('d')),
      set('yRow', get('y')),
      set('sum', zero),
      loop('at', get('n'), get('rowEnd'), [set('sum', add(get('sum'), mul(load(get('at')), load(get('yRow'))))), next('yRow', get('n'))]),
      set('at', get('d')),
      set('yRow', get('y')),
      loop('at', get('n'), get('rowEnd'), [
        store(get('at'), mul(load(get('yRow')), sub(load(get('at')), get('sum')))),
        next('yRow', get('n')),
      ]),
      next('y', vector),
    ]),
  ],
});

const lossParams = ['d', 'y', 'a', 't', 'share', 'rows', 'n'];

/** Softmax and cross entropy in one: `y` and `d` from `a`, with targets of any sum. */
const softmaxCrossEntropy = func({
  name: 'softmaxCrossEntropy',
  params: lossParams,
  result: 'f64',
  integers: ['at', 'rowEnd', 'yRow', 'tRow', 'dRow', 'end', ...scratchIntegers],
  vectors: ['top', 'sum', 'e', 'c', 'targets', 'hit', 'loss', ...scratch],
  body: [
    ...start(['d', 'y', 'a', 't', 'share'], 'a'),
    loop('a', vector, get('end'), [
      ...exponentials,
      set('c', load(get('share'))),
      set('at', get('a')),
      set('tRow', get('t')),
      set('targets', zero),
      set('hit', zero),
      loop('at', get('n'), get('rowEnd'), [
        set('targets', add(get('targets'), load(get('tRow')))),
        set('hit', add(get('hit'), mul(load(get('tRow')), sub(load(get('at')), get('top'))))),
        next('tRow', get('n')),
      ]),
      ...log('e', get('sum')),
      set('loss', add(get('loss'), mul(get('c'), sub(mul(get('targets'), get('e')), get('hit'))))),
      set('sum', div(one, get('sum'))),
      set('yRow', get('y')),
      set('tRow', get('t')),
      set('dRow', get('d')),
      set('rowEnd', plus(get('y'), times(get('rows'), get('n')))),
      loop('yRow', get('n'), get('rowEnd'), [
        set('e', mul(load(get('yRow')), get('sum'))),
        store(get('yRow'), get('e')),
        store(get('dRow'), mul(get('c'), sub(mul(get('targets'), get('e')), load(get('tRow'))))),
        next('tRow', get('n')),
        next('dRow', get('n')),
      ]),
      ...['y', 't', 'd', 'share'].map((at) => next(at, vector)),
    ]),
    total(get('loss')),
  ],
});

/** A loss of one output after the other: `body` sets `e`, the loss, and `slope`. */
function componentwise(name: string, body: readonly string[]): string {
  return func({
    name,
    params: lossParams,
    result: 'f64',
    integers: ['at', 'end', 'last', ...scratchIntegers],
    vectors: ['e', 'c', 'x', 'slope', 'loss', ...scratch],
    body: [
      ...start(['d', 'y', 'a', 't', 'share'], 'share'),
      set('last', plus(get('a'), times(get('rows'), get('n')))),
      loop('a', i32(0), get('last'), [
        set('at', get('share')),
        loop('at', vector, get('end'), [
          ...body,
          set('c', load(get('at'))),
          set('loss', add(get('loss'), mul(get('c'), get('e')))),
          store(get('d'), mul(get('c'), get('slope'))),
          ...['d', 'y', 'a', 't'].map((at) => next(at, vector)),
        ]),
      ]),
      total(get('loss')),
    ],
  });
}

const squaredError = componentwise('squaredError', [
  set('slope', sub(load(get('y')), load(get('t')))),
  set('e', mul(mul(get('slope'), get('slope')), splat('(f64.const 0.5)'))),
]);

/** Sigmoid and binary cross entropy in one: `max(a, 0) - t a + log(1 + exp(-|a|))`. */
const sigmoidCrossEntropy = componentwise('sigmoidCrossEntropy', [
  set('x', load(get('a'))),
  ...exp('e', neg(abs(get('x')))),
  set('slope', div(choose(isNegative(get('x')), get('e'), one), add(one, get('e')))),
  store(get('y'), get('slope')),
  set('slope', sub(get('slope'), load(get('t')))),
  ...log1p('e', get('e')),
  set('e', add(get('e'), sub(most(get('x'), zero), mul(load(get('t')), get('x'))))),
]);

/** `parameters -= rate * gradient`; the count is even. */
const descend = func({
  name: 'descend',
  params: ['at', 'slopes', 'n'],
  numbers: ['rate'],
  integers: ['end'],
  body: [
    ...start(['at', 'slopes'], 'at'),
    loop('at', vector, get('end'), [
      store(get('at'), sub(load(get('at')), mul(splat(get('rate')), load(get('slopes'))))),
      next('slopes', vector),
    ]),
  ],
});

export const lossFunctions = [softmax, softmaxCrossEntropy, softmaxBack, squaredError, sigmoidCrossEntropy, descend];
