import type { CallSyntax, ProductSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, nodesIn, partsOf, walkSyntax } from '../latex/walk.ts';
import { boundLetters } from './scripts.ts';
import { baseName, symbolOf } from './symbols.ts';

/** A variable in whose differential a chain is written, with the letters of its indices that a sum around it binds. */
export interface Direction {
  readonly name: SymbolSyntax | ScriptsSyntax;
  readonly bound: readonly string[];
}

/** Whether a symbol is the letter of a differential. */
function isD(node: Syntax | undefined): node is SymbolSyntax {
  return node?.kind === 'symbol' && node.letter === 'd' && node.accents.length === 0;
}

/**
 * Whether the letter `d` is a name of a note, as of a dimension (`\sqrt d`, `\sum_{i=1}^d`), so that `d\,s` is a product: it stands with
 * nothing behind it that it could be the differential of, and nowhere as the head of a bracket or right in front of a name, as in `dx`.
 */
export function isNameD(statements: readonly Statement[], symbols: readonly SymbolSyntax[]): boolean {
  if (!symbols.some(isD)) return false;
  let isName = false;
  for (const statement of statements) {
    const [head] = statement.members;
    if (head && isDifferential(head.node)) return false;
    for (const formula of formulasOf(statement)) {
      const { isAlone, isOfChange } = usesOfD(formula);
      if (isOfChange) return false;
      isName ||= isAlone;
    }
  }
  return isName;
}

/** How the letter `d` stands in a formula: with nothing behind it, and as the head of a bracket or right in front of a name. */
export function usesOfD(formula: Syntax): { readonly isAlone: boolean; readonly isOfChange: boolean } {
  let isAlone = false;
  let isOfChange = false;
  const visit = (node: Syntax): void => {
    const parts = partsOf(node);
    isOfChange ||= node.kind === 'call' && isD(node.head);
    for (const [at, part] of parts.entries()) {
      const next = node.kind === 'product' && node.factors[at + 1]?.by === 'juxtaposed' ? node.factors[at + 1]?.node : undefined;
      const isFollowed = next !== undefined;
      isOfChange ||= isD(part) && next !== undefined && symbolOf(next) !== undefined && part.range.end === next.range.start;
      if (isItalicD(part)) isAlone ||= !isFollowed && node.kind !== 'scripts' && node.kind !== 'call';
      else visit(part);
      if (node.kind === 'scripts' && part !== node.base) isAlone ||= isItalicD(part);
    }
  };
  if (nodesIn(formula).some(isD)) visit(formula);
  return { isAlone, isOfChange };
}

/** Whether a symbol is the letter of a differential as it is set where it may also be that of a number. */
export function isItalicD(node: Syntax | undefined): node is SymbolSyntax {
  return isD(node) && node.face === 'italic';
}

/** What stands behind the `d` at a place of a product: `x` of `x\,dx`, `\log p` of `d\log p`. */
export function behindD(factors: ProductSyntax['factors'], at: number): Syntax | undefined {
  const next = factors[at + 1];
  return isD(factors[at]?.node) && next?.by === 'juxtaposed' ? next.node : undefined;
}

/**
 * The variables in whose differentials a chain is written that begins with the differential of something (`dL = 2xy\,dx + x^2\,dy`): of those
 * behind a `d` the ones that no formula defines, or else those of its last member. Undefined where the chain is of another kind, as one with
 * products of differentials (an element of area) or powers of them (a metric).
 */
export function directionsOf(chain: readonly Syntax[], isDefined: (name: Syntax) => boolean): readonly Direction[] | undefined {
  const [head, ...rest] = chain;
  if (head === undefined || rest.length === 0 || !isDifferential(head)) return undefined;
  const own = new Set(walkSyntax(head).map((node) => (node.kind === 'symbol' ? baseName(node) : '')));
  const found: Direction[][] = [];
  for (const member of [head, ...rest]) {
    const inside: Direction[] = [];
    if (!collect(member, [], inside)) return undefined;
    found.push(inside);
  }
  const all = found.slice(1).flat();
  const open = all.filter(({ name }) => !isDefined(name));
  const last =
    found
      .slice(1)
      .filter((inside) => inside.length > 0)
      .at(-1) ?? [];
  const chosen = unique(open.length > 0 ? open : last.filter(({ name }) => head.kind !== 'product' || !own.has(text(name))));
  return chosen.length > 0 && chosen.length <= mostDirections ? chosen : undefined;
}

const mostDirections = 6;

/** `dL`, `d(uv)`, `d\log p`: the differential of one thing. */
function isDifferential(node: Syntax): boolean {
  if (node.kind === 'call') return isD(node.head) && node.after === undefined;
  return node.kind === 'product' && node.factors.length === 2 && behindD(node.factors, 0) !== undefined;
}

/** Gathers the names behind a `d`, with what the sums around them bind; false where they do not stand linearly. */
function collect(node: Syntax, bound: readonly string[], into: Direction[]): boolean {
  if (node.kind === 'big-operator') {
    if (node.operator !== 'sum') return !hasD(node);
    return collect(node.body, [...bound, ...boundLetters(node.over)], into);
  }
  if (node.kind === 'product') {
    let seen = 0;
    for (let at = 0; at < node.factors.length; at++) {
      const of = behindD(node.factors, at);
      if (of !== undefined) {
        seen++;
        at++;
        const name = of.kind === 'call' ? of.head : of;
        const symbol = name.kind === 'partial' ? undefined : symbolOf(name);
        if (name.kind === 'scripts' && name.sup?.kind === 'number') return false;
        if (symbol && (name.kind === 'symbol' || name.kind === 'scripts')) into.push({ name, bound });
      } else {
        const inner = (node.factors[at] as { node: Syntax }).node;
        if (hasD(inner)) seen++;
        if (!collect(inner, bound, into)) return false;
      }
    }
    return seen <= 1;
  }
  if (node.kind === 'quotient') return !hasD(node.denominator) && collect(node.numerator, bound, into);
  if (node.kind === 'scripts' && !(node.sup?.kind === 'symbol')) return !hasD(node);
  return partsOf(node).every((part) => collect(part, bound, into));
}

function hasD(node: Syntax): boolean {
  return walkSyntax(node).some(isD);
}

function text(name: Syntax): string {
  return walkSyntax(name)
    .map((node) => (node.kind === 'symbol' ? baseName(node) : node.kind === 'number' ? String(node.value) : node.kind))
    .join(' ');
}

function unique(directions: readonly Direction[]): readonly Direction[] {
  const found = new Map<string, Direction>();
  for (const direction of directions) if (!found.has(text(direction.name))) found.set(text(direction.name), direction);
  return [...found.values()];
}

/** The bracket of `d(uv)`. */
export function bracketOfD(node: CallSyntax): Syntax | undefined {
  return isD(node.head) && node.after === undefined ? node.argument : undefined;
}
