import type { Condition, Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { constantOf } from './constants.ts';
import type { Definition } from './definition.ts';
import type { Reshape } from './ground.ts';
import { labels } from './sampling.ts';

/** Something that the notes may take as given, and how samples are changed so that it is true. */
export interface Premise {
  readonly id: string;
  readonly tex: string;
  /** Which span states it, and where; absent if the notes do not. */
  readonly stated?: { readonly span: number; readonly at: number };
  /** Leaves whose samples it changes. */
  readonly reshape: ReadonlyMap<FamilyKey, Reshape>;
  /** The families that it says the members of sum to one over the last slot. */
  readonly sums?: readonly FamilyKey[];
  /** The family that it puts one number in the place of. */
  readonly puts?: FamilyKey;
  /** It moves members by what they have in common, which comes in front of what gives them a length. */
  readonly shifts?: true;
  /** What it says to be equal, where that cannot be drawn: one of its names is worked out from the others. */
  readonly equation?: Equation;
  /** Conditions that restrict the points at which sides are compared. */
  readonly conditions: readonly Condition[];
  /** In which step's neighbourhood alone it counts (a condition said before one display), by paragraph. */
  readonly paragraph?: number;
  /** Nothing but the forms of formulas speaks for it. */
  readonly isGuess?: true;
  /** It is said of one case (“if `A` is symmetric”), which what stands before it is not about. */
  readonly isCase?: true;
  /** The paragraph in which it singles out a case of what the formulas give, which elsewhere may not be meant. */
  readonly caseAt?: number;
  /** The paragraph in which it tells what one of several cases is; further on it is not meant, and there one cannot tell. */
  readonly namesCaseAt?: number;
  readonly section: number;
  readonly order: number;
}

/** Two formulas of names that nothing defines, which are to be equal. */
export interface Equation {
  readonly left: Expr;
  readonly right: Expr;
}

/** Makes the last slot of a leaf sum to one; `before`: how many members stand in front of those that the sums run over. */
export function sumToOne(before: number): Reshape {
  return (values, sizes, samples) => {
    const size = sizes[sizes.length - 1] ?? 1;
    const rows = values.length / samples / size;
    for (let row = 0; row < rows; row++) {
      for (let sample = 0; sample < samples; sample++) {
        let total = 0;
        for (let k = before; k < size; k++) {
          const at = (row * size + k) * samples + sample;
          values[at] = Math.abs(values[at] as number);
          total += values[at] as number;
        }
        for (let k = before; k < size; k++) {
          const at = (row * size + k) * samples + sample;
          values[at] = (values[at] as number) / total;
        }
      }
    }
  };
}

/** Makes a leaf with two slots over one range the same when they are exchanged. */
export const symmetric: Reshape = (values, [rows = 0, columns = 0], samples) => {
  if (rows !== columns) return;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < row; column++)
      for (let sample = 0; sample < samples; sample++)
        values[(row * columns + column) * samples + sample] = values[(column * columns + row) * samples + sample] as number;
};

/** Makes a leaf with two slots zero above its diagonal, or below it. */
export function triangular(side: 'lower' | 'upper'): Reshape {
  return (values, [rows = 0, columns = 0], samples) => {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        if (side === 'lower' ? row < column : column < row)
          values.fill(0, (row * columns + column) * samples, (row * columns + column + 1) * samples);
  };
}

/** Makes the values over the last slot of a leaf have length one. */
export const unitLength: Reshape = (values, sizes, samples) => {
  const size = sizes[sizes.length - 1] ?? 1;
  for (let row = 0; row < values.length / samples / size; row++) {
    for (let sample = 0; sample < samples; sample++) {
      let total = 0;
      for (let k = 0; k < size; k++) total += (values[(row * size + k) * samples + sample] as number) ** 2;
      for (let k = 0; k < size; k++) {
        const at = (row * size + k) * samples + sample;
        values[at] = (values[at] as number) / Math.sqrt(total);
      }
    }
  }
};

/** `\|v\| = 1`, or `v^\top v = 1`, in index notation: the family that is to have length one. */
export function normOf(lhs: Expr): FamilyKey | undefined {
  const root = lhs.kind === 'power' ? lhs.base : lhs;
  const sum = root.kind === 'apply' && root.fn === 'sqrt' ? root.args[0] : root;
  if (sum?.kind !== 'reduce' || sum.op !== 'sum') return undefined;
  const { body } = sum;
  const isSquare = body.kind === 'power' && body.exponent.kind === 'number' && body.exponent.value === 2;
  const [one, other] = isSquare ? [body.base, body.base] : body.kind === 'multiply' ? body.factors : [];
  if (one?.kind !== 'ref' || other?.kind !== 'ref' || one.family !== other.family || one.slots.length !== 1) return undefined;
  return one.family;
}

/** `V^\top V = I`, in index notation: the family of which the vectors along one of its two slots are to be orthonormal, and that slot. */
export function orthonormality(lhs: Expr, rhs: Expr): { readonly family: FamilyKey; readonly along: number } | undefined {
  const [one, other] = lhs.kind === 'reduce' && lhs.op === 'sum' && lhs.body.kind === 'multiply' ? lhs.body.factors : [];
  if (lhs.kind !== 'reduce' || rhs.kind !== 'delta' || one?.kind !== 'ref' || other?.kind !== 'ref') return undefined;
  if (one.family !== other.family || one.slots.length !== 2 || other.slots.length !== 2) return undefined;
  const isSummed = (term: IndexTerm | undefined): boolean => term?.kind === 'index' && term.id === lhs.index && term.shift === 0;
  const along = one.slots.findIndex(isSummed);
  if (along < 0 || !isSummed(other.slots[along])) return undefined;
  const [left, right] = [one.slots[1 - along], other.slots[1 - along]];
  const isOf = (a: IndexTerm, b: IndexTerm): boolean => isSameIndex(left, a) && isSameIndex(right, b);
  const isUnit = !isSameIndex(left, right) && (isOf(rhs.left, rhs.right) || isOf(rhs.right, rhs.left));
  return isUnit ? { family: one.family, along } : undefined;
}

/** Makes the vectors along one slot of a leaf with two orthonormal, as far as they are no longer than many (Gram and Schmidt). */
export function orthonormal(along: number): Reshape {
  return (values, [rows = 1, columns = 1], samples) => {
    const [length, count] = along === 0 ? [rows, columns] : [columns, rows];
    for (let sample = 0; sample < samples; sample++) {
      const at = (vector: number, n: number): number => (along === 0 ? n * columns + vector : vector * columns + n) * samples + sample;
      for (let vector = 0; vector < count; vector++) {
        for (let before = 0; before <= vector; before++) {
          let product = 0;
          for (let n = 0; n < length; n++) product += (values[at(vector, n)] as number) * (values[at(before, n)] as number);
          const scale = before === vector ? 1 / Math.sqrt(product) : 1;
          for (let n = 0; n < length; n++) {
            const shared = before === vector ? 0 : product * (values[at(before, n)] as number);
            values[at(vector, n)] = ((values[at(vector, n)] as number) - shared) * scale;
          }
        }
      }
    }
  };
}

/** `A_{ij} = A_{ji}`: the family that is to be symmetric. */
export function symmetry(lhs: Expr, rhs: Expr): FamilyKey | undefined {
  if (lhs.kind !== 'ref' || rhs.kind !== 'ref' || lhs.family !== rhs.family || lhs.slots.length !== 2) return undefined;
  const [row, column] = lhs.slots;
  const [first, second] = rhs.slots;
  const isTurned = isSameIndex(row, second) && isSameIndex(column, first) && !isSameIndex(row, column);
  return isTurned ? lhs.family : undefined;
}

function isSameIndex(one: IndexTerm | undefined, other: IndexTerm | undefined): boolean {
  return one?.kind === 'index' && other?.kind === 'index' && one.id === other.id && one.shift === 0 && other.shift === 0;
}

/** Draws a leaf from a set of numbers. */
export function among(set: readonly number[]): Reshape {
  return (values) => {
    for (let at = 0; at < values.length; at++) values[at] = set[Math.floor(Math.abs((values[at] as number) * 1000)) % set.length] as number;
  };
}

/** Sets some members of a leaf to one number; `cells` are their positions, undefined where any will do. */
export function fixedAt(cells: readonly (number | undefined)[], value: number): Reshape {
  return (values, sizes, samples) => {
    for (let cell = 0; cell < values.length / samples; cell++) {
      let rest = cell;
      let isMember = true;
      for (let at = sizes.length - 1; 0 <= at; at--) {
        const size = sizes[at] as number;
        if (cells[at] !== undefined && cells[at] !== rest % size) isMember = false;
        rest = Math.floor(rest / size);
      }
      if (isMember) values.fill(value, cell * samples, (cell + 1) * samples);
    }
  };
}

/** Labels that go round all classes. */
export const inTurn: Reshape = (values) => {
  for (let at = 0; at < values.length; at++) values[at] = 1 + (at % labels);
};

/** Vectors that are one at the class of the label of `inTurn` and zero elsewhere; `start`: what the classes are counted from. */
export function oneAtLabel(start: number): Reshape {
  return (values, sizes, samples) => {
    const size = sizes[sizes.length - 1] ?? 1;
    for (let at = 0; at < values.length; at++)
      values[at] = (Math.floor(at / samples) % size) + start === 1 + ((at % samples) % labels) ? 1 : 0;
  };
}

/** Sets a leaf to one number. */
export function fixed(value: number): Reshape {
  return (values) => values.fill(value);
}

/** `\sum_k t_k = 1` as a claim about a leaf with one free slot: the family that is to sum to one. */
export function sumsToOne(lhs: Expr, rhs: Expr): FamilyKey | undefined {
  if (constantOf(rhs) !== 1 || lhs.kind !== 'reduce' || lhs.op !== 'sum' || lhs.body.kind !== 'ref') return undefined;
  const { body, index } = lhs;
  const last = body.slots[body.slots.length - 1];
  return last?.kind === 'index' && last.id === index ? body.family : undefined;
}

/**
 * Families that weigh logarithms in the definitions, as the targets of a cross-entropy do: those whose sum may be one though no note says so.
 */
export function targetsOf(definitions: Iterable<Definition>): ReadonlySet<FamilyKey> {
  const targets = new Set<FamilyKey>();
  for (const { meaning } of definitions) {
    if (meaning.kind !== 'formula') continue;
    for (const node of walk(meaning.body)) {
      if (node.kind !== 'multiply' || !node.factors.some(isLog)) continue;
      for (const factor of node.factors) if (factor.kind === 'ref' && factor.slots.length > 0) targets.add(factor.family);
    }
  }
  return targets;
}

/** Letters by which notes call probabilities, whose values over a slot sum to one. */
const probabilities = /^(?:p|q|\\pi|hat\((?:p|y)\)|\\alpha|\\hat\{p\})$/;

/** Undefined families with one slot that are called as probabilities are. */
export function isProbability(family: FamilyKey): boolean {
  const { base, label, arity } = partsOfKey(family);
  return arity === 1 && (probabilities.test(base) || /~\([1-9]/.test(label));
}

function isLog(expr: Expr): boolean {
  return (expr.kind === 'apply' && expr.fn === 'log') || (expr.kind === 'negate' && isLog(expr.of));
}

/** Sets of premises to try, smallest first: each alone, then pairs, then all conditions on the points together. */
export function* trials(premises: readonly Premise[], most: number): Generator<readonly Premise[]> {
  let tried = 0;
  for (const premise of premises) {
    if (most <= tried++) return;
    yield [premise];
  }
  for (const [at, first] of premises.entries()) {
    for (const second of premises.slice(at + 1)) {
      if (most <= tried++) break;
      yield [first, second];
    }
  }
  const conditions = premises.filter((premise) => premise.conditions.length > 0);
  if (2 < conditions.length) yield conditions;
}
