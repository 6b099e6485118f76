import type { ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, partsOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { defines } from './comparisons.ts';
import { boundLetters, lettersBelow, lettersIn, runs, sampleIn, subscriptOf } from './scripts.ts';
import { baseName, isIndexSymbol, pieces, symbolOf, wordIn } from './symbols.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Bases that definitions of different names have under different letters, each time with the letter of the head: `h_j = f(\sum_i w_{ji} x_i)`
 * and `y_k = \sum_j w_{kj} h_j`, as textbooks write two layers.
 */
export function letteredIn(statements: readonly Statement[]): ReadonlySet<string> {
  const uses = new Map<string, Map<string, { readonly head: string; readonly letter: string; readonly pattern: string }>>();
  for (const { members } of statements) {
    const [head, body] = members;
    const symbol = head && symbolOf(head.node);
    const [letter, ...more] = head?.node.kind === 'scripts' && head.node.sub ? lettersOf(head.node) : [];
    if (!symbol || letter === undefined || more.length > 0 || body === undefined || !defines(body.relation?.sign)) continue;
    for (const node of [head.node, ...walkSyntax(body.node)]) {
      const own = node.kind === 'scripts' ? symbolOf(node) : undefined;
      const letters = node.kind === 'scripts' && own ? lettersOf(node) : [];
      if (own === undefined || !letters.includes(letter)) continue;
      const base = baseName(own);
      const use = { head: baseName(symbol), letter, pattern: letters.join() };
      uses.set(base, (uses.get(base) ?? new Map()).set(Object.values(use).join(' '), use));
    }
  }
  const found = [...uses].filter(([base, own]) => {
    const all = [...own.values()];
    return all.some((one) =>
      all.some((two) => one.letter !== two.letter && one.pattern !== two.pattern && (one.head !== two.head || one.head === base)),
    );
  });
  return new Set(found.map(([base]) => base));
}

/** The letters of the indices of a name that has no layer above. */
function lettersOf(node: ScriptsSyntax): readonly string[] {
  const found = node.sub && node.sup === undefined ? pieces(node.sub) : [];
  return found.length > 0 && found.every(isIndexSymbol) ? found.map((piece) => (piece as SymbolSyntax).letter) : [];
}

/**
 * Letters that stand free in a definition whose head lacks them: they tell names apart (`f = \sigma(W_f x)`), or select one member of a
 * family that takes indices too (`L = -\log p_y`), unless they also stand for a number. `apart`: bases whose subscripts are names anyway.
 */
export function looseIn(statements: readonly Statement[], apart: ReadonlySet<string>): Pick<Vocabulary, 'labels' | 'named'> {
  const summed = new Set<string>();
  const heads = new Set<string>();
  const wholes = new Set<string>();
  const free = new Set<string>();
  const numbers = new Set<string>();
  const uses = new Map<string, Set<string>>();
  const visit = (node: Syntax, bound: readonly string[], into: Set<string>): void => {
    const binds = node.kind === 'big-operator' ? boundLetters(node.over) : [];
    for (const letter of binds) summed.add(letter);
    const here = [...bound, ...binds];
    // A sum that names no index runs over those behind it.
    const free = node.kind === 'big-operator' && node.over.length === 0 ? summed : into;
    const below = subscriptOf(node);
    const symbol = below && symbolOf(node.kind === 'call' ? node.head : node);
    if (below && symbol) {
      const letters = lettersBelow(below);
      for (const letter of letters) if (!here.includes(letter)) into.add(letter);
      const base = baseName(symbol);
      uses.set(base, new Set([...(uses.get(base) ?? []), ...letters]));
    }
    for (const part of flatMap(partsOf(node), (part) =>
      part === below ? pieces(below).filter((piece) => !isIndexSymbol(piece)) : [part],
    )) {
      if (!isIndexSymbol(part)) visit(part, here, free);
      else if (node.kind !== 'relation' && node.kind !== 'list' && node.kind !== 'group' && (node.kind !== 'scripts' || part === node.sup))
        numbers.add(part.letter);
    }
  };
  for (const statement of statements) {
    const [head, body] = statement.members;
    const symbol = head && symbolOf(head.node.kind === 'call' ? head.node.head : head.node);
    const isDefinition = symbol !== undefined && defines(body?.relation?.sign);
    const own = isDefinition && head ? lettersIn(head.node) : [];
    for (const letter of own) heads.add(letter);
    if (isDefinition && head?.node.kind === 'symbol') wholes.add(baseName(symbol));
    for (const formula of formulasOf(statement)) {
      const found = new Set<string>();
      visit(formula, [], found);
      if (!isDefinition || formula !== body?.node || !own.every((letter) => found.has(letter))) continue;
      for (const letter of found) if (!own.includes(letter)) free.add(letter);
    }
  }
  const named = new Set<string>();
  const labels = new Set<string>();
  for (const [base, letters] of uses) {
    const isName = (letter: string): boolean =>
      free.has(letter) && !heads.has(letter) && (uses.has(letter) || !(summed.has(letter) || runs(letter)));
    if (letters.size > 0 && !wholes.has(base) && !apart.has(base) && [...letters].every(isName)) named.add(base);
    else for (const letter of letters) if (free.has(letter) && !summed.has(letter) && !numbers.has(letter)) labels.add(letter);
  }
  return { labels, named };
}

/** Bases that stand under a bracketed letter which some sum binds, over these names or others, and which is not that of a layer. */
export function sampledIn(statements: readonly Statement[], layered: ReadonlySet<string>): ReadonlySet<string> {
  const letters = new Set<string>();
  const under = new Map<string, Set<string>>();
  const visit = (node: Syntax, bound: ReadonlySet<string>): void => {
    const sample = node.kind === 'scripts' ? sampleIn(node.sup) : undefined;
    const symbol = sample && symbolOf(node);
    if (symbol && sample.kind === 'symbol' && !layered.has(sample.letter)) {
      if (bound.has(sample.letter)) letters.add(sample.letter);
      under.set(sample.letter, (under.get(sample.letter) ?? new Set()).add(baseName(symbol)));
    }
    const here = node.kind === 'big-operator' ? new Set([...bound, ...boundLetters(node.over)]) : bound;
    for (const part of partsOf(node)) visit(part, here);
  };
  for (const statement of statements) for (const formula of formulasOf(statement)) visit(formula, new Set());
  return new Set(flatMap([...letters], (letter) => [...(under.get(letter) ?? [])]));
}

/** Bases that take an index only behind a numeral, and the numeral also alone. */
export function numberedIn(statements: readonly Statement[]): ReadonlySet<string> {
  const alone = new Set<string>();
  const behind = new Set<string>();
  const otherwise = new Set<string>();
  for (const statement of statements) {
    for (const formula of formulasOf(statement)) {
      for (const node of walkSyntax(formula)) {
        if (node.kind !== 'scripts' || node.base.kind !== 'symbol' || node.sub === undefined || wordIn(node.sub) !== undefined) continue;
        const [first, ...rest] = pieces(node.sub);
        const base = baseName(node.base);
        if (first?.kind === 'number') (rest.some(isIndexSymbol) ? behind : alone).add(base);
        else otherwise.add(base);
      }
    }
  }
  return new Set([...behind].filter((base) => alone.has(base) && !otherwise.has(base)));
}
