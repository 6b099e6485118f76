/**
 * Arithmetic over any carrier: numbers, nodes of a tape, symbolic expressions.
 * `call` applies a function of the table by its name.
 */
export interface Arithmetic<T> {
  constant(value: number): T;
  add(a: T, b: T): T;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T): T;
  divide(a: T, b: T): T;
  /** A power with a fixed exponent. */
  power(a: T, exponent: number): T;
  negate(a: T): T;
  call(name: string, ...args: readonly T[]): T;
}

/** A partial derivative over any carrier. Of a function of one argument, `b` is `a` again. */
export type PartialDerivative = <T>(on: Arithmetic<T>, args: readonly [a: T, b: T], out: T) => T;

/** One elementwise function: its value, its two independent derivatives, its names in LaTeX, and where to sample it. */
export interface ScalarFunction {
  /** The key; also its name in prose and in `\operatorname`. */
  readonly name: string;
  readonly arity: 1 | 2;
  /** Commands and words that mean it: `\tanh`, `relu` (words are compared without case). */
  readonly latex: readonly string[];
  readonly value: (a: number, b: number) => number;
  /** Symbolic, one for each argument: `a`, `b` are the arguments, `out` the result; read by the symbolic side. */
  readonly derivative: readonly string[];
  /** The same by plainer functions, equal wherever it exists: read by the symbolic side, to tell that two formulas are one. */
  readonly plainer?: string;
  /** The functions of one argument that it is the quotient of, if it exists just where that does. */
  readonly quotient?: readonly [above: string, below: string];
  /** One for each argument, written separately, by another formula where there is one: used by the engine. Absent: the derivative is zero where it exists. */
  readonly partials?: readonly PartialDerivative[];
  /** Where samples are drawn, one interval for each argument. */
  readonly domain: readonly (readonly [number, number])[];
  /** It is zero nowhere, though it may have either sign. */
  readonly isNonzero?: true;
  /** Points of the (first) argument at which the derivative jumps; samples fall on both sides, never on them. */
  readonly kinks?: readonly number[];
  readonly source: string;
}
