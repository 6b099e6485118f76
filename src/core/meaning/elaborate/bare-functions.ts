import type { Expr } from '../../expr/expr.ts';
import type { CallSyntax, Syntax } from '../../latex/syntax.ts';
import { nodesIn, walkSyntax } from '../../latex/walk.ts';
import { flatMap } from '../../text/lists.ts';
import type { Range } from '../../text/range.ts';
import { isNamed, isNameIn } from '../forms.ts';
import { isEqual } from '../general-term.ts';
import type { Name } from '../names.ts';
import { baseName, familyKey, symbolOf } from '../symbols.ts';
import type { Context } from './context.ts';

/** Letters that are an activation where they are applied to something. */
export const activations = new Set(['\\sigma', '\\phi', '\\varphi', '\\psi']);

/** Letters that are a function where the notes do not say otherwise. */
export const functionLetters = new Set(['f', 'g', 'h', '\\phi', '\\varphi', '\\psi', '\\sigma', '\\ell']);

/** Whether a name is that of a function of the notes of one variable, which stands here as a whole. */
export function isWithoutArgument(context: Context, { base, label, slots }: Pick<Name, 'base' | 'label' | 'slots'>): boolean {
  const { functionHeads, parameters, applied } = context.lexicon.vocabulary;
  if (slots.length > 0 || label !== '') return false;
  return functionHeads.has(base) ? parameters.get(base)?.length === 1 : activations.has(base) && applied.has(base);
}

/**
 * What the functions of a chain are taken at that says of one of them what its derivative is, and of none where it is taken: `\tanh' = 1 - \tanh^2`,
 * or `\sigma' = \sigma (1 - \sigma)` where `a` of `\sigma(a) = \dots` is a name of the notes beside.
 */
export function argumentAnywhere(context: Context): Expr | undefined {
  context.argument ??= findAnywhere(context);
  return context.argument === 'none' ? undefined : context.argument;
}

/** What `argumentAnywhere` says, looked for in the whole chain. */
function findAnywhere(context: Context): Expr | 'none' {
  const [head] = context.chain;
  const { parameters, variables, alone, bases } = context.lexicon.vocabulary;
  if (head === undefined || !((head.kind === 'function' || head.kind === 'scripts') && head.primes > 0)) return 'none';
  const nodes = flatMap(context.chain, (member) => walkSyntax(member));
  // `\sigma(1 - \sigma)` is a product.
  const isProduct = ({ head: of, argument }: CallSyntax): boolean => {
    const symbol = symbolOf(of);
    return symbol !== undefined && isNameIn(argument.body, baseName(symbol));
  };
  const isTaken = (node: Syntax): boolean =>
    node.kind === 'call' ? !isProduct(node) : node.kind === 'function' && node.operands.length > 0;
  if (nodes.some(isTaken)) return 'none';
  if (head.kind === 'scripts') {
    const base = head.base.kind === 'symbol' && !head.sub && !head.sup ? baseName(head.base) : '';
    if (!isWithoutArgument(context, { base, label: '', slots: [] })) return 'none';
    const [parameter] = parameters.get(base) ?? [];
    if (parameter !== undefined && !variables.has(baseName(parameter))) return 'none';
    const names = nodes.flatMap((node) => (node.kind === 'symbol' ? [baseName(node)] : []));
    // What else stands in the chain tells where the function is taken.
    if (parameter === undefined ? names.some((name) => name !== base) : names.includes(baseName(parameter))) return 'none';
  }
  const letter = ['x', 'z', 'u', 's', 'v', 'q'].find((one) => !alone.has(one) && !bases.has(one));
  return letter === undefined ? 'none' : { kind: 'ref', family: familyKey(letter, '', 0), slots: [] };
}

/** Whether a letter is that of a function to which the notes give no meaning. */
export function isOpenFunction(context: Context, base: string): boolean {
  const { functions, functionHeads, bases, values } = context.lexicon.vocabulary;
  if (functionHeads.has(base) || bases.has(base) || context.lexicon.defined.has(base)) return false;
  return functions.has(base) || (functionLetters.has(base) && !values.has(base));
}

/** `\sigma(1 - \sigma)`: the name of a function without its argument, in a chain that has it with one. */
export function atOneArgument(context: Context, base: string, at: Range): Expr | undefined {
  const { applied } = context.lexicon.vocabulary;
  if (!isOpenFunction(context, base)) return undefined;
  const here = flatMap(context.chain, (member) =>
    flatMap(nodesIn(member), (node): Syntax[] => {
      if (node.kind === 'partial' && node.of && isNamed(node.of, base)) return node.wrt.slice(0, 1);
      if (node.kind !== 'call' || !isNamed(node.head, base) || isNameIn(node.argument.body, base)) return [];
      return node.argument.open === '(' ? [node.argument.body] : [];
    }),
  );
  const all = applied.get(base)?.filter((arg) => !isNameIn(arg, base)) ?? [];
  const arg = here.length > 0 && all.length === 1 ? all[0] : here.find((one) => here.every((other) => isEqual(one, other)));
  if (arg === undefined || arg.kind === 'list') return undefined;
  return { kind: 'call', fn: familyKey(base, '', 0), args: [context.expr(arg)], order: 0, slots: [], at };
}

/** Whether a letter is defined as it stands, or as a power. */
export function isPlainHead(context: Context, base: string): boolean {
  return [familyKey(base, '', 0), familyKey(base, '2', 0)].some((family) => context.lexicon.heads.has(family));
}
