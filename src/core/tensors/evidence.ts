import type { Expr, FamilyKey } from '../expr/expr.ts';
import { hasInside, walk } from '../expr/expr.ts';
import type { Statement, Syntax } from '../latex/syntax.ts';
import { nodesOf } from '../latex/walk.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { withoutSup } from '../meaning/forms.ts';
import { joinLabel, readName } from '../meaning/names.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { isTranspose } from '../meaning/scripts.ts';
import { isConeOfMatrices, isMatrixName, isUsedAsMatrix, sizeOfSymmetric } from '../meaning/sets.ts';
import { familyKey, isOwn, partsOfKey } from '../meaning/symbols.ts';
import { alike, defines, symbolOf, type Vocabulary } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import { entriesIn, isEach } from './entrywise.ts';
import { isMinusOne } from './factors.ts';
import type { Kind } from './typing.ts';
import { hasVectorWithEntries } from './wholes.ts';

/** What speaks against each kind that a name may be; `Infinity` rules it out. */
export type Doubts = Record<Kind, number>;

/** What the notes tell of the shapes of their names, apart from the formulas that have to fit. */
export interface Evidence {
  readonly doubts: ReadonlyMap<FamilyKey, Doubts>;
  /** The names of the sizes of stated shapes, for the rows and columns of a name. */
  readonly sizes: ReadonlyMap<FamilyKey, readonly (Syntax | undefined)[]>;
  /** The names that are set in bold. */
  readonly bold: ReadonlySet<FamilyKey>;
  /** What the arguments of functions are, where the notes say between which spaces they go. */
  readonly mappings: ReadonlyMap<FamilyKey, readonly Kind[]>;
  /** Whether anything tells that there are vectors or matrices at all. */
  readonly isAny: boolean;
  /** The evidence of some of the formulas alone. */
  within(members: readonly (readonly Expr[])[]): ReadonlyMap<FamilyKey, Doubts>;
}

/** Operations that alone do not tell that there are vectors or matrices. */
const idle: ReadonlySet<string> = new Set(['entries', 'entry', 'identity', 'ones', 'along']);
const kinds: readonly Kind[] = ['scalar', 'column', 'row', 'matrix'];
const never = Number.POSITIVE_INFINITY;

/** The names that notes give to losses. */
const lossName = /^(?:[LJECl]|\\ell|cal\([LJEC]\)|[Ll]oss|[Cc]ost|[Ee]rror)$/;

/** Those that are hardly names of anything else, so that what a function of which nothing is said makes of a vector is a number too. */
const clearLossName = /^(?:[LJE]|\\ell|cal\([LJEC]\)|[Ll]oss|[Cc]ost|[Ee]rror)$/;

/** Words behind a name, or in front of it, that say what it is. */
const words: readonly (readonly [RegExp, Kind])[] = [
  [phrase('rowVector'), 'row'],
  [phrase('vector'), 'column'],
  [phrase('matrix'), 'matrix'],
  [phrase('scalar'), 'scalar'],
];

const matrixWords = phrase('matrix');
const shapeWords = phrase('shape');

const lastWords = words.map(([pattern, kind]) => [new RegExp(`${pattern.source}$`, 'u'), kind] as const);

/** Whether a formula is a gradient by several names, entry by entry. */
function isGradient(expr: Expr): boolean {
  if (expr.kind !== 'tensor' || expr.op !== 'entries') return false;
  return expr.args.every(
    (entry) => entry.kind === 'partial' || (entry.kind === 'at' && hasInside(entry, ({ kind }) => kind === 'partial')),
  );
}

/** Everything that the notes tell of the shapes of the names in some formulas. */
export function evidenceOf(note: ReadNote, members: readonly (readonly Expr[])[], vocabulary: Vocabulary): Evidence {
  const gatherer = new Gatherer(note, vocabulary);
  gatherer.gather(members);
  return gatherer;
}

class Gatherer implements Evidence {
  readonly doubts = new Map<FamilyKey, Doubts>();
  readonly sizes = new Map<FamilyKey, readonly (Syntax | undefined)[]>();
  readonly bold = new Set<FamilyKey>();
  readonly mappings = new Map<FamilyKey, readonly Kind[]>();
  isAny = false;
  /** The sizes that the notes state of names, with the names of all layers of one together. */
  private readonly spaces = new Map<FamilyKey, readonly Stated[]>();
  /** Names that are set in bold or said to be vectors or matrices. */
  private readonly told = new Set<FamilyKey>();
  private readonly capitals = new Set<FamilyKey>();
  /** The names that stand for all layers of names. */
  private readonly alikes = new Map<FamilyKey, FamilyKey>();
  private readonly losses = new Set<FamilyKey>();
  /** Names of what derivatives by capital letters are gathered in, whose own letters tell nothing. */
  private readonly gathering = new Set<FamilyKey>();
  /** The names below nablas. */
  private nablas: ReadonlySet<FamilyKey> | undefined;
  /** Losses of which the notes say only by what they are. */
  private readonly unsaid = new Set<FamilyKey>();
  private readonly note: ReadNote;
  private readonly vocabulary: Vocabulary;

  constructor(note: ReadNote, vocabulary: Vocabulary) {
    this.note = note;
    this.vocabulary = vocabulary;
  }

  gather(members: readonly (readonly Expr[])[]): void {
    this.statedShapes();
    this.statedMappings(members);
    this.prose();
    this.settleStated();
    this.samples();
    this.faces();
    const all = flatMap(members.flat(), walk);
    const areSpelled = members.some((chain) => 1 < chain.filter(isWrittenOut).length);
    const scores = scoresIn(members);
    this.isAny =
      areSpelled ||
      scores.length > 0 ||
      this.mappings.size > 0 ||
      hasMatrixWithEntries(all) ||
      hasVectorWithEntries(members, (family) => this.hasEntries(family)) ||
      all.some(
        (node) =>
          (node.kind === 'tensor' && !idle.has(node.op)) ||
          (node.kind === 'multiply' && (node.signs?.includes('\\odot') || node.factors.some(isGradient))) ||
          (node.kind === 'partial' && this.isOfMembers(node.wrt)) ||
          (node.kind === 'ref' && this.told.has(this.alike(node.family))),
      );
    if (!this.isAny) return;
    for (const family of unsaidIn(members)) this.unsaid.add(family);
    this.gatherers(members);
    for (const node of all) this.use(node);
    for (const { weight, input } of scores) {
      this.against(weight, { scalar: 3, column: 3, row: 3 });
      this.against(input, { scalar: 3 });
    }
    for (const chain of members)
      if (chain.some(isEach)) for (const head of chain) if (head.kind === 'ref') this.against(head.family, { scalar: 2 });
    this.entries();
    this.changes(all);
  }

  /** Whether entries of a name without indices stand somewhere, that is neither worked out step by step nor one for each sample. */
  private hasEntries(family: FamilyKey): boolean {
    const { base, label } = partsOfKey(family);
    return !this.isTimed(base) && !this.vocabulary.sampled.has(base) && this.vocabulary.arities.get(base)?.get(label)?.has(1) === true;
  }

  /** A change has the shape of what changes. */
  private changes(all: readonly Expr[]): void {
    const known = new Set<FamilyKey>();
    for (const node of all) {
      const [, wrt, change] = node.kind === 'tensor' && node.op === 'along' ? node.args : [];
      if (wrt?.kind !== 'ref' || change?.kind !== 'ref' || known.has(change.family) || wrt.family === change.family) continue;
      known.add(change.family);
      this.against(change.family, this.of(wrt.family));
      const sizes = this.sizes.get(wrt.family);
      if (sizes && !this.sizes.has(change.family)) this.sizes.set(change.family, sizes);
    }
  }

  /** `\nabla_h` beside `h_a`: whether a name without indices that gradients are taken by is that of members with one, or `\theta` of policies is. */
  private isOfMembers(wrt: Expr): boolean {
    if (wrt.kind !== 'ref' || wrt.slots.length > 0) return false;
    const { base, label } = partsOfKey(wrt.family);
    const isTaken = base === '\\theta' || this.vocabulary.gradientsBy.has(base);
    return isTaken && this.vocabulary.arities.get(base)?.get(label)?.has(1) === true;
  }

  within(members: readonly (readonly Expr[])[]): ReadonlyMap<FamilyKey, Doubts> {
    const local = new Gatherer(this.note, this.vocabulary);
    for (const family of unsaidIn(members)) local.unsaid.add(family);
    local.gatherers(members);
    for (const node of flatMap(members.flat(), walk)) local.use(node);
    // It may be differentiated elsewhere.
    for (const family of local.unsaid) if (this.losses.has(family)) local.loss(family);
    local.entries();
    return local.doubts;
  }

  private gatherers(members: readonly (readonly Expr[])[]): void {
    for (const [head, ...others] of members)
      if (head?.kind === 'ref' && others.some(hasSlopeByCapital)) this.gathering.add(this.alike(head.family));
  }

  /** What the use of a name in a formula tells. */
  private use(node: Expr): void {
    const [only] = node.kind === 'tensor' ? node.args : [];
    if (node.kind === 'ref' || node.kind === 'call') this.of(node.kind === 'ref' ? node.family : node.fn);
    if (node.kind === 'tensor' && only && (node.op.endsWith('norm') || (node.op === 'transpose' && only.kind === 'add')))
      for (const { family } of [...lastNames(only), ...leadingCapitals(only)]) this.against(family, { scalar: 2 });
    if (node.kind === 'tensor' && node.op === 'transpose' && only?.kind === 'add') {
      for (const { family } of only.terms.flatMap(plainNames)) this.against(family, { scalar: 3 });
    } else if (node.kind === 'tensor' && node.op === 'transpose' && only) {
      const name = only.kind === 'ref' ? only.family : only.kind === 'call' ? only.fn : undefined;
      if (name !== undefined) this.against(name, { scalar: 8 });
    } else if (node.kind === 'tensor' && (node.op === 'norm' || node.op === 'two-norm') && only?.kind === 'add') {
      // `\|a - b\|`, beside `\nabla_a` too: of numbers it would be an absolute value, and a derivative.
      for (const { family } of only.terms.flatMap(plainNames)) this.against(family, { scalar: this.isGradientBy(family) ? 2 : 1.25 });
    } else if (node.kind === 'tensor' && only?.kind === 'ref' && node.op !== 'entries' && node.op !== 'along')
      this.against(only.family, { scalar: 3 });
    if (node.kind === 'partial' && node.of.kind === 'ref') this.loss(node.of.family);
    if (node.kind === 'multiply') {
      const areNumbers =
        isOfNumbered(node) && !node.factors.some((factor) => factor.kind === 'ref' && this.isTimed(partsOfKey(factor.family).base));
      for (const factor of node.factors.map(uninverted))
        if (factor.kind === 'ref' && areNumbers) this.against(factor.family, { column: 3, row: 3, matrix: 3 });
        else if (factor.kind === 'ref') this.capital(factor.family);
    }
    if (node.kind === 'multiply')
      for (const [at, factor] of node.factors.entries()) {
        const behind = node.factors[at + 1];
        const next = behind && uninverted(behind);
        // A member is one by itself too, `w^\top x_i`, and then rather a number.
        if (isTransposed(factor) && next?.kind === 'ref' && next.slots.length < 2)
          this.against(next.family, { scalar: next.slots.length === 0 ? 1 : 2 });
      }
    if (node.kind === 'add' && node.terms.some(isOfCapitals))
      for (const term of node.terms)
        if (term.kind === 'ref' && partsOfKey(term.family).base === 'b') this.against(term.family, { scalar: 1.5 });
    if (node.kind === 'multiply' && node.signs?.includes('\\odot'))
      for (const [at, factor] of node.factors.entries())
        if (node.signs[at] === '\\odot' || node.signs[at + 1] === '\\odot')
          for (const { family } of entriesIn(factor)) this.against(family, { scalar: 2 });
  }

  /** Whether a gradient is taken by a name somewhere, by the sign with the name below it. */
  private isGradientBy(family: FamilyKey): boolean {
    this.nablas ??= new Set(
      flatMap(this.note.statements, (statement) =>
        flatMap(nodesOf(statement), (node) => (node.kind === 'nabla' && node.wrt ? (this.familyOf(node.wrt) ?? []) : [])),
      ),
    );
    return this.nablas.has(family);
  }

  /** A name without indices whose entries stand elsewhere with one or two. */
  private entries(): void {
    const own = this.vocabulary.arities;
    for (const family of [...this.doubts.keys()]) {
      const { base, label, arity } = partsOfKey(family);
      if (arity > 0) continue;
      const all = label.includes('#')
        ? new Set(flatMap([...(own.get(base)?.values() ?? [])], (each) => [...each]))
        : own.get(base)?.get(label);
      // Without the number of a sample a name is one of them; that of a step in time is no index of its entries.
      const isOneOf = (this.vocabulary.sampled.has(base) && !this.vocabulary.sampledApart.has(base)) || this.isTimed(base);
      const counts = isOneOf ? new Set([...(all ?? [])].map((count) => count - 1)) : all;
      if (counts === undefined || this.vocabulary.sizes.has(base)) continue;
      if (counts.has(2)) this.against(family, { scalar: 4, column: 4, row: 4 });
    }
  }

  private faces(): void {
    for (const statement of this.note.statements) {
      const nodes = nodesOf(statement);
      // The letter of `\mathbf x_i` alone names all of them, which may be a matrix in another case.
      const inside = new Set(flatMap(nodes, (node) => (node.kind === 'scripts' && node.sub ? [node.base] : [])));
      for (const node of nodes) {
        if (inside.has(node)) continue;
        if (node.kind === 'partial') for (const wrt of node.wrt) this.byTransposed(wrt);
        const symbol = node.kind === 'symbol' || node.kind === 'scripts' ? symbolOf(node) : undefined;
        if (symbol?.face !== 'bold' || symbol.letter === '1' || symbol.letter === '0') continue;
        const family = this.familyOf(node);
        if (family === undefined) continue;
        this.told.add(this.alike(family));
        this.bold.add(this.alike(family));
        if (partsOfKey(family).arity > 1) this.against(family, { matrix: 4 });
        else
          this.against(
            family,
            /^(?:[A-Z]|\\[A-Z][a-z]+)$/.test(symbol.letter) ? { scalar: 4, column: 1, row: 1 } : { scalar: 4, matrix: 3 },
          );
      }
    }
  }

  /** `\partial b\, \partial b^\top`: what rows and columns of second derivatives run over. */
  private byTransposed(wrt: Syntax): void {
    const family = wrt.kind === 'scripts' && isTranspose(wrt.sup) ? this.familyOf(withoutSup(wrt)) : undefined;
    if (family === undefined) return;
    this.told.add(this.alike(family));
    this.against(family, { scalar: 8 });
  }

  /** `W \in \mathbb R^{h \times d}`, and what is equal to that (`Z = W X \in \mathbb R^{h \times m}`). */
  private statedShapes(): void {
    for (const { members } of this.note.statements) {
      let names: readonly Syntax[] = [];
      for (const { node, relation } of members) {
        const sizes = relation?.sign === '\\in' ? sizesOfSpace(node) : undefined;
        const size = relation?.sign === '\\in' ? sizeOfSymmetric(node) : undefined;
        for (const name of names) {
          const isMatrix = size && isMatrixName(name) && (isConeOfMatrices(node) || isUsedAsMatrix(name, this.note.statements));
          if (isMatrix) this.stated(name, [size, size]);
          else if (sizes) this.stated(name, sizes);
        }
        const own = node.kind === 'list' ? node.items : [node];
        names = defines(relation?.sign) ? [...names, ...own] : own;
      }
    }
  }

  /** `f: \mathbb R^n \to \mathbb R`, unless a letter goes between other spaces elsewhere, or has a derivative with a prime or a value at a number, as in an example with `n = 1`. */
  private statedMappings(members: readonly (readonly Expr[])[]): void {
    const ofNumbers = new Set<FamilyKey>();
    for (const node of flatMap(members.flat(), walk))
      if (node.kind === 'call' && (node.order > 0 || node.args.some(({ kind }) => kind === 'number'))) ofNumbers.add(node.fn);
    const all = new Map<FamilyKey, Mapping[]>();
    for (const { members } of this.note.statements) {
      const mapping = mappingIn(members);
      for (const name of mapping?.names ?? []) {
        const family = this.familyOf(name.kind === 'call' ? name.head : name);
        if (mapping && family !== undefined) all.set(family, [...(all.get(family) ?? []), mapping]);
      }
    }
    for (const [family, mappings] of all) {
      const [first, ...others] = mappings as [Mapping, ...Mapping[]];
      const isSame = ({ from, to }: Mapping): boolean => to === first.to && from.join() === first.from.join();
      if (!others.every(isSame) || ofNumbers.has(family)) continue;
      this.doubts.set(this.alike(family), ofSpace(first.to, this.of(family)));
      // A function of one number may be taken of each entry of a vector.
      if (first.from.some((kind) => kind !== 'scalar')) this.mappings.set(family, first.from);
    }
  }

  /** “`W` is an `h \times d` matrix”, “`x` is a vector”. */
  private prose(): void {
    const { loose, sentences } = this.note;
    const after = new Map<number, string>();
    const before = new Map<number, string>();
    for (const { spans, text } of sentences) {
      if (!after.has(spans)) after.set(spans, text);
      before.set(spans, text);
    }
    const nodes = new Map(loose.map(({ node, span }) => [span, node]));
    for (const { node, span } of loose) {
      const said = after.get(span + 1) ?? '';
      const next = shapeOf(span, nodes, after);
      const names = node.kind === 'list' ? node.items : [node];
      const then = (after.get(span + 2) ?? '').slice(0, 24);
      // “`A` is the precision matrix, a symmetric `D \times D` matrix”
      const isAgain = matrixWords.test(said) && matrixWords.test(then) && !others.test(said);
      const sizes = next && said.length < (isAgain ? 60 : 30) ? (sizesInPair(next, said) ?? sizesOf(next)) : undefined;
      const each = next?.kind === 'list' && next.items.length === names.length ? next.items.map(sizesOf) : [];
      const dimension = /^\s*(?:维|[- ]?dim|-мерн)/i.test(then);
      if (sizes && (sizes.length === 2 || dimension) && (sizes.length === 2 || words.slice(0, 2).some(([pattern]) => pattern.test(then))))
        for (const name of names) this.stated(name, sizes);
      else if (each.length > 1 && each.every((shape) => shape?.length === 2))
        for (const [at, name] of names.entries()) this.stated(name, each[at] as readonly Syntax[]);
      else {
        const kind = kindBehind(endOfList(span, after)) ?? kindBefore(before.get(span) ?? '');
        if (kind) for (const name of names) this.said(name, kind);
      }
    }
  }

  private said(name: Syntax, kind: Kind): void {
    const family = this.familyOf(name);
    if (family === undefined) return;
    if (kind !== 'scalar') this.told.add(this.alike(family));
    this.against(family, Object.fromEntries(kinds.map((other) => [other, other === kind ? 0 : 5])));
  }

  /** What has one number for each sample is the row or the column of them, whatever its letter, and a bias has none for each. */
  private samples(): void {
    const said = this.note.numbersOfSamples;
    if (said === undefined) return;
    const { names, along, numbers, units, biases } = said;
    const kindsOf = [
      [names, [along]],
      [numbers, ['scalar']],
      [units, ['matrix']],
      [biases, ['scalar', along === 'row' ? 'column' : 'row']],
    ] as const;
    for (const [group, own] of kindsOf) for (const name of group) this.only(name, own);
  }

  /** Rules out all other kinds for a name that has no layers read as one and no stated shape. */
  private only(name: Syntax, own: readonly Kind[]): void {
    const family = this.familyOf(name);
    if (family === undefined || this.alike(family) !== family || this.spaces.has(family)) return;
    this.against(family, Object.fromEntries(kinds.map((other) => [other, own.includes(other) ? 0 : never])));
  }

  private stated(name: Syntax, sizes: readonly (Syntax | undefined)[]): void {
    const family = this.familyOf(name);
    if (family === undefined) return;
    const all = this.alike(family);
    this.spaces.set(all, [...(this.spaces.get(all) ?? []), { family, sizes }]);
  }

  /** Takes what is stated of the sizes of names: of the layers of one name, the last may have one row where the others have more. */
  private settleStated(): void {
    for (const [all, layers] of this.spaces) {
      const areMany = new Set(layers.map(({ family }) => family)).size > 1;
      for (const group of areMany ? [layers] : layers.map((layer) => [layer])) {
        const own = kindOfSizes(group.map(({ sizes }) => sizes));
        if (own !== 'scalar') this.told.add(all);
        this.against(all, Object.fromEntries(kinds.map((other) => [other, other === own ? 0 : never])));
      }
      for (const { family, sizes } of layers) {
        const [rows, columns] = sizes;
        const own = kindOfSizes([sizes]);
        if (family === all) this.sizes.set(family, own === 'matrix' ? sizes : own === 'row' ? [undefined, columns] : [rows]);
      }
    }
  }

  private familyOf(node: Syntax): FamilyKey | undefined {
    if (node.kind !== 'symbol' && node.kind !== 'scripts') return undefined;
    const name = readName(node, this.vocabulary);
    if (name === undefined || name.power) return undefined;
    if (this.isTimed(name.base) && name.slots.length > 0) return familyKey(name.base, joinLabel(name.label, '#'), name.slots.length - 1);
    return familyKey(name.base, name.label, name.slots.length);
  }

  private isTimed(base: string): boolean {
    return this.vocabulary.unrollings.some(({ place, bases }) => place === 'below' && bases.has(base));
  }

  private alike(own: FamilyKey): FamilyKey {
    let family = this.alikes.get(own);
    if (family === undefined) {
      family = alike(own, this.vocabulary);
      this.alikes.set(own, family);
    }
    return family;
  }

  private of(own: FamilyKey): Doubts {
    const family = this.alike(own);
    let doubts = this.doubts.get(family);
    if (doubts === undefined) {
      doubts = this.isNumber(family) ? { scalar: 0, column: never, row: never, matrix: never } : firstDoubts(this.spelt(family));
      if (this.gathering.has(family)) doubts.matrix = Math.min(doubts.matrix, doubts.column);
      this.doubts.set(family, doubts);
    }
    return doubts;
  }

  /** A capital letter by which notes call matrices, as a factor: hardly a number. */
  private capital(own: FamilyKey): void {
    const family = this.alike(own);
    if (
      this.capitals.has(family) ||
      !/^(?:[ABGHPQSUVWX]|(?:hat|tilde)\([AW]\)|\\(?:Phi|Psi|Sigma|Lambda|Theta|Gamma|Omega))\^.*\|0$/.test(this.spelt(family))
    )
      return;
    this.capitals.add(family);
    // `X \in \mathbb R^{B \times d}` and `\frac{1}{2 B}`
    this.against(family, this.vocabulary.dimensions.has(partsOfKey(family).base) ? { column: 1, row: 1, matrix: 1 } : { scalar: 2 });
  }

  /** What is differentiated by the name of a loss, and has no formula that would tell more, is a number. */
  private loss(family: FamilyKey): void {
    const { base, arity } = partsOfKey(family);
    if (arity > 0 || this.losses.has(family) || !lossName.test(base) || this.told.has(this.alike(family))) return;
    this.losses.add(family);
    if (!this.vocabulary.variables.has(base) || this.unsaid.has(family)) this.against(family, { column: 6, row: 6, matrix: 8 });
  }

  /** Whether a name counts, as a size or the number of a member does, or is the variable of a function of one number. */
  private isNumber(family: FamilyKey): boolean {
    const { base, arity } = partsOfKey(family);
    return arity === 0 && (isOwn(base) || this.vocabulary.sizes.has(base) || this.vocabulary.labels.has(base));
  }

  /** The name by which a whole matrix is called, where its entries have a small letter. */
  private spelt(family: FamilyKey): FamilyKey {
    const { base, label, arity } = partsOfKey(family);
    if (arity > 0) return family;
    for (const [spelling, name] of this.vocabulary.aliases)
      if (name === base && /^[A-Z]$/.test(spelling)) return familyKey(spelling, label, arity);
    return family;
  }

  private against(family: FamilyKey, more: Partial<Doubts>): void {
    const doubts = this.of(family);
    for (const kind of kinds) doubts[kind] += more[kind] ?? 0;
  }
}

/** `f(x_i; W) = W x_i + b`, of which a component `f(x_i; W)_j` stands elsewhere: the names of the matrix and of the vector. */
function scoresIn(members: readonly (readonly Expr[])[]): readonly { readonly weight: FamilyKey; readonly input: FamilyKey }[] {
  const components = new Set(
    flatMap(flatMap(members.flat(), walk), (node) => (node.kind === 'call' && node.slots.length === 1 ? [withoutSlot(node.fn)] : [])),
  );
  if (components.size === 0) return [];
  return flatMap(members, ([head, ...values]) => {
    if (head?.kind !== 'call' || head.slots.length > 0 || !components.has(head.fn)) return [];
    const taken = new Set(flatMap(head.args, (arg) => (arg.kind === 'ref' ? [arg.family] : [])));
    return flatMap(flatMap(values, productsIn), ([first, last, ...others]) => {
      const isProduct = first?.kind === 'ref' && last?.kind === 'ref' && others.length === 0;
      const isOfWeight = isProduct && first.slots.length === 0 && /^[A-Z]\^/.test(first.family) && taken.has(last.family);
      return isOfWeight ? [{ weight: first.family, input: last.family }] : [];
    });
  });
}

/** The name of a function of which a component has another one. */
function withoutSlot(family: FamilyKey): FamilyKey {
  const { base, label, arity } = partsOfKey(family);
  return familyKey(base, label, arity - 1);
}

/** Whether a formula is a sum with a multiple of a derivative by a capital letter in it: `\mu v - \eta\, \partial E/\partial W`. */
function hasSlopeByCapital(expr: Expr): boolean {
  if (expr.kind === 'add') return expr.terms.some(hasSlopeByCapital);
  if (expr.kind === 'multiply') return expr.factors.some(hasSlopeByCapital);
  if (expr.kind === 'negate') return hasSlopeByCapital(expr.of);
  return (
    expr.kind === 'partial' && expr.wrt.kind === 'ref' && expr.wrt.slots.length === 0 && /^[A-Z]$/.test(partsOfKey(expr.wrt.family).base)
  );
}

/** What a factor is the inverse of, `A` for `A^{-1}`; itself where it is none. */
function uninverted(factor: Expr): Expr {
  return factor.kind === 'power' && isMinusOne(factor.exponent) ? factor.base : factor;
}

/** `w^\top` or `(x - m)^\top`, behind which hardly a number stands. */
function isTransposed(factor: Expr): boolean {
  const [of] = factor.kind === 'tensor' && factor.op === 'transpose' ? factor.args : [];
  return of?.kind === 'ref' || of?.kind === 'add';
}

/** `G m_1 m_2`: small letters with numbers side by side are numbers, and so is what stands with them. */
export function isOfNumbered({ factors, signs }: Expr & { kind: 'multiply' }): boolean {
  if (signs !== undefined || !factors.every(({ kind }) => kind === 'ref' || kind === 'number')) return false;
  const numbered = flatMap(factors, (factor) => {
    if (factor.kind !== 'ref') return [];
    const { base, label } = partsOfKey(factor.family);
    const [slot, ...more] = factor.slots;
    const number = slot === undefined ? label : slot.kind === 'value' && more.length === 0 ? `_${slot.value}` : '';
    return /^[a-z]$/.test(base) && /^_\d$/.test(number) ? [`${base}${number}`] : [];
  });
  return 1 < new Set(numbered).size;
}

/** The factors of the products that a formula is the sum of. */
function productsIn(expr: Expr): readonly (readonly Expr[])[] {
  if (expr.kind === 'add') return flatMap(expr.terms, productsIn);
  if (expr.kind === 'negate') return productsIn(expr.of);
  return expr.kind === 'multiply' ? [expr.factors] : [];
}

/** The names that stand last in the products of a formula, alone or in a bracket: a number stands in front of what it is multiplied by. */
function lastNames(expr: Expr): readonly (Expr & { kind: 'ref' })[] {
  const last = flatMap(productsIn(expr), (factors) => factors.slice(-1));
  const terms = flatMap(last, (factor) => (factor.kind === 'add' ? factor.terms : [factor]));
  return flatMap(terms, plainNames).filter(({ slots }) => slots.length < 2);
}

/** The capital letters in front of them. */
function leadingCapitals(expr: Expr): readonly (Expr & { kind: 'ref' })[] {
  const names = flatMap(productsIn(expr), (factors) => flatMap(factors.slice(0, -1), plainNames));
  return names.filter(({ family, slots }) => slots.length === 0 && /^(?:[A-Z]|\\[A-Z][a-z]+)\^/.test(family));
}

/** A term of a sum that is a name, perhaps with a sign. */
function plainNames(term: Expr): readonly (Expr & { kind: 'ref' })[] {
  const name = term.kind === 'negate' ? term.of : term;
  return name.kind === 'ref' ? [name] : [];
}

/** `L = \\ell(h_T)`: names of losses as functions of one thing that have no formula. */
function unsaidIn(members: readonly (readonly Expr[])[]): readonly FamilyKey[] {
  const defined = new Set(flatMap(members, ([head]) => (head?.kind === 'call' ? [head.fn] : [])));
  return flatMap(members, ([head, body]) => {
    if (head?.kind !== 'ref' || body?.kind !== 'call' || body.order > 0 || body.args.length !== 1 || defined.has(body.fn)) return [];
    const [own, other] = [head.family, body.fn].map((family) => partsOfKey(family).base) as [string, string];
    return clearLossName.test(own) || lossName.test(other) ? [head.family] : [];
  });
}

/** Whether a name stands in some formulas with two indices and in others without, as a matrix and its entries do. */
function hasMatrixWithEntries(all: readonly Expr[]): boolean {
  const families = new Set(flatMap(all, (node) => (node.kind === 'ref' ? [node.family] : [])));
  return [...families].some((family) => {
    const { base, label, arity } = partsOfKey(family);
    return arity === 2 && families.has(familyKey(base, label, 0));
  });
}

/** Whether a formula is a vector that is written out, standing or lying. */
function isWrittenOut(expr: Expr): boolean {
  if (expr.kind === 'tensor' && expr.op === 'transpose') return expr.args.some(isWrittenOut);
  return expr.kind === 'array' || (expr.kind === 'tensor' && expr.op === 'entries');
}

/** Words between a name and what it is that make something else of it. */
const others = /\b(?:has|have|with|of|for|by|to|in|from|into|contains?|multipl\w+|times|and|hat|haben|mit|von|aus|avec|de|par|con|por)\b/i;

const joins = /^\s*(?:,|、)?\s*(?:and|und|et|y|e|и|和|与)?\s*(?:the\s+)?$/i;
const longestList = 6;

/** What stands behind a name as its shape: the next formula, or of as many shapes as there are names in a row the one in its place (`W, b | D \times H, 1 \times H`). */
function shapeOf(span: number, nodes: ReadonlyMap<number, Syntax>, after: ReadonlyMap<number, string>): Syntax | undefined {
  const isShape = (at: number): boolean => sizesOf(nodes.get(at))?.length === 2;
  const isName = (at: number): boolean => {
    const node = nodes.get(at);
    return node !== undefined && symbolOf(node) !== undefined;
  };
  const isJoined = (at: number): boolean => joins.test(after.get(at) ?? '');
  let first = span;
  while (span - first < longestList && isName(first - 1) && isJoined(first)) first--;
  let last = span;
  while (last - span < longestList && isName(last + 1) && isJoined(last + 1)) last++;
  if (first === last || !isName(span)) return nodes.get(span + 1);
  let end = last + 1;
  while (end - last < longestList && isShape(end) && isShape(end + 1) && isJoined(end + 1)) end++;
  const count = isShape(last + 1) ? end - last : 0;
  if (count < 2) return nodes.get(span + 1);
  return count === last - first + 1 ? nodes.get(last + 1 + span - first) : undefined;
}

/** The words behind the last of some names in a row: “`x`, `h` and `o` are vectors”. */
function endOfList(span: number, after: ReadonlyMap<number, string>): string {
  for (let at = span + 1; at <= span + longestList; at++) {
    const text = after.get(at) ?? '';
    if (!joins.test(text) || text === '') return text;
  }
  return '';
}

/** “… is a column vector”. */
function kindBehind(text: string): Kind | undefined {
  const start = /^[^.;:。；]{0,40}/.exec(text)?.[0] ?? '';
  for (const [pattern, kind] of words) {
    const found = pattern.exec(start);
    if (found && !others.test(start.slice(0, found.index)) && !/^\s*(?:,|，|$)/.test(start)) return kind;
  }
  return undefined;
}

/** “the matrix …”. */
function kindBefore(text: string): Kind | undefined {
  const end = text.trimEnd().slice(-24);
  return lastWords.find(([pattern]) => pattern.test(end))?.[1];
}

/** What speaks against each kind by the letter of a name alone. */
export function firstDoubts(family: FamilyKey): Doubts {
  const { base, arity } = partsOfKey(family);
  if (arity > 0) return { scalar: 0, column: 1.5, row: never, matrix: never };
  if (/^(?:[A-Z]|\\(?!Delta)[A-Z][a-z]+)$/.test(base) || /^(?:hat|tilde|bar)\([A-Z]\)$/.test(base))
    return { scalar: 0.5, column: 1.5, row: 2.5, matrix: 0.5 };
  return /^[a-z]$|\(|^\\/.test(base)
    ? { scalar: 0, column: 1, row: 3, matrix: base === 'w' ? 2 : 8 }
    : { scalar: 0, column: 3, row: 4, matrix: 3 };
}

/** `X W`: a product of names with capital letters, beside which a `b` is a bias and one for each unit. */
function isOfCapitals(term: Expr): boolean {
  if (term.kind !== 'multiply') return false;
  return term.factors.every(
    (factor) => factor.kind === 'ref' && factor.slots.length === 0 && /^[A-Z]$/.test(partsOfKey(factor.family).base),
  );
}

/** The doubts about a name that is in a space: a vector may stand or lie. */
export function ofSpace(kind: Kind, known: Doubts = { scalar: 0, column: 0, row: 0, matrix: 0 }): Doubts {
  const isLying = (other: Kind): boolean => kind === 'column' && other === 'row';
  return Object.fromEntries(kinds.map((other) => [other, known[other] + (other === kind ? 0 : isLying(other) ? 3 : never)])) as Doubts;
}

/** Names of functions, and between which spaces they go. */
interface Mapping {
  readonly names: readonly Syntax[];
  readonly from: readonly Kind[];
  readonly to: Kind;
}

const arrows: ReadonlySet<string> = new Set(['\\to', '\\mapsto']);

/** `f: \mathbb R^n \times \mathbb R^m \to \mathbb R` */
function mappingIn([first, second, ...more]: Statement['members']): Mapping | undefined {
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
interface Stated {
  readonly family: FamilyKey;
  readonly sizes: readonly (Syntax | undefined)[];
}

/** The kind of what has one of some sizes. */
function kindOfSizes(all: readonly Stated['sizes'][]): Kind {
  const isOneRow = all.every((sizes) => sizes.length === 2 && isOne(sizes[0]));
  const isOneColumn = all.every((sizes) => sizes.length === 1 || isOne(sizes[1]));
  if (isOneRow) return isOneColumn ? 'scalar' : 'row';
  return isOneColumn ? 'column' : 'matrix';
}

/** The sizes in `\mathbb R^{h \times d}`. */
function sizesOfSpace(node: Syntax): readonly Syntax[] | undefined {
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

function sizesOf(node: Syntax | undefined): readonly Syntax[] | undefined {
  if (node === undefined) return undefined;
  const inner = node.kind === 'group' && node.open === '(' ? node.body : node;
  if (inner.kind !== 'product') return [inner];
  return inner.factors.length === 2 && inner.factors[1]?.by === '\\times' ? inner.factors.map(({ node: factor }) => factor) : undefined;
}

/** The sizes in “has shape `(n, m)`”. */
function sizesInPair(node: Syntax, said: string): readonly Syntax[] | undefined {
  const list = node.kind === 'group' && node.open === '(' ? node.body : undefined;
  return list?.kind === 'list' && list.items.length === 2 && shapeWords.test(said) ? list.items : undefined;
}

function isOne(node: Syntax | undefined): boolean {
  return node?.kind === 'number' && node.value === 1;
}
