import type { Expr, FamilyKey } from '../expr/expr.ts';
import { hasInside } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { labelLetters } from '../meaning/signed-labels.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { keptFor, once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import { among, type Premise } from './assumptions.ts';
import { constantOf } from './constants.ts';
import type { Meaning } from './meaning.ts';

/** Words of methods whose labels are one or minus one, and those of labels in general. */
const signedWords = phrase('signedLabels');
const labelWords = phrase('labels');
const classifying = phrase('classifying');

const spinWords = phrase('spins');
const spinLetters: ReadonlySet<string> = new Set(['s', 'S', '\\sigma']);

/**
 * What labels are that nothing is said of: one or minus one, as they come into a margin, or one or zero, as they come into a cross-entropy. It is
 * inferred where words tell which method it is; where only the formulas look so, it may be meant.
 */
export function unsaidLabels(leaves: Iterable<FamilyKey>, meaning: Meaning): readonly Premise[] {
  const named = [...leaves].filter((family) => !meaning.definitions.has(family) && !meaning.vocabulary.varied.has(partsOfKey(family).base));
  if (named.length === 0) return [];
  const bodies = once(() => bodiesIn(meaning));
  return flatMap(named, (family): readonly Premise[] => {
    const { base } = partsOfKey(family);
    if (spinLetters.has(base)) return says(meaning, spinWords) ? [ofTwo(family, [-1, 1], true)] : [];
    if (!labelLetters.has(base)) return [];
    const isInMargin = bodies().some((body) => hasInside(body, (node) => isMargin(node, family)));
    const isOfClasses = says(meaning, classifying);
    const isSigned = says(meaning, signedWords) || (isInMargin && (isOfClasses || says(meaning, labelWords)));
    if (isSigned || isInMargin) return [ofTwo(family, [-1, 1], isSigned)];
    const hasComplement = bodies().some((body) => hasInside(body, (node) => isComplement(node, family)));
    return hasComplement || isOfClasses ? [ofTwo(family, [0, 1], false)] : [];
  });
}

function ofTwo(family: FamilyKey, set: readonly [number, number], isInferred: boolean): Premise {
  const tex = `${printName(family, ['i', 'j', 'k'].slice(0, partsOfKey(family).arity))} \\in \\{${set.join(', ')}\\}`;
  const reshape = new Map([[family, among(set)]]);
  return { id: `label:${family}:${set}`, tex, reshape, conditions: [], section: 0, order: -1, ...(isInferred ? {} : { isGuess: true }) };
}

const saidIn = keptFor(({ note }: Meaning) => {
  const known = new Map<RegExp, boolean>();
  return (words: RegExp): boolean => {
    const found = known.get(words) ?? note.sentences.some(({ text }) => words.test(text));
    known.set(words, found);
    return found;
  };
});

function says(meaning: Meaning, words: RegExp): boolean {
  return saidIn(meaning)(words);
}

/** The formulas of a note. */
function bodiesIn({ definitions, members }: Meaning): readonly Expr[] {
  const known = flatMap([...definitions.values()].flat(), ({ meaning }) => (meaning.kind === 'formula' ? [meaning.body] : []));
  return [...known, ...members.flat()];
}

const ofMargins: ReadonlySet<string> = new Set(['exp', 'sigmoid', 'softplus', 'log', 'max', 'relu', 'tanh']);

/** `e^{-yz}`, `\sigma(yz)`, `\max(0, 1 - yz)`: a function of a product with the name. */
function isMargin(node: Expr, family: FamilyKey): boolean {
  if (node.kind !== 'apply' || !ofMargins.has(node.fn)) return false;
  return node.args.some((arg) => termsOf(arg).some((term) => term.kind === 'multiply' && isIn(term.factors, family)));
}

/** `1 - t` */
function isComplement(node: Expr, family: FamilyKey): boolean {
  if (node.kind !== 'add' || node.terms.length !== 2 || !node.terms.some((term) => constantOf(term) === 1)) return false;
  return node.terms.some((term) => term.kind === 'negate' && isIn([term.of], family));
}

function isIn(factors: readonly Expr[], family: FamilyKey): boolean {
  return factors.some((factor) => factor.kind === 'ref' && factor.family === family);
}

/** The terms of a sum without their signs, or a formula as the only one. */
function termsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'add') return flatMap(expr.terms, termsOf);
  return expr.kind === 'negate' ? termsOf(expr.of) : [expr];
}
