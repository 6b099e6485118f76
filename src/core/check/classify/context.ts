import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { alternativesIn } from '../../meaning/alternatives.ts';
import type { ReadNote } from '../../meaning/chains.ts';
import { defines } from '../../meaning/comparisons.ts';
import { disownedIn } from '../../meaning/disowned.ts';
import type { Vocabulary } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { isNumeric } from '../constants.ts';
import type { Definition } from '../definition.ts';
import type { ByMembers } from '../member-by-member.ts';
import { type Head, headOf } from './heads.ts';
import type { Step, Unclassified, Unread } from './step.ts';

/** What is known while the steps of a note are told apart, in the order in which they stand. */
export class Context {
  readonly note: ReadNote;
  readonly members: readonly (readonly Expr[])[];
  readonly vocabulary: Vocabulary;
  /** The definitions so far, to which the steps add theirs. */
  readonly definitions: Map<FamilyKey, Definition[]>;
  /** The steps so far. */
  readonly steps: Step[] = [];
  readonly unread: Unread[] = [];
  /** The families that some step before names, with the first chain that does. */
  readonly seen = new Map<FamilyKey, number>();
  /** The spans of which the words around say that they do not hold. */
  readonly disowned: ReadonlySet<number>;
  /** The spans that give a name one of several formulas, of which any may be true. */
  readonly alternatives: ReadonlySet<number>;
  /** The families that are defined member after member, by the steps that do. */
  readonly byMembers = new Map<number, ByMembers>();
  /** The families that some formula defines for one layer or step in time. */
  readonly stepwise: ReadonlySet<FamilyKey>;
  private nextId: number;

  constructor(
    note: ReadNote,
    members: readonly (readonly Expr[])[],
    definitions: Map<FamilyKey, Definition[]>,
    vocabulary: Vocabulary,
    byMembers: readonly ByMembers[],
  ) {
    for (const own of byMembers) for (const order of own.orders) this.byMembers.set(order, own);
    this.note = note;
    this.members = members;
    this.definitions = definitions;
    this.vocabulary = vocabulary;
    this.disowned = disownedIn(note);
    this.alternatives = alternativesIn(note);
    this.stepwise = new Set(
      flatMap(note.chains, ({ id, isInstance, members: [, body] }) => {
        const [lhs, rhs] = members[id] ?? [];
        const head = isInstance && lhs?.kind === 'ref' && rhs && defines(body?.relation?.sign) ? headOf(lhs) : undefined;
        return head && rhs && !isNumeric(rhs) ? [head.family] : [];
      }),
    );
    this.nextId = [...definitions.values()].flat().length;
  }

  /** A new definition that stands where a step does. */
  definition({ chain, order }: Unclassified, { family, head, params }: Head, meaning: Definition['meaning']): Definition {
    const id = this.nextId++;
    const { section } = chain;
    return params === undefined ? { id, family, head, meaning, section, order } : { id, family, head, params, meaning, section, order };
  }

  /** Takes down that a step gives a name a meaning that was not understood. */
  unreadAt({ chain: { section }, order }: Unclassified, family: FamilyKey): void {
    this.unread.push({ family, order, ...(this.note.rows.has(section) ? { section } : {}) });
  }
}
