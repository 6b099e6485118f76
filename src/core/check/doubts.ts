import type { Condition, Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices, isWorkedOut, substitute, walk, withChildren } from '../expr/expr.ts';
import { print, printCondition } from '../expr/print.ts';
import { isUnknownCommand } from '../latex/notations/symbols.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { runs } from '../meaning/scripts.ts';
import { baseName, familyKey, joinLabel, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { alike } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import { type Message, message } from '../text/message.ts';
import { fixed, type Premise, symmetry } from './assumptions.ts';
import { isNumeric, isOfNumbers, isTable, type Step } from './classify.ts';
import { isOpenIn } from './definition.ts';
import { keptFor } from './kept.ts';
import { argumentsAgain, followsEquation, numberAgainstMatrix, posedInWords, setByWords } from './meant-otherwise.ts';
import {
  derives,
  formulasBehind,
  hasIntegral,
  isChange,
  isConstant,
  isSecond,
  isSettled,
  isSpelled,
  labelsIn,
  says,
  standsTwice,
} from './sides.ts';
import { constantOf, isStandard, mentioned, type World } from './world.ts';
import type { Worlds } from './worlds.ts';

/** How many names are tried that words may keep fixed. */
export const mostHeld = 4;
/** How many pieces of functions are tried of which words may speak. */
const mostPieces = 6;
/** How many meanings a name may have had before a step that still says which one it means. */
const mostMeanings = 2;

/** A step whose sides differ in a world, of which it is asked whether that is the author's mistake. */
export interface Difference {
  readonly worlds: Worlds;
  readonly step: Step;
  readonly expected: Expr;
  readonly written: Expr;
  readonly world: World;
}

/** A reason why a difference may not be the author's mistake: what the notes do not say could make the sides equal. */
type Doubt = (difference: Difference) => Message | undefined;
type Derivative = Expr & { readonly kind: 'partial' };
type Ref = Expr & { readonly kind: 'ref' };

/** The doubts that the form of two sides raises, wherever they stand. */
const ofForm: readonly Doubt[] = [unworkedIntegral, numbersOnOneSide, listAgainstOne, numberAgainstMatrix, argumentsAgain];

/** The doubts that words could dispel. In a listing every name is assigned or an input: nothing is said in words. */
const ofWords: readonly Doubt[] = [
  unclearShape,
  constantOfIntegral,
  barsAroundMatrix,
  lostDifferential,
  headWithoutOperand,
  afterApproximation,
  totalDerivative,
  smallChange,
  differentialOrGradient,
  linkedDifferentials,
  nameHeldFixed,
  nameDropped,
  withinStep,
  variantOfVariable,
  unknownName,
  sharedDelta,
  saidMeaning,
  unreadMeaning,
  ambiguousName,
  unknownFunction,
  unknownCommand,
  imaginaryUnit,
  vanishingSquare,
  labelledFunction,
  shadowedIndex,
  overProse,
  endlessSum,
  saidInFormula,
  sizedIdentity,
  orderedByName,
  rowOrColumn,
  saidSymmetry,
  saidOrthonormal,
  saidExpansion,
  memberLikeAnother,
  argumentWithoutUse,
  saidSlope,
  startsAnew,
  letterThatMayRun,
  beyondEnds,
  memberApart,
  partOfAll,
  unwrittenSum,
  solvedLater,
  followsEquation,
  posedInWords,
  setByWords,
  cutOff,
  oneBranch,
  nameTowardsLoss,
  meanOfLosses,
  pathToLoss,
];

/** The first doubt about a difference, in the order of the lists; undefined where it is the author's. */
export function doubtOf(difference: Difference): Message | undefined {
  const { worlds, step } = difference;
  const isListing = worlds.meaning.note.listings.has(step.chain.section);
  for (const doubt of isListing ? ofForm : [...ofForm, ...ofWords]) {
    const why = doubt(difference);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** The first doubt that words could dispel about a derivative whose value a worked example shows. */
export function doubtInWords(difference: Difference): Message | undefined {
  for (const doubt of ofWords) {
    const why = doubt(difference);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** An integral of more than unknown functions, which would have to be worked out. */
function unworkedIntegral({ worlds, step, expected, written }: Difference): Message | undefined {
  return hasIntegral(formulasBehind(worlds, step, expected, written)) ? message('needs-integral') : undefined;
}

/** `\int 2xy\,dx = x^2 y + C(y)`: a constant that an integral brings along, by whose letter the notes call the next one too. */
function constantOfIntegral({ worlds, step, expected, written }: Difference): Message | undefined {
  const constants = constantsIn(worlds.meaning.members);
  if (constants.size === 0) return undefined;
  for (const body of formulasBehind(worlds, step, expected, written))
    for (const family of mentioned(body)) {
      const name = partsOfKey(family).base;
      if (constants.has(name)) return message('integral-constant', { name });
    }
  return undefined;
}

/** The letters of constants, by convention, that are added to what an integral is said to be. */
const constantsIn = keptFor((members: readonly (readonly Expr[])[]): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const chain of members) {
    const integrals = chain.filter((member) => hasIntegral([member]));
    if (integrals.length === 0) continue;
    const inside = new Set(flatMap(integrals, (integral) => [...mentioned(integral)]));
    for (const member of chain)
      for (const term of member.kind === 'add' && !integrals.includes(member) ? member.terms : []) {
        const name = term.kind === 'ref' ? term.family : term.kind === 'call' ? term.fn : undefined;
        if (name !== undefined && !inside.has(name) && /^[CcKk]\^/.test(name)) found.add(partsOfKey(name).base);
      }
  }
  return found;
});

/** Numbers that are set equal to a formula, which has other values elsewhere. */
function numbersOnOneSide({ worlds, step, expected, written }: Difference): Message | undefined {
  const isOfNumbersOnly = isNumeric(written) || isOfNumbers(written) || isTable(step.chain.members[step.position]?.node);
  if (isNumeric(expected) === isOfNumbersOnly || isConstant(worlds, step, expected, isSpelled(written))) return undefined;
  return message('needs-values');
}

/** A list that is set equal to a single value, so that one of them is misread. */
function listAgainstOne({ expected, written }: Difference): Message | undefined {
  const isOdd = (list: Expr, other: Expr): boolean =>
    list.kind === 'list' && list.index.kind === 'index' && !freeIndices(other).has(list.index.id) && !isNumeric(other);
  return isOdd(expected, written) || isOdd(written, expected) ? message('shapes-differ') : undefined;
}

/** Vectors and matrices that may be read otherwise. */
function unclearShape({ worlds, step, expected, written }: Difference): Message | undefined {
  const { lowered } = worlds.meaning;
  if (lowered === undefined) return undefined;
  const isWhole = [expected, written].some((side) => lowered.whole.has(side));
  const sides = new Set([expected, written]);
  for (const body of formulasBehind(worlds, step, expected, written)) {
    if (lowered.strained.has(body) || lowered.reduced.has(body)) return message('strained-reading');
    // `f_i(x)` of a whole vector may be a number, or go entry by entry.
    const member = isWhole && walk(body).find((node) => node.kind === 'call' && node.slots.length > 0 && isOpen(worlds, step, node.fn));
    if (member && member.kind === 'call') return message('unclear-shape', { name: partsOfKey(member.fn).base });
    const parameters = sides.has(body) ? none : parametersOf(worlds, body);
    for (const family of mentioned(body))
      if (lowered.unclear.has(family) && !parameters.has(family) && !isOnlyAdded(family, body, partialsIn(expected, written)))
        return message('unclear-shape', { name: partsOfKey(family).base });
  }
  return undefined;
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

/** `|A|` of a whole matrix, read entry by entry: its determinant may be meant. */
function barsAroundMatrix({ expected, written }: Difference): Message | undefined {
  for (const node of flatMap([expected, written], (side) => walk(side))) {
    const [of] = node.kind === 'apply' && node.fn === 'abs' ? node.args : [];
    if (of?.kind === 'ref' && of.slots.length === 2) return message('unclear-shape', { name: partsOfKey(of.family).base });
  }
  return undefined;
}

/** `\frac{y}{w} = 2 w` beside `y = w^2`: quotients of names that would agree as derivatives, and may have lost their signs. */
function lostDifferential({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const quotients = flatMap([expected, written], (side) => walk(side)).filter(isOfNames);
  if (quotients.length === 0) return undefined;
  const [left, right] = [expected, written].map((side) => quotients.reduce<Expr>(asDerivative, side)) as [Expr, Expr];
  // Nobody writes a derivative equal to itself.
  if (print(left, worlds.letters) === print(right, worlds.letters)) return undefined;
  const isEqual = worlds.compare(world, step, left, right, step.conditions).kind === 'equal';
  return isEqual ? message('lost-differential') : undefined;
}

type Quotient = Expr & { readonly kind: 'divide' };

function isOfNames(node: Expr): node is Quotient {
  return node.kind === 'divide' && node.numerator.kind === 'ref' && node.denominator.kind === 'ref';
}

function asDerivative(whole: Expr, quotient: Quotient): Expr {
  const { numerator: of, denominator: wrt, at } = quotient;
  return substitute(whole, quotient, { kind: 'partial', of, wrt, ...(at ? { at } : {}) });
}

/** `\frac{\partial}{\partial a} = L = …`: what the operator at the head is applied to stands behind the sign. */
function headWithoutOperand({ worlds, step }: Difference): Message | undefined {
  const head = worlds.meaning.members[step.chain.id]?.[0];
  return head?.kind === 'hole' && head.message.id === 'unread-operand' ? head.message : undefined;
}

const loose: ReadonlySet<string> = new Set(['\\approx', '\\sim', '\\simeq', '\\propto', '\\to', '\\mapsto', '\\leftrightarrow']);

const branchWords = phrase('branch');
const sentenceEnd = /[.!?](?=\s)|[。！？]/;

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

/** A chain with both `d` and `\partial`, which may tell total from partial derivatives. */
function totalDerivative({ worlds, step: { chain } }: Difference): Message | undefined {
  const tex = chain.members.map((_, at) => worlds.texOf(chain, at)).join(' ');
  const isTotal =
    /\\partial|∂/.test(tex) && /\\[dc]?frac\s*\{\s*(?:\\(?:mathrm|text|rm)\s*\{?\s*)?d\b|\\[dc]?frac\s*\{\s*d\s*[A-Za-z\\]/.test(tex);
  return isTotal ? message('total-derivative') : undefined;
}

/** A change of a name, which may be meant as small. */
function smallChange({ worlds, step, expected, written }: Difference): Message | undefined {
  // `\delta f = \dots`, of which nothing says what the letter in front of the name means
  const [mark, of, ...more] = expected.kind === 'multiply' ? expected.factors : [];
  const isMarked = mark?.kind === 'ref' && /^\\delta\^/.test(mark.family) && worlds.environmentOf(step)(mark.family) === undefined;
  if (isMarked && of?.kind === 'ref' && more.length === 0) return message('small-change', { name: print(expected, worlds.letters) });
  const change = flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)]).find(isChange);
  return change === undefined ? undefined : message('small-change', { name: partsOfKey(change).base });
}

/** `da = (1 - a^2)\,dz` where `dz = \partial L / \partial z` and `a = \tanh z`: names of gradients, which would be right as differentials. */
function differentialOrGradient({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const isName = expected.kind === 'partial' && !/\\partial|∂|\\nabla|frac/.test(worlds.texOf(step.chain, 0));
  if (!isName || expected.wrt.kind !== 'ref') return undefined;
  const isRead = walk(written).some((node) => {
    if (node.kind !== 'partial' || node.wrt.kind !== 'ref') return false;
    const slope: Expr = { kind: 'partial', of: expected.wrt, wrt: node.wrt };
    const factor = substitute(written, node, { kind: 'number', value: 1, decimals: 0 });
    return worlds.compare(world, step, slope, factor, step.conditions).kind === 'equal';
  });
  return isRead ? message('small-change', { name: partsOfKey(expected.wrt.family).base }) : undefined;
}

/** Differentials of variables of which one depends on the other. */
function linkedDifferentials({ worlds, step, expected, written }: Difference): Message | undefined {
  const moving = flatMap([...new Set(flatMap([expected, written], (side) => [...mentioned(side)]))], variableOfDifferential);
  const linked = moving.find((one) => moving.some((two) => one.family !== two.family && areLinked(worlds, step, one, two)));
  return linked && message('loose-ends', { name: partsOfKey(linked.family).base });
}

/** The variable whose differential a name is. */
function variableOfDifferential(family: FamilyKey): readonly Ref[] {
  const { base, label, arity } = partsOfKey(family);
  const of = /^d\((.+)\)$/.exec(base)?.[1];
  return of === undefined ? [] : [{ kind: 'ref', family: familyKey(of, label, arity), slots: [] }];
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

/** `\hat\theta` beside a derivative by `\theta`, which words may make of it (“without the first entry”). */
function variantOfVariable({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  const { base } = partsOfKey(expected.wrt.family);
  const leaves = worlds.leavesOf(step, expected);
  const variant = [...mentioned(written)].find(
    (family) => leaves.has(family) && parameter.test(base) && /^(?:hat|tilde|bar)\((.+)\)$/.exec(partsOfKey(family).base)?.[1] === base,
  );
  return variant === undefined ? undefined : message('loose-ends', { name: partsOfKey(variant).base });
}

/** Letters of parameters; a hat on another one tells what is predicted from what is given. */
const parameter = /^(?:[UVWvw]|\\[Tt]heta|\\beta|\\phi)$/;

const droppedWords = phrase('dropped');

/** The names that stand right in front of some words near a step, or right behind them. */
function basesBeside(words: RegExp, { sentences, loose }: ReadNote, { chain }: Step): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { text, section, paragraph, spans } of sentences) {
    if (section !== chain.section || paragraph < chain.paragraph - 1 || chain.paragraph < paragraph || !words.test(text)) continue;
    for (const { node, span } of loose) {
      const symbol = span === spans - 1 || span === spans ? symbolOf(node) : undefined;
      if (symbol) found.add(baseName(symbol));
    }
  }
  return found;
}

/** A name that one side has lost and that words beside it take for zero, if the sides agree where it is. */
function nameDropped({ worlds, step, expected, written }: Difference): Message | undefined {
  const said = basesBeside(droppedWords, worlds.meaning.note, step);
  if (said.size === 0) return undefined;
  const [left, right] = [expected, written].map((side) => worlds.leavesOf(step, side)) as [ReadonlySet<FamilyKey>, ReadonlySet<FamilyKey>];
  const lost = [...left, ...right].filter((family) => left.has(family) !== right.has(family) && said.has(partsOfKey(family).base));
  const dropped = lost.slice(0, mostHeld).find((family) => {
    const premise: Premise = {
      id: `dropped:${family}`,
      tex: '',
      reshape: new Map([[family, fixed(0)]]),
      conditions: [],
      section: 0,
      order: -1,
    };
    return worlds.compare(worlds.of(step, { premises: [premise] }), step, expected, written, step.conditions).kind === 'equal';
  });
  return dropped === undefined ? undefined : message('dropped-name', { name: partsOfKey(dropped).base });
}

/**
 * A name that the author may have brought in by words: one in the right side that nothing before it in the chain depends on,
 * or, where no derivative is taken, one that the right side has lost.
 */
function unknownName({ worlds, step, expected, written }: Difference): Message | undefined {
  const name = nameFromWords(worlds, step, expected, written);
  return name === undefined ? undefined : message('unknown-symbol', { name });
}

function isNameOfDerivative(worlds: Worlds, step: Step, side: Expr): boolean {
  const meaning = side.kind === 'ref' ? worlds.environmentOf(step)(side.family)?.meaning : undefined;
  return meaning?.kind === 'formula' && derives(meaning.body);
}

function nameFromWords(worlds: Worlds, step: Step, expected: Expr, written: Expr): string | undefined {
  const members = worlds.meaning.members[step.chain.id] ?? [];
  const before = members.slice(0, step.position);
  const sides = [expected, ...before];
  const isBare =
    ![expected, written].some(isSpelled) &&
    ![...sides, written].some(derives) &&
    ![expected, written].some((side) => worlds.bodiesBehind(step, side).length > 0);
  const isSolved = isBare && members.slice(step.position + 1).some((member) => constantOf(member) !== undefined);
  if (isSolved) return membersOf(written)[0];
  const isPair = members.length === 2 && ![expected, written].some((side) => isSpelled(side) || derives(side));
  const [left, other] = isBare || isPair ? [membersOf(expected), membersOf(written)] : [[], []];
  const [fresh, gone] = [other.find((member) => !left.includes(member)), left.find((member) => !other.includes(member))];
  if (isBare && (fresh ?? gone) !== undefined) return fresh ?? gone;
  if (isPair) {
    // `m_1 v_1 = m_2 v_2` of names that nothing defines is an equation, and no rewriting.
    const isInput = ({ family, slots }: Ref): boolean =>
      slots.every(({ kind }) => kind === 'value') && worlds.environmentOf(step)(family) === undefined;
    const [ins, outs] = [membersOf(expected, isInput), membersOf(written, isInput)];
    const odd = outs.find((member) => !left.includes(member));
    if (odd !== undefined && ins.some((member) => !other.includes(member))) return odd;
  }
  const right = new Set(worlds.leavesOf(step, written));
  // What both sides differentiate, and only that, is the same on both.
  const kept = onlyDifferentiated(worlds, step, [written, ...worlds.bodiesBehind(step, written)]);
  for (const family of kept) if (sides.some((side) => differentiates(side, { kind: 'ref', family, slots: [] }))) right.delete(family);
  const news = newIn(right, worlds, step, sides);
  // A derivative may well have lost a name, and so may a name for one.
  const isDerived = sides.some((side) => derives(side) || isNameOfDerivative(worlds, step, side));
  const lost = isDerived ? [] : [...worlds.leavesOf(step, expected)].filter((family) => !right.has(family));
  // A loss of which only derivatives are known may be a mean, so that a size is a factor of it.
  const unknown = [...news, ...lost].find((family) => kept.length > 0 || worlds.meaning.axes.valueOfSize(family) === undefined);
  if (unknown !== undefined) return partsOfKey(unknown).base;
  // What is differentiated by varies on its own.
  const varied = new Set(
    flatMap(sides, (side) => flatMap(walk(side), (node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : []))),
  );
  const mayDepend = (family: FamilyKey): boolean =>
    isVague(family) &&
    !varied.has(family) &&
    !worlds.meaning.vocabulary.varied.has(partsOfKey(family).base) &&
    worlds.meaning.axes.valueOfSize(family) === undefined;
  const dependent = [written, expected].some((side) => [...worlds.leavesOf(step, side)].some(mayDepend));
  // What stands on both sides alike is the same there, whatever it depends on.
  const apart = dependent ? [withoutShared(written, expected, worlds), withoutShared(expected, written, worlds)] : [];
  const vague =
    flatMap(apart, (terms) => flatMap(terms, (term) => [...worlds.leavesOf(step, term)])).find(mayDepend) ??
    [expected, written].map((side) => slopeIn(side, sides)).find(Boolean);
  return vague && partsOfKey(vague).base;
}

/** Those of some families that nothing in the formulas before depends on; another step of an input is one of the same inputs. */
function newIn(families: ReadonlySet<FamilyKey>, worlds: Worlds, step: Step, sides: readonly Expr[]): readonly FamilyKey[] {
  const inGeneral = (family: FamilyKey): FamilyKey => alike(family, worlds.meaning.vocabulary);
  const without = (some: readonly FamilyKey[], known: Iterable<FamilyKey>): readonly FamilyKey[] => {
    const steps = new Set([...known].map(inGeneral));
    return some.filter((family) => !steps.has(inGeneral(family)));
  };
  const known = new Set(flatMap(sides, (side) => [...worlds.leavesOf(step, side)]));
  for (const family of onlyDifferentiated(worlds, step, sides)) known.delete(family);
  const unknown = [...families].filter((family) => !known.has(family));
  if (unknown.length === 0) return unknown;
  const news = without(unknown, known);
  return news.length === 0 ? news : without(news, onTheWay(worlds, step, sides));
}

/** The terms of a side that the other does not have as well. */
function withoutShared(side: Expr, other: Expr, { letters }: Worlds): readonly Expr[] {
  const [terms, others] = [side, other].map((each) => (each.kind === 'add' ? each.terms : [each])) as [readonly Expr[], readonly Expr[]];
  const known = new Set(others.map((term) => print(term, letters)));
  return terms.filter((term) => !known.has(print(term, letters)));
}

/** The undefined names in what leads from the names by which some formulas differentiate to a loss that nothing defines. */
function onTheWay(worlds: Worlds, step: Step, sides: readonly Expr[]): ReadonlySet<FamilyKey> {
  const environment = worlds.environmentOf(step);
  const derivatives = flatMap([...sides, ...flatMap(sides, (side) => worlds.bodiesBehind(step, side))], (side) =>
    walk(side).filter((node) => node.kind === 'partial' && node.of.kind === 'ref' && environment(node.of.family) === undefined),
  );
  const found = new Set<FamilyKey>();
  if (derivatives.length === 0) return found;
  const starts = new Set(flatMap(derivatives, (node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : [])));
  for (const family of worlds.meaning.definitions.keys()) {
    const meaning = environment(family)?.meaning;
    if (meaning?.kind !== 'formula') continue;
    const bodies = [meaning.body, ...worlds.bodiesBehind(step, meaning.body)];
    if (bodies.some(derives)) continue;
    if (bodies.some((body) => [...mentioned(body)].some((other) => starts.has(other))))
      for (const leaf of worlds.leavesOf(step, meaning.body)) found.add(leaf);
  }
  return found;
}

/** Undefined names that some formulas have only as what is differentiated, which says nothing of what they are. */
function onlyDifferentiated(worlds: Worlds, step: Step, sides: readonly Expr[]): readonly FamilyKey[] {
  const environment = worlds.environmentOf(step);
  const nodes = flatMap(sides, (side) => walk(side));
  const differentiated = new Set(flatMap(nodes, (node) => (node.kind === 'partial' && node.of.kind === 'ref' ? [node.of] : [])));
  if (differentiated.size === 0) return [];
  const elsewhere = new Set(flatMap(nodes, (node) => (node.kind === 'ref' && !differentiated.has(node) ? [node.family] : [])));
  return [...differentiated].map((node) => node.family).filter((family) => environment(family) === undefined && !elsewhere.has(family));
}

/** The members that a formula is made of, as text; those that a sum runs over by their family. */
function membersOf(expr: Expr, counts: (member: Ref) => boolean = () => true): readonly string[] {
  const bound = new Set(flatMap(walk(expr), (node) => (node.kind === 'reduce' ? [node.index] : [])));
  return flatMap(walk(expr), (node) =>
    node.kind === 'ref' && counts(node) ? [print(node, (id) => (bound.has(id) ? '*' : String(id)))] : [],
  );
}

/** A name with what its chain differentiates by as its index: `f_{x_i}` for the derivative. */
function slopeIn(side: Expr, chain: readonly Expr[]): FamilyKey | undefined {
  const isBy = (node: Expr, family: FamilyKey): boolean => node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family === family;
  for (const node of walk(side)) {
    const by =
      node.kind === 'ref' ? flatMap(node.slots, (term) => (term.kind === 'by' && term.of.kind === 'ref' ? [term.of.family] : [])) : [];
    if (node.kind === 'ref' && by.some((family) => chain.some((member) => walk(member).some((inner) => isBy(inner, family)))))
      return node.family;
  }
  return undefined;
}

/** Whether an undefined name is what notes call a mean, which depends on what it is the mean of, or the letter of an operator. */
function isVague(family: FamilyKey): boolean {
  const { base } = partsOfKey(family);
  return base === 'D' || base === '\\mu' || base.startsWith('bar(') || base.startsWith('overline(');
}

/** The Kronecker delta, where the notes call something else by its letter too. */
function sharedDelta({ worlds, expected, written }: Difference): Message | undefined {
  const { isDeltaShared, unrollings } = worlds.meaning.vocabulary;
  // The error of a step in time carries its number, which no Kronecker delta does.
  if (!isDeltaShared || unrollings.some(({ place, bases }) => place === 'below' && bases.has('\\delta'))) return undefined;
  const isWritten = (node: Expr): boolean => node.kind === 'delta' && node.left.kind === 'index' && worlds.letters(node.left.id) !== '';
  const isDelta = [expected, written].some((side) => walk(side).some(isWritten));
  return isDelta ? message('unknown-symbol', { name: '\\delta' }) : undefined;
}

/** A name that the notes define only behind the step or elsewhere, and of which the step itself says what it is: `dy/dx = d(x^2)/dx`. */
function saidMeaning({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.of.kind !== 'ref' || written.kind !== 'partial' || written.of.kind === 'ref')
    return undefined;
  const inForce = worlds.environmentOf(step)(expected.of.family);
  return inForce === undefined || isSettled(inForce, step) ? undefined : unreadMeaningOf(expected.of.family);
}

/** A name of which the notes give another meaning, before the step, that was not understood. */
function unreadMeaning({ worlds, step, expected, written }: Difference): Message | undefined {
  const behind = new Set(flatMap(formulasBehind(worlds, step, expected, written), (body) => [...mentioned(body)]));
  const found = worlds.meaning.unread.find(
    ({ family, order, section = step.chain.section }) => order < step.order && section === step.chain.section && behind.has(family),
  );
  return found && unreadMeaningOf(found.family);
}

/** A name behind a step that the notes define more than once, and not in this section before it. */
function ambiguousName({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  if (step.definition !== undefined) return undefined;
  const before = (worlds.meaning.members[step.chain.id] ?? []).slice(0, step.position);
  const bare =
    ![expected, written].some(derives) &&
    !before.some((member) => member.kind === 'partial' || (member.kind === 'call' && member.order > 0));
  for (const body of formulasBehind(worlds, step, expected, written)) {
    for (const family of mentioned(body)) {
      const inForce = environment(family);
      if (inForce?.isConditional) return unreadMeaningOf(family);
      if (inForce === undefined || isSettled(inForce, step)) continue;
      const isElsewhere = bare && !isOpenIn(worlds.meaning.note.sections, inForce.section, step.chain.section);
      const known = worlds.meaning.definitions.get(family) ?? [];
      if (isElsewhere || mostMeanings < known.filter((other) => other.order < step.order).length) return unreadMeaningOf(family);
    }
  }
  return undefined;
}

function unreadMeaningOf(family: FamilyKey): Message {
  return message('unread-meaning', { name: partsOfKey(family).base });
}

/** Functions that the notes never fix, of which one side has others, or whose derivatives or values at other arguments may be said in words. */
function unknownFunction({ worlds, step, expected, written }: Difference): Message | undefined {
  const functions = unknownFunctions(worlds, step, expected);
  const isOther = functions !== unknownFunctions(worlds, step, written) && !isRule(worlds, step, expected, written);
  if (isOther) return message('unknown-function');
  const isSaid =
    functions !== '' &&
    !derives(written) &&
    !isCoefficient(worlds, step, expected, written) &&
    (derives(expected) || callsIn(worlds, step, expected) !== callsIn(worlds, step, written));
  return isSaid ? message('unknown-function') : undefined;
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
  return odd === undefined ? undefined : message('unknown-symbol', { name: partsOfKey(odd).base });
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

/** A derivative by a member whose index the other side sums over by the same letter: `\frac{\partial J}{\partial w_i} = \sum_i …` of all of them. */
function shadowedIndex({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const isSummed = (one: Expr, other: Expr): boolean =>
    [...freeIndices(one)].some((index) => {
      const letter = worlds.letters(index);
      const isBound = walk(other).some((node) => node.kind === 'reduce' && node.op === 'sum' && worlds.letters(node.index) === letter);
      if (letter === '' || !isBound || freeIndices(other).has(index)) return false;
      if (!partialsIn(one).some(({ wrt }) => wrt.kind === 'ref' && freeIndices(wrt).has(index))) return false;
      const all: Expr = { kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body: one };
      return worlds.compare(world, step, all, other, step.conditions).kind === 'equal';
    });
  return isSummed(expected, written) || isSummed(written, expected) ? message('unbound-index') : undefined;
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
      before.span < count && count <= here.span && paragraph === chain.paragraph && /\p{L}{2}/u.test(text),
  );
  return (isInLine ? isSaid : position > 1) ? message('over-prose') : undefined;
}

const endless = /\\(?:sum|prod)\s*(?:\\limits\s*)?(?:_\s*(?:\{[^{}]{0,60}\}|\w)\s*)?\^\s*\{?\s*\+?\s*(?:\\infty|∞)/;

/** A sum or product without end, of which only the first terms are tried. */
function endlessSum({ worlds, step: { chain, position } }: Difference): Message | undefined {
  const isEndless = [position - 1, position].some((at) => endless.test(worlds.texOf(chain, at)));
  return isEndless ? message('unread-infinity') : undefined;
}

const beyondWords = phrase('beyondEnds');

/** A subscript that is worked out, `x_{i+k}`, may lie beyond the ends of a sequence, where it is read as zero: what is said of other values there, or of the middle alone, cannot be judged. */
function beyondEnds({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const { note, steps, axes } = worlds.meaning;
  const nodes = flatMap(formulasBehind(worlds, step, expected, written), walk);
  if (!nodes.some((node) => node.kind === 'ref' && node.slots.some(isWorkedOut))) return undefined;
  const why = message('beyond-ends');
  // Which member is the first is not said.
  const isNumbered = (node: Expr): boolean =>
    node.kind === 'ref' && node.slots.some((slot, at) => slot.kind === 'value' && axes.ofSlot(node.family, at).isStartGuessed);
  if ([expected, written].some((side) => walk(side).some(isNumbered))) return why;
  if (note.sentences.some(({ text }) => beyondWords.test(text)) || steps.some(goesOn)) return why;
  for (const id of new Set([...freeIndices(expected), ...freeIndices(written)])) {
    const { start, size } = axes.ofIndex(id);
    const middle = [Math.floor, Math.ceil].map((round) => start + round((size - 1) / 2));
    const holds = (value: number): boolean => {
      const [left, right] = [
        { kind: 'index', id, shift: 0 },
        { kind: 'value', value },
      ] as const;
      const here = [...step.conditions, { kind: 'index-relation', relation: '=', left, right } as const];
      return worlds.compare(world, step, expected, written, here).kind === 'equal';
    };
    if (size > 2 && middle.every(holds)) return why;
  }
  return undefined;
}

/** `x_{i+N} = x_i`: how a sequence goes on. */
function goesOn({ lhs, rhs }: Step): boolean {
  const isBeyond = (side: Expr): boolean => side.kind === 'ref' && side.slots.some(isWorkedOut);
  return lhs.kind === 'ref' && rhs.kind === 'ref' && lhs.family === rhs.family && (isBeyond(lhs) || isBeyond(rhs));
}

const sumWords = phrase('sumsToOne');

/** Words in the formula itself that take something for one-hot, or say that it sums to one. */
function saidInFormula({ worlds, step: { chain, position } }: Difference): Message | undefined {
  const tex = worlds.meaning.note.spans[chain.members[position]?.span ?? 0]?.tex ?? '';
  return sumWords.test(tex) ? message('unread-condition') : undefined;
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

/** Whether neither the notes nor its name say what a function is. */
function isOpen(worlds: Worlds, step: Step, fn: FamilyKey): boolean {
  return worlds.environmentOf(step)(fn) === undefined && !isStandard(fn);
}

/** The functions that a formula applies and that the notes never fix, with the order of their derivatives. */
function unknownFunctions(worlds: Worlds, step: Step, expr: Expr): string {
  return openCalls(worlds, step, expr, ({ fn, order }) => `${fn}${order}`);
}

/** The same functions with what they are applied to. */
function callsIn(worlds: Worlds, step: Step, expr: Expr): string {
  return openCalls(worlds, step, expr, (call) => print(call, () => '*'));
}

function openCalls(worlds: Worlds, step: Step, expr: Expr, nameOf: (call: Expr & { readonly kind: 'call' }) => string): string {
  const calls = flatMap([expr, ...worlds.bodiesBehind(step, expr)], (body) =>
    flatMap(walk(body), (node) => (node.kind === 'call' && isOpen(worlds, step, node.fn) ? [nameOf(node)] : [])),
  );
  return [...new Set(calls)].sort().join();
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

const expansionWords = phrase('expansion');

/** A function at a sum (`f(x + h)`), where words near by say that it is expanded. */
function saidExpansion({ worlds, step, expected }: Difference): Message | undefined {
  const isAtSum =
    !derives(expected) &&
    walk(expected).some((node) => (node.kind === 'call' || node.kind === 'apply') && node.args.some(({ kind }) => kind === 'add'));
  return isAtSum && says(expansionWords, worlds.meaning.note, step) ? message('after-approximation') : undefined;
}

/** A named member (`s_1`) of a family whose formula does not depend on which member it is, so that it may be that of another one. */
function memberLikeAnother({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  const found = [expected, written].find((side) => {
    const definition = side.kind === 'ref' ? environment(side.family) : undefined;
    if (side.kind !== 'ref' || definition?.meaning.kind !== 'formula') return false;
    const free = freeIndices(definition.meaning.body);
    return side.slots.some((term, at) => term.kind === 'value' && !free.has(definition.head[at] as IndexId));
  });
  return found?.kind === 'ref' ? unreadMeaningOf(found.family) : undefined;
}

/** A function whose formula does not name its parameter (`P(A) = p(a_1) p(a_2)`), at another argument: it may be another function there. */
function argumentWithoutUse({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  for (const node of flatMap(formulasBehind(worlds, step, expected, written), (body) => walk(body))) {
    if (node.kind !== 'call') continue;
    const definition = environment(node.fn);
    if (definition?.meaning.kind !== 'formula') continue;
    const used = mentioned(definition.meaning.body);
    const isOther = (arg: Expr | undefined, family: FamilyKey): boolean => {
      const name = arg?.kind === 'array' ? arg.body : arg;
      return name !== undefined && !(name.kind === 'ref' && name.family === family);
    };
    if (definition.params?.some(({ family }, at) => !used.has(family) && isOther(node.args[at], family))) return unreadMeaningOf(node.fn);
  }
  return undefined;
}

/** A name of which the notes say by its prime that its slope is a function, `\Phi' = \phi`: it is a function itself, and not read as one. */
function saidSlope({ worlds, step, expected, written }: Difference): Message | undefined {
  const { definitions } = worlds.meaning;
  const isFunction = (base: string): boolean =>
    [...definitions.values()].some((known) => known.some(({ family, params }) => params !== undefined && partsOfKey(family).base === base));
  const leaves = flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)]);
  const found = leaves.find((family) => {
    const { base, label, arity } = partsOfKey(family);
    const meaning = definitions.get(familyKey(base, joinLabel(label, "'"), arity))?.[0]?.meaning;
    return meaning?.kind === 'formula' && meaning.body.kind === 'ref' && isFunction(partsOfKey(meaning.body.family).base);
  });
  return found === undefined ? undefined : message('unknown-function');
}

/** Another value for the first member of a family, `d^0 = -g` behind `d^0 = g`: where a recurrence starts may be chosen anew. */
function startsAnew({ step: { lhs, role } }: Difference): Message | undefined {
  if (role !== 'restatement' || lhs.kind !== 'ref') return undefined;
  const isFirst = /(?:^|,)_?0$/.test(partsOfKey(lhs.family).label) || lhs.slots.some((term) => term.kind === 'value' && term.value === 0);
  return isFirst ? unreadMeaningOf(lhs.family) : undefined;
}

/** A letter by which indices are called, which may run though it stands free. */
function letterThatMayRun({ worlds, step, expected, written }: Difference): Message | undefined {
  const bodies = flatMap([expected, written], (side) => worlds.bodiesBehind(step, side));
  const sides = flatMap([expected, written], (side) => walk(side));
  const running = new Set(flatMap(sides, (node) => (node.kind === 'reduce' ? [`_${worlds.letters(node.index)}`] : [])));
  if (sides.some((node) => node.kind === 'ref' && running.has(partsOfKey(node.family).label))) return message('unbound-index');
  const { summed } = worlds.meaning.vocabulary;
  const isLoose = labelsIn(worlds, step, expected, written).some((family) => {
    const { base } = partsOfKey(family);
    return summed.has(base) || (runs(base) && bodies.some((body) => mentioned(body).has(family)));
  });
  return isLoose ? message('index-may-run') : undefined;
}

/**
 * A sum that a note which writes none at all may mean by an index that stands twice in a product, or on one side only. What a derivative
 * on the left has of indices is given, and none of them is summed over.
 */
function unwrittenSum({ worlds, expected, written }: Difference): Message | undefined {
  if (worlds.meaning.vocabulary.summed.size > 0) return undefined;
  const left = freeIndices(expected);
  const right = freeIndices(written);
  const named = [...left, ...right].filter((id) => worlds.letters(id) !== '');
  const isGiven = (id: IndexId): boolean => expected.kind === 'partial' && !standsTwice(expected, id) && left.has(id) && right.has(id);
  const isMeant = named.some(
    (id) => left.has(id) !== right.has(id) || (!isGiven(id) && (standsTwice(expected, id) || standsTwice(written, id))),
  );
  return isMeant ? message('index-may-run') : undefined;
}

/** `\log\sigma(u_o^\top v) + \sum_k \log\sigma(-u_k^\top v)`: a member that a letter selects, which the sum beside it may not run over. */
function memberApart({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.of.kind !== 'ref') return undefined;
  const { family } = expected.of;
  const definition = worlds.environmentOf(step)(family);
  if (definition?.meaning.kind !== 'formula') return undefined;
  const { body } = definition.meaning;
  const apart = withMembersApart(body);
  if (apart === body) return undefined;
  const rival = { family, definition: { ...definition, id: -200_000 - definition.id, meaning: { kind: 'formula', body: apart } as const } };
  const comparison = worlds.compare(worlds.of(step, { rival }), step, expected, written, step.conditions);
  return comparison.kind === 'equal' ? message('member-apart', { name: partsOfKey(family).base }) : undefined;
}

/** `\sum_{i \in C}`: a set that may be all there is, though the notes sum over something else elsewhere, if the sides agree where it is. */
function partOfAll({ worlds, step, expected, written }: Difference): Message | undefined {
  const bodies = formulasBehind(worlds, step, expected, written);
  const sets = new Set(flatMap(bodies, (body) => [...mentioned(body)].filter((family) => family.startsWith('set('))));
  if (sets.size === 0) return undefined;
  const reshape = new Map([...sets].map((family) => [family, fixed(1)] as const));
  const premise: Premise = { id: 'all', tex: '', reshape, conditions: [], section: 0, order: -1 };
  const comparison = worlds.compare(worlds.of(step, { premises: [premise] }), step, expected, written, step.conditions);
  const [name = ''] = [...sets].map((family) => partsOfKey(family).base.slice('set('.length, -1));
  return comparison.kind === 'equal' ? message('part-or-all', { name }) : undefined;
}

/** A formula whose sums leave out the members that letters in it select. */
function withMembersApart(body: Expr): Expr {
  const selected = walk(body).filter((node): node is Ref => node.kind === 'ref' && node.slots.some(({ kind }) => kind === 'by'));
  return walk(body).reduce<Expr>((whole, sum) => {
    if (sum.kind !== 'reduce' || sum.op !== 'sum') return whole;
    const inside = walk(sum.body);
    const conditions = flatMap(selected, ({ family, slots }) =>
      flatMap(slots, (right, at): readonly Condition[] => {
        const isRunning = inside.some((node) => {
          const term = node.kind === 'ref' && node.family === family ? node.slots[at] : undefined;
          return term?.kind === 'index' && term.id === sum.index;
        });
        if (right.kind !== 'by' || !isRunning) return [];
        return [{ kind: 'index-relation', relation: '≠', left: { kind: 'index', id: sum.index, shift: 0 }, right }];
      }),
    );
    return conditions.length === 0 ? whole : substitute(whole, sum, { ...sum, conditions: [...sum.conditions, ...conditions] });
  }, body);
}

/** A name that is differentiated by and that only a later step sets equal to something: a solution, through which nothing leads before. */
function solvedLater({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  for (const node of partialsIn(expected, written)) {
    if (node.wrt.kind !== 'ref') continue;
    const definition = environment(node.wrt.family);
    if (definition?.meaning.kind !== 'formula' || definition.order <= step.order) continue;
    const world = worlds.of(step, { held: [node.wrt.family] });
    worlds.compare(world, step, expected, written, step.conditions);
    if (world.isIndependent(node)) return message('no-path', { name: print(node.wrt, worlds.letters) });
  }
  return undefined;
}

/** A derivative that vanishes since no definition leads to what it is taken by, or that leads along a recurrence. */
function cutOff({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const cut = partialsIn(expected, written).find(
    (node) => (world.isIndependent(node) && !isSecond(node) && !isReversed(worlds, step, node)) || isAlongRecurrence(node),
  );
  return cut && message('no-path', { name: print(cut.wrt, worlds.letters) });
}

/** Whether what is differentiated by is made of what is differentiated, so that nothing can lead the other way. */
function isReversed(worlds: Worlds, step: Step, { of, wrt }: Derivative): boolean {
  if (of.kind !== 'ref' || wrt.kind !== 'ref') return false;
  return worlds
    .bodiesBehind(step, wrt)
    .some((body) => mentioned(body).has(of.family) && !derives(body) && !mentioned(body).has(wrt.family));
}

/** Whether a derivative leads from one member of a family to another by steps that no definition writes. */
function isAlongRecurrence({ of, wrt }: Derivative): boolean {
  const shifted = [of, wrt].some((side) =>
    walk(side).some((node) => node.kind === 'ref' && node.slots.some((term) => term.kind === 'index' && term.shift !== 0)),
  );
  return shifted || (of.kind === 'ref' && wrt.kind === 'ref' && of.family === wrt.family);
}

/** A loss that nothing defines, behind what is differentiated, where a side differentiates it no more. */
function nameTowardsLoss({ worlds, step, expected, written }: Difference): Message | undefined {
  for (const { of } of partialsIn(expected, written))
    for (const body of worlds.bodiesBehind(step, of))
      for (const family of mentioned(body)) {
        if (!worlds.isOpenLoss(step, family)) continue;
        const isKept = [expected, written].every((side) => differentiates(side, { kind: 'ref', family, slots: [] }));
        if (!isKept) return message('loose-ends', { name: partsOfKey(family).base });
      }
  return undefined;
}

/** A loss that nothing defines, which may be a mean, and a derivative of it that of one sample. */
function meanOfLosses({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const { axes } = worlds.meaning;
  const counts = [...mentioned(written)].filter((family) => axes.valueOfSize(family) !== undefined && !mentioned(expected).has(family));
  const ways = worlds.bodiesBehind(step, expected);
  // A size that stands in the formulas on the way is from there, unless it makes the difference.
  const isFromThere = (count: FamilyKey): boolean => {
    const size: Expr = { kind: 'ref', family: count, slots: [] };
    const [more, less]: readonly Expr[] = [
      { kind: 'multiply', factors: [size, written] },
      { kind: 'divide', numerator: written, denominator: size },
    ];
    const isScaled = [more, less].some((side) => side && worlds.compare(world, step, expected, side, step.conditions).kind === 'equal');
    return ways.some((body) => mentioned(body).has(count)) && !isScaled;
  };
  if (counts.every(isFromThere)) return undefined;
  const isMean = counts.some((family) => {
    const whole: Expr = { kind: 'multiply', factors: [{ kind: 'ref', family, slots: [] }, written] };
    return worlds.compare(world, step, expected, whole, step.conditions).kind === 'equal';
  });
  if (!isMean) return undefined;
  const behind = flatMap([expected, written], (side) => [side, ...worlds.bodiesBehind(step, side)]);
  const open = partialsIn(...behind).find(({ of }) => of.kind === 'ref' && worlds.isOpenLoss(step, of.family));
  return open && message('loose-ends', { name: print(open.of, worlds.letters) });
}

/** Derivatives of a loss that nothing defines, by names between which there may be ways to it that the notes do not tell. */
function pathToLoss({ worlds, step, expected, written }: Difference): Message | undefined {
  const ends = partialsIn(expected, written).filter((node) => node.of.kind === 'ref' && worlds.isOpenLoss(step, node.of.family));
  const left = new Set(partialsIn(expected));
  const isKept = ({ of }: Derivative): boolean =>
    [expected, written].every((side) => [side, ...worlds.bodiesBehind(step, side)].some((body) => differentiates(body, of)));
  // Several ways from one name, `\partial L/\partial a` and `\partial L/\partial b` on one side, need not be linked with each other.
  const across = (one: Derivative): readonly Derivative[] => ends.filter((two) => left.has(one) !== left.has(two));
  const open = ends.find(
    (one) =>
      leadsElsewhere(worlds, step, one, ends) || !isKept(one) || across(one).some((two) => !areLinked(worlds, step, one.wrt, two.wrt)),
  );
  return open && message('loose-ends', { name: print(open.of, worlds.letters) });
}

/** Whether what an undefined loss is differentiated by reaches it, by derivatives elsewhere, on a way that no derivative of a step is on. */
function leadsElsewhere(worlds: Worlds, step: Step, one: Derivative, ends: readonly Derivative[]): boolean {
  const { of, wrt } = one;
  if (of.kind !== 'ref' || wrt.kind !== 'ref') return false;
  const named = ends.filter((node) => node !== one && node.of.kind === 'ref' && node.of.family === of.family);
  if (named.length === 0) return false;
  return [...(worlds.meaning.lossInputs.get(of.family) ?? [])].some((family) => {
    const input: Expr = { kind: 'ref', family, slots: [] };
    const isBehind = worlds.bodiesBehind(step, input).some((body) => mentioned(body).has(wrt.family));
    return isBehind && !named.some((node) => areLinked(worlds, step, input, node.wrt));
  });
}

/** Whether one of two formulas depends on the other by the definitions of the notes, or names the same. */
function areLinked(worlds: Worlds, step: Step, one: Expr, two: Expr): boolean {
  if (one.kind !== 'ref' || two.kind !== 'ref' || one.family === two.family) return true;
  const reaches = (from: Expr, family: FamilyKey): boolean => worlds.bodiesBehind(step, from).some((body) => mentioned(body).has(family));
  return reaches(one, two.family) || reaches(two, one.family);
}

/** Whether a formula has a derivative of the same name in it. */
function differentiates(expr: Expr, of: Expr): boolean {
  return of.kind === 'ref' && partialsIn(expr).some((node) => node.of.kind === 'ref' && node.of.family === of.family);
}

/** All derivatives in some formulas. */
function partialsIn(...sides: readonly Expr[]): readonly Derivative[] {
  return flatMap(sides, (side) => walk(side).filter((node) => node.kind === 'partial'));
}
