import type { FamilyKey } from '../../expr/expr.ts';
import type { Statement, Syntax } from '../../latex/syntax.ts';
import type { Kind } from '../typing.ts';

/** Names of functions, and between which spaces they go. */
export interface Mapping {
  readonly names: readonly Syntax[];
  readonly from: readonly Kind[];
  readonly to: Kind;
}

const arrows: ReadonlySet<string> = new Set(['\\to', '\\mapsto']);

/** `f: \mathbb R^n \times \mathbb R^m \to \mathbb R` */
export function mappingIn([first, second, ...more]: Statement['members']): Mapping | undefined {
  const { node } = first ?? {};
  if (node?.kind !== 'list' || node.separators.at(-1) !== ':' || !arrows.has(second?.relation?.sign ?? '') || more.length > 0)
    return undefined;
  const domain = node.items.at(-1) as Syntax;
  const spaces = domain.kind === 'product' ? domain.factors.map((factor) => factor.node) : [domain];
  const [to, ...from] = [second?.node as Syntax, ...spaces].map(sizesOfSpace);
  if (to === undefined || from.some((sizes) => sizes === undefined)) return undefined;
  return {
    names: node.items.slice(0, -1),
    from: (from as Stated['sizes'][]).map((sizes) => kindOfSizes([sizes])),
    to: kindOfSizes([to]),
  };
}

/** What is stated of the sizes of a name, of one number for a column. */
export interface Stated {
  readonly family: FamilyKey;
  readonly sizes: readonly (Syntax | undefined)[];
}

/** The kind of what has one of some sizes. */
export function kindOfSizes(all: readonly Stated['sizes'][]): Kind {
  const isOneRow = all.every((sizes) => sizes.length === 2 && isOne(sizes[0]));
  const isOneColumn = all.every((sizes) => sizes.length === 1 || isOne(sizes[1]));
  if (isOneRow) return isOneColumn ? 'scalar' : 'row';
  return isOneColumn ? 'column' : 'matrix';
}

/** The sizes in `\mathbb R^{h \times d}`. */
export function sizesOfSpace(node: Syntax): readonly Syntax[] | undefined {
  const isPart = node.kind === 'scripts' && node.sup === undefined && isReals(node.base);
  if (isReals(node) || isPart)
    return [
      { kind: 'number', value: 1, decimals: 0, range: node.range },
      { kind: 'number', value: 1, decimals: 0, range: node.range },
    ];
  if (node.kind !== 'scripts' || node.sup === undefined) return undefined;
  const { base } = node;
  if (base.kind === 'symbol' && (base.face === 'bb' || isReals(base))) return sizesOf(node.sup);
  // `\{0, 1\}^{m \times n}` and `[0, 1]^{m \times n}`
  const sizes = base.kind === 'group' && base.body.kind === 'list' ? sizesOf(node.sup) : undefined;
  return sizes?.length === 2 ? sizes : undefined;
}

/** `\mathbb R`, also by the names that people have for it. */
function isReals(node: Syntax): boolean {
  return node.kind === 'symbol' && (node.face === 'bb' ? node.letter === 'R' : /^\\(?:R|RR|Reals|reals)$/.test(node.letter));
}

export function sizesOf(node: Syntax | undefined): readonly Syntax[] | undefined {
  if (node === undefined) return undefined;
  const inner = node.kind === 'group' && node.open === '(' ? node.body : node;
  if (inner.kind !== 'product') return [inner];
  return inner.factors.length === 2 && inner.factors[1]?.by === '\\times' ? inner.factors.map(({ node: factor }) => factor) : undefined;
}

function isOne(node: Syntax | undefined): boolean {
  return node?.kind === 'number' && node.value === 1;
}
