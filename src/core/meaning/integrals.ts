import type { BigOperatorSyntax, PartialSyntax, ProductSyntax, SumSyntax, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, partsOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { isEqual } from './general-term.ts';
import { argumentsOf } from './outcomes.ts';
import { baseName, symbolOf } from './symbols.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The name of the weights and of the places by which finite sums stand in for an integral whose value is not worked out. */
export const integralBase = '\\int';

/** The letters that an integral runs over, or undefined where it has none, or one of which the integrand says nothing. */
export function variablesOf({ over, body, lower }: BigOperatorSyntax): readonly SymbolSyntax[] | undefined {
  const letters = over.filter((one): one is SymbolSyntax => one.kind === 'symbol');
  const isRead = 0 < letters.length && letters.length === over.length && (lower !== undefined || isNamedIn(letters, body));
  return isRead ? letters : undefined;
}

function isNamedIn(letters: readonly SymbolSyntax[], body: Syntax): boolean {
  const names = namesIn(body);
  return letters.every((letter) => names.has(baseName(letter)));
}

function namesIn(node: Syntax): ReadonlySet<string> {
  return new Set(flatMap(walkSyntax(node), (part) => (part.kind === 'symbol' ? [baseName(part)] : [])));
}

/** What tells two domains apart, empty where an integral runs over everything; undefined where its end may move. */
export function domainOf({ lower, upper, over }: BigOperatorSyntax, { varied, parameters }: Vocabulary): string | undefined {
  const bounds = flatMap([lower, upper], (bound) => (bound ? [bound] : []));
  const moving = new Set([...varied, ...[...parameters.values()].flat().map(baseName)]);
  if (bounds.some((bound) => [...namesIn(bound)].some((name) => moving.has(name)))) return undefined;
  const spelt = bounds.map(spell);
  const letters = over.map(spell);
  const isSpace = (text: string): boolean =>
    upper === undefined && letters.some((letter) => text === letter || text === letter.toUpperCase());
  return spelt.every((text) => endless.test(text) || isSpace(text)) ? '' : spelt.join(' ');
}

const endless = /^(?:-?\\infty|bb\(R\).*|cal\([A-Z]\)|\\Omega)$/;

function spell(node: Syntax): string {
  if (node.kind === 'symbol') return baseName(node);
  if (node.kind === 'number') return String(node.value);
  if (node.kind === 'sum') return node.terms.map(({ sign, node: term }) => `${sign === '+' ? '' : sign}${spell(term)}`).join('+');
  return partsOf(node).map(spell).join(' ');
}

/**
 * Whether a letter is only handed to functions of which nothing is known, so that their values at finitely many places stand in for them:
 * functions that are constant on pieces are as good as any, and what fails for them fails.
 */
export function isOnlyHanded(letter: SymbolSyntax, body: Syntax, { functionHeads, outcomes }: Vocabulary): boolean {
  if (!outcomes.has(baseName(letter))) return false;
  const visit = (node: Syntax): boolean => {
    if (node.kind === 'symbol') return baseName(node) !== baseName(letter);
    if (node.kind !== 'call') return partsOf(node).every(visit);
    const isOpen = isOpenHead(node.head, functionHeads);
    const handed = argumentsOf(node).filter((item) => isOpen && isEqual(item, letter));
    return visit(node.head) && argumentsOf(node).every((item) => handed.includes(item) || visit(item)) && !node.after?.primes;
  };
  return visit(body);
}

function isOpenHead(head: Syntax, functionHeads: ReadonlySet<string>): boolean {
  const symbol = symbolOf(head);
  return symbol !== undefined && !functionHeads.has(baseName(symbol)) && !(head.kind === 'scripts' && head.primes > 0);
}

/**
 * The derivative of an integral by a name in its bounds: `\frac{d}{dx} \int_a^x f(t)\,dt` is `f(x)`. Undefined where the integrand has the
 * name too, or the bounds are as usual.
 *
 * Source: DLMF 1.5.22, Leibniz's theorem for integrals.
 */
export function byBounds({ of, wrt, range }: PartialSyntax): Syntax | undefined {
  const [by, ...more] = wrt;
  const variable = of?.kind === 'big-operator' && of.operator === 'integral' && of.over.length === 1 ? of.over[0] : undefined;
  if (by?.kind !== 'symbol' || more.length > 0 || of?.kind !== 'big-operator' || variable?.kind !== 'symbol') return undefined;
  const { body, upper, lower } = of;
  const isNamed = (node: Syntax | undefined): node is Syntax => node !== undefined && namesIn(node).has(baseName(by));
  if (isNamed(body) || walkSyntax(body).some(({ kind }) => kind === 'big-operator') || !(isNamed(lower) || isNamed(upper)))
    return undefined;
  const end = (bound: Syntax, sign: '+' | '-'): SumSyntax['terms'][number] => {
    const rate: Syntax = isEqual(bound, by)
      ? { kind: 'number', value: 1, decimals: 0, range }
      : { kind: 'partial', of: bound, wrt: [by], operator: true, head: range, range };
    const factors: ProductSyntax['factors'] = [
      { by: 'juxtaposed', signRange: range, node: put(body, variable, bound) },
      { by: '\\cdot', signRange: range, node: rate },
    ];
    return { sign, signRange: range, node: { kind: 'product', factors, range } };
  };
  return { kind: 'sum', terms: [...(isNamed(upper) ? [end(upper, '+')] : []), ...(isNamed(lower) ? [end(lower, '-')] : [])], range };
}

/** A formula with another in the place of a letter. */
function put(node: Syntax, letter: SymbolSyntax, by: Syntax): Syntax {
  if (node.kind === 'symbol') {
    if (!isEqual(node, letter)) return node;
    return by.kind === 'symbol' ? { ...by, range: node.range } : { kind: 'group', open: '(', close: ')', body: by, range: node.range };
  }
  if (node.kind === 'group' && isEqual(node.body, letter)) return { ...node, body: by };
  return mapParts(node, (part) => put(part, letter, by));
}
