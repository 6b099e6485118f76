import type { Syntax } from '../../latex/syntax.ts';
import { nodesIn, walkSyntax } from '../../latex/walk.ts';
import { comparisonOf, defines } from '../../meaning/comparisons.ts';
import { isDeltaValue } from '../../meaning/forms.ts';
import { isEqual } from '../../meaning/general-term.ts';
import { differentialsIn, gradientName, namedGradient } from '../../meaning/gradients.ts';
import { explainsMark } from '../../meaning/named-gradients.ts';
import { isTranspose } from '../../meaning/scripts.ts';
import { isIndexSymbol, symbolOf } from '../../meaning/symbols.ts';
import type { Vocabulary } from '../../meaning/vocabulary.ts';
import { isNumeric } from '../constants.ts';
import { isOfSizes } from '../written-sizes.ts';
import type { Role, Unclassified } from './step.ts';

/** What a step is by the forms of its sides alone; a claim where these leave it open. */
export function roleOf({ chain, position, sign, lhs, rhs }: Unclassified, vocabulary: Vocabulary): Role {
  const left = chain.members[position - 1]?.node;
  const right = chain.members[position]?.node;
  if (sign === '\\leftarrow' || sign === '\\gets') return 'update';
  if (defines(sign)) {
    const ranged = right !== undefined && (right.kind === 'list' || hasDots(right));
    if (left && right && isRange(left, right)) return 'not-a-claim';
    if (left && right && isIndexLike(left, vocabulary) && (ranged || isIndexLike(right, vocabulary)))
      return ranged ? 'not-a-claim' : 'assumption';
    if (position === 1 && left && (spellsOut(left) || (right && isAccumulated(left, right)))) return 'definition';
    // `\nabla = \nabla_\theta`
    if (position === 1 && left?.kind === 'nabla' && left.of === undefined) return 'definition';
    if (position === 1 && left && right && (putsPoint(left, right) || explainsMark(left, right))) return 'definition';
    const gradient = position === 1 && left && right ? namedGradient(left, right) : undefined;
    if (gradient && vocabulary.gradients.has(gradient.base)) return 'definition';
    if (left && right && (isOfSizes(left, right) || (isReference(left) && isReference(right)))) return 'not-a-claim';
    // `x_1 = \dots = x_{k-1} = x_{k+1} = \dots = 0` says of all members but one that they are equal.
    if (left && right && chain.members.some(({ node }) => node.kind === 'dots') && isOfOneName(left, right)) return 'assumption';
    // `y = y(x)` says what a name depends on.
    if (left?.kind === 'symbol' && right?.kind === 'call' && isEqual(left, right.head)) return 'not-a-claim';
    // `1 = \begin{bmatrix} 0 \\ 1 \end{bmatrix}` says by which code a class is written.
    if (position === 1 && chain.members.length === 2 && left?.kind === 'number' && isTable(right)) return 'not-a-claim';
    // `\delta_{ij} = 1` if `i = j` says what a delta is.
    if (position === 1 && left && right && lhs.kind === 'delta' && isDeltaValue(left, right)) return 'assumption';
    if (right && isQuestion(right)) return 'not-a-claim';
    return 'claim';
  }
  if (sign === '\\in' || comparisonOf(sign) !== undefined) return 'assumption';
  return sign === '\\approx' && isNumeric(lhs) && isNumeric(rhs) ? 'claim' : 'not-a-claim';
}

/** `= ?`, `= \text{?}`: what is asked for. */
function isQuestion(node: Syntax): boolean {
  if (node.kind === 'text') return questionMark.test(node.text.trim());
  const inside = walkSyntax(node);
  const isAsked = (inner: Syntax): boolean => {
    const { sign } = inner.kind === 'hole' ? inner.message.params : {};
    return questionMark.test(String(sign ?? ''));
  };
  return inside.every(({ kind }) => kind === 'hole' || kind === 'product') && inside.some(isAsked);
}

const questionMark = /^[?？]$/;

/** `l = 1, \dots, L`, `l = L-1, \dots, 1`: what a letter runs over. */
function isRange(left: Syntax, right: Syntax): boolean {
  if (!isIndexSymbol(left) || right.kind !== 'list' || !right.items.some(({ kind }) => kind === 'dots')) return false;
  return [right.items[0], right.items.at(-1)].some((end) => end?.kind === 'number' && Number.isInteger(end.value));
}

/** `-1`, `\frac{1}{2}` */
export function isNumberAlone(node: Syntax): boolean {
  return walkSyntax(node).every(({ kind }) => kind === 'number' || kind === 'sum' || kind === 'quotient' || kind === 'root');
}

/** A whole number, or a letter that only stands below others. */
function isIndexLike(node: Syntax, vocabulary: Vocabulary): boolean {
  if (node.kind === 'number') return Number.isInteger(node.value);
  return isIndexSymbol(node) && vocabulary.subscripts.has(node.letter) && !vocabulary.bases.has(node.letter);
}

/** Whether dots stand somewhere in a formula. */
function hasDots(node: Syntax): boolean {
  return nodesIn(node).some((inner) => inner.kind === 'dots' || isEach(inner));
}

/** `\operatorname{softmax}((x_1, \dots, x_k)^\top) = …`: a function by name with its argument written out, which says what the function is. */
function spellsOut(node: Syntax): boolean {
  if (node.kind !== 'function' || node.primes > 0) return false;
  return node.operands.some(
    (operand) =>
      walkSyntax(operand).some(isEach) ||
      ((operand.kind === 'matrix' || operand.kind === 'group' || operand.kind === 'list') && hasDots(operand)),
  );
}

/** `dW = dW + 2 \lambda W`: a gradient, by name or as a derivative, that is given a new value by its old one, as in code. */
function isAccumulated(left: Syntax, right: Syntax): boolean {
  if (left.kind === 'partial') return right.kind === 'sum' && right.terms.some(({ sign, node }) => sign === '+' && isEqual(node, left));
  const name = gradientName(left);
  return name !== undefined && differentialsIn(right).some((other) => isEqual(other, name));
}

/** `(x, y) = (1, 2)`: names in a bracket with a number for each. */
function putsPoint(left: Syntax, right: Syntax): boolean {
  const [names, numbers] = [left, right].map((side) =>
    side.kind === 'group' && side.open === '(' && side.body.kind === 'list' ? side.body.items : [],
  );
  if (names === undefined || numbers === undefined || names.length === 0 || names.length !== numbers.length) return false;
  return (
    names.every((name) => symbolOf(name) !== undefined) &&
    numbers.every((entry) => walkSyntax(entry).every(({ kind }) => kind !== 'symbol'))
  );
}

/** Whether two names with something below them are of one letter. */
function isOfOneName(one: Syntax, two: Syntax): boolean {
  const [a, b] = [one, two].map((node) => (node.kind === 'scripts' && node.sub ? symbolOf(node) : undefined));
  return a !== undefined && b !== undefined && a.letter === b.letter;
}

/** `(1)` as the number of an equation. */
function isReference(node: Syntax): boolean {
  return node.kind === 'group' && node.open === '(' && node.body.kind === 'number';
}

/** A list with dots, as it is read. */
function isEach(node: Syntax): boolean {
  return node.kind === 'big-operator' && node.operator === 'each';
}

/** Whether a formula is a matrix or a vector of numbers, in a column or a row, which gives values and no meaning. */
export function isTable(node: Syntax | undefined): boolean {
  const inner = node?.kind === 'scripts' ? node.base : node;
  const isRow = inner?.kind === 'group' && /^[([]$/.test(inner.open) && !isSet(node);
  const list = isRow && inner.body.kind === 'list' ? inner.body.items : [];
  const entries = inner?.kind === 'matrix' ? inner.rows.flat() : list;
  return entries.length > 0 && entries.every((entry) => !walkSyntax(entry).some(({ kind }) => kind === 'symbol'));
}

/** `(0, 1)^K` and its like are sets, which define nothing. */
export function isSet(node: Syntax | undefined): boolean {
  return node?.kind === 'scripts' && node.base.kind === 'group' && node.base.body.kind === 'list' && !isTranspose(node.sup);
}
