import type { Statement, Syntax } from './syntax.ts';

/** The direct parts of a formula, in source order. */
export function partsOf(node: Syntax): readonly Syntax[] {
  switch (node.kind) {
    case 'number':
    case 'symbol':
    case 'text':
    case 'dots':
    case 'hole':
      return [];
    case 'scripts':
      return given(node.base, node.sub, node.sup);
    case 'group':
      return [node.body];
    case 'list':
      return node.items;
    case 'sum':
      return node.terms.map((term) => term.node);
    case 'product':
      return node.factors.map((factor) => factor.node);
    case 'quotient':
      return [node.numerator, node.denominator];
    case 'call':
      return given(node.head, node.argument, node.after?.sub, node.after?.sup);
    case 'function':
      return given(node.sub, node.sup, ...node.operands);
    case 'big-operator':
      return given(...node.over, node.upper, node.body);
    case 'partial':
      return given(node.of, ...node.wrt);
    case 'nabla':
      return given(node.wrt, node.of);
    case 'root':
      return given(node.degree, node.body);
    case 'cases':
      return node.branches.flatMap((branch) => given(branch.value, branch.condition));
    case 'matrix':
      return node.rows.flat();
    case 'relation':
      return [node.left, node.right];
  }
}

/** Every node of a formula, itself first. Depth is bounded by the reader. */
export function walkSyntax(node: Syntax): readonly Syntax[] {
  const found: Syntax[] = [];
  collect(node, found);
  return found;
}

function collect(node: Syntax, into: Syntax[]): void {
  into.push(node);
  for (const part of partsOf(node)) collect(part, into);
}

/** Every formula of a statement: its members, its conditions and those of its reasons. */
export function* formulasOf(statement: Statement): Generator<Syntax> {
  for (const member of statement.members) yield member.node;
  yield* statement.conditions;
  for (const reason of statement.reasons) yield* formulasOf(reason);
}

function given(...nodes: readonly (Syntax | undefined)[]): readonly Syntax[] {
  return nodes.filter((node) => node !== undefined);
}
