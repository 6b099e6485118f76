import type { Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn, nodesOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { isDivergence, lawsIn } from './divergences.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** What a note says that a divergence is, of two laws. */
interface Divergence {
  readonly laws: readonly SymbolSyntax[];
  readonly body: Syntax;
}

/**
 * A note that says of two laws what a divergence is, `KL(p \| q) = \sum_i p_i \ln(p_i/q_i)`, with that formula for others in the place of it,
 * `KL(q \| p)` and `KL(p \| m)`. One that is given for itself, or of which several laws are the example, stays a name.
 */
export function withOtherLaws(note: ReadNote): ReadNote {
  const { statements } = note;
  if (!statements.some((one) => nodesOf(one).some(isDivergence))) return note;
  const heads = flatMap(statements, headIn);
  const given = new Set(heads.map(({ head }) => `${nameOf(head)} ${lawsOf(head)?.map(baseName).join(' ')}`));
  const known = new Map<string, Divergence | undefined>();
  for (const { head, body } of heads) {
    const laws = lawsOf(head);
    const name = nameOf(head);
    if (laws && body) known.set(name, known.has(name) ? undefined : { laws, body });
  }
  const compared = new Set(flatMap(statements, comparedIn));
  const isGiven = (node: Syntax, laws: readonly SymbolSyntax[]): boolean => given.has(`${nameOf(node)} ${laws.map(baseName).join(' ')}`);
  const visit = (node: Syntax): Syntax => {
    const laws = isDivergence(node) ? lawsOf(node) : undefined;
    const divergence = laws && !compared.has(node) && !isGiven(node, laws) ? known.get(nameOf(node)) : undefined;
    return laws && divergence ? ofLaws(divergence, laws, node.range) : mapParts(node, visit);
  };
  return [...known.values()].some(Boolean) ? withFormulas(note, visit) : note;
}

/** The divergence that a statement says something of, with the sum that it is. */
function headIn({ members: [head, ...rest] }: Statement): readonly { readonly head: Syntax; readonly body?: Syntax }[] {
  if (head === undefined || !isDivergence(head.node) || !defines(rest[0]?.relation?.sign)) return [];
  if (rest.some(({ node }) => nodesIn(node).some(isDivergence))) return [];
  const body = rest.find(({ node, relation }) => defines(relation?.sign) && isSum(node))?.node;
  return [{ head: head.node, ...(body ? { body } : {}) }];
}

/** Both sides of `D(p \| q) = D(q \| p)`, which may be said of some laws only. */
function comparedIn({ members: [head, ...rest] }: Statement): readonly Syntax[] {
  return head && isDivergence(head.node) ? [head, ...rest].flatMap(({ node }) => (isDivergence(node) ? [node] : [])) : [];
}

function isSum(formula: Syntax): boolean {
  return nodesIn(formula).some((node) => node.kind === 'big-operator' && (node.operator === 'sum' || node.operator === 'integral'));
}

/** The two laws of a divergence, if they are plain letters. */
function lawsOf(divergence: Syntax): readonly SymbolSyntax[] | undefined {
  const laws = lawsIn(divergence).filter((law) => law.kind === 'symbol');
  const [first, second, ...more] = laws;
  return first && second && more.length === 0 && baseName(first) !== baseName(second) ? laws : undefined;
}

/** What stands in front of the bracket of a divergence. */
function nameOf(divergence: Syntax): string {
  if (divergence.kind !== 'call') return 'KL';
  return walkSyntax(divergence.head)
    .map((node) => (node.kind === 'symbol' ? baseName(node) : node.kind === 'text' ? node.text : node.kind))
    .join(' ');
}

/** What a divergence is of other laws, as if it stood at a place. */
function ofLaws({ laws, body }: Divergence, others: readonly SymbolSyntax[], range: Range): Syntax {
  const visit = (node: Syntax): Syntax => {
    const at = node.kind === 'symbol' ? laws.findIndex((law) => baseName(law) === baseName(node)) : -1;
    return { ...(others[at] ?? mapParts(node, visit)), range };
  };
  return { kind: 'group', open: '(', close: ')', body: visit(body), range };
}
