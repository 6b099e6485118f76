import type { Member, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, walkSyntax } from '../latex/walk.ts';
import { baseName, isIndexSymbol, pieces, wordIn } from './symbols.ts';

/** What the use of its names in a whole note tells, gathered before any formula is given a meaning. */
export interface Vocabulary {
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
  /** Names of the listings of code. */
  readonly listed: ReadonlySet<string>;
  /** Names that the note sets in two ways (`L` and `\\mathcal L`), to the one that it defines. */
  readonly aliases: ReadonlyMap<string, string>;
}

const definingSigns = new Set(['=', ':=', '\\equiv', '\\triangleq', '\\coloneqq']);

/** Whether a relation can define its left side. */
export function defines(sign: string | undefined): boolean {
  return sign !== undefined && definingSigns.has(sign);
}

/** The vocabulary of all statements of a note. */
export function vocabularyOf(statements: Iterable<Statement>): Vocabulary {
  const all = [...statements];
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
        if (node.kind === 'big-operator') {
          for (const letter of boundLetters(node.over)) summed.add(letter);
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
  for (const statement of all) {
    statement.members.forEach((member, position) => {
      const next = statement.members[position + 1];
      if (next && defines(next.relation?.sign)) noteHead(member, isIndexValue(next.node) ? subscripts : none);
    });
  }
  // `\sigma^2 = …` where nothing defines `\sigma` names the square; `x_j^2 = …` names a layer.
  for (const [base, indexed] of squares) if (indexed || !plainHeads.has(base)) labelled.add(base);
  for (const [base, numerals] of onlyOne) if (numerals.has('1') || numerals.has('0')) labelled.add(base);
  return {
    summed,
    subscripts,
    sizes,
    bases,
    labelled,
    arities,
    functions,
    functionHeads,
    variables,
    isDeltaShared: heads.has('\\delta') || [...(arities.get('\\delta') ?? [])].some(([label, counts]) => label !== '' || counts.has(1)),
    listed,
    aliases: aliasesOf(heads, plain),
  };

  function noteScripts(node: ScriptsSyntax, symbol: SymbolSyntax): void {
    const base = baseName(symbol);
    if (node.sub) {
      bases.add(base);
      const found = pieces(node.sub);
      for (const piece of found) for (const inner of walkSyntax(piece)) if (isIndexSymbol(inner)) subscripts.add(inner.letter);
      if (wordIn(node.sub) === undefined && found.some(isIndexSymbol)) {
        const label = labelText(node.sup) || numeralIn(node.sup);
        const known = arities.get(base) ?? new Map<string, Set<number>>();
        arities.set(base, known.set(label, (known.get(label) ?? new Set()).add(found.length)));
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
      functionHeads.add(baseName(symbol));
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

/** Letters that are defined in one face and used in another, where only one of them is defined. */
function aliasesOf(heads: ReadonlySet<string>, used: ReadonlySet<string>): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const name of used) {
    const faced = /^cal\((.*)\)$/.exec(name)?.[1];
    if (faced === undefined) continue;
    if (heads.has(name) && !heads.has(faced) && used.has(faced)) aliases.set(faced, name);
    else if (!heads.has(name) && heads.has(faced)) aliases.set(name, faced);
  }
  return aliases;
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
