import type { FamilyKey } from '../expr/expr.ts';
import type { Member, ProductSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, partsOf, walkSyntax } from '../latex/walk.ts';
import { isEqual } from './general-term.ts';
import { argumentsOf, outcomesIn } from './outcomes.ts';
import { baseName, familyKey, isIndexSymbol, partsOfKey, pieces, wordIn } from './symbols.ts';
import type { Unrolling } from './unroll.ts';

/** What the use of its names in a whole note tells, gathered before any formula is given a meaning. */
export interface Vocabulary {
  /** The names that are defined layer after layer, or step after step. */
  readonly unrollings: readonly Unrolling[];
  /** Letters that a sum or product binds somewhere. */
  readonly summed: ReadonlySet<string>;
  /** Letters that stand in some subscript. */
  readonly subscripts: ReadonlySet<string>;
  /** Names that stand as the upper bound of a sum. */
  readonly sizes: ReadonlySet<string>;
  /** Bases that carry a subscript or are the head of a definition. */
  readonly bases: ReadonlySet<string>;
  /** Bases whose bare numeral superscript is a label: heads (`x_j^2 = …`), or also seen with `^1` or `^0`. */
  readonly labelled: ReadonlySet<string>;
  /** Bases whose numeral subscript in front is a name and no index: `z_{2,i}` is a member of `z_2`. */
  readonly numbered: ReadonlySet<string>;
  /** Bases that carry the number of a sample in a bracket above (`x^{(i)}`), which some sum runs over. */
  readonly sampled: ReadonlySet<string>;
  /** How many slots a base takes where it takes letters, by base and by the text of its superscript. */
  readonly arities: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>;
  /** Bases that are applied: heads of `f(x) = …`, or primed before a bracket. */
  readonly functions: ReadonlySet<string>;
  /** Those that a definition gives a meaning. */
  readonly functionHeads: ReadonlySet<string>;
  /** Bases that are the head of an equation without a bracket, or a member of one. */
  readonly variables: ReadonlySet<string>;
  /** The letter of the Kronecker delta also names something else, as an error of a layer. */
  readonly isDeltaShared: boolean;
  /** Names whose gradients the note calls `dW`, `dZ`; empty where it uses differentials otherwise. */
  readonly gradients: ReadonlySet<string>;
  /** What such a gradient is of: the one loss of the note, if it has one. */
  readonly loss: SymbolSyntax | undefined;
  /** Bases of which only the letters of the indices may tell the layers apart (`w_{ji}` and `w_{kj}`). */
  readonly lettered: ReadonlySet<string>;
  /** The parameters of a function by its head (`f(w) = …`). */
  readonly parameters: ReadonlyMap<string, readonly SymbolSyntax[]>;
  /** What gradients are taken by, with a subscript or as the argument of what is differentiated. */
  readonly gradientsBy: ReadonlyMap<string, SymbolSyntax>;
  /** What each letter in front of a bracket is applied to, if it is a function. */
  readonly applied: ReadonlyMap<string, readonly Syntax[]>;
  /** Letters that stand alone in some formula, and not only in scripts or in front of brackets. */
  readonly alone: ReadonlySet<string>;
  /** Letters in subscripts that select one member and run over nothing: `y` of `L = -\log p_y`. */
  readonly labels: ReadonlySet<string>;
  /** Bases whose subscripts tell them apart and are no indices: `W_f` and `W_o`. */
  readonly named: ReadonlySet<string>;
  /** Functions that definitions give for the outcomes of a chance (`\\pi(a|s) = \\dots`). */
  readonly byOutcome: ReadonlySet<string>;
  /** Letters of the outcomes of a chance, which are only handed to functions. */
  readonly outcomes: ReadonlySet<string>;
  /** Names that the notes differentiate by. */
  readonly varied: ReadonlySet<string>;
  /** Names of the listings of code. */
  readonly listed: ReadonlySet<string>;
  /** Names that the note sets in two ways (`L` and `\\mathcal L`), to the one that it defines. */
  readonly aliases: ReadonlyMap<string, string>;
}

const definingSigns = new Set(['=', 'is', ':=', '\\equiv', '\\triangleq', '\\coloneqq']);

/** Whether a relation can define its left side. */
export function defines(sign: string | undefined): boolean {
  return sign !== undefined && definingSigns.has(sign);
}

/** The vocabulary of all statements of a note. */
export function vocabularyOf(statements: Iterable<Statement>, unrollings: readonly Unrolling[] = []): Vocabulary {
  const all = [...statements];
  const unrolledBy = (place: Unrolling['place']): readonly string[] =>
    unrollings.flatMap((own) => (own.place === place ? [...own.bases] : []));
  const layered = new Set(unrollings.flatMap(({ place, letters }) => (place === 'above' ? [...letters] : [])));
  const sampled = sampledIn(all, layered);
  const numbered = new Set([...numberedIn(all), ...unrolledBy('below')]);
  const { labels, named } = looseIn(all, numbered);
  const outcomes = outcomesIn(all);
  const varied = new Set<string>();
  const byOutcome = new Set<string>();
  const summed = new Set<string>();
  const subscripts = new Set<string>();
  const sizes = new Set<string>();
  const bases = new Set<string>();
  const labelled = new Set<string>();
  const arities = new Map<string, Map<string, Set<number>>>();
  const functions = new Set<string>();
  const functionHeads = new Set<string>();
  const variables = new Set<string>();
  const squares = new Map<string, boolean>();
  const plainHeads = new Set<string>();
  const listed = new Set<string>();
  const heads = new Set<string>();
  const plain = new Set<string>();
  const onlyOne = new Map<string, Set<string>>();
  for (const statement of all) {
    for (const formula of formulasOf(statement)) {
      for (const node of walkSyntax(formula)) {
        if (node.kind === 'symbol') {
          plain.add(baseName(node));
          if (node.face === 'tt') listed.add(node.letter);
        }
        if (node.kind === 'partial' || node.kind === 'nabla')
          for (const wrt of node.wrt === undefined ? [] : 'kind' in node.wrt ? [node.wrt] : node.wrt) {
            const symbol = symbolOf(wrt);
            if (symbol) varied.add(baseName(symbol));
          }
        if (node.kind === 'big-operator') {
          if (node.operator !== 'each') for (const letter of boundLetters(node.over)) summed.add(letter);
          const upper = node.upper;
          if (upper?.kind === 'symbol') sizes.add(baseName(upper));
        } else if (node.kind === 'scripts' && node.base.kind === 'symbol') {
          noteScripts(node, node.base);
        } else if (node.kind === 'call' && primesOf(node.head) > 0) {
          const symbol = symbolOf(node.head);
          if (symbol) functions.add(baseName(symbol));
        }
      }
    }
  }
  const parameters = parametersIn(all);
  const loss = lossIn(all);
  const spelled = spelledIn(all);
  for (const { base, label, count } of spelled) {
    const known = arities.get(base) ?? new Map<string, Set<number>>();
    arities.set(base, known.set(label, (known.get(label) ?? new Set()).add(count)));
  }
  for (const statement of all) {
    statement.members.forEach((member, position) => {
      const next = statement.members[position + 1];
      if (next && defines(next.relation?.sign)) noteHead(member, isIndexValue(next.node) ? subscripts : none);
    });
  }
  // `\sigma^2 = …` where nothing defines `\sigma` names the square; `x_j^2 = …` names a layer.
  for (const [base, indexed] of squares) if (indexed || !plainHeads.has(base)) labelled.add(base);
  for (const base of unrolledBy('above')) labelled.add(base);
  for (const [base, numerals] of onlyOne) if (numerals.has('1') || numerals.has('0')) labelled.add(base);
  return {
    unrollings,
    summed,
    subscripts,
    sizes,
    bases,
    labelled,
    numbered,
    sampled,
    arities,
    functions,
    functionHeads,
    variables,
    isDeltaShared: heads.has('\\delta') || [...(arities.get('\\delta') ?? [])].some(([label, counts]) => label !== '' || counts.has(1)),
    labels: new Set([...labels].filter((letter) => !outcomes.has(letter))),
    named,
    outcomes,
    varied,
    byOutcome,
    listed,
    alone: aloneIn(all),
    applied: appliedIn(all),
    parameters,
    gradientsBy: gradientsByIn(all, parameters),
    lettered: letteredIn(all),
    gradients: gradientsIn(all, loss),
    loss,
    aliases: aliasesOf(all, {
      heads,
      plain,
      arities,
      sizes,
      numbered,
      spelled: new Set(spelled.flatMap(({ base, isSame }) => (isSame ? [base] : []))),
    }),
  };

  function noteScripts(node: ScriptsSyntax, symbol: SymbolSyntax): void {
    const base = baseName(symbol);
    if (node.sub) {
      bases.add(base);
      const found = pieces(node.sub);
      for (const piece of found) for (const inner of walkSyntax(piece)) if (isIndexSymbol(inner)) subscripts.add(inner.letter);
      const isLayered = node.sup !== undefined && (node.sup.kind === 'sum' || (isIndexSymbol(node.sup) && node.sup.letter !== 't'));
      if (wordIn(node.sub) === undefined && found.some(isIndexSymbol) && !isLayered && !named.has(base)) {
        const [first] = found;
        const isNamed = numbered.has(base) && first?.kind === 'number';
        const isSample = sampled.has(base) && labelText(node.sup) !== '';
        const label = joined(isSample ? '' : labelText(node.sup) || numeralIn(node.sup), isNamed ? `_${first.value}` : '');
        const known = arities.get(base) ?? new Map<string, Set<number>>();
        arities.set(base, known.set(label, (known.get(label) ?? new Set()).add(found.length - (isNamed ? 1 : 0) + (isSample ? 1 : 0))));
      }
    }
    if (node.sup?.kind === 'number') onlyOne.set(base, (onlyOne.get(base) ?? new Set()).add(String(node.sup.value)));
  }

  function noteHead(member: Member, indexed: ReadonlySet<string>): void {
    const node = member.node;
    const named = symbolOf(node.kind === 'call' ? node.head : node);
    if (named) heads.add(baseName(named));
    if (node.kind === 'call' && node.head.kind !== 'partial') {
      const symbol = symbolOf(node.head);
      if (!symbol || !isArgumentList(node.argument.body)) return;
      functions.add(baseName(symbol));
      if (primesOf(node.head) === 0) functionHeads.add(baseName(symbol));
      if (argumentsOf(node).some((item) => item.kind === 'symbol' && outcomes.has(baseName(item)))) byOutcome.add(baseName(symbol));
    } else if (node.kind === 'symbol') {
      if (isIndexSymbol(node) && indexed.has(node.letter)) return;
      plainHeads.add(baseName(node));
      bases.add(baseName(node));
      variables.add(baseName(node));
    } else if (node.kind === 'scripts' && node.base.kind === 'symbol') {
      variables.add(baseName(node.base));
      if (node.sup?.kind === 'number')
        squares.set(baseName(node.base), node.sub !== undefined || squares.get(baseName(node.base)) === true);
      else plainHeads.add(baseName(node.base));
    }
  }
}

/** How many numerals tell the members of a name. */
interface Spelled {
  readonly base: string;
  readonly label: string;
  readonly count: number;
  /** The whole has the letter of its members. */
  readonly isSame?: boolean;
}

/**
 * Names whose numbered members make up a whole: some equation writes it out (`x = (x_1, x_2)^\top`), it is set in bold and they are not,
 * or it is said to be a vector (`x \in \mathbb R^n`) and they are not.
 * Those to which a definition gives a meaning one by one are names of their own.
 */
function spelledIn(statements: readonly Statement[]): readonly Spelled[] {
  const heads = new Set<string>();
  const found: Spelled[] = [];
  const bold = new Set<string>();
  const members = new Map<string, Set<number>>();
  for (const statement of statements) {
    const [named, space] = statement.members;
    if (named && space?.relation?.sign === '\\in' && isSpaceOfVectors(space.node))
      for (const node of named.node.kind === 'list' ? named.node.items : [named.node])
        if (node.kind === 'symbol') bold.add(baseName(node));
        else if (node.kind === 'scripts' && node.base.kind === 'symbol') heads.add(baseName(node.base));
    for (const [at, { node }] of statement.members.entries()) {
      const next = statement.members[at + 1];
      const symbol = symbolOf(node);
      if (!symbol || !next || !defines(next.relation?.sign)) continue;
      if (node.kind === 'scripts' && node.sub) heads.add(baseName(symbol));
      else found.push(...writtenOut(baseName(symbol), next.node));
    }
    for (const formula of formulasOf(statement)) {
      for (const node of walkSyntax(formula)) {
        if (node.kind === 'symbol' && node.face === 'bold') bold.add(baseName(node));
        const symbol = node.kind === 'scripts' && node.sub ? symbolOf(node) : undefined;
        if (node.kind !== 'scripts' || symbol === undefined) continue;
        const isMember = symbol.face !== 'bold' && node.sub?.kind === 'number';
        const digits = isMember ? String((node.sub as Syntax & { kind: 'number' }).value).length : 0;
        members.set(baseName(symbol), (members.get(baseName(symbol)) ?? new Set()).add(digits));
      }
    }
  }
  for (const [base, digits] of members) {
    const [count] = digits;
    const isWhole = (count === 1 && bold.has(base)) || (count === 2 && bold.has(base.toUpperCase()));
    if (digits.size === 1 && count !== undefined && isWhole) found.push({ base, label: '', count });
  }
  return found.filter(({ base }) => !heads.has(base));
}

/** `\mathbb R^n` with one size, which is a letter. */
function isSpaceOfVectors(node: Syntax): boolean {
  return node.kind === 'scripts' && node.base.kind === 'symbol' && node.base.face === 'bb' && node.sup?.kind === 'symbol';
}

/** A name set equal to a list of its own numbered members, in the small letter where it is a matrix. */
function writtenOut(base: string, node: Syntax): readonly Spelled[] {
  const cells = cellsOf(node);
  const [first] = cells;
  const own = first && symbolOf(first);
  if (first?.kind !== 'scripts' || own === undefined || (baseName(own) !== base && baseName(own) !== base.toLowerCase())) return [];
  const count = isSquare(node) ? 2 : 1;
  const isSame = baseName(own) === base;
  const areOwn = cells.every((cell) => {
    const numerals = cell.kind === 'scripts' && cell.sub ? pieces(cell.sub) : [];
    return symbolOf(cell)?.letter === own.letter && numerals.length > 0 && (count === 2 || numerals.length === 1);
  });
  return areOwn ? [{ base: baseName(own), label: labelText(first.sup), count, isSame }] : [];
}

/** What is written out as a vector or a matrix. */
function cellsOf(node: Syntax): readonly Syntax[] {
  if (node.kind === 'matrix') return node.rows.flat();
  if (node.kind === 'big-operator' && node.operator === 'each') return [node.body];
  if (node.kind === 'scripts' && isTransposing(node.sup)) return cellsOf(node.base);
  if (node.kind === 'group' && node.open !== '{') return node.body.kind === 'list' ? node.body.items : cellsOf(node.body);
  return [];
}

function isSquare(node: Syntax): boolean {
  if (node.kind === 'scripts') return isSquare(node.base);
  if (node.kind === 'group') return isSquare(node.body);
  return node.kind === 'matrix' && node.rows.length > 1 && node.rows.every((row) => row.length > 1);
}

/**
 * Bases that definitions of different names have under different letters, each time with the letter of the head: `h_j = f(\sum_i w_{ji} x_i)`
 * and `y_k = \sum_j w_{kj} h_j`, as textbooks write two layers.
 */
function letteredIn(statements: readonly Statement[]): ReadonlySet<string> {
  const uses = new Map<string, { readonly head: string; readonly letter: string; readonly pattern: string }[]>();
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
      uses.set(base, [...(uses.get(base) ?? []), { head: baseName(symbol), letter, pattern: letters.join() }]);
    }
  }
  const found = [...uses].filter(([base, all]) =>
    all.some((one) =>
      all.some((two) => one.letter !== two.letter && one.pattern !== two.pattern && (one.head !== two.head || one.head === base)),
    ),
  );
  return new Set(found.map(([base]) => base));
}

/** The letters of the indices of a name that has no layer above. */
function lettersOf(node: ScriptsSyntax): readonly string[] {
  const found = node.sub && node.sup === undefined ? pieces(node.sub) : [];
  return found.length > 0 && found.every(isIndexSymbol) ? found.map((piece) => (piece as SymbolSyntax).letter) : [];
}

function parametersIn(statements: readonly Statement[]): ReadonlyMap<string, readonly SymbolSyntax[]> {
  const found = new Map<string, readonly SymbolSyntax[]>();
  const ambiguous = new Set<string>();
  for (const { members } of statements) {
    const [head, body] = members;
    if (head?.node.kind !== 'call' || !defines(body?.relation?.sign)) continue;
    const symbol = symbolOf(head.node.head);
    const { argument } = head.node;
    const params = argument.body.kind === 'list' ? argument.body.items : [argument.body];
    if (!symbol || !params.every((param) => param.kind === 'symbol')) continue;
    const known = found.get(baseName(symbol));
    if (known && known.map(baseName).join() !== params.map(baseName).join()) ambiguous.add(baseName(symbol));
    found.set(baseName(symbol), params);
  }
  // With parameters of several numbers or names it cannot be told which are meant.
  for (const base of ambiguous) found.delete(base);
  return found;
}

function gradientsByIn(
  statements: readonly Statement[],
  parameters: ReadonlyMap<string, readonly SymbolSyntax[]>,
): ReadonlyMap<string, SymbolSyntax> {
  const found = new Map<string, SymbolSyntax>();
  for (const statement of statements) {
    for (const formula of formulasOf(statement)) {
      for (const node of walkSyntax(formula)) {
        if (node.kind !== 'nabla') continue;
        const { wrt, of } = node;
        const argument = of?.kind === 'call' ? of.argument.body : undefined;
        const [param, ...more] = (of?.kind === 'symbol' && parameters.get(baseName(of))) || [];
        const by = wrt ?? argument ?? (more.length === 0 ? param : undefined);
        if (by?.kind === 'symbol') found.set(baseName(by), by);
      }
    }
  }
  return found;
}

/**
 * Letters that stand free in a definition whose head lacks them: they tell names apart (`f = \sigma(W_f x)`), or select one member of a
 * family that takes indices too (`L = -\log p_y`), unless they also stand for a number. `apart`: bases whose subscripts are names anyway.
 */
function looseIn(statements: readonly Statement[], apart: ReadonlySet<string>): Pick<Vocabulary, 'labels' | 'named'> {
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
      const letters = lettersBelow({ sub: below });
      for (const letter of letters) if (!here.includes(letter)) into.add(letter);
      const base = baseName(symbol);
      uses.set(base, new Set([...(uses.get(base) ?? []), ...letters]));
    }
    for (const part of partsOf(node).flatMap((part) =>
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

/** Whether a letter is one that indices and steps in time are called by. */
export function runs(letter: string): boolean {
  return /^[i-nst]$/.test(letter);
}

function subscriptOf(node: Syntax): Syntax | undefined {
  return node.kind === 'scripts' ? node.sub : node.kind === 'call' ? node.after?.sub : undefined;
}

/** The letters of all indices in a formula. */
export function lettersIn(formula: Syntax): readonly string[] {
  return walkSyntax(formula).flatMap((node) => lettersBelow({ sub: subscriptOf(node) }));
}

/** The letters of the indices of a name, or of what else stands below it. */
function lettersBelow({ sub }: { readonly sub: Syntax | undefined }): readonly string[] {
  if (sub === undefined || wordIn(sub) !== undefined) return [];
  return pieces(sub)
    .filter(isIndexSymbol)
    .map(({ letter }) => letter);
}

/** Letters that stand somewhere as names, with or without scripts of their own. */
function aloneIn(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Syntax): void => {
    if (node.kind === 'symbol') found.add(baseName(node));
    for (const part of partsOf(node))
      if (node.kind === 'scripts' ? part === node.base : !(node.kind === 'call' && part === node.head)) visit(part);
  };
  // A letter that is the whole of a formula is only spoken of: “with the distribution function $\Phi$”.
  for (const statement of statements)
    for (const formula of formulasOf(statement)) if (formula.kind !== 'symbol' || statement.members.length > 1) visit(formula);
  return found;
}

const mostArguments = 8;

/** The arguments of every letter that stands in front of a round bracket with one formula in it. */
function appliedIn(statements: readonly Statement[]): ReadonlyMap<string, readonly Syntax[]> {
  const found = new Map<string, Syntax[]>();
  for (const statement of statements) {
    for (const node of [...formulasOf(statement)].flatMap((formula) => [...walkSyntax(formula)])) {
      if (node.kind !== 'call' || node.head.kind !== 'symbol' || node.argument.open !== '(' || node.argument.body.kind === 'list') continue;
      const base = baseName(node.head);
      const { body } = node.argument;
      const known = found.get(base) ?? [];
      if (known.length < mostArguments && !known.some((other) => isEqual(other, body))) found.set(base, [...known, body]);
    }
  }
  return found;
}

/** `dW`: the letter of a differential and what stands behind it. */
export function differentialAt(factors: ProductSyntax['factors'], at: number): SymbolSyntax | ScriptsSyntax | undefined {
  const [here, next] = [factors[at], factors[at + 1]];
  if (here?.node.kind !== 'symbol' || here.node.letter !== 'd' || here.node.accents.length > 0 || next?.by !== 'juxtaposed')
    return undefined;
  const head = next.node.kind === 'call' ? next.node.head : next.node;
  return head.kind === 'symbol' || head.kind === 'scripts' ? head : undefined;
}

/** `W` of `dW` alone. */
export function gradientName(node: Syntax): SymbolSyntax | ScriptsSyntax | undefined {
  return node.kind === 'product' && node.factors.length === 2 ? differentialAt(node.factors, 0) : undefined;
}

/** The names that stand behind a `d` in a formula. */
export function differentialsIn(formula: Syntax): readonly (SymbolSyntax | ScriptsSyntax)[] {
  const found: (SymbolSyntax | ScriptsSyntax)[] = [];
  for (const node of walkSyntax(formula)) {
    if (node.kind !== 'product') continue;
    for (const at of node.factors.keys()) {
      const name = differentialAt(node.factors, at);
      if (name && symbolOf(name)) found.push(name);
    }
  }
  return found;
}

/**
 * Names that stand behind a `d` as the head of an equation, if no other name does in such equations (`dy = 2x\,dx` is of differentials),
 * or if one of them is said to be a difference (`dz = a - y`), as no differential is.
 */
function gradientsIn(statements: readonly Statement[], loss: SymbolSyntax | undefined): ReadonlySet<string> {
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
      const names = steps.flatMap(({ node }) => differentialsIn(node).map((name) => baseName(symbolOf(name) as SymbolSyntax)));
      if (moved && names.includes(baseName(moved))) heads.add(baseName(moved));
      continue;
    }
    isResidual ||= isDifference(second.node);
    const names = [...formulasOf(statement)].flatMap((formula) =>
      differentialsIn(formula).map((name) => baseName(symbolOf(name) as SymbolSyntax)),
    );
    uses.push({ head: baseName(symbol), names });
  }
  // The loss has no gradient by itself: `dC = \frac{dC}{dz}\,dz` is of differentials.
  if (loss && uses.some(({ head, names }) => head === baseName(loss) && names.some((name) => name !== head))) return new Set();
  const odd = new Set(uses.flatMap(({ head, names }) => (names.every((name) => heads.has(name)) ? [] : [head])));
  if (odd.size === 0) return heads;
  return isResidual ? new Set([...heads].filter((base) => !odd.has(base))) : new Set();
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
function lossIn(statements: readonly Statement[]): SymbolSyntax | undefined {
  const counts = new Map<string, { symbol: SymbolSyntax; count: number }>();
  const heads = new Map<string, SymbolSyntax>();
  for (const statement of statements) {
    const [first, second] = statement.members;
    const head = first && symbolOf(first.node.kind === 'call' ? first.node.head : first.node);
    const isPlain = first?.node.kind === 'symbol' || (first?.node.kind === 'call' && first.node.head.kind === 'symbol');
    if (head && isPlain && lossLetters.has(baseName(head)) && defines(second?.relation?.sign)) heads.set(baseName(head), head);
    for (const formula of formulasOf(statement)) {
      for (const node of walkSyntax(formula)) {
        const of = node.kind === 'partial' || node.kind === 'nabla' ? node.of : undefined;
        if (of?.kind !== 'symbol') continue;
        const known = counts.get(baseName(of));
        counts.set(baseName(of), { symbol: of, count: (known?.count ?? 0) + 1 });
      }
    }
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.symbol ?? (heads.size === 1 ? [...heads.values()][0] : undefined) ?? unnamedLoss;
}

/** The sample that a superscript names: `(i)` where a sum runs over `i`. */
export function sampleIn(sup: Syntax | undefined): Syntax | undefined {
  return sup?.kind === 'group' && (sup.open === '(' || sup.open === '[') && (isIndexSymbol(sup.body) || sup.body.kind === 'number')
    ? sup.body
    : undefined;
}

/** Bases that stand under a bracketed letter which some sum binds, and which is not that of a layer. */
function sampledIn(statements: readonly Statement[], layered: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Syntax, bound: ReadonlySet<string>): void => {
    const sample = node.kind === 'scripts' ? sampleIn(node.sup) : undefined;
    const symbol = sample && symbolOf(node);
    if (symbol && sample.kind === 'symbol' && bound.has(sample.letter) && !layered.has(sample.letter)) found.add(baseName(symbol));
    const here = node.kind === 'big-operator' ? new Set([...bound, ...boundLetters(node.over)]) : bound;
    for (const part of partsOf(node)) visit(part, here);
  };
  for (const statement of statements) for (const formula of formulasOf(statement)) visit(formula, none);
  return found;
}

/** Bases that take an index only behind a numeral, and the numeral also alone. */
function numberedIn(statements: readonly Statement[]): ReadonlySet<string> {
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

interface Uses {
  readonly heads: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  readonly arities: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>;
  readonly sizes: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  /** Vectors that are written out under their own letter. */
  readonly spelled: ReadonlySet<string>;
}

/** Letters that are defined in one face or case and used in another, where only one of them is defined. */
function aliasesOf(statements: readonly Statement[], uses: Uses): ReadonlyMap<string, string> {
  const { heads, plain: used, arities, sizes } = uses;
  const aliases = new Map<string, string>();
  const whole = wholesIn(statements);
  for (const name of used) {
    if (/^[A-Z]$/.test(name)) {
      const small = name.toLowerCase();
      const entries = [...(arities.get(small) ?? [])].flatMap(([label, counts]) => [...counts].map((count) => ({ label, count })));
      const isSpelt = !arities.has(name) || [...(arities.get(name)?.values() ?? [])].every((counts) => counts.has(2));
      const isMatrix = entries.some(({ count }) => count === 2) || (isSpelt && arities.has(name)) || whole.get(small) === 'transposed';
      const isOther = uses.spelled.has(small) && !entries.some(({ count }) => count === 2);
      if (isOther) continue;
      if (entries.length === 0 || sizes.has(name) || sizes.has(small) || (heads.has(name) && heads.has(small)) || !whole.has(name))
        continue;
      if (heads.has(name) && uses.numbered.has(small)) aliases.set(small, name);
      else if (isMatrix || whole.get(name) !== 'factor') aliases.set(name, small);
      continue;
    }
    const faced = /^cal\((.*)\)$/.exec(name)?.[1];
    if (faced === undefined) continue;
    if (heads.has(name) && !heads.has(faced) && used.has(faced)) aliases.set(faced, name);
    else if (!heads.has(name) && heads.has(faced)) aliases.set(name, faced);
  }
  return aliases;
}

/** How a name stands as a whole: as a factor, in an inner product or a norm, transposed; each tells more than the one before. */
const wholes = ['factor', 'inner', 'transposed'] as const;
type Whole = (typeof wholes)[number];

/** Names that stand as whole matrices: as a factor, or transposed. */
function wholesIn(statements: readonly Statement[]): ReadonlyMap<string, Whole> {
  const found = new Map<string, Whole>();
  const note = (node: Syntax, how: Whole): void => {
    const symbol = symbolOf(node);
    if (symbol === undefined) return;
    const base = baseName(symbol);
    if (node.kind === 'scripts' && node.sub !== undefined && node.sub.kind !== 'number' && how === 'factor') return;
    if (wholes.indexOf(found.get(base) ?? 'factor') <= wholes.indexOf(how)) found.set(base, how);
  };
  for (const statement of statements) {
    for (const formula of formulasOf(statement)) {
      for (const node of walkSyntax(formula)) {
        if (node.kind === 'product') {
          const isInner = node.factors.some(({ node: factor }) => factor.kind === 'scripts' && isTransposing(factor.sup));
          for (const { node: factor } of node.factors)
            note(factor, !isInner ? 'factor' : factor.kind === 'scripts' && factor.sub ? 'transposed' : 'inner');
        } else if (node.kind === 'scripts' && isTransposing(node.sup)) note(node, 'transposed');
        else if (node.kind === 'function')
          for (const operand of node.operands) note(operand.kind === 'group' ? operand.body : operand, 'factor');
        else if (node.kind === 'call') note(node.argument.body, 'factor');
        else if (node.kind === 'group' && (node.open === '‖' || node.open === '\\|'))
          for (const inner of walkSyntax(node.body)) if (inner.kind === 'symbol') note(inner, 'inner');
      }
    }
  }
  return found;
}

const transposes: ReadonlySet<string> = new Set(['T', '\\top', '\\intercal', '\\mathsf T']);

function isTransposing(sup: Syntax | undefined): boolean {
  return sup?.kind === 'symbol' && transposes.has(sup.letter);
}

function joined(label: string, more: string): string {
  return label === '' || more === '' ? label + more : `${label},${more}`;
}

/** What an index may be said to be: another letter, a number, or a range with dots. */
function isIndexValue(node: Syntax): boolean {
  return (
    isIndexSymbol(node) ||
    node.kind === 'number' ||
    node.kind === 'dots' ||
    (node.kind === 'list' && node.items.every(isIndexValue)) ||
    (node.kind === 'symbol' && /^[A-Z]$/.test(node.letter))
  );
}

/** How many slots a base takes under a superscript, as far as the note shows it with letters; layers that are plain numerals are alike. */
export function aritiesOf({ arities, labelled }: Vocabulary, base: string, sup: Syntax | undefined): ReadonlySet<number> {
  const label = labelText(sup);
  const known = arities.get(base);
  if (known === undefined) return none;
  if (label !== '') return known.get(label) ?? none;
  const isLayer = labelled.has(base);
  const found = new Set<number>();
  for (const [other, counts] of known)
    if (isLayer ? /^\d+$/.test(other) : /^\d*$/.test(other)) for (const count of counts) found.add(count);
  return found;
}

const none: ReadonlySet<never> = new Set();

function numeralIn(sup: Syntax | undefined): string {
  return sup?.kind === 'number' ? String(sup.value) : '';
}

/** The text of a superscript that is a label, `(2)` or `[l]`; '' where there is none. */
export function labelText(sup: Syntax | undefined): string {
  if (sup?.kind !== 'group' || (sup.open !== '(' && sup.open !== '[')) return '';
  const text = plainLabel(sup.body);
  return text === undefined ? '' : `${sup.open}${text}${sup.close}`;
}

function plainLabel(body: Syntax): string | undefined {
  if (body.kind === 'number') return String(body.value);
  if (body.kind === 'symbol') return body.letter;
  if (body.kind === 'text') return body.text;
  return undefined;
}

/** The letters that the lower part of a sum binds: `i`, `i=1`, `j \neq i`, `i, j`. */
export function boundLetters(over: readonly Syntax[]): readonly string[] {
  return over.flatMap((entry) => {
    const bound = entry.kind === 'relation' ? leftmost(entry) : entry;
    return pieces(bound)
      .filter(isIndexSymbol)
      .map((symbol) => symbol.letter);
  });
}

function leftmost(node: Syntax): Syntax {
  return node.kind === 'relation' ? leftmost(node.left) : node;
}

/** The symbol that a head is made of, under its scripts. */
export function symbolOf(head: Syntax): SymbolSyntax | undefined {
  if (head.kind === 'symbol') return head;
  return head.kind === 'scripts' && head.base.kind === 'symbol' ? head.base : undefined;
}

function primesOf(head: Syntax): number {
  return head.kind === 'scripts' ? head.primes : 0;
}

/** Whether a bracket holds names only, as the parameters of a definition do. */
export function isArgumentList(body: Syntax): boolean {
  const items = body.kind === 'list' ? body.items : [body];
  return items.every((item) => symbolOf(item) !== undefined && (item.kind !== 'scripts' || item.sup === undefined));
}

/** A family without the number of its layer or its step, which all of them are alike in; a change of a variable is of its shape. */
export function alike(family: FamilyKey, vocabulary: Vocabulary): FamilyKey {
  const { unrollings } = vocabulary;
  const { base, label, arity } = partsOfKey(family);
  const changing = /^(?:d|Delta)\((.+)\)$/.exec(base)?.[1];
  if (changing !== undefined) return alike(familyKey(changing, label, arity), vocabulary);
  for (const { place, bases } of unrollings) {
    if (!bases.has(base) || label === '') continue;
    const pieces = label.split(',');
    const at = pieces.findIndex((piece) => (place === 'below' ? /^_\d+$/.test(piece) : !piece.startsWith('_')));
    if (0 <= at) return familyKey(base, pieces.map((piece, n) => (n === at ? '#' : piece)).join(), arity);
  }
  return family;
}
