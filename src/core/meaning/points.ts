import type { ScriptsSyntax, Statement, Syntax } from '../latex/syntax.ts';
import { eachPart } from '../latex/walk.ts';
import { argumentsOf } from './outcomes.ts';
import { isTranspose } from './scripts.ts';
import { baseName, symbolOf } from './symbols.ts';

/** Letters of which some name with marks is made, `x_1 = 2 x`: it is no point at which a function of the letter is taken. */
export function madeOfPlain(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { members } of statements) {
    const [head, ...bodies] = members;
    const own = head && isMarked(head.node) ? symbolOf(head.node) : undefined;
    if (own && bodies.some(({ node }) => standsAlone(node, baseName(own)))) found.add(baseName(own));
  }
  return found;
}

/**
 * `\theta_t` of `\nabla_\theta J(\theta_t)`: the point at which the derivative of a function by a letter is taken, if one of its arguments is that letter
 * with marks and none the letter alone.
 */
export function pointIn(of: Syntax, wrt: Syntax, made: ReadonlySet<string>): Syntax | undefined {
  if (of.kind !== 'call' || of.after !== undefined || wrt.kind !== 'symbol') return undefined;
  const letter = baseName(wrt);
  if (made.has(letter) || standsAlone(of.argument.body, letter)) return undefined;
  const args = argumentsOf(of);
  const points = args.filter((arg) => isMarked(arg) && nameOf(arg) === letter);
  return points.length === 1 ? points[0] : undefined;
}

function isMarked(node: Syntax): node is ScriptsSyntax {
  return node.kind === 'scripts' && node.base.kind === 'symbol' && !isTranspose(node.sup) && (node.sub ?? node.sup) !== undefined;
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
