import type { Book } from '../algebra/book.ts';
import { type Calculus, loadCalculus } from '../algebra/calculus.ts';
import { codeOf, type Language } from '../algebra/code/code.ts';
import { attempted, type Derived, derive, type Row, type Rule } from '../algebra/derive.ts';
import type { Variable } from '../algebra/differentiate.ts';
import { expanded, withDeltasApart } from '../algebra/expand.ts';
import { Grounds, type Subject } from '../algebra/grounds.ts';
import { keyOf, termKey } from '../algebra/key.ts';
import { Inexact } from '../algebra/rational.ts';
import { Effort, NotDerivable } from '../algebra/refusal.ts';
import { renamed } from '../algebra/rename.ts';
import { Simplifier } from '../algebra/simplify/simplifier.ts';
import type { Stated } from '../algebra/stated.ts';
import { type Letters, lettersFor, tex, unwritten } from '../algebra/tex.ts';
import { toTensor } from '../algebra/to-tensor.ts';
import { type Premise, symmetric } from '../check/assumptions.ts';
import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import { mentioned } from '../check/mentioned.ts';
import { Premises } from '../check/premises.ts';
import { isSaidConstant } from '../check/said-constant.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk, withChildren } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import { formulasOf, walkSyntax } from '../latex/walk.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Unrolling, unrollingsOf } from '../meaning/unroll.ts';
import { type Message, message } from '../text/message.ts';
import { type Asked, type AskedName, type AtLayer, atLayerOf, functionIn, isNamed, nameIn, oneOf } from './asked.ts';
import { Logarithms, logarithmBy } from './logarithms.ts';
import { bookOf, Indices } from './note-book.ts';
import { atLayer, layerOf, lettered, type OpenLetter, overLayers, renamedFamilies, type SumOverLayers } from './over-layers.ts';
import { holdsIn, type Read } from './read-back.ts';
import { circleBehind, factorOrFunction, isFlat, whyNoFormula, whyNoName } from './refusals.ts';
import { NoteSpelling } from './spelling.ts';
import { confirmed } from './witness.ts';
import { wordFor } from './words.ts';

/** A derivative of something that a note defines, in the author's notation, confirmed by the engine. */
export interface Derivative {
  /** What is differentiated and by what. */
  readonly of: string;
  readonly by: string;
  /** The derivative as it is asked for: `\frac{\partial E}{\partial w_{kj}}`. */
  readonly head: string;
  /** What it is, in the form that a person would write. */
  readonly tex: string;
  /** The rows of the derivation, the last being `tex`. */
  readonly rows: readonly { readonly tex: string; readonly rule: Rule }[];
  /** What the note states and the last row rests on, as `\sum_k t_k = 1`. */
  readonly assuming?: string;
  /** At how many points the engine agrees. */
  readonly points: number;
  readonly derived: Derived;
  readonly letters: Letters;
}

/** Derivatives without those that are asked for as one before is: one formula may be that of the names of all layers. */
export function distinct<T extends Pick<Derivative, 'head'>>(all: readonly T[]): readonly T[] {
  return all.filter(({ head }, at) => all.findIndex((other) => other.head === head) === at);
}

/** Something that a note defines by a formula, which may be differentiated. */
export interface Candidate {
  readonly family: FamilyKey;
  readonly definition: Definition;
  readonly step: Step;
  /** The letters or numbers that are asked for in its slots; those of the note where this is left out. */
  readonly letters?: AskedName['letters'];
  /** The letter that stands for its layer or step in time, if it was asked for by one. */
  readonly open?: AtLayer;
  /** The notes give its logarithm (`\ln L = \dots`), which is what is differentiated. */
  readonly isLogarithm?: boolean;
}

/** What is said where there is no derivative. */
export interface Refused {
  readonly refused: Message;
}

/** A layer or step in time with the letter or name that stands for it. */
interface LayerCall {
  readonly call: string;
  readonly layer: number;
}

/** How much alike two formulas are: what agrees in one form agrees in all that follow. */
export type Forms = Readonly<Record<'written' | 'ordered' | 'open' | 'simple', string>>;

/** Work that the forms of one formula may take. */
const formsWork = 20_000;

/** How many assumptions of the note are tried for one derivative. */
const mostPremises = 4;

/** Derivatives of what a note defines. None is given that the engine does not confirm, and a refusal says why. */
export class NoteDeriver {
  readonly spelling: NoteSpelling;
  private readonly decider: Decider;
  private readonly calculus: Calculus;
  private readonly indices: Indices;
  private every: readonly Candidate[] | undefined;

  private readonly read: Read;
  private unrolled: ReadonlySet<FamilyKey> | undefined;
  /** The families that are named, and not only applied as functions. */
  private readonly asNames: ReadonlySet<FamilyKey>;
  private premises: Premises | undefined;
  private readonly logarithms = new Logarithms();
  /** Those of each definition that was asked about, as of the step where it was last. */
  private readonly grounds = new WeakMap<Definition, { readonly step: Step; readonly own: FamilyKey; readonly grounds: Grounds }>();

  constructor(read: Read, calculus: Calculus) {
    const { decider } = read;
    this.read = read;
    this.decider = decider;
    this.calculus = calculus;
    const nodes = decider.meaning.members.flat().flatMap(walk);
    this.asNames = new Set(nodes.flatMap((node) => (node.kind === 'ref' ? [node.family] : [])));
    this.indices = new Indices(decider.meaning.letters.length + 10_000);
    this.spelling = new NoteSpelling(decider, this.indices, this.logarithms);
  }

  /** What the note defines by a formula, in its order; of a name with several meanings the last. */
  candidates(): readonly Candidate[] {
    return [...new Map(this.everyCandidate().map((one) => [one.family, one])).values()];
  }

  /** The same with every meaning of a name that has several. */
  everyCandidate(): readonly Candidate[] {
    this.every ??= this.decider.meaning.steps.flatMap((step): readonly Candidate[] => {
      const definition = step.definition;
      if (definition === undefined || definition.meaning.kind !== 'formula' || step.role === 'claim') return [];
      if (!this.decider.meaning.definitions.get(definition.family)?.includes(definition)) return [];
      const logarithm = logarithmBy(step, definition) ? { isLogarithm: true } : {};
      // Where its own definition is in force.
      return [{ family: definition.family, definition, step: { ...step, order: step.order + 0.5 }, ...logarithm }];
    });
    return this.every;
  }

  /**
   * The losses of the note, with every meaning of each: what it defines without indices and no other formula is made of; else what no other is
   * made of, and functions of one number, as activations are.
   * A name for a derivative of a loss is not made of it.
   */
  losses(): readonly Candidate[] {
    const all = this.everyCandidate().filter(({ definition }) => !isDerived(definition));
    const used = new Set<FamilyKey>();
    for (const { family, definition } of all)
      if (definition.meaning.kind === 'formula') for (const name of mentioned(definition.meaning.body)) if (name !== family) used.add(name);
    const ends = all.filter(({ family }) => !used.has(family));
    const losses = ends.filter(({ definition }) => definition.head.length === 0);
    if (losses.length > 0) return losses;
    const isActivation = ({ definition: { head, params } }: Candidate): boolean => head.length === 0 && params?.length === 1;
    const others = all.filter((one) => ends.includes(one) || isActivation(one));
    return others.length > 0 ? others : all.slice(-1);
  }

  /** A name as the author writes it. */
  nameOf(family: FamilyKey): string {
    return this.spelling.name(family, this.spelling.lettersOf(family), 0);
  }

  /** The names that something depends on, the nearest first: those in its own formula, then those in theirs. */
  variablesOf({ definition, step }: Candidate): readonly FamilyKey[] {
    const environment = this.decider.worlds.environmentOf(step);
    const found = new Set<FamilyKey>();
    const visited = new Set<FamilyKey>([definition.family]);
    let formulas: readonly Pick<Definition, 'meaning' | 'params'>[] = [{ meaning: definition.meaning }];
    while (formulas.length > 0)
      formulas = formulas.flatMap(({ meaning, params = [] }) => {
        const own = meaning.kind === 'formula' ? mentioned(meaning.body) : new Set<FamilyKey>();
        return [...own].flatMap((family) => {
          if (params.some((param) => param.family === family) || isSaidConstant(this.decider.meaning, family)) return [];
          if (!this.isNoVariable(family, environment)) found.add(family);
          const next = visited.has(family) ? undefined : environment(family);
          visited.add(family);
          // What is written without its arguments (`c = 1 - d`) depends on them as they are called.
          return next ? [this.asNames.has(family) ? { meaning: next.meaning } : next] : [];
        });
      });
    found.delete(definition.family);
    return [...found];
  }

  /** What the note defines by the name that a text spells. Refused where it has no such name, or several, or no formula for it. */
  candidate(text: string): Candidate | Refused {
    const inside = text.replace(/^\s*\\(?:log|ln)\b\s*/, '');
    const found = inside === text ? undefined : this.candidateOf(inside);
    if (found && !('refused' in found) && found.isLogarithm) return found;
    const own = this.candidateOf(text);
    // The name without its logarithm is asked for.
    return 'refused' in own || !own.isLogarithm ? own : { ...own, isLogarithm: false };
  }

  private candidateOf(text: string): Candidate | Refused {
    const all = this.candidates();
    const name = nameIn(text, this.decider.meaning.vocabulary);
    const byName = (asked: AskedName | undefined): readonly Candidate[] =>
      asked ? all.filter(({ family }) => isNamed(family, asked)) : [];
    const own = byName(name);
    const found = own.length > 0 ? own : byName(functionIn(text));
    const [first] = found;
    if (first === undefined && name) {
      const open = this.atLayer(name);
      const [only, ...others] = open ? byName(open.name) : [];
      if (open && only && others.length === 0) return { ...only, open };
    }
    if (first === undefined) {
      const known = name === undefined ? [] : this.families().filter((family) => isNamed(family, name));
      return known.length > 0 ? { refused: whyNoFormula(this.decider.meaning, known, text) } : this.unnamed(name, text);
    }
    const one = oneOf(found, ({ family }) => family, name);
    if (one !== undefined)
      return name && name.letters.length > 0 && one.definition.params === undefined ? { ...one, letters: name.letters } : one;
    return this.ambiguous(
      text,
      found.map(({ family }) => family),
    );
  }

  /** The name by which a text says that something is to be differentiated, with the letters that it gives to its indices. */
  variable(text: string): Asked | Refused {
    const name = nameIn(text, this.decider.meaning.vocabulary);
    const found = name === undefined ? [] : this.families().filter((family) => isNamed(family, name));
    if (name === undefined) return this.unnamed(name, text);
    if (found.length === 0) {
      const open = this.atLayer(name);
      const [only, ...others] = open ? this.families().filter((family) => isNamed(family, open.name)) : [];
      if (open && only !== undefined && others.length === 0) return { family: only, letters: open.name.letters };
      return this.row(name) ?? this.unnamed(name, text);
    }
    const family = oneOf(found, (one) => one, name);
    return family === undefined ? this.ambiguous(text, found) : { family, letters: name.letters };
  }

  private atLayer(name: AskedName): AtLayer | undefined {
    return unrollingsOf(this.decider.meaning.note.statements)
      .map((unrolling) => atLayerOf(name, unrolling))
      .find((found) => found !== undefined);
  }

  /** `\mathbf u_i` of members `u_{ij}`, where the author writes it so. */
  private row({ base, label, letters }: AskedName): Asked | undefined {
    const isRow = (family: FamilyKey): boolean => {
      const own = partsOfKey(family);
      const isLonger = own.base === base && own.label === label && letters.length < own.arity;
      return isLonger && this.spelling.whole(family, letters.map(String)) !== undefined;
    };
    const [family, ...others] = this.families().filter(isRow);
    if (family === undefined || others.length > 0) return undefined;
    const { arity } = partsOfKey(family);
    return { family, letters: Array.from({ length: arity }, (_, at) => letters[at] ?? '') };
  }

  private ambiguous(text: string, found: readonly FamilyKey[]): Refused {
    const names = found.map((family) => this.nameOf(family));
    return { refused: message('derive-ambiguous', { name: text, names: names.join(', ') }) };
  }

  /** A name that the notes do not have. */
  private unnamed(name: AskedName | undefined, text: string): Refused {
    const isAlike = (family: FamilyKey): boolean => {
      const { base, label } = partsOfKey(family);
      return name !== undefined && base === name.base && label === name.label;
    };
    return { refused: named(whyNoName(this.decider.meaning, name, text, this.families().filter(isAlike)), this) };
  }

  /** All names of the note. */
  private families(): readonly FamilyKey[] {
    const { members, definitions } = this.decider.meaning;
    const found = new Set<FamilyKey>(definitions.keys());
    for (const member of members.flat()) for (const family of mentioned(member)) found.add(family);
    return [...found];
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
    if ('refused' in found) return { refused: named(found.refused, this) };
    const rows = this.apartFromLayers(found);
    if (rows === undefined)
      return (
        this.ofAnyLayer(candidate, asked, found) ??
        this.summed(step, found, this.runningIn(found, asked)) ?? { refused: message('derive-layers') }
      );
    if (isZero(found.result)) return this.vanishing(candidate, found);
    if (candidate.open) return this.ofAnyStep(candidate, candidate.open, asked, found) ?? { refused: message('derive-layers') };
    return this.shown(step, found, rows, this.runningIn(found, asked));
  }

  /** A derivative as code, with shapes in a comment and a check of the gradient; or why there is none. */
  code(candidate: Candidate, derivative: Derivative, language: Language): string | Refused {
    const free = this.forAnyValue(candidate, derivative);
    if ('refused' in free) return { refused: named(free.refused, this) };
    const { derived, title } = free;
    // What was tried of some layers is no code for all.
    if (this.apartFromLayers(derived) === undefined) return { refused: message('derive-layers') };
    const { axes } = this.decider.meaning;
    const book = this.bookOf(candidate);
    const start = (family: FamilyKey, slot: number): number => axes.ofSlot(family, slot).start;
    const plainer = (fn: string, args: readonly Expr[]): Expr | undefined => this.calculus.plainer(fn, args);
    const code = codeOf(derived, language, { book, word: wordFor, start, plainer, title });
    return typeof code === 'string' ? code : { refused: named(code.refused, this) };
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
    const { definition } = candidate;
    const { family, ...rest } = typeof asked === 'string' ? { family: asked } : asked;
    const of = this.subjectOf(candidate);
    const grounds = this.groundsOf(candidate, of);
    const slots = this.slotsFor(family, rest, of, definition);
    const by: Variable = {
      kind: 'ref',
      family,
      slots: this.spelling.isWhole(family) ? slots : this.selected(family, rest, slots, grounds),
    };
    const found = derive(grounds, this.calculus, of, by);
    const circle = 'refused' in found ? undefined : circleBehind(this.decider, candidate.step, grounds.bodies);
    if (circle) return { refused: message('derive-circle', { name: circle[0], other: circle[1] }) };
    if ('refused' in found) return found;
    const held = this.heldOnTheWay(candidate, family, grounds);
    if (held !== undefined) return { refused: message('derive-held', { name: held, by: family }) };
    const unclear = factorOrFunction(this.decider.meaning, grounds.bodies);
    const isInvolved = unclear !== undefined && (unclear === family || mentioned(found.result).has(unclear));
    return isInvolved ? { refused: message('derive-factor-or-function', { name: unclear }) } : found;
  }

  /** A name behind a formula that the notes say to be a constant, though its own formula depends on a variable. */
  private heldOnTheWay({ step, family: of }: Candidate, by: FamilyKey, grounds: Grounds): FamilyKey | undefined {
    const { meaning, worlds } = this.decider;
    const environment = worlds.environmentOf(step);
    return [...new Set(grounds.bodies.flatMap((body) => [...mentioned(body)]))].find((family) => {
      const definition = family === by || family === of || !isSaidConstant(meaning, family) ? undefined : environment(family);
      return definition?.meaning.kind === 'formula' && this.variablesOf({ family, definition, step }).includes(by);
    });
  }

  /** Indices for a variable with those that a number of the notes selects wherever the formulas have it: `J = (y_n - t_n)^2` of some `n`. */
  private selected(
    family: FamilyKey,
    { letters }: Omit<Asked, 'family'>,
    slots: readonly IndexTerm[],
    grounds: Grounds,
  ): readonly IndexTerm[] {
    const names = attempted(() => grounds.bodies.flatMap(walk), []).flatMap((node) => (node.kind === 'ref' ? [node] : []));
    const uses = names.filter((node) => node.family === family);
    const numbers = names.flatMap((node) => node.slots.filter(isNumbered));
    return slots.map((own, at) => {
      if (own.kind !== 'index') return own;
      const [first, ...others] = uses.map((use) => use.slots[at]);
      const isOne = first !== undefined && isNumbered(first) && others.every((other) => other && termKey(other) === termKey(first));
      const letter = letters?.[at] ?? (isOne ? undefined : this.decider.meaning.letters[this.indices.origin(own.id)]);
      if (isOne && letter === undefined) return plainly(first);
      return numbers.map(plainly).find(({ of }) => of.kind === 'ref' && partsOfKey(of.family).base === letter) ?? own;
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

  /**
   * A derivative that adds up the same for each layer or step in time, as a sum over them, as what the note states lets it be; in matrix
   * notation where all of the variable is meant. Shown only if it holds as the note's reader reads it.
   */
  private summed(step: Step, derived: Derived, running: readonly IndexId[] | undefined): Derivative | undefined {
    const { of, by, result } = derived;
    const { spelling } = this;
    const head: Expr = { kind: 'partial', of, wrt: by };
    const points = this.confirmed(step, head, result);
    if (points === undefined) return undefined;
    const letters = lettersFor([of, by], spelling);
    const names = [of, by].map((name) => tex(name, letters, spelling)) as [string, string];
    const wholes = [of, by].map((name) => this.wholeName(name));
    const given = this.asGiven(step, derived, head);
    const shape = running && running.length === freeIndices(by).size && freeIndices(of).size === 0 ? running : undefined;
    for (const open of openLetters(this.decider.meaning))
      for (const formula of given ? [given.formula, result] : [result]) {
        const found = overLayers(formula, (family) => this.isUnrolled(family), open);
        if (found === undefined) continue;
        const whole =
          shape && spelling.calling(this.calledBy(open.letter, 1), () => overOpen(found, open, (part) => toTensor(part, shape, spelling)));
        const plain = spelling.calling(this.calledBy(open.letter, 1), () => overOpen(found, open, (part) => tex(part, letters, spelling)));
        for (const [text, [above, below]] of [
          [whole, wholes],
          [plain, names],
        ] as const) {
          if (text === undefined || above === undefined || below === undefined) continue;
          const asked = `\\frac{${spelling.differential}${above}}{${spelling.differential}${below}}`;
          if (!holdsIn(this.read, step.chain.section, `${asked} = ${text}`)) continue;
          const rows = [{ tex: text, rule: 'derivative' as const }];
          const assuming = given?.formula === formula ? { assuming: given.assuming } : {};
          return { of: above, by: below, head: asked, tex: text, rows, ...assuming, points, derived, letters };
        }
      }
    return undefined;
  }

  /**
   * A derivative by a name of one layer or step in time, with the author's letter for it where the next one has the same, or else with the name
   * of the last; shown only if it holds as the note's reader reads it, for every layer that the letter stands for.
   */
  private ofAnyLayer(candidate: Candidate, asked: FamilyKey | Asked, derived: Derived): Derivative | undefined {
    const by = typeof asked === 'string' ? { family: asked } : asked;
    const { base } = partsOfKey(by.family);
    const unrolling = this.isUnrolled(by.family)
      ? unrollingsOf(this.decider.meaning.note.statements).find(({ bases }) => bases.has(base))
      : undefined;
    const own = unrolling ? this.layerCall(candidate, by, derived, unrolling) : this.lastCall(derived);
    if (own === undefined) return undefined;
    const { call, layer } = own;
    const last = derived.rows.slice(-1).map((row) => ({ ...row, expr: derived.result }));
    const write = (): Derivative | Refused => this.shown(candidate.step, derived, last, this.runningIn(derived, asked));
    const shown = this.spelling.calling(this.calledBy(call, layer), write);
    return 'refused' in shown || !holdsIn(this.read, candidate.step.chain.section, `${shown.head} = ${shown.tex}`) ? undefined : shown;
  }

  /** By which letter or name the layer of a variable is called, where a derivative is alike for each layer or is by one of the last. */
  private layerCall(
    candidate: Candidate,
    { family, ...rest }: Asked,
    derived: Derived,
    { letters, lastNames, last }: Unrolling,
  ): LayerCall | undefined {
    const layer = layerOf(family);
    const [letter = ''] = letters;
    const isAlike = [layer - 1, layer + 1].some((at) => {
      const other = atLayer(family, at);
      const found = this.isUnrolled(other) ? this.symbolic(candidate, { family: other, ...rest }) : undefined;
      if (found === undefined || 'refused' in found) return false;
      const [own, next] = [derived, found].map(({ result }, n) => renamedFamilies(result, this.calledBy(letter, n === 0 ? layer : at)));
      return own !== undefined && next !== undefined && printUpToIds(own) === printUpToIds(next);
    });
    const [lastName] = lastNames;
    const call = isAlike ? letter : layer === last ? lastName : undefined;
    return call === undefined ? undefined : { call, layer };
  }

  /** The name of the last layer, where a derivative by something of no layer rests on that one alone: `y - a^{[L]}`. */
  private lastCall({ result }: Derived): LayerCall | undefined {
    const layers = new Set([...mentioned(result)].flatMap((family) => (this.isUnrolled(family) ? [layerOf(family)] : [])));
    const [layer, ...others] = layers;
    if (layer === undefined || others.length > 0) return undefined;
    const ended = unrollingsOf(this.decider.meaning.note.statements).find(({ last, lastNames }) => last === layer && lastNames.size > 0);
    const [call] = ended?.lastNames ?? [];
    return call === undefined ? undefined : { call, layer };
  }

  /** A derivative of something of one layer or step in time with the author's letter for it, where that of another one is the same. */
  private ofAnyStep(candidate: Candidate, { letter, layer }: AtLayer, asked: FamilyKey | Asked, derived: Derived): Derivative | undefined {
    const wanted = renamedFamilies(derived.result, this.calledBy(letter, layer));
    const { family, ...rest } = typeof asked === 'string' ? { family: asked } : asked;
    const isAlike = [layer - 1, layer + 1].some((at) => {
      const other = this.candidates().find((one) => one.family === atLayer(candidate.family, at));
      const by = Number.isNaN(layerOf(family)) ? family : atLayer(family, layerOf(family) + at - layer);
      const found = other && this.symbolic(other, { family: by, ...rest });
      return (
        found !== undefined &&
        !('refused' in found) &&
        printUpToIds(renamedFamilies(found.result, this.calledBy(letter, at))) === printUpToIds(wanted)
      );
    });
    if (!isAlike) return undefined;
    const last = derived.rows.slice(-1).map((row) => ({ ...row, expr: derived.result }));
    const write = (): Derivative | Refused => this.shown(candidate.step, derived, last, this.runningIn(derived, asked));
    const shown = this.spelling.calling(this.calledBy(letter, layer), write);
    return 'refused' in shown || !holdsIn(this.read, candidate.step.chain.section, `${shown.head} = ${shown.tex}`) ? undefined : shown;
  }

  /** Names of single layers by a letter that stands for one of them. */
  private calledBy(letter: string, layer: number): (family: FamilyKey) => FamilyKey {
    const hasLayers = (family: FamilyKey): boolean =>
      this.isUnrolled(family) ||
      (!Number.isNaN(layerOf(family)) && [layerOf(family) - 1, layerOf(family) + 1].some((at) => this.isUnrolled(atLayer(family, at))));
    return (family) => (hasLayers(family) ? lettered(family, letter, layer) : family);
  }

  /** Whether a name is one of a single layer or step in time whose number stands nowhere. */
  private isUnrolled(family: FamilyKey): boolean {
    this.unrolled ??= unrolledIn(this.decider.meaning);
    return this.unrolled.has(family);
  }

  /**
   * The rows of a derivative but for those that go through single layers or steps in time; undefined where it does so itself: it has as many
   * terms as were tried, and not as are meant.
   */
  private apartFromLayers(derived: Derived): readonly Row[] | undefined {
    const { of, by, result } = derived;
    const layersOf = (expr: Expr): readonly number[] =>
      [...mentioned(expr)].flatMap((family) => (this.isUnrolled(family) ? [layerOf(family)] : []));
    // What leads through all of them the algebra does not see.
    if (isZero(result)) return this.decider.meaning.note.chains.some(({ isInstance }) => isInstance) ? undefined : derived.rows;
    if (layersOf(of).length > 0) return derived.rows;
    if (layersOf(by).length > 0) return undefined;
    const isFree = (expr: Expr): boolean => layersOf(expr).length === 0;
    return isFree(result) ? derived.rows.filter(({ expr }) => isFree(expr)) : undefined;
  }

  /** Where a derivative is zero: nothing depends on the variable, or what does is flat but for its jumps. */
  private vanishing(candidate: Candidate, { of, by }: Derived): Refused {
    const [above, below] = [of, by].map((name) => tex(name, lettersFor([of, by], this.spelling), this.spelling)) as [string, string];
    const isReached = this.variablesOf(candidate).includes(by.family);
    const id = isReached && this.groundsOf(candidate, of).bodies.some(isFlat) ? 'derive-flat' : 'derive-independent';
    return { refused: message(id, { of: above, by: below }) };
  }

  /** The indices of a variable of which all values are meant: as the text says, or else as the author writes it most; undefined where one entry is. */
  private runningIn({ by }: Derived, asked: FamilyKey | Asked): readonly IndexId[] | undefined {
    const { family, letters } = typeof asked === 'string' ? { family: asked } : asked;
    const all = [...freeIndices(by)];
    if (letters === undefined) return by.slots.length === 0 || this.spelling.isWhole(family) ? all : this.rowOf(by);
    if (letters.every((letter) => letter === '')) return all;
    const running = by.slots.flatMap((term, at) => (term.kind === 'index' && letters[at] === '' ? [term.id] : []));
    return running.length === 0 ? undefined : running;
  }

  /** The indices of a variable behind those that the author writes, where he writes it so: all entries of `\mathbf c_j`. */
  private rowOf({ family, slots }: Variable): readonly IndexId[] | undefined {
    const ids = slots.map((term) => (term.kind === 'index' ? term.id : undefined));
    const fronts = slots.map((_, at) => at + 1).slice(0, -1);
    const front = fronts.find((count) => this.spelling.whole(family, ids.slice(0, count).map(String)) !== undefined);
    const rest = front === undefined ? [] : ids.slice(front);
    return front === undefined || ids.includes(undefined) ? undefined : rest.flatMap((id) => id ?? []);
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
      this.whole(
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
      : message('derive-unbound-index', { name: this.wholeName(of) ?? tex(of, noLetters, this.spelling), letter });
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

  /**
   * The derivative in matrix notation, where the note writes what it is of and by so; shown only if it holds as the note's reader reads it.
   *
   * Shapes: `running` are the indices of the variable of which all values are meant: all that it has, or some (`w_j` for all `w_{jl}`); then
   * the others keep their letters, and so do those of what is differentiated.
   */
  private whole(
    step: Step,
    { of, by, inLongerNames }: Derived,
    [result, ...others]: readonly [Expr, ...Expr[]],
    running: readonly IndexId[],
    stated?: Stated,
  ): Pick<Derivative, 'of' | 'by' | 'head' | 'tex'> | undefined {
    const { spelling } = this;
    const isPart = running.length < by.slots.length;
    const fixed = isPart ? new Map([...lettersFor([of, by], spelling)].filter(([id]) => !running.includes(id))) : noLetters;
    const [above, below] = isPart ? [tex(of, fixed, spelling), this.rowName(by, fixed)] : [of, by].map((name) => this.wholeName(name));
    const free = isPart ? running : [...freeIndices(of), ...freeIndices(by)];
    if (new Set(free).size < free.length) return undefined;
    if (above === undefined || below === undefined || 2 < free.length) return undefined;
    if (by.slots.length === 0 && !(free.length === 0 && isAllWhole(result, spelling))) return undefined;
    const isGradient = spelling.isNabla && of.slots.length === 0 && 0 < free.length;
    const head = isGradient ? `\\nabla_{${below}} ${above}` : `\\frac{${spelling.differential}${above}}{${spelling.differential}${below}}`;
    const shapes = isPart || freeIndices(of).size === 0 ? [free] : [free, [...free].reverse()];
    const forms = new Set([result, ...others, ...(inLongerNames ? [inLongerNames(result)] : [])]);
    const tried = new Set<string>();
    for (const areSumsWritten of [false, true])
      for (const text of shapes.flatMap((shape) =>
        [...forms].flatMap((form) => toTensor(form, shape, spelling, fixed, areSumsWritten, stated?.symmetric) ?? []),
      )) {
        if (!tried.has(text) && holdsIn(this.read, step.chain.section, `${head} = ${text}`))
          return { of: above, by: below, head, tex: text };
        tried.add(text);
      }
    return undefined;
  }

  /** A variable with its slots in front alone, where the author writes it so. */
  private rowName({ family, slots }: Variable, fixed: Letters): string | undefined {
    const first = slots.findIndex((term) => term.kind === 'index' && !fixed.has(term.id));
    const front = slots.slice(0, first).map((term) => {
      if (term.kind === 'by') return tex(term.of, fixed, this.spelling);
      return term.kind === 'index' ? (fixed.get(term.id) ?? '') : '';
    });
    return front.length === 0 || front.includes('') ? undefined : this.spelling.whole(family, front);
  }

  /** A name without indices: that of a number or a function, or of a whole vector or matrix that the author writes so. */
  private wholeName(name: Subject): string | undefined {
    const { spelling } = this;
    if (name.kind === 'call') return name.slots.length === 0 ? spelling.name(name.fn, [], 0) : undefined;
    return name.slots.length === 0 ? tex(name, new Map(), spelling) : spelling.whole(name.family, []);
  }

  /** A definition's own left side, with the letters and numbers that are asked for. */
  private subjectOf({ definition: { family: name, head, params }, letters = [], isLogarithm }: Candidate): Subject {
    const family = isLogarithm ? this.logarithms.of(name) : name;
    // New indices, so that the variable may have the same ones and its formula none of them.
    const slots = head.map((own, at): IndexTerm => {
      const letter = letters[at];
      if (typeof letter === 'number') return { kind: 'value', value: letter };
      const id = this.indices.fresh(own);
      if (letter !== undefined && letter !== '') this.spelling.ask(id, letter);
      return plain(id);
    });
    if (params === undefined) return { kind: 'ref', family, slots };
    const args = params.map((param): Expr => {
      const name: Expr = { kind: 'ref', family: param.family, slots: param.slots.map(plain) };
      return param.isWhole ? { kind: 'array', indices: param.slots, body: name } : name;
    });
    return { kind: 'call', fn: family, args, order: 0, slots };
  }

  /** Indices for a variable: those that the author writes there, as new ones, but for those that what is differentiated has too. */
  private slotsFor(
    family: FamilyKey,
    { letters = [], shared, selected }: Omit<Asked, 'family'>,
    of: Subject,
    { head }: Definition,
  ): readonly IndexTerm[] {
    const { arity } = partsOfKey(family);
    const own = this.spelling.slotsOf(family);
    return Array.from({ length: arity }, (_, at): IndexTerm => {
      const value = selected?.[at];
      if (value !== undefined) return { kind: 'by', of: renamed(value, head, of.slots) };
      const asked = letters[at];
      if (typeof asked === 'number') return { kind: 'value', value: asked };
      const same = shared ? of.slots[shared[at] ?? -1] : this.named(of, asked, family, at);
      if (same !== undefined) return same;
      const id = this.indices.fresh(own[at] ?? this.spelling.indexAt(family, at));
      if (asked !== undefined && asked !== '') this.spelling.ask(id, asked);
      return plain(id);
    });
  }

  /** An index of what is differentiated that has a letter and runs over a slot: `\partial y_i / \partial s_i` asks for the diagonal. */
  private named(of: Subject, letter: string | undefined, family: FamilyKey, position: number): IndexTerm | undefined {
    const { axes, letters } = this.decider.meaning;
    const isCalled = (id: IndexId): boolean =>
      (this.spelling.askedFor(id) ?? letters[this.indices.origin(id)]) === letter &&
      axes.ofIndex(this.indices.origin(id)) === axes.ofSlot(family, position);
    const found = letter === undefined ? undefined : [...freeIndices(of)].find(isCalled);
    return found === undefined ? undefined : plain(found);
  }

  private isNoVariable(family: FamilyKey, environment: Environment): boolean {
    const { meaning } = this.decider;
    const definition = environment(family);
    if (definition?.params !== undefined || definition?.meaning.kind === 'function') return true;
    return meaning.axes.valueOfSize(family) !== undefined || family.startsWith('set(') || !this.asNames.has(family);
  }
}

/** The derivatives of a note under the reading that was found for it; mathjs is loaded when this is first called. */
export async function deriverOf(read: Read): Promise<NoteDeriver> {
  return new NoteDeriver(read, await loadCalculus());
}

/** The letters by which a note leaves a layer or step in time open, where a sum over them of its own names the last. */
function openLetters({ note }: Decider['meaning']): readonly OpenLetter[] {
  const sums = note.statements.flatMap((statement) => [...formulasOf(statement)].flatMap((formula) => [...walkSyntax(formula)]));
  return unrollingsOf(note.statements).flatMap(({ letters, last }) => {
    const lasts = new Map<string, string>();
    for (const node of sums) {
      if (node.kind !== 'big-operator' || node.upper?.kind !== 'symbol') continue;
      const [entry] = node.over;
      const bound = entry?.kind === 'relation' ? entry.left : entry;
      const lastName = node.upper.letter;
      if (bound?.kind === 'symbol' && letters.has(bound.letter) && !letters.has(lastName)) lasts.set(bound.letter, lastName);
    }
    return [...lasts].map(([letter, lastName]) => ({ letter, last, lastName }));
  });
}

/** A sum over layers as it is written, if its parts can be. */
function overOpen({ front, first }: SumOverLayers, open: OpenLetter, write: (part: Expr) => string | undefined): string | undefined {
  const [before, term] = [front && write(front), write(first)];
  if (term === undefined || (front && before === undefined)) return undefined;
  const inside = first.kind === 'add' ? `(${term})` : term;
  return `${before === undefined ? '' : `${before} `}\\sum_{${open.letter}=1}^{${open.lastName}} ${inside}`;
}

/** The names of single layers or steps in time whose numbers stand nowhere, since a letter, a sum or the name of the last one stands for them. */
function unrolledIn({ note, members }: Decider['meaning']): ReadonlySet<FamilyKey> {
  const found = new Set<FamilyKey>();
  const written = new Set<FamilyKey>();
  for (const chain of note.chains) {
    for (const [position, member] of chain.members.entries()) {
      const text = note.spans[member.span]?.tex ?? '';
      for (const node of walk(members[chain.id]?.[position] ?? nothing)) {
        const family = node.kind === 'ref' ? node.family : node.kind === 'call' ? node.fn : undefined;
        if (family === undefined) continue;
        const numbers = partsOfKey(family).label.match(/\d+/g) ?? [];
        // The number in `h_{t-1}` is an offset.
        const own = node.at && text.slice(node.at.start, node.at.end).replace(/[A-Za-z]\s*[+-]\s*\d+/g, '');
        if (own !== undefined && numbers.every((number) => own.includes(number))) written.add(family);
        else if (chain.isInstance) found.add(family);
      }
    }
  }
  const own = [...found].filter((family) => !written.has(family));
  const baseOf = (family: FamilyKey): string => partsOfKey(family).base;
  return new Set(own.filter((family) => own.some((other) => other !== family && baseOf(other) === baseOf(family))));
}

type Numbered = IndexTerm & { readonly kind: 'by' };

/** Whether a number that has a name selects an index. */
function isNumbered(term: IndexTerm): term is Numbered {
  return term.kind === 'by' && term.of.kind === 'ref' && term.of.slots.length === 0;
}

function plainly({ of }: Numbered): Numbered {
  return { kind: 'by', of };
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

/** Whether a definition only names a derivative. */
function isDerived({ meaning }: Definition): boolean {
  return meaning.kind === 'formula' && walk(meaning.body).some(({ kind }) => kind === 'partial');
}

/** Whether a formula has vectors or matrices, and the author writes all of them as wholes. */
function isAllWhole(expr: Expr, spelling: NoteSpelling): boolean {
  const names = walk(expr).filter((node) => node.kind === 'ref' && node.slots.length > 0);
  return (
    names.length > 0 && names.every((node) => node.kind === 'ref' && (spelling.isWhole(node.family) || spelling.isOfRows(node.family)))
  );
}

/** A formula whose small powers of sums are products. */
function unpowered(expr: Expr): Expr {
  const inside = withChildren(expr, unpowered);
  if (inside.kind !== 'power' || inside.base.kind !== 'add' || inside.exponent.kind !== 'number') return inside;
  const { base, exponent } = inside;
  return [2, 3, 4].includes(exponent.value) ? { kind: 'multiply', factors: Array.from({ length: exponent.value }, () => base) } : inside;
}

function isZero(expr: Expr): boolean {
  return expr.kind === 'number' && expr.value === 0;
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}

/** A message with the names of families as the author writes them. */
function named({ id, params }: Message, deriver: NoteDeriver): Message {
  const written = Object.entries(params).map(([key, value]) => [
    key,
    typeof value === 'string' && /\^.*\|\d+$/.test(value) ? deriver.nameOf(value) : value,
  ]);
  return { id, params: Object.fromEntries(written) };
}

/** How many marks some LaTeX has to be read, without brackets. */
function marksIn(text: string): number {
  return text.match(/\\[A-Za-z]+|[^\s{}()[\]^_\\]/g)?.length ?? 0;
}

const nothing: Expr = { kind: 'number', value: 0, decimals: 0 };

const noLetters: Letters = new Map();
