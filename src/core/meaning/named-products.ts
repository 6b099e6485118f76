import { juxtapose } from '../latex/products.ts';
import type { CallSyntax, PartialSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn } from '../latex/walk.ts';
import type { ReadNote } from './chains.ts';
import { isEqual } from './general-term.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/**
 * A note with products where it writes those of derivatives by name, `\operatorname{prod}(\partial L/\partial o, \partial o/\partial h)`: the operator
 * stands for the transposes and the order that a product of whole vectors and matrices needs, as a chain rule without them does.
 */
export function withNamedProducts(note: ReadNote): ReadNote {
  const isNamed = note.statements.some((statement) => statement.members.some(({ node }) => nodesIn(node).some(isProduct)));
  return isNamed ? withFormulas(note, spelled) : note;
}

function spelled(node: Syntax): Syntax {
  if (!nodesIn(node).some(isProduct)) return node;
  const inside = mapParts(node, spelled);
  const links = linksOf(inside);
  return links === undefined
    ? inside
    : { kind: 'group', open: '(', close: ')', body: { ...juxtapose(links), range: node.range }, range: node.range };
}

/** `prod` applied to derivatives of which each leads on from the one before. */
function isProduct(node: Syntax): boolean {
  return linksOf(node) !== undefined;
}

function linksOf(node: Syntax): readonly PartialSyntax[] | undefined {
  if (node.kind !== 'call' || !isNamedProduct(node)) return undefined;
  const { body } = node.argument;
  const items = body.kind === 'list' && body.separators.every((sign) => sign === ',') ? body.items : [];
  const links = items.filter((item): item is PartialSyntax => item.kind === 'partial');
  const isChain = links.every(({ of, wrt }, at) => {
    const next = links[at + 1];
    return of !== undefined && wrt.length === 1 && (next === undefined || (next.of !== undefined && isEqual(wrt[0] as Syntax, next.of)));
  });
  return items.length > 1 && links.length === items.length && isChain ? links : undefined;
}

function isNamedProduct({ head, after }: CallSyntax): boolean {
  return after === undefined && head.kind === 'symbol' && head.face === 'upright' && baseName(head) === 'prod';
}
