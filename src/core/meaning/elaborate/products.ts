import type { Expr } from '../../expr/expr.ts';
import type { GroupSyntax, ProductSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import type { Range } from '../../text/range.ts';
import { isBoldSmall, isLetterOfChange, spells } from '../forms.ts';
import { baseName, symbolOf } from '../symbols.ts';
import { isPlainHead } from './bare-functions.ts';
import { withDifferentials, withGradients } from './changes.ts';
import { isOrder } from './conditions.ts';
import type { Context } from './context.ts';
import { constantPi } from './literals.ts';

/** Words in a formula that stand for an operation on what follows. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^(?:the )?sum of (?:the |all |all the )?(?:components|elements|entries) of$/i, 'sum'],
];

/** Factors: of numbers, or words, gradients by name and differentials among them. */
export function elaborateProduct(context: Context, factors: ProductSyntax['factors'], at: Range): Expr {
  if (spells(factors, 'arg')) return context.hole('unread-operator', at);
  const operator = factors.findIndex(
    ({ node }, position) => factors[position + 1]?.by === 'juxtaposed' && isUnknownOperator(context, node),
  );
  if (0 <= operator) {
    const { node } = factors[operator] as { node: Syntax };
    return context.hole('unread-function', node.range, { name: symbolOf(node)?.letter ?? '' });
  }
  const cross = factors.findIndex(({ by, node }, n) => by === '\\times' && isBoldSmall(node) && isBoldSmall(factors[n - 1]?.node));
  if (0 < cross) return context.hole('unread-cross', at);
  const said = saidIn(context, factors, at);
  if (said) return said;
  const gradients = withGradients(context, factors) ?? withDifferentials(context, factors);
  if (gradients) return gradients.length === 1 ? (gradients[0]?.expr as Expr) : multiplied(gradients, at);
  const named = factors.findIndex(
    ({ node }, position) =>
      isLetterOfChange(node) && factors[position + 1]?.by === 'juxtaposed' && !isNameOfChange(context, node as SymbolSyntax),
  );
  if (0 <= named) return context.hole('unread-gradient-name', at, { name: 'dW' });
  if (factors.length === 1) return context.expr((factors[0] as { node: Syntax }).node);
  return multiplied(
    factors.map(({ by, node }, position) => ({ by, expr: isPi(context, factors, position) ? constantPi(node.range) : context.expr(node) })),
    at,
  );
}

/** Whether a factor is the number of `2\pi` in a note that calls something else `\pi_k`, though nothing by the letter alone, nor varies that. */
function isPi(context: Context, factors: ProductSyntax['factors'], position: number): boolean {
  const factor = factors[position];
  if (factor?.node.kind !== 'symbol' || factor.node.letter !== '\\pi' || factor.by !== 'juxtaposed') return false;
  const base = baseName(factor.node);
  return factors[position - 1]?.node.kind === 'number' && !isPlainHead(context, base) && !context.lexicon.vocabulary.variedAlone.has(base);
}

/** Whether what stands in front of a factor is set as an operator, `\operatorname{foo} x`, that nothing gives a meaning: it is no number. */
function isUnknownOperator(context: Context, node: Syntax): boolean {
  const symbol = symbolOf(node);
  return symbol?.isOperator === true && !context.lexicon.vocabulary.variables.has(baseName(symbol));
}

/** Whether a letter that can stand for changes is a name of the notes. */
function isNameOfChange(context: Context, symbol: SymbolSyntax): boolean {
  const { variables, isDName } = context.lexicon.vocabulary;
  return variables.has(baseName(symbol)) || (symbol.letter === 'd' && symbol.face === 'italic' && isDName);
}

/** “sum of the components of `x`”: words that stand for an operation on what follows. */
function saidIn(context: Context, factors: ProductSyntax['factors'], at: Range): Expr | undefined {
  const [first, second, ...rest] = factors;
  if (first?.node.kind !== 'text' || second === undefined) return undefined;
  const words = first.node.text;
  const op = sayings.find(([pattern]) => pattern.test(words))?.[1];
  if (op === undefined) return undefined;
  const operand = rest.length === 0 ? context.expr(second.node) : elaborateProduct(context, [{ ...second, by: 'juxtaposed' }, ...rest], at);
  return { kind: 'tensor', op, args: [operand], at };
}

/** A product that knows its signs where there are any. */
function multiplied(factors: readonly { by: string; expr: Expr }[], at: Range): Expr {
  const isSigned = factors.some(({ by }, position) => position > 0 && by !== 'juxtaposed');
  const all = factors.map(({ expr }) => expr);
  return isSigned ? { kind: 'multiply', factors: all, signs: factors.map(({ by }) => by), at } : { kind: 'multiply', factors: all, at };
}

/** `g \odot (z > 0)`: a comparison in brackets behind or in front of a sign of a product, which counts as one or zero; without a sign it may be a condition. */
export function testing(factors: ProductSyntax['factors']): ProductSyntax['factors'] {
  const isSigned = (at: number): boolean => 0 < at && factors[at] !== undefined && factors[at]?.by !== 'juxtaposed';
  const isTest = ({ node }: ProductSyntax['factors'][number], at: number): boolean =>
    node.kind === 'group' && node.open === '(' && node.body.kind === 'relation' && isOrder(node.body) && (isSigned(at) || isSigned(at + 1));
  if (!factors.some(isTest)) return factors;
  return factors.map((factor, at) =>
    isTest(factor, at) ? { ...factor, node: { ...(factor.node as GroupSyntax), open: '[', close: ']' } } : factor,
  );
}
