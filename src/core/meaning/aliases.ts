import type { Statement, Syntax } from '../latex/syntax.ts';
import { eachPart, formulasOf, type Sorted, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { densities } from './densities.ts';
import { isTranspose } from './scripts.ts';
import { baseName, pieces, symbolOf } from './symbols.ts';

/**
 * Small letters that name the entries of a matrix wherever its capital stands too (`\|A\|_F^2 = \sum_{ij} a_{ij}^2`), and alone something else in other
 * statements (`a^\top X b`), to the capital.
 */
export function entriesIn(statements: readonly Statement[]): ReadonlyMap<string, string> {
  const beside = new Set<string>();
  const apart = new Set<string>();
  const alone = new Set<string>();
  for (const statement of statements) {
    const entries = new Set<string>();
    const bare = new Set<string>();
    for (const formula of formulasOf(statement)) lettersIn(formula, entries, bare);
    for (const letter of entries) (bare.has(letter.toUpperCase()) && !bare.has(letter) ? beside : apart).add(letter);
    for (const letter of bare) if (/^[a-z]$/.test(letter)) (bare.has(letter.toUpperCase()) ? apart : alone).add(letter);
  }
  const found = [...beside].filter((letter) => alone.has(letter) && !apart.has(letter));
  return new Map(found.map((letter) => [letter, letter.toUpperCase()]));
}

/** The letters that stand in a formula with two pieces below, and with nothing below. */
function lettersIn(formula: Syntax, entries: Set<string>, bare: Set<string>): void {
  if (formula.kind === 'symbol') bare.add(baseName(formula));
  if (formula.kind !== 'scripts' || formula.base.kind !== 'symbol' || formula.sub === undefined) {
    eachPart(formula, (part) => lettersIn(part, entries, bare));
    return;
  }
  const below = pieces(formula.sub);
  if (below.length === 2 && /^[a-z]$/.test(baseName(formula.base))) entries.add(baseName(formula.base));
  // `X_F` and `a_n` are names with a subscript, whose letters below are indices.
  eachPart(formula, (part) => {
    if (part !== formula.base && part !== formula.sub) lettersIn(part, entries, bare);
  });
}

interface Uses {
  readonly heads: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  readonly arities: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>;
  readonly sizes: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  /** Names that stand at each step in time. */
  readonly timed: ReadonlySet<string>;
  /** Samples of which one stands by the small letter alone. */
  readonly sampledApart: ReadonlySet<string>;
  /** Vectors that are written out under their own letter. */
  readonly spelled: ReadonlySet<string>;
  /** Letters of entries that alone name something else. */
  readonly entries: ReadonlyMap<string, string>;
}

/** Letters that are defined in one face or case and used in another, where only one of them is defined. */
export function aliasesOf(nodes: Sorted, uses: Uses): ReadonlyMap<string, string> {
  const { heads, plain: used, arities, sizes } = uses;
  const aliases = new Map<string, string>();
  const whole = wholesIn(nodes);
  for (const name of used) {
    if (/^[A-Z]$/.test(name)) {
      const small = name.toLowerCase();
      if (uses.entries.has(small)) continue;
      const entries = flatMap([...(arities.get(small) ?? [])], ([label, counts]) => [...counts].map((count) => ({ label, count })));
      const isSpelt = !arities.has(name) || [...(arities.get(name)?.values() ?? [])].every((counts) => counts.has(2));
      const isMatrix = entries.some(({ count }) => count === 2) || (isSpelt && arities.has(name)) || whole.get(small) === 'transposed';
      const isOther = uses.sampledApart.has(small) || (uses.spelled.has(small) && !entries.some(({ count }) => count === 2));
      // `u_t` has no entries that `U` would be the matrix of.
      const isOfSteps = uses.timed.has(small) && entries.every(({ count }) => count === 1);
      if (isOther || isOfSteps) continue;
      if (entries.length === 0 || sizes.has(name) || sizes.has(small) || (heads.has(name) && heads.has(small)) || !whole.has(name))
        continue;
      if (heads.has(name) && uses.numbered.has(small)) aliases.set(small, name);
      else if (isMatrix || whole.get(name) !== 'factor') aliases.set(name, small);
      continue;
    }
    const faced = /^cal\((.*)\)$/.exec(name)?.[1];
    if (faced === undefined || densities.has(name)) continue;
    if (heads.has(name) && !heads.has(faced) && used.has(faced)) aliases.set(faced, name);
    else if (!heads.has(name) && heads.has(faced)) aliases.set(name, faced);
  }
  return aliases;
}

/** How a name stands as a whole: as a factor, in an inner product or a norm, transposed; each tells more than the one before. */
const wholes = ['factor', 'inner', 'transposed'] as const;

type Whole = (typeof wholes)[number];

/** Names that stand as whole matrices: as a factor, or transposed. */
function wholesIn({ products, scripts, functions, calls, groups }: Sorted): ReadonlyMap<string, Whole> {
  const found = new Map<string, Whole>();
  const note = (node: Syntax, how: Whole): void => {
    const symbol = symbolOf(node);
    if (symbol === undefined) return;
    const base = baseName(symbol);
    if (node.kind === 'scripts' && node.sub !== undefined && node.sub.kind !== 'number' && how === 'factor') return;
    if (wholes.indexOf(found.get(base) ?? 'factor') <= wholes.indexOf(how)) found.set(base, how);
  };
  for (const { factors } of products) {
    const isInner = factors.some(({ node }) => node.kind === 'scripts' && isTranspose(node.sup));
    for (const { node } of factors) note(node, !isInner ? 'factor' : node.kind === 'scripts' && node.sub ? 'transposed' : 'inner');
  }
  for (const node of scripts) if (isTranspose(node.sup)) note(node, 'transposed');
  for (const { operands } of functions) for (const operand of operands) note(operand.kind === 'group' ? operand.body : operand, 'factor');
  for (const { argument } of calls) note(argument.body, 'factor');
  for (const { open, body } of groups)
    if (open === '‖' || open === '\\|') for (const inner of walkSyntax(body)) if (inner.kind === 'symbol') note(inner, 'inner');
  return found;
}
