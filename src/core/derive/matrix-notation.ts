import type { Derived } from '../algebra/derive.ts';
import type { Variable } from '../algebra/differentiate.ts';
import type { Subject } from '../algebra/grounds.ts';
import type { Stated } from '../algebra/stated.ts';
import { type Letters, lettersFor, tex } from '../algebra/tex.ts';
import { toTensor } from '../algebra/to-tensor.ts';
import type { Step } from '../check/classify/step.ts';
import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { holdsIn, type Read } from './read-back.ts';
import type { NoteSpelling } from './spelling.ts';

/** A derivative by a whole vector or matrix: what is differentiated, by what, how that is asked for, and what it is. */
interface Whole {
  readonly of: string;
  readonly by: string;
  readonly head: string;
  readonly tex: string;
}

/** Derivatives as whole vectors and matrices, in the author's names for these. */
export class MatrixNotation {
  private readonly read: Read;
  private readonly spelling: NoteSpelling;

  constructor(read: Read, spelling: NoteSpelling) {
    this.read = read;
    this.spelling = spelling;
  }

  /**
   * The derivative in matrix notation, where the note writes what it is of and by so; shown only if it holds as the note's reader reads it.
   *
   * Shapes: `running` are the indices of the variable of which all values are meant: all that it has, or some (`w_j` for all `w_{jl}`); then
   * the others keep their letters, and so do those of what is differentiated.
   */
  of(
    step: Step,
    { of, by, inLongerNames }: Derived,
    [result, ...others]: readonly [Expr, ...Expr[]],
    running: readonly IndexId[],
    stated?: Stated,
  ): Whole | undefined {
    const { spelling } = this;
    const isPart = running.length < by.slots.length;
    const fixed = isPart ? new Map([...lettersFor([of, by], spelling)].filter(([id]) => !running.includes(id))) : noLetters;
    const [above, below] = isPart ? [tex(of, fixed, spelling), this.rowName(by, fixed)] : [of, by].map((name) => this.nameOf(name));
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
  nameOf(name: Subject): string | undefined {
    const { spelling } = this;
    if (name.kind === 'call') return name.slots.length === 0 ? spelling.name(name.fn, [], 0) : undefined;
    return name.slots.length === 0 ? tex(name, new Map(), spelling) : spelling.whole(name.family, []);
  }
}

/** Whether a formula has vectors or matrices, and the author writes all of them as wholes; beside rows `x_i` may stand what there is one of for each, `y_i`. */
function isAllWhole(expr: Expr, spelling: NoteSpelling): boolean {
  const names = walk(expr).flatMap((node) => (node.kind === 'ref' && node.slots.length > 0 ? [node] : []));
  const rows = new Set(names.flatMap(({ family, slots: [row] }) => (spelling.isOfRows(family) && row?.kind === 'index' ? [row.id] : [])));
  const isOfRow = ([row, ...others]: readonly IndexTerm[]): boolean => others.length === 0 && row?.kind === 'index' && rows.has(row.id);
  return names.length > 0 && names.every(({ family, slots }) => spelling.isWhole(family) || spelling.isOfRows(family) || isOfRow(slots));
}

export const noLetters: Letters = new Map();
