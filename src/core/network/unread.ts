import type { Decider } from '../check/decide.ts';
import type { Definition } from '../check/definition.ts';
import type { Meaning } from '../check/meaning.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { type Message, message, render } from '../text/message.ts';
import { isDerivativeOf } from './candidates.ts';
import { Dependence } from './dependence.ts';
import type { NoPlan } from './network.ts';
import { placeOf } from './places.ts';

/** Says of a name that its formula can't be read, and where that stands. */
export function unreadName({ steps, note }: Meaning, { family, order }: Definition, why: Message): NoPlan {
  const step = steps.find((other) => other.order === order && other.definition !== undefined);
  const refused = message('train-unread-name', { name: printName(family, []), why: render(why) });
  return { refused, ...(step ? { where: placeOf(note, step) } : {}) };
}

/** Of the names that a note differentiates the first one that can't be worked out, since it can't be read or something behind it can't. */
export function unreadLoss({ meaning, worlds }: Decider): NoPlan | undefined {
  for (const [family, definitions] of meaning.definitions)
    for (const definition of definitions) {
      const own = meaning.steps.find(({ order, definition: other }) => order === definition.order && other !== undefined);
      if (own === undefined || !isDifferentiated(meaning, family)) continue;
      const loss: Expr = { kind: 'ref', family, slots: definition.head.map((id) => ({ kind: 'index', id, shift: 0 })) };
      const on = new Dependence(meaning, worlds.environmentOf({ ...own, order: own.order + 0.5 }));
      const { refused, unread } = on.of(loss);
      if (refused && unread) return unreadName(meaning, unread, refused);
    }
  return undefined;
}

function isDifferentiated({ steps }: Meaning, family: FamilyKey): boolean {
  return steps.some(({ lhs, rhs }) => [...walk(lhs), ...walk(rhs)].some((node) => isDerivativeOf(node, family)));
}
