import { type Expr, type FamilyKey, type IndexTerm, substitute, walk } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { functionByName } from '../../functions/index.ts';
import { isUnknownCommand } from '../../latex/notations/symbols.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf } from '../constants.ts';
import { mentioned } from '../mentioned.ts';
import type { Derivative } from '../partials.ts';
import { derives } from '../sides.ts';
import { isStandard } from '../standard.ts';
import type { Worlds } from '../worlds.ts';
import { type Difference, type Doubt, isOpen, openCalls, partialsIn, unreadMeaningOf } from './doubt.ts';

/** Functions and letters that nothing in the notes fixes. */
export const functionsInDoubt: readonly Doubt[] = [
  unknownFunction,
  functionSupposed,
  functionMirrored,
  variablesBelow,
  unknownCommand,
  imaginaryUnit,
  vanishingSquare,
  labelledFunction,
  otherBase,
];

/** `\frac{d}{dx} \log x = \frac{1}{x \ln 2}`: a logarithm beside the factor of a usual base, to which it may be taken, here or in the formulas behind. */
function otherBase({ worlds, step, expected, written }: Difference): Message | undefined {
  if (![expected, written].some(changesBase)) return undefined;
  const isBehind = worlds.bodiesBehind(step, expected).some((body) => logarithmsIn(body).some((node) => !isOfBase(node)));
  const isFound = ['log2', 'log10'].some((fn) => {
    const left = inBase(expected, fn);
    const isEqual = (right: Expr): boolean => worlds.compare(worlds.of(step), step, left, right, step.conditions).kind === 'equal';
    return left !== expected && (isEqual(inBase(written, fn)) || isEqual(written));
  });
  return isBehind || isFound ? message('other-base') : undefined;
}

type Logarithm = Expr & { readonly kind: 'apply' };

/** The logarithms in a formula of which it does not say to which base they are, as `\log_2 x` does, which is `\ln x / \ln 2`. */
function logarithmsIn(expr: Expr): readonly Logarithm[] {
  const nodes = walk(expr);
  const based = new Set(nodes.flatMap((node) => (node.kind === 'divide' && isBase(node.denominator) ? [node.numerator] : [])));
  return nodes.flatMap((node) => (node.kind === 'apply' && node.fn === 'log' && !based.has(node) ? [node] : []));
}

function isBase(node: Expr): boolean {
  return node.kind === 'apply' && node.fn === 'log' && isOfBase(node);
}

/** `\ln 2`, `\ln 10` */
function isOfBase({ args: [of] }: Logarithm): boolean {
  return of !== undefined && usualBases.has(constantOf(of) ?? 0);
}

/** Whether such a logarithm is a factor or a divisor, as where a base is changed: a term changes none. */
function changesBase(side: Expr): boolean {
  return walk(side).some(
    (node) =>
      (node.kind === 'multiply' && node.factors.some(isBase)) ||
      (node.kind === 'divide' && (isBase(node.numerator) || isBase(node.denominator))),
  );
}

/** A formula with its logarithms to another base, but for those of that base. */
function inBase(expr: Expr, fn: string): Expr {
  return logarithmsIn(expr).reduce<Expr>((whole, node) => (isOfBase(node) ? whole : substitute(whole, node, { ...node, fn })), expr);
}

/** Whose logarithms change one to another base. */
const usualBases: ReadonlySet<number> = new Set([2, 10]);

/** Functions that the notes never fix, of which one side has others, or whose derivatives or values at other arguments may be said in words. */
function unknownFunction({ worlds, step, expected, written }: Difference): Message | undefined {
  const functions = unknownFunctions(worlds, step, expected);
  const isOther = functions !== unknownFunctions(worlds, step, written) && !isRule(worlds, step, expected, written);
  if (isOther) return message('unknown-function');
  const isSaid =
    functions !== '' &&
    ![written, ...worlds.bodiesBehind(step, written)].some(derives) &&
    !isCoefficient(worlds, step, expected, written) &&
    (derives(expected) || callsIn(worlds, step, expected) !== callsIn(worlds, step, written));
  return isSaid ? message('unknown-function') : undefined;
}

const supposing = phrase('posed');

/** “If the activation is a ReLU, then …”: a function that nothing fixes, for which the sentence in front supposes one of the table. */
function functionSupposed({ worlds, step, expected, written }: Difference): Message | undefined {
  const functions = unknownFunctions(worlds, step, expected) || unknownFunctions(worlds, step, written);
  const span = step.chain.members[0]?.span;
  if (functions === '' || span === undefined) return undefined;
  const sentence = worlds.meaning.note.sentences.filter(({ spans }) => spans === span).at(-1)?.text ?? '';
  const words = sentence.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return supposing.test(sentence) && words.some((word) => functionByName.get(word)?.arity === 1) ? message('unknown-function') : undefined;
}

const symmetric = phrase('symmetric');

/** “If the law is symmetric, `f'(x) = -f'(-x)`”: a function that nothing fixes, taken at other arguments where the sentence in front says it is symmetric. */
function functionMirrored({ worlds, step, expected, written }: Difference): Message | undefined {
  const isMoved = unknownFunctions(worlds, step, expected) !== '' && callsIn(worlds, step, expected) !== callsIn(worlds, step, written);
  const span = step.chain.members[0]?.span;
  if (!isMoved || span === undefined) return undefined;
  return worlds.meaning.note.sentences.some(({ text, spans }) => spans === span && symmetric.test(text))
    ? message('unknown-function')
    : undefined;
}

/** `f_{xy}(p) = f_{yx}(p)`: a function that nothing defines with variables of the notes below it, which may differentiate it by them. */
function variablesBelow({ worlds, step, expected, written }: Difference): Message | undefined {
  const { bases } = worlds.meaning.vocabulary;
  const isVariable = (term: IndexTerm): boolean => term.kind === 'index' && term.shift === 0 && bases.has(worlds.letters(term.id));
  const marked = flatMap([expected, written], walk).find(
    (node) => node.kind === 'call' && node.slots.length > 0 && node.slots.every(isVariable) && isOpen(worlds, step, node.fn),
  );
  return marked?.kind === 'call' ? unreadMeaningOf(marked.fn) : undefined;
}

/** Whether both sides have the same values of functions that the notes never fix, and differentiate by nothing that they depend on. */
function isCoefficient(worlds: Worlds, step: Step, expected: Expr, written: Expr): boolean {
  if (expected.kind !== 'partial' || callsIn(worlds, step, expected) !== callsIn(worlds, step, written)) return false;
  const varied = mentioned(expected.wrt);
  return [expected, ...worlds.bodiesBehind(step, expected)].every((body) =>
    walk(body).every((node) => {
      if (node.kind !== 'call' || !isOpen(worlds, step, node.fn)) return true;
      const behind = flatMap(node.args, (arg) => [arg, ...worlds.bodiesBehind(step, arg)]);
      return node.order === 0 && !behind.some((inner) => [...mentioned(inner)].some((family) => varied.has(family)));
    }),
  );
}

/** A command that nothing defines, in one side only: it may be one of layout from a file that is not here. */
function unknownCommand({ worlds, step, expected, written }: Difference): Message | undefined {
  const [left, right] = [expected, written].map((side) => worlds.leavesOf(step, side)) as [ReadonlySet<FamilyKey>, ReadonlySet<FamilyKey>];
  const isOdd = (family: FamilyKey): boolean => isUnknownCommand(partsOfKey(family).base) && left.has(family) !== right.has(family);
  const odd = [...left, ...right].find(isOdd);
  if (odd !== undefined) return message('unknown-symbol', { name: partsOfKey(odd).base });
  // `\CC(z)`, `\CC[z]`: a command in front of brackets is hardly a factor.
  const tex = [step.position - 1, step.position].map((at) => worlds.texOf(step.chain, at)).join(' ');
  const applied = [...left, ...right]
    .map((family) => partsOfKey(family).base)
    .find((base) => isUnknownCommand(base) && isApplied(base, tex));
  return applied === undefined ? undefined : message('unknown-symbol', { name: applied });
}

/** Whether a command stands right in front of a bracket. */
function isApplied(command: string, tex: string): boolean {
  return tex.split(command).some((behind, at) => 0 < at && /^\s*(?:\\left\s*)?[([]/.test(behind));
}

/** A letter that nothing defines and that the notes have in an exponent, `e^{ix}`, or behind a sign, `x + iy`: the imaginary unit. */
function imaginaryUnit({ worlds, step, expected, written }: Difference): Message | undefined {
  const unit = flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)]).find((family) => /^[ij]\^\|0$/.test(family));
  if (unit === undefined) return undefined;
  const isUnit = (factor: Expr | undefined): boolean => factor?.kind === 'ref' && factor.family === unit;
  const isInExponent = (node: Expr): boolean =>
    (node.kind === 'power' && mentioned(node.exponent).has(unit)) ||
    (node.kind === 'add' && node.terms.some((term) => term.kind === 'multiply' && isUnit(term.factors[0]))) ||
    (node.kind === 'apply' && node.fn === 'exp' && node.args.some((arg) => mentioned(arg).has(unit)));
  const isMeant = worlds.meaning.members.some((members) => members.some((member) => walk(member).some(isInExponent)));
  return isMeant ? message('unknown-symbol', { name: partsOfKey(unit).base }) : undefined;
}

/** A name of which the notes say that its square vanishes (`\epsilon^2 = 0`), so that what has it holds to first order. */
function vanishingSquare({ worlds, step, expected, written }: Difference): Message | undefined {
  const leaves = new Set(flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)]));
  const small = worlds.meaning.steps.find(
    ({ lhs, rhs }) =>
      constantOf(rhs) === 0 &&
      ((lhs.kind === 'power' && lhs.base.kind === 'ref' && leaves.has(lhs.base.family)) ||
        (lhs.kind === 'ref' && isSquareOf(lhs.family, leaves))),
  );
  return small && message('small-change', { name: print(small.lhs, worlds.letters) });
}

/** Whether a name is the square of another: `\epsilon^2`, read as one name where nothing else is said of it. */
function isSquareOf(family: FamilyKey, others: ReadonlySet<FamilyKey>): boolean {
  const { base, label, arity } = partsOfKey(family);
  return label === '2' && others.has(familyKey(base, '', arity));
}

/** A derivative of a function by its bare name, right behind the definition of one that has a label: `f_a(x) = a x`, `\frac{df}{dx} = a`. */
function labelledFunction({ worlds, step, expected, written }: Difference): Message | undefined {
  const [before] = worlds.meaning.steps.filter(({ order }) => order === step.order - 1);
  if (before?.lhs.kind !== 'call' || before.chain.section !== step.chain.section) return undefined;
  const { fn, slots } = before.lhs;
  const { base, label } = partsOfKey(fn);
  const isMeant = partialsIn(expected, written).some(
    ({ of }) => of.kind === 'ref' && partsOfKey(of.family).base === base && partsOfKey(of.family).label !== label,
  );
  const isOther = partialsIn(expected, written).some(({ of }) => of.kind === 'ref' && partsOfKey(of.family).base === base);
  return isMeant || (slots.length > 0 && isOther) ? unreadMeaningOf(fn) : undefined;
}

/** The functions that a formula applies and that the notes never fix, with the order of their derivatives. */
function unknownFunctions(worlds: Worlds, step: Step, expr: Expr): string {
  return openCalls(worlds, step, expr, ({ fn, order }) => `${fn}${order}`);
}

/** The same functions with what they are applied to. */
function callsIn(worlds: Worlds, step: Step, expr: Expr): string {
  return openCalls(worlds, step, expr, (call) => print(call, () => '*'));
}

/** Whether a step says how values of functions that the notes never fix are differentiated, for any of them: `\frac{d}{dx}[f(x) g(x)]`. */
function isRule(worlds: Worlds, step: Step, expected: Expr, written: Expr): boolean {
  const environment = worlds.environmentOf(step);
  const unknown = (expr: Expr): readonly FamilyKey[] =>
    flatMap(walk(expr), (node) => {
      if (node.kind !== 'call' || isStandard(node.fn)) return [];
      const meaning = environment(node.fn)?.meaning;
      return meaning === undefined ? [node.fn] : node.order > 0 && meaning.kind === 'formula' ? unknown(meaning.body) : [];
    });
  const [left, right] = [new Set(unknown(expected)), new Set(unknown(written))];
  if (left.size !== right.size || ![...left].every((fn) => right.has(fn)) || !derives(written)) return false;
  return walk(expected).some((node) => {
    if (node.kind === 'call') return node.order > 0 && environment(node.fn) !== undefined && unknown(node).length > 1;
    return node.kind === 'partial' && unknown(node.of).length > 1 && !isOpenProduct(worlds, step, node);
  });
}

/** Whether an operator stands in front of a product without a bracket, of which it may take the first factor alone. */
function isOpenProduct(worlds: Worlds, { chain, position }: Step, { of, at }: Derivative): boolean {
  const { span } = chain.members[position - 1] as { span: number };
  const first = worlds.meaning.note.spans[span]?.tex.slice(of.at?.start ?? 0);
  return of.kind === 'multiply' && of.at?.end === at?.end && !/^(?:\\(?:left|[bB]igg?l?)\s*)?[[(]/.test(first ?? '');
}
