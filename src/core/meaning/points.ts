import type { ScriptsSyntax, Statement, Syntax } from '../latex/syntax.ts';
import { eachPart, nodesIn } from '../latex/walk.ts';
import { argumentsOf } from './outcomes.ts';
import { isTranspose, labelText } from './scripts.ts';
import { baseName, pieces, symbolOf } from './symbols.ts';

/**
 * Letters of which some name with marks is made, `x_1 = 2 x`, `x_1(x) = 2 x`, or that are made of such names, `x = (x_1, x_2)`: the name is no point at
 * which a function of the letter is taken.
 */
export function madeOfPlain(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { members } of statements) {
    const [head, ...bodies] = members;
    const of = head?.node.kind === 'call' ? head.node.head : head?.node;
    const letter = of && nameOf(of);
    if (of === undefined || letter === undefined) continue;
    const isMade = (node: Syntax): boolean => (of.kind === 'symbol' ? isOfEntries(node, letter) : standsAlone(node, letter));
    if (!(of.kind === 'scripts' && isTranspose(of.sup)) && bodies.some(({ node }) => isMade(node))) found.add(letter);
  }
  return found;
}

/** Whether a formula is a vector that is written out with entries that are a letter with marks. */
function isOfEntries(node: Syntax, letter: string): boolean {
  const all = nodesIn(node);
  return all.some(({ kind }) => kind === 'list' || kind === 'matrix') && all.some((part) => isMarked(part) && nameOf(part) === letter);
}

/**
 * `\theta_t` of `\nabla_\theta J(\theta_t)`: the point at which the derivative of a function by a letter is taken, if one of its arguments is that letter
 * with marks and none the letter alone.
 */
export function pointIn(of: Syntax, wrt: Syntax, made: ReadonlySet<string>, isGradient: boolean): Syntax | undefined {
  if (of.kind !== 'call' || of.after !== undefined || wrt.kind !== 'symbol') return undefined;
  const letter = baseName(wrt);
  if (made.has(letter) || standsAlone(of.argument.body, letter)) return undefined;
  const args = argumentsOf(of);
  const points = args.filter((arg) => isPoint(arg, isGradient) && nameOf(arg) === letter);
  return points.length === 1 ? points[0] : undefined;
}

/** `x_0`, `w^*`: a name of its own; `x^2` and `x_1^2` are powers. Words may make `x_s` of the letter, but of a gradient `\theta_t` is a point. */
function isPoint(node: Syntax, isGradient: boolean): boolean {
  if (!isMarked(node) || !(node.sup === undefined || isLabel(node.sup))) return false;
  return isGradient || node.sub === undefined || pieces(node.sub).every(({ kind }) => kind === 'number');
}

/** `x_1`, `x^{(t)}`, `w^*`, whatever its power. */
function isMarked(node: Syntax): node is ScriptsSyntax {
  return node.kind === 'scripts' && node.base.kind === 'symbol' && (node.sub !== undefined || isLabel(node.sup));
}

/** A superscript that tells a name from the plain one; numbers, sums and plain letters are powers. */
function isLabel(sup: Syntax | undefined): boolean {
  return labelText(sup) !== '' || (sup?.kind === 'symbol' && /^(?:\*|\\ast|\\star)$/.test(sup.letter));
}

function nameOf(node: Syntax): string | undefined {
  const symbol = symbolOf(node);
  return symbol && baseName(symbol);
}

/** Whether a letter stands in a formula without marks. */
function standsAlone(node: Syntax, letter: string): boolean {
  if (node.kind === 'symbol') return baseName(node) === letter;
  let found = false;
  eachPart(node, (part) => {
    const isBase = isMarked(node) && part === node.base;
    found ||= !isBase && standsAlone(part, letter);
  });
  return found;
}
