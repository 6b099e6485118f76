import type { CallSyntax, GroupSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf, partsOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { baseName } from './symbols.ts';

/** Letters that stand for functions where they carry primes; capitals and others may as well be transposed. */
const functionNames: ReadonlySet<string> = new Set(['f', 'g', 'h', 'u', 'v', '\\phi', '\\varphi', '\\psi', '\\sigma']);

/**
 * A statement whose brackets carry a prime with the derivatives that they mean: `(fg)' = f'g + fg'` and `(f \circ g)'(x)` of functions at one
 * variable, `(x^2)'` by the variable in it. What has no such bracket stays the same.
 */
export function withPrimedBrackets(statement: Statement): Statement {
  const primed = primedIn(statement.members[0]?.node);
  if (primed === undefined) return statement;
  const inside = walkSyntax(bodyOf(primed));
  const names = new Set(flatMap(inside, (node) => (node.kind === 'symbol' && functionNames.has(baseName(node)) ? [baseName(node)] : [])));
  const variable = variableIn(statement, inside, names);
  if (variable === undefined) return statement;
  const rewriting = new Rewriting(names, variable);
  return { ...statement, members: statement.members.map((member) => ({ ...member, node: rewriting.of(member.node) })) };
}

/** The bracket with a prime that is all of a formula, but for the argument behind it or a number in front; a part of one may as well be transposed. */
function primedIn(node: Syntax | undefined): Primed | undefined {
  if (node === undefined || isPrimed(node)) return node;
  const [first, second] = node.kind === 'product' && node.factors.length === 2 ? node.factors : [];
  if (first === undefined || second === undefined) return undefined;
  if (isPrimed(second.node) && first.node.kind === 'group' && first.node.body.kind === 'number') return second.node;
  return second.node.kind === 'group' && isPrimed(first.node) ? first.node : undefined;
}

type Primed = (ScriptsSyntax & { readonly base: GroupSyntax }) | CallSyntax;

/** `(fg)'`, or the value of a function with the prime behind it: `g(h(s))'`. */
function isPrimed(node: Syntax): node is Primed {
  if (node.kind === 'call') return node.after?.primes === 1 && !node.after.sup && !node.after.sub && node.argument.body.kind === 'call';
  if (node.kind !== 'scripts' || node.primes !== 1 || node.sub || node.sup || node.base.kind !== 'group') return false;
  return node.base.open === '(' || node.base.open === '[';
}

function bodyOf(node: Primed): Syntax {
  if (node.kind === 'scripts') return node.base;
  const { after: _, ...call } = node;
  return call;
}

/** The variable by which the brackets of a statement are differentiated, if there is only one that it can be. */
function variableIn(statement: Statement, inside: readonly Syntax[], names: ReadonlySet<string>): SymbolSyntax | undefined {
  const all = nodesOf(statement);
  const innermost = new Map<string, SymbolSyntax>();
  for (const node of all) {
    const body = node.kind === 'call' ? node.argument.body : undefined;
    if (body?.kind === 'symbol' && !names.has(baseName(body))) innermost.set(baseName(body), body);
    const [first, second] = node.kind === 'product' ? node.factors : [];
    const at = first && second && isPrimed(first.node) && second.node.kind === 'group' ? second.node.body : undefined;
    if (at?.kind === 'symbol') innermost.set(baseName(at), at);
  }
  if (innermost.size > 0) return innermost.size === 1 ? [...innermost.values()][0] : undefined;
  const others = inside.filter((node): node is SymbolSyntax => node.kind === 'symbol' && !names.has(baseName(node)) && node.letter !== 'e');
  if (names.size > 0) {
    const range = { start: 0, end: 0 };
    const isFree = others.length === 0 && !all.some((node) => node.kind === 'symbol' && node.letter === 'x');
    return isFree ? { kind: 'symbol', letter: 'x', face: 'italic', accents: [], range } : undefined;
  }
  if (all.some((node) => node.kind === 'scripts' && node.primes > 0 && !isPrimed(node))) return undefined;
  const letters = new Map(others.map((node) => [baseName(node), node]));
  return letters.get('x') ?? (letters.size === 1 ? [...letters.values()][0] : undefined);
}

/** Puts derivatives in the place of the primes on brackets, and the variable behind the names of the functions in them. */
class Rewriting {
  private readonly names: ReadonlySet<string>;
  private readonly variable: SymbolSyntax;

  constructor(names: ReadonlySet<string>, variable: SymbolSyntax) {
    this.names = names;
    this.variable = variable;
  }

  of(node: Syntax): Syntax {
    if (isPrimed(node)) return this.derivative(node);
    return this.inside(node);
  }

  private derivative(node: Primed): Syntax {
    const of = this.of(bodyOf(node));
    return { kind: 'partial', of, wrt: [this.variable], operator: true, head: node.range, range: node.range };
  }

  private inside(node: Syntax): Syntax {
    if (node.kind === 'call') return { ...node, argument: this.of(node.argument) as GroupSyntax };
    if (node.kind === 'symbol' || node.kind === 'scripts') {
      const symbol = node.kind === 'symbol' ? node : node.base;
      const isFunction = symbol.kind === 'symbol' && this.names.has(baseName(symbol));
      if (isFunction && (node.kind === 'symbol' || (!node.sub && !node.sup && node.primes > 0))) return this.applied(node, this.variable);
    }
    if (node.kind === 'product') {
      const [first, second] = node.factors;
      const isAt = first && second && isPrimed(first.node) && isVariable(second.node, this.variable);
      if (isAt) return this.rest(node, this.of(first.node), 2);
      if (first && second?.by === '\\circ' && this.isName(first.node))
        return this.applied(first.node as SymbolSyntax, node.factors.length === 2 ? this.of(second.node) : this.rest(node, second.node, 2));
    }
    return mapParts(node, (part) => this.of(part));
  }

  private isName(node: Syntax): boolean {
    return node.kind === 'symbol' && this.names.has(baseName(node));
  }

  /** A product whose first factors are one, with what remains of it. */
  private rest(node: Syntax & { kind: 'product' }, first: Syntax, taken: number): Syntax {
    const others = node.factors.slice(taken);
    if (others.length === 0) return first;
    const [head] = node.factors;
    return {
      ...node,
      factors: [
        { ...(head as (typeof others)[number]), node: first },
        ...others.map((factor) => ({ ...factor, node: this.of(factor.node) })),
      ],
    };
  }

  private applied(head: SymbolSyntax | ScriptsSyntax, to: Syntax): CallSyntax {
    const { range } = head;
    return { kind: 'call', head, argument: { kind: 'group', open: '(', close: ')', body: to, range }, range };
  }
}

function isVariable(node: Syntax, variable: SymbolSyntax): boolean {
  return node.kind === 'group' && partsOf(node).every((part) => part.kind === 'symbol' && baseName(part) === baseName(variable));
}
