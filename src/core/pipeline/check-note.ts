import { Budget } from '../check/budget.ts';
import type { Step } from '../check/classify/step.ts';
import { isNumeric } from '../check/constants.ts';
import type { Decider } from '../check/decide.ts';
import type { Decision } from '../check/decision.ts';
import { saysBranch } from '../check/doubts/words.ts';
import { oneForEach } from '../check/instances.ts';
import { type BestReading, bestReading, type Decided, decidedAlone, type Origin } from '../check/search.ts';
import type { Prover } from '../derive/prove.ts';
import { diagnose, suspicion } from '../diagnose/diagnose.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { type MacroTable, macrosFrom, plain, readMacros } from '../latex/read-math.ts';
import { type ReadNote, readChains, SpanReader } from '../meaning/chains.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Note, Span } from '../notes/note.ts';
import { type Message, message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { toSource, toSourceRange } from '../text/source-map.ts';
import {
  besideWhole,
  foundIn,
  foundOf,
  heldOf,
  isBetterApart,
  isClearerApart,
  isOpen,
  mayBeClearer,
  rulesApart,
  sectionsApart,
  unlessHeld,
} from './apart.ts';
import { chaptersApart } from './chapters.ts';
import { readingOf } from './reading.ts';
import {
  type Assumption,
  type BlockReport,
  type Diagnosis,
  type Evidence,
  leftOpen,
  type NoteReport,
  type StepKind,
  type StepReport,
} from './report.ts';

export interface CheckOptions {
  /** Seed of the samples; the same seed gives the same report everywhere. */
  readonly randomSeed?: number;
  /** Work that may be done, in steps of evaluation. */
  readonly budget?: number;
  /** Macros that the host knows, such as those of VS Code's `markdown.math.macros`. */
  readonly macros?: Readonly<Record<string, string>>;
  /** Whether the report says how every symbol was read. */
  readonly explain?: boolean;
  /** What shows by algebra that steps are identities, where the report is to say so: it takes about as long as the check. */
  readonly prover?: Prover;
}

export const defaultSeed = 20_241;
export const defaultBudget = 2_000_000;

/** How many formulas of sections are read once more on their own: that many, or as a multiple of those of a long note. */
const mostReread = 400;
const mostTimesReread = 2;

/** The report of a note. Reading never fails; what is not understood is undetermined. */
export function checkNote(note: Note, options: CheckOptions = {}): NoteReport {
  const run = checkSections(note, options);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

/** The same, giving way after every few steps so that a host can cancel it. */
export function* checkSections(note: Note, options: CheckOptions = {}): Generator<void, NoteReport> {
  return (yield* checkAndKeep(note, options)).report;
}

/** A note that was checked, and how it was read, for what else is asked of it. */
export interface CheckedNote {
  readonly report: NoteReport;
  readonly reading: BestReading;
}

/** The same, with the reading under which the note was checked. */
export function* checkAndKeep(note: Note, options: CheckOptions = {}): Generator<void, CheckedNote> {
  const { randomSeed = defaultSeed, budget: work = defaultBudget, macros = {} } = options;
  const initial: MacroTable = new Map([...macrosFrom(macros), ...note.macroSources.flatMap((source) => [...readMacros(source.tex)])]);
  const spans = new SpanReader();
  const read = readChains(note, initial, spans);
  yield;
  const budget = new Budget(work);
  const best = yield* bestReading(read, budget, randomSeed);
  const settling: Settling = new Map();
  let blocks = blocksOf(read, best, options.prover, settling);
  let left = Math.max(mostReread, mostTimesReread * best.decider.meaning.note.spans.length);
  for (const section of [...chaptersApart(note), ...sectionsApart(note, best), ...rulesApart(note, best)]) {
    const inside = blocks.filter(section.has);
    if (section.size > left || !isOpen(inside, section)) continue;
    left -= section.size;
    const part = readChains(section.note, initial, spans);
    const isAsked = ({ chain, position }: Step): boolean => {
      const span = part.spans[chain.members[position]?.span ?? 0];
      return span !== undefined && section.has(span);
    };
    // What is read as it was in the note is decided again only where the section turns out to be understood better.
    const around = [best, ...best.tried.filter((other) => other.decider !== best.decider)];
    const draft = yield* bestReading(part, budget, randomSeed, { isAsked, around });
    const before = heldOf(inside);
    const found = foundIn(draft, section, before);
    if (inside.some(({ steps }) => steps.some(({ verdict }) => verdict === 'mismatch'))) blocks = unlessHeld(blocks, found.held);
    if (!isBetterApart(found, before, section) && !mayBeClearer(draft, section, inside)) continue;
    const quick = decidedAlone(draft);
    const chosen =
      quick && isBetterApart(foundIn(quick, section, before), before, section)
        ? quick
        : yield* bestReading(part, budget, randomSeed, { isAsked });
    const alone = blocksOf(part, chosen, options.prover, settling).filter(section.has);
    // A rule that fails on its own may be meant of the names around it.
    if (section.isRule && alone.some(({ steps }) => steps.some(({ verdict }) => verdict === 'mismatch'))) continue;
    if (isBetterApart(foundOf(alone, before), before, section) || isClearerApart(alone, inside))
      blocks = inOrder([...blocks.filter((block) => !section.has(block)), ...besideWhole(alone, inside, section)]);
  }
  blocks = blocks.map((block) => ({ ...block, steps: block.steps.map((report) => settling.get(report)?.() ?? report) }));
  const explained = options.explain ? { reading: readingOf(read, best) } : {};
  return { report: { blocks, problems: note.problems, exhausted: budget.isExhausted, ...explained }, reading: best };
}

/** What becomes of open steps once it is settled how each is read. */
type Settling = Map<StepReport, () => StepReport | undefined>;

function blocksOf(
  read: ReadNote,
  { decider, decisions, origins }: Decided,
  prover: Prover | undefined,
  settling: Settling,
): readonly BlockReport[] {
  const reporter = new Reporter(read, decider, origins, prover);
  const bySpan = new Map<number, StepReport[]>();
  const reports = oneForEach(decider.meaning.steps, decisions).map(([step, decision]) => ({ step, report: reporter.step(step, decision) }));
  for (const { step, report } of withoutGuesses(decider, reports)) {
    const span = step.chain.members[step.position]?.span ?? 0;
    const steps = bySpan.get(span) ?? [];
    steps.push(report);
    const decision = decisions.get(step);
    if (decision && report.verdict === 'undetermined')
      settling.set(report, () => {
        const settled = decider.settle(decision, step);
        return settled && reporter.step(step, settled);
      });
    bySpan.set(span, steps);
  }
  const blocks = [...bySpan].map(([number, steps]): BlockReport => {
    const { part, range } = read.spans[number] as Span;
    return { part, range, steps: steps.sort((a, b) => a.range.start - b.range.start) };
  });
  return inOrder(blocks);
}

function inOrder(blocks: readonly BlockReport[]): readonly BlockReport[] {
  return [...blocks].sort((a, b) => a.part - b.part || a.range.start - b.range.start);
}

/** How many steps of its kind have to hold for each that fails and that no small change mends. */
const mostFailing = 1 / 8;

interface Reported {
  readonly step: Step;
  readonly report: StepReport;
}

/**
 * The reports of a note in which a failing step of vectors, matrices or layers, whose reading rests on what fits together, is left open
 * unless a small change mends it or the reading proves itself by how many others hold.
 */
function withoutGuesses(decider: Decider, all: readonly Reported[]): readonly Reported[] {
  const found = all.filter(({ step }) => restsOnShapes(decider, step));
  const holding = found.filter(({ report }) => report.verdict === 'holds' || report.verdict === 'holds-assuming').length;
  const conflicting = decider.meaning.lowered?.conflicting;
  const isConflicting = ({ step }: Reported): boolean => conflicting?.has(step.lhs) === true || conflicting?.has(step.rhs) === true;
  // A number that is set equal to a matrix is misread rather than wrong by a factor that nothing writes.
  const isNamedOnly = (one: Reported): boolean => {
    const { diagnosis } = one.report;
    return isConflicting(one) && diagnosis?.class === 'missing-factor' && diagnosis.repairs.length === 0;
  };
  const guesses = new Set(found.filter((one) => one.report.verdict === 'mismatch' && (!isMended(one.report) || isNamedOnly(one))));
  const isProved = guesses.size <= holding * mostFailing;
  const isGuess = (one: Reported): boolean =>
    guesses.has(one) && !(isProved && one.report.reason.id !== 'shapes-differ' && !isConflicting(one) && !hasTwoShapes(decider, one));
  const left = (one: Reported): Message | undefined => {
    if (one.report.verdict !== 'mismatch') return undefined;
    return isGuess(one) || isApart(decider, one) || isTurned(decider, one) || isSaidSymmetric(decider.meaning.note, one)
      ? message('no-slip')
      : branchOf(decider.meaning.note, one);
  };
  return all.map((one) => {
    const why = left(one);
    return why ? { step: one.step, report: leftOpen(one.report, why) } : one;
  });
}

/**
 * Whether a letter in the two sides of a step stands for things of two shapes: how `X` and `y` go with the `x^{(i)}` and `y^{(i)}` of the left side
 * may be told in words.
 */
function hasTwoShapes({ worlds }: Decider, { step }: Reported): boolean {
  const all = new Set([step.lhs, step.rhs].flatMap((side) => [...worlds.leavesOf(step, side)]));
  return new Set([...all].map(nameOf)).size < all.size;
}

/** The name of a family however many indices it has. */
function nameOf(family: FamilyKey): string {
  const { base, label } = partsOfKey(family);
  return `${base}^${label}`;
}

/**
 * Whether a small change makes a failing step hold. A term along another path may be left out on purpose, as where a name is held,
 * and products of whole vectors are written in any order but in derivatives.
 */
function isMended({ diagnosis, reason, kind }: StepReport): boolean {
  if (diagnosis === undefined) return false;
  // Where nothing is differentiated a name of another shape may be meant, whatever other name would fit.
  const isLoose = diagnosis.class === 'other' || diagnosis.class === 'wrong-variable';
  if (isLoose && reason.id === 'shapes-differ' && kind !== 'derivative') return false;
  // One entry that is found to be responsible.
  if (diagnosis.message.id === 'slip-entry') return true;
  return diagnosis.repairs.length > 0 || (diagnosis.class !== 'other' && diagnosis.class !== 'missing-term');
}

/**
 * Whether what fails lacks only a path to a loss that nothing defines, which may be the loss of another example, or only sums up derivatives of
 * it by other names, which may be all that comes back along some paths.
 */
function isApart({ worlds }: Decider, { step, report: { diagnosis } }: Reported): boolean {
  const { lhs, rhs } = step;
  if (lhs.kind !== 'partial' || lhs.of.kind !== 'ref' || !worlds.isOpenLoss(step, lhs.of.family)) return false;
  // `Y_1 = X`, `Y_2 = X`: what comes back along each of two copies adds up.
  if (rhs.kind === 'add' && rhs.terms.every((term) => term.kind === 'partial')) return true;
  return diagnosis?.class === 'missing-term' && diagnosis.repairs.length === 0;
}

/**
 * Whether what fails would hold with the two indices of a name swapped that also stands with one, `p_i^\top q_j = \sum_k p_{ik} q_{kj}`:
 * whether a vector by an index is a row or a column is a convention. And whether the step does nothing else than swap them, `2 A_{kl} = 2 A_{lk}`:
 * its author has a symmetric matrix in mind, if nothing defines it.
 */
function isTurned({ meaning }: Decider, { report: { diagnosis, lhs, rhs } }: Reported): boolean {
  const repair = diagnosis?.repairs[0]?.tex;
  if (diagnosis?.message.id !== 'slip-swapped' || repair === undefined) return false;
  const shared = [...rhs].findIndex((char, at) => char !== repair[at]);
  const base = /(\\[A-Za-z]+|[A-Za-z])\s*_\s*\{?[^{}]*$/.exec(rhs.slice(0, Math.max(shared, 0)))?.[1];
  if (base === undefined) return false;
  const isDefined = [...meaning.definitions.keys()].some((family) => partsOfKey(family).base === base);
  if (!isDefined && withoutSpace(repair) === withoutSpace(lhs)) return true;
  const counts = meaning.vocabulary.arities.get(base)?.get('');
  return counts?.has(1) === true && counts.has(2);
}

function withoutSpace(tex: string): string {
  return tex.replace(/\s+/g, '');
}

const symmetricWords = phrase('symmetric');
const notSymmetric = phrase('notSymmetric');

/** Whether what fails takes a matrix for symmetric, and its paragraph speaks of that. */
function isSaidSymmetric({ sentences }: ReadNote, { step: { chain }, report: { diagnosis } }: Reported): boolean {
  if (diagnosis?.message.id !== 'slip-symmetric') return false;
  const near = sentences.filter(({ section, paragraph }) => section === chain.section && paragraph === chain.paragraph);
  return near.some(({ text }) => symmetricWords.test(text)) && !near.some(({ text }) => notSymmetric.test(text));
}

/** Why what fails is left open that holds on one side of a kink, if the words in front of it in their sentence may say that it is meant for that. */
function branchOf(note: ReadNote, { step, report: { diagnosis } }: Reported): Message | undefined {
  if (diagnosis?.class !== 'missing-indicator' || !saysBranch(note, step)) return undefined;
  return message('one-branch', diagnosis.message.params);
}

function restsOnShapes(decider: Decider, step: Step): boolean {
  if (step.chain.isInstance) return true;
  const { lowered } = decider.meaning;
  const sides = [step.lhs, step.rhs];
  return (
    lowered !== undefined &&
    [...sides, ...sides.flatMap((side) => decider.worlds.bodiesBehind(step, side))].some((body) => lowered.whole.has(body))
  );
}

class Reporter {
  private readonly read: ReadNote;
  private readonly decider: Decider;
  private readonly origins: ReadonlyMap<Step, Origin>;
  private readonly prover: Prover | undefined;

  constructor(read: ReadNote, decider: Decider, origins: ReadonlyMap<Step, Origin>, prover: Prover | undefined) {
    this.read = read;
    this.decider = decider;
    this.origins = origins;
    this.prover = prover;
  }

  step(step: Step, decision: Decision): StepReport {
    const left = step.chain.members[step.position - 1];
    const right = step.chain.members[step.position];
    if (left === undefined || right === undefined) throw new Error('a step has two members');
    const span = this.read.spans[right.span] as Span;
    const leftSpan = this.read.spans[left.span] as Span;
    const rhsRange = toSourceRange(span.map, right.range);
    const lhsRange = toSourceRange(leftSpan.map, left.range);
    const from = right.relation ? toSource(span.map, right.relation.range.start) : rhsRange.start;
    const start = left.span !== right.span || right.continues ? from : lhsRange.start;
    const isWrong = decision.verdict === 'mismatch';
    const origin = this.origins.get(step) ?? { decider: this.decider, step };
    const explained = (isWrong ? diagnose : suspicion)(origin.decider, origin.step, decision, span.tex);
    return {
      range: { start, end: rhsRange.end },
      lhs: plain(leftSpan.tex, left.range),
      relation: right.relation?.written ?? step.sign,
      rhs: plain(span.tex, right.range),
      lhsRange,
      rhsRange,
      kind: kindOf(step),
      verdict: explained ? 'mismatch' : decision.verdict,
      continues: right.continues,
      reason: explained && !isWrong ? message('says-mismatch') : decision.reason,
      assumptions: decision.premises.map((premise) => this.assumption(premise)),
      unread: decision.unread.map((hole) => this.unread(hole, step)),
      ...(decision.points > 0 ? { evidence: this.evidence(origin, decision, explained !== undefined) } : {}),
      ...(explained ? { ...explained, diagnosis: inSource(explained.diagnosis, span) } : {}),
    };
  }

  private evidence({ decider, step }: Origin, decision: Decision, isDoubted: boolean): Evidence {
    const { points, sampleSets } = decision;
    if (this.prover === undefined) return { points, sampleSets };
    return { points, sampleSets, proved: !isDoubted && this.prover.proves(decider, step, decision) };
  }

  private assumption(premise: Decision['premises'][number]): Assumption {
    const { tex, stated } = premise;
    const span = stated ? this.read.spans[stated.span] : undefined;
    return span && stated ? { tex, stated: { part: span.part, offset: toSource(span.map, stated.at) } } : { tex };
  }

  private unread(hole: Expr, step: Step): StepReport['unread'][number] {
    const right = step.chain.members[step.position];
    const left = step.chain.members[step.position - 1];
    const side = [...walk(step.rhs)].includes(hole as Expr & { kind: 'hole' }) ? right : left;
    const span = this.read.spans[side?.span ?? 0] as Span;
    const range = hole.at ?? side?.range ?? { start: 0, end: 0 };
    return { range: toSourceRange(span.map, range), tex: plain(span.tex, range) };
  }
}

/** A diagnosis with ranges in the part's text. */
function inSource(diagnosis: Diagnosis, { map }: Span): Diagnosis {
  const range = (inner: Range): Range => toSourceRange(map, inner);
  const repairs = diagnosis.repairs.map(({ tex, edits }) => ({
    tex,
    edits: edits.map((edit) => ({ range: range(edit.range), newText: edit.newText })),
  }));
  return { ...diagnosis, range: range(diagnosis.range), repairs };
}

function kindOf(step: Step): StepKind {
  if (step.role === 'definition' || step.role === 'restatement') return 'definition';
  if (step.role === 'assumption' || step.role === 'update') return step.role;
  if (step.role === 'not-a-claim') return 'prose';
  if (isNumeric(step.lhs) && isNumeric(step.rhs)) return 'numeric';
  const head = step.lhs;
  const derived = [...walk(head)].some(
    (node) => node.kind === 'partial' || (node.kind === 'call' && node.order > 0) || (node.kind === 'apply' && node.order > 0),
  );
  return derived ? 'derivative' : 'rewriting';
}
