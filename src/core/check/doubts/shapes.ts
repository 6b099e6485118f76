import { type Expr, type FamilyKey, freeIndices, substitute, walk, withChildren } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import type { Lowered } from '../../tensors/lower.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { symmetry } from '../assumptions.ts';
import { isNumeric } from '../constants.ts';
import { mentioned } from '../mentioned.ts';
import type { Derivative } from '../partials.ts';
import { formulasBehind, says } from '../sides.ts';
import type { Worlds } from '../worlds.ts';
import { type Difference, type Doubt, isOpen, mostHeld, partialsIn, unreadMeaningOf } from './doubt.ts';

/** Vectors and matrices that may be meant otherwise. */
export const shapesInDoubt: readonly Doubt[] = [
  unclearShape,
  crossedSizes,
  numberAdded,
  barsAroundMatrix,
  sizedIdentity,
  orderedByName,
  rowOrColumn,
  saidSymmetry,
  saidOrthonormal,
];

/** `m \times k = m - k + 1`: letters with a cross between them of which one is defined nowhere: they may be sizes, and what is made of them no product. */
function crossedSizes({ worlds, step, expected, written }: Difference): Message | undefined {
  const node = step.chain.members[step.position - 1]?.node;
  const [first, second, ...more] = node?.kind === 'product' ? node.factors : [];
  if (step.position !== 1 || first === undefined || second?.by !== '\\times' || more.length > 0 || isNumeric(written)) return undefined;
  const crossed = expected.kind === 'multiply' ? flatMap(expected.factors, (factor) => [...mentioned(factor)]) : [];
  return crossed.some((family) => !worlds.meaning.definitions.has(family)) ? message('unread-size') : undefined;
}

/** Vectors and matrices that may be read otherwise. */
function unclearShape({ worlds, step, expected, written }: Difference): Message | undefined {
  const { lowered } = worlds.meaning;
  if (lowered === undefined) return undefined;
  const isWhole = [expected, written].some((side) => lowered.whole.has(side));
  const sides = new Set([expected, written]);
  for (const body of formulasBehind(worlds, step, expected, written)) {
    if (lowered.strained.has(body) || lowered.reduced.has(body)) return message('strained-reading');
    if (lowered.outer.has(body) && isJacobian(expected)) return message('strained-reading');
    // `f_i(x)` of a whole vector may be a number, or go entry by entry, unless the notes say between which spaces it goes.
    const isVague = (node: Expr): boolean =>
      node.kind === 'call' && node.slots.length > 0 && isOpen(worlds, step, node.fn) && !isMapping(lowered, node.fn);
    const member = isWhole && walk(body).find(isVague);
    if (member && member.kind === 'call') return message('unclear-shape', { name: partsOfKey(member.fn).base });
    const parameters = sides.has(body) ? none : parametersOf(worlds, body);
    for (const family of mentioned(body))
      if (lowered.unclear.has(family) && !parameters.has(family) && !isOnlyAdded(family, body, partialsIn(expected, written)))
        return message('unclear-shape', { name: partsOfKey(family).base });
  }
  return undefined;
}

/** Whether the notes say from which space to which a function goes. */
function isMapping({ shapes }: Lowered, fn: FamilyKey): boolean {
  const { base, label } = partsOfKey(fn);
  return shapes.isMapping(familyKey(base, label, 0));
}

/** Whether a vector is differentiated by a vector, so that the other side is no outer product like that of a gradient by weights. */
function isJacobian(expr: Expr): boolean {
  return expr.kind === 'partial' && expr.wrt.kind === 'ref' && 0 < expr.wrt.slots.length && 0 < freeIndices(expr.of).size;
}

const none: ReadonlySet<never> = new Set();

/** The parameters of the function of which a formula is the body: what is handed over stands in their place. */
function parametersOf({ meaning: { definitions: all } }: Worlds, body: Expr): ReadonlySet<FamilyKey> {
  for (const definitions of all.values())
    for (const { meaning, params } of definitions)
      if (params && meaning.kind === 'formula' && meaning.body === body) return new Set(params.map(({ family }) => family));
  return none;
}

/** Whether a name is only added to something, as a bias is, and not differentiated by: to what else is differentiated by its shape makes no difference. */
function isOnlyAdded(family: FamilyKey, body: Expr, derivatives: readonly Derivative[]): boolean {
  if (derivatives.some(({ wrt }) => mentioned(wrt).has(family))) return false;
  const nodes = walk(body);
  const isName = (node: Expr): boolean => node.kind === 'ref' && node.family === family;
  const added = flatMap(nodes, (node) => (node.kind === 'add' ? node.terms.filter(isName) : []));
  return added.length === nodes.filter(isName).length;
}

/** `\operatorname{softmax}(z + c)`: a name that is added to a vector, and may be one number that is added to all entries. */
function numberAdded({ worlds, step, expected, written, world }: Difference): Message | undefined {
  if (worlds.meaning.lowered === undefined) return undefined;
  const environment = worlds.environmentOf(step);
  const sides = [expected, written] as const;
  const added = [...new Set(flatMap(sides, (side) => [...mentioned(side)]))].filter((family) => {
    const isVector = partsOfKey(family).arity === 1 && environment(family) === undefined;
    return isVector && sides.every((side) => isOnlyAdded(family, side, partialsIn(side)));
  });
  const asNumber = (expr: Expr, family: FamilyKey): Expr => {
    if (expr.kind !== 'ref' || expr.family !== family) return withChildren(expr, (part) => asNumber(part, family));
    const { base, label } = partsOfKey(family);
    return { ...expr, family: familyKey(base, label, 0), slots: [] };
  };
  const meant = added.slice(0, mostHeld).find((family) => {
    const [left, right] = sides.map((side) => asNumber(side, family)) as [Expr, Expr];
    return worlds.compare(world, step, left, right, step.conditions).kind === 'equal';
  });
  return meant === undefined ? undefined : message('unclear-shape', { name: partsOfKey(meant).base });
}

/** `|A|` of a whole matrix, read entry by entry: its determinant may be meant. */
function barsAroundMatrix({ expected, written }: Difference): Message | undefined {
  for (const node of flatMap([expected, written], (side) => walk(side))) {
    const [of] = node.kind === 'apply' && node.fn === 'abs' ? node.args : [];
    if (of?.kind === 'ref' && of.slots.length === 2) return message('unclear-shape', { name: partsOfKey(of.family).base });
  }
  return undefined;
}

/** `I_M`, an identity with its size below, that is not read as one. */
function sizedIdentity({ expected, written }: Difference): Message | undefined {
  const found = [...mentioned(expected), ...mentioned(written)].find(
    (family) => /^I$/.test(partsOfKey(family).base) && partsOfKey(family).label.startsWith('_'),
  );
  return found === undefined ? undefined : unreadMeaningOf(found);
}

/** `|\lambda_{\min} - \lambda_{\max}|`: names that say which is larger. */
function orderedByName({ worlds, step, expected, written }: Difference): Message | undefined {
  if (![expected, written].some((side) => walk(side).some((node) => node.kind === 'apply' && node.fn === 'abs'))) return undefined;
  const leaves = flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)]);
  const found = (word: RegExp): FamilyKey | undefined => leaves.find((family) => word.test(partsOfKey(family).label));
  const [least, most] = [found(/min/), found(/max/)];
  return least !== undefined && most !== undefined ? unreadMeaningOf(most) : undefined;
}

/** `p_i^\top q_j = \sum_k p_{ik} q_{kj}`: whether a vector by an index is a row or a column of the matrix of its name is a convention. */
function rowOrColumn({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const { arities } = worlds.meaning.vocabulary;
  const families = [...mentioned(written)].filter((family) => {
    const { base, label, arity } = partsOfKey(family);
    return arity === 2 && arities.get(base)?.get(label)?.has(1) === true;
  });
  const turned = families.find((family) => {
    const other = walk(written)
      .filter((node) => node.kind === 'ref' && node.family === family)
      .reduce(
        (whole, node) => (node.kind === 'ref' ? substitute(whole, node, { ...node, slots: [...node.slots].reverse() }) : whole),
        written,
      );
    return worlds.compare(world, step, expected, other, step.conditions).kind === 'equal';
  });
  return turned === undefined ? undefined : message('unclear-shape', { name: partsOfKey(turned).base });
}

const symmetricWords = phrase('symmetric');

/** Entries that are equal if words near by say of a matrix that it is symmetric. */
function saidSymmetry({ worlds, step, expected, written }: Difference): Message | undefined {
  const isSaid = symmetry(expected, written) !== undefined && says(symmetricWords, worlds.meaning.note, step);
  return isSaid ? message('unread-meaning', { name: print(expected, worlds.letters) }) : undefined;
}

const orthonormalWords = phrase('orthonormal');

/** Products of a matrix with itself, which may vanish or be one where words near by say that its columns are orthonormal. */
function saidOrthonormal({ worlds, step, expected, written }: Difference): Message | undefined {
  if (!says(orthonormalWords, worlds.meaning.note, step)) return undefined;
  const environment = worlds.environmentOf(step);
  const matrices = flatMap(formulasBehind(worlds, step, expected, written), (body) =>
    walk(body).filter((node) => node.kind === 'ref' && node.slots.length === 2 && environment(node.family) === undefined),
  );
  const [first] = matrices.filter((node, at) => matrices.some((other, n) => n !== at && isSameFamily(node, other)));
  return first && message('unread-condition');
}

function isSameFamily(one: Expr, other: Expr): boolean {
  return one.kind === 'ref' && other.kind === 'ref' && one.family === other.family;
}
