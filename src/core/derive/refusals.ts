import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Meaning } from '../check/meaning.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { holeIn, walk } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import type { Syntax } from '../latex/syntax.ts';
import { formulasOf, walkSyntax } from '../latex/walk.ts';
import { isNamed } from '../meaning/forms.ts';
import { readName } from '../meaning/names.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Message, message } from '../text/message.ts';
import { type AskedName, functionIn } from './asked.ts';
import { confirmed } from './witness.ts';

/** Why the notes have no formula that could be derived for a name that they do have. `name` is as it was asked for. */
export function whyNoFormula(meaning: Meaning, families: readonly FamilyKey[], name: string): Message {
  for (const step of meaning.steps) {
    const own = headOf(step.lhs);
    if (own === undefined || !families.includes(own)) continue;
    if (step.definition?.isCircular || mentioned(step.rhs).has(own)) return message('circular', { name });
    const part = unreadIn(meaning, step);
    if (part === '') return message('derive-unfinished', { name });
    if (part !== undefined)
      return message(/^(?:\\left)?\s*\\?[{([|]$/.test(part) ? 'derive-unclosed' : 'derive-unread-part', { name, part });
  }
  const told = families.flatMap((family) => meaning.definitions.get(family) ?? []).map((definition) => definition.meaning);
  const isStepwise = told.some((own) => own.kind === 'unreadable' && own.message.id === 'unread-recurrence');
  if (isStepwise) return message('unread-recurrence', { name });
  return message(told.some(({ kind }) => kind === 'unreadable') ? 'derive-closed' : 'derive-no-definition', { name });
}

/**
 * Why a name is none that could be derived or derived by: it is that of a function that is known, stands nowhere, with other indices, or
 * only in what was not read. `others` are the families of its base.
 */
export function whyNoName(
  { note, vocabulary }: Meaning,
  asked: AskedName | undefined,
  name: string,
  others: readonly FamilyKey[],
): Message {
  const [other] = others;
  if (other !== undefined) return message('derive-other-slots', { name, other });
  if (functionIn(name)) return message('derive-standard', { name });
  if (asked === undefined) return message('derive-no-name', { name });
  const isAsked = (node: Syntax): boolean => {
    const own = node.kind === 'symbol' || node.kind === 'scripts' ? readName(node, vocabulary) : undefined;
    return own !== undefined && own.base === asked.base && own.label === asked.label;
  };
  const isThere = note.statements.some((statement) => formulasOf(statement).some((formula) => walkSyntax(formula).some(isAsked)));
  return message(isThere ? 'derive-only-unread' : 'derive-no-name', { name });
}

/** The text of the first part of the right side of a step that was not understood, empty where nothing stands there; undefined where there is none. */
function unreadIn({ note }: Meaning, { chain, position, rhs }: Step): string | undefined {
  const hole = holeIn(rhs);
  if (hole === undefined) return undefined;
  const place = walk(rhs).find((node) => node.kind === 'hole' && node.at !== undefined)?.at;
  const span = chain.members[position]?.span;
  const text = place && span !== undefined ? note.spans[span]?.tex.slice(place.start, place.end).trim() : undefined;
  return text ?? '';
}

/**
 * Two names behind a formula that the notes give by each other, where what the second says is not what follows from the first: then neither
 * has a value. Two forms of one equation, each solved for one of its names, are no circle.
 */
export function circleBehind(decider: Decider, step: Step, bodies: readonly Expr[]): readonly [FamilyKey, FamilyKey] | undefined {
  const { steps, definitions } = decider.meaning;
  const names = new Set(bodies.flatMap((body) => [...mentioned(body)]));
  for (const { definition, lhs, rhs } of steps) {
    if (!definition?.isCircular || definition.meaning.kind !== 'formula' || definitions.has(definition.family)) continue;
    if (!names.has(definition.family) || confirmed(decider, step, lhs, rhs) !== undefined) continue;
    const other = [...mentioned(definition.meaning.body)].find((name) => definitions.has(name));
    return [definition.family, other ?? definition.family];
  }
  return undefined;
}

/**
 * A capital letter in some formulas that may be a factor or a function: it stands in front of a sum of names (`U(q - q_0)`), and nowhere else
 * in the notes.
 */
export function factorOrFunction({ members, vocabulary, note }: Meaning, bodies: readonly Expr[]): FamilyKey | undefined {
  for (const node of bodies.flatMap(walk)) {
    const factors = node.kind === 'multiply' ? node.factors : [];
    for (const [at, factor] of factors.entries()) {
      if (factor.kind !== 'ref' || factor.slots.length > 0 || !isSumOfNames(factors[at + 1])) continue;
      const { base, label } = partsOfKey(factor.family);
      if (label !== '' || !/^(?:[A-Z]|\\[A-Z][a-z]+)$/.test(base) || vocabulary.alone.has(base)) continue;
      if (note.loose.some((one) => isNamed(one.node, base))) continue;
      const all = members.flat().flatMap(walk);
      if (all.filter((other) => other.kind === 'ref' && other.family === factor.family).length === 1) return factor.family;
    }
  }
  return undefined;
}

function isSumOfNames(expr: Expr | undefined): boolean {
  return expr?.kind === 'add' && expr.terms.every((term) => (term.kind === 'negate' ? term.of : term).kind === 'ref');
}

/** Whether a formula is made of functions that are flat but for their jumps. */
export function isFlat(body: Expr): boolean {
  return walk(body).some(
    (node) =>
      node.kind === 'indicator' || (node.kind === 'apply' && functionByName.get(node.fn)?.derivative.every((slope) => slope === '0')),
  );
}

function headOf(expr: Expr): FamilyKey | undefined {
  return expr.kind === 'ref' ? expr.family : expr.kind === 'call' ? expr.fn : undefined;
}
