import type { CallSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf } from '../latex/walk.ts';
import type { ReadNote } from './chains.ts';
import { isEqual } from './general-term.ts';
import { baseName, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/**
 * A note with `L` for `L(w)` where it goes on with `\frac{\partial L}{\partial w_j}`: a loss of which nothing is said but what it is a function of,
 * by its name in front of the same bracket everywhere.
 */
export function withCalledLosses(note: ReadNote): ReadNote {
  const losses = lossesIn(note.statements);
  return losses.size === 0 ? note : withFormulas(note, (node) => withoutBrackets(node, losses));
}

/** Capital letters, which in front of a bracket are a factor as soon as they stand without one. */
const capital = /^(?:[A-Z]|cal\([A-Z]\)|\\ell)$/;

function lossesIn(statements: readonly Statement[]): ReadonlySet<string> {
  const calls = new Map<string, CallSyntax[]>();
  const slopes = new Map<string, Syntax[]>();
  const heads = new Set<string>();
  for (const statement of statements) {
    const [head] = statement.members;
    const symbol = head && symbolOf(head.node.kind === 'call' ? head.node.head : head.node);
    if (symbol && statement.members.length > 1) heads.add(baseName(symbol));
    for (const node of nodesOf(statement)) {
      if (node.kind === 'call' && node.head.kind === 'symbol') push(calls, baseName(node.head), node);
      if (node.kind === 'partial' && node.of?.kind === 'symbol') for (const wrt of node.wrt) push(slopes, baseName(node.of), wrt);
    }
  }
  const isLoss = ([base, own]: readonly [string, readonly CallSyntax[]]): boolean => {
    const [first] = own;
    const argument = first?.argument.body;
    if (!capital.test(base) || heads.has(base) || first === undefined || argument?.kind !== 'symbol') return false;
    const isSame = own.every((call) => call.after === undefined && call.argument.open === '(' && isEqual(call.argument.body, argument));
    return isSame && isBySlopes(slopes.get(base) ?? [], argument);
  };
  return new Set([...calls].filter(isLoss).map(([base]) => base));
}

/** Whether derivatives are taken by what stands in the bracket, or by its members, and by nothing else. */
function isBySlopes(wrt: readonly Syntax[], argument: SymbolSyntax): boolean {
  return wrt.length > 0 && wrt.map(symbolOf).every((symbol) => symbol !== undefined && baseName(symbol) === baseName(argument));
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const known = into.get(key);
  if (known) known.push(value);
  else into.set(key, [value]);
}

function withoutBrackets(node: Syntax, losses: ReadonlySet<string>): Syntax {
  const isCall = (one: Syntax | undefined): one is CallSyntax & { readonly head: SymbolSyntax } =>
    one?.kind === 'call' && one.head.kind === 'symbol' && losses.has(baseName(one.head));
  if (isCall(node)) return { ...node.head, range: node.range };
  // The bracket of `\nabla L(w)` says what the gradient is taken by.
  if (node.kind === 'nabla' && isCall(node.of) && node.wrt === undefined)
    return { ...node, wrt: node.of.argument.body, of: { ...node.of.head, range: node.of.range } };
  return mapParts(node, (part) => withoutBrackets(part, losses));
}
