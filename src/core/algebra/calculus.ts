import type { MathNode } from 'mathjs';
import type { Expr } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import { NotDerivable } from './refusal.ts';

/** The part of mathjs that is used: its build for numbers alone. */
type MathJs = Pick<typeof import('mathjs'), 'parse' | 'derivative'>;

let loaded: Promise<Calculus> | undefined;

/** The calculus of scalar formulas, one for all that ask; mathjs is loaded when it is first asked for. */
export function loadCalculus(): Promise<Calculus> {
  loaded ??= import('mathjs/number').then((mathjs) => new Calculus(mathjs as unknown as MathJs));
  return loaded;
}

/** How many derivatives are kept. */
const mostKept = 2000;
/** How long a formula may be, in characters. */
const longest = 4000;

/**
 * Derivatives of formulas of sums, products, quotients and powers, whose other parts are opaque; and of the functions of the table, from
 * their records.
 *
 * Shapes: all is of numbers; opaque parts keep the indices that they have.
 * Errors: `NotDerivable` where a formula is too long to be written for mathjs.
 * Source: `derivative` of mathjs, without its simplification.
 */
export class Calculus {
  private readonly mathjs: MathJs;
  private readonly kept = new Map<string, MathNode>();
  private readonly plain = new Map<string, MathNode>();
  private readonly records = new Map<string, readonly MathNode[]>();

  constructor(mathjs: MathJs) {
    this.mathjs = mathjs;
  }

  /** The opaque parts of a scalar formula, each with the partial derivative by it; those of which `isConstant` holds are left out. */
  partials(expr: Expr, isConstant: (part: Expr) => boolean): readonly (readonly [part: Expr, partial: Expr])[] {
    const parts: Expr[] = [];
    const text = this.write(expr, parts);
    if (longest < text.length) throw new NotDerivable('derive-too-large');
    return parts.flatMap((part, at) => (isConstant(part) ? [] : [[part, read(this.derivative(text, `a${at}`), namesOf(parts))] as const]));
  }

  /** The partial derivatives of a function of the table at some arguments; `out` is the value there. Undefined for a name that the table lacks. */
  ofFunction(name: string, args: readonly Expr[], out: Expr): readonly Expr[] | undefined {
    const record = functionByName.get(name);
    if (record === undefined || record.arity !== args.length) return undefined;
    let nodes = this.records.get(name);
    if (nodes === undefined) {
      nodes = record.derivative.map((formula) => this.mathjs.parse(formula));
      this.records.set(name, nodes);
    }
    const values = new Map<string, Expr>([['out', out]]);
    for (const [at, arg] of args.entries()) values.set(at === 0 ? 'a' : 'b', arg);
    return nodes.map((node) => read(node, (symbol) => values.get(symbol)));
  }

  /** A function of the table at some arguments by plainer functions; undefined for one that is plain. */
  plainer(name: string, args: readonly Expr[]): Expr | undefined {
    const record = functionByName.get(name);
    if (record?.plainer === undefined || record.arity !== args.length) return undefined;
    let node = this.plain.get(name);
    if (node === undefined) {
      node = this.mathjs.parse(record.plainer);
      this.plain.set(name, node);
    }
    return read(node, (symbol) => args[symbol === 'a' ? 0 : symbol === 'b' ? 1 : -1]);
  }

  private derivative(text: string, by: string): MathNode {
    const key = `${by}:${text}`;
    let found = this.kept.get(key);
    if (found === undefined) {
      found = this.mathjs.derivative(text, by, { simplify: false });
      if (mostKept <= this.kept.size) this.kept.clear();
      this.kept.set(key, found);
    }
    return found;
  }

  /** A formula in the syntax of mathjs, with `a0`, `a1`, … for its opaque parts; parts that are the same object get one name. */
  private write(expr: Expr, parts: Expr[]): string {
    const inner = (part: Expr): string => this.write(part, parts);
    switch (expr.kind) {
      case 'number':
        return expr.value < 0 ? `(${expr.value})` : (plainNumber(expr) ?? opaque(expr, parts));
      case 'add':
        return `(${expr.terms.map(inner).join('+')})`;
      case 'negate':
        return `(-${inner(expr.of)})`;
      case 'multiply':
        return `(${expr.factors.map(inner).join('*')})`;
      case 'divide':
        return `(${inner(expr.numerator)}/${inner(expr.denominator)})`;
      case 'power':
        return `(${inner(expr.base)}^${inner(expr.exponent)})`;
      default:
        return opaque(expr, parts);
    }
  }
}

function plainNumber({ value }: Expr & { kind: 'number' }): string | undefined {
  const text = String(value);
  return /^\d+(?:\.\d+)?$/.test(text) && text.length < 12 ? text : undefined;
}

function opaque(expr: Expr, parts: Expr[]): string {
  const known = parts.indexOf(expr);
  return `a${known < 0 ? parts.push(expr) - 1 : known}`;
}

function namesOf(parts: readonly Expr[]): (symbol: string) => Expr | undefined {
  return (symbol) => parts[Number(/^a(\d+)$/.exec(symbol)?.[1] ?? -1)];
}

/** A formula of mathjs with formulas in the place of its symbols. */
function read(node: MathNode, named: (symbol: string) => Expr | undefined): Expr {
  const inner = (part: MathNode): Expr => read(part, named);
  const of = node as MathNode & { fn: string | { name: string }; args: MathNode[]; value: number; name: string; content: MathNode };
  switch (node.type) {
    case 'ParenthesisNode':
      return inner(of.content);
    case 'ConstantNode':
      return constant(of.value);
    case 'SymbolNode': {
      const value = named(of.name) ?? (of.name === 'pi' ? ({ kind: 'number', value: Math.PI, decimals: 0 } as const) : undefined);
      if (value === undefined) throw new Error(`a formula with the unknown symbol ${of.name}`);
      return value;
    }
    case 'FunctionNode':
      return { kind: 'apply', fn: typeof of.fn === 'string' ? of.fn : of.fn.name, args: of.args.map(inner), order: 0 };
    case 'OperatorNode':
      return operation(of.fn as string, of.args.map(inner));
    default:
      throw new Error(`a formula with a ${node.type}`);
  }
}

function operation(name: string, args: readonly Expr[]): Expr {
  const [first, second] = args as readonly [Expr, Expr];
  switch (name) {
    case 'add':
      return { kind: 'add', terms: args };
    case 'subtract':
      return { kind: 'add', terms: [first, { kind: 'negate', of: second }] };
    case 'multiply':
      return { kind: 'multiply', factors: args };
    case 'divide':
      return { kind: 'divide', numerator: first, denominator: second };
    case 'pow':
      return { kind: 'power', base: first, exponent: second };
    case 'unaryMinus':
      return { kind: 'negate', of: first };
    default:
      throw new Error(`a formula with the operator ${name}`);
  }
}

function constant(value: number): Expr {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return { kind: 'number', value, decimals };
}
