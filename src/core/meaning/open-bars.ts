import type { GroupSyntax, NablaSyntax, PartialSyntax, ProductSyntax, ScriptsSyntax, SumSyntax, Syntax } from '../latex/syntax.ts';
import { walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { changeWith } from './dependence.ts';
import type { Choice } from './readings.ts';
import { baseName, symbolOf } from './symbols.ts';

/** A bar with a place below it that no bracket opens: of `2xy|_{x=1}` the parser has it behind the last factor alone. */
type OpenBar = ScriptsSyntax & { readonly base: GroupSyntax; readonly sub: Syntax };

/** A formula without the open bar at its end. */
interface Ended {
  readonly bare: Syntax;
  readonly bar: OpenBar;
}

/** What is asked of the reading, and what the formulas of names are made of. */
interface Circumstances {
  readonly choose: (about: string, scope: Choice['scope'], options: readonly string[]) => string;
  readonly madeFrom: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The places below a bar one by one: `x = 2, y = 1`, or `(x, y) = (2, 1)`. */
export function placesIn(where: Syntax): readonly Syntax[] {
  if (where.kind !== 'relation') return where.kind === 'list' ? where.items : [where];
  const [left, right] = [tupleOf(where.left), tupleOf(where.right)];
  if (left === undefined || left.length !== right?.length) return [where];
  return left.map((name, at) => ({ ...where, left: name, right: right[at] as Syntax }));
}

/** `(2, 1)`: what all names of a function are. */
export function tupleOf(node: Syntax): readonly Syntax[] | undefined {
  return node.kind === 'group' && node.open === '(' && node.body.kind === 'list' ? node.body.items : undefined;
}

/** `\frac{d}{dx} \sin x\big|_{x=0}`: a derivative of what has a bar behind it is meant as the derivative there. */
export function derivativeBelowBar(node: PartialSyntax | NablaSyntax): Syntax | undefined {
  if (node.of === undefined || (node.kind === 'partial' && (!node.operator || node.along))) return undefined;
  const ended = endedBy(node.of);
  return ended && below(ended.bar, { ...node, of: ended.bare });
}

/** `2xy|_{x=1}`: a bar behind the last factor that may be meant behind all, where another one changes with what is below it. */
export function productBelowBar(node: ProductSyntax, circumstances: Circumstances): Syntax | undefined {
  const { factors } = node;
  const last = factors.at(-1);
  const ended = last && endedBy(last.node);
  const before = factors.slice(0, -1).map((factor) => factor.node);
  if (ended === undefined || !reaches('factor', ended, before, circumstances)) return undefined;
  return below(ended.bar, { ...node, factors: [...factors.slice(0, -1), { ...last, node: ended.bare } as (typeof factors)[number]] });
}

/** `x^2 + \cos y|_{x=1, y=0}`: a bar behind the last term that may be meant behind all. */
export function sumBelowBar(node: SumSyntax, circumstances: Circumstances): Syntax | undefined {
  const { terms } = node;
  const last = terms.at(-1);
  const ended = last && endedBy(last.node);
  const before = terms.slice(0, -1).map((term) => term.node);
  if (ended === undefined || !reaches('term', ended, before, circumstances)) return undefined;
  return below(ended.bar, { ...node, terms: [...terms.slice(0, -1), { ...last, node: ended.bare } as (typeof terms)[number]] });
}

/** Whether a bar is read as standing behind all parts of a formula: behind a derivative it is rather that of the derivative. */
function reaches(part: 'factor' | 'term', { bare, bar }: Ended, before: readonly Syntax[], { choose, madeFrom }: Circumstances): boolean {
  const names = flatMap(placesIn(bar.sub), (place) => (place.kind === 'relation' && place.relation === '=' ? [place.left] : []));
  const changes = before.some((one) => names.some((name) => changesWith(one, name, madeFrom)));
  if (!changes || before.some((one) => walkSyntax(one).some((node) => openBar(node) !== undefined))) return false;
  const isOfDerivative = walkSyntax(bare).some((node) => node.kind === 'partial' || node.kind === 'nabla' || isPrimed(node));
  const [about, options] = isOfDerivative ? ['derivatives', [part, 'all']] : ['formulas', ['all', part]];
  return choose(`reach of bars behind ${about} over each ${part}`, 'statement', options as string[]) === 'all';
}

function changesWith(formula: Syntax, name: Syntax, madeFrom: Circumstances['madeFrom']): boolean {
  const base = symbolOf(name);
  const isIn = base && walkSyntax(formula).some((node) => node.kind === 'symbol' && baseName(node) === baseName(base));
  return isIn === true || changeWith([formula], name, madeFrom);
}

function isPrimed(node: Syntax): boolean {
  return (node.kind === 'scripts' || node.kind === 'function') && node.primes > 0;
}

/** The bar behind the last part of a formula, however deep that stands without a bracket, and the formula without it. */
function endedBy(node: Syntax): Ended | undefined {
  const own = openBar(node);
  if (own) return { bare: own.base.body, bar: own };
  const within = (last: Syntax | undefined, put: (bare: Syntax) => Syntax): Ended | undefined => {
    const ended = last && endedBy(last);
    return ended && { bare: put(ended.bare), bar: ended.bar };
  };
  switch (node.kind) {
    case 'product': {
      const { factors } = node;
      const last = factors[factors.length - 1];
      return within(last?.node, (bare) => ({
        ...node,
        factors: [...factors.slice(0, -1), { ...last, node: bare } as (typeof factors)[number]],
      }));
    }
    case 'function':
      return node.bracketed
        ? undefined
        : within(node.operands.at(-1), (bare) => ({ ...node, operands: [...node.operands.slice(0, -1), bare] }));
    case 'big-operator':
      return within(node.body, (body) => ({ ...node, body }));
    case 'partial':
      return node.operator ? within(node.of, (of) => ({ ...node, of })) : undefined;
    case 'nabla':
      return within(node.of, (of) => ({ ...node, of }));
    default:
      return undefined;
  }
}

/** The node as an open bar, which begins where what it stands behind begins: `\left. f \right|` does not. */
function openBar(node: Syntax): OpenBar | undefined {
  if (node.kind !== 'scripts' || node.sub === undefined || node.sup !== undefined || node.primes > 0 || node.base.kind !== 'group')
    return undefined;
  const { open, close, body, range } = node.base;
  return open === '' && close === '|' && range.start === body.range.start ? (node as OpenBar) : undefined;
}

/** A formula with a bar behind all of it. */
function below(bar: OpenBar, body: Syntax): Syntax {
  const { start } = body.range;
  const { base } = bar;
  return { ...bar, base: { ...base, body, range: { ...base.range, start } }, range: { ...bar.range, start } };
}
