import { type Condition, type Expr, type FamilyKey, walk, withChildren } from '../../expr/expr.ts';
import { printCondition } from '../../expr/print.ts';
import type { ReadNote } from '../../meaning/chains.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { baseName, familyKey, partsOfKey, symbolOf } from '../../meaning/symbols.ts';
import { keptFor } from '../../text/kept.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { sentenceEnd } from '../../text/sentences.ts';
import { among, fixed, type Premise } from '../assumptions.ts';
import { besideWords } from '../beside.ts';
import type { Step } from '../classify/step.ts';
import type { Reshape } from '../ground.ts';
import { mentioned } from '../mentioned.ts';
import { derives, says } from '../sides.ts';
import type { World } from '../world/world.ts';
import type { Worlds } from '../worlds.ts';
import { type Difference, type Doubt, mostHeld } from './doubt.ts';

/** What words near a step may say about it. */
export const wordsInDoubt: readonly Doubt[] = [
  afterApproximation,
  nameHeldFixed,
  nameDropped,
  maskOfZeros,
  withinStep,
  overProse,
  saidInFormula,
  saidExpansion,
  oneBranch,
  upToMultiples,
];

/** How many pieces of functions are tried of which words may speak. */
const mostPieces = 6;

const loose: ReadonlySet<string> = new Set(['\\approx', '\\sim', '\\simeq', '\\propto', '\\to', '\\mapsto', '\\leftrightarrow']);

const branchWords = phrase('branch');

/** Whether the words in front of a step in its sentence may say that it is meant for one side of a kink or one piece of a function. */
export function saysBranch({ sentences }: ReadNote, { chain, position }: Pick<Step, 'chain' | 'position'>): boolean {
  const span = chain.members[position]?.span ?? 0;
  const before = sentences.filter(
    ({ section, paragraph, spans }) => section === chain.section && [0, 1].includes(chain.paragraph - paragraph) && spans <= span,
  );
  const words = before.map(({ text }) => text).join(' ');
  return branchWords.test(words.split(sentenceEnd).at(-1) ?? '');
}

/** What holds in one piece of a function, where the words in front may say that it is meant for that. */
function oneBranch({ worlds, step, expected, written, world }: Difference): Message | undefined {
  if (!saysBranch(worlds.meaning.note, step)) return undefined;
  const holds = (condition: Condition): boolean => {
    const compared = (where: World): string => worlds.compare(where, step, expected, written, [...step.conditions, condition]).kind;
    const found = compared(world);
    return (found === 'too-few' ? compared(worlds.of(step, { dense: true })) : found) === 'equal';
  };
  const held = pieces(worlds, step, [expected, written]).slice(0, mostPieces).find(holds);
  return held && message('one-branch', { part: printCondition(held, worlds.letters) });
}

/** The conditions of the pieces of functions, with what the sides apply them to. */
function pieces(worlds: Worlds, step: Step, sides: readonly Expr[]): readonly Condition[] {
  const environment = worlds.environmentOf(step);
  return flatMap(sides, (side) =>
    flatMap(walk(side), (node): readonly Condition[] => {
      if (node.kind === 'cases') return conditionsOf(node);
      if (node.kind !== 'call') return [];
      const { meaning, params } = environment(node.fn) ?? {};
      if (meaning?.kind !== 'formula') return [];
      const applied = (expr: Expr): Expr =>
        (params ?? []).reduce((inside, param, at) => withFamily(inside, param.family, node.args[at]), expr);
      return flatMap(walk(meaning.body), (inner) => (inner.kind === 'cases' ? conditionsOf(inner) : [])).map((condition) =>
        condition.kind === 'relation' ? { ...condition, left: applied(condition.left), right: applied(condition.right) } : condition,
      );
    }),
  );
}

const opposites = { '=': '≠', '≠': '=', '<': '≥', '≥': '<', '>': '≤', '≤': '>' } as const;

function conditionsOf({ branches }: Expr & { readonly kind: 'cases' }): readonly Condition[] {
  const said = flatMap(branches, ({ condition }) => condition ?? []).filter(({ kind }) => kind !== 'unread');
  const [only] = said;
  // “Otherwise” beside one condition.
  const other = said.length === 1 && branches.length === 2 && only?.kind !== 'unread' ? only : undefined;
  return other ? [other, { ...other, relation: opposites[other.relation] }] : said;
}

/** A formula with another one for a name without indices. */
function withFamily(expr: Expr, family: FamilyKey, by: Expr | undefined): Expr {
  if (by === undefined) return expr;
  return expr.kind === 'ref' && expr.family === family ? by : withChildren(expr, (part) => withFamily(part, family, by));
}

/** A chain that claims no equality before a step, so that what follows may hold to the same approximation. */
function afterApproximation({ step: { chain, position } }: Difference): Message | undefined {
  const isApproximate = chain.members.slice(1, position).some(({ relation }) => relation !== undefined && loose.has(relation.sign));
  return isApproximate ? message('after-approximation') : undefined;
}

const heldWords = phrase('held');

/** A defined name that words near by may keep fixed, against its formula, and under which the sides agree. */
function nameHeldFixed({ worlds, step, expected, written }: Difference): Message | undefined {
  if (!derives(expected) || !says(heldWords, worlds.meaning.note, step)) return undefined;
  const environment = worlds.environmentOf(step);
  const names = [...mentioned(expected)].filter((family) => environment(family)?.meaning.kind === 'formula').slice(0, mostHeld);
  const held = names.find(
    (family) => worlds.compare(worlds.of(step, { held: [family] }), step, expected, written, step.conditions).kind === 'equal',
  );
  return held === undefined ? undefined : message('held-fixed', { name: partsOfKey(held).base });
}

/**
 * A derivative by the state at one step in time that holds with the state at the next one held: of a loss that nothing defines, what is
 * local to the step may be meant (`\partial L / \partial c_t` of an LSTM).
 */
function withinStep({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  if (expected.of.kind !== 'ref' || !worlds.isOpenLoss(step, expected.of.family)) return undefined;
  const { base, label, arity } = partsOfKey(expected.wrt.family);
  const isTimed = worlds.meaning.vocabulary.unrollings.some(({ place, bases }) => place === 'below' && bases.has(base));
  const next =
    isTimed &&
    familyKey(
      base,
      label.replace(/_(\d+)/, (_, at) => `_${Number(at) + 1}`),
      arity,
    );
  if (!next || worlds.environmentOf(step)(next)?.meaning.kind !== 'formula') return undefined;
  const isLocal = worlds.compare(worlds.of(step, { held: [next] }), step, expected, written, step.conditions).kind === 'equal';
  return isLocal ? message('held-partially', { name: base }) : undefined;
}

const droppedWords = phrase('dropped');

/** The names that stand right in front of some words near a step, or right behind them. */
function basesBeside(words: RegExp, note: ReadNote, { chain }: Step): ReadonlySet<string> {
  const found = new Set<string>();
  for (const sentence of note.sentences) {
    const { text, section, paragraph } = sentence;
    if (section !== chain.section || paragraph < chain.paragraph - 1 || chain.paragraph < paragraph || !words.test(text)) continue;
    for (const { node } of besideWords(note, sentence)) {
      const symbol = symbolOf(node);
      if (symbol) found.add(baseName(symbol));
    }
  }
  return found;
}

/** A name that one side has lost and that words beside it take for zero, if the sides agree where it is. */
function nameDropped(difference: Difference): Message | undefined {
  const { worlds, step, expected, written } = difference;
  const said = basesBeside(droppedWords, worlds.meaning.note, step);
  if (said.size === 0) return undefined;
  const [left, right] = [expected, written].map((side) => worlds.leavesOf(step, side)) as [ReadonlySet<FamilyKey>, ReadonlySet<FamilyKey>];
  const lost = [...left, ...right].filter((family) => left.has(family) !== right.has(family) && said.has(partsOfKey(family).base));
  const dropped = lost.slice(0, mostHeld).find((family) => agreeWhere(family, fixed(0), difference));
  return dropped === undefined ? undefined : message('dropped-name', { name: partsOfKey(dropped).base });
}

/** Whether two sides agree once the values of a name are as words may say. */
function agreeWhere(family: FamilyKey, reshape: Reshape, { worlds, step, expected, written }: Difference): boolean {
  const premise: Premise = {
    id: `said:${family}`,
    tex: '',
    reshape: new Map([[family, reshape]]),
    conditions: [],
    section: 0,
    order: -1,
  };
  return worlds.compare(worlds.of(step, { premises: [premise] }), step, expected, written, step.conditions).kind === 'equal';
}

const maskWords = phrase('mask');

/** The names that words of a note call masks. */
const masksIn = keptFor(
  (note: ReadNote): ReadonlySet<string> =>
    new Set(
      flatMap(note.sentences, (sentence) =>
        maskWords.test(sentence.text) ? flatMap(besideWords(note, sentence), ({ node }) => symbolOf(node) ?? []).map(baseName) : [],
      ),
    ),
);

/** A name that words call a mask somewhere in the note, if the sides agree where it is of zeros and ones. */
function maskOfZeros(difference: Difference): Message | undefined {
  const { worlds, step, expected, written } = difference;
  const called = masksIn(worlds.meaning.note);
  if (called.size === 0) return undefined;
  const leaves = new Set([...worlds.leavesOf(step, expected), ...worlds.leavesOf(step, written)]);
  const masks = [...leaves].filter((family) => called.has(partsOfKey(family).base));
  const mask = masks.slice(0, mostHeld).find((family) => agreeWhere(family, among([0, 1]), difference));
  return mask === undefined ? undefined : message('mask-unsaid', { name: partsOfKey(mask).base });
}

/**
 * What begins with a relation and goes on with a chain from the sentence in front of it: a display may go on with the one above, and in a
 * line of text the words before it may be its other side.
 */
function overProse({ worlds, step: { chain, position } }: Difference): Message | undefined {
  const [before, here] = [chain.members[position - 1], chain.members[position]];
  if (before === undefined || !here?.continues) return undefined;
  const { spans, sentences } = worlds.meaning.note;
  if (spans[before.span]?.kind !== 'inline') return undefined;
  const isInLine = spans[here.span]?.kind === 'inline';
  const isSaid = sentences.some(
    ({ text, spans: count, paragraph }) =>
      before.span < count && count <= here.span && (isInLine || paragraph === chain.paragraph) && /\p{L}{2}/u.test(text),
  );
  return (isInLine ? isSaid : position > 1) ? message('over-prose') : undefined;
}

const sumWords = phrase('sumsToOne');

/** Words in the formula itself that take something for one-hot, or say that it sums to one. */
function saidInFormula({ worlds, step: { chain, position } }: Difference): Message | undefined {
  const tex = worlds.meaning.note.spans[chain.members[position]?.span ?? 0]?.tex ?? '';
  return sumWords.test(tex) ? message('unread-condition') : undefined;
}

const expansionWords = phrase('expansion');

/** A function at a sum (`f(x + h)`), where words near by say that it is expanded. */
function saidExpansion({ worlds, step, expected }: Difference): Message | undefined {
  const isAtSum =
    !derives(expected) &&
    walk(expected).some((node) => (node.kind === 'call' || node.kind === 'apply') && node.args.some(({ kind }) => kind === 'add'));
  return isAtSum && says(expansionWords, worlds.meaning.note, step) ? message('after-approximation') : undefined;
}

/** `8\pi/3 \equiv 2\pi/3` mod `2\pi`: what stands in the formula or right behind it. */
const multiples = /\\(?:p|b)?mod\b|\bmod\b/;

/** A congruence, whose sides may differ by multiples of something. */
function upToMultiples({ worlds, step: { chain, position, sign } }: Difference): Message | undefined {
  if (sign !== '\\equiv') return undefined;
  const { spans, sentences } = worlds.meaning.note;
  const span = chain.members[position]?.span ?? 0;
  const behind = sentences.find((sentence) => sentence.spans === span + 1)?.text ?? '';
  const isSaid = multiples.test(spans[span]?.tex ?? '') || /^\W*(?:mod\b|modulo\b)/i.test(behind);
  return isSaid ? message('up-to-multiples') : undefined;
}
