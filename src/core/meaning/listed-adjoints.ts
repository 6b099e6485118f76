import type { PartialSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, walkSyntax } from '../latex/walk.ts';
import { phrase } from './phrases/index.ts';

/** What code puts in front of a name to call the adjoint of it: `dx`, `d_x`, `grad_x`. */
const prefixes: readonly string[] = ['d', 'd_', 'grad_'];

/** How many letters a name has at the most that is taken apart. */
const longestRatio = 60;

/** Words that say that such names hold something else: a negated gradient, an average of gradients, one that skips a node. */
const changed = phrase('changedGradients');

/** What an assignment of a listing gives and what it takes. */
interface Assignment {
  readonly statement: Statement;
  readonly name: string;
  readonly body: Syntax;
  readonly uses: ReadonlySet<string>;
}

/**
 * The statements of a listing that runs a graph forward and then back, `q = u**2`, …, `dq = q - t`, `du = dq * 2*u`, with the derivative of
 * its loss wherever the adjoint of a name stands. All stay as they are where it may be otherwise: where two names could be the loss, where
 * names are given twice or by what is not read, where one of the changes runs forward (`dq = 2*u * du`), or where `words`, those of the listing
 * and around it, or the lines themselves say that such names hold something else than the adjoints.
 */
export function withListedAdjoints(statements: readonly Statement[], unread: readonly string[], words: string): readonly Statement[] {
  if (changed.test(words)) return statements;
  const written = statements.flatMap(assignmentOf);
  const known = new Set(written.flatMap(({ name, uses }) => [name, ...uses]));
  const all = written.filter(({ name }) => ratioIn(name, (part) => known.has(part)) === undefined);
  const given = new Set(all.map(({ name }) => name));
  const owner = (name: string): string | undefined => {
    const rests = prefixes.flatMap((prefix) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
    return rests.find((rest) => known.has(rest));
  };
  const back = all.filter(({ name }) => owner(name) !== undefined);
  const isUpdate = ({ name, uses }: Assignment): boolean => uses.has(name) && [...uses].some((use) => owner(use) === name);
  const updates = all.filter(isUpdate);
  const forward = all.filter((one) => owner(one.name) === undefined && !isUpdate(one));
  const summed = accumulatedIn(unread, (name) => owner(name) !== undefined);
  if (summed === undefined || new Set(forward.map(({ name }) => name)).size < forward.length) return statements;
  if (forward.some(({ uses }) => [...uses].some((name) => owner(name) !== undefined))) return statements;
  const ends = forward.filter(({ name }) => !forward.some(({ uses }) => uses.has(name)));
  const [loss] = ends;
  if (loss === undefined || ends.length > 1) return statements;
  const above = ancestorsIn(forward);
  const isBackward = ({ name, uses }: Assignment): boolean | undefined => {
    const own = owner(name) as string;
    const others = [...uses].flatMap((use) => owner(use) ?? []);
    if (others.length === 0) return undefined;
    return others.every((other) => other === own || above(other).has(own));
  };
  const ways = back.map(isBackward);
  if (!ways.includes(true) || ways.includes(false)) return statements;
  // The adjoint of the loss itself is one, or else what comes from further on.
  const seed = (name: string): boolean => owner(name) === loss.name;
  const isSeeded = ({ name, body }: Assignment): boolean => !seed(name) || (body.kind === 'number' && body.value === 1);
  const isHandedIn = back.some(({ uses }) => [...uses].some((use) => seed(use) && !given.has(use)));
  if (!back.every(isSeeded) || isHandedIn) return statements;
  const isAdjoint = (name: string): boolean => owner(name) !== undefined;
  const ran = new Set(forward.flatMap(({ name, uses }) => [name, ...uses]));
  const isOwn = ({ name, body, uses }: Assignment): boolean => {
    if ([...uses].some((use) => !isAdjoint(use) && !ran.has(use))) return false;
    const isDirect = seed(name) || loss.uses.has(owner(name) as string);
    return termsIn(body).every(({ node }) => {
      const degree = degreeIn(node, isAdjoint);
      return degree === 1 || (degree === 0 && isDirect);
    });
  };
  if (!back.every(isOwn) || !updates.every(({ body }) => isDescent(body, isAdjoint))) return statements;
  const counts = new Map<string, number>();
  for (const { name } of back) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (updates.some((update) => all.slice(all.indexOf(update)).some((one) => !isUpdate(one)))) return statements;
  const end = loss.statement.members[0]?.node as SymbolSyntax;
  const isOnce = ({ name }: Assignment): boolean => counts.get(name) === 1 && !summed.has(name);
  const read = new Map([...back.filter(isOnce), ...updates].map((one) => [one.statement, spelt(one.statement, owner, end)]));
  return statements.map((statement) => read.get(statement) ?? statement);
}

/** `f` and `x` of `dfdx` or `df_dx`, the derivative of one name by another. */
export function ratioIn(name: string, isName: (part: string) => boolean): { readonly of: string; readonly wrt: string } | undefined {
  if (!name.startsWith('d') || longestRatio < name.length) return undefined;
  for (let at = name.indexOf('d', 2); 0 <= at; at = name.indexOf('d', at + 1)) {
    const [before, wrt] = [name.slice(1, at), name.slice(at + 1)];
    if (!isName(wrt)) continue;
    const of = [before, before.replace(/_$/, '')].find(isName);
    if (of !== undefined) return { of, wrt };
  }
  return undefined;
}

function assignmentOf(statement: Statement): readonly Assignment[] {
  const [head, body, ...rest] = statement.members;
  if (head?.node.kind !== 'symbol' || body === undefined || rest.length > 0) return [];
  const uses = walkSyntax(body.node).flatMap((node) => (node.kind === 'symbol' ? [node.letter] : []));
  return [{ statement, name: head.node.letter, body: body.node, uses: new Set(uses) }];
}

interface Term {
  readonly sign: string;
  readonly node: Syntax;
}

/** What a formula is a sum of. */
function termsIn(node: Syntax): readonly Term[] {
  if (node.kind === 'group') return termsIn(node.body);
  return node.kind === 'sum' ? node.terms : [{ sign: '+', node }];
}

/** How many adjoints each product in a formula has; undefined if not all have as many, or one stands where it is not a factor. */
function degreeIn(node: Syntax, isAdjoint: (name: string) => boolean): number | undefined {
  const of = (part: Syntax): number | undefined => degreeIn(part, isAdjoint);
  switch (node.kind) {
    case 'symbol':
      return isAdjoint(node.letter) ? 1 : 0;
    case 'group':
      return of(node.body);
    case 'sum': {
      const [degree, ...others] = node.terms.map((term) => of(term.node));
      return others.every((other) => other === degree) ? degree : undefined;
    }
    case 'product':
      return node.factors.reduce<number | undefined>((sum, factor) => {
        const degree = of(factor.node);
        return sum === undefined || degree === undefined ? undefined : sum + degree;
      }, 0);
    case 'quotient':
      return of(node.denominator) === 0 ? of(node.numerator) : undefined;
    default:
      return walkSyntax(node).some((inner) => inner.kind === 'symbol' && isAdjoint(inner.letter)) ? undefined : 0;
  }
}

/**
 * Whether an update takes a share of an adjoint away, `w - lr*dw`. One that adds it may have a negated gradient in it, and one that takes all of
 * it, a step that has the rate already.
 */
function isDescent(body: Syntax, isAdjoint: (name: string) => boolean): boolean {
  return termsIn(body).every(({ sign, node }) => {
    const degree = degreeIn(node, isAdjoint);
    return degree === 0 || (degree === 1 && sign === '-' && node.kind !== 'symbol');
  });
}

/**
 * The adjoints that lines which are not read add to, `dx += dq * y`, which are only parts of them. Undefined where such a line may give
 * something else, or say how often others are run.
 */
function accumulatedIn(unread: readonly string[], isAdjoint: (name: string) => boolean): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const line of unread) {
    if (/^\s*(?:print|return|assert|import|from)\b/.test(line)) continue;
    const name = /^\s*([A-Za-z_]\w*)\s*[-+*/]?=(?!=)/.exec(line)?.[1];
    if (name === undefined ? /[=:{}]/.test(line) : !isAdjoint(name)) return undefined;
    if (name !== undefined) found.add(name);
  }
  return found;
}

/** All names that a name is made of, step by step. */
function ancestorsIn(forward: readonly Assignment[]): (name: string) => ReadonlySet<string> {
  const found = new Map<string, Set<string>>();
  // Assignments stand in the order in which they run, so what a name is made of comes before it.
  for (const { name, uses } of forward) {
    const own = new Set<string>();
    for (const use of uses) for (const other of [use, ...(found.get(use) ?? [])]) own.add(other);
    found.set(name, own);
  }
  return (name) => found.get(name) ?? new Set();
}

/** A statement with derivatives of the loss in the places of adjoints. */
function spelt(statement: Statement, owner: (name: string) => string | undefined, loss: SymbolSyntax): Statement {
  const visit = (node: Syntax): Syntax => {
    if (node.kind !== 'symbol') return mapParts(node, visit);
    const own = owner(node.letter);
    return own === undefined ? node : derivative(node, own, loss);
  };
  return { ...statement, members: statement.members.map((member) => ({ ...member, node: visit(member.node) })) };
}

function derivative({ range, ...symbol }: SymbolSyntax, own: string, loss: SymbolSyntax): PartialSyntax {
  const start = range.start + symbol.letter.length - own.length;
  const wrt: SymbolSyntax = { ...symbol, letter: own, range: { start, end: range.end } };
  return { kind: 'partial', of: { ...loss, range }, wrt: [wrt], operator: false, head: range, range, isNamed: true };
}
