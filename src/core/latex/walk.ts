import type { CallSyntax, GroupSyntax, Statement, Syntax } from './syntax.ts';

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

/** A formula with each of its direct parts exchanged; one whose parts stay the same stays the same. */
export function mapParts(node: Syntax, by: (part: Syntax) => Syntax): Syntax {
  const maybe = <K extends string>(key: K, part: Syntax | undefined): { [key in K]?: Syntax } =>
    part === undefined ? {} : ({ [key]: by(part) } as { [key in K]?: Syntax });
  if (partsOf(node).every((part) => by(part) === part)) return node;
  switch (node.kind) {
    case 'scripts':
      return { ...node, base: by(node.base), ...maybe('sub', node.sub), ...maybe('sup', node.sup) };
    case 'group':
      return { ...node, body: by(node.body) };
    case 'list':
      return { ...node, items: node.items.map(by) };
    case 'sum':
      return { ...node, terms: node.terms.map((term) => ({ ...term, node: by(term.node) })) };
    case 'product':
      return { ...node, factors: node.factors.map((factor) => ({ ...factor, node: by(factor.node) })) };
    case 'quotient':
      return { ...node, numerator: by(node.numerator), denominator: by(node.denominator) };
    case 'call': {
      const { after } = node;
      return {
        ...node,
        head: by(node.head) as CallSyntax['head'],
        argument: by(node.argument) as GroupSyntax,
        ...(after ? { after: { ...after, ...maybe('sub', after.sub), ...maybe('sup', after.sup) } } : {}),
      };
    }
    case 'function':
      return { ...node, ...maybe('sub', node.sub), ...maybe('sup', node.sup), operands: node.operands.map(by) };
    case 'big-operator':
      return { ...node, over: node.over.map(by), ...maybe('upper', node.upper), body: by(node.body) };
    case 'partial':
      return { ...node, ...maybe('of', node.of), wrt: node.wrt.map(by) };
    case 'nabla':
      return { ...node, ...maybe('of', node.of), ...maybe('wrt', node.wrt) };
    case 'root':
      return { ...node, ...maybe('degree', node.degree), body: by(node.body) };
    case 'cases':
      return {
        ...node,
        branches: node.branches.map((branch) => ({ ...branch, value: by(branch.value), ...maybe('condition', branch.condition) })),
      };
    case 'matrix':
      return { ...node, rows: node.rows.map((row) => row.map(by)) };
    case 'relation':
      return { ...node, left: by(node.left), right: by(node.right) };
    default:
      return node;
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
