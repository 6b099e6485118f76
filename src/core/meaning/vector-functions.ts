import type { CallSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { baseName, isIndexSymbol, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** `\hat x = f(z)` of two vectors. */
interface Mapping {
  readonly head: SymbolSyntax;
  /** The call as it stands in the note. */
  readonly written: Syntax;
  readonly call: CallSyntax & { readonly head: SymbolSyntax };
  readonly argument: SymbolSyntax;
}

/**
 * A note that sets a vector equal to a function of another one of which it says no more, `\hat x = f(z)`, and whose entries go by letters of their own,
 * `\hat x_k` beside `z_j`, with one function for each entry, `\hat x_k = f_k(z)`: it then goes from entry to entry in no other way.
 */
export function withVectorFunctions(note: ReadNote): ReadNote {
  const found = flatMap(note.statements, mappingsIn);
  if (found.length === 0) return note;
  const letters = lettersBelow(note.statements);
  const exchanged = new Map<Syntax, Syntax>();
  for (const mapping of found) {
    const { head, written, call, argument } = mapping;
    const [own, other] = lettersApart(letters, head, argument) ?? [];
    if (own === undefined || other === undefined || !isOnlyApplied(note.statements, mapping) || isHead(note.statements, head)) continue;
    exchanged.set(head, below(head, own));
    exchanged.set(written, { ...call, head: below(call.head, own), argument: { ...call.argument, body: all(argument, other) } });
  }
  return exchanged.size === 0 ? note : withFormulas(note, (formula) => exchanged.get(formula) ?? formula);
}

function mappingsIn({ members }: Statement): readonly Mapping[] {
  const [first, second, ...more] = members;
  if (first?.node.kind !== 'symbol' || second?.node.kind !== 'call' || more.length > 0 || !defines(second.relation?.sign)) return [];
  const { head, argument, after } = second.node;
  if (head.kind !== 'symbol' || argument.body.kind !== 'symbol' || after) return [];
  return [{ head: first.node, written: second.node, call: { ...second.node, head }, argument: argument.body }];
}

/** The index letters with which each name stands, alone below it; undefined for a name with anything else below it. */
function lettersBelow(statements: readonly Statement[]): ReadonlyMap<string, Map<string, SymbolSyntax> | undefined> {
  const found = new Map<string, Map<string, SymbolSyntax> | undefined>();
  for (const node of flatMap(statements, nodesOf)) {
    const symbol = node.kind === 'scripts' ? symbolOf(node) : undefined;
    if (node.kind !== 'scripts' || node.sub === undefined || symbol === undefined) continue;
    const name = baseName(symbol);
    const known = found.has(name) ? found.get(name) : new Map<string, SymbolSyntax>();
    const isIndex = node.sup?.kind !== 'group' && isIndexSymbol(node.sub);
    found.set(name, isIndex ? known?.set(baseName(node.sub as SymbolSyntax), node.sub as SymbolSyntax) : undefined);
  }
  return found;
}

/** A letter of the entries of each of two names, if they have none in common. */
function lettersApart(
  letters: ReturnType<typeof lettersBelow>,
  head: SymbolSyntax,
  argument: SymbolSyntax,
): readonly (SymbolSyntax | undefined)[] | undefined {
  const [own, others] = [letters.get(baseName(head)), letters.get(baseName(argument))];
  if (own === undefined || others === undefined || [...own.keys()].some((letter) => others.has(letter))) return undefined;
  return [[...own.values()][0], [...others.values()][0]];
}

/** Whether a letter stands in formulas only as that of a function of that one vector. */
function isOnlyApplied(statements: readonly Statement[], { call, argument }: Mapping): boolean {
  const name = baseName(call.head);
  const isOwn = (node: Syntax): boolean => node.kind === 'symbol' && baseName(node) === name;
  const formulas = flatMap(statements, formulasOf).filter((formula) => !isOwn(formula));
  const nodes = flatMap(formulas, nodesIn);
  const calls = nodes.filter((node) => node.kind === 'call' && isOwn(node.head));
  const isOfIt = (node: Syntax): boolean =>
    node.kind === 'call' && node.argument.body.kind === 'symbol' && baseName(node.argument.body) === baseName(argument);
  return calls.every(isOfIt) && nodes.filter(isOwn).length === calls.length;
}

/** Whether a formula defines the entries of a name. */
function isHead(statements: readonly Statement[], name: SymbolSyntax): boolean {
  return statements.some(({ members }) =>
    members.slice(1).some(({ relation }, at) => {
      const head = members[at]?.node;
      const symbol = head?.kind === 'scripts' ? symbolOf(head) : undefined;
      return symbol !== undefined && baseName(symbol) === baseName(name) && defines(relation?.sign);
    }),
  );
}

/** All entries of a vector. */
function all(vector: SymbolSyntax, letter: SymbolSyntax): Syntax {
  const { range } = vector;
  return { kind: 'big-operator', operator: 'each', head: range, over: [letter], body: below(vector, letter), range };
}

function below(base: SymbolSyntax, sub: SymbolSyntax): ScriptsSyntax {
  return { kind: 'scripts', base, sub, primes: 0, range: base.range };
}
