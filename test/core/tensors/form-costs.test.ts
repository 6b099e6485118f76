import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expr } from '../../../src/core/expr/expr.ts';
import { familyKey } from '../../../src/core/meaning/symbols.ts';
import { FormCosts, formOf } from '../../../src/core/tensors/shapes/form-costs.ts';

const at = (start: number) => ({ at: { start, end: start + 1 } });
const name = (base: string, label = '', id?: number): Expr => ({
  kind: 'ref',
  family: familyKey(base, label, id === undefined ? 0 : 1),
  slots: id === undefined ? [] : [{ kind: 'index', id, shift: 0 }],
});
const product = (...factors: readonly Expr[]): Expr => ({ kind: 'multiply', factors });
const sum = (index: number, body: Expr): Expr => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body });
const slope = (of: Expr, wrt: Expr): Expr => ({ kind: 'partial', of, wrt });
const ones = (start: number): Expr => ({ kind: 'tensor', op: 'ones', args: [], ...at(start) });
const apply = (fn: string, arg: Expr): Expr => ({ kind: 'apply', fn, args: [arg], order: 0 });
const form = (members: readonly Expr[], entrywise: readonly string[] = []): string =>
  formOf(members, (of, wrt) => entrywise.includes(`${of} ${wrt}`));

const same: readonly (readonly [one: readonly Expr[], other: readonly Expr[], why: string])[] = [
  [
    [name('z', '(1)'), product(name('W', '(1)'), name('a', '(0)'))],
    [name('z', '(2)'), product(name('W', '(2)'), name('a', '(1)'))],
    'layers',
  ],
  [[sum(1, product(name('w', '', 1), name('x', '', 1)))], [sum(7, product(name('w', '', 7), name('x', '', 7)))], 'ids of indices'],
  [[{ ...name('x'), ...at(3) }], [{ ...name('x'), ...at(40) }], 'where a name stands'],
  [[product(ones(3), ones(3))], [product(ones(8), ones(8))], 'where the same ones stand'],
];

const other: readonly (readonly [one: readonly Expr[], other: readonly Expr[], why: string])[] = [
  [[name('z', '(1)'), name('a', '(0)')], [name('z', '(1)'), name('b', '(0)')], 'letters, of which some are those of weights'],
  [[product(name('a', '(1)'), name('a', '(1)'))], [product(name('a', '(1)'), name('a', '(2)'))], 'one name twice, or two names'],
  [[sum(1, product(name('w', '', 1), name('x', '', 1)))], [sum(1, product(name('w', '', 1), name('x', '', 2)))], 'another index'],
  [[product(ones(3), ones(3))], [product(ones(3), ones(8))], 'ones of one length, or of two'],
  [
    [product(name('W', '(1)'), name('W', '(1)', 1))],
    [product(name('W', '(1)'), name('W', '(2)', 1))],
    'a matrix beside a row of its own, whose axis it shares, or of another',
  ],
  [[apply('log', name('x'))], [apply('abs', name('x'))], 'functions that all know'],
  [[name('x'), name('y')], [product(name('x'), name('y'))], 'members, or factors'],
];

describe('forms of equations', () => {
  it.each(same)('are the same up to %#: %s', (one, two) => {
    expect(form(one)).toBe(form(two));
  });

  it.each(other)('differ in %#', (one, two) => {
    expect(form(one)).not.toBe(form(two));
  });

  it('tell what goes entry by entry along a path', () => {
    const members = [name('g'), product(slope(name('h'), name('z')), slope(name('z'), name('x')))];
    const [h, x] = [familyKey('h', '', 0), familyKey('x', '', 0)];
    expect(form(members, [`${h} ${x}`])).not.toBe(form(members));
  });

  it('do not depend on how layers are called', () => {
    const labels = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,3}$/), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(labels, labels, (one, two) => {
        const chain = ([a, b, c]: readonly string[]) => [name('z', a), product(name('W', b), apply('tanh', name('z', c)))];
        expect(form(chain(one))).toBe(form(chain(two)));
      }),
    );
  });

  it('have each cost worked out once', () => {
    const found: string[] = [];
    const costOf = (form: string, state: string): number =>
      new FormCosts(form).of(state, () => {
        found.push(state);
        return state.length;
      });
    expect([costOf('one form', '01'), costOf('one form', '01'), costOf('one form', '012'), costOf('another form', '01')]).toEqual([
      2, 2, 3, 2,
    ]);
    expect(found).toEqual(['01', '012', '01']);
  });
});
