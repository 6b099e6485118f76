import type { ProductSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { nodesOf, type Sorted, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { defines } from './comparisons.ts';
import { behindD } from './differentials.ts';
import { isEqual } from './general-term.ts';
import { argumentsOf } from './outcomes.ts';
import { baseName, symbolOf } from './symbols.ts';

/** `W` of `dW` at a place of a product, without the bracket behind it. */
export function differentialAt(factors: ProductSyntax['factors'], at: number): SymbolSyntax | ScriptsSyntax | undefined {
  const of = behindD(factors, at);
  const head = of?.kind === 'call' ? of.head : of;
  return head?.kind === 'symbol' || head?.kind === 'scripts' ? head : undefined;
}

/** `W` of `dW` alone. */
export function gradientName(node: Syntax): SymbolSyntax | ScriptsSyntax | undefined {
  return node.kind === 'product' && node.factors.length === 2 ? differentialAt(node.factors, 0) : undefined;
}

/** The names that stand behind a `d` in a formula. */
export function differentialsIn(formula: Syntax): readonly (SymbolSyntax | ScriptsSyntax)[] {
  return differentialsAmong(walkSyntax(formula));
}

function differentialsAmong(nodes: readonly Syntax[]): readonly (SymbolSyntax | ScriptsSyntax)[] {
  const found: (SymbolSyntax | ScriptsSyntax)[] = [];
  for (const node of nodes) {
    if (node.kind !== 'product') continue;
    for (let at = 0; at < node.factors.length; at++) {
      const name = differentialAt(node.factors, at);
      if (name && symbolOf(name)) found.push(name);
    }
  }
  return found;
}

/**
 * Names that stand behind a `d` as the head of an equation, if no other name does in such equations (`dy = 2x\,dx` is of differentials),
 * or if one of them is said to be a difference (`dz = a - y`), as no differential is; and where several go on with names that are made of
 * theirs (`dW = X^\top dY` where `Y = XW`), those of which the gradient is given too.
 */
export function gradientsIn(statements: readonly Statement[], loss: SymbolSyntax | undefined): ReadonlySet<string> {
  const heads = new Set<string>();
  const uses: { readonly head: string; readonly names: readonly string[] }[] = [];
  let isResidual = false;
  for (const statement of statements) {
    const [first, second] = statement.members;
    const named = first && gradientName(first.node);
    const symbol = named && symbolOf(named);
    if (symbol && defines(second?.relation?.sign)) heads.add(baseName(symbol));
    if (second === undefined) continue;
    if (symbol === undefined) {
      // `w = w - \eta\,dw`
      const moved = first && symbolOf(first.node);
      const steps = moved && second.node.kind === 'sum' ? second.node.terms.filter(({ sign }) => sign === '-') : [];
      const names = flatMap(steps, ({ node }) => differentialsIn(node).map((name) => baseName(symbolOf(name) as SymbolSyntax)));
      if (moved && names.includes(baseName(moved))) heads.add(baseName(moved));
      continue;
    }
    isResidual ||= isDifference(second.node);
    const names = differentialsAmong(nodesOf(statement)).map((name) => baseName(symbolOf(name) as SymbolSyntax));
    uses.push({ head: baseName(symbol), names });
  }
  // The loss has no gradient by itself: `dC = \frac{dC}{dz}\,dz` is of differentials.
  if (loss && uses.some(({ head, names }) => head === baseName(loss) && names.some((name) => name !== head))) return new Set();
  const odd = new Set(flatMap(uses, ({ head, names }) => (names.every((name) => heads.has(name)) ? [] : [head])));
  if (odd.size === 0) return heads;
  const given = givenIn(statements, uses, heads);
  if (given) return new Set([...heads, ...given]);
  return isResidual ? new Set([...heads].filter((base) => !odd.has(base))) : new Set();
}

/** How many names have to be on the way to one whose gradient is given. */
const leastOnTheWay = 2;

/**
 * The names behind a `d` that no such equation begins with, if their formulas are made of the heads of those in which they stand, and no head
 * is made of what stands behind its sign, as differentials are; undefined if they may be of differentials.
 */
function givenIn(
  statements: readonly Statement[],
  uses: readonly { readonly head: string; readonly names: readonly string[] }[],
  heads: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  const made = new Map<string, ReadonlySet<string>>();
  for (const { members } of statements) {
    const [head, ...bodies] = members;
    const symbol = head && symbolOf(head.node);
    if (symbol === undefined || !defines(bodies[0]?.relation?.sign)) continue;
    const names = flatMap(bodies, ({ node }) => flatMap(walkSyntax(node), (inner) => (inner.kind === 'symbol' ? [baseName(inner)] : [])));
    made.set(baseName(symbol), new Set([...(made.get(baseName(symbol)) ?? []), ...names]));
  }
  const given = new Set<string>();
  const ways = new Set<string>();
  for (const { head, names } of uses)
    for (const name of names) {
      if (name === head) continue;
      if (made.get(head)?.has(name)) return undefined;
      const isOnTheWay = made.get(name)?.has(head) === true;
      if (isOnTheWay) ways.add(head);
      if (heads.has(name)) continue;
      if (!isOnTheWay) return undefined;
      given.add(name);
    }
  return leastOnTheWay <= ways.size && !statements.some((statement) => isSolved(statement) || isMean(statement)) ? given : undefined;
}

/** `dW = \frac1m dZ X^\top`: a gradient that may be that of a mean, where the other is of one sample; `dq - \frac1n \sum_i dq_i` is one without a mean. */
export function isMean({ members: [head, ...bodies] }: Statement): boolean {
  if (head === undefined || gradientName(head.node) === undefined) return false;
  return bodies.some(({ node }) => {
    const terms = node.kind === 'sum' ? node.terms.map((term) => term.node) : [node];
    const flows = terms.filter((term) => differentialsIn(term).length > 0);
    return flows.length > 0 && flows.every((term) => walkSyntax(term).some(isShare));
  });
}

/** `\frac1m`. */
export function isShare(part: Syntax): boolean {
  return part.kind === 'quotient' && part.numerator.kind === 'number' && part.denominator.kind === 'symbol';
}

/** `dx = \frac{du}{2x}`: a differential that an equation was solved for. */
function isSolved(statement: Statement): boolean {
  return nodesOf(statement).some((node) => node.kind === 'quotient' && differentialsIn(node).length > 0);
}

/** The factors by which the notes say that a gradient by name differs from the derivative (`dZ := m\,\partial J/\partial Z`), by its name. */
export function gradientScalesIn(statements: readonly Statement[], gradients: ReadonlySet<string>): ReadonlyMap<string, Syntax> {
  const found = new Map<string, Syntax>();
  for (const { members } of statements) {
    const [first, second] = members;
    const named = first && second && defines(second.relation?.sign) ? namedGradient(first.node, second.node) : undefined;
    if (named?.scale && gradients.has(named.base) && !found.has(named.base)) found.set(named.base, named.scale);
  }
  return found;
}

/** `dZ = m\,\partial J/\partial Z`: what is named so, and the numbers and plain names that the derivative by it is multiplied by. */
export function namedGradient(left: Syntax, right: Syntax): { readonly base: string; readonly scale?: Syntax } | undefined {
  const name = gradientName(left);
  const symbol = name && symbolOf(name);
  if (name === undefined || symbol === undefined) return undefined;
  const factors = right.kind === 'product' ? right.factors : [{ node: right }];
  const rest = factors.filter(({ node }) => !isDerivativeBy(node, name));
  if (rest.length !== factors.length - 1 || !rest.every(({ node }) => walkSyntax(node).every(({ kind }) => plain.has(kind))))
    return undefined;
  const [only, ...more] = rest;
  const scale =
    right.kind === 'product' && more.length > 0
      ? { ...right, factors: right.factors.filter((factor) => rest.includes(factor)) }
      : only?.node;
  return { base: baseName(symbol), ...(scale ? { scale } : {}) };
}

const plain: ReadonlySet<Syntax['kind']> = new Set(['symbol', 'number', 'quotient', 'product', 'group']);

function isDerivativeBy(node: Syntax, name: Syntax): boolean {
  return node.kind === 'partial' && node.of?.kind === 'symbol' && node.wrt.length === 1 && isEqual(node.wrt[0] as Syntax, name);
}

/** `(a - y)`, without a differential in it. */
function isDifference(node: Syntax): boolean {
  if (node.kind === 'group') return isDifference(node.body);
  if (node.kind !== 'sum' || !node.terms.slice(1).some(({ sign }) => sign === '-')) return false;
  return !walkSyntax(node).some((inner) => inner.kind === 'symbol' && inner.letter === 'd');
}

/** The loss of notes that give gradients by name and no loss. */
const unnamedLoss: SymbolSyntax = { kind: 'symbol', letter: 'loss', face: 'upright', accents: [], range: { start: 0, end: 0 } };

const lossLetters: ReadonlySet<string> = new Set([
  'L',
  'J',
  'C',
  'E',
  'cal(L)',
  'cal(J)',
  'cal(C)',
  'cal(E)',
  '\\ell',
  'loss',
  'Loss',
  'cost',
  'Cost',
]);

/** The name without indices that is differentiated most often, else one that is called as losses are and has a definition. */
export function lossIn(statements: readonly Statement[], derivatives: Sorted['derivatives']): SymbolSyntax | undefined {
  const counts = new Map<string, { symbol: SymbolSyntax; count: number }>();
  const heads = plainLossesIn(statements);
  for (const { of } of derivatives) {
    if (of?.kind !== 'symbol') continue;
    const known = counts.get(baseName(of));
    counts.set(baseName(of), { symbol: of, count: (known?.count ?? 0) + 1 });
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.symbol ?? (heads.size === 1 ? [...heads.values()][0] : undefined) ?? unnamedLoss;
}

/**
 * What gradients by name are of in sections of a note that go on to another loss: they define just one by the name of one, and the loss of the note
 * is not in them. Further sections go on with it until the other one comes again.
 */
export function lossesBySection(
  sectionOf: ReadonlyMap<Statement, number>,
  loss: SymbolSyntax | undefined,
): ReadonlyMap<number, SymbolSyntax> {
  const statements = new Map<number, Statement[]>();
  for (const [statement, section] of sectionOf) statements.set(section, [...(statements.get(section) ?? []), statement]);
  const found = new Map<number, SymbolSyntax>();
  let last: SymbolSyntax | undefined;
  for (const [section, own] of [...statements].sort(([a], [b]) => a - b)) {
    const heads = plainLossesIn(own);
    const [head] = heads.values();
    if (loss && own.some((statement) => nodesOf(statement).some((node) => node.kind === 'symbol' && baseName(node) === baseName(loss))))
      last = undefined;
    else if (head) last = heads.size === 1 ? head : undefined;
    if (last) found.set(section, last);
  }
  return found;
}

/** The names that are called as losses are and have a definition, by base. */
function plainLossesIn(statements: readonly Statement[]): ReadonlyMap<string, SymbolSyntax> {
  const heads = new Map<string, SymbolSyntax>();
  for (const statement of statements) {
    const [first, second] = statement.members;
    const head = first && symbolOf(first.node.kind === 'call' ? first.node.head : first.node);
    const isPlain = first?.node.kind === 'symbol' || (first?.node.kind === 'call' && first.node.head.kind === 'symbol');
    if (head && isPlain && lossLetters.has(baseName(head)) && defines(second?.relation?.sign)) heads.set(baseName(head), head);
  }
  return heads;
}

/** The parameters of the functions that definitions give, by base; none where two definitions name others. */
export function parametersIn(statements: readonly Statement[]): ReadonlyMap<string, readonly SymbolSyntax[]> {
  return headsOf(statements, (param) => param.kind === 'symbol');
}

/** The same of functions of members too, `f(x_1, x_2) = …`. */
export function signaturesIn(statements: readonly Statement[]): ReadonlyMap<string, readonly (SymbolSyntax | ScriptsSyntax)[]> {
  const isNumbered = (node: Syntax): node is ScriptsSyntax =>
    node.kind === 'scripts' && node.base.kind === 'symbol' && node.sub?.kind === 'number' && node.sup === undefined && node.primes === 0;
  return headsOf(statements, (param) => param.kind === 'symbol' || isNumbered(param));
}

/** What stands in the brackets of the heads of functions, where all of it is of some kind. */
function headsOf<Parameter extends Syntax>(
  statements: readonly Statement[],
  isParameter: (node: Syntax) => node is Parameter,
): ReadonlyMap<string, readonly Parameter[]> {
  const found = new Map<string, readonly Parameter[]>();
  const ambiguous = new Set<string>();
  for (const { members } of statements) {
    const [head, body] = members;
    if (head?.node.kind !== 'call' || !defines(body?.relation?.sign)) continue;
    const symbol = symbolOf(head.node.head);
    const params = argumentsOf(head.node);
    if (!symbol || !params.every(isParameter)) continue;
    const known = found.get(baseName(symbol));
    if (known && !areSame(known, params)) ambiguous.add(baseName(symbol));
    found.set(baseName(symbol), params);
  }
  // With parameters of several numbers or names it cannot be told which are meant.
  for (const base of ambiguous) found.delete(base);
  return found;
}

/** Whether two lists have the same names, however they are set. */
function areSame(left: readonly Syntax[], right: readonly Syntax[]): boolean {
  const isSame = (a: Syntax, b: Syntax): boolean =>
    a.kind === 'symbol' && b.kind === 'symbol' ? baseName(a) === baseName(b) : isEqual(a, b);
  return left.length === right.length && left.every((one, at) => isSame(one, right[at] as Syntax));
}

/** What gradients are taken by: a subscript, an argument, or the one parameter of what is differentiated. */
export function gradientsByIn(
  derivatives: Sorted['derivatives'],
  parameters: ReadonlyMap<string, readonly SymbolSyntax[]>,
): ReadonlyMap<string, SymbolSyntax> {
  const found = new Map<string, SymbolSyntax>();
  for (const node of derivatives) {
    if (node.kind !== 'nabla') continue;
    const { wrt, of } = node;
    const argument = of?.kind === 'call' ? of.argument.body : undefined;
    const [param, ...more] = (of?.kind === 'symbol' && parameters.get(baseName(of))) || [];
    const by = wrt ?? argument ?? (more.length === 0 ? param : undefined);
    if (by?.kind === 'symbol') found.set(baseName(by), by);
  }
  return found;
}
