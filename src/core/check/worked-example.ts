import type { Expr } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { numberIn } from '../meaning/sets.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import type { Step } from './classify/step.ts';
import { constantOf } from './constants.ts';
import { type Decision, decided, isTrue, undetermined } from './decision.ts';
import { mentioned } from './mentioned.ts';
import { isCutOff, movesOf, slackOf } from './numeric.ts';
import { correspondence } from './substitution.ts';
import { halfUnit, type Shown, type Values, type Worked } from './values.ts';
import type { Worlds } from './worlds.ts';

const posed = phrase('posed');
const exactly = 1e-12;
const slack = 1 + 1e-9;

/** The decision on a step that sets symbols equal to numbers, from the values that the notes give; undefined where one is missing. */
export function workedVerdict(values: Values, step: Step, symbolic: Expr, numeric: Expr): Decision | undefined {
  if (values.introduces(symbolic, numeric, step.order)) return decided('definition', message('says-values'));
  // What its own chain shows for it is what is being checked.
  const own = values.of(symbolic)?.order;
  const head = step.position === 1 || (own !== undefined && step.chain.orders.includes(own)) ? symbolic : undefined;
  const left = values.workOut(step, symbolic, head) ?? (known(values.of(symbolic), step) as Worked | undefined);
  const right = written(values, step, numeric);
  const decision = left && right && compared(left, right, [symbolic, numeric]);
  const slips = decision?.verdict === 'mismatch' ? values.slipsBeside(step) : undefined;
  if (slips === undefined || slips.size === 0) return decision;
  // Where a number slipped before, what goes on with the right one is right too.
  const again = values.workOut(step, symbolic, head, slips);
  const mended = again && right && compared(again, right, [symbolic, numeric]);
  return mended && isTrue(mended) ? mended : decision;
}

/** What a formula works out to, with the steps that show the numbers for it. */
export function workedFrom(values: Values, step: Step, symbolic: Expr): Worked | undefined {
  return values.workOut(step, symbolic, step.position === 1 ? symbolic : undefined);
}

/**
 * Whether numbers stand for the symbols of a formula that are others than the notes give, and not the same digits in another order
 * or with another sign: they are of another example.
 */
export function isOtherExample(values: Values, symbolic: Expr, numeric: Expr): boolean {
  const pairs = correspondence(symbolic, numeric);
  if (pairs === undefined) return false;
  const known = flatMap(pairs, ([symbol]) => values.of(symbol)?.value ?? []);
  return pairs.some(([symbol, number]) => {
    const own = values.of(symbol)?.value;
    const value = constantOf(number);
    return own !== undefined && value !== undefined && !known.some((other) => digitsOf(other) === digitsOf(value));
  });
}

/** A number with so many digits is hardly met twice by chance. */
const tellingDigits = 3;

/**
 * Whether the numbers of a side are those that the notes give to the symbols of the other, each once and up to their signs, so that it can only be
 * this example: `b - \eta\,\delta = 0.1 + 0.5 \times (-0.1119)` where `\delta = -0.1119`.
 */
export function putsTheValues(values: Values, symbolic: Expr, numeric: Expr): boolean {
  const symbols = walk(symbolic).filter(({ kind }) => kind === 'ref' || kind === 'number');
  const known = symbols.map((symbol) => constantOf(symbol) ?? values.of(symbol)?.value);
  const put = walk(numeric).flatMap((node) => (node.kind === 'number' ? [node.value] : []));
  if (known.includes(undefined) || walk(symbolic).some(({ kind }) => kind === 'partial' || kind === 'reduce')) return false;
  const sizes = (all: readonly (number | undefined)[]): string =>
    all
      .map((value) => Math.abs(value ?? 0))
      .sort()
      .join();
  return sizes(known) === sizes(put) && put.some((value) => tellingDigits <= String(value).replace(/^0?\.?0*|\./g, '').length);
}

/** The digits of a number in order of size. */
function digitsOf(value: number): string {
  return [...String(Math.abs(value)).replace('.', '')].sort().join('');
}

/** Whether what some steps show is in force at another: they stand in front of it, in its section, with nothing in between that may change it. */
export function isInForce({ meaning }: Worlds, step: Step, orders: readonly number[]): boolean {
  if (orders.length === 0) return false;
  const given = meaning.steps.filter(({ order }) => orders.includes(order));
  const { section, paragraph } = step.chain;
  if (given.some(({ order, chain }) => step.order < order || chain.section !== section)) return false;
  const since = Math.max(...given.map(({ chain }) => chain.paragraph));
  const isChanged = meaning.steps.some(
    ({ role, order, chain }) =>
      role === 'update' && chain.id !== step.chain.id && chain.section === section && Math.min(...orders) < order && order < step.order,
  );
  const spans = given.map(({ chain, position }) => chain.members[position]?.span ?? 0);
  const here = step.chain.members[step.position]?.span ?? 0;
  if (meaning.note.loose.some(({ node, span }) => Math.min(...spans) < span && span < here && numberIn(node) !== undefined)) return false;
  const between = meaning.note.sentences.filter(
    (sentence) => sentence.section === section && since <= sentence.paragraph && sentence.paragraph <= paragraph,
  );
  return !isChanged && !between.some(({ text }) => /\d/.test(text) || posed.test(text));
}

/** The value of a side of numbers, and how far the rounding of those can move it. */
function written(values: Values, step: Step, numeric: Expr, open: ReadonlyMap<string, number> = new Map()): Worked | undefined {
  const work = (expr: Expr): Worked | undefined => values.workOut(step, expr, undefined, open);
  const worked = work(numeric);
  if (worked === undefined || constantOf(numeric) !== undefined) return worked;
  return { ...worked, moves: [...worked.moves, ...movesOf(numeric, worked.value, (expr) => work(expr)?.value)] };
}

/** The decision on an update with numbers (`v_{11} ← 0.7 − 0.5 · 0.0478`): the old value less the rate times the shown gradient. */
export function workedUpdate(values: Values, step: Step, rates: readonly string[], losses: readonly Expr[]): Decision | undefined {
  const { lhs, rhs } = step;
  for (const of of losses) {
    const gradient = values.of({ kind: 'partial', of, wrt: lhs });
    if (gradient === undefined) continue;
    const number: Expr = { kind: 'number', value: gradient.value, decimals: 0 };
    for (const family of rates) {
      const rate: Expr = { kind: 'ref', family, slots: [] };
      const open = new Map<string, number>();
      for (const [member, value] of [
        [lhs, 1.37],
        [rate, 0.59],
      ] as const)
        if (member.kind === 'ref' && mentioned(rhs).has(member.family)) open.set(`${member.family}:${slotsOf(member)}`, value);
      const expected: Expr = { kind: 'add', terms: [lhs, { kind: 'negate', of: { kind: 'multiply', factors: [rate, number] } }] };
      const left = values.workOut(step, expected, undefined, open);
      const right = written(values, step, rhs, open);
      const moves = gradient.half === 0 ? left?.moves : [...(left?.moves ?? []), { half: gradient.half, by: gradient.half }];
      if (left && right) return compared({ ...left, moves: moves ?? [] }, right, [rhs]);
    }
  }
  return undefined;
}

function compared(left: Worked, right: Worked, sides: readonly Expr[]): Decision {
  const numeric = sides.at(-1) as Expr;
  const difference = Math.abs(left.value - right.value);
  const exact = difference <= exactly * Math.max(Math.abs(left.value), Math.abs(right.value));
  if (exact && (left.moves.length === 0 || (left.isGiven && right.orders.length === 0)))
    return decided('holds', message('says-exact'), { points: 1 });
  if (constantOf(numeric) !== undefined && difference <= halfUnit(numeric) * slack)
    return decided('rounded', message('says-rounded'), { points: 1 });
  if (isCutOff(numeric, left.value)) return decided('rounded', message('says-rounded'), { points: 1 });
  const { likely, possible } = slackOf(
    [...left.moves, ...right.moves],
    flatMap(sides, (side) => walk(side).map(halfUnit)),
  );
  if (difference <= (likely + halfUnit(numeric)) * slack) return decided('rounded', message('says-carried'), { points: 1 });
  if (difference <= (possible + halfUnit(numeric)) * slack) return undetermined(message('coarse-numbers'));
  const shown = { value: Number(left.value.toPrecision(6)), shown: Number(right.value.toPrecision(6)) };
  return decided('mismatch', message('says-arithmetic', shown), { points: 1, numbers: { lhs: left.value, rhs: right.value } });
}

/** A value that another step shows. */
function known(shown: Shown | undefined, step: Step): Worked | undefined {
  return shown === undefined || shown.order === step.order || step.chain.orders.includes(shown.order)
    ? undefined
    : { value: shown.value, moves: shown.half === 0 ? [] : [{ half: shown.half, by: shown.half }], orders: [shown.order] };
}

function slotsOf(member: Expr & { kind: 'ref' }): string {
  return member.slots.map((term) => (term.kind === 'value' ? term.value : '')).join();
}
