import type { Axes } from '../check/axes/axes.ts';
import type { Definition } from '../check/definition.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { familyKey, ownAccent, partsOfKey } from '../meaning/symbols.ts';
import { type Message, message } from '../text/message.ts';
import type { Candidate } from './candidates.ts';
import type { Compared } from './compared.ts';

/** The smallest network that uses what notes are about, where they have none. */
export interface Smallest {
  readonly loss: { readonly family: FamilyKey; readonly definition: Definition };
  readonly compared: Compared;
  readonly definitions: ReadonlyMap<FamilyKey, Definition>;
  readonly input: FamilyKey;
  readonly parameters: readonly FamilyKey[];
  readonly biases: ReadonlySet<FamilyKey>;
  /** For each parameter the derivative of the loss by it, by the chain rule through what the notes are about. */
  readonly chains: ReadonlyMap<FamilyKey, { readonly head: Expr; readonly value: Expr }>;
  readonly assumed: readonly Message[];
}

/** Ids of indices that no note has. */
const firstIndex = 40_000_000;

/** Builds formulas over new names. */
class Builder {
  readonly definitions = new Map<FamilyKey, Definition>();
  private readonly axes: Axes;
  private readonly like: Definition;
  private next = firstIndex;

  constructor(axes: Axes, like: Definition) {
    this.axes = axes;
    this.like = like;
  }

  /** An index that runs over what a slot of a name does, or over something of its own. */
  index(family?: FamilyKey, position = 0): IndexId {
    const id = this.next++;
    if (family !== undefined) {
      const slots = Array.from({ length: partsOfKey(family).arity }, (_, at) => (at === position ? id : this.next++));
      this.axes.adopt({ kind: 'ref', family, slots: slots.map(plain) });
    }
    return id;
  }

  /** A new name over some indices. */
  name(letter: string, ids: readonly IndexId[]): Expr & { kind: 'ref' } {
    const family = familyKey(`${ownAccent}(${letter})`, '', ids.length);
    this.axes.admit(family, ids);
    return { kind: 'ref', family, slots: ids.map(plain) };
  }

  define(family: FamilyKey, head: readonly IndexId[], body: Expr): void {
    const { section, order } = this.like;
    this.definitions.set(family, { id: -1 - this.definitions.size, family, head, meaning: { kind: 'formula', body }, section, order });
  }

  /** `e^{a_k} / \sum_l e^{a_l}`. */
  softmax(scores: Expr & { kind: 'ref' }, ks: readonly IndexId[]): Expr {
    const exp = (of: Expr): Expr => ({ kind: 'apply', fn: 'exp', args: [of], order: 0 });
    const { expr, ids } = this.again(scores, ks);
    const denominator = ids.reduce<Expr>((body, index) => summed(index, body), exp(expr));
    return { kind: 'divide', numerator: exp(scores), denominator };
  }

  /** `\sum_l \partial L/\partial y_l\, \partial y_l/\partial w_{ki}`. */
  through(output: Expr & { kind: 'ref' }, ks: readonly IndexId[], wrt: Expr, back: (of: Expr) => Expr): Expr {
    const { expr, ids } = this.again(output, ks);
    const factors: readonly Expr[] = [back(expr), { kind: 'partial', of: expr, wrt }];
    return ids.reduce<Expr>((body, index) => summed(index, body), { kind: 'multiply', factors });
  }

  /** A name at other members. */
  private again(name: Expr & { kind: 'ref' }, ks: readonly IndexId[]): { readonly expr: Expr; readonly ids: readonly IndexId[] } {
    const ids = ks.map((other) => {
      const id = this.next++;
      this.axes.alike(id, other);
      return id;
    });
    return { expr: { ...name, slots: ids.map(plain) }, ids };
  }

  /** `\sum_i w_{ki} x_i + b_k`. */
  layer(weight: Expr, input: Expr, over: IndexId, bias: Expr): Expr {
    const body: Expr = { kind: 'multiply', factors: [weight, input] };
    return { kind: 'add', terms: [summed(over, body), bias] };
  }
}

/**
 * A layer in front of `output`, which the notes leave open and of which the loss takes the logarithm, as of `chance`, or not. Undefined where it has
 * more indices than one.
 */
export function aroundLoss(
  { family, definition, compared }: Candidate,
  output: FamilyKey,
  chance: 'none' | 'all' | 'one',
  axes: Axes,
): Smallest | undefined {
  if (compared === undefined || definition.meaning.kind !== 'formula') return undefined;
  const build = new Builder(axes, definition);
  const { arity } = partsOfKey(output);
  if (1 < arity) return undefined;
  const ks = arity === 1 ? [build.index(output)] : [];
  const i = build.index();
  const [w, x, b, a] = [build.name('w', [...ks, i]), build.name('x', [i]), build.name('b', ks), build.name('a', ks)] as const;
  build.define(a.family, ks, build.layer(w, x, i, b));
  const form = chance === 'none' ? 'linear' : chance === 'all' && arity === 1 ? 'softmax' : 'sigmoid';
  build.define(output, ks, form === 'linear' ? a : form === 'softmax' ? build.softmax(a, ks) : sigmoid(a, 0));
  const loss: Expr = { kind: 'ref', family, slots: definition.head.map(plain) };
  const own: Expr & { kind: 'ref' } = { kind: 'ref', family: output, slots: ks.map(plain) };
  const back = (of: Expr): Expr => ({ kind: 'partial', of: loss, wrt: of });
  const by = (wrt: Expr & { kind: 'ref' }, factors: readonly Expr[]) => {
    const slope = form === 'sigmoid' ? [sigmoid(a, 1)] : [];
    const value: Expr =
      form === 'softmax' ? build.through(own, ks, wrt, back) : { kind: 'multiply', factors: [back(own), ...slope, ...factors] };
    return [wrt.family, { head: back(wrt), value }] as const;
  };
  const isOutput = compared.prediction.kind === 'ref' && compared.prediction.family === output;
  return {
    loss: { family, definition },
    compared: isOutput ? { ...compared, prediction: own } : compared,
    definitions: build.definitions,
    input: x.family,
    parameters: [w.family, b.family],
    biases: new Set([b.family]),
    chains: new Map([by(w, [x]), by(b, [])]),
    assumed: [message(around[form], { name: output })],
  };
}

const around = { linear: 'train-around-loss', sigmoid: 'train-around-chance', softmax: 'train-around-chances' } as const;

function sigmoid(of: Expr, order: number): Expr {
  return { kind: 'apply', fn: 'sigmoid', args: [of], order };
}

/** A hidden layer with an activation of the notes, a linear output and the squared error. */
export function aroundActivation({ family, definition }: Candidate, axes: Axes): Smallest {
  const build = new Builder(axes, definition);
  const [i, j, k] = [build.index(), build.index(), build.index()] as const;
  const w = build.name('w', [j, i]);
  const x = build.name('x', [i]);
  const b = build.name('b', [j]);
  const a = build.name('a', [j]);
  const h = build.name('h', [j]);
  const v = build.name('v', [k, j]);
  const c = build.name('c', [k]);
  const y = build.name('y', [k]);
  const t = build.name('t', [k]);
  const loss = build.name('E', []);
  build.define(a.family, [j], build.layer(w, x, i, b));
  const f = (order: number): Expr => ({ kind: 'call', fn: family, args: [a], order, slots: [] });
  build.define(h.family, [j], f(0));
  build.define(y.family, [k], build.layer(v, h, j, c));
  const difference: Expr = { kind: 'add', terms: [y, { kind: 'negate', of: t }] };
  const two: Expr = { kind: 'number', value: 2, decimals: 0 };
  const square: Expr = { kind: 'power', base: difference, exponent: two };
  const half: Expr = { kind: 'divide', numerator: { kind: 'number', value: 1, decimals: 0 }, denominator: two };
  const sum: Expr = { kind: 'reduce', op: 'sum', index: k, bounds: {}, conditions: [], body: square };
  build.define(loss.family, [], { kind: 'multiply', factors: [half, sum] });
  const back: Expr = { kind: 'partial', of: loss, wrt: h };
  const by = (wrt: Expr & { kind: 'ref' }, value: Expr) =>
    [wrt.family, { head: { kind: 'partial', of: loss, wrt } as Expr, value }] as const;
  const slope = f(1);
  return {
    loss: { family: loss.family, definition: build.definitions.get(loss.family) as Definition },
    compared: { target: t.family, prediction: y, how: 'difference' },
    definitions: build.definitions,
    input: x.family,
    parameters: [w.family, b.family, v.family, c.family],
    biases: new Set([b.family, c.family]),
    chains: new Map([by(w, { kind: 'multiply', factors: [back, slope, x] }), by(b, { kind: 'multiply', factors: [back, slope] })]),
    assumed: [message('train-around-activation', { name: family })],
  };
}

function summed(index: IndexId, body: Expr): Expr {
  return { kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body };
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}
