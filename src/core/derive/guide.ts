import type { Language } from '../algebra/code/code.ts';
import { Budget } from '../check/budget.ts';
import type { Step } from '../check/classify/step.ts';
import { Decider } from '../check/decide.ts';
import { isOpenIn } from '../check/definition.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Decided } from '../check/search.ts';
import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Message } from '../text/message.ts';
import { type Asked, placeIn, slotsAsked, writtenLetter } from './asked.ts';
import type { Derivative } from './derivative.ts';
import { deriverOf, type NoteDeriver } from './derive-note.ts';
import { changesIn, rowLike } from './explain.ts';
import type { Candidate, Refused } from './names.ts';
import { NotePlaces, type Occurrence, type PlaceRange } from './places.ts';
import { loadProver } from './prove.ts';
import type { Read } from './read-back.ts';

/** Work that all that is asked of one text may take. */
const work = 5_000_000;
const randomSeed = 20_241;

/** Something that a note defines by a formula, and where. */
export interface Subject {
  /** Its number among those of the note. */
  readonly id: number;
  readonly family: FamilyKey;
  /** As the author writes it. */
  readonly name: string;
  /** Its formula, both sides. */
  readonly sides: readonly [lhs: string, rhs: string];
  /** Where it stands, from its name on. */
  readonly at: PlaceRange;
}

/** What is asked for by a derivative that a note states. */
export interface StatedDerivative {
  readonly subject: Subject;
  readonly by: FamilyKey;
  readonly head: Expr;
}

/** How a step follows: the derivation that its sides are rows of, counted from 0, or what changes between them. */
export interface Explanation {
  readonly derivative?: Derivative;
  readonly from?: number;
  readonly to?: number;
  readonly changes: readonly Message[];
}

/** What the check found of a step. */
interface Checked {
  /** Whether algebra shows it too. */
  readonly proves: (step: Step) => boolean;
  /** What it rests on. */
  readonly assumptions: (step: Step) => readonly string[];
}

/** Opens what a reader of a note may ask about it where he points; mathjs is loaded when this is first called. */
export async function guideOf(read: Read & Decided): Promise<NoteGuide> {
  const decider = new Decider(read.decider.meaning, new Budget(work), randomSeed);
  const prover = await loadProver();
  const proves = (step: Step): boolean => {
    const decision = read.decisions.get(step);
    const origin = read.origins.get(step) ?? { decider: read.decider, step };
    return decision !== undefined && prover.proves(origin.decider, origin.step, decision);
  };
  const assumptions = (step: Step): readonly string[] => read.decisions.get(step)?.premises.map(({ tex }) => tex) ?? [];
  return new NoteGuide(decider, await deriverOf({ ...read, decider }), { proves, assumptions });
}

/**
 * What a reader of a note may ask where he points: names, definitions, and derivatives of these, each worked out once. He points by an
 * offset in UTF-16 into a part of the note; undefined is what has nothing of the kind there.
 */
export class NoteGuide {
  readonly deriver: NoteDeriver;
  readonly subjects: readonly Subject[];
  private readonly decider: Decider;
  private readonly places: NotePlaces;
  private readonly candidates: readonly Candidate[];
  private readonly variables = new Map<Subject, readonly FamilyKey[]>();
  private readonly checked: Checked;
  private readonly proofs = new Map<Step, boolean>();
  private readonly derivatives = new Map<string, Derivative | Refused>();

  constructor(decider: Decider, deriver: NoteDeriver, checked: Checked) {
    this.decider = decider;
    this.checked = checked;
    this.deriver = deriver;
    this.places = new NotePlaces(decider);
    // What is read once for each layer or step in time stands in one place.
    const all = deriver.names.everyCandidate().flatMap((candidate) => {
      const at = this.whole(candidate.step);
      return at ? [{ candidate, at }] : [];
    });
    const found = all.filter(
      ({ at }, n) => all.findIndex((other) => other.at.part === at.part && other.at.range.start === at.range.start) === n,
    );
    this.candidates = found.map(({ candidate }) => candidate);
    this.subjects = found.map(({ candidate, at }, id): Subject => {
      const sides = this.places.textOf(candidate.step);
      const name = candidate.step.chain.isInstance ? deriver.names.nameOf(candidate.family) : sides[0];
      return { id, family: candidate.family, name, sides, at };
    });
  }

  /** The name at an offset. */
  symbolAt(part: number, offset: number): Occurrence | undefined {
    return this.places.symbolAt(part, offset);
  }

  /** Whether algebra shows what the check found of the step whose right side begins at an offset. */
  isProved(part: number, rhsStart: number): boolean {
    const step = this.places.stepAt(part, rhsStart);
    return step !== undefined && this.proves(step);
  }

  private proves(step: Step): boolean {
    const isProved = this.proofs.get(step) ?? this.checked.proves(step);
    this.proofs.set(step, isProved);
    return isProved;
  }

  private changesIn(step: Step): readonly Message[] {
    return changesIn(this.deriver, this.decider, step, { assumptions: this.checked.assumptions(step), isProved: () => this.proves(step) });
  }

  /** What the step whose right side begins at an offset defines, also where it only says it again. */
  definedBy(part: number, rhsStart: number): Subject | undefined {
    const step = this.places.stepAt(part, rhsStart);
    if (step?.definition === undefined) return undefined;
    const own = this.subjects.find(({ id }) => this.candidates[id]?.definition === step.definition);
    if (own || step.role !== 'restatement') return own;
    return this.definitionOf(step.definition.family, part, rhsStart);
  }

  /** The formula that defines a name where it stands. */
  definitionOf(family: FamilyKey, part: number, offset: number): Subject | undefined {
    const step = this.places.lastBefore(part, offset);
    const inForce = step && this.decider.worlds.environmentOf(step)(family);
    return this.subjects.find(({ id }) => inForce !== undefined && this.candidates[id]?.definition === inForce);
  }

  /** Where a name is first written. */
  firstOf(family: FamilyKey): PlaceRange | undefined {
    return this.places.firstOf(family);
  }

  /** The derivative that a step states on its left side or at the head of its chain. */
  statedAt(part: number, rhsStart: number): StatedDerivative | undefined {
    const step = this.places.stepAt(part, rhsStart);
    const [first] = (step && this.decider.meaning.members[step.chain.id]) ?? [];
    for (const side of [step?.lhs, first]) {
      const stated = side && this.statedBy(side, part, rhsStart);
      if (stated) return stated;
    }
    return undefined;
  }

  /** Whether a name is what is defined, or a parameter of it. */
  isHead({ id, family }: Subject, name: FamilyKey): boolean {
    return family === name || this.candidates[id]?.definition.params?.some((param) => param.family === name) === true;
  }

  /** The derivative that something is only a name of. */
  namedBy({ id, at }: Subject): StatedDerivative | undefined {
    const meaning = this.candidates[id]?.definition.meaning;
    return meaning?.kind === 'formula' && meaning.body.kind === 'partial'
      ? this.statedBy(meaning.body, at.part, at.range.start)
      : undefined;
  }

  /** What a derivative is that the note states, in the letters that it stands in there. */
  deriveStated({ subject, by, head }: StatedDerivative): Derivative | Refused {
    const definition = this.candidates[subject.id]?.definition;
    const slots = definition && head.kind === 'partial' ? slotsAsked(head, definition, this.decider.meaning.letters) : {};
    return this.derive(subject, { family: by, ...slots });
  }

  /** The loss that a name of the note is trained by: an end of the chains of definitions which depends on it, of its own section where there is one. */
  lossOf(family: FamilyKey, part: number, offset: number): Subject | undefined {
    const { sections } = this.decider.meaning.note;
    const here = this.places.lastBefore(part, offset)?.chain.section ?? 0;
    const ends = this.deriver.names
      .losses()
      .flatMap(({ definition }) => this.subjects.filter(({ id }) => this.candidates[id]?.definition === definition));
    const own = ends.filter((subject) => this.isLoss(subject) && subject.family !== family && this.variablesOf(subject).includes(family));
    const open = own.filter(({ id }) => isOpenIn(sections, this.candidates[id]?.definition.section ?? 0, here));
    return open.at(-1) ?? own[0];
  }

  /** The names by which something may be differentiated, the most useful first: its parameters, what the note differentiates by, what stands between, the rest. */
  variablesOf(subject: Subject): readonly FamilyKey[] {
    let known = this.variables.get(subject);
    if (known === undefined) {
      const candidate = this.candidates[subject.id];
      const all = candidate ? this.deriver.names.variablesOf(candidate).filter((family) => isOwn(candidate, family)) : [];
      const rank = candidate ? this.ranking(candidate) : () => 0;
      const ranked = all.map((family, at) => ({ family, at, rank: rank(family) })).sort((a, b) => a.rank - b.rank || a.at - b.at);
      const inOrder = ranked.map(({ family }) => family);
      known = ranked[0]?.rank === ranks.between && candidate ? this.withInput(candidate, inOrder) : inOrder;
      this.variables.set(subject, known);
    }
    return known;
  }

  /** The derivative of something by a name, or why there is none. */
  derive(subject: Subject, by: FamilyKey | Asked): Derivative | Refused {
    const key = `${subject.id} ${JSON.stringify(by)}`;
    let known = this.derivatives.get(key);
    if (known === undefined) {
      const candidate = this.candidates[subject.id] as Candidate;
      known = this.deriver.derive(candidate, typeof by === 'string' ? this.asWritten(candidate, by) : by);
      this.derivatives.set(key, known);
    }
    return known;
  }

  /** A derivative as code, or why there is none. */
  code({ id }: Subject, derivative: Derivative, language: Language): string | Refused {
    return this.deriver.code(this.candidates[id] as Candidate, derivative, language);
  }

  /** How the step whose right side begins at an offset follows from its left side. */
  explain(part: number, rhsStart: number): Explanation | undefined {
    const step = this.places.stepAt(part, rhsStart);
    if (step === undefined) return undefined;
    const stated = this.statedAt(part, rhsStart);
    const derivative = stated && this.deriveStated(stated);
    if (stated === undefined || derivative === undefined || 'refused' in derivative) return { changes: this.changesIn(step) };
    const [left, right] = this.places.textOf(step);
    const row = (formula: Expr, text: string): number | undefined =>
      rowLike(this.deriver, step, derivative, { formula, text }, stated.head);
    const [from, to] = [step.lhs === stated.head ? undefined : row(step.lhs, left), row(step.rhs, right)];
    const changes = step.lhs === stated.head || to !== undefined ? [] : this.changesIn(step);
    return { derivative, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), changes };
  }

  /** Whether a derivative was worked out before. */
  isKnown(subject: Subject, by: FamilyKey): boolean {
    return this.derivatives.has(`${subject.id} ${JSON.stringify(by)}`);
  }

  /** A name with the indices that it has in a formula wherever it stands there: `y_k = f(a_k)` is derived by `a_k`, not by any `a_i`. */
  private asWritten({ definition }: Candidate, family: FamilyKey): Asked {
    const { letters } = this.decider.meaning;
    const body = definition.meaning.kind === 'formula' ? definition.meaning.body : undefined;
    const uses =
      body === undefined || definition.head.length === 0 ? [] : walk(body).filter((node) => node.kind === 'ref' && node.family === family);
    const [first, ...others] = uses.map((node) => (node.kind === 'ref' ? node.slots : []));
    const found = first?.map((slot) => writtenLetter(slot, letters)) ?? [];
    if (first === undefined || found.includes('') || new Set(found).size < found.length) return { family };
    if (others.some((other) => other.map((slot) => writtenLetter(slot, letters)).join() !== found.join())) return { family };
    const own = definition.head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
    return { family, letters: found, shared: first.map((slot) => placeIn(own, slot)) };
  }

  /** Whether something may be what is made small: a function of its own arguments only where it has a name as losses have. */
  private isLoss({ id, family }: Subject): boolean {
    return this.candidates[id]?.definition.params === undefined || lossLetters.test(partsOfKey(family).base);
  }

  private ranking(candidate: Candidate): (family: FamilyKey) => number {
    const { definition, step } = candidate;
    const { inputs } = this.decider.meaning;
    const params = definition.params?.map(({ family }) => family) ?? [];
    const wanted = new Set([...inputs.values()].flatMap((among) => [...among]));
    const environment = this.decider.worlds.environmentOf(step);
    const { arity } = partsOfKey(definition.family);
    return (family) => {
      // In the order of the head.
      const at = params.indexOf(family);
      if (0 <= at) return ranks.parameter - params.length + at;
      // Of three indices or more nobody has a picture, unless they are written out.
      if (2 < arity + partsOfKey(family).arity && this.asWritten(candidate, family).letters === undefined) return ranks.large;
      if (inputs.get(definition.family)?.has(family)) return ranks.asked;
      if (wanted.has(family)) return ranks.wanted;
      if (environment(family)?.meaning.kind === 'formula') return ranks.between;
      return parameterLetters.test(partsOfKey(family).base) ? ranks.trained : ranks.other;
    };
  }

  /** Names with the first that stands between something and an input in front, and that input behind it: what is trained, or else lies deepest. */
  private withInput({ step }: Candidate, families: readonly FamilyKey[]): readonly FamilyKey[] {
    const environment = this.decider.worlds.environmentOf(step);
    const inputs = families.filter((family) => environment(family) === undefined);
    const isParameter = (family: FamilyKey): boolean => parameterLetters.test(partsOfKey(family).base);
    const members = inputs.filter((family) => partsOfKey(family).arity > 0 && !dataLetters.test(partsOfKey(family).base));
    const input = members.find(isParameter) ?? members.at(-1) ?? inputs.find(isParameter);
    const candidates = this.deriver.names.candidates();
    const leads = (family: FamilyKey): boolean => {
      const own = candidates.find((candidate) => candidate.family === family);
      return input !== undefined && own !== undefined && this.deriver.names.variablesOf(own).includes(input);
    };
    const between = families.find(leads);
    if (input === undefined || between === undefined) return families;
    return [between, input, ...families.filter((family) => family !== between && family !== input)];
  }

  private statedBy(side: Expr, part: number, offset: number): StatedDerivative | undefined {
    const whole = side.kind === 'partial' ? side.of : side;
    const inside = whole.kind === 'apply' && whole.fn === 'log' && whole.order === 0 ? whole.args[0] : undefined;
    const of = inside ?? whole;
    const family = of.kind === 'ref' ? of.family : of.kind === 'call' ? of.fn : undefined;
    const subject = family === undefined ? undefined : this.definitionOf(family, part, offset);
    if (subject === undefined || (inside !== undefined) !== (this.candidates[subject.id]?.isLogarithm === true)) return undefined;
    if (side.kind === 'partial') return side.wrt.kind === 'ref' ? { subject, by: side.wrt.family, head: side } : undefined;
    const [param] = this.candidates[subject.id]?.definition.params ?? [];
    return side.kind === 'call' && side.order === 1 && param ? { subject, by: param.family, head: side } : undefined;
  }

  /** A step from its left side on. */
  private whole(step: Step): PlaceRange | undefined {
    const left = this.places.memberOf(step, step.position - 1);
    const right = this.places.memberOf(step, step.position);
    if (left === undefined || right === undefined) return undefined;
    const isOnePiece = left.part === right.part && left.range.start <= right.range.start;
    return isOnePiece ? { part: left.part, range: { start: left.range.start, end: right.range.end } } : right;
  }
}

/** Whether something depends on a name by itself: a function has nothing to do with what its parameters are elsewhere. */
function isOwn({ definition: { params, meaning } }: Candidate, family: FamilyKey): boolean {
  return params === undefined || (meaning.kind === 'formula' && mentioned(meaning.body).has(family));
}

/** What functions of parameters are called that are made small; this only chooses which derivative is shown. */
const lossLetters = /^(?:[A-Z]|cal\([A-Z]\)|\\ell|.*(?:loss|Loss|cost|Cost|loss_).*)$/;

/** How useful a derivative is, the most useful first. */
const ranks = { parameter: 0, asked: 1, wanted: 2, between: 3, trained: 4, other: 5, large: 6 } as const;

/** What data and targets are called by convention; this only orders what is offered. */
const dataLetters = /^(?:[dtxy]|\\tau)$/;

/** What parameters are called by convention; this only orders what is offered. */
const parameterLetters = /^(?:[wWbUV]|\\(?:theta|Theta|beta|gamma|alpha|phi|omega|mu|sigma|lambda|Sigma))$/;
