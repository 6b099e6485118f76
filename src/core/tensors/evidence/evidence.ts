import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { walk } from '../../expr/expr.ts';
import type { Syntax } from '../../latex/syntax.ts';
import { nodesOf } from '../../latex/walk.ts';
import type { ReadNote } from '../../meaning/chains.ts';
import { withoutSup } from '../../meaning/forms.ts';
import { joinLabel, readName } from '../../meaning/names.ts';
import { isTranspose } from '../../meaning/scripts.ts';
import { isConeOfMatrices, isMatrixName, isUsedAsMatrix, sizeOfSymmetric } from '../../meaning/sets.ts';
import { familyKey, isOwn, partsOfKey } from '../../meaning/symbols.ts';
import { alike, defines, symbolOf, type Vocabulary } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { entriesIn, isEach } from '../entrywise.ts';
import type { Kind } from '../typing.ts';
import { hasVectorWithEntries } from '../wholes.ts';
import { type Doubts, firstDoubts, kinds, never, ofSpace } from './doubts.ts';
import {
  hasMatrixWithEntries,
  hasSlopeByCapital,
  isGradient,
  isOfCapitals,
  isOfNumbered,
  isTransposed,
  isWrittenOut,
  lastNames,
  leadingCapitals,
  lossName,
  plainNames,
  scoresIn,
  uninverted,
  unsaidIn,
} from './formulas.ts';
import { kindOfSizes, type Mapping, mappingIn, type Stated, sizesOfSpace } from './spaces.ts';
import { saidOfNames } from './words.ts';

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
    for (const { name, sizes, kind } of saidOfNames(this.note)) {
      if (sizes) this.stated(name, sizes);
      else if (kind) this.said(name, kind);
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
