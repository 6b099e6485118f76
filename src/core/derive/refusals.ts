import type { Step } from '../check/classify.ts';
import type { Decider } from '../check/decide.ts';
import { mentioned } from '../check/world.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { holeIn, walk } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import { formulasOf, walkSyntax } from '../latex/walk.ts';
import { readName } from '../meaning/names.ts';
import { type Message, message } from '../text/message.ts';
import type { AskedName } from './asked.ts';
import { confirmed } from './witness.ts';

/** Why the notes have no formula that could be derived for a name that they do have. `name` is as it was asked for. */
export function whyNoFormula({ meaning }: Decider, families: readonly FamilyKey[], name: string): Message {
  for (const step of meaning.steps) {
    if (!families.includes(headOf(step.lhs) ?? '')) continue;
    if (step.definition?.isCircular) return message('circular', { name });
    const unread = unreadIn(meaning, step);
    if (unread !== undefined)
      return unread === '' ? message('derive-unfinished', { name }) : message('derive-unread-part', { name, part: unread });
  }
  for (const family of families)
    for (const { meaning: own } of meaning.definitions.get(family) ?? [])
      if (own.kind === 'unreadable' && own.message.id === 'unread-recurrence') return message('unread-recurrence', { name });
  return message('derive-no-definition', { name });
}

/** Why a name is none that could be derived or derived by: it stands nowhere, or only in what was not read, or in front of an argument as a function that is known. */
export function whyNoName({ meaning }: Decider, asked: AskedName | undefined, name: string): Message {
  const { note, vocabulary } = meaning;
  if (asked === undefined) return message('derive-no-name', { name });
  const isThere = note.statements.some((statement) =>
    formulasOf(statement).some((formula) =>
      walkSyntax(formula).some((node) => {
        const own = node.kind === 'symbol' || node.kind === 'scripts' ? readName(node, vocabulary) : undefined;
        return own !== undefined && own.base === asked.base && own.label === asked.label;
      }),
    ),
  );
  return message(isThere ? 'derive-only-unread' : 'derive-no-name', { name });
}

/** The text of the first part of the right side of a step that was not understood, empty where nothing stands there; undefined where there is none. */
function unreadIn({ note }: Decider['meaning'], { chain, position, rhs }: Step): string | undefined {
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
