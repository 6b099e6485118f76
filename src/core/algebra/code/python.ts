import { partsOfBoth } from '../../expr/conditions.ts';
import type { Comparison, Condition, Expr, IndexId, IndexTerm } from '../../expr/expr.ts';
import { NotDerivable } from '../refusal.ts';
import { argumentsOf, elementary, has, type Program, type Statement, type Variable } from './program.ts';

/** A library of arrays for Python. */
export interface Library {
  readonly imports: readonly string[];
  /** The name by which it is called. */
  readonly module: string;
  readonly sum: (array: string) => string;
  readonly extreme: (op: 'maximum' | 'minimum', array: string) => string;
  readonly product: (array: string) => string;
  readonly transpose: (array: string, order: readonly number[]) => string;
  readonly broadcast: (array: string, shape: string) => string;
  /** Functions that are called otherwise than by their own name in the module. */
  readonly functions: Readonly<Record<string, (...args: readonly string[]) => string>>;
  /** Functions of the table that the library lacks, as lines that define them by the names in `functions`. */
  readonly helpers?: Readonly<Record<string, readonly string[]>>;
  /** The lines of the check, which returns the largest difference. */
  readonly check: (program: Program) => readonly string[];
}

/** Functions of the table that all libraries have by the same name. */
const shared: ReadonlySet<string> = new Set([...elementary, 'floor', 'ceil', 'arctan', 'arcsin', 'arccos']);

/** Functions of the table that are operators in Python, or that all libraries have by one other name. */
const operators: Readonly<Record<string, (module: string, ...args: readonly string[]) => string>> = {
  step: (_, a) => `(1.0 * ((${a}) > 0))`,
  pow: (_, a, b) => `((${a}) ** (${b}))`,
  atan2: (module, a, b) => `${module}.arctan2(${a}, ${b})`,
  arsinh: (module, a) => `${module}.arcsinh(${a})`,
  arcosh: (module, a) => `${module}.arccosh(${a})`,
  artanh: (module, a) => `${module}.arctanh(${a})`,
};

const relations: Readonly<Record<Comparison, string>> = { '=': '==', '≠': '!=', '<': '<', '≤': '<=', '>': '>', '≥': '>=' };

/**
 * A program as two functions and their check.
 *
 * Shapes: an input has one dimension for each slot of its name, in that order, and a result one for each of its axes; comments say so in
 * the code. Inside, dimensions that a part lacks are broadcast.
 * Errors: `NotDerivable` where something has no counterpart in the library.
 */
export function python(program: Program, library: Library): string {
  const writer = new Writer(program, library);
  const args = argumentsOf(program);
  const shapes = program.inputs.map((input) => `${input.name}: ${writer.shapeText(input)}`).join(', ');
  const part = (
    name: string,
    what: string,
    statements: readonly Statement[],
    axes: readonly IndexId[],
    result: Expr,
    isFull: boolean,
  ): string[] => [
    `def ${name}(${args}):`,
    `    # ${what}`,
    `    # ${shapes}`,
    ...statements.map(({ variable, head, body }) => `    ${variable.name} = ${writer.full(body, head)}`),
    `    return ${isFull ? writer.full(result, axes) : writer.code(result, axes)}`,
    '',
    '',
  ];
  const { forward, gradient } = program;
  const written = [
    ...part(forward.name, program.title.split(' = ')[0] ?? '', forward.statements, forward.axes, forward.result, true),
    ...part(gradient.name, program.title, gradient.statements, gradient.axes, gradient.result, true),
  ];
  return [
    ...library.imports,
    '',
    '',
    ...[...writer.called].flatMap((fn) => library.helpers?.[fn] ?? []),
    ...written,
    ...library.check(program),
    '',
  ].join('\n');
}

class Writer {
  /** The functions of the table that what was written so far calls. */
  readonly called = new Set<string>();
  private readonly program: Program;
  private readonly library: Library;

  constructor(program: Program, library: Library) {
    this.program = program;
    this.library = library;
  }

  /** The sizes of an array in words: those that are the same have the same letter. */
  shapeText({ arity, family }: Variable): string {
    if (arity === 0) return 'number';
    return `(${Array.from({ length: arity }, (_, slot) => `${this.program.nameOf(family)}.shape[${slot}]`).join(', ')}${arity === 1 ? ',' : ''})`;
  }

  /** A formula over some axes, as large as they are. */
  full(expr: Expr, axes: readonly IndexId[]): string {
    const code = this.code(expr, axes);
    if (axes.length === 0 || axes.every((index) => this.spans(expr, index))) return code;
    const shape = axes.map((index) => this.size(index));
    return this.library.broadcast(code, `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`);
  }

  /** A formula over some axes, one dimension for each but for those in front that it lacks. */
  code(expr: Expr, axes: readonly IndexId[]): string {
    const inner = (part: Expr): string => this.code(part, axes);
    switch (expr.kind) {
      case 'number':
        return Number.isInteger(expr.value) ? `${expr.value}.0` : String(expr.value);
      case 'ref': {
        const counted = this.program.counted.get(expr.family);
        if (counted !== undefined) return this.size(counted);
        return this.member(this.program.nameOf(expr.family), expr.slots, axes, (slot) => this.program.start(expr.family, slot));
      }
      case 'add':
        return `(${expr.terms.map((term, at) => (term.kind === 'negate' ? `${at > 0 ? ' - ' : '-'}${inner(term.of)}` : `${at > 0 ? ' + ' : ''}${inner(term)}`)).join('')})`;
      case 'negate':
        return `(-${inner(expr.of)})`;
      case 'multiply':
        return expr.factors.map(inner).join(' * ');
      case 'divide':
        return `(${inner(expr.numerator)}) / (${inner(expr.denominator)})`;
      case 'power':
        return `(${inner(expr.base)}) ** ${expr.exponent.kind === 'number' ? expr.exponent.value : `(${inner(expr.exponent)})`}`;
      case 'apply':
        return this.applied(expr, inner);
      case 'reduce':
        return this.reduced(expr, axes);
      case 'delta':
        return `1.0 * (${this.position(expr.left, axes)} == ${this.position(expr.right, axes)})`;
      case 'indicator':
        return `1.0 * (${this.condition(expr.condition, axes)})`;
      case 'cases':
        return this.cases(expr, axes);
      case 'position':
        return this.position(expr.term, axes);
      case 'matrix':
        return this.matrix(expr, axes);
      default:
        throw new NotDerivable('derive-no-code');
    }
  }

  private applied({ fn, args, order }: Expr & { kind: 'apply' }, inner: (part: Expr) => string): string {
    if (order > 0) throw new NotDerivable('derive-no-code-function', { name: `${fn}'` });
    // The logarithm of a gamma function is a number long after that itself is none.
    const [only] = args;
    if (fn === 'log' && only?.kind === 'apply' && only.fn === 'gamma' && only.order === 0)
      return this.applied({ ...only, fn: 'lgamma' }, inner);
    const texts = args.map(inner);
    const own = this.library.functions[fn];
    if (own) {
      this.called.add(fn);
      return own(...texts);
    }
    const operator = operators[fn];
    if (operator) return operator(this.library.module, ...texts);
    const plainer = shared.has(fn) ? undefined : this.program.plainer(fn, args);
    if (plainer) return `(${inner(plainer)})`;
    if (!shared.has(fn)) throw new NotDerivable('derive-no-code-function', { name: fn });
    return `${this.library.module}.${fn}(${texts.join(', ')})`;
  }

  /** A member of an array, its dimensions in the order of the axes. */
  private member(name: string, slots: readonly IndexTerm[], axes: readonly IndexId[], start: (slot: number) => number): string {
    if (slots.some((term) => term.kind === 'by' || (term.kind === 'index' && term.shift !== 0))) {
      this.called.add('at');
      return `_at(${[name, ...slots.map((term, slot) => this.position(term, axes, start(slot)))].join(', ')})`;
    }
    const own: IndexId[] = [];
    const picks = slots.map((term, slot) => {
      if (term.kind === 'value') return String(term.value - start(slot));
      if (term.kind !== 'index' || term.shift !== 0 || own.includes(term.id)) throw new NotDerivable('derive-no-code');
      own.push(term.id);
      return ':';
    });
    const picked = picks.every((pick) => pick === ':') ? name : `${name}[${picks.join(', ')}]`;
    const order = own.map((_, at) => at).sort((a, b) => axes.indexOf(own[a] as IndexId) - axes.indexOf(own[b] as IndexId));
    if (own.some((id) => !axes.includes(id))) throw new NotDerivable('derive-no-code');
    const turned = order.every((from, at) => from === at) ? picked : this.library.transpose(picked, order);
    return `${turned}${this.spread(own, axes)}`;
  }

  /** The subscript that gives an array a dimension for each axis behind its first that it lacks. */
  private spread(own: readonly IndexId[], axes: readonly IndexId[]): string {
    const from = axes.findIndex((index) => own.includes(index));
    const places = from < 0 ? [] : axes.slice(from).map((index) => (own.includes(index) ? ':' : 'None'));
    return places.includes('None') ? `[${places.join(', ')}]` : '';
  }

  private reduced(expr: Expr & { kind: 'reduce' }, axes: readonly IndexId[]): string {
    const { index, op, conditions, body } = expr;
    const inside = [...axes, index];
    const masks = conditions.map((condition) => this.condition(condition, inside));
    if (!has(body, index) && masks.length === 0 && op === 'sum') return `${this.size(index)} * ${this.code(body, axes)}`;
    const neutral = { sum: '0.0', product: '1.0', maximum: "-float('inf')", minimum: "float('inf')" }[op];
    const value = this.code(body, inside);
    const masked = masks.length === 0 ? value : this.where(masks.map((mask) => `(${mask})`).join(' & '), value, neutral);
    if (op === 'sum') return this.library.sum(masked);
    return op === 'product' ? this.library.product(masked) : this.library.extreme(op, masked);
  }

  private where(mask: string, yes: string, no: string): string {
    return `${this.library.module}.where(${mask}, ${yes}, ${no})`;
  }

  private cases({ branches }: Expr & { kind: 'cases' }, axes: readonly IndexId[]): string {
    return branches.reduceRight((otherwise, { value, condition }) => {
      const code = this.code(value, axes);
      return condition ? this.where(this.condition(condition, axes), code, otherwise) : code;
    }, "float('nan')");
  }

  private condition(condition: Condition, axes: readonly IndexId[]): string {
    if (condition.kind === 'unread') throw new NotDerivable('derive-no-code');
    const both = partsOfBoth(condition);
    if (both) return `(${this.condition(both[0], axes)}) & (${this.condition(both[1], axes)})`;
    const sides =
      condition.kind === 'relation'
        ? [this.code(condition.left, axes), this.code(condition.right, axes)]
        : [this.position(condition.left, axes), this.position(condition.right, axes)];
    return `${sides[0]} ${relations[condition.relation]} ${sides[1]}`;
  }

  /** The number that an index has, counted as the notes count, or from another first one. */
  private position(term: IndexTerm, axes: readonly IndexId[], from = 0): string {
    if (term.kind === 'value') return String(term.value - from);
    if (term.kind === 'by') return from === 0 ? this.code(term.of, axes) : `${this.code(term.of, axes)} - ${from}`;
    if (term.kind !== 'index') throw new NotDerivable('derive-no-code');
    const place = this.program.place(term.id);
    if (place === undefined) throw new NotDerivable('derive-no-code');
    const first = this.program.start(place.variable.family, place.slot) + term.shift - from;
    const spread = this.spread([term.id], axes);
    const range = `${this.library.module}.arange(${this.size(term.id)})${spread}`;
    return first === 0 ? range : `(${first} + ${range})`;
  }

  private matrix({ op, rows, columns, body, slots }: Expr & { kind: 'matrix' }, axes: readonly IndexId[]): string {
    const whole = this.full(body, [rows, columns]);
    if (op === 'determinant') return `${this.library.module}.linalg.det(${whole})`;
    return this.member(`${this.library.module}.linalg.inv(${whole})`, slots, axes, () => 1);
  }

  private size(index: IndexId): string {
    const place = this.program.place(index);
    if (place === undefined) throw new NotDerivable('derive-no-code');
    return `${place.variable.name}.shape[${place.slot}]`;
  }

  /** Whether the value of a formula surely has a dimension along an index. */
  private spans(expr: Expr, index: IndexId): boolean {
    switch (expr.kind) {
      case 'ref':
      case 'matrix':
        return expr.slots.some((term) => (term.kind === 'by' ? has(term.of, index) : term.kind === 'index' && term.id === index));
      case 'reduce':
        return expr.index !== index && this.spans(expr.body, index);
      case 'add':
        return expr.terms.some((term) => this.spans(term, index));
      case 'multiply':
        return expr.factors.some((factor) => this.spans(factor, index));
      case 'negate':
        return this.spans(expr.of, index);
      case 'divide':
        return this.spans(expr.numerator, index) || this.spans(expr.denominator, index);
      case 'power':
        return this.spans(expr.base, index);
      case 'apply':
        return expr.args.some((arg) => this.spans(arg, index));
      case 'delta':
        return [expr.left, expr.right].some((term) => term.kind === 'index' && term.id === index);
      default:
        return false;
    }
  }
}
