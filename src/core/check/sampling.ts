import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { childrenOf, walk } from '../expr/expr.ts';
import { functions } from '../functions/index.ts';
import { keptFor } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';

/** Where the values of a leaf are drawn: anywhere, between 0 and 1, above 0, 0 or 1, or among the labels of an axis. */
export type Domain = 'real' | 'unit' | 'positive' | 'member' | 'label';

/** How many classes the labels of a sample select among, counted from 1: the smallest size that an axis has. */
export const labels = 2;

/** Pseudo-random number in [0, 1) that depends on its arguments alone, so that a sample does not depend on the order of drawing. */
export function uniform(seed: number, key: string, cell: number, sample: number): number {
  let hash = seed >>> 0;
  for (let position = 0; position < key.length; position++) hash = Math.imul(hash ^ key.charCodeAt(position), 0x01000193);
  return uniformFrom(hash, cell, sample);
}

function uniformFrom(hash: number, cell: number, sample: number): number {
  let mixed = (hash ^ Math.imul(cell + 1, 0x9e3779b1) ^ Math.imul(sample + 1, 0x85ebca6b)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
}

/**
 * Values of a leaf: `cells` by `samples`, samples innermost, on a grid of thousandths so that a witness reads well.
 * Values keep a distance from 0, where quotients and kinks are.
 */
export function drawLeaf(seed: number, key: FamilyKey, domain: Domain, cells: number, samples: number): Float64Array {
  const values = new Float64Array(cells * samples);
  let hash = seed >>> 0;
  for (let position = 0; position < key.length; position++) hash = Math.imul(hash ^ key.charCodeAt(position), 0x01000193);
  for (let cell = 0; cell < cells; cell++) {
    for (let sample = 0; sample < samples; sample++) {
      values[cell * samples + sample] = place(domain, uniformFrom(hash, cell, sample));
    }
  }
  return values;
}

/** By what the values of a leaf are multiplied, one of them at each sample. */
const scales: readonly number[] = [1, 1 / 4, 1 / 12, 1 / 30];

/** Makes all values of a leaf smaller at some samples, as one, so that they lie on other sides of kinks. */
export function scaleSamples(values: Float64Array, seed: number, key: FamilyKey, samples: number): void {
  for (let at = 0; at < values.length; at++) {
    const scale = scales[Math.floor(uniform(seed, `scale ${key}`, 0, at % samples) * scales.length)] as number;
    values[at] = Math.round((values[at] as number) * scale * 1000) / 1000;
  }
}

function place(domain: Domain, u: number): number {
  if (domain === 'member') return Math.floor(u * 2);
  if (domain === 'label') return 1 + Math.floor(u * labels);
  if (domain === 'unit') return Math.round(60 + u * 880) / 1000;
  if (domain === 'positive') return Math.round(150 + u * 1850) / 1000;
  const signed = 2 * u - 1;
  return Math.round(Math.sign(signed || 1) * 150 + signed * 1750) / 1000;
}

const logarithms = new Set(['log', 'log2', 'log10', 'sqrt']);

/** The domains that the use of leaves asks for: what a logarithm or root is taken of is a probability or positive. */
export function domainsOf(exprs: Iterable<Expr>): Map<FamilyKey, Domain> {
  const domains = new Map<FamilyKey, Domain>();
  for (const expr of exprs)
    for (const { family, domain, isLoose } of demandsIn(expr)) if (!isLoose || !domains.has(family)) domains.set(family, domain);
  return domains;
}

/** What one use of a leaf asks for; a loose one only where nothing else does. */
interface Demand {
  readonly family: FamilyKey;
  readonly domain: Domain;
  readonly isLoose?: true;
}

/** What a formula asks for, in source order. */
const demandsIn = keptFor((expr: Expr): readonly Demand[] => {
  const demands: Demand[] = [];
  for (const node of walk(expr)) {
    if (node.kind === 'apply' && logarithms.has(node.fn)) for (const arg of node.args) raise(demands, arg);
    if (node.kind === 'power' && node.exponent.kind !== 'number') raise(demands, node.base);
    if (node.kind === 'ref' && node.family.startsWith('set(')) demands.push({ family: node.family, domain: 'member' });
    if (node.kind === 'ref' && node.family.startsWith('\\Pr^')) demands.push({ family: node.family, domain: 'positive' });
    if (node.kind === 'ref') for (const term of node.slots) label(demands, term);
    if (node.kind === 'reduce' || node.kind === 'indicator' || node.kind === 'delta') labelsIn(demands, node);
  }
  return demands;
});

/** Functions whose derivative jumps somewhere, and the root. */
const piecewise: ReadonlySet<string> = new Set([
  'sqrt',
  ...functions
    .filter(({ kinks, derivative }) => kinks !== undefined || derivative.some((formula) => /\b(?:step|sign)\(/.test(formula)))
    .map(({ name }) => name),
]);

/** Whether a formula is not analytic: a maximum, an absolute value, cases, a condition, or a root, which has a branch. */
export const hasPieces = keptFor((expr: Expr): boolean =>
  walk(expr).some(
    (node) =>
      node.kind === 'cases' ||
      node.kind === 'indicator' ||
      (node.kind === 'reduce' && (node.op === 'maximum' || node.op === 'minimum')) ||
      (node.kind === 'apply' && piecewise.has(node.fn)),
  ),
);

function labelsIn(demands: Demand[], node: Expr): void {
  const conditions = node.kind === 'reduce' ? node.conditions : node.kind === 'indicator' ? [node.condition] : [];
  const terms =
    node.kind === 'delta'
      ? [node.left, node.right]
      : flatMap(conditions, (condition) => (condition.kind === 'index-relation' ? [condition.left, condition.right] : []));
  for (const term of terms) label(demands, term);
}

function label(demands: Demand[], term: IndexTerm): void {
  if (term.kind === 'by' && term.of.kind === 'ref') demands.push({ family: term.of.family, domain: 'label' });
}

/** What a root or a logarithm is taken of lies between 0 and 1. */
function raise(demands: Demand[], expr: Expr): void {
  if (expr.kind === 'ref') demands.push({ family: expr.family, domain: 'unit', isLoose: true });
  if (expr.kind === 'call' && expr.order === 0) demands.push({ family: expr.fn, domain: 'unit' });
  if (expr.kind === 'add' || expr.kind === 'negate' || expr.kind === 'divide' || expr.kind === 'multiply')
    for (const child of childrenOf(expr)) raise(demands, child);
}
