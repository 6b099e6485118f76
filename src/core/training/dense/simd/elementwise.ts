import { exp, isNegative, one, scratch, scratchIntegers, sigmoid, softplus, tanh, zero } from './elementary.ts';
import {
  add,
  and,
  bytes,
  choose,
  div,
  func,
  get,
  i32,
  less,
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
  width,
} from './wat.ts';

/** What one activation does to a vector: `y` from `a`, and `d` times the derivative. The locals are `a`, `y`, `d` and the parameter `p`. */
interface Elementwise {
  readonly name: string;
  readonly forward: readonly string[];
  readonly back: readonly string[];
}

const [a, y, d, p] = [get('a'), get('y'), get('d'), get('p')] as const;

/** The same functions as in `activations.ts`, for those that networks have most. */
const elementwise: readonly Elementwise[] = [
  { name: 'tanh', forward: tanh('y', a), back: [set('d', mul(d, sub(one, mul(y, y))))] },
  { name: 'sigmoid', forward: sigmoid('y', a), back: [set('d', mul(d, mul(y, sub(one, y))))] },
  { name: 'relu', forward: [set('y', most(a, zero))], back: [set('d', and(d, less(zero, a)))] },
  {
    name: 'leakyrelu',
    forward: [set('y', choose(isNegative(a), mul(p, a), a))],
    back: [set('d', choose(isNegative(a), mul(p, d), d))],
  },
  { name: 'softplus', forward: softplus('y', 'a'), back: [...exp('y', neg(a)), set('d', div(d, add(one, get('y'))))] },
  {
    name: 'silu',
    forward: [...sigmoid('y', a), set('y', mul(a, y))],
    // With s for the sigmoid: s + a s (1 - s).
    back: [...sigmoid('y', a), set('d', mul(d, mul(y, add(one, mul(a, sub(one, y))))))],
  },
];

/** `name(y, a, count, p)`, and `nameBack(d, y, a, count, p)` in place; counts are even. */
export const elementwiseFunctions = elementwise.flatMap(({ name, forward, back }) => {
  const common = { numbers: ['parameter'], integers: [...scratchIntegers, 'end'], vectors: ['a', 'y', 'd', 'p', ...scratch] };
  const start = (names: readonly string[]) => [
    set('p', splat(get('parameter'))),
    ...[...names, 'count'].map((each) => set(each, bytes(get(each)))),
    set('end', plus(get('aAt'), get('count'))),
  ];
  const step = (at: string) => set(at, plus(get(at), i32(2 * width)));
  const outputs = ['yAt', 'aAt'];
  return [
    func({
      ...common,
      name,
      params: [...outputs, 'count'],
      body: [
        ...start(outputs),
        loop('aAt', i32(2 * width), get('end'), [set('a', load(get('aAt'))), ...forward, store(get('yAt'), y), step('yAt')]),
      ],
    }),
    func({
      ...common,
      name: `${name}Back`,
      params: ['dAt', ...outputs, 'count'],
      body: [
        ...start(['dAt', ...outputs]),
        loop('aAt', i32(2 * width), get('end'), [
          set('a', load(get('aAt'))),
          set('y', load(get('yAt'))),
          set('d', load(get('dAt'))),
          ...back,
          store(get('dAt'), d),
          step('yAt'),
          step('dAt'),
        ]),
      ],
    }),
  ];
});
