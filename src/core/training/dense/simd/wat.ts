/** Pieces of WebAssembly text. Every expression is a string in folded form; numbers in memory are float64, two to a vector. */

/** Bytes of a number. */
export const width = 8;

export const get = (name: string) => `(local.get $${name})`;
export const set = (name: string, value: string) => `(local.set $${name} ${value})`;
export const i32 = (value: number) => `(i32.const ${value})`;
export const plus = (a: string, b: string) => `(i32.add ${a} ${b})`;
export const times = (a: string, b: string) => `(i32.mul ${a} ${b})`;
/** The bytes of a count of numbers. */
export const bytes = (count: string) => `(i32.shl ${count} (i32.const 3))`;

const hex = new DataView(new ArrayBuffer(8));

/** A number to the last bit. */
function exact(value: number): string {
  hex.setFloat64(0, value);
  return `0x${hex.getBigUint64(0).toString(16)}`;
}

/** A vector of one number twice. */
export const both = (value: number) => `(v128.const i64x2 ${exact(value)} ${exact(value)})`;
/** A vector of the bits of one integer twice. */
export const bothBits = (value: bigint) => `(v128.const i64x2 ${value} ${value})`;

const binary = (op: string) => (a: string, b: string) => `(${op} ${a} ${b})`;
export const add = binary('f64x2.add');
export const sub = binary('f64x2.sub');
export const mul = binary('f64x2.mul');
export const div = binary('f64x2.div');
/** The lesser; a NaN on the left stays. */
export const least = binary('f64x2.pmin');
/** The greater; a NaN on the left stays. */
export const most = binary('f64x2.pmax');
export const less = binary('f64x2.lt');
export const and = binary('v128.and');
export const or = binary('v128.or');
export const abs = (a: string) => `(f64x2.abs ${a})`;
export const neg = (a: string) => `(f64x2.neg ${a})`;
/** `a` where the mask is set, else `b`. */
export const choose = (mask: string, a: string, b: string) => `(v128.bitselect ${a} ${b} ${mask})`;
export const splat = (a: string) => `(f64x2.splat ${a})`;
/** Lane 0 plus lane 1. */
export const total = (a: string) => `(f64.add (f64x2.extract_lane 0 ${a}) (f64x2.extract_lane 1 ${a}))`;

/** Two numbers, `offset` numbers behind the address. */
export const load = (address: string, offset = 0) => `(v128.load offset=${offset * width} align=8 ${address})`;
export const store = (address: string, value: string, offset = 0) => `(v128.store offset=${offset * width} align=8 ${address} ${value})`;
/** One number twice. */
export const loadBoth = (address: string) => `(v128.load64_splat ${address})`;

/** The polynomial with these coefficients, the constant first, at a local. */
export function polynomial([first, ...rest]: readonly number[], at: string): string {
  return rest.length === 0 ? both(first as number) : add(both(first as number), mul(get(at), polynomial(rest, at)));
}

/** A loop over the bytes that the local `at` runs through, from where it is to before `end`. */
export function loop(at: string, step: string, end: string, body: readonly string[]): string {
  return `(if (i32.lt_u ${get(at)} ${end}) (then (loop $again
    ${body.join('\n    ')}
    (br_if $again (i32.lt_u (local.tee $${at} ${plus(get(at), step)}) ${end})))))`;
}

export interface Func {
  readonly name: string;
  /** Names of the integers and then of the numbers handed in. */
  readonly params: readonly string[];
  readonly numbers?: readonly string[];
  readonly integers?: readonly string[];
  readonly vectors?: readonly string[];
  readonly result?: 'f64';
  readonly body: readonly string[];
}

/** An exported function. */
export function func({ name, params, numbers = [], integers = [], vectors = [], result, body }: Func): string {
  const declare = (kind: string, type: string) => (local: string) => `(${kind} $${local} ${type})`;
  return `(func (export "${name}")
  ${params.map(declare('param', 'i32')).join(' ')} ${numbers.map(declare('param', 'f64')).join(' ')} ${result ? `(result ${result})` : ''}
  ${integers.map(declare('local', 'i32')).join(' ')}
  ${vectors.map(declare('local', 'v128')).join(' ')}
  ${body.join('\n  ')})`;
}
