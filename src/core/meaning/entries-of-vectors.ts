import type { FunctionSyntax, ScriptsSyntax, Statement, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { isEqual } from './general-term.ts';
import { baseName, isIndexSymbol, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** Functions of a whole vector that have an entry for each of its own. */
const alongVectors: ReadonlySet<string> = new Set(['softmax', 'logsoftmax']);

/** `\operatorname{softmax}(z_i)` */
type OfEntry = FunctionSyntax & { readonly operands: readonly [ScriptsSyntax & { readonly sub: Syntax }] };

/**
 * A note that spells out `\operatorname{softmax}(z_i) = e^{z_i} / \sum_j e^{z_j}` with the entry of the function of the whole, `\operatorname{softmax}(z)_i`,
 * wherever it applies it to one entry of that vector. Elsewhere `z_t` may be a vector of its own.
 */
export function withEntriesOfVectors(note: ReadNote): ReadNote {
  const spelt = new Set(flatMap(note.statements, speltIn));
  return spelt.size === 0 ? note : withFormulas(note, (formula) => inPlace(formula, spelt));
}

/** The vectors of which a statement spells out the entry. */
function speltIn({ members }: Statement): readonly string[] {
  return flatMap(members, ({ node }) => {
    const applied = ofEntry(node);
    const name = applied && symbolOf(applied.operands[0]);
    return name && members.some((other) => isShareOf(other.node, applied.operands[0])) ? [baseName(name)] : [];
  });
}

function ofEntry(node: Syntax): OfEntry | undefined {
  if (node.kind !== 'function' || !alongVectors.has(node.name) || node.sub || node.sup || node.primes > 0) return undefined;
  const [operand, ...more] = node.operands.map(unwrapped);
  if (operand?.kind !== 'scripts' || more.length > 0 || operand.sub === undefined || !isIndexSymbol(operand.sub)) return undefined;
  return { ...node, operands: [operand as OfEntry['operands'][0]] };
}

function unwrapped(node: Syntax): Syntax {
  return node.kind === 'group' && node.open === '(' ? unwrapped(node.body) : node;
}

/** Whether a formula is a quotient with an entry above and a sum below. */
function isShareOf(node: Syntax, entry: Syntax): boolean {
  if (node.kind !== 'quotient') return false;
  const isSum = (inner: Syntax): boolean => inner.kind === 'big-operator' && inner.operator === 'sum';
  return nodesIn(node.numerator).some((inner) => isEqual(inner, entry)) && nodesIn(node.denominator).some(isSum);
}

function inPlace(node: Syntax, spelt: ReadonlySet<string>): Syntax {
  const applied = ofEntry(node);
  const name = applied && symbolOf(applied.operands[0]);
  if (applied === undefined || name === undefined || !spelt.has(baseName(name))) return mapParts(node, (part) => inPlace(part, spelt));
  const { sub, ...whole } = applied.operands[0];
  const vector: Syntax = whole.sup || whole.primes > 0 ? whole : whole.base;
  return { kind: 'scripts', base: { ...applied, operands: [vector] }, sub, primes: 0, range: node.range };
}
