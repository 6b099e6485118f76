import type { Statement, Syntax } from '../latex/syntax.ts';
import { eachPart, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { defines } from './comparisons.ts';
import { boundLetters } from './scripts.ts';
import { stepOf } from './steps.ts';
import { baseName, pieces, symbolOf } from './symbols.ts';
import type { Unrolling } from './unroll.ts';

/** The most nodes of a graph that are named one by one. */
const mostNodes = 9;

/** A name with a number or a letter alone below it. */
interface Numbered {
  readonly base: string;
  readonly value?: number;
  readonly letter?: string;
}

function numberedBy(node: Syntax): Numbered | undefined {
  const symbol = node.kind === 'scripts' && node.sub ? symbolOf(node) : undefined;
  const [piece, ...more] = node.kind === 'scripts' && node.sub ? pieces(node.sub) : [];
  const step = piece && more.length === 0 ? stepOf(piece) : undefined;
  if (symbol === undefined || step === undefined) return undefined;
  const base = baseName(symbol);
  if ('value' in step) return { base, value: step.value };
  return 'letter' in step && step.shift === 0 ? { base, letter: step.letter } : undefined;
}

/**
 * The nodes of a graph, `v_1 = x_1 x_2`, `v_2 = \sin x_1`, `v_3 = v_1 + v_2`, of which the notes speak by a letter only to call the derivatives by
 * them (`\bar v_i = \partial y / \partial v_i`): each of them is a name of its own, and what is said by the letter is said of each.
 */
export function numberedNodesIn(statements: readonly Statement[], known: readonly Unrolling[]): readonly Unrolling[] {
  const made = new Map<string, Map<number, boolean>>();
  for (const { members } of statements) {
    const [head, body] = members;
    const own = head && defines(body?.relation?.sign) ? numberedBy(head.node) : undefined;
    if (own?.value === undefined || body === undefined) continue;
    const leadsBack = nodesIn(body.node).some((node) => {
      const other = numberedBy(node);
      return other?.base === own.base && other.value !== undefined && other.value !== own.value;
    });
    const nodes = made.get(own.base) ?? new Map<number, boolean>();
    made.set(own.base, nodes.set(own.value, leadsBack || nodes.get(own.value) === true));
  }
  return flatMap([...made], ([base, nodes]): readonly Unrolling[] => {
    const last = Math.max(...nodes.keys());
    const isGraph = 2 < nodes.size && [...nodes.values()].includes(true) && last <= mostNodes;
    const named = isGraph && !known.some(({ bases }) => bases.has(base)) ? namedBy(base, statements) : undefined;
    if (named === undefined) return [];
    const { letters, names } = named;
    const bases = new Set([base, ...names]);
    return [{ place: 'below', bases, defined: bases, letters, last, lastNames: new Set(), ends: new Set(), isNamedOnly: true }];
  });
}

/** The letters that stand for any node, and what the derivatives by the nodes are called; undefined if the letter says anything else of them. */
function namedBy(base: string, statements: readonly Statement[]): { letters: ReadonlySet<string>; names: readonly string[] } | undefined {
  const letters = new Set<string>();
  const names: string[] = [];
  for (const statement of statements) {
    if (statement.members.length < 2) continue;
    const here = flatMap(nodesOf(statement), (node) => {
      const own = numberedBy(node);
      return own?.base === base && own.letter !== undefined ? [own.letter] : [];
    });
    if (here.length === 0) continue;
    if (!nodesOf(statement).some(({ kind }) => kind === 'partial')) return undefined;
    const [head] = statement.members;
    const name = head && numberedBy(head.node);
    if (name?.base === base) return undefined;
    if (name?.letter !== undefined) names.push(name.base);
    for (const letter of here) letters.add(letter);
  }
  return letters.size === 0 ? undefined : { letters, names };
}

/** Whether a formula speaks of one node by one letter alone, so that it can be read of each. */
export function namesEach(nodes: readonly Syntax[], letters: readonly string[]): boolean {
  return letters.length === 1 && !nodes.some((node) => binds(node));
}

function binds(node: Syntax): boolean {
  if (node.kind === 'big-operator' && boundLetters(node.over).length > 0) return true;
  let found = false;
  eachPart(node, (part) => {
    found ||= binds(part);
  });
  return found;
}
