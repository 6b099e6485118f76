import type { CallSyntax, ScriptsSyntax, Statement, Syntax } from '../latex/syntax.ts';
import { partsOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { argumentsOf } from './outcomes.ts';
import { baseName, symbolOf } from './symbols.ts';

/** A name with a number above it: `\sigma^2`, which may be its power. */
export function isPowered(node: Syntax | undefined): node is ScriptsSyntax {
  return node?.kind === 'scripts' && node.primes === 0 && node.base.kind === 'symbol' && node.sup?.kind === 'number';
}

/** Whether two powers are of one name, whatever stands below it, with the same number above. */
function isSamePower({ base, sup }: ScriptsSyntax, other: ScriptsSyntax): boolean {
  const isNumber = sup?.kind === 'number' && other.sup?.kind === 'number' && sup.value === other.sup.value;
  return isNumber && base.kind === 'symbol' && other.base.kind === 'symbol' && baseName(base) === baseName(other.base);
}

/**
 * `\ell(\mu, \sigma^2) = …`: functions whose head has a power of a name among its arguments, with the number above it by its place. Such a
 * function takes the name itself as well, as long as the note hands over the same power at that place wherever it applies the function.
 */
export function poweredIn(
  statements: readonly Statement[],
  calls: readonly CallSyntax[],
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const found = new Map<string, ReadonlyMap<number, number>>();
  for (const { members } of statements) {
    const head = members[0]?.node;
    const symbol = head?.kind === 'call' ? symbolOf(head.head) : undefined;
    if (head?.kind !== 'call' || symbol === undefined || members[1]?.relation === undefined) continue;
    const base = baseName(symbol);
    const items = argumentsOf(head);
    const isSame = (call: CallSyntax, at: number): boolean => {
      const other = symbolOf(call.head);
      if (other === undefined || baseName(other) !== base) return true;
      const item = argumentsOf(call)[at];
      return isPowered(item) && isSamePower(item, items[at] as ScriptsSyntax);
    };
    const powers = items.flatMap((item, at) =>
      isPowered(item) && item.sup?.kind === 'number' && calls.every((call) => isSame(call, at)) ? [[at, item.sup.value] as const] : [],
    );
    if (powers.length > 0) found.set(base, new Map(powers));
  }
  return found;
}

/** `x^2 = 2x + 1`: whether an equation with a square in front is to be solved for the name, which its formula has too or functions are differentiated by. */
export function isToBeSolved({ base }: ScriptsSyntax, formula: Syntax, argued: ReadonlySet<string>): boolean {
  if (base.kind !== 'symbol') return false;
  const name = baseName(base);
  const has = (node: Syntax): boolean => {
    if (node.kind === 'symbol') return baseName(node) === name;
    return !(node.kind === 'scripts' && node.base.kind === 'symbol') && partsOf(node).some(has);
  };
  return argued.has(name) || has(formula);
}

/** The names that primed functions are taken at, `x` of `f'(x)`. */
export function arguedIn(calls: readonly CallSyntax[]): ReadonlySet<string> {
  return new Set(
    flatMap(calls, (call) =>
      call.head.kind !== 'scripts' || call.head.primes === 0
        ? []
        : flatMap(argumentsOf(call), (item) => (item.kind === 'symbol' ? [baseName(item)] : [])),
    ),
  );
}
