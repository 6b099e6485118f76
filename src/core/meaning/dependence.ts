import type { Statement, Syntax } from '../latex/syntax.ts';
import { nodesIn } from '../latex/walk.ts';
import { defines } from './comparisons.ts';
import { argumentsOf } from './outcomes.ts';
import { baseName, symbolOf } from './symbols.ts';

/** What the formulas of names are made of, by the bases of those names: `u = x + y` has `x` and `y`; the parameters of a function are none of it. */
export function madeFrom(statements: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { members } of statements) {
    const [head, ...bodies] = members;
    if (head === undefined || !defines(bodies[0]?.relation?.sign)) continue;
    const inside = bodies.flatMap(({ node }) => namesIn(node));
    for (const one of itemsOf(head.node)) {
      const base = symbolOf(one.kind === 'call' ? one.head : one);
      if (base === undefined) continue;
      const own = new Set(one.kind === 'call' ? argumentsOf(one).flatMap(namesIn) : []);
      const into = found.get(baseName(base)) ?? new Set();
      for (const name of inside) if (!own.has(name)) into.add(name);
      found.set(baseName(base), into);
    }
  }
  return found;
}

/** Whether the arguments of a function change with a name by the formulas of what stands in them. */
export function changeWith(args: readonly Syntax[], by: Syntax, made: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const symbol = symbolOf(by);
  const name = symbol && baseName(symbol);
  // Names that are found on the way are visited too, each once.
  const reached = new Set(args.flatMap(namesIn).flatMap((one) => [...(made.get(one) ?? [])]));
  for (const one of reached) {
    if (one === name) return true;
    for (const inner of made.get(one) ?? []) reached.add(inner);
  }
  return false;
}

/** `(u, v)` of `(u, v) = (x + y, x - y)` has two heads. */
function itemsOf(head: Syntax): readonly Syntax[] {
  const body = head.kind === 'group' ? head.body : head;
  return body.kind === 'list' ? body.items : [head];
}

function namesIn(node: Syntax): readonly string[] {
  return nodesIn(node).flatMap((part) => (part.kind === 'symbol' ? [baseName(part)] : []));
}
