import type { Book } from '../algebra/book.ts';
import { type Calculus, loadCalculus } from '../algebra/calculus.ts';
import { codeOf, type Language } from '../algebra/code/code.ts';
import { type Derived, derive, type Row } from '../algebra/derive.ts';
import { expanded, withDeltasApart } from '../algebra/expand.ts';
import { Grounds, type Subject } from '../algebra/grounds.ts';
import { keyOf } from '../algebra/key.ts';
import { Inexact } from '../algebra/rational.ts';
import { Effort, NotDerivable } from '../algebra/refusal.ts';
import { Simplifier } from '../algebra/simplify/simplifier.ts';
import type { Stated } from '../algebra/stated.ts';
import { lettersFor, tex, unwritten } from '../algebra/tex.ts';
import { type Premise, symmetric } from '../check/assumptions.ts';
import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition } from '../check/definition.ts';
import { mentioned } from '../check/mentioned.ts';
import { Premises } from '../check/premises.ts';
import { isSaidConstant } from '../check/said-constant.ts';
import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices, withChildren } from '../expr/expr.ts';
import { type Message, message } from '../text/message.ts';
import type { Asked } from './asked.ts';
import type { Derivative } from './derivative.ts';
import { isZero, Layers } from './layers.ts';
import { Logarithms } from './logarithms.ts';
import { MatrixNotation, noLetters } from './matrix-notation.ts';
import { type Candidate, NoteNames, type Refused } from './names.ts';
import { bookOf, Indices } from './note-book.ts';
import { holdsIn, type Read } from './read-back.ts';
import { circleBehind, factorOrFunction, isFlat } from './refusals.ts';
import { NoteSpelling } from './spelling.ts';
import { Subjects } from './subjects.ts';
import { confirmed } from './witness.ts';
import { wordFor } from './words.ts';

/** How much alike two formulas are: what agrees in one form agrees in all that follow. */
export type Forms = Readonly<Record<'written' | 'ordered' | 'open' | 'simple', string>>;

/** Work that the forms of one formula may take. */
const formsWork = 20_000;

/** How many assumptions of the note are tried for one derivative. */
const mostPremises = 4;

/** Derivatives of what a note defines. None is given that the engine does not confirm, and a refusal says why. */
export class NoteDeriver {
  readonly names: NoteNames;
  readonly spelling: NoteSpelling;
  private readonly decider: Decider;
  private readonly calculus: Calculus;
  private readonly indices: Indices;
  private readonly read: Read;
  private readonly logarithms = new Logarithms();
  private readonly subjects: Subjects;
  private readonly matrices: MatrixNotation;
  private readonly layers: Layers;
  private premises: Premises | undefined;
  /** Those of each definition that was asked about, as of the step where it was last. */
  private readonly grounds = new WeakMap<Definition, { readonly step: Step; readonly own: FamilyKey; readonly grounds: Grounds }>();

  constructor(read: Read, calculus: Calculus) {
    const { decider } = read;
    this.read = read;
    this.decider = decider;
    this.calculus = calculus;
    this.indices = new Indices(decider.meaning.letters.length + 10_000);
    this.spelling = new NoteSpelling(decider, this.indices, this.logarithms);
    this.names = new NoteNames(decider, this.spelling);
    this.subjects = new Subjects(decider, this.spelling, this.indices, this.logarithms);
    this.matrices = new MatrixNotation(read, this.spelling);
    this.layers = new Layers(read, this.names, this.spelling, this.matrices, {
      symbolic: (candidate, asked) => this.symbolic(candidate, asked),
      confirmed: (step, derivative, formula) => this.confirmed(step, derivative, formula),
      asGiven: (step, derived, head) => this.asGiven(step, derived, head),
      runningIn: (derived, asked) => this.subjects.runningIn(derived, asked),
      shown: (step, derived, rows, running) => this.shown(step, derived, rows, running),
    });
  }

  /**
   * The derivative of what a note defines by one of its names, or why there is none: it does not depend on that, the algebra refuses, it
   * goes through layers or steps in time of which the note does not say how many there are, or the engine does not agree.
   *
   * Shapes: where letters are asked for, the entry for these; else the whole vector or matrix, if the author writes it so.
   */
  derive(candidate: Candidate, asked: FamilyKey | Asked): Derivative | Refused {
    const { step } = candidate;
    const found = this.symbolic(candidate, asked);
    if ('refused' in found) return { refused: this.names.said(found.refused) };
    const rows = this.layers.rowsApart(found);
    if (rows === undefined)
      return (
        this.layers.ofAnyLayer(candidate, asked, found) ??
        this.layers.summed(step, found, this.subjects.runningIn(found, asked)) ?? { refused: message('derive-layers') }
      );
    if (isZero(found.result)) return this.vanishing(candidate, found);
    if (candidate.open) return this.layers.ofAnyStep(candidate, candidate.open, asked, found) ?? { refused: message('derive-layers') };
    return this.shown(step, found, rows, this.subjects.runningIn(found, asked));
  }

  /** A derivative as code, with shapes in a comment and a check of the gradient; or why there is none. */
  code(candidate: Candidate, derivative: Derivative, language: Language): string | Refused {
    const free = this.forAnyValue(candidate, derivative);
    if ('refused' in free) return { refused: this.names.said(free.refused) };
    const { derived, title } = free;
    // What was tried of some layers is no code for all.
    if (this.layers.rowsApart(derived) === undefined) return { refused: message('derive-layers') };
    const { axes } = this.decider.meaning;
    const book = this.bookOf(candidate);
    const start = (family: FamilyKey, slot: number): number => axes.ofSlot(family, slot).start;
    const plainer = (fn: string, args: readonly Expr[]): Expr | undefined => this.calculus.plainer(fn, args);
    const code = codeOf(derived, language, { book, word: wordFor, start, plainer, title });
    return typeof code === 'string' ? code : { refused: this.names.said(code.refused) };
  }

  /**
   * A derivative that is right for any value of its variable, as code asks for: one by a name that has a formula (`\mu`, the mean of all
   * `x_i`) is shown in a form that may rest on that formula.
   */
  private forAnyValue(
    candidate: Candidate,
    { derived, head, tex: text, letters }: Derivative,
  ): { readonly derived: Derived; readonly title: string } | Refused {
    const { definition, step } = candidate;
    const { of, by } = derived;
    const book = this.bookOf(candidate);
    if (by.family === definition.family || book.given(by.family) === undefined) return { derived, title: `${head} = ${text}` };
    const free: Book = { ...book, given: (family) => (family === by.family ? undefined : book.given(family)) };
    const found = derive(new Grounds(free, of), this.calculus, of, by);
    if ('refused' in found) return found;
    if (keyOf(found.result) === keyOf(derived.result)) return { derived, title: `${head} = ${text}` };
    if (this.confirmed(step, { kind: 'partial', of, wrt: by }, found.result) === undefined)
      return { refused: message('derive-unconfirmed') };
    return { derived: found, title: `${head} = ${tex(found.result, letters, this.spelling)}` };
  }

  /**
   * Texts that are the same for formulas alike: as they are written, term by term and factor by factor, multiplied out, and simplified;
   * undefined where the algebra refuses.
   */
  formsOf(step: Step, expr: Expr): Forms | undefined {
    const simplifier = new Simplifier(bookOf(this.decider, this.decider.worlds.environmentOf(step), this.indices), new Effort(formsWork));
    try {
      return {
        written: keyOf(expr),
        ordered: keyOf(simplifier.tidy(expr)),
        open: keyOf(simplifier.tidy(expanded(unpowered(expr)))),
        simple: keyOf(simplifier.simplify(expr)),
      };
    } catch (error) {
      if (error instanceof NotDerivable || error instanceof Inexact) return undefined;
      throw error;
    }
  }

  /** At how many points the engine agrees, which knows a logarithm by what it is of. */
  private confirmed(step: Step, derivative: Expr, formula: Expr, premises?: readonly Premise[]): number | undefined {
    const inNotes = (expr: Expr): Expr => this.logarithms.inNotes(expr);
    return confirmed(this.decider, step, inNotes(derivative), inNotes(formula), premises);
  }

  /** What the algebra knows where a candidate is defined. */
  private bookOf({ definition, step, isLogarithm }: Candidate): Book {
    const book = bookOf(this.decider, this.decider.worlds.environmentOf(step), this.indices, step.order);
    return isLogarithm ? this.logarithms.bookFor(book, definition) : book;
  }

  /** What the algebra alone derives: not to be shown before the engine agrees. */
  symbolic(candidate: Candidate, asked: FamilyKey | Asked): Derived | Refused {
    const of = this.subjects.of(candidate);
    const grounds = this.groundsOf(candidate, of);
    const by = this.subjects.variable(typeof asked === 'string' ? { family: asked } : asked, of, candidate, grounds);
    const { family } = by;
    const found = derive(grounds, this.calculus, of, by);
    const circle = 'refused' in found ? undefined : circleBehind(this.decider, candidate.step, grounds.bodies);
    if (circle) return { refused: message('derive-circle', { name: circle[0], other: circle[1] }) };
    if ('refused' in found) return found;
    const held = this.heldOnTheWay(candidate, family, grounds);
    if (held !== undefined) return { refused: message('derive-held', { name: held, by: family }) };
    const unclear = factorOrFunction(this.decider.meaning, grounds.bodies);
    const isInvolved = unclear !== undefined && (unclear === family || mentioned(found.result).has(unclear));
    return isInvolved ? { refused: message('function-or-factor', { name: unclear }) } : found;
  }

  /** A name behind a formula that the notes say to be a constant, though its own formula depends on a variable. */
  private heldOnTheWay({ step, family: of }: Candidate, by: FamilyKey, grounds: Grounds): FamilyKey | undefined {
    const { meaning, worlds } = this.decider;
    const environment = worlds.environmentOf(step);
    return [...new Set(grounds.bodies.flatMap((body) => [...mentioned(body)]))].find((family) => {
      const definition = family === by || family === of || !isSaidConstant(meaning, family) ? undefined : environment(family);
      return definition?.meaning.kind === 'formula' && this.names.variablesOf({ family, definition, step }).includes(by);
    });
  }

  /** What all derivatives of something rest on. */
  private groundsOf(candidate: Candidate, subject: Subject): Grounds {
    const { definition, step, letters = [] } = candidate;
    const own = subject.kind === 'ref' ? subject.family : subject.fn;
    const known = letters.some((letter) => typeof letter === 'number') ? undefined : this.grounds.get(definition);
    if (known?.step === step && known.own === own) return known.grounds;
    const grounds = new Grounds(this.bookOf(candidate), subject);
    this.grounds.set(definition, { step, own, grounds });
    return grounds;
  }

  /** Where a derivative is zero: nothing depends on the variable, or what does is flat but for its jumps. */
  private vanishing(candidate: Candidate, { of, by }: Derived): Refused {
    const [above, below] = [of, by].map((name) => tex(name, lettersFor([of, by], this.spelling), this.spelling)) as [string, string];
    const isReached = this.names.variablesOf(candidate).includes(by.family);
    const id = isReached && this.groundsOf(candidate, of).bodies.some(isFlat) ? 'derive-flat' : 'derive-independent';
    return { refused: message(id, { of: above, by: below }) };
  }

  private shown(step: Step, derived: Derived, derivedRows: readonly Row[], running: readonly IndexId[] | undefined): Derivative | Refused {
    const head: Expr = { kind: 'partial', of: derived.of, wrt: derived.by };
    const points = this.confirmed(step, head, derived.result) ?? this.confirmedIn(step, derived);
    if (points === undefined) return { refused: this.unbound(derived) ?? message('derive-unconfirmed') };
    const { spelling } = this;
    const letters = lettersFor([derived.of, derived.by], spelling);
    const write = (expr: Expr): string => tex(expr, letters, spelling);
    const rows = derivedRows.flatMap(({ expr, rule }, at) => {
      const isLast = at === derivedRows.length - 1;
      const text = write(expr);
      const isShown = isLast || (!text.includes(unwritten) && this.confirmed(step, head, expr) !== undefined);
      return isShown ? [{ tex: text, rule }] : [];
    });
    const given = this.asGiven(step, derived, head);
    const whole =
      running &&
      this.matrices.of(
        step,
        derived,
        given ? [given.formula] : [derived.result, derived.open, withDeltasApart(derived.result)],
        running,
        given?.stated,
      );
    const assuming = given ? { assuming: given.assuming } : {};
    if (whole) {
      const row = { tex: whole.tex, rule: given ? ('assumption' as const) : ('derivative' as const) };
      return { ...whole, rows: [row], ...assuming, points, derived, letters };
    }
    const firstLike = (text: string): number => rows.findIndex((row) => row.tex === text);
    const shown = rows.filter((row, at) => firstLike(row.tex) === at && (row.tex !== write(head) || at === rows.length - 1));
    const formula = given?.formula ?? this.inPrimes(step, derived, head, write);
    const bare = spelling.barely(() => write(formula));
    const plain = write(formula);
    const isRead = (text: string | undefined): text is string =>
      text !== undefined && text !== plain && holdsIn(this.read, step.chain.section, `${write(head)} = ${text}`);
    const last = [bare, spelling.sharing(() => write(formula))].find(isRead) ?? plain;
    if (last.includes(unwritten)) return { refused: message('derive-unwritten') };
    const all = given
      ? [...shown, { tex: last, rule: 'assumption' as const }]
      : shown.map((row, at) => (at === shown.length - 1 && row.tex === write(derived.result) ? { ...row, tex: last } : row));
    return { of: write(derived.of), by: write(derived.by), head: write(head), tex: last, rows: all, ...assuming, points, derived, letters };
  }

  /** That a formula has an index which runs over nothing: `J = e_n^2`. */
  private unbound({ of, body }: Derived): Message | undefined {
    const known = freeIndices(of);
    const [id] = [...freeIndices(body)].filter((each) => !known.has(each));
    const letter = id === undefined ? undefined : this.decider.meaning.letters[this.indices.origin(id)];
    return letter === undefined
      ? undefined
      : message('derive-unbound-index', { name: this.matrices.nameOf(of) ?? tex(of, noLetters, this.spelling), letter });
  }

  /** The result, with derivatives of functions by their names where that is shorter. */
  private inPrimes(step: Step, { result, primed }: Derived, head: Expr, write: (expr: Expr) => string): Expr {
    const isShorter = primed !== undefined && marksIn(write(primed)) < marksIn(write(result));
    return isShorter && this.confirmed(step, head, primed) !== undefined ? primed : result;
  }

  /** At how many points the derivative of the formula agrees that was differentiated, where that is another way to write the note's. */
  private confirmedIn(step: Step, { of, by, body, result }: Derived): number | undefined {
    if (this.confirmed(step, of, body) === undefined) return undefined;
    return this.confirmed(step, { kind: 'partial', of: body, wrt: by }, result);
  }

  /** The derivative where something is true that the note states of its inputs: that targets sum to one, that a matrix is symmetric. */
  private asGiven(
    step: Step,
    derived: Derived,
    head: Expr,
  ): { readonly formula: Expr; readonly assuming: string; readonly stated: Stated } | undefined {
    this.premises ??= new Premises(this.decider.worlds);
    const { premises } = this;
    const inNotes = this.logarithms.inNotes(head);
    const at = step.chain.members[step.position]?.span ?? 0;
    const isInForce = ({ isCase, stated }: Premise): boolean => !isCase || (stated !== undefined && stated.span < at);
    const bearing = premises.bearingOn(step, inNotes, derived.result).filter((premise) => isOfInputs(premise) && isInForce(premise));
    const all = bearing.slice(0, mostPremises);
    const under = (some: readonly Premise[]): Expr | undefined => (some.length === 0 ? undefined : derived.under(statedBy(some)));
    const formula = under(all);
    if (formula === undefined) return undefined;
    const isSame = (other: Expr | undefined): boolean => other !== undefined && keyOf(other) === keyOf(formula);
    const needed = all.reduce((some, premise) => {
      const others = some.filter((other) => other !== premise);
      return isSame(under(others)) ? others : some;
    }, all);
    if (this.confirmed(step, head, formula, needed) === undefined) return undefined;
    return { formula, assuming: needed.map((premise) => premise.tex).join(', '), stated: statedBy(needed) };
  }
}

/** The derivatives of a note under the reading that was found for it; mathjs is loaded when this is first called. */
export async function deriverOf(read: Read): Promise<NoteDeriver> {
  return new NoteDeriver(read, await loadCalculus());
}

/** Whether a premise is stated by the notes, and about what all values of an input are. */
function isOfInputs({ stated, conditions, sums, reshape }: Premise): boolean {
  return stated !== undefined && conditions.length === 0 && (sums !== undefined || [...reshape.values()].includes(symmetric));
}

/** What premises say of inputs, as the algebra takes it. */
function statedBy(premises: readonly Premise[]): Stated {
  const turned = premises.flatMap(({ reshape }) => [...reshape].flatMap(([family, how]) => (how === symmetric ? [family] : [])));
  return { shares: new Set(premises.flatMap(({ sums }) => sums ?? [])), symmetric: new Set(turned) };
}

/** A formula whose small powers of sums are products. */
function unpowered(expr: Expr): Expr {
  const inside = withChildren(expr, unpowered);
  if (inside.kind !== 'power' || inside.base.kind !== 'add' || inside.exponent.kind !== 'number') return inside;
  const { base, exponent } = inside;
  return [2, 3, 4].includes(exponent.value) ? { kind: 'multiply', factors: Array.from({ length: exponent.value }, () => base) } : inside;
}

/** How many marks some LaTeX has to be read, without brackets. */
function marksIn(text: string): number {
  return text.match(/\\[A-Za-z]+|[^\s{}()[\]^_\\]/g)?.length ?? 0;
}
