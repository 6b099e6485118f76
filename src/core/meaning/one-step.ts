import type { ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, mapParts, nodesIn, nodesOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { isTranspose } from './scripts.ts';
import { baseName, type IndexSymbol, isIndexSymbol, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** When what a name stands for is: at the step itself, at the one before it, or at no step. */
type When = 'now' | 'before' | 'always';

/**
 * A note of one step of a recursion, some of whose names have no step below them, `a = W x_t + U h_{t-1}`, though `h_t` is made of them: those of the
 * steps are names like others, `h_t` and `h_{t-1}`, since of more steps than one `a` would be made of itself. Nothing changes where the letter of
 * the step stands anywhere else, as below a sum, where other steps have names, or where the step before is differentiated.
 */
export function withOneStep(note: ReadNote): ReadNote {
  const { statements } = note;
  const shifted = flatMap(statements, (one) =>
    flatMap(nodesOf(one), (node) => (node.kind === 'scripts' ? (beforeIn(node.sub) ?? []) : [])),
  );
  const [letter, ...more] = new Set(shifted.map((symbol) => symbol.letter));
  if (letter === undefined || more.length > 0) return note;
  const isOnly = statements.every((one) => formulasOf(one).every((formula) => isPlain(formula, letter)));
  return isOnly && !statements.some((one) => isFurtherBack(one, letter)) && !hasStart(statements, letter) && isCircle(statements, letter)
    ? withFormulas(note, (node) => named(node, letter))
    : note;
}

/** `t` of `t-1`. */
function beforeIn(sub: Syntax | undefined): IndexSymbol | undefined {
  const [first, second, ...more] = sub?.kind === 'sum' ? sub.terms : [];
  if (first === undefined || first.sign !== '+' || second?.sign !== '-' || more.length > 0) return undefined;
  return isIndexSymbol(first.node) && second.node.kind === 'number' && second.node.value === 1 ? first.node : undefined;
}

function whenIs(node: Syntax, letter: string): When {
  const sub = node.kind === 'scripts' ? node.sub : undefined;
  if (sub === undefined) return 'always';
  if (beforeIn(sub)?.letter === letter) return 'before';
  return isIndexSymbol(sub) && sub.letter === letter ? 'now' : 'always';
}

/** Whether the letter of the step stands in a formula only below names, by itself or less one; a letter alone, `t`, says nothing. */
function isPlain(formula: Syntax, letter: string): boolean {
  if (formula.kind === 'symbol') return true;
  const below = new Set<Syntax>(
    flatMap(nodesIn(formula), (node) =>
      node.kind === 'scripts' && node.sub && whenIs(node, letter) !== 'always' ? walkSyntax(node.sub) : [],
    ),
  );
  return nodesIn(formula).every((node) => node.kind !== 'symbol' || node.letter !== letter || below.has(node));
}

/** Whether a statement differentiates what is at the step before, `\partial h_{t-1}/\partial u`, which is made of what is at those before that. */
function isFurtherBack(statement: Statement, letter: string): boolean {
  return nodesOf(statement).some(
    (node) => node.kind === 'partial' && node.of !== undefined && walkSyntax(node.of).some((inner) => whenIs(inner, letter) === 'before'),
  );
}

/** Whether a name of the steps has a number below it somewhere, as that from which a recursion starts. */
function hasStart(statements: readonly Statement[], letter: string): boolean {
  const scripts = flatMap(statements, (one) => nodesOf(one).filter((node): node is ScriptsSyntax => node.kind === 'scripts'));
  const timed = new Set(scripts.filter((node) => whenIs(node, letter) !== 'always').map(nameOf));
  return scripts.some((node) => node.sub?.kind === 'number' && timed.has(nameOf(node)));
}

/** Whether a name without a step is made of one at the step before, which is made of that name a step later. */
function isCircle(statements: readonly Statement[], letter: string): boolean {
  const bodies = new Map<string, Syntax[]>();
  const starts: { readonly key: string; readonly before: readonly string[] }[] = [];
  for (const { members } of statements) {
    const [head, body] = members;
    if (head === undefined || body === undefined || !defines(body.relation?.sign) || symbolOf(head.node) === undefined) continue;
    const key = keyOf(head.node, letter);
    const made = members.slice(1).filter(({ relation }) => defines(relation?.sign));
    bodies.set(key, [...(bodies.get(key) ?? []), ...made.map(({ node }) => node)]);
    if (whenIs(head.node, letter) !== 'always') continue;
    const names = flatMap(made, ({ node }) => namesIn(node));
    const before = names.flatMap((node) => (whenIs(node, letter) === 'before' ? [keyOf(node, letter, 'now')] : []));
    if (before.length > 0) starts.push({ key, before });
  }
  const reaches = (from: string, to: string, seen: Set<string>): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const isPart = (node: Syntax): boolean => node.kind === 'scripts' && node.sub !== undefined && whenIs(node, letter) === 'always';
    return (bodies.get(from) ?? []).some((body) =>
      namesIn(body).some((node) => {
        const key = keyOf(node, letter);
        // `a_1` of `a = W x_t + U h_{t-1}` is a part of that.
        const isOfWhole = isPart(node) && !bodies.has(key);
        return reaches(isOfWhole ? `${nameOf(node)}  always` : key, to, seen);
      }),
    );
  };
  return starts.some(({ key, before }) => before.some((name) => reaches(name, key, new Set())));
}

/** The names in a formula, whole. */
function namesIn(formula: Syntax): readonly Syntax[] {
  const inside = new Set<Syntax>();
  return flatMap(walkSyntax(formula), (node) => {
    if (inside.has(node) || (node.kind !== 'symbol' && node.kind !== 'scripts') || symbolOf(node) === undefined) return [];
    if (node.kind === 'scripts')
      for (const part of [node.base, node.sub, node.sup]) if (part) for (const inner of walkSyntax(part)) inside.add(inner);
    return [node];
  });
}

/** What tells a name from others: its letter, what is above and below it, and when it is. */
function keyOf(node: Syntax, letter: string, when: When = whenIs(node, letter)): string {
  const below = node.kind === 'scripts' && node.sub && when === 'always' ? textOf(node.sub) : '';
  return `${nameOf(node)} ${below} ${when}`;
}

/** The letter of a name with what is above it, but for powers and the sign of a transpose. */
function nameOf(node: Syntax): string {
  const sup = node.kind === 'scripts' && node.sup?.kind === 'symbol' && !isTranspose(node.sup) ? baseName(node.sup) : '';
  return `${baseName(symbolOf(node) ?? (node as SymbolSyntax))}^${sup}`;
}

function textOf(formula: Syntax): string {
  return walkSyntax(formula)
    .map((node) => (node.kind === 'symbol' ? baseName(node) : node.kind === 'number' ? String(node.value) : node.kind))
    .join(',');
}

/** A formula with words in the places of the steps. */
function named(node: Syntax, letter: string): Syntax {
  if (node.kind !== 'scripts') return mapParts(node, (part) => named(part, letter));
  const when = whenIs(node, letter);
  const inside = mapParts(node, (part) => (part === node.sub && when !== 'always' ? part : named(part, letter))) as ScriptsSyntax;
  if (when === 'always' || node.sub === undefined) return inside;
  return { ...inside, sub: { kind: 'text', text: when === 'now' ? letter : `${letter}-1`, range: node.sub.range } };
}
