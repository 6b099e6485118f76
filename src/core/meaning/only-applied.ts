import type { CallSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { eachPart, formulasOf, partsOf } from '../latex/walk.ts';
import { isLetterOfChange, isNorm } from './forms.ts';
import { isTranspose, labelText } from './scripts.ts';
import { baseName, isIndexSymbol, pieces } from './symbols.ts';

type Head = SymbolSyntax | ScriptsSyntax;

/** Letters that mean something of their own in front of a bracket: operators, and constants. */
const otherwise = new Set(['E', 'P', 'O', 'e', '\\pi']);

/** What the head of a call is called: its letter, with the label below it; all indices are one. Undefined where something stands above it. */
export function headName(head: Head): string | undefined {
  if (head.kind === 'symbol') return baseName(head);
  if (head.base.kind !== 'symbol' || head.sup) return undefined;
  const below = head.sub ? pieces(head.sub).map(labelOf) : [];
  return below.includes(undefined) ? undefined : [baseName(head.base), ...below].join('_');
}

function labelOf(piece: Syntax): string | undefined {
  if (isIndexSymbol(piece)) return '';
  return piece.kind === 'number'
    ? String(piece.value)
    : piece.kind === 'symbol'
      ? piece.letter
      : piece.kind === 'text'
        ? piece.text
        : undefined;
}

/**
 * The names that stand in front of a bracket around a value and nowhere without one: they are functions, for nobody puts a value in brackets to
 * multiply it by a letter that stands nowhere else. `alone` are the letters that stand for themselves.
 */
export function onlyAppliedIn(
  statements: readonly Statement[],
  calls: readonly CallSyntax[],
  alone: ReadonlySet<string>,
): ReadonlySet<string> {
  const labelled = labelledIn(statements);
  const found = new Set<string>();
  for (const { head, argument } of calls) {
    if (head.kind === 'partial' || argument.open !== '(') continue;
    const name = headName(head);
    const symbol = head.kind === 'scripts' ? head.base : head;
    if (name === undefined || symbol.kind !== 'symbol' || found.has(name)) continue;
    if ((head.kind === 'symbol' ? alone : labelled).has(baseName(symbol))) continue;
    const isTelling = head.kind === 'scripts' || /^(?:[A-Z]|\\[A-Za-z]+)$/.test(symbol.letter);
    if (argument.body.kind === 'symbol') found.add(name);
    else if (!otherwise.has(symbol.letter) && !isLetterOfChange(symbol) && isValue(argument.body, isTelling)) found.add(name);
  }
  return found;
}

/** Letters that stand for themselves with something below. */
function labelledIn(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Syntax): void => {
    if (node.kind === 'scripts' && node.base.kind === 'symbol' && node.sub) found.add(baseName(node.base));
    eachPart(node, (part) => {
      if (!(node.kind === 'call' && part === node.head)) visit(part);
    });
  };
  for (const statement of statements) for (const formula of formulasOf(statement)) visit(formula);
  return found;
}

/** Whether what stands in a bracket is one value, around which a product needs none: a name, a number; `isWide`: or what is worked out from such without a sum. */
function isValue(body: Syntax, isWide: boolean): boolean {
  switch (body.kind) {
    case 'symbol':
    case 'number':
      return true;
    case 'scripts':
      return body.base.kind === 'symbol' && !isTranspose(body.sup) && (body.sup === undefined || labelText(body.sup) !== '' || isWide);
    case 'group':
      return isWide && (isNorm(body) || body.open === '|');
    case 'function':
      return isWide && body.operands.length === 1;
    case 'product':
    case 'quotient':
    case 'root':
      return isWide && partsOf(body).every((part) => isNumber(part) || isValue(part, isWide)) && !partsOf(body).some(isMatrix);
    default:
      return false;
  }
}

function isNumber(node: Syntax): boolean {
  return node.kind === 'number';
}

/** Whether a name may be that of a matrix, products of which are put in brackets. */
function isMatrix(node: Syntax): boolean {
  const symbol = node.kind === 'scripts' ? node.base : node;
  return symbol.kind === 'symbol' && (/^[A-Z]$/.test(symbol.letter) || symbol.face === 'bold');
}
