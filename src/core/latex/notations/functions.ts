import { functionByName, functions as scalarFunctions } from '../../functions/index.ts';
import { cover, type Range } from '../../text/range.ts';
import type { Tape } from '../arrange.ts';
import { extent } from '../extent.ts';
import { type Example, type Prefix, r } from '../notation.ts';
import type { Reader } from '../reader.ts';
import type { Syntax } from '../syntax.ts';
import { bigOperator } from './big-operators.ts';
import { readMarks } from './scripts.ts';

/** Named functions that are not elementwise, by their name and the words that mean them. */
export const otherFunctions: readonly { readonly name: string; readonly words: readonly string[] }[] = [
  { name: 'softmax', words: ['softmax'] },
  { name: 'logsoftmax', words: ['logsoftmax'] },
  { name: 'logsumexp', words: ['logsumexp', 'lse'] },
  { name: 'diag', words: ['diag'] },
  { name: 'trace', words: ['tr', 'trace'] },
  { name: 'det', words: ['det'] },
  { name: 'norm', words: ['norm'] },
  { name: 'argmax', words: ['argmax'] },
  { name: 'argmin', words: ['argmin'] },
  { name: 'sum', words: ['sum'] },
  { name: 'mean', words: ['mean'] },
  { name: 'kl', words: ['kl'] },
  { name: 'vec', words: ['vectorize'] },
  { name: 'rank', words: ['rank'] },
  { name: 'lim', words: ['lim'] },
  { name: 'sup', words: ['sup'] },
  { name: 'inf', words: ['inf'] },
  { name: 'dim', words: ['dim'] },
];

/** Names of functions by the words and commands (without backslash) that mean them, in lower case. */
const functionNames: ReadonlyMap<string, string> = new Map([
  ...otherFunctions.flatMap(({ name, words }) => words.map((word): [string, string] => [word, name])),
  ...scalarFunctions.flatMap(({ name, latex }) =>
    latex.map((trigger): [string, string] => [trigger.replace(/^\\/, '').toLowerCase(), name]),
  ),
]);

/** The key of the function that a word or a command means. */
export function functionNamed(word: string): string | undefined {
  return word.length < 2 ? undefined : functionNames.get((word.charCodeAt(0) === 92 ? word.slice(1) : word).toLowerCase());
}

/** Whether a name is that of a function of one number. */
export function isOfOneNumber(name: string): boolean {
  return functionByName.get(name)?.arity === 1;
}

/** Whether letters in a group that some command sets (`\mathrm{tanh}`) spell a function. */
export function startsFunction({ tokens, partner }: Tape, at: number): boolean {
  if (tokens[at]?.kind !== 'command' || tokens[at + 1]?.kind !== '{') return false;
  const close = partner[at + 1] ?? 0;
  if (close <= at + 2 || at + longestName < close) return false;
  const inside = tokens.slice(at + 2, close);
  return inside.every(({ kind }) => kind === 'letter') && functionNamed(inside.map(({ text }) => text).join('')) !== undefined;
}

const longestName = 16;

const overIndices = new Map<string, 'max' | 'min' | 'argmax' | 'argmin'>([
  ['max', 'max'],
  ['min', 'min'],
  ['argmax', 'argmax'],
  ['argmin', 'argmin'],
]);

/** A function whose name was just read, with its marks and operand; `bare` is what stands where neither is there. */
export function applyFunction(reader: Reader, name: string, trigger: Range, bare?: Syntax): Syntax {
  const marks = readMarks(reader);
  const operator = marks?.sub === undefined ? undefined : overIndices.get(name);
  if (operator !== undefined && (reader.operandAhead() || !reader.inScript)) return bigOperator(reader, operator, trigger, marks);
  const headRange = { start: trigger.start, end: trigger.end };
  const bracketed = operandInBrackets(reader);
  const operands = bracketed ?? (reader.operandAhead() ? [reader.operand(name)] : []);
  if (operands.length === 0 && marks === undefined && bare !== undefined) return bare;
  const range = extent(cover(trigger, reader.behind, marks?.sub?.range ?? trigger, marks?.sup?.range ?? trigger), operands);
  const isBracketed = bracketed !== undefined;
  return marks === undefined
    ? { kind: 'function', name, head: headRange, primes: 0, operands, bracketed: isBracketed, range }
    : { kind: 'function', name, head: headRange, ...marks, operands, bracketed: isBracketed, range };
}

/** What stands in the bracket (or brace) right ahead, one entry for each place of a list. */
function operandInBrackets(reader: Reader): readonly Syntax[] | undefined {
  const t = reader.peek();
  if (t?.kind === '{') {
    const node = reader.argument();
    return entries(node.kind === 'group' && node.open === '(' ? node.body : node);
  }
  if (t?.kind !== 'open' || !/^[([{]$/.test(t.text)) return undefined;
  const group = reader.bracket();
  return group && entries(group.body);
}

function entries(node: Syntax): readonly Syntax[] {
  return node.kind === 'list' ? node.items : [node];
}

/** A command that means a function; it is looked up in the table of functions and has no record of its own. */
export const functionCommand: Prefix = {
  fixity: 'prefix',
  triggers: [],
  endsOperand: true,
  read(reader, trigger) {
    const name = functionNamed(trigger.text) as string;
    const range = { start: trigger.start, end: trigger.end };
    const bare: Syntax | undefined = reader.inScript
      ? { kind: 'symbol', letter: trigger.text.slice(1), face: 'upright', accents: [], range }
      : undefined;
    return applyFunction(reader, name, range, bare);
  },
  examples: [
    [r`\log(y_i)E`, '(product (log (scripts y _ i)) E)'],
    [r`t_n \log y_n + 1`, '(sum + (product (scripts t _ n) (log (scripts y _ n))) + 1)'],
    [r`\log y (1-y)`, '(product (log y) (() (sum + 1 - y)))'],
    [r`\log y(1-y)`, '(product (log y) (() (sum + 1 - y)))'],
    [r`\log f(x)`, '(log (call f (() x)))'],
    [r`\ln \sum_j e^{z_j}`, '(log (big sum (j) - (scripts e ^ (scripts z _ j))))'],
    [r`\sin 2x`, '(sin (product 2 x))'],
    [r`\sin x\,\sigma(x)`, r`(product (sin x) (call \sigma (() x)))`],
    [r`\sin 2 x f'(x)`, "(product (sin (product 2 x)) (call (scripts f ') (() x)))"],
    [r`\tanh x\operatorname{ReLU} y`, '(product (tanh x) (relu y))'],
    [r`\sin x\,\mathrm{tanh} x`, '(product (sin x) (tanh x))'],
    [r`\sin x \cos x`, '(product (sin x) (cos x))'],
    [r`\log p \cdot R`, r`(product (log p) \cdot R)`],
    [r`\log \frac{p}{q}`, '(log (quotient p q))'],
    [r`\log p/q`, '(log (quotient p q))'],
    [r`\tanh^2 x`, '(tanh ^ 2 x)'],
    [r`\exp^2(z_k)`, '(exp ^ 2 (scripts z _ k))'],
    [r`\tanh'(x)`, "(tanh ' x)"],
    [r`\log_2 x`, '(log _ 2 x)'],
    [r`\log{(x)} y`, '(product (log x) y)'],
    [r`\exp\left\{-x\right\}`, '(exp (sum - x))'],
    [r`\log|x|`, '(log (|| x))'],
    [r`\max(0, x)^2`, '(scripts (max 0 x) ^ 2)'],
    [r`\max\{a, b\}`, '(max a b)'],
    [r`\max_j z_j`, '(big max (j) - (scripts z _ j))'],
    [r`x_{\max}`, '(scripts x _ upright:max)'],
    [r`h = \tanh`, '(= h (tanh))'],
    [r`\operatorname{softmax}(z)_i`, '(scripts (softmax z) _ i)'],
    [r`\mathrm{ReLU}(x)`, '(relu x)'],
    [r`\mathrm{ReLU}'(x)`, "(relu ' x)"],
    [r`\text{Softmax}\left(z\right)`, '(softmax z)'],
    [r`\operatorname{diag}(p)`, '(diag p)'],
    [r`\operatorname*{arg\,max}_x f(x)`, '(big argmax (x) - (call f (() x)))'],
    [r`\arg\max_x f`, '(big argmax (x) - f)'],
    [r`\underset{w}{\min} f`, '(big min (w) - f)'],
    [r`exp(x)`, '(exp x)'],
    [r`-ylog(p)`, '(sum - (product y (log p)))'],
  ] satisfies Example[],
};

export const functionPrefixes: readonly Prefix[] = [
  {
    fixity: 'prefix',
    triggers: [r`\arg`],
    endsOperand: true,
    read(reader, trigger) {
      const next = reader.peek();
      const which = next?.text === r`\max` ? 'argmax' : next?.text === r`\min` ? 'argmin' : undefined;
      if (which === undefined)
        return { kind: 'symbol', letter: 'arg', face: 'upright', accents: [], range: { start: trigger.start, end: trigger.end } };
      reader.next();
      return applyFunction(reader, which, cover(trigger, reader.behind));
    },
    examples: [],
  },
];
