import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import { mentioned } from '../check/mentioned.ts';
import { isSaidConstant } from '../check/said-constant.ts';
import type { FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { unrollingsOf } from '../meaning/unroll.ts';
import { type Message, message } from '../text/message.ts';
import { type Asked, type AskedName, type AtLayer, atLayerOf, functionIn, isNamed, nameIn, oneOf } from './asked.ts';
import { logarithmBy } from './logarithms.ts';
import { whyNoFormula, whyNoName } from './refusals.ts';
import type { NoteSpelling } from './spelling.ts';

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

/** What a note has names for: what may be differentiated, by what, and what a text means that asks for it. */
export class NoteNames {
  private readonly decider: Decider;
  private readonly spelling: NoteSpelling;
  /** The families that are named, and not only applied as functions. */
  private readonly asNames: ReadonlySet<FamilyKey>;
  private every: readonly Candidate[] | undefined;

  constructor(decider: Decider, spelling: NoteSpelling) {
    this.decider = decider;
    this.spelling = spelling;
    const nodes = decider.meaning.members.flat().flatMap(walk);
    this.asNames = new Set(nodes.flatMap((node) => (node.kind === 'ref' ? [node.family] : [])));
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
    return { refused: this.said(whyNoName(this.decider.meaning, name, text, this.families().filter(isAlike))) };
  }

  /** All names of the note. */
  private families(): readonly FamilyKey[] {
    const { members, definitions } = this.decider.meaning;
    const found = new Set<FamilyKey>(definitions.keys());
    for (const member of members.flat()) for (const family of mentioned(member)) found.add(family);
    return [...found];
  }

  /** A message with the names of families as the author writes them. */
  said({ id, params }: Message): Message {
    const written = Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' && /\^.*\|\d+$/.test(value) ? this.nameOf(value) : value,
    ]);
    return { id, params: Object.fromEntries(written) };
  }

  private isNoVariable(family: FamilyKey, environment: Environment): boolean {
    const { meaning } = this.decider;
    const definition = environment(family);
    if (definition?.params !== undefined || definition?.meaning.kind === 'function') return true;
    return meaning.axes.valueOfSize(family) !== undefined || family.startsWith('set(') || !this.asNames.has(family);
  }
}

/** Whether a definition only names a derivative. */
function isDerived({ meaning }: Definition): boolean {
  return meaning.kind === 'formula' && walk(meaning.body).some(({ kind }) => kind === 'partial');
}
