import type { ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { eachPart, formulasOf, nodesIn, nodesOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { defines } from './comparisons.ts';
import { boundLetters, isTranspose, labelText, lettersAbove, lettersBelow, lettersIn, runs, sampleIn, subscriptOf } from './scripts.ts';
import { wordOfLetters } from './sets.ts';
import { stepOf } from './steps.ts';
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
    for (const node of [head.node, ...nodesIn(body.node)]) {
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
 * family that takes indices too (`L = -\log p_y`), unless they also stand for a number. `apart`: bases whose subscripts are names anyway; `units`:
 * letters that are no indices.
 */
export function looseIn(
  statements: readonly Statement[],
  apart: ReadonlySet<string>,
  units: ReadonlySet<string>,
): Pick<Vocabulary, 'labels' | 'named'> {
  const summed = new Set<string>();
  const heads = new Set<string>();
  const wholes = new Set<string>();
  const free = new Set<string>();
  const numbers = new Set<string>();
  const uses = new Map<string, Set<string>>();
  const visit = (node: Syntax, bound: readonly string[], into: Set<string>): void => {
    if (node.kind === 'number') return;
    if (node.kind === 'relation' && node.relation === '\\in' && wordOfLetters(node.right)) {
      visit(node.left, bound, into);
      return;
    }
    let here = bound;
    let free = into;
    if (node.kind === 'big-operator') {
      const binds = boundLetters(node.over);
      for (const letter of binds) summed.add(letter);
      here = [...bound, ...binds];
      // A sum that names no index runs over those behind it.
      if (node.over.length === 0) free = summed;
    }
    const below = subscriptOf(node);
    const symbol = below && symbolOf(node.kind === 'call' ? node.head : node);
    if (below && symbol) {
      const letters = lettersBelow(below);
      for (const letter of letters) if (!here.includes(letter)) into.add(letter);
      addAll(uses, baseName(symbol), letters);
    }
    eachPart(node, (part) => {
      if (part === below) {
        for (const piece of pieces(below)) if (!isIndexSymbol(piece)) visit(piece, here, free);
      } else if (!isIndexSymbol(part)) visit(part, here, free);
      else if (isFunctionIn(node, part)) return;
      else if (node.kind !== 'relation' && node.kind !== 'list' && node.kind !== 'group' && (node.kind !== 'scripts' || part === node.sup))
        numbers.add(part.letter);
    });
  };
  for (const statement of statements) {
    const [head, body] = statement.members;
    const symbol = head && symbolOf(head.node.kind === 'call' ? head.node.head : head.node);
    const isDefinition = symbol !== undefined && defines(body?.relation?.sign);
    const own = isDefinition && head ? lettersIn(head.node) : [];
    for (const letter of own) heads.add(letter);
    if (isDefinition && head?.node.kind === 'symbol') wholes.add(baseName(symbol));
    const bodies = new Set(
      isDefinition ? statement.members.slice(1).flatMap(({ node, relation }) => (defines(relation?.sign) ? [node] : [])) : [],
    );
    for (const formula of formulasOf(statement)) {
      const found = new Set<string>();
      visit(formula, [], found);
      if (!bodies.has(formula) || !own.every((letter) => found.has(letter))) continue;
      for (const letter of found) if (!own.includes(letter)) free.add(letter);
    }
  }
  const named = new Set<string>();
  const labels = new Set<string>();
  const choosing = choosingIn(statements);
  const sharers = (letter: string): number => [...uses.values()].filter((letters) => letters.has(letter)).length;
  for (const [base, letters] of uses) {
    // The `k` of `\sqrt{d_k}`, a number of components that one letter alone stands below, which nothing else has.
    const isSize = countLetters.has(base) && letters.size === 1 && [...letters].every((letter) => sharers(letter) === 1);
    // The `k` of `W_k` beside `W_q` runs over nothing either.
    const isAnyApart = [...letters].some((letter) => !runs(letter) && !summed.has(letter));
    const isName = (letter: string): boolean =>
      free.has(letter) &&
      (!heads.has(letter) || units.has(letter)) &&
      (uses.has(letter) || wholes.has(letter) || (!summed.has(letter) && (isAnyApart || isSize || !runs(letter))));
    // The `a` of `\sum_{a \in \{f, o\}} W_a` stands for the letters of `W_f` and `W_o`.
    const isChoice = (letter: string): boolean => [...(choosing.get(letter) ?? [])].some((each) => letters.has(each) && isName(each));
    if (letters.size > 0 && !wholes.has(base) && !apart.has(base) && [...letters].every((letter) => isName(letter) || isChoice(letter)))
      named.add(base);
    else for (const letter of letters) if (free.has(letter) && !summed.has(letter) && !numbers.has(letter)) labels.add(letter);
  }
  return { labels, named };
}

/** Letters that stand for any of several, by these: `a \in \{f, i, o\}`. */
function choosingIn(statements: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (left: Syntax | undefined, sign: string | undefined, right: Syntax): void => {
    const items = sign === '\\in' && right.kind === 'group' && right.body.kind === 'list' ? right.body.items : [];
    const letters = items.filter((item) => item.kind === 'symbol').map(({ letter }) => letter);
    if (left?.kind === 'symbol' && 1 < letters.length && letters.length === items.length) addAll(found, left.letter, letters);
  };
  for (const { members } of statements)
    for (const [at, { node, relation }] of members.entries()) {
      note(members[at - 1]?.node, relation?.sign, node);
      for (const inner of nodesIn(node))
        if (inner.kind === 'big-operator')
          for (const over of inner.over) if (over.kind === 'relation') note(over.left, over.relation, over.right);
    }
  return found;
}

/** Letters by which notes count. */
const countLetters: ReadonlySet<string> = new Set(['d', 'n', 'm', 'D', 'N', 'M']);

/** Whether a part of a formula is a function that it applies or differentiates. */
function isFunctionIn(node: Syntax, part: Syntax): boolean {
  return node.kind === 'call' ? part === node.head : (node.kind === 'partial' || node.kind === 'nabla') && part === node.of;
}

/** Bases that stand under a bracketed letter which some sum binds, over these names or others, and which is not that of a layer. */
export function sampledIn(statements: readonly Statement[], layered: ReadonlySet<string>): ReadonlySet<string> {
  const letters = new Set<string>();
  const under = new Map<string, Set<string>>();
  if (!statements.some((statement) => nodesOf(statement).some((node) => node.kind === 'scripts' && sampleIn(node.sup)?.kind === 'symbol')))
    return letters;
  const visit = (node: Syntax, bound: ReadonlySet<string>): void => {
    const sample = node.kind === 'scripts' ? sampleIn(node.sup) : undefined;
    const symbol = sample && symbolOf(node);
    if (symbol && sample.kind === 'symbol' && !layered.has(sample.letter)) {
      if (bound.has(sample.letter)) letters.add(sample.letter);
      under.set(sample.letter, (under.get(sample.letter) ?? new Set()).add(baseName(symbol)));
    }
    const here = node.kind === 'big-operator' ? new Set([...bound, ...boundLetters(node.over)]) : bound;
    eachPart(node, (part) => visit(part, here));
  };
  for (const statement of statements) for (const formula of formulasOf(statement)) visit(formula, new Set());
  return new Set(flatMap([...letters], (letter) => [...(under.get(letter) ?? [])]));
}

function addAll(to: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, new Set(values));
  else for (const value of values) known.add(value);
}

/** Names of samples with entries (`x_j^{(i)}`) whose entries also stand without a sample (`x_j`), by letters that no sample has. */
export function sampledApartIn(scripts: readonly ScriptsSyntax[], sampled: ReadonlySet<string>): ReadonlySet<string> {
  if (sampled.size === 0) return sampled;
  const withEntries = new Set<string>();
  const samples = new Map<string, Set<string>>();
  const entries = new Map<string, Set<string>>();
  const note = (found: Map<string, Set<string>>, base: string, letter: string): void => {
    found.set(base, (found.get(base) ?? new Set()).add(letter));
  };
  for (const node of scripts) {
    if (node.base.kind !== 'symbol') continue;
    const base = baseName(node.base);
    const sample = sampled.has(base) ? sampleIn(node.sup) : undefined;
    if (sample?.kind === 'symbol') note(samples, base, sample.letter);
    if (sample && node.sub) withEntries.add(base);
    const [only, ...others] = node.sub && !node.sup && sampled.has(base) && wordIn(node.sub) === undefined ? pieces(node.sub) : [];
    if (only && others.length === 0) note(entries, base, isIndexSymbol(only) ? only.letter : '');
  }
  return new Set([...withEntries].filter((base) => [...(entries.get(base) ?? [])].some((letter) => !samples.get(base)?.has(letter))));
}

/**
 * Names that move from step to step (`\theta_{t+1} = \theta_t - \alpha g`) and have entries by other letters too (`\theta_j`): the letters of
 * their steps. A sum over steps may bind one more (`\sum_{s=0}^{t-1} g(\theta_s)`).
 */
export function steppedIn(statements: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
  const steps = new Map<string, Set<string>>();
  for (const { members } of statements) {
    const [head, body] = members;
    const own = head && stepBelow(head.node);
    if (own === undefined || body === undefined || !defines(body.relation?.sign)) continue;
    const isMoved = nodesIn(body.node).some((node) => {
      const other = stepBelow(node);
      return other?.base === own.base && other.letter === own.letter && other.shift !== own.shift;
    });
    if (isMoved) steps.set(own.base, (steps.get(own.base) ?? new Set()).add(own.letter));
  }
  if (steps.size === 0) return steps;
  const nodes = flatMap(statements, nodesOf);
  for (const letters of steps.values())
    for (const node of nodes)
      if (node.kind === 'big-operator' && node.upper && lettersOfIndices(node.upper).some((letter) => letters.has(letter)))
        for (const letter of boundLetters(node.over)) letters.add(letter);
  const isApart = (base: string, letters: ReadonlySet<string>): boolean =>
    nodes.map(stepBelow).some((other) => other?.base === base && other.shift === 0 && !letters.has(other.letter));
  return new Map([...steps].filter(([base, letters]) => isApart(base, letters)));
}

/**
 * Letters below names that are no indices but say which one is meant: of the output unit, `net_o = \sum_j v_j out_j + c` beside `net_j`. What
 * such a name is given has no such letter, no sum runs over it, and other names of the base have other indices, or it is given a sum over
 * an index, by which all members would be equal. Or several of them have a formula each and stand together in one that has no index:
 * `\ell = a(s_r) + b(s_f)`. Or it is the letter of what is worked out from the names that have it: `n = \tanh(a_n)`, `o_t = \sigma(a_o)`. Or one
 * such name is made of another: `net_o = w_2 out_h + b_2` beside `net_h = w_1 x + b_1`, where no index would be summed over.
 */
export function unitsIn(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Map<string, Set<string>>();
  const below = new Map<string, Set<string>>();
  const others = new Set<string>();
  const adding = new Set<string>();
  const called = new Set<string>();
  const defined = new Map<string, Set<string>>();
  const together: (readonly [string, ReadonlySet<string>])[] = [];
  const made = new Set<string>();
  const workedOut = new Set<string>();
  const madeOf: (readonly [string, ReadonlySet<string>])[] = [];
  const mayBeOwn = ({ members: [head] }: Statement): boolean => {
    const own = head && onlyBelow(head.node);
    return (head && nameAtStep(head.node) !== undefined) || (own !== undefined && !runs(own.letter));
  };
  if (!statements.some(mayBeOwn)) return new Set();
  const choosing = choosingIn(statements);
  for (const { members } of statements) {
    const [head, body] = members;
    const own = head && onlyBelow(head.node);
    const here = new Map<string, Set<string>>();
    const bound = new Set<string>();
    for (const { node } of members)
      for (const inner of nodesIn(node)) {
        const other = onlyBelow(inner);
        if (other) {
          const into = node === head?.node ? below : here;
          into.set(other.base, (into.get(other.base) ?? new Set()).add(other.letter));
        }
        if (inner.kind === 'big-operator') for (const letter of boundLetters(inner.over)) bound.add(letter);
      }
    for (const letter of bound) if (!choosing.has(letter)) others.add(letter);
    for (const [base, letters] of here) {
      below.set(base, new Set([...(below.get(base) ?? []), ...letters]));
      // The `u_c` of `p_c = e^{u_c} / \sum_k e^{u_k}` is one of those.
      if (own && letters.has(own.letter) && [...letters].some((letter) => bound.has(letter))) others.add(own.letter);
    }
    if (body === undefined || !defines(body.relation?.sign)) continue;
    if (own === undefined) together.push(...here);
    const name = head && nameAtStep(head.node);
    if (name !== undefined && [...here.values()].some((letters) => letters.has(name))) called.add(name);
    if (own === undefined) continue;
    defined.set(own.base, (defined.get(own.base) ?? new Set()).add(own.letter));
    const isInside = members.slice(1).some(({ node }) => lettersIn(node).includes(own.letter));
    if (isInside) continue;
    found.set(own.letter, (found.get(own.letter) ?? new Set()).add(own.base));
    const inside = nodesIn(body.node).filter((node) => node.kind === 'symbol');
    // `p_r = \sum_c y_{rs+c}`
    if (inside.some(({ letter }) => letter === own.letter)) workedOut.add(own.letter);
    else if (inside.length > 0) made.add(own.letter);
    madeOf.push([own.letter, new Set(flatMap([...here.values()], (letters) => [...letters]))]);
    if (addsUp(body.node)) adding.add(own.letter);
  }
  const isUnit = ([letter, bases]: readonly [string, ReadonlySet<string>]): boolean =>
    !runs(letter) &&
    !others.has(letter) &&
    (adding.has(letter) || [...bases].some((base) => [...(below.get(base) ?? [])].some((other) => runs(other))));
  // The `p_i` of a softmax is one of those that a sum over `p_k` runs through, though a gate is called `i` elsewhere.
  const isAmongMany = (letter: string): boolean =>
    [...below.values()].some((letters) => letters.has(letter) && [...letters].some((other) => others.has(other)));
  const names = [...called].filter((letter) => !others.has(letter) && !isAmongMany(letter));
  // `\ell = a(s_r) + b(s_f)` of what has a formula each; names of their own may be differentiated by: `u_x + u_y`
  const standing = new Set(flatMap(statements, (statement) => flatMap(formulasOf(statement), standingIn)));
  const apart = flatMap(together, ([base, letters]) => {
    const own = [...letters].filter((letter) => defined.get(base)?.has(letter));
    const isApart = 1 < own.length && own.every((letter) => !runs(letter) && !others.has(letter));
    return isApart && !own.every((letter) => standing.has(letter)) ? own : [];
  });
  const isOwn = (letter: string): boolean => found.has(letter) && !runs(letter) && !others.has(letter) && !workedOut.has(letter);
  const linked = flatMap(madeOf, ([letter, inside]) => {
    const inner = [...inside].filter(isOwn);
    return isOwn(letter) && inner.length > 0 ? [letter, ...inner] : [];
  });
  // The `h` of `net_h = w x + b` and `out_h = \sigma(net_h)` runs over nothing if nothing below those names does.
  const isAlone = (letter: string): boolean => [...below.values()].every((letters) => !letters.has(letter) || [...letters].every(isOwn));
  const lonely = [...made].filter((letter) => isOwn(letter) && isAlone(letter));
  return new Set([...names, ...apart, ...linked, ...lonely, ...[...found].filter(isUnit).map(([letter]) => letter)]);
}

/** The letter of a name alone, or at a step in time: `o` of `o_t = \sigma(a_o)`. */
function nameAtStep(head: Syntax): string | undefined {
  if (head.kind === 'symbol') return head.letter;
  const own = onlyBelow(head);
  return own && runs(own.letter) && !runs(own.base) ? own.base : undefined;
}

/** The letters that stand in a formula as names, not below one. */
function standingIn(node: Syntax): readonly string[] {
  const found: string[] = [];
  const visit = (part: Syntax): void => {
    if (part.kind === 'symbol') found.push(part.letter);
    const below = subscriptOf(part);
    eachPart(part, (inner) => {
      if (inner !== below) visit(inner);
    });
  };
  visit(node);
  return found;
}

/** Whether a formula has a sum over an index of a name in it. */
function addsUp(node: Syntax): boolean {
  return walkSyntax(node).some(
    (inner) => inner.kind === 'big-operator' && boundLetters(inner.over).some((letter) => lettersIn(inner.body).includes(letter)),
  );
}

/** The only index below a name. */
function onlyBelow(node: Syntax): { readonly base: string; readonly letter: string } | undefined {
  const symbol = node.kind === 'scripts' && !node.sup ? symbolOf(node) : undefined;
  const [only, ...more] = node.kind === 'scripts' && node.sub && symbol ? pieces(node.sub) : [];
  return symbol && only && more.length === 0 && isIndexSymbol(only) ? { base: baseName(symbol), letter: only.letter } : undefined;
}

function lettersOfIndices(node: Syntax): readonly string[] {
  return walkSyntax(node)
    .filter(isIndexSymbol)
    .map(({ letter }) => letter);
}

/** The letter of the only index below a name, with what is added to it. */
function stepBelow(node: Syntax): { readonly base: string; readonly letter: string; readonly shift: number } | undefined {
  const symbol = node.kind === 'scripts' && node.sub && labelText(node.sup) === '' ? symbolOf(node) : undefined;
  const step = symbol && node.kind === 'scripts' && node.sub ? stepOf(node.sub) : undefined;
  return symbol && step && 'letter' in step ? { base: baseName(symbol), ...step } : undefined;
}

/** Bases that take an index only behind a numeral, and the numeral also alone. */
export function numberedIn(scripts: readonly ScriptsSyntax[]): ReadonlySet<string> {
  const alone = new Set<string>();
  const behind = new Set<string>();
  const otherwise = new Set<string>();
  for (const node of scripts) {
    if (node.base.kind !== 'symbol' || node.sub === undefined || wordIn(node.sub) !== undefined) continue;
    const [first, ...rest] = pieces(node.sub);
    const base = baseName(node.base);
    if (first?.kind === 'number') (rest.some(isIndexSymbol) ? behind : alone).add(base);
    else otherwise.add(base);
  }
  return new Set([...behind].filter((base) => alone.has(base) && !otherwise.has(base)));
}

/**
 * Letters above names that tell them apart and are no powers: those of heads of definitions (`z^f = W^f x`) and of what is differentiated by, or several of a matrix
 * (`W^Q`, `W^K`), where the name never stands without one, and no sum and no layer has the letter.
 */
export function apartAbove(
  statements: readonly Statement[],
  scripts: readonly ScriptsSyntax[],
  layered: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const letters = new Map<string, Set<string>>();
  if (!scripts.some(({ base, sup }) => sup && base.kind === 'symbol' && lettersAbove(sup) !== undefined)) return letters;
  const heads = new Map<string, Set<string>>();
  const bare = new Set<string>(['e']);
  const running = new Set(layered);
  const add = (into: Map<string, Set<string>>, base: string, text: string): Set<string> => {
    const known = into.get(base) ?? new Set<string>();
    into.set(base, known.add(text));
    return known;
  };
  const addHead = (node: Syntax): void => {
    const symbol = node.kind === 'scripts' ? symbolOf(node) : undefined;
    const text = node.kind === 'scripts' ? lettersAbove(node.sup) : undefined;
    if (symbol && text !== undefined) add(heads, baseName(symbol), text);
  };
  const visit = (node: Syntax): void => {
    if (node.kind === 'big-operator') for (const letter of boundLetters(node.over)) running.add(letter);
    // Nobody differentiates by a power: `\partial E / \partial w^L`.
    if (node.kind === 'partial') for (const by of node.wrt) addHead(by);
    if (node.kind === 'symbol') bare.add(baseName(node));
    const symbol = node.kind === 'scripts' ? symbolOf(node) : undefined;
    if (node.kind !== 'scripts' || symbol === undefined) {
      eachPart(node, visit);
      return;
    }
    const text = lettersAbove(node.sup);
    if (text !== undefined) add(letters, baseName(symbol), text);
    else if (!isTranspose(node.sup)) bare.add(baseName(symbol));
    for (const script of [node.sub, text === undefined ? node.sup : undefined]) if (script) visit(script);
  };
  for (const statement of statements) {
    for (const formula of formulasOf(statement)) visit(formula);
    for (const [at, { node }] of statement.members.entries()) if (defines(statement.members[at + 1]?.relation?.sign)) addHead(node);
  }
  // Nobody raises a name to a power of three letters to define it: `w^{new} = w - \eta g`.
  const isWord = (base: string, text: string): boolean => 3 <= text.length && heads.get(base)?.has(text) === true;
  const isFree = ([base, own]: readonly [string, ReadonlySet<string>]): boolean =>
    (!bare.has(base) || (base !== 'e' && [...own].every((text) => isWord(base, text)))) && ![...own].some((text) => running.has(text));
  const free = [...letters].filter(isFree);
  const named = new Set(flatMap(free, ([base, own]) => (heads.has(base) ? [...own] : [])));
  const isApart = ([base, own]: readonly [string, ReadonlySet<string>]): boolean => {
    if (heads.has(base)) return true;
    // `a^r = w^r x` and `a^u = w^u x`, or `W^Q` and `W^K`
    return 1 < own.size && ([...own].every((text) => named.has(text)) || (/^[A-Z]$/.test(base) && ![...own].some(runs)));
  };
  return new Map(free.filter(isApart));
}
