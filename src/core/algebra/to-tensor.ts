import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { type Letters, operatorOf, relationOf, type Spelling, tex } from './tex.ts';

/** The index along which a column runs, or the two of a matrix; none for a number. */
export type Shape = readonly IndexId[];

/** How tightly a form binds. */
const tightness = { sum: 0, hadamard: 1, product: 2, atom: 3 } as const;
type Tightness = (typeof tightness)[keyof typeof tightness];

/** A piece of matrix notation. */
interface Piece {
  readonly text: string;
  readonly tightness: Tightness;
  /** The same transposed, where that is more than a mark behind it. */
  readonly turned?: () => Piece;
  /** Where it is a product of two vectors, with nothing else to tell them from numbers. */
  readonly isInner?: true;
  /** The factors of which it is the matrix product, where it is one of several. */
  readonly factors?: readonly Piece[];
  /** Of what it is the norm, and to which power, where it is one. */
  readonly norm?: { readonly of: string; readonly power: number; readonly isMatrix: boolean };
}

/** Thrown and caught inside of this file alone: there is no matrix notation for this. */
class NoNotation {}

/**
 * A formula in index notation as whole vectors and matrices; undefined where no notation for it is known.
 *
 * Shapes: `shape` names the free indices of the formula, but for those that are written with the letters in `fixed` (`x_i` for all `x_{il}` of
 * some `i`): none for a number, one for a column, for a matrix that of the rows and that of the columns. A formula without free indices
 * stands in all entries of the shape. `areSumsWritten`: sums over what the author numbers (`\sum_i y_i \mathbf x_i`) are written as such.
 * `symmetric`: families that are the same when transposed.
 */
export function toTensor(
  expr: Expr,
  shape: Shape,
  spelling: Spelling,
  fixed: Letters = new Map(),
  areSumsWritten = false,
  symmetric: ReadonlySet<FamilyKey> = new Set(),
): string | undefined {
  try {
    const weaver = new Weaver(spelling, fixed, areSumsWritten, symmetric);
    return (weaver.running(expr).length === 0 ? weaver.constant(expr, shape) : weaver.form(expr, shape)).text;
  } catch (error) {
    if (error instanceof NoNotation) return undefined;
    throw error;
  }
}

/** A factor of a product with the indices that it has, none, one or two. */
interface Strand {
  readonly indices: readonly IndexId[];
  /** Its form for the indices in this order. */
  readonly form: (order: readonly IndexId[]) => Piece;
}

class Weaver {
  private readonly spelling: Spelling;
  private readonly fixed: Letters;
  private readonly areSumsWritten: boolean;
  private readonly symmetric: ReadonlySet<FamilyKey>;

  constructor(spelling: Spelling, fixed: Letters, areSumsWritten: boolean, symmetric: ReadonlySet<FamilyKey>) {
    this.symmetric = symmetric;
    this.spelling = spelling;
    this.fixed = fixed;
    this.areSumsWritten = areSumsWritten;
  }

  /** The free indices of a formula that are not written. */
  running(expr: Expr): readonly IndexId[] {
    return [...freeIndices(expr)].filter((id) => !this.fixed.has(id));
  }

  /** A number in all entries of a shape. */
  constant(expr: Expr, shape: Shape): Piece {
    const number = this.form(expr, []);
    const ones = shape.map((_, at) => (at === 0 ? '\\mathbf{1}' : '\\mathbf{1}^\\top')).join(' ');
    if (shape.length === 0) return number;
    return { text: number.text === '1' ? ones : `${bracketed(number, tightness.product)} ${ones}`, tightness: tightness.product };
  }

  form(expr: Expr, shape: Shape): Piece {
    const running = this.running(expr);
    if (running.some((id) => !shape.includes(id))) throw new NoNotation();
    switch (expr.kind) {
      case 'number':
      case 'position':
        return atom(expr.kind === 'number' ? numeral(expr) : refuse());
      case 'add':
        return this.sum(expr.terms, shape);
      case 'negate':
        return { text: `-${bracketed(this.form(expr.of, shape), tightness.hadamard)}`, tightness: tightness.sum };
      case 'apply':
        return this.applied(expr, shape);
      case 'call': {
        if (running.length === 0 && (expr.slots.length + expr.args.length > 1 || expr.args[0]?.kind === 'array'))
          return atom(tex(expr, this.fixed, this.spelling));
        if (expr.args.length !== 1 || expr.slots.length > 0) return refuse();
        const head = this.spelling.name(expr.fn, [], expr.order);
        return atom(`${head}(${this.form(expr.args[0] as Expr, shape).text})`);
      }
      case 'ref':
      case 'multiply':
      case 'reduce':
      case 'divide':
      case 'power':
      case 'matrix':
      case 'delta':
        return this.woven(expr, shape);
      case 'indicator':
        return atom(`\\mathbb{1}[${this.condition(expr.condition, shape)}]`);
      default:
        return refuse();
    }
  }

  /** A sum, or what is transposed of one where fewer marks say that, with what all its terms begin or end with in front or behind. */
  private sum(terms: readonly Expr[], shape: Shape): Piece {
    const upright = this.joined(terms, shape);
    const inverted = 1 < shape.length ? attempt(() => this.joined(terms, [...shape].reverse())) : undefined;
    return inverted && turnsIn(inverted.text) + 1 < turnsIn(upright.text) ? transposed(inverted) : upright;
  }

  private joined(terms: readonly Expr[], shape: Shape): Piece {
    const pieces = terms.map((term) => {
      const isNegative = term.kind === 'negate';
      return { isNegative, ...guarded(this.form(isNegative ? term.of : term, shape), tightness.hadamard) };
    });
    // A matrix before what it is when transposed.
    const before = pieces.findIndex(({ text, isNegative }) => !isNegative && text === pieces[0]?.turned?.().text);
    if (0 < before) pieces.unshift(...pieces.splice(before, 1));
    return (1 < shape.length && attempt(() => sharing(pieces))) || added(pieces);
  }

  private applied(expr: Expr & { kind: 'apply' }, shape: Shape): Piece {
    const [arg, ...others] = expr.args;
    if (arg === undefined || expr.order > 0) return refuse();
    if (others.length > 0) {
      if (expr.fn !== 'max' && expr.fn !== 'min') return refuse();
      const inside = expr.args.map((each) => this.entries(each, shape).text).join(', ');
      return atom(`\\${expr.fn}${bracketed({ text: inside, tightness: tightness.sum }, tightness.atom)}`);
    }
    const inside = this.form(arg, shape).text;
    if (expr.fn === 'sqrt') {
      const { norm } = shape.length === 0 ? this.form(arg, shape) : refuse();
      return norm?.power === 2 ? this.normed(norm.of, 1, norm.isMatrix) : atom(`\\sqrt{${inside}}`);
    }
    if (expr.fn === 'abs') return shape.length === 0 ? atom(`\\left|${inside}\\right|`) : refuse();
    if (expr.fn === 'exp' && this.spelling.isExponentialPower) return atom(`e^{${inside}}`);
    return atom(`${this.spelling.command(expr.fn)}${inBrackets(inside)}`);
  }

  /** A product with its sums over indices: a graph whose nodes are the indices and whose edges are the matrices. */
  private woven(expr: Expr, shape: Shape): Piece {
    const strands: Strand[] = [];
    const denominators: Piece[] = [];
    this.unravel(expr, strands, denominators);
    const web = new Web(
      strands.filter(({ indices }) => indices.length > 0),
      (of, isMatrix = false) => this.normed(of, 2, isMatrix),
    );
    const front = strands.filter(({ indices }) => indices.length === 0).map(({ form }) => form([]));
    const main = web.take(shape);
    const numbers = [...front];
    for (let left = web.rest(); left.length > 0; left = web.rest()) numbers.push(web.number());
    if (main === undefined && shape.length > 0) return refuse();
    const [above, below] = this.cancelled(this.withNorms(numbers), this.withNorms(denominators));
    return combined(
      above,
      main,
      below.length === 1 ? below.map(({ text }) => text) : below.map((piece) => bracketed(piece, tightness.product)),
    );
  }

  /** A norm as the author writes it, to some power. */
  private normed(of: string, power: number, isMatrix = false): Piece {
    const [open, close] = (isMatrix ? this.spelling.matrixNorm : this.spelling.norm) ?? refuse();
    return { ...atom(`${open}${of}${close}${power === 1 ? '' : `^${power}`}`), norm: { of, power, isMatrix } };
  }

  /** Factors with one for all norms of the same. */
  private withNorms(pieces: readonly Piece[]): readonly Piece[] {
    return pieces.flatMap((piece, at) => {
      if (piece.norm === undefined) return [piece];
      const { of, isMatrix } = piece.norm;
      const alike = pieces.filter((other) => other.norm?.of === of);
      return pieces.findIndex((other) => other.norm?.of === of) === at
        ? [
            this.normed(
              of,
              alike.reduce((sum, { norm }) => sum + (norm?.power ?? 0), 0),
              isMatrix,
            ),
          ]
        : [];
    });
  }

  /** Numbers above and below a line with each norm in one of the two: what is divided by is not zero. */
  private cancelled(above: readonly Piece[], below: readonly Piece[]): readonly [above: readonly Piece[], below: readonly Piece[]] {
    const powerIn = (pieces: readonly Piece[], of: string): number => pieces.find(({ norm }) => norm?.of === of)?.norm?.power ?? 0;
    const without = (pieces: readonly Piece[], others: readonly Piece[]): readonly Piece[] =>
      pieces.flatMap((piece) => {
        const { norm } = piece;
        const other = norm ? powerIn(others, norm.of) : 0;
        if (norm === undefined || other === 0) return [piece];
        return norm.power <= other ? [] : [this.normed(norm.of, norm.power - other, norm.isMatrix)];
      });
    return [without(above, below), without(below, above)];
  }

  private unravel(expr: Expr, strands: Strand[], denominators: Piece[]): void {
    switch (expr.kind) {
      case 'multiply':
        for (const factor of expr.factors) this.unravel(factor, strands, denominators);
        return;
      case 'divide':
        if (this.running(expr.denominator).length > 0) refuse();
        for (const factor of expr.denominator.kind === 'multiply' ? expr.denominator.factors : [expr.denominator])
          denominators.push(this.form(factor, []));
        this.unravel(expr.numerator, strands, denominators);
        return;
      case 'reduce': {
        if (this.areSumsWritten && this.isNumbered(expr)) {
          strands.push(this.writtenSum(expr));
          return;
        }
        const isPlain =
          expr.op === 'sum' && expr.conditions.length === 0 && expr.bounds.lower?.kind !== 'index' && expr.bounds.upper?.kind !== 'index';
        if (!isPlain) refuse();
        if (expr.body.kind === 'add' && expr.body.terms.every(isProduct)) strands.push(this.apart(expr, expr.body.terms));
        else if (expr.body.kind === 'add') strands.push(this.total(expr));
        else this.unravel(expr.body, strands, denominators);
        return;
      }
      default:
        strands.push(...this.strands(expr));
    }
  }

  /** Whether a sum is over something that the author writes with its number: `y_i`, or `\mathbf x_i` for all `x_{ij}`. */
  private isNumbered({ op, index, body }: Expr & { kind: 'reduce' }): boolean {
    const isRow = (node: Expr): boolean => {
      if (node.kind !== 'ref') return false;
      const at = node.slots.findIndex((term) => term.kind === 'index' && term.id === index && term.shift === 0);
      const before = node.slots.slice(0, at).map(() => 'i');
      if (at < 0) return false;
      const isWhole = this.spelling.whole(node.family, []) !== undefined;
      return (
        (this.spelling.whole(node.family, before) === undefined && !(isWhole && before.length > 0)) ||
        (at + 1 < node.slots.length && this.spelling.whole(node.family, [...before, 'i']) !== undefined)
      );
    };
    return op === 'sum' && walk(body).some(isRow);
  }

  private writtenSum(expr: Expr & { kind: 'reduce' }): Strand {
    const indices = this.running(expr);
    if (2 < indices.length) refuse();
    const { head, letters } = operatorOf(expr, this.fixed, this.spelling);
    const inner = new Weaver(this.spelling, letters, true, this.symmetric);
    const form = (order: readonly IndexId[]): Piece => ({
      text: `${head} ${bracketed(inner.form(expr.body, order), tightness.hadamard)}`,
      tightness: tightness.product,
    });
    return { indices, form };
  }

  private condition(condition: Condition, shape: Shape): string {
    if (condition.kind === 'relation')
      return relationOf(condition, this.entries(condition.left, shape).text, this.entries(condition.right, shape).text);
    if (shape.length > 0) return refuse();
    return tex({ kind: 'indicator', condition }, this.fixed, this.spelling).slice('\\mathbb{1}['.length, -1);
  }

  /** What stands in each entry of a shape: a number is the same in all of them, and anything else has one for each. */
  private entries(expr: Expr, shape: Shape): Piece {
    const running = this.running(expr);
    if (running.length > 0 && running.length < shape.length) return refuse();
    return this.form(expr, running.length === 0 ? [] : shape);
  }

  /** A sum over all entries of products, one by one. */
  private apart(expr: Expr & { kind: 'reduce' }, terms: readonly Expr[]): Strand {
    const parts = terms.map((term): Expr => {
      const body = term.kind === 'negate' ? term.of : term;
      return term.kind === 'negate' ? { kind: 'negate', of: { ...expr, body } } : { ...expr, body };
    });
    const sum: Expr = { kind: 'add', terms: parts };
    return { indices: this.running(sum), form: (order) => this.form(sum, order) };
  }

  /** A sum over all entries of a sum. */
  private total({ index, body }: Expr & { kind: 'reduce' }): Strand {
    if (this.running(body).some((id) => id !== index)) refuse();
    const inside = bracketed(this.form(body, [index]), tightness.product);
    return { indices: [], form: () => ({ text: `\\mathbf{1}^\\top ${inside}`, tightness: tightness.product, isInner: true }) };
  }

  private strands(expr: Expr): readonly Strand[] {
    if (expr.kind === 'number' && expr.value === 1) return [];
    if (expr.kind === 'power') return this.powers(expr);
    if (expr.kind === 'delta' && this.running(expr).length === 0)
      return [{ indices: [], form: () => atom(tex(expr, this.fixed, this.spelling)) }];
    if (expr.kind === 'delta') {
      const indices = ids([expr.left, expr.right]);
      return [{ indices, form: () => atom('I') }];
    }
    if (expr.kind === 'matrix' && expr.op === 'inverse') return [this.inverse(expr)];
    if (expr.kind === 'matrix') return [{ indices: [], form: () => atom(this.determinant(expr)) }];
    if (expr.kind === 'ref') return [this.name(expr)];
    const indices = this.running(expr);
    if (2 < indices.length) refuse();
    return [{ indices, form: (order) => this.form(expr, order) }];
  }

  private powers({ base, exponent }: Expr & { kind: 'power' }): readonly Strand[] {
    const indices = this.running(base);
    if (indices.length === 0) {
      const above = this.form(exponent, []).text;
      return [
        { indices, form: () => atom(`${bracketed(this.form(base, []), tightness.atom)}^${above.length === 1 ? above : `{${above}}`}`) },
      ];
    }
    if (exponent.kind !== 'number' || exponent.value !== 2) refuse();
    return [...this.strands(base), ...this.strands(base)];
  }

  private name({ family, slots }: Expr & { kind: 'ref' }): Strand {
    const isRunning = (term: IndexTerm): boolean => term.kind === 'index' && !this.fixed.has(term.id);
    const first = slots.findIndex(isRunning);
    const front = (first < 0 ? slots : slots.slice(0, first)).map((term) => this.written(term));
    const indices = first < 0 ? [] : ids(slots.slice(first));
    if (indices.some((id) => this.fixed.has(id))) refuse();
    if (indices.length === 0) {
      const text = slots.length === 0 ? this.spelling.whole(family, []) : undefined;
      return { indices, form: () => atom(text ?? this.spelling.name(family, front, 0)) };
    }
    const text = this.spelling.whole(family, front) ?? refuse();
    if (this.symmetric.has(family)) return { indices, form: () => alikeTransposed(text) };
    return { indices, form: (order) => (order[0] === indices[0] ? atom(text) : transposed(atom(text))) };
  }

  /** What stands in a slot that is written. */
  private written(term: IndexTerm): string {
    if (term.kind === 'index' && term.shift === 0) return this.fixed.get(term.id) ?? refuse();
    if (term.kind === 'by' && this.running(term.of).length === 0) return tex(term.of, this.fixed, this.spelling);
    return term.kind === 'value' ? String(term.value) : refuse();
  }

  private inverse({ rows, columns, body, slots }: Expr & { kind: 'matrix' }): Strand {
    const indices = ids(slots);
    const [own, turned] = [this.form(body, [rows, columns]), this.form(body, [columns, rows])];
    const inside = bracketed(own, tightness.atom);
    if (own.text === turned.text) return { indices, form: () => alikeTransposed(`${inside}^{-1}`) };
    const upright: Piece = { ...atom(`${inside}^{-1}`), turned: () => atom(`${inside}^{-\\top}`) };
    return { indices, form: (order) => (order[0] === indices[0] ? upright : { ...transposed(upright), turned: () => upright }) };
  }

  private determinant({ rows, columns, body }: Expr & { kind: 'matrix' }): string {
    return `\\det(${this.form(body, [rows, columns]).text})`;
  }
}

/** The factors of a product by their indices: vectors hang on an index, matrices lead from one to another. */
class Web {
  private strands: Strand[];
  /** A squared norm, where the author writes norms. */
  private readonly squared: (of: string, isMatrix?: boolean) => Piece;

  constructor(strands: readonly Strand[], squared: (of: string, isMatrix?: boolean) => Piece) {
    this.squared = squared;
    if (strands.some(({ indices }) => 2 < indices.length || (indices.length === 2 && indices[0] === indices[1]))) refuse();
    this.strands = [...strands];
  }

  rest(): readonly Strand[] {
    return this.strands;
  }

  /** What is connected with the indices of a shape; undefined for a number. */
  take(shape: Shape): Piece | undefined {
    const [row, column] = shape;
    if (row === undefined) return undefined;
    this.merge(shape);
    if (column === undefined) return this.vector(row);
    const path = this.path(row, column);
    if (path === undefined) return outer(this.vector(row), this.vector(column));
    let piece: Piece | undefined;
    const along = (next: Piece): void => {
      piece = piece === undefined ? next : times(piece, next);
    };
    const ends = [row, ...path.map(({ to }) => to)];
    for (const { strand } of path) this.remove(strand);
    for (const [at, node] of ends.entries()) {
      const hanging = this.hanging(node);
      if (hanging) along(diagonal(hanging));
      const step = path[at];
      if (step && !isDelta(step.strand)) along(step.strand.form([node, step.to]));
    }
    return piece ?? atom('I');
  }

  /** Matrices side by side between the same two indices, among those connected with a shape, are one that goes entry by entry. */
  private merge(shape: Shape): void {
    const reached = new Set(shape);
    for (const node of reached)
      for (const { indices } of this.strands) if (indices.includes(node)) for (const id of indices) reached.add(id);
    const pairs = new Map<string, Strand[]>();
    for (const strand of this.strands) {
      const { indices } = strand;
      if (indices.length !== 2 || !reached.has(indices[0] as IndexId) || isDelta(strand)) continue;
      const key = [...indices].sort((a, b) => a - b).join();
      pairs.set(key, [...(pairs.get(key) ?? []), strand]);
    }
    for (const all of pairs.values()) {
      const [first, ...others] = all;
      if (first === undefined || others.length === 0) continue;
      const along = (order: readonly IndexId[]): Piece =>
        all
          .map((strand) => strand.form(order))
          .sort((a, b) => Number(isCondition(a)) - Number(isCondition(b)))
          .reduce(hadamard);
      const form = (order: readonly IndexId[]): Piece => {
        const [upright, turned] = [along(order), transposed(along([...order].reverse()))];
        return turned.text.length < upright.text.length ? turned : upright;
      };
      this.strands = this.strands.flatMap((strand) =>
        strand === first ? [{ indices: first.indices, form }] : all.includes(strand) ? [] : [strand],
      );
    }
  }

  /** The number that some of the factors left make: an inner product, or a trace. */
  number(): Piece {
    const vector = this.strands.find(({ indices }) => indices.length === 1);
    if (vector === undefined) return this.trace();
    this.remove(vector);
    const [index] = vector.indices as [IndexId];
    const other = this.hanging(index);
    const own = vector.form([index]);
    if (other === undefined)
      return { text: `\\mathbf{1}^\\top ${bracketed(own, tightness.product)}`, tightness: tightness.product, isInner: true };
    const square = own.text === other.text ? attempt(() => this.squared(own.text)) : undefined;
    if (square) return square;
    return { text: `${transposed(own).text} ${bracketed(other, tightness.product)}`, tightness: tightness.product, isInner: true };
  }

  private trace(): Piece {
    const [first] = this.strands;
    if (first === undefined) return refuse();
    this.remove(first);
    const [from, to] = first.indices as [IndexId, IndexId];
    const path = this.path(to, from);
    if (path === undefined) return refuse();
    let piece = first.form([from, to]);
    let node = to;
    for (const { strand, to: next } of path) {
      this.remove(strand);
      piece = times(piece, strand.form([node, next]));
      node = next;
    }
    const [second, ...more] = path;
    const isSquare = second && more.length === 0 && second.strand.form([from, to]).text === first.form([from, to]).text;
    const square = isSquare ? attempt(() => this.squared(first.form([from, to]).text, true)) : undefined;
    if ([from, to, ...path.map((step) => step.to)].some((id) => this.hanging(id) !== undefined)) refuse();
    return square ?? atom(`\\operatorname{tr}(${piece.text})`);
  }

  /** The column that stands at an index, with all that hangs on it. */
  private vector(index: IndexId): Piece {
    return this.hanging(index) ?? refuse();
  }

  /** What hangs on an index: its vectors, and by every matrix what hangs on the other end of it. */
  private hanging(index: IndexId): Piece | undefined {
    const parts: Piece[] = [];
    for (;;) {
      const strand = this.strands.find(({ indices }) => indices.includes(index));
      if (strand === undefined) break;
      this.remove(strand);
      const other = strand.indices.find((id) => id !== index);
      if (other === undefined) parts.push(strand.form([index]));
      else {
        const far = this.hanging(other) ?? atom('\\mathbf{1}');
        parts.push(isDelta(strand) ? far : times(strand.form([index, other]), far));
      }
    }
    // Conditions behind what they are on.
    const [first, ...others] = parts.sort((a, b) => Number(isCondition(a)) - Number(isCondition(b)));
    return first && others.reduce(hadamard, first);
  }

  /** The matrices that lead from one index to another. */
  private path(from: IndexId, to: IndexId): readonly { readonly strand: Strand; readonly to: IndexId }[] | undefined {
    const before = new Map<IndexId, { strand: Strand; from: IndexId }>();
    const queue = [from];
    for (const node of queue) {
      for (const strand of this.strands) {
        if (strand.indices.length !== 2 || !strand.indices.includes(node)) continue;
        const next = strand.indices.find((id) => id !== node) as IndexId;
        if (next === from || before.has(next)) continue;
        before.set(next, { strand, from: node });
        queue.push(next);
      }
    }
    if (!before.has(to)) return undefined;
    const steps: { strand: Strand; to: IndexId }[] = [];
    for (let node = to; node !== from; ) {
      const step = before.get(node) as { strand: Strand; from: IndexId };
      steps.unshift({ strand: step.strand, to: node });
      node = step.from;
    }
    return steps;
  }

  private remove(strand: Strand): void {
    this.strands = this.strands.filter((other) => other !== strand);
  }
}

function isDelta({ form, indices }: Strand): boolean {
  return indices.length === 2 && form(indices).text === 'I';
}

function isCondition({ text }: Piece): boolean {
  return text.startsWith('\\mathbb{1}[');
}

function combined(numbers: readonly Piece[], main: Piece | undefined, denominators: readonly string[]): Piece {
  // A sum goes as far as what stands behind it.
  const isSum = (text: string): number => Number(text.startsWith('\\sum'));
  const over = denominators.length > 0 ? [...denominators].sort((a, b) => isSum(a) - isSum(b)).join(' ') : undefined;
  const [only, ...more] = numbers;
  if (main === undefined && over === undefined && only && more.length === 0) return only;
  // A product of two vectors needs no brackets behind numbers, where nothing stands behind it.
  const isOpen = (at: number): boolean => (main === undefined || over !== undefined) && at === numbers.length - 1;
  const front = numbers
    .map((piece, at) => (piece.isInner && !isOpen(at) ? `(${piece.text})` : bracketed(piece, tightness.product)))
    .join(' ');
  if (over === undefined) {
    if (main === undefined) return { text: front === '' ? '1' : front, tightness: tightness.product };
    return front === '' ? main : { text: `${front} ${bracketed(main, tightness.product)}`, tightness: tightness.product };
  }
  if (main === undefined) {
    const isLong = only !== undefined && more.length === 0 && only.tightness === tightness.sum && only.text.includes('\\frac');
    if (isLong) return { text: `\\frac{1}{${over}} ${bracketed(only, tightness.product)}`, tightness: tightness.product };
    const last = numbers.at(-1);
    // `\frac{2}{N} \sum_i \dots` reads better than with the sum above the line, unless there is one below it.
    if (last?.text.startsWith('\\sum') && !over.includes('\\sum')) {
      const factor = combined(numbers.slice(0, -1), undefined, denominators);
      return { text: `${factor.text} ${last.text}`, tightness: tightness.product };
    }
    return atom(`\\frac{${only && more.length === 0 ? only.text : front === '' ? '1' : front}}{${over}}`);
  }
  const isVector = main.tightness === tightness.atom && main.turned === undefined && !main.text.startsWith('\\frac');
  const isMean = main.text.startsWith('\\sum') && over.includes('\\sum');
  if (front === '' && (isVector || isMean)) return { text: `\\frac{${main.text}}{${over}}`, tightness: tightness.product };
  const above = only && more.length === 0 ? only.text : front;
  return { text: `\\frac{${above === '' ? '1' : above}}{${over}} ${bracketed(main, tightness.product)}`, tightness: tightness.product };
}

function atom(text: string): Piece {
  return { text, tightness: tightness.atom };
}

/** A symmetric matrix. */
function alikeTransposed(text: string): Piece {
  const piece: Piece = { ...atom(text), turned: () => piece };
  return piece;
}

function bracketed(piece: Piece, place: Tightness): string {
  if (place <= piece.tightness) return piece.text;
  return inBrackets(piece.text);
}

function inBrackets(text: string): string {
  return /\\frac|\\sum/.test(text) ? `\\left(${text}\\right)` : `(${text})`;
}

function guarded(piece: Piece, place: Tightness): Piece {
  return place <= piece.tightness ? piece : atom(bracketed(piece, place));
}

function times(left: Piece, right: Piece): Piece {
  const turned = (): Piece => times(transposed(right), transposed(left));
  return {
    turned,
    factors: [...(left.factors ?? [left]), ...(right.factors ?? [right])],
    text: `${bracketed(left, tightness.product)} ${bracketed(right, tightness.product)}`,
    tightness: tightness.product,
  };
}

/** A term of a sum. */
interface Addend extends Piece {
  readonly isNegative: boolean;
}

function added(pieces: readonly Addend[]): Piece {
  const signed = pieces.map(({ isNegative, text }, at) =>
    at === 0 ? `${isNegative ? '-' : ''}${text}` : ` ${isNegative ? '-' : '+'} ${text}`,
  );
  return { text: signed.join(''), tightness: tightness.sum };
}

/** A sum of products of matrices that all begin or end with the same, with this once; refused where they do not. */
function sharing(pieces: readonly Addend[]): Piece {
  const all = pieces.map((piece) => piece.factors ?? [piece]);
  for (const at of [0, -1]) {
    const [shared, ...others] = all.map((factors) => factors.at(at));
    // Beside an inverse nobody looks for an identity.
    if (shared === undefined || others.length === 0 || shared.tightness < tightness.atom || /\^\{-/.test(shared.text)) continue;
    if (others.some((other) => other?.text !== shared.text)) continue;
    const rests = all.map((factors) => (at === 0 ? factors.slice(1) : factors.slice(0, -1)));
    const inner = added(
      rests.map((rest, n) => ({ ...(rest.length === 0 ? atom('I') : rest.reduce(times)), isNegative: pieces[n]?.isNegative === true })),
    );
    return at === 0 ? times(shared, inner) : times(inner, shared);
  }
  return refuse();
}

/** How often something is transposed in a text. */
function turnsIn(text: string): number {
  return text.split('\\top').length - 1;
}

function hadamard(left: Piece, right: Piece): Piece {
  const side = (piece: Piece): string => bracketed(piece, tightness.hadamard === piece.tightness ? tightness.hadamard : tightness.atom);
  return { text: `${side(left)} \\odot ${side(right)}`, tightness: tightness.hadamard };
}

function outer(left: Piece, right: Piece): Piece {
  return times(left, transposed(right));
}

function transposed(piece: Piece): Piece {
  if (piece.turned) return piece.turned();
  const isPlain = piece.tightness === tightness.atom && !/\^[^}]*$|\^\{[^{}]*\}$/.test(piece.text);
  return {
    ...atom(`${isPlain ? piece.text : bracketed({ ...piece, tightness: tightness.sum }, tightness.atom)}^\\top`),
    turned: () => piece,
  };
}

function diagonal(vector: Piece): Piece {
  return atom(`\\operatorname{diag}(${vector.text})`);
}

/** A product or a square, perhaps with a sign. */
function isProduct(term: Expr): boolean {
  const { kind } = term.kind === 'negate' ? term.of : term;
  return kind === 'multiply' || kind === 'power';
}

/** The indices of some slots; anything else in one has no notation. */
function ids(slots: readonly IndexTerm[]): readonly IndexId[] {
  return slots.map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : refuse()));
}

function numeral({ value, decimals }: Expr & { kind: 'number' }): string {
  if (value === Math.PI) return '\\pi';
  return decimals > 0 ? value.toFixed(decimals) : String(value);
}

/** What is refused is undefined. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof NoNotation) return undefined;
    throw error;
  }
}

function refuse(): never {
  throw new NoNotation();
}
