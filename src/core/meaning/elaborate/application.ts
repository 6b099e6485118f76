import type { CallSyntax, ScriptsSyntax, SymbolSyntax } from '../../latex/syntax.ts';
import { customaryFunction } from '../customary.ts';
import { isNameIn } from '../forms.ts';
import { readName } from '../names.ts';
import { headName } from '../only-applied.ts';
import { baseName } from '../symbols.ts';
import { activations, functionLetters, isPlainHead } from './bare-functions.ts';
import type { Context } from './context.ts';

/** Whether `f(x)` applies `f`: the document's use of the name decides, then custom; a choice where both are possible. */
export function isApplied(context: Context, head: SymbolSyntax | ScriptsSyntax, symbol: SymbolSyntax, node: CallSyntax): boolean {
  const base = baseName(symbol);
  const { functions, variables, onlyApplied } = context.lexicon.vocabulary;
  if (head.kind === 'scripts' && head.primes > 0) return true;
  if (node.argument.open !== '(') return false;
  // A list in the bracket is of arguments: nothing is multiplied by it.
  if (node.argument.body.kind === 'list' && !variables.has(base)) return true;
  if (isNameIn(node.argument.body, base)) return false;
  if (node.argument.body.kind === 'symbol' && context.lexicon.vocabulary.outcomes.has(baseName(node.argument.body))) return true;
  if (functions.has(base) || context.lexicon.said.has(base))
    return !variables.has(base) || context.choose(`apply:${base}`, 'document', ['call', 'product']) === 'call';
  const isOnlyApplied = onlyApplied.has(headName(head) ?? '');
  if (head.kind === 'scripts' && isOnlyApplied) return true;
  // `\sigma_t` may be a name beside the function `\sigma`.
  if (variables.has(base)) return activations.has(base) && head.kind === 'symbol' && !isPlainHead(context, base);
  if (functionLetters.has(base)) return true;
  if (symbol.letter.length > 1 && symbol.face === 'upright') return true;
  return isOnlyApplied || isCustomary(context, head);
}

/** Whether a name by custom is a function of the table, and the notes say nothing else. */
function isCustomary(context: Context, head: SymbolSyntax | ScriptsSyntax): boolean {
  const name = readName(head, context.lexicon.vocabulary);
  return name !== undefined && customaryFunction(name, context.lexicon.vocabulary) !== undefined;
}
