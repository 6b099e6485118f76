import type { Derived, Row } from '../algebra/derive.ts';
import { lettersFor, tex } from '../algebra/tex.ts';
import { toTensor } from '../algebra/to-tensor.ts';
import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import { formulasOf, walkSyntax } from '../latex/walk.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Unrolling, unrollingsOf } from '../meaning/unroll.ts';
import type { Asked, AtLayer } from './asked.ts';
import type { Derivative } from './derivative.ts';
import type { MatrixNotation } from './matrix-notation.ts';
import type { Candidate, NoteNames, Refused } from './names.ts';
import { atLayer, layerOf, lettered, type OpenLetter, overLayers, renamedFamilies, type SumOverLayers } from './over-layers.ts';
import { holdsIn, type Read } from './read-back.ts';
import type { NoteSpelling } from './spelling.ts';

/** A layer or step in time with the letter or name that stands for it. */
interface LayerCall {
  readonly call: string;
  readonly layer: number;
}

/** What derives, confirms and shows. */
interface Means {
  readonly symbolic: (candidate: Candidate, asked: Asked) => Derived | Refused;
  readonly confirmed: (step: Step, derivative: Expr, formula: Expr) => number | undefined;
  readonly asGiven: (step: Step, derived: Derived, head: Expr) => { readonly formula: Expr; readonly assuming: string } | undefined;
  readonly runningIn: (derived: Derived, asked: FamilyKey | Asked) => readonly IndexId[] | undefined;
  readonly shown: (step: Step, derived: Derived, rows: readonly Row[], running: readonly IndexId[] | undefined) => Derivative | Refused;
}

/** Derivatives through layers or steps in time of which a note says what each is, by a letter, and not how many there are. */
export class Layers {
  private readonly read: Read;
  private readonly decider: Decider;
  private readonly names: NoteNames;
  private readonly spelling: NoteSpelling;
  private readonly matrices: MatrixNotation;
  private readonly means: Means;
  private unrolled: ReadonlySet<FamilyKey> | undefined;

  constructor(read: Read, names: NoteNames, spelling: NoteSpelling, matrices: MatrixNotation, means: Means) {
    this.read = read;
    this.decider = read.decider;
    this.names = names;
    this.spelling = spelling;
    this.matrices = matrices;
    this.means = means;
  }

  /**
   * A derivative that adds up the same for each layer or step in time, as a sum over them, as what the note states lets it be; in matrix
   * notation where all of the variable is meant. Shown only if it holds as the note's reader reads it.
   */
  summed(step: Step, derived: Derived, running: readonly IndexId[] | undefined): Derivative | undefined {
    const { of, by, result } = derived;
    const { spelling } = this;
    const head: Expr = { kind: 'partial', of, wrt: by };
    const points = this.means.confirmed(step, head, result);
    if (points === undefined) return undefined;
    const letters = lettersFor([of, by], spelling);
    const names = [of, by].map((name) => tex(name, letters, spelling)) as [string, string];
    const wholes = [of, by].map((name) => this.matrices.nameOf(name));
    const given = this.means.asGiven(step, derived, head);
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
  ofAnyLayer(candidate: Candidate, asked: FamilyKey | Asked, derived: Derived): Derivative | undefined {
    const by = typeof asked === 'string' ? { family: asked } : asked;
    const { base } = partsOfKey(by.family);
    const unrolling = this.isUnrolled(by.family)
      ? unrollingsOf(this.decider.meaning.note.statements).find(({ bases }) => bases.has(base))
      : undefined;
    const own = unrolling ? this.layerCall(candidate, by, derived, unrolling) : this.lastCall(derived);
    if (own === undefined) return undefined;
    const { call, layer } = own;
    const last = derived.rows.slice(-1).map((row) => ({ ...row, expr: derived.result }));
    const write = (): Derivative | Refused => this.means.shown(candidate.step, derived, last, this.means.runningIn(derived, asked));
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
      const found = this.isUnrolled(other) ? this.means.symbolic(candidate, { family: other, ...rest }) : undefined;
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
  ofAnyStep(candidate: Candidate, { letter, layer }: AtLayer, asked: FamilyKey | Asked, derived: Derived): Derivative | undefined {
    const wanted = renamedFamilies(derived.result, this.calledBy(letter, layer));
    const { family, ...rest } = typeof asked === 'string' ? { family: asked } : asked;
    const isAlike = [layer - 1, layer + 1].some((at) => {
      const other = this.names.candidates().find((one) => one.family === atLayer(candidate.family, at));
      const by = Number.isNaN(layerOf(family)) ? family : atLayer(family, layerOf(family) + at - layer);
      const found = other && this.means.symbolic(other, { family: by, ...rest });
      return (
        found !== undefined &&
        !('refused' in found) &&
        printUpToIds(renamedFamilies(found.result, this.calledBy(letter, at))) === printUpToIds(wanted)
      );
    });
    if (!isAlike) return undefined;
    const last = derived.rows.slice(-1).map((row) => ({ ...row, expr: derived.result }));
    const write = (): Derivative | Refused => this.means.shown(candidate.step, derived, last, this.means.runningIn(derived, asked));
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
  rowsApart(derived: Derived): readonly Row[] | undefined {
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

export function isZero(expr: Expr): boolean {
  return expr.kind === 'number' && expr.value === 0;
}

const nothing: Expr = { kind: 'number', value: 0, decimals: 0 };
