import type { SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { partsOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { isEqual } from './general-term.ts';
import { baseName, symbolOf } from './symbols.ts';

/** The names in a formula but for those of functions with a known meaning, whatever they are applied to. */
export function namesIn(node: Syntax): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (part: Syntax): void => {
    if (part.kind === 'symbol' && !constants.has(part.letter)) found.add(baseName(part));
    const head = part.kind === 'call' ? symbolOf(part.head) : undefined;
    for (const inner of partsOf(part)) {
      if (part.kind === 'call' && inner === part.head && head && inSomeRow.has(head.letter)) continue;
      visit(inner);
    }
  };
  visit(node);
  return found;
}

const constants: ReadonlySet<string> = new Set(['e', '\\pi', '\\infty', '\\mathbb1', '1']);
/** Letters that rows use for functions: the sigmoid, or the function of the row under another name. */
const inSomeRow: ReadonlySet<string> = new Set(['\\sigma', 'f', 'g', '\\phi', '\\varphi']);
/** Letters for numbers that are held, beside a variable. */
const parameters = /^(?:[abckmnpr]|\\(?:alpha|beta|gamma|lambda|epsilon))$/;

export function onlyNameIn(body: Syntax): SymbolSyntax | undefined {
  const symbols = symbolsIn(body);
  const [first] = symbols;
  return first && symbols.every((other) => isEqual(other, first)) ? first : undefined;
}

/** The variable of a formula in which all other names are those of parameters. */
export function plainVariableIn(body: Syntax): SymbolSyntax | undefined {
  const x = symbolsIn(body).find(({ letter }) => letter === 'x');
  const others = symbolsIn(body).filter((symbol) => x === undefined || !isEqual(x, symbol));
  if (x !== undefined) return others.every(({ letter }) => parameters.test(letter)) ? x : undefined;
  return body.kind === 'symbol' ? undefined : onlyNameIn(body);
}

function symbolsIn(body: Syntax): readonly SymbolSyntax[] {
  const heads = new Set(flatMap(walkSyntax(body), (node) => (node.kind === 'call' ? [symbolOf(node.head)] : [])));
  return walkSyntax(body).filter((node): node is SymbolSyntax => node.kind === 'symbol' && !constants.has(node.letter) && !heads.has(node));
}

/** Whether a name stands in a formula, and always as it is: `x` is no variable of `\sum_i x_i`. */
export function isVariableOf(name: Syntax, body: Syntax): boolean {
  const base = symbolOf(name);
  if (base === undefined) return false;
  let found = false;
  let isOther = false;
  const visit = (node: Syntax): void => {
    if (node.kind === 'scripts' && node.sub !== undefined && isEqual(node.base, name)) isOther = true;
    else if (isEqual(node, name)) found = true;
    else if (node.kind === 'scripts' && node.sub === undefined && node.primes === 0 && isEqual(node.base, name)) {
      found = true;
      if (node.sup) visit(node.sup);
    } else if (node.kind === 'symbol' && baseName(node) === baseName(base)) isOther = true;
    else for (const part of partsOf(node)) visit(part);
  };
  visit(body);
  return found && !isOther;
}

export function isNumeric(node: Syntax): boolean {
  return !walkSyntax(node).some((part) => part.kind === 'symbol' && !constants.has(part.letter));
}
