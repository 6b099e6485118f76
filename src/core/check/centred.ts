import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { baseName, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import type { Premise } from './assumptions.ts';
import { namedBeside } from './beside.ts';
import type { Step } from './classify/step.ts';
import { constantOf } from './constants.ts';
import type { Reshape } from './ground.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { type Bare, reshaping } from './reshapings.ts';

/** A family and the slot over which its members are summed. */
interface Summed {
  readonly family: FamilyKey;
  readonly slot: number;
}

/** What a step says about the members of a leaf whose sum or mean it sets to zero. */
export function centredBy({ lhs, rhs }: Step, meaning: Meaning): Bare | undefined {
  const side = constantOf(rhs) === 0 ? lhs : constantOf(lhs) === 0 ? rhs : undefined;
  const summed = side && (sumOfOne(side) ?? meanByName(side, meaning));
  return summed && !meaning.definitions.has(summed.family) ? centring(summed, meaning) : undefined;
}

/** The family whose members a formula sums, or takes the mean of, and nothing else. */
function sumOfOne(expr: Expr): Summed | undefined {
  if (expr.kind === 'negate') return sumOfOne(expr.of);
  if (expr.kind === 'divide') return isScale(expr.denominator) ? sumOfOne(expr.numerator) : undefined;
  if (expr.kind === 'multiply') {
    const [sum, ...more] = expr.factors.filter((factor) => !isScale(factor));
    return sum && more.length === 0 ? sumOfOne(sum) : undefined;
  }
  if (expr.kind !== 'reduce' || expr.op !== 'sum' || expr.conditions.length > 0) return undefined;
  const name = memberIn(expr.body);
  const slot = name?.slots.findIndex((term) => isOf(term, expr.index)) ?? -1;
  return name === undefined || slot < 0 || !name.slots.every((term) => term.kind === 'index') ? undefined : { family: name.family, slot };
}

/** The name in a formula that scales it at most. */
function memberIn(expr: Expr): (Expr & { kind: 'ref' }) | undefined {
  if (expr.kind === 'divide') return isScale(expr.denominator) ? memberIn(expr.numerator) : undefined;
  if (expr.kind === 'multiply') {
    const [name, ...more] = expr.factors.filter((factor) => !isScale(factor));
    return name && more.length === 0 ? memberIn(name) : undefined;
  }
  return expr.kind === 'ref' ? expr : undefined;
}

function isOf(term: IndexTerm, id: number): boolean {
  return term.kind === 'index' && term.id === id && term.shift === 0;
}

/** Whether a formula is a number, a number of members or one over such a number: no factor that may be zero. */
function isScale(expr: Expr): boolean {
  if (expr.kind === 'divide') return isScale(expr.numerator) && isScale(expr.denominator);
  if (expr.kind === 'ref') return expr.slots.length === 0 && /^[NMnm]\^\|0$/.test(expr.family);
  return constantOf(expr) !== undefined && constantOf(expr) !== 0;
}

/** `\bar x = 0`: the family of which a name is the mean, by its formula, or by its bar where nothing defines it. */
function meanByName(expr: Expr, { definitions, axes }: Meaning): Summed | undefined {
  if (expr.kind !== 'ref' || expr.slots.length > 0) return undefined;
  const formulas = (definitions.get(expr.family) ?? []).flatMap(({ meaning }) => (meaning.kind === 'formula' ? [meaning.body] : []));
  const [formula] = formulas.filter((body) => constantOf(body) === undefined);
  if (formula) return sumOfOne(formula);
  const base = /^bar\((.+)\)$/.exec(partsOfKey(expr.family).base)?.[1];
  const family = base === undefined ? undefined : `${base}^|1`;
  return family !== undefined && axes.has(family) ? { family, slot: 0 } : undefined;
}

function centring({ family, slot }: Summed, { axes }: Meaning): Bare {
  const { start, first } = axes.ofSlot(family, slot);
  return { ...reshaping(family, zeroMean(slot, first - start)), shifts: true };
}

/** Shifts the members over a slot of a leaf so that their sum is zero; `before`: how many stand in front of those that the sums run over. */
export function zeroMean(slot: number, before: number): Reshape {
  return (values, sizes, samples) => {
    const size = sizes[slot] ?? 1;
    const stride = sizes.slice(slot + 1).reduce((product, each) => product * each, samples);
    for (let start = 0; start < values.length; start++) {
      if (Math.floor(start / stride) % size !== before) continue;
      let total = 0;
      for (let member = 0; member < size - before; member++) total += values[start + member * stride] as number;
      for (let member = 0; member < size - before; member++)
        values[start + member * stride] = (values[start + member * stride] as number) - total / (size - before);
    }
  };
}

const centredWords = phrase('centred');
const random = phrase('random');
const not = phrase('not');

/** Letters by which data are called, with or without a mark: what is handed in from behind, as a gradient is, has others. */
const dataLetters = /^(?:[a-z]+\()*[xytXYT]\)*$/;

/** “The data are centred”, “`x` has mean zero”: of the names beside such words, or of the data. */
export function saidCentred(meaning: Meaning): readonly Premise[] {
  const { note } = meaning;
  return flatMap(note.sentences, (sentence) => {
    const { text, section, spans } = sentence;
    if (!centredWords.test(text) || random.test(text) || not.test(text)) return [];
    const named = new Set(flatMap(namedBeside(note, sentence), ({ node }) => symbolOf(node) ?? []).map(baseName));
    const given = givenIn(meaning);
    const beside = given.filter((family) => named.has(partsOfKey(family).base));
    const meant = beside.length > 0 ? beside : given.filter((family) => dataLetters.test(partsOfKey(family).base));
    return flatMap(meant, (family) =>
      Array.from({ length: partsOfKey(family).arity }, (_, slot): Premise => {
        const tex = sumTex(family, slot);
        return {
          ...centring({ family, slot }, meaning),
          id: `centred:${family}:${slot}`,
          tex,
          stated: { span: spans, at: 0 },
          section,
          order: -1,
        };
      }),
    );
  });
}

/** The families with members that nothing defines and nothing is differentiated by. */
function givenIn({ members, definitions, vocabulary }: Meaning): readonly FamilyKey[] {
  const all = new Set(flatMap(members.flat(), (member) => [...mentioned(member)]));
  return [...all].filter((family) => {
    const { base, arity } = partsOfKey(family);
    return 0 < arity && !definitions.has(family) && !vocabulary.varied.has(base);
  });
}

/** `\sum_i x_{ij} = 0` */
function sumTex(family: FamilyKey, slot: number): string {
  const letters = ['j', 'k', 'l', 'm'].slice(0, partsOfKey(family).arity);
  letters[slot] = 'i';
  return `\\sum_i ${printName(family, letters)} = 0`;
}
