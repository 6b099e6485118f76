import { constantOf } from '../check/constants.ts';
import type { Meaning } from '../check/meaning.ts';
import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { freeIndices, termsOf, walk, withTerm } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Dependence } from './dependence.ts';
import { seriesOf } from './series.ts';

/** What the notes do with names: by which they differentiate, and which they move. */
export interface Uses {
  readonly differentiated: ReadonlySet<FamilyKey>;
  readonly updated: ReadonlySet<FamilyKey>;
}

/** What a loss compares, and how. */
export interface Compared {
  readonly target: FamilyKey;
  readonly prediction: Expr;
  /** By their difference, by a logarithm, by a product, by one of which an exponential or a maximum is taken, or the target is the number of a class. */
  readonly how: 'difference' | 'log' | 'product' | 'margin' | 'label';
  /** Where several targets of a series are compared, `t_1` and `t_2`, all of them with their predictions, in their order. */
  readonly series?: readonly Pair[];
  /** The target is the input itself, as that of an autoencoder. */
  readonly isToInput?: true;
}

/** A target and what it is compared with. */
export interface Pair {
  readonly target: FamilyKey;
  readonly prediction: Expr;
}

/** What the notes differentiate by and move, anywhere. */
export function usesIn({ steps }: Meaning): Uses {
  const differentiated = new Set<FamilyKey>();
  const updated = new Set<FamilyKey>();
  for (const { lhs, rhs, role } of steps) {
    if (role === 'update' && lhs.kind === 'ref') updated.add(lhs.family);
    for (const node of [...walk(lhs), ...walk(rhs)])
      if (node.kind === 'partial' && (node.wrt.kind === 'ref' || node.wrt.kind === 'call'))
        differentiated.add(node.wrt.kind === 'ref' ? node.wrt.family : node.wrt.fn);
  }
  return { differentiated, updated };
}

/** Letters that break ties, and nothing else; those of targets from the likeliest on. */
export const letters = {
  target: [/^(?:t|\\tau|T|\\text\{target\}|hat\(t\))$/, /^d$/, /^(?:y|Y|r|hat\(y\))$/],
  margin: /^(?:\\(?:Delta|delta|epsilon|varepsilon|gamma|lambda|rho|beta)|m|c)$/,
  input: /^(?:x|X|\\phi|\\varphi|phi|u)$/,
  weight: /^(?:[wWvVUuAB]|\\omega|\\theta|\\Theta|\\beta|[bc])$/,
} as const;

/** How deep the comparison may lie behind the names of which a loss is made. */
const deepest = 4;

/** What a loss compares with what; the nearest to the loss first. Undefined where it compares nothing. */
export function comparedIn(loss: Expr, on: Dependence, uses: Uses, isCalledLoss: boolean): Compared | undefined {
  const isLearnt = ({ prediction }: Compared): boolean => {
    const { leaves, families, bodies, functions } = on.of(prediction);
    const called = [prediction, ...bodies].flatMap((body) => walk(body).flatMap((node) => (node.kind === 'call' ? [node.fn] : [])));
    // A function that nothing defines is learnt.
    if (functions.size > 0) return true;
    return [...leaves, ...families, ...called].some((name) => uses.differentiated.has(name) || uses.updated.has(name));
  };
  const found =
    nearest(loss, on, uses, isLearnt) ??
    (isCalledLoss ? nearest(loss, on, uses, ({ prediction }) => constantOf(prediction) === undefined) : undefined);
  // How seldom a unit is to be active is no target where there is another one.
  if (found && !letters.margin.test(partsOfKey(found.target).base)) return found;
  return comparedWithItself(loss, on, uses, isCalledLoss) ?? found;
}

function nearest(loss: Expr, on: Dependence, uses: Uses, isLearnt: (compared: Compared) => boolean): Compared | undefined {
  const bodies = bodiesFrom(loss, on);
  for (const isStrict of [true, false]) {
    const isTarget = (family: FamilyKey): boolean =>
      on.bodyOf(family) === undefined && !uses.updated.has(family) && !(isStrict && uses.differentiated.has(family));
    for (const find of [byLabel, byDifferenceOrLog, byProduct]) {
      for (const [at, body] of bodies.entries()) {
        if (find === byProduct && 0 < at) break;
        const isNamed: IsTarget = find === byLabel ? (family) => !uses.updated.has(family) : isTarget;
        const all = [...find(body, on, isNamed)].filter(({ target, prediction }) => !on.of(prediction).leaves.has(target));
        // Which class is right is given; what says so of each is what is learnt.
        const found = find === byLabel ? all : all.filter(isLearnt);
        if (found.length > 0) return withSeries(best(found), all);
      }
    }
  }
  return undefined;
}

/** What a loss compares with something that is learnt to be worked out from it, as an autoencoder does with its input. */
function comparedWithItself(loss: Expr, on: Dependence, uses: Uses, isCalledLoss: boolean): Compared | undefined {
  const isOpen = (family: FamilyKey): boolean => on.bodyOf(family) === undefined && !uses.updated.has(family);
  const isMoved = (family: FamilyKey): boolean => uses.differentiated.has(family) || uses.updated.has(family);
  const isWeight = (family: FamilyKey): boolean => 0 < partsOfKey(family).arity || letters.weight.test(partsOfKey(family).base);
  const isLearntFrom = ({ target, prediction }: Compared): boolean => {
    const { leaves, families } = on.of(prediction);
    if (!leaves.has(target) || (prediction.kind === 'ref' && prediction.family === target)) return false;
    const weights = [...leaves].filter((family) => family !== target);
    return weights.some(isMoved) || (weights.some(isWeight) && (isCalledLoss || [...families].some(isMoved)));
  };
  for (const body of bodiesFrom(loss, on)) {
    // What is a mere difference has no least value.
    const bare = body === loss && body.kind === 'add' ? body.terms : [];
    const isBare = ({ target }: Compared): boolean => bare.some((term) => factorsOf(term).some((factor) => isRefTo(factor, target)));
    const found = [...byDifferenceOrLog(body, on, isOpen)].filter((compared) => isLearntFrom(compared) && !isBare(compared));
    if (found.length > 0) return { ...withSeries(best(found), found), isToInput: true };
  }
  return undefined;
}

function isRefTo(expr: Expr, family: FamilyKey): boolean {
  return expr.kind === 'ref' && expr.family === family;
}

/** The comparison with the likeliest target, and the plainest prediction. */
function best(found: readonly Compared[]): Compared {
  const cost = ({ target, prediction }: Compared): number => {
    const { base } = partsOfKey(target);
    const letter = letters.target.findIndex((pattern) => pattern.test(base));
    return (
      10 * (letters.margin.test(base) ? 5 : letter < 0 ? 3 : letter) + (prediction.kind === 'ref' ? 0 : prediction.kind === 'call' ? 1 : 2)
    );
  };
  return [...found].sort((a, b) => cost(a) - cost(b))[0] as Compared;
}

/** A comparison with those of the other targets of a series; of several the last one is what a network says. */
function withSeries(own: Compared, found: readonly Compared[]): Compared {
  const targets = seriesOf(
    own.target,
    found.map(({ target }) => target),
  );
  const series = [...new Set(targets)].map((target) => best(found.filter((other) => other.target === target && other.how === own.how)));
  const last = series.at(-1);
  return series.length < 2 || last === undefined ? own : { ...last, series };
}

/** The formula of a loss and those behind it, the nearest first. */
function bodiesFrom(loss: Expr, on: Dependence): readonly Expr[] {
  const found: Expr[] = [];
  let layer: readonly Expr[] = [loss];
  const seen = new Set<FamilyKey>();
  for (let depth = 0; depth < deepest && layer.length > 0; depth++) {
    found.push(...layer);
    layer = layer.flatMap((body) =>
      walk(body).flatMap((node): readonly Expr[] => {
        const family = node.kind === 'ref' ? node.family : node.kind === 'call' ? node.fn : undefined;
        if (family === undefined || seen.has(family)) return [];
        seen.add(family);
        const body = on.bodyOf(family);
        return body ? [body] : [];
      }),
    );
  }
  return found;
}

type IsTarget = (family: FamilyKey) => boolean;

/** `s_{i, y_i}`: a name in the place of an index, whatever else the notes call so elsewhere. */
function* byLabel(body: Expr, on: Dependence, isTarget: IsTarget): Generator<Compared> {
  for (const node of walk(body)) {
    if (node.kind !== 'ref' && node.kind !== 'call') continue;
    for (const term of termsOf(node))
      if (term.kind === 'by' && term.of.kind === 'ref' && isTarget(term.of.family))
        yield {
          target: term.of.family,
          prediction: scoresBeside(body, node, term) ?? scoresBy(body, node) ?? scoresOf(node, term, on),
          how: 'label',
        };
  }
}

/** The formula of the scores of all classes in a sum with that of the right one: `w_j x` beside `w_y x`. */
function scoresBeside(body: Expr, chosen: Expr, label: IndexTerm): Expr | undefined {
  const bare = (term: Expr): Expr => (term.kind === 'negate' ? term.of : term);
  for (const node of walk(body)) {
    const terms = node.kind === 'add' ? node.terms.map(bare) : [];
    const right = terms.find((term) => walk(term).includes(chosen));
    if (right === undefined) continue;
    const form = printUpToIds(right);
    const all = terms.find((term) => [...freeIndices(term)].some((id) => printUpToIds(withTerm(term, id, label)) === form));
    if (all !== undefined) return all;
  }
  return undefined;
}

/** The scores of all classes beside that of the right one: the same name with an index in the place of the label. */
function scoresBy(body: Expr, chosen: Expr & { kind: 'ref' | 'call' }): Expr | undefined {
  const key = (node: Expr): FamilyKey | undefined => (node.kind === 'ref' ? node.family : node.kind === 'call' ? node.fn : undefined);
  return walk(body).find((node) => key(node) === key(chosen) && termsOf(node).every(({ kind }) => kind === 'index'));
}

/** `p_j` behind `-\ln p_y`: what the label picks one of, at the index in front of its formula; without a formula any of them stands for all. */
function scoresOf(chosen: Expr & { kind: 'ref' | 'call' }, label: IndexTerm, on: Dependence): Expr {
  const id = on.headOf(chosen.kind === 'ref' ? chosen.family : chosen.fn)?.[chosen.slots.indexOf(label)];
  const term: IndexTerm = id === undefined ? { kind: 'value', value: 0 } : { kind: 'index', id, shift: 0 };
  return { ...chosen, slots: chosen.slots.map((own) => (own === label ? term : own)) };
}

/** `y - t`, or `t \ln y`. */
function* byDifferenceOrLog(body: Expr, on: Dependence, isTarget: IsTarget): Generator<Compared> {
  for (const node of walk(body)) {
    if (node.kind === 'add') yield* byDifference(node.terms, isTarget);
    if (node.kind !== 'multiply') continue;
    const factors = factorsOf(node);
    for (const factor of factors) {
      const [target, ...others] = on.of(factor).leaves;
      if (target === undefined || others.length > 0 || !isTarget(target)) continue;
      for (const other of factors)
        for (const inner of walk(other)) {
          const arg = inner.kind === 'apply' && inner.fn.startsWith('log') && inner.order === 0 ? inner.args[0] : undefined;
          if (arg && inner.kind === 'apply') yield { target, prediction: inner.fn === 'logsigmoid' ? inner : arg, how: 'log' };
        }
    }
  }
}

function* byDifference(terms: readonly Expr[], isTarget: IsTarget): Generator<Compared> {
  for (const term of terms) {
    const bare = term.kind === 'negate' ? term.of : term;
    if (bare.kind !== 'ref' || !isTarget(bare.family)) continue;
    const others = terms.filter((other) => other !== term);
    // `x + b` adds what `y - t` compares.
    if (others.length === 0 || !others.some((other) => (other.kind === 'negate') !== (term.kind === 'negate'))) continue;
    const [first] = others;
    const plain = others.map((other): Expr => (other.kind === 'negate' ? other.of : { kind: 'negate', of: other }));
    const turned: Expr = term.kind === 'negate' ? sum(others) : sum(plain);
    yield { target: bare.family, prediction: others.length === 1 && first?.kind === 'negate' ? first.of : turned, how: 'difference' };
  }
}

function sum(terms: readonly Expr[]): Expr {
  return terms.length === 1 ? (terms[0] as Expr) : { kind: 'add', terms };
}

const bent: ReadonlySet<string> = new Set(['exp', 'max', 'relu', 'softplus', 'logsigmoid', 'sigmoid', 'log1p']);

/** `t y`, as in a hinge or in a logarithm of exponentials. */
function* byProduct(body: Expr, on: Dependence, isTarget: IsTarget): Generator<Compared> {
  const summed = summedIn(body);
  for (const node of walk(body)) {
    if (node.kind !== 'multiply') continue;
    const factors = factorsOf(node);
    const target = factors.find((factor) => factor.kind === 'ref' && isTarget(factor.family) && isCalledTarget(factor.family));
    const rest = factors.filter((factor) => factor !== target && constantOf(factor) === undefined);
    const [first] = rest;
    if (target?.kind !== 'ref' || first === undefined) continue;
    const product: Expr = rest.length === 1 ? first : { kind: 'multiply', factors: rest };
    const own = (summed.get(node) ?? []).filter(({ index }) => !freeIndices(target).has(index) && freeIndices(product).has(index));
    const prediction = own.reduce<Expr>((inner, sum) => ({ ...sum, body: inner }), product);
    // `w x` multiplies too.
    const isLeaf = prediction.kind === 'ref' && on.bodyOf(prediction.family) === undefined;
    const isMargin = walk(body).some((outer) => outer.kind === 'apply' && bent.has(outer.fn) && walk(outer).includes(node));
    if (isMargin || !isLeaf) yield { target: target.family, prediction, how: isMargin ? 'margin' : 'product' };
  }
}

type Reduce = Expr & { readonly kind: 'reduce' };

/** The sums that have a product as what they sum, the innermost first: `t` in `-\sum_i t w_i x_i` is a factor of the whole sum. */
function summedIn(body: Expr): ReadonlyMap<Expr, readonly Reduce[]> {
  const found = new Map<Expr, readonly Reduce[]>();
  for (const outer of walk(body)) {
    const sums: Reduce[] = [];
    let inner = outer;
    for (;;) {
      if (inner.kind === 'reduce' && inner.op === 'sum') {
        sums.unshift(inner);
        inner = inner.body;
      } else if (inner.kind === 'negate') inner = inner.of;
      else break;
    }
    if (inner.kind === 'multiply' && !found.has(inner)) found.set(inner, sums);
  }
  return found;
}

/** Whether a formula is of a loss with a kink or a bend by what it compares, as a hinge. */
export function isBent(body: Expr, { how }: Compared): boolean {
  return (how === 'margin' || how === 'label') && walk(body).some((node) => node.kind === 'apply' && bent.has(node.fn));
}

function isCalledTarget(family: FamilyKey): boolean {
  return letters.target.some((pattern) => pattern.test(partsOfKey(family).base));
}

/** The factors of a product, products within it and signs taken apart. */
export function factorsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'multiply') return expr.factors.flatMap(factorsOf);
  return expr.kind === 'negate' ? factorsOf(expr.of) : [expr];
}
