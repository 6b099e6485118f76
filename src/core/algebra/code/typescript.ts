import { partsOfBoth } from '../../expr/conditions.ts';
import type { Comparison, Condition, Expr, IndexId, IndexTerm } from '../../expr/expr.ts';
import { NotDerivable } from '../refusal.ts';
import { argumentsOf, callsOf, elementary, type Program, type Statement } from './program.ts';

const relations: Readonly<Record<Comparison, string>> = { '=': '===', '≠': '!==', '<': '<', '≤': '<=', '>': '>', '≥': '>=' };

/** Functions of the table by what they are in TypeScript. */
const functions: Readonly<Record<string, (...args: readonly string[]) => string>> = {
  ...callsOf([...elementary, 'floor', 'ceil'], (name, a) => `Math.${name}(${a})`),
  step: (a) => `Number(${a} > 0)`,
  pow: (a, b) => `Math.pow(${a}, ${b})`,
  atan2: (a, b) => `Math.atan2(${a}, ${b})`,
  arsinh: (a) => `Math.asinh(${a})`,
  arcosh: (a) => `Math.acosh(${a})`,
  artanh: (a) => `Math.atanh(${a})`,
  arctan: (a) => `Math.atan(${a})`,
  arcsin: (a) => `Math.asin(${a})`,
  arccos: (a) => `Math.acos(${a})`,
  max: (a, b) => `Math.max(${a}, ${b})`,
  min: (a, b) => `Math.min(${a}, ${b})`,
  relu: (a) => `Math.max(${a}, 0)`,
  sigmoid: (a) => `(1 / (1 + Math.exp(-(${a}))))`,
  softplus: (a) => `Math.log1p(Math.exp(${a}))`,
};

const helpers = [
  'const table = <T>(n: number, at: (index: number) => T): T[] => Array.from({ length: n }, (_, index) => at(index));',
  'const fold = (n: number, at: (index: number) => number, join: (a: number, b: number) => number, first: number): number =>',
  '  table(n, at).reduce((a, b) => join(a, b), first);',
  'const sum = (n: number, at: (index: number) => number): number => fold(n, at, (a, b) => a + b, 0);',
  'const product = (n: number, at: (index: number) => number): number => fold(n, at, (a, b) => a * b, 1);',
];

/**
 * A program as two functions over nested arrays and their check by central differences.
 *
 * Shapes: an input is nested once for each slot of its name, in that order, and a result once for each of its axes.
 * Errors: `NotDerivable` where something has no counterpart.
 */
export function typescript(program: Program): string {
  const writer = new Writer(program);
  const { forward, gradient, inputs, by } = program;
  const params = inputs.map((input) => `${input.name}: ${writer.type(input.arity)}`).join(', ');
  const args = argumentsOf(program);
  const part = (name: string, what: string, statements: readonly Statement[], axes: readonly IndexId[], result: Expr): string[] => [
    `/** ${what.replaceAll('*/', '* /')} */`,
    `export function ${name}(${params}): ${writer.type(axes.length)} {`,
    ...statements.map(({ variable, head, body }) => `  const ${variable.name} = ${writer.array(body, head)};`),
    `  return ${writer.array(result, axes)};`,
    '}',
    '',
  ];
  return [
    ...helpers,
    '',
    ...part(forward.name, program.title.split(' = ')[0] ?? '', forward.statements, forward.axes, forward.result),
    ...part(gradient.name, program.title, gradient.statements, gradient.axes, gradient.result),
    `/** The largest difference between ${gradient.name} and central differences. */`,
    `export function check(${params}, eps = 1e-6): number {`,
    '  const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);',
    `  const slopes = flat(${gradient.name}(${args}));`,
    `  const size = flat(${by.name}).length;`,
    '  const moved = (value: unknown, at: { left: number }, step: number): unknown =>',
    '    Array.isArray(value) ? value.map((inner) => moved(inner, at, step)) : (value as number) + (at.left-- === 0 ? step : 0);',
    '  const values = (at: number, step: number): number[] => {',
    `    const there = moved(${by.name}, { left: at }, step) as typeof ${by.name};`,
    `    return flat(${forward.name}(${argumentsOf(program, (name) => (name === by.name ? 'there' : name))}));`,
    '  };',
    '  return Math.max(...slopes.map((slope, n) => {',
    '    const [cell, at] = [Math.floor(n / size), n % size];',
    '    return Math.abs(slope - ((values(at, eps)[cell] as number) - (values(at, -eps)[cell] as number)) / (2 * eps));',
    '  }));',
    '}',
    '',
  ].join('\n');
}

class Writer {
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
  }

  type(arity: number): string {
    return `number${'[]'.repeat(arity)}`;
  }

  /** A formula for all values of some indices. */
  array(expr: Expr, axes: readonly IndexId[]): string {
    return axes.reduceRight((inner, index) => `table(${this.size(index)}, (${letter(index)}) => ${inner})`, this.code(expr));
  }

  private code(expr: Expr): string {
    switch (expr.kind) {
      case 'number':
        return String(expr.value);
      case 'ref': {
        const counted = this.program.counted.get(expr.family);
        if (counted !== undefined) return this.size(counted);
        const name = this.program.nameOf(expr.family);
        const start = (slot: number): number => this.program.start(expr.family, slot);
        // What lies beyond the ends is zero.
        if (expr.slots.some((term) => term.kind === 'by' || (term.kind === 'index' && term.shift !== 0)))
          return `(${expr.slots.reduce((array, term, slot) => `${array}${slot > 0 ? '?.' : ''}[${this.position(term, start(slot))}]`, name)} ?? 0)`;
        return expr.slots.reduce((array, term, slot) => `${array}[${this.at(term, start(slot))}]!`, name);
      }
      case 'add':
        return `(${expr.terms.map((term, at) => (term.kind === 'negate' ? `${at > 0 ? ' - ' : '-'}${this.code(term.of)}` : `${at > 0 ? ' + ' : ''}${this.code(term)}`)).join('')})`;
      case 'negate':
        return `(-${this.code(expr.of)})`;
      case 'multiply':
        return expr.factors.map((factor) => this.code(factor)).join(' * ');
      case 'divide':
        return `(${this.code(expr.numerator)}) / (${this.code(expr.denominator)})`;
      case 'power':
        return `((${this.code(expr.base)}) ** ${expr.exponent.kind === 'number' ? expr.exponent.value : `(${this.code(expr.exponent)})`})`;
      case 'apply': {
        const own = expr.order === 0 ? functions[expr.fn] : undefined;
        const plainer = own || expr.order > 0 ? undefined : this.program.plainer(expr.fn, expr.args);
        if (plainer) return `(${this.code(plainer)})`;
        if (own === undefined) throw new NotDerivable('derive-no-code-function', { name: `${expr.fn}${"'".repeat(expr.order)}` });
        return own(...expr.args.map((arg) => this.code(arg)));
      }
      case 'reduce':
        return this.reduced(expr);
      case 'delta':
        return `Number(${this.position(expr.left)} === ${this.position(expr.right)})`;
      case 'indicator':
        return `Number(${this.condition(expr.condition)})`;
      case 'cases':
        return expr.branches.reduceRight(
          (otherwise, { value, condition }) =>
            condition ? `(${this.condition(condition)} ? ${this.code(value)} : ${otherwise})` : this.code(value),
          'Number.NaN',
        );
      case 'position':
        return this.position(expr.term);
      default:
        throw new NotDerivable('derive-no-code');
    }
  }

  private reduced({ index, op, conditions, body }: Expr & { kind: 'reduce' }): string {
    const masks = conditions.map((condition) => this.condition(condition));
    const neutral = { sum: '0', product: '1', maximum: '-Infinity', minimum: 'Infinity' }[op];
    const value = masks.length === 0 ? this.code(body) : `(${masks.join(' && ')} ? ${this.code(body)} : ${neutral})`;
    const each = `${this.size(index)}, (${letter(index)}) => ${value}`;
    if (op === 'sum' || op === 'product') return `${op}(${each})`;
    return `fold(${each}, ${op === 'maximum' ? 'Math.max' : 'Math.min'}, ${neutral})`;
  }

  private condition(condition: Condition): string {
    if (condition.kind === 'unread') throw new NotDerivable('derive-no-code');
    const both = partsOfBoth(condition);
    if (both) return `(${this.condition(both[0])}) && (${this.condition(both[1])})`;
    const sides =
      condition.kind === 'relation'
        ? [this.code(condition.left), this.code(condition.right)]
        : [this.position(condition.left), this.position(condition.right)];
    return `${sides[0]} ${relations[condition.relation]} ${sides[1]}`;
  }

  /** The place in an array that a term names. */
  private at(term: IndexTerm, start: number): string {
    if (term.kind === 'value') return String(term.value - start);
    if (term.kind === 'index' && term.shift === 0) return letter(term.id);
    throw new NotDerivable('derive-no-code');
  }

  /** The number that an index has, counted as the notes count, or from another first one. */
  private position(term: IndexTerm, from = 0): string {
    if (term.kind === 'value') return String(term.value - from);
    if (term.kind === 'by') return from === 0 ? this.code(term.of) : `${this.code(term.of)} - ${from}`;
    const place = term.kind === 'index' ? this.program.place(term.id) : undefined;
    if (term.kind !== 'index' || place === undefined) throw new NotDerivable('derive-no-code');
    const first = this.program.start(place.variable.family, place.slot) + term.shift - from;
    return first === 0 ? letter(term.id) : `(${letter(term.id)} ${first < 0 ? '-' : '+'} ${Math.abs(first)})`;
  }

  private size(index: IndexId): string {
    const place = this.program.place(index);
    if (place === undefined) throw new NotDerivable('derive-no-code');
    return `${place.variable.name}${'[0]!'.repeat(place.slot)}.length`;
  }
}

function letter(index: IndexId): string {
  return `i${index}`;
}
