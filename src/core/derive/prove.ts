import type { Book } from '../algebra/book.ts';
import { type Calculus, loadCalculus } from '../algebra/calculus.ts';
import { type Facts, Identities, type Ranges } from '../algebra/identity.ts';
import { Inexact } from '../algebra/rational.ts';
import { Effort, NotDerivable } from '../algebra/refusal.ts';
import { renamed } from '../algebra/rename.ts';
import { Speller, type Unknowns } from '../algebra/spell-out.ts';
import { symmetric } from '../check/assumptions.ts';
import type { AxisClass } from '../check/axes/axis-class.ts';
import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Decision } from '../check/decision.ts';
import { mentioned } from '../check/mentioned.ts';
import { letterCode } from '../check/premises.ts';
import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';
import { defines } from '../meaning/comparisons.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { bookOf, Indices } from './note-book.ts';

/** Where the ids of indices begin that no note has and that run like none of it. */
const firstOwn = 10_000_000;
/** What is taken apart for a proof, the cheapest first, and the work that may take, in steps of the algebra. */
const attempts = [
  { isFull: false, isPlain: false, work: 5_000 },
  { isFull: true, isPlain: false, work: 10_000 },
  { isFull: true, isPlain: true, work: 20_000 },
];

/** Shows by algebra that steps are identities which the engine found to hold. What takes too much work is not proved, and none the worse. */
export class Prover {
  private readonly calculus: Calculus;

  constructor(calculus: Calculus) {
    this.calculus = calculus;
  }

  /**
   * Whether both sides of a step have one normal form, under the definitions in force and the premises that its verdict rests on. The
   * engine has the first word: what it does not find to hold as it is written is not looked at.
   */
  proves(decider: Decider, step: Step, { verdict, reason, premises }: Decision): boolean {
    const isHeld =
      (verdict === 'holds' && (reason.id === 'says-holds' || reason.id === 'says-exact' || reason.id === 'says-holds-assuming')) ||
      (verdict === 'holds-assuming' && reason.id === 'says-holds-assuming');
    const isClaim = step.role === 'claim' || step.role === 'restatement';
    if (!isHeld || !isClaim || !defines(step.sign)) return false;
    const conditions = [...step.conditions, ...premises.flatMap((premise) => premise.conditions)];
    const shares = premises.flatMap(({ sums }) => sums ?? []);
    const turned = premises.flatMap(({ reshape }) => [...reshape].flatMap(([family, how]) => (how === symmetric ? [family] : [])));
    return this.isIdentity(decider, step, { conditions, shares, symmetric: turned });
  }

  /** Whether both sides of a step have one normal form, whatever the engine says of it. */
  isIdentity(
    decider: Decider,
    step: Step,
    given: {
      readonly conditions?: readonly Condition[];
      readonly shares?: readonly FamilyKey[];
      readonly symmetric?: readonly FamilyKey[];
    } = {},
  ): boolean {
    const book = rangedBook(decider, step);
    const isInput = (family: FamilyKey): boolean => book.given(family) === undefined && !book.isClosed(family);
    const { equal, apart } = indexFacts(given.conditions ?? [], namedIn(decider, step));
    const facts: Facts = {
      shares: new Set((given.shares ?? []).filter(isInput)),
      symmetric: new Set((given.symmetric ?? []).filter(isInput)),
      apart,
    };
    const sides = [step.lhs, step.rhs].map((side) => equal.reduce((expr, [id, term]) => renamed(expr, [id], [term]), side));
    return attempts.some(({ isFull, isPlain, work }) => {
      try {
        const effort = new Effort(work);
        const speller = new Speller(book, this.calculus, effort, isFull);
        const [left, right] = sides.map((side) => speller.spelled(side)) as [Expr, Expr];
        return new Identities(book, this.calculus, effort, facts, isPlain).isIdentity(left, right);
      } catch (error) {
        if (error instanceof NotDerivable || error instanceof Inexact) return false;
        throw error;
      }
    });
  }
}

/** What proves; mathjs is loaded when this is first called. */
export async function loadProver(): Promise<Prover> {
  return new Prover(await loadCalculus());
}

/** What the notes say where a step stands, with the ranges of indices. */
function rangedBook(decider: Decider, step: Step): Book & Ranges & Unknowns {
  const { meaning, worlds } = decider;
  const indices = new Indices(meaning.letters.length + 10_000);
  const environment = worlds.environmentOf(step);
  const book = bookOf(decider, environment, indices);
  const own = new Map<IndexId, AxisClass>();
  const axisOf = (id: IndexId): AxisClass => own.get(indices.origin(id)) ?? meaning.axes.ofIndex(indices.origin(id));
  const losses = new Map<FamilyKey, Expr | undefined>();
  return {
    ...book,
    unknown: (family) => {
      if (!losses.has(family)) losses.set(family, isLoss(family) ? unknownLoss(family) : undefined);
      return losses.get(family);
    },
    isAlike: (one, other) => axisOf(one) === axisOf(other),
    isWhole: (id, bounds) => own.has(indices.origin(id)) || book.isWhole(id, bounds),
    rangeOf: (id) => `${axisOf(id).id}`,
    isAmong: (id, term) => {
      const { start, size } = axisOf(id);
      if (term.kind === 'value') return start <= term.value && term.value < start + size;
      // A label is a class by what it is called for.
      return term.kind === 'by' || (term.kind === 'index' && term.shift === 0 && axisOf(term.id) === axisOf(id));
    },
  };

  /** Whether a name that nothing defines is some function of what it is differentiated by. */
  function isLoss(family: FamilyKey): boolean {
    return partsOfKey(family).arity === 0 && meaning.inputs.has(family) && environment(family) === undefined;
  }

  /** What changes an unknown loss: the last names that the notes differentiate it by, each times a slope that is given. */
  function unknownLoss(loss: FamilyKey): Expr {
    const inputs = [...(meaning.inputs.get(loss) ?? [])];
    const last = inputs.filter((one) => !inputs.some((other) => other !== one && leadsTo(other, one)));
    const terms = last.map((family): Expr => {
      const ids = Array.from({ length: partsOfKey(family).arity }, (_, at) => indexOver(family, at));
      const slots = ids.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
      const slope: Expr = { kind: 'ref', family: `d ${loss} ${family}`, slots };
      const body: Expr = { kind: 'multiply', factors: [slope, { kind: 'ref', family, slots }] };
      return ids.reduceRight<Expr>((inner, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body: inner }), body);
    });
    return { kind: 'add', terms };
  }

  /** A new index over all values of a slot. */
  function indexOver(family: FamilyKey, position: number): IndexId {
    const id = firstOwn + own.size;
    own.set(id, meaning.axes.ofSlot(family, position));
    return id;
  }

  /** Whether the definition of one family leads to another. */
  function leadsTo(family: FamilyKey, other: FamilyKey, seen = new Set<FamilyKey>()): boolean {
    const given = seen.has(family) ? undefined : book.given(family);
    seen.add(family);
    return given !== undefined && [...mentioned(given.body)].some((name) => name === other || leadsTo(name, other, seen));
  }
}

/** The index of a step that a condition said elsewhere means by a letter. */
function namedIn({ worlds }: Decider, { lhs, rhs }: Step): (term: IndexTerm) => IndexTerm {
  const free = [...freeIndices(lhs), ...freeIndices(rhs)];
  return (term) => {
    const id = term.kind === 'index' && term.id < 0 ? free.find((one) => -1 - letterCode(worlds.letters(one)) === term.id) : undefined;
    return term.kind === 'index' && id !== undefined ? { ...term, id } : term;
  };
}

/** Which indices conditions make equal, and which they keep apart. */
function indexFacts(
  conditions: readonly Condition[],
  named: (term: IndexTerm) => IndexTerm,
): {
  readonly equal: readonly (readonly [IndexId, IndexTerm])[];
  readonly apart: Facts['apart'];
} {
  const equal: [IndexId, IndexTerm][] = [];
  const apart: [IndexTerm, IndexTerm][] = [];
  for (const condition of conditions) {
    if (condition.kind !== 'index-relation') continue;
    const { relation } = condition;
    const [left, right] = [named(condition.left), named(condition.right)];
    if (relation === '≠') apart.push([left, right]);
    if (relation === '=' && left.kind === 'index' && left.shift === 0 && equal.length === 0) equal.push([left.id, right]);
  }
  return { equal, apart };
}
