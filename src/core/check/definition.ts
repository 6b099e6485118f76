import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { isOpenIn, type Sections } from '../meaning/sections.ts';
import type { Message } from '../text/message.ts';

export { isOpenIn } from '../meaning/sections.ts';

/** A parameter of a function: the family it is inside the body, with the indices it has in the head (`f(z_k) = …`). */
export interface Parameter {
  readonly family: FamilyKey;
  readonly slots: readonly IndexId[];
  /** It is the whole vector or matrix, and the slots are only those of the head. */
  readonly isWhole?: boolean;
  /** The member of a family that it is written as, and stands for any like it (`k(x_i, x_j) = …`). */
  readonly member?: Expr & { readonly kind: 'ref' };
}

/** What gives a family (or a function) its value. */
export interface Definition {
  readonly id: number;
  readonly family: FamilyKey;
  /** The indices of the head, bound in the body. */
  readonly head: readonly IndexId[];
  /** Names in the brackets of the head; absent for a plain family. */
  readonly params?: readonly Parameter[];
  readonly meaning:
    | { readonly kind: 'formula'; readonly body: Expr }
    | { readonly kind: 'function'; readonly name: string }
    /** `names`: all that stands in it and may be a name. */
    | { readonly kind: 'unreadable'; readonly message: Message; readonly names?: ReadonlySet<string> };
  /** Number of the section it stands in. */
  readonly section: number;
  /** Position in the note, counted in steps. */
  readonly order: number;
  /** It counts in its own section alone: what a listing of code assigns, or a row of a table, says nothing of the names around it. */
  readonly isPrivate?: boolean;
  /** It counts under its own heading alone: it is of a loss by whose letter the notes call another one elsewhere. */
  readonly isLocal?: boolean;
  /** It counts where a condition beside it is met, and the notes may say something else of other places. */
  readonly isConditional?: boolean;
  /** Its formula leads back to it, as an equation solved for another of its names does: it gives no meaning. */
  readonly isCircular?: boolean;
  /** Its formula gives its value alone: nothing is differentiated through it. */
  readonly isValueAlone?: boolean;
}

/** Which definition of a family is in force at a place. */
export type Environment = (family: FamilyKey) => Definition | undefined;

/**
 * The definitions in force at a step: within the open headings the latest before it, else the first after it;
 * else the latest before it anywhere, else the first after it.
 */
export function environmentAt(
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
  sections: Sections,
  section: number,
  order: number,
): Environment {
  return (family) => {
    const known = definitions.get(family);
    if (known === undefined || (known.length === 1 && !isBounded(known[0]))) return known?.[0];
    const all = known.filter(
      (definition) =>
        (!definition.isPrivate || definition.section === section) &&
        (!definition.isLocal || isOpenIn(sections, definition.section, section)) &&
        (!isStepwise(definition) || definition.order < order || isOpenIn(sections, definition.section, section)),
    );
    if (all.length < 2) return all[0];
    const open = all.filter((definition) => isOpenIn(sections, definition.section, section));
    for (const candidates of [open, all]) {
      const before = candidates.filter((definition) => definition.order < order);
      const found = before[before.length - 1] ?? candidates[0];
      if (found) return found;
    }
    return undefined;
  };
}

/** Whether a definition is not in force everywhere. */
export function isBounded(definition: Definition | undefined): boolean {
  return definition !== undefined && (definition.isPrivate === true || definition.isLocal === true || isStepwise(definition));
}

/** Whether a definition moves a name from step to step, which says nothing of the name in sections before. */
function isStepwise({ meaning }: Definition): boolean {
  return meaning.kind === 'unreadable' && meaning.message.id === 'unread-recurrence';
}

/** The indices of a head, each of which stands there once and as it is. */
export function ownIndices(slots: readonly IndexTerm[]): readonly IndexId[] | undefined {
  const ids = slots.map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : -1));
  return ids.includes(-1) || new Set(ids).size < ids.length ? undefined : ids;
}
