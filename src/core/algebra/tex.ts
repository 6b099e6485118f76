import { joinedText, partsOfBoth } from '../expr/conditions.ts';
import type { Condition, Expr, FamilyKey, IndexBound, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, withTerm } from '../expr/expr.ts';
import { keyOf } from './key.ts';

/** How the author of a note writes. */
export interface Spelling {
  /** A member of a family, with the texts of its slots. */
  name(family: FamilyKey, slots: readonly string[], primes: number): string;
  /** A whole vector or matrix; undefined where the author writes its members. `slots` are the texts of the slots in front. */
  whole(family: FamilyKey, slots: readonly string[]): string | undefined;
  /** Whether a power may stand right behind a name, where it can't be taken for a label. */
  takesPower(family: FamilyKey): boolean;
  /** What stands between the arguments of a function of the notes: `\mid` in `p(x \mid \mu)`. */
  separators(fn: FamilyKey): readonly string[];
  /** The exponent with which an argument of a function of the notes is written: 2 in `p(x \mid \sigma^2)` where `\sigma` is meant. */
  powerOf(fn: FamilyKey, at: number): number | undefined;
  /** The command for a function of the table. */
  command(fn: string): string;
  /** The signs around a vector whose length is meant, where lengths are written with signs. */
  readonly norm: readonly [open: string, close: string] | undefined;
  /** The same around a matrix. */
  readonly matrixNorm: readonly [open: string, close: string] | undefined;
  /** The brackets of what is above zero of a number, `[1 - m]_+`, where it is written so. */
  readonly aboveZero: readonly [open: string, close: string] | undefined;
  /** Whether powers of quotients are written with a slash: `(r / s)^2`. */
  readonly isSlashed: boolean;
  /** Whether quotients are written with a slash as arguments of functions: `\exp(s / \tau)`. */
  readonly isSlashedInside: boolean;
  /** Whether exponentials are written as powers of `e`. */
  readonly isExponentialPower: boolean;
  /** The Kronecker delta of two indices; undefined where the letter means something else. */
  delta(left: string, right: string): string | undefined;
  /**
   * A share of exponentials as the author calls it (`\mathrm{softmax}(z)_k`): `whole` is the name of the vector of exponents, if it has one,
   * `entry` the exponent and `letter` its index; undefined where the note has no name for it.
   */
  share(whole: string | undefined, entry: string, letter: string): string | undefined;
  /** The sign of a derivative. */
  readonly differential: '\\partial ' | 'd';
  /** A letter for an index that none of those taken has. */
  letter(id: IndexId, taken: ReadonlySet<string>): string;
}

/** The letters that indices have where a formula stands. */
export type Letters = ReadonlyMap<IndexId, string>;

/** How tightly a form binds: what binds looser than its place asks for is bracketed. */
const tightness = { sum: 0, product: 1, unary: 2, atom: 3 } as const;
type Tightness = (typeof tightness)[keyof typeof tightness];

const relations = { '=': '=', '≠': '\\neq', '<': '<', '≤': '\\le', '>': '>', '≥': '\\ge' } as const;
const turned = { '=': '=', '≠': '≠', '<': '>', '≤': '≥', '>': '<', '≥': '≤' } as const;
const operators = { sum: '\\sum', product: '\\prod', maximum: '\\max', minimum: '\\min' } as const;

/** What stands for a part that can't be written. */
export const unwritten = '\\square';

/** The LaTeX of an expression as the author of the note would write it; an index without a letter gets one, and what can't be written is `unwritten`. */
export function tex(expr: Expr, letters: Letters, spelling: Spelling): string {
  return new Writer(spelling, letters).at(expr, tightness.sum);
}

/** The sign of a sum with what stands below and above it, and the letters inside of it. */
export function operatorOf(sum: Expr & { kind: 'reduce' }, letters: Letters, spelling: Spelling): ReturnType<Writer['operator']> {
  return new Writer(spelling, letters).operator(sum);
}

/** A condition between two formulas whose texts are given. */
export function relationOf({ relation }: Condition & { kind: 'relation' }, left: string, right: string): string {
  return `${left} ${relations[relation]} ${right}`;
}

/** Letters for the free indices of formulas, in the order in which they stand; those in `known` keep theirs. */
export function lettersFor(exprs: readonly Expr[], spelling: Spelling, known: Letters = new Map()): Letters {
  const letters = new Map(known);
  for (const expr of exprs)
    for (const id of freeIndices(expr)) if (!letters.has(id)) letters.set(id, spelling.letter(id, new Set(letters.values())));
  return letters;
}

class Writer {
  private readonly spelling: Spelling;
  private readonly letters: Letters;

  constructor(spelling: Spelling, letters: Letters) {
    this.spelling = spelling;
    this.letters = letters;
  }

  at(expr: Expr, place: Tightness): string {
    const [text, own] = this.form(expr);
    return own < place ? bracketed(text) : text;
  }

  private form(expr: Expr): readonly [string, Tightness] {
    switch (expr.kind) {
      case 'number':
        return [numeral(expr), expr.value < 0 ? tightness.sum : tightness.atom];
      case 'ref':
        return [this.spelling.name(expr.family, this.slots(expr.slots), 0), tightness.atom];
      case 'add':
        return [this.sum(expr.terms), tightness.sum];
      case 'negate':
        return [`-${this.at(expr.of, tightness.product)}`, tightness.sum];
      case 'multiply':
        return [this.product(expr.factors), tightness.product];
      case 'divide': {
        const share = this.share(expr);
        if (share) return share;
        return [`\\frac{${this.at(expr.numerator, tightness.sum)}}{${this.at(expr.denominator, tightness.sum)}}`, tightness.atom];
      }
      case 'power':
        return [this.power(expr), tightness.atom];
      case 'apply':
        return this.applied(expr);
      case 'call':
        return [this.call(expr), tightness.atom];
      case 'reduce':
        return [this.reduction(expr), tightness.product];
      case 'position':
        return [this.term(expr.term), tightness.atom];
      case 'delta': {
        const isTurned = expr.left.kind !== 'index' && expr.right.kind === 'index';
        const [left, right] = [this.term(isTurned ? expr.right : expr.left), this.term(isTurned ? expr.left : expr.right)];
        const isPlain = [expr.left, expr.right].every((term) => term.kind === 'index' && term.shift === 0);
        return [(isPlain ? this.spelling.delta(left, right) : undefined) ?? `\\mathbb{1}[${left} = ${right}]`, tightness.atom];
      }
      case 'indicator':
        return [`\\mathbb{1}[${this.condition(expr.condition)}]`, tightness.atom];
      case 'cases':
        return [this.cases(expr), tightness.atom];
      case 'list':
        return [
          `\\left(${expr.items.map((item) => this.at(item, tightness.sum)).join(', ')}\\right)_{${this.term(expr.index)}}`,
          tightness.atom,
        ];
      case 'partial':
        return [this.partial(expr), tightness.atom];
      case 'array':
        return this.array(expr);
      case 'matrix':
        return [this.matrix(expr), tightness.atom];
      case 'at':
      case 'tensor':
      case 'hole':
        return [unwritten, tightness.atom];
    }
  }

  /** Terms side by side; a sum among them needs no bracket. */
  private sum(terms: readonly Expr[]): string {
    return terms
      .flatMap((term) => (term.kind === 'add' ? term.terms : [term]))
      .map((term, position) => {
        if (term.kind === 'negate') return `${position > 0 ? ' - ' : '-'}${this.at(term.of, tightness.product)}`;
        return `${position > 0 ? ' + ' : ''}${this.at(term, tightness.product)}`;
      })
      .join('');
  }

  /** Factors side by side; a sum over an index reaches to the end, so that it is bracketed in front of others. */
  private product(factors: readonly Expr[]): string {
    let text = '';
    for (const [at, factor] of factors.entries()) {
      const isLast = at === factors.length - 1;
      const isSum = factor.kind === 'reduce';
      const next =
        isSum && !isLast ? bracketed(this.at(factor, tightness.sum)) : this.at(factor, isSum ? tightness.product : tightness.unary);
      text += text === '' ? next : `${joint(text, next)}${next}`;
    }
    return text;
  }

  /** A quotient with a share of exponentials in it, `e^{z_k} / \sum_j e^{z_j}`, by the author's name for that. */
  private share({ numerator, denominator }: Expr & { kind: 'divide' }): readonly [string, Tightness] | undefined {
    const [above, below] = [factorsOf(numerator), factorsOf(denominator)];
    for (const total of below) {
      if (total.kind !== 'reduce' || total.op !== 'sum' || total.conditions.length > 0) continue;
      for (const top of above) {
        const [arg] = top.kind === 'apply' && top.fn === 'exp' && top.order === 0 ? top.args : [];
        const id = arg && [...freeIndices(arg)].find((own) => isEntryOf(top, own, total));
        const text = arg && id !== undefined ? this.shareOf(arg, id) : undefined;
        if (text === undefined) continue;
        const [left, divisors] = [above.filter((factor) => factor !== top), below.filter((factor) => factor !== total)];
        if (left.length === 0 && divisors.length === 0) return [text, tightness.atom];
        const rest = product(left);
        const other: Expr = divisors.length === 0 ? rest : { kind: 'divide', numerator: rest, denominator: product(divisors) };
        const next = this.at(other, tightness.product);
        return [`${text}${joint(text, next)}${next}`, tightness.product];
      }
    }
    return undefined;
  }

  private shareOf(arg: Expr, id: IndexId): string | undefined {
    const [slot, ...others] = arg.kind === 'ref' ? arg.slots : [];
    const isOwn = slot?.kind === 'index' && slot.id === id && slot.shift === 0 && others.length === 0;
    const whole = isOwn && arg.kind === 'ref' ? this.spelling.whole(arg.family, []) : undefined;
    return this.spelling.share(whole, this.at(arg, tightness.sum), this.term({ kind: 'index', id, shift: 0 }));
  }

  private power({ base, exponent }: Expr & { kind: 'power' }): string {
    const above = `^${braced(this.at(exponent, tightness.sum))}`;
    if (base.kind === 'ref' && this.spelling.takesPower(base.family)) return `${this.at(base, tightness.atom)}${above}`;
    if (base.kind === 'call' && base.order === 0 && this.spelling.takesPower(base.fn)) return `${this.at(base, tightness.atom)}${above}`;
    const isAboveZero = base.kind === 'apply' && base.fn === 'relu' && this.spelling.aboveZero !== undefined;
    if (base.kind === 'apply' && (base.fn === 'abs' || isAboveZero) && base.order === 0) return `${this.at(base, tightness.atom)}${above}`;
    const isLetter = base.kind === 'position' && base.term.kind === 'index' && base.term.shift === 0;
    if (isLetter || (base.kind === 'number' && 0 <= base.value)) return `${this.at(base, tightness.atom)}${above}`;
    const command = base.kind === 'apply' && base.order === 0 ? this.spelling.command(base.fn) : '';
    if (
      base.kind === 'apply' &&
      exponent.kind === 'number' &&
      1 < exponent.value &&
      /^\\(?:sin|cos|tan|tanh|sinh|cosh|log|ln)$/.test(command)
    )
      return `${command}${above}${this.brackets(base.args)}`;
    if (base.kind === 'divide' && this.spelling.isSlashed)
      return `(${this.at(base.numerator, tightness.product)} / ${this.at(base.denominator, tightness.unary)})${above}`;
    return `${bracketed(this.at(base, tightness.sum))}${above}`;
  }

  private applied(expr: Expr & { kind: 'apply' }): readonly [string, Tightness] {
    const [first] = expr.args;
    if (first && expr.order === 0) {
      const inside = (): string => this.at(first, tightness.sum);
      if (expr.fn === 'sqrt') return [`\\sqrt{${inside()}}`, tightness.atom];
      if (expr.fn === 'abs') return [`\\left|${inside()}\\right|`, tightness.atom];
      const [open, close] = (expr.fn === 'relu' && this.spelling.aboveZero) || [];
      if (open !== undefined && close !== undefined) {
        const text = inside();
        return [`${isHigh(text) ? `\\left${open}${text}\\right${close}` : `${open}${text}${close}`}_+`, tightness.atom];
      }
      const slashed = expr.args.length === 1 && this.spelling.isSlashedInside ? this.slashed(first) : undefined;
      if (expr.fn === 'exp' && this.spelling.isExponentialPower && (slashed !== undefined || !isTall(first)))
        return [`e^{${slashed ?? inside()}}`, tightness.atom];
      if (slashed !== undefined) return [`${this.spelling.command(expr.fn)}(${slashed})`, tightness.atom];
      if (expr.fn === 'factorial') return [`${this.at(first, tightness.atom)}!`, tightness.atom];
      // Derivatives of the digamma function are written with primes.
      if (expr.fn === 'polygamma' && expr.args[1] && first.kind === 'number')
        return [`${this.spelling.command('digamma')}${"'".repeat(first.value)}${this.brackets(expr.args.slice(1))}`, tightness.atom];
    }
    return [`${this.spelling.command(expr.fn)}${"'".repeat(expr.order)}${this.brackets(expr.args)}`, tightness.atom];
  }

  /** A quotient with a slash, where that is clear: `s / \tau`, `v / 2`; undefined of anything else. */
  private slashed(expr: Expr): string | undefined {
    if (expr.kind === 'negate') {
      const inside = this.slashed(expr.of);
      return inside && `-${inside}`;
    }
    const [first, ...others] = expr.kind === 'multiply' ? expr.factors : [expr];
    if (first?.kind !== 'divide') return undefined;
    const isOne = first.numerator.kind === 'number' && first.numerator.value === 1;
    if (others.length > 0 && !isOne) return undefined;
    const above: Expr =
      others.length === 0 ? first.numerator : others.length === 1 ? (others[0] as Expr) : { kind: 'multiply', factors: others };
    if ([above, first.denominator].some((part) => isTall(part) || part.kind === 'negate')) return undefined;
    return `${this.at(above, tightness.product)} / ${this.at(first.denominator, tightness.unary)}`;
  }

  private call({ fn, slots, args, order }: Expr & { kind: 'call' }, primes = order): string {
    const head = this.spelling.name(fn, this.slots(slots), primes);
    const written = args.map((base, at): Expr => {
      const value = this.spelling.powerOf(fn, at);
      return value === undefined ? base : { kind: 'power', base, exponent: { kind: 'number', value, decimals: 0 } };
    });
    return `${head}${this.brackets(written, this.spelling.separators(fn))}`;
  }

  private brackets(args: readonly Expr[], separators: readonly string[] = []): string {
    if (args.length === 0) return '';
    const texts = args.map((arg) => this.at(arg, tightness.sum));
    return bracketed(texts.reduce((before, text, at) => `${before}${separators[at - 1] ?? ', '}${text}`));
  }

  private reduction(expr: Expr & { kind: 'reduce' }): string {
    const { head, letters } = this.operator(expr);
    return `${head} ${new Writer(this.spelling, letters).at(expr.body, tightness.product)}`;
  }

  /** The sign of a sum with what stands below and above it, and the letters inside of it. */
  operator({ op, index, bounds, conditions, body }: Expr & { kind: 'reduce' }): { readonly head: string; readonly letters: Letters } {
    const around = new Set(this.letters.values());
    const letters = new Map(this.letters);
    for (const id of freeIndices(body)) if (id !== index && !letters.has(id)) around.add(this.spelling.letter(id, around));
    letters.set(index, this.spelling.letter(index, around));
    const inner = new Writer(this.spelling, letters);
    const letter = letters.get(index) ?? '';
    const upper = bounds.upper && this.bound(bounds.upper);
    const below =
      conditions.length > 0
        ? conditions.map((condition) => inner.boundCondition(condition, index)).join(', ')
        : bounds.lower
          ? `${letter}=${this.bound(bounds.lower)}`
          : letter;
    const isOpen = conditions.length === 0 || (bounds.lower === undefined && bounds.upper === undefined);
    const scripts = `_${braced(below)}${upper !== undefined && isOpen ? `^${braced(upper)}` : ''}`;
    return { head: `${operators[op]}${scripts}`, letters };
  }

  /** A condition below a sum, its index first. */
  boundCondition(condition: Condition, index: IndexId): string {
    const own = condition.kind === 'relation' && condition.left.kind === 'ref' ? condition.left.slots : [];
    const [first] = own;
    // What stands first below a sum is what it runs over.
    if (1 < own.length && first?.kind === 'index' && (first.id !== index || !this.isBeside(condition)))
      return `${this.letters.get(index) ?? ''} : ${this.condition(condition)}`;
    if (condition.kind !== 'index-relation') return this.condition(condition);
    const { left, right, relation } = condition;
    const isTurned = right.kind === 'index' && right.id === index && right.shift === 0;
    return this.condition(isTurned ? { ...condition, left: right, right: left, relation: turned[relation] } : condition);
  }

  /** Whether a condition says that one index is beside another, `i \sim j`, `i \in S_j`. */
  private isBeside(condition: Condition): boolean {
    const family = condition.kind === 'relation' && condition.left.kind === 'ref' ? condition.left.family : '';
    return /^set\((?:\\sim|.*(?:\(\)|_))\)\^/.test(family);
  }

  /** `i \in S`, `i \in S_j`, `(i, j) \in E`, or `\forall X` where a sum runs over all that a note has of something. */
  private membership({ left, right }: Condition & { kind: 'relation' }): string | undefined {
    const [, name, mark] = (left.kind === 'ref' ? /^set\((.*?)(\(\)|_|)\)\^\|\d+$/.exec(left.family) : undefined) ?? [];
    if (left.kind !== 'ref' || name === undefined) return undefined;
    const letters = left.slots.map((term) => this.term(term));
    const tuple = (all: readonly string[]): string => (all.length > 1 ? `(${all.join(', ')})` : all.join());
    if (name === '\\sim') return letters.join(' \\sim ');
    if (name === '⟨⟩') return `\\langle ${letters.join(', ')} \\rangle`;
    const set = name
      .split(',')
      .map((one) => this.spelling.name(`${one}^|0`, [], 0))
      .join(', ');
    if (right.kind !== 'number') return letters.join(', ') === name ? name : `\\forall ${set}`;
    const around = mark === '' ? [] : letters.splice(-1);
    const whole = mark === '' ? set : mark === '_' ? `${set}_${braced(around.join(''))}` : `${set}(${around.join(', ')})`;
    return `${tuple(letters)} ${right.value === 1 ? '\\in' : '\\notin'} ${whole}`;
  }

  private bound(bound: IndexBound): string {
    if (bound.kind === 'size' && bound.of) return this.at(bound.of, tightness.sum);
    if (bound.kind === 'size') return this.spelling.name(bound.name, [], 0);
    return bound.kind === 'value' ? String(bound.value) : this.term(bound);
  }

  private cases({ branches }: Expr & { kind: 'cases' }): string {
    const rows = branches.map(
      ({ value, condition }) => `${this.at(value, tightness.sum)} & ${condition ? this.condition(condition) : '\\text{otherwise}'}`,
    );
    return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
  }

  private partial({ of, wrt }: Expr & { kind: 'partial' }): string {
    const [only, ...others] = of.kind === 'call' ? of.args : [];
    if (
      of.kind === 'call' &&
      of.order === 0 &&
      others.length === 0 &&
      only?.kind === 'ref' &&
      wrt.kind === 'ref' &&
      only.family === wrt.family &&
      only.slots.length === 0
    )
      return this.call(of, 1);
    const sign = this.spelling.differential;
    return `\\frac{${sign}${this.at(of, tightness.atom)}}{${sign}${this.at(wrt, tightness.atom)}}`;
  }

  /** A whole vector or matrix: its name, where the author has one. */
  private array({ indices, body }: Expr & { kind: 'array' }): readonly [string, Tightness] {
    const isAll = body.kind === 'ref' && body.slots.length === indices.length;
    const whole = isAll ? this.spelling.whole(body.family, []) : body.kind === 'ref' ? this.row(body, indices) : undefined;
    return whole === undefined ? this.form(body) : [whole, tightness.atom];
  }

  /** A row of a matrix as the author writes it (`k_j`), where all values of the last indices are meant. */
  private row({ family, slots }: Expr & { kind: 'ref' }, indices: readonly IndexId[]): string | undefined {
    const front = slots.length - indices.length;
    const isBehind = indices.every((id, at) => {
      const term = slots[front + at];
      return term?.kind === 'index' && term.id === id && term.shift === 0;
    });
    return 0 < front && isBehind ? this.spelling.whole(family, this.slots(slots.slice(0, front))) : undefined;
  }

  /** A determinant or the entry of an inverse, of a matrix by name. */
  private matrix({ op, rows, columns, body, slots }: Expr & { kind: 'matrix' }): string {
    const own = body.kind === 'ref' ? body.slots.slice(-2).map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : -1)) : [];
    const isTransposed = own[0] === columns && own[1] === rows;
    if (body.kind !== 'ref' || !(isTransposed || (own[0] === rows && own[1] === columns))) return unwritten;
    const name = this.spelling.name(body.family, [...this.slots(body.slots.slice(0, -2)), '', ''], 0);
    if (op === 'determinant') return `\\det(${name})`;
    return `(${name}^{${isTransposed ? '-\\top' : '-1'}})_{${this.slots(slots).join('')}}`;
  }

  condition(condition: Condition): string {
    if (condition.kind === 'unread') return unwritten;
    const membership = condition.kind === 'relation' ? this.membership(condition) : undefined;
    if (membership !== undefined) return membership;
    const both = partsOfBoth(condition);
    if (both) return joinedText(this.condition(both[0]), this.condition(both[1]));
    const sides =
      condition.kind === 'relation'
        ? [this.at(condition.left, tightness.sum), this.at(condition.right, tightness.sum)]
        : [this.term(condition.left), this.term(condition.right)];
    return `${sides[0]} ${relations[condition.relation]} ${sides[1]}`;
  }

  private slots(slots: readonly IndexTerm[]): readonly string[] {
    return slots.map((term) => this.term(term));
  }

  private term(term: IndexTerm): string {
    switch (term.kind) {
      case 'index':
        return `${this.letters.get(term.id) ?? this.spelling.letter(term.id, new Set(this.letters.values()))}${shift(term.shift)}`;
      case 'value':
        return String(term.value);
      case 'last':
        return `T${shift(term.shift)}`;
      case 'by':
        return this.at(term.of, tightness.sum);
    }
  }
}

function shift(by: number): string {
  return by === 0 ? '' : by < 0 ? String(by) : `+${by}`;
}

function numeral({ value, decimals }: Expr & { kind: 'number' }): string {
  if (value === Math.PI) return '\\pi';
  if (value === Math.E) return 'e';
  return decimals > 0 ? value.toFixed(decimals) : String(value);
}

/** A formula in brackets, large ones where it is tall. */
function bracketed(text: string): string {
  return isHigh(text) ? `\\left(${text}\\right)` : `(${text})`;
}

function isHigh(text: string): boolean {
  return /\\(?:frac|sum|prod|begin)/.test(text);
}

function braced(text: string): string {
  return text.length === 1 ? text : `{${text}}`;
}

function isTall(expr: Expr): boolean {
  return expr.kind === 'reduce' || expr.kind === 'cases';
}

/** What stands between two factors: a thin space where a name in front of a bracket could be taken for a function, a dot between numbers. */
function factorsOf(expr: Expr): readonly Expr[] {
  return expr.kind === 'multiply' ? expr.factors : [expr];
}

function product(factors: readonly Expr[]): Expr {
  const [only] = factors;
  if (only === undefined) return { kind: 'number', value: 1, decimals: 0 };
  return factors.length === 1 ? only : { kind: 'multiply', factors };
}

/** Whether a formula is one of those that a sum adds up. */
function isEntryOf(expr: Expr, id: IndexId, { index, body }: Expr & { kind: 'reduce' }): boolean {
  return keyOf(withTerm(body, index, { kind: 'index', id, shift: 0 })) === keyOf(expr);
}

function joint(before: string, after: string): string {
  if (/[0-9]$/.test(before) && /^[0-9]/.test(after)) return ' \\cdot ';
  if (/^(?:[([]|\\left[([|])/.test(after) && !/[)\]]$/.test(before)) return ' \\, ';
  return ' ';
}
