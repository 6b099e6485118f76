import { constantOf } from '../check/constants.ts';
import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { childrenOf, freeIndices, termsOf, walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Compared, factorsOf, letters, type Pair, type Uses } from './compared.ts';
import type { Dependence } from './dependence.ts';
import { seriesOf } from './series.ts';
/** What the leaves of a loss are to its network. */
export interface Roles {
  /** In the order in which they take the columns of the data. */
  readonly inputs: readonly FamilyKey[];
  readonly targets: readonly FamilyKey[];
  /** What a network that goes through several steps in time begins with. */
  readonly states: readonly FamilyKey[];
  /** The targets are what is to come out at one step in time after the other, and not the components of one. */
  readonly isInTime: boolean;
  readonly parameters: readonly FamilyKey[];
  readonly constants: readonly FamilyKey[];
  /** Parameters that are only added, and never multiply anything. */
  readonly biases: ReadonlySet<FamilyKey>;
}

/** What each leaf is. The document says most; letters only break ties. */
export function rolesOf(
  loss: Expr,
  { target, prediction, series = [{ target, prediction }], isToInput }: Compared,
  on: Dependence,
  uses: Uses,
  isSample: (family: FamilyKey) => boolean,
): Roles {
  const named = series.map((pair) => pair.target);
  const targets = isToInput ? [] : named;
  const below = new Set(series.flatMap((pair) => [...on.of(pair.prediction).leaves]));
  const multiplied = multipliedIn(loss, on);
  const score = (family: FamilyKey): number => {
    const { base, arity } = partsOfKey(family);
    return (
      (isSample(family) ? 8 : 0) +
      (uses.differentiated.has(family) ? 0 : 3) +
      (multiplied.has(family) ? 3 : -6) +
      (arity === 2 && !isSample(family) ? -4 : 0) +
      (arity === 0 ? -2 : 0) +
      (letters.input.test(base) ? 4 : 0) -
      (letters.weight.test(base) ? 4 : 0)
    );
  };
  const open = [...below].filter((family) => !targets.includes(family) && !uses.updated.has(family) && 0 < score(family));
  const [input] = [...open].sort((a, b) => score(b) - score(a));
  const isMoved = (family: FamilyKey): boolean => uses.updated.has(family) || uses.differentiated.has(family);
  const inputs = isToInput ? named : input === undefined ? [] : inputsWith(input, open, loss, on, isMoved);
  const states = statesIn(loss, inputs, on);
  const parameters: FamilyKey[] = [];
  const constants: FamilyKey[] = [];
  for (const family of on.of(loss).leaves) {
    if (targets.includes(family) || inputs.includes(family) || states.includes(family)) continue;
    const { base, arity } = partsOfKey(family);
    const isParameter = isMoved(family) || (below.has(family) && (arity > 0 || letters.weight.test(base)));
    (isParameter ? parameters : constants).push(family);
  }
  const biases = new Set(parameters.filter((family) => !multiplied.has(family)));
  return { inputs, targets, states, isInTime: isInTime(series, inputs, on), parameters, constants, biases };
}

/** An input with the others of its series; without one, with those that are weighed beside it, as `z` in `w x + v z`. */
function inputsWith(
  input: FamilyKey,
  open: readonly FamilyKey[],
  loss: Expr,
  on: Dependence,
  isMoved: (family: FamilyKey) => boolean,
): readonly FamilyKey[] {
  const { arity } = partsOfKey(input);
  const series = seriesOf(input, open);
  if (1 < series.length || 0 < arity) return series;
  const weighed = (term: Expr): FamilyKey | undefined => {
    const factors = factorsOf(term).flatMap((factor) => (factor.kind === 'ref' ? [factor.family] : []));
    const others = factors.filter((family) => !isMoved(family));
    return factors.length === 2 && others.length === 1 ? others[0] : undefined;
  };
  for (const body of [loss, ...on.of(loss).bodies])
    for (const node of walk(body)) {
      if (node.kind !== 'add') continue;
      const beside = node.terms.map(weighed);
      if (beside.includes(input))
        return [...new Set(beside)].filter((family): family is FamilyKey => family !== undefined && open.includes(family));
    }
  return series;
}

/** The leaves of which further ones of their series are worked out step by step, as `h_0` where `h_1` is, but for inputs. */
function statesIn(loss: Expr, inputs: readonly FamilyKey[], on: Dependence): readonly FamilyKey[] {
  const { leaves, families } = on.of(loss);
  return [...leaves].filter((family) => {
    const [first, ...further] = seriesOf(family, families);
    return !inputs.includes(family) && first === family && further.length > 0;
  });
}

/** Whether each further target rests on inputs that those before do not rest on. */
function isInTime(series: readonly Pair[], inputs: readonly FamilyKey[], on: Dependence): boolean {
  const counts = series.map(({ prediction }) => inputs.filter((input) => on.of(prediction).leaves.has(input)).length);
  return counts.every((count, n) => n === 0 || (counts[n - 1] as number) < count);
}

/** The leaves that are factors somewhere, beside others than numbers: `1 b` adds `b` to each point. */
function multipliedIn(loss: Expr, on: Dependence): ReadonlySet<FamilyKey> {
  const found = new Set<FamilyKey>();
  const bodies = [loss, ...on.of(loss).bodies];
  for (const body of bodies)
    for (const node of walk(body)) {
      const product = node.kind === 'multiply' ? factorsOf(node).filter((factor) => constantOf(factor) === undefined) : [];
      const factors = node.kind === 'divide' ? childrenOf(node) : 1 < product.length ? product : [];
      for (const factor of factors) {
        const leaf = factor.kind === 'ref' ? leafNamed(factor.family, on) : undefined;
        if (leaf !== undefined) found.add(leaf);
      }
    }
  return found;
}

/** The leaf that a name is, or is another name for. */
function leafNamed(family: FamilyKey, on: Dependence): FamilyKey | undefined {
  const body = on.bodyOf(family);
  if (body === undefined) return family;
  return body.kind === 'ref' ? leafNamed(body.family, on) : undefined;
}

/** The free indices of what a loss compares, of a name in the order of its slots. */
export function indicesOf(expr: Expr): readonly IndexId[] {
  const own = termsOf(expr).flatMap((term) => (term.kind === 'index' ? [term.id] : []));
  return own.length > 0 ? own : [...freeIndices(expr)];
}
