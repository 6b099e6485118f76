import type { Statement, Syntax } from '../latex/syntax.ts';
import { formulasOf, nodesIn } from '../latex/walk.ts';
import { defines } from './comparisons.ts';
import { boundLetters, lettersBelow, runs, subscriptOf } from './scripts.ts';
import { baseName, isIndexSymbol, pieces, symbolOf } from './symbols.ts';

/** How a letter stands below names: in front of a number (`h1`), alone, or with others. */
interface Uses {
  readonly numbered: Set<string>;
  readonly alone: Set<string>;
  readonly others: Set<string>;
}

/**
 * Letters below names that call units one by one, `net_{h1} = w_1 x_1 + w_2 x_2` and `net_{h2}`, with those that the other units are called by,
 * `net_o`, and those of names that are else told apart by numbers, `R_e` beside `R_1`: no sum runs over them, they stand there in no other way, and
 * what such a name is given does not have them.
 */
export function numberedUnitsIn(statements: readonly Statement[]): ReadonlySet<string> {
  const uses: Uses = { numbered: new Set(), alone: new Set(), others: new Set() };
  const basesOf = new Map<string, Set<string>>();
  const given = new Set<string>();
  const counted = new Set<string>();
  for (const statement of statements) {
    for (const formula of formulasOf(statement)) for (const node of nodesIn(formula)) use(node, uses, basesOf);
    const [head, body] = statement.members;
    const own = head?.node.kind === 'scripts' && symbolOf(head.node) && defines(body?.relation?.sign) ? lettersBelow(head.node.sub) : [];
    const [letter] = own;
    const numeral =
      head?.node.kind === 'scripts' && head.node.sub?.kind === 'number' && defines(body?.relation?.sign) ? symbolOf(head.node) : undefined;
    if (numeral) counted.add(baseName(numeral));
    const isMadeOfIt = (node: Syntax): boolean => nodesIn(node).some((inner) => lettersBelow(subscriptOf(inner)).includes(letter ?? ''));
    if (letter !== undefined && body !== undefined && !isMadeOfIt(body.node)) given.add(letter);
  }
  const isFree = (letter: string): boolean => given.has(letter) && !runs(letter) && !uses.others.has(letter);
  const numbered = [...uses.numbered].filter((letter) => isFree(letter) && !uses.alone.has(letter));
  const bases = new Set(numbered.flatMap((letter) => [...(basesOf.get(letter) ?? [])]));
  const isBeside = (letter: string): boolean => {
    const own = [...(basesOf.get(letter) ?? [])];
    // `R_e` beside `R_1` and `R_2`, each by a formula of its own.
    return own.some((base) => bases.has(base)) || (own.length === 1 && own.some((base) => counted.has(base)));
  };
  const beside = [...uses.alone].filter((letter) => isFree(letter) && !uses.numbered.has(letter) && isBeside(letter));
  return new Set([...numbered, ...beside]);
}

function use(node: Syntax, { numbered, alone, others }: Uses, basesOf: Map<string, Set<string>>): void {
  if (node.kind === 'big-operator') for (const letter of boundLetters(node.over)) others.add(letter);
  const sub = subscriptOf(node);
  const symbol = symbolOf(node.kind === 'call' ? node.head : node);
  if (sub === undefined || symbol === undefined) return;
  const [first, second, ...more] = pieces(sub);
  const into = second === undefined ? alone : sub.kind === 'product' && second.kind === 'number' && more.length === 0 ? numbered : others;
  for (const letter of lettersBelow(sub)) {
    (first && isIndexSymbol(first) && first.letter === letter ? into : others).add(letter);
    basesOf.set(letter, (basesOf.get(letter) ?? new Set()).add(baseName(symbol)));
  }
}
