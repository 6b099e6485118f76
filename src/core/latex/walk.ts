import { keptFor } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import type {
  BigOperatorSyntax,
  CallSyntax,
  FunctionSyntax,
  GroupSyntax,
  ListSyntax,
  NablaSyntax,
  PartialSyntax,
  ProductSyntax,
  ScriptsSyntax,
  Statement,
  SymbolSyntax,
  Syntax,
} from './syntax.ts';

/** What is done with each part, and with what is carried through all of them. */
type Visit<C> = (part: Syntax, carried: C) => void;

/**
 * Visits the direct parts of a formula, in source order, and hands on what is carried through them; nothing is allocated, since every walk over
 * formulas goes through it.
 */
export function eachPart(node: Syntax, visit: (part: Syntax) => void): void;
export function eachPart<C>(node: Syntax, visit: Visit<C>, carried: C): void;
export function eachPart<C>(node: Syntax, visit: Visit<C | undefined>, carried?: C): void {
  switch (node.kind) {
    case 'number':
    case 'symbol':
    case 'text':
    case 'dots':
    case 'hole':
      return;
    case 'scripts':
      visit(node.base, carried);
      if (node.sub) visit(node.sub, carried);
      if (node.sup) visit(node.sup, carried);
      return;
    case 'group':
      visit(node.body, carried);
      return;
    case 'list':
      for (const item of node.items) visit(item, carried);
      return;
    case 'sum':
      for (const term of node.terms) visit(term.node, carried);
      return;
    case 'product':
      for (const factor of node.factors) visit(factor.node, carried);
      return;
    case 'quotient':
      visit(node.numerator, carried);
      visit(node.denominator, carried);
      return;
    case 'call':
      visit(node.head, carried);
      visit(node.argument, carried);
      if (node.after?.sub) visit(node.after.sub, carried);
      if (node.after?.sup) visit(node.after.sup, carried);
      return;
    case 'function':
      if (node.sub) visit(node.sub, carried);
      if (node.sup) visit(node.sup, carried);
      for (const operand of node.operands) visit(operand, carried);
      return;
    case 'big-operator':
      for (const entry of node.over) visit(entry, carried);
      if (node.lower) visit(node.lower, carried);
      if (node.upper) visit(node.upper, carried);
      visit(node.body, carried);
      return;
    case 'partial':
      if (node.of) visit(node.of, carried);
      for (const variable of node.wrt) visit(variable, carried);
      if (node.along) visit(node.along, carried);
      return;
    case 'nabla':
      if (node.wrt) visit(node.wrt, carried);
      if (node.of) visit(node.of, carried);
      return;
    case 'root':
      if (node.degree) visit(node.degree, carried);
      visit(node.body, carried);
      return;
    case 'cases':
      for (const { value, condition } of node.branches) {
        visit(value, carried);
        if (condition) visit(condition, carried);
      }
      return;
    case 'matrix':
      for (const row of node.rows) for (const cell of row) visit(cell, carried);
      return;
    case 'relation':
      visit(node.left, carried);
      visit(node.right, carried);
      return;
  }
}

/** The direct parts of a formula, in source order. */
export function partsOf(node: Syntax): readonly Syntax[] {
  const found: Syntax[] = [];
  eachPart(node, (part) => found.push(part));
  return found;
}

/** A formula with each of its direct parts exchanged; one whose parts stay the same stays the same. */
export function mapParts(node: Syntax, map: (part: Syntax) => Syntax): Syntax {
  let made: Map<Syntax, Syntax> | undefined;
  eachPart(node, (part) => {
    const mapped = map(part);
    if (mapped === part) return;
    made ??= new Map();
    made.set(part, mapped);
  });
  if (made === undefined) return node;
  const changed: ReadonlyMap<Syntax, Syntax> = made;
  const by = (part: Syntax): Syntax => changed.get(part) ?? part;
  const maybe = <K extends string>(key: K, part: Syntax | undefined): { [key in K]?: Syntax } =>
    part === undefined ? {} : ({ [key]: by(part) } as { [key in K]?: Syntax });
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
      return { ...node, over: node.over.map(by), ...maybe('lower', node.lower), ...maybe('upper', node.upper), body: by(node.body) };
    case 'partial':
      return { ...node, ...maybe('of', node.of), wrt: node.wrt.map(by), ...maybe('along', node.along) };
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
  gather(node, found);
  return found;
}

function gather(node: Syntax, found: Syntax[]): void {
  found.push(node);
  eachPart(node, gather, found);
}

/** Every formula of a statement: its members, its conditions and those of its reasons. */
export function formulasOf({ members, conditions, reasons }: Statement): readonly Syntax[] {
  const own = [...members.map(({ node }) => node), ...conditions];
  return reasons.length === 0 ? own : [...own, ...flatMap(reasons, formulasOf)];
}

/** Every node of a whole formula of a note, itself first; kept, since all that gathers what a note tells goes through them. */
export const nodesIn = keptFor((formula: Syntax): readonly Syntax[] => walkSyntax(formula));

/** Every node of every formula of a statement; kept as well. */
export const nodesOf = keptFor((statement: Statement): readonly Syntax[] => flatMap(formulasOf(statement), nodesIn));

/** Nodes by what they are, each kind in the order of the note; what gathers something from some of them need not look at all. */
export interface Sorted {
  readonly symbols: readonly SymbolSyntax[];
  readonly scripts: readonly ScriptsSyntax[];
  readonly operators: readonly BigOperatorSyntax[];
  readonly calls: readonly CallSyntax[];
  readonly functions: readonly FunctionSyntax[];
  readonly derivatives: readonly (PartialSyntax | NablaSyntax)[];
  readonly products: readonly ProductSyntax[];
  readonly groups: readonly GroupSyntax[];
  readonly lists: readonly ListSyntax[];
}

/** The nodes of some statements by what they are. */
export function sortedNodes(statements: readonly Statement[]): Sorted {
  const symbols: SymbolSyntax[] = [];
  const scripts: ScriptsSyntax[] = [];
  const operators: BigOperatorSyntax[] = [];
  const calls: CallSyntax[] = [];
  const functions: FunctionSyntax[] = [];
  const derivatives: (PartialSyntax | NablaSyntax)[] = [];
  const products: ProductSyntax[] = [];
  const groups: GroupSyntax[] = [];
  const lists: ListSyntax[] = [];
  for (const statement of statements)
    for (const node of nodesOf(statement))
      switch (node.kind) {
        case 'symbol':
          symbols.push(node);
          break;
        case 'scripts':
          scripts.push(node);
          break;
        case 'big-operator':
          operators.push(node);
          break;
        case 'call':
          calls.push(node);
          break;
        case 'function':
          functions.push(node);
          break;
        case 'partial':
        case 'nabla':
          derivatives.push(node);
          break;
        case 'product':
          products.push(node);
          break;
        case 'group':
          groups.push(node);
          break;
        case 'list':
          lists.push(node);
      }
  return { symbols, scripts, operators, calls, functions, derivatives, products, groups, lists };
}
