import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { hasInside, substitute, walk, withTerm } from '../expr/expr.ts';
import type { Syntax } from '../latex/syntax.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { defines } from '../meaning/comparisons.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { baseName, familyKey, partsOfKey } from '../meaning/symbols.ts';
import { alike, type Vocabulary } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import { innerMap } from '../text/maps.ts';
import { message } from '../text/message.ts';
import { evidenceOf } from './evidence/evidence.ts';
import { isOnes } from './operations.ts';
import { definingIn, type Equation, elementwiseIn, namesIn } from './shapes/equations.ts';
import { type Fit, fitOf, fitTo, unequal } from './shapes/fit.ts';
import { type Shapes, shapesOf } from './shapes/shapes.ts';
import { type Space, Spaces } from './spaces.ts';
import type { Layout } from './typer/context.ts';
import { namesOf } from './typer/names-of.ts';
import { Typer, widened } from './typer/typer.ts';
import { costs, type Kind, kindOf, type Typing } from './typing.ts';

/** The size of a slot as the notes state it: a name or a number. */
export interface StatedSize {
  readonly family: FamilyKey;
  readonly position: number;
  readonly name?: FamilyKey;
  readonly value?: number;
}

/** A reading that costs more is only a guess. */
const strain = 1.5;
const layouts: readonly Layout[] = ['mixed', 'denominator', 'numerator'];
/** Words by which a gradient stands as what is differentiated by does. */
const shapedAlike = phrase('shapedAlike');
const numeratorLayout = phrase('numeratorLayout');

/**
 * Turns whole vectors and matrices into index notation: `z = W x` becomes `z_i = \sum_j W_{ij} x_j`, with the shapes of all names found
 * from what the notes state and from what fits. A note without vectors stays as it is.
 */
export function lower(
  note: ReadNote,
  members: readonly (readonly Expr[])[],
  conditions: readonly (readonly (readonly Condition[])[])[],
  vocabulary: Vocabulary,
  nextIndex: (letter: string) => IndexId,
  before?: Lowered,
): Lowered | undefined {
  const part = partsOf(note);
  const equations = note.chains.map(
    (chain): Equation => ({
      // In a listing every name is a number.
      members: note.listings.has(chain.section) ? [] : (members[chain.id] ?? []),
      signs: chain.members.map(({ relation }) => relation?.sign ?? ''),
      part: part(chain.section),
      text: chain.orders[0],
    }),
  );
  if (before && equations.every((equation) => [...namesIn(equation.members)].every((family) => before.shapes.knows(family))))
    return new Lowered(
      members,
      equations,
      elementwiseIn(equations),
      conditions,
      before.shapesFor(equations),
      before.stated,
      nextIndex,
      before,
    );
  const evidence = evidenceOf(note, members, vocabulary);
  if (!evidence.isAny) return undefined;
  const elementwise = elementwiseIn(equations);
  const shapes = shapesOf(equations, elementwise, evidence, (family) => alike(family, vocabulary), vocabulary);
  const possible = saysLayout(note) ? layouts.filter((layout) => layout !== 'numerator') : layouts;
  return new Lowered(members, equations, elementwise, conditions, shapes, evidence.sizes, nextIndex, undefined, possible);
}

/** Whether words say that a gradient has the shape of what is differentiated by. */
export function saysLayout({ sentences }: ReadNote): boolean {
  return sentences.some(({ text }) => shapedAlike.test(text)) && !sentences.some(({ text }) => numeratorLayout.test(text));
}

/** The formulas of a note without vectors: a list of values has no single one. */
export function asScalars(members: readonly (readonly Expr[])[]): readonly (readonly Expr[])[] {
  return members.map((chain) =>
    chain.map((written) => {
      if (!hasInside(written, isOfShape)) return written;
      const member = plainly(written);
      const vectors = new Set(flatMap(walk(member), (node) => (node.kind === 'call' ? node.args : [])));
      const tensor = walk(member).find((node) => isOfShape(node) && !(node.kind === 'array' && vectors.has(node)));
      const id = tensor?.kind === 'tensor' && tensor.op === 'entry' ? 'unread-scripts' : 'unread-list';
      return tensor ? { kind: 'hole', message: message(id), ...(tensor.at ? { at: tensor.at } : {}) } : member;
    }),
  );
}

function isOfShape({ kind }: Expr): boolean {
  return kind === 'tensor' || kind === 'array';
}

/** A formula in which `I` is a name like others, and differentials are along numbers. */
function plainly(expr: Expr): Expr {
  return walk(expr).reduce<Expr>((whole, node) => {
    if (node.kind !== 'tensor') return whole;
    const [of, wrt, change] = node.args as readonly [Expr, Expr, Expr];
    if (node.op === 'identity') return substitute(whole, node, of);
    const slope: Expr = { kind: 'partial', of, wrt };
    return node.op === 'along'
      ? substitute(whole, node, { kind: 'multiply', factors: [slope, change], ...(node.at ? { at: node.at } : {}) })
      : whole;
  }, expr);
}

/**
 * The part of a note that a section belongs to: a listing of code, or the outermost section that has others beside it. Rows of tables belong
 * to what is around them.
 */
function partsOf({ sections, listings, rows }: ReadNote): (section: number) => number {
  const pathOf = (section: number): number[] => {
    const outer = section === -1 ? [] : pathOf(sections[section] ?? -1);
    return section === -1 || rows.has(section) ? outer : [...outer, section];
  };
  const paths = sections.map((_, section) => pathOf(section));
  let depth = 1;
  while (depth < 4 && new Set(paths.map((path) => path[depth])).size <= 2) depth++;
  return (section) => (listings.has(section) ? section : (paths[section]?.slice(0, depth + 1).at(-1) ?? 0));
}

/** The formulas of a note in index notation. */
export class Lowered {
  readonly members: (readonly Expr[])[];
  readonly conditions: readonly (readonly (readonly Condition[])[])[];
  /** Formulas that could be read only otherwise than written, so that a difference may be the reader's. */
  readonly strained = new Set<Expr>();
  /** Formulas of functions that are numbers, or of quotients of vectors, by an inner product which nothing writes, and may go entry by entry. */
  readonly reduced = new Set<Expr>();
  /** Formulas with whole vectors or matrices in them. */
  readonly whole = new Set<Expr>();
  /** Formulas as they are written, with their chains, by what they mean in index notation. */
  readonly sources = new Map<Expr, { readonly chain: number; readonly source: Expr }>();
  /** Written-out vectors of ones in formulas, which may stand for ones of any length. */
  readonly ones = new Map<Expr, Expr>();
  /** Formulas with a matrix of two vectors side by side, neither of which is written transposed. */
  readonly outer = new Set<Expr>();
  /** Formulas whose shape is not that of their equation, so that either is a slip or misread. */
  readonly conflicting = new Set<Expr>();
  /** Families whose shape is not beyond doubt. */
  readonly unclear: ReadonlySet<FamilyKey>;
  /** The names of the sizes of slots, as stated. */
  readonly sizes: readonly StatedSize[];
  readonly shapes: Shapes;
  /** Sizes of names as the notes state them. */
  readonly stated: ReadonlyMap<FamilyKey, readonly (Syntax | undefined)[]>;
  /** The shapes in which formulas define names. */
  private readonly defined = new Map<FamilyKey, Map<FamilyKey, number>>();
  private readonly written: readonly (readonly Expr[])[];
  private readonly spaces = new Spaces();
  private readonly nextIndex: (letter: string) => IndexId;
  private readonly elementwise: ReadonlySet<string>;
  private readonly ends: { kind: Kind; row?: IndexTerm; col?: IndexTerm }[] = [];
  private typer: Typer;
  /** How equations fit that were read in search of the layout. */
  private fits: ReadonlyMap<number, Fit> = new Map();
  private current = 0;
  private isDefining = false;

  constructor(
    members: readonly (readonly Expr[])[],
    equations: readonly Equation[],
    elementwise: ReadonlySet<string>,
    conditions: readonly (readonly (readonly Condition[])[])[],
    shapes: Shapes,
    stated: ReadonlyMap<FamilyKey, readonly (Syntax | undefined)[]>,
    nextIndex: (letter: string) => IndexId,
    before?: Lowered,
    /** The layouts that derivatives may have. */
    private readonly possible: readonly Layout[] = layouts,
  ) {
    this.written = members;
    this.shapes = shapes;
    this.stated = stated;
    this.nextIndex = nextIndex;
    this.elementwise = elementwise;
    this.sizes = flatMap([...stated], ([family, sizes]) => sizesOf(family, shapes.kindOf(family, -1), sizes));
    for (const { family, position, name, value } of this.sizes) this.spaces.state(`${family}#${position}`, String(name ?? value));
    for (const family of namesIn(flatMap(equations, ({ members }) => members))) this.linkMember(family);
    const unclear = new Set<FamilyKey>(before?.unclear);
    for (const [at, { members, signs }] of equations.entries()) {
      const [head] = members;
      if (head?.kind === 'ref' && head.slots.length === 0 && defines(signs[1]))
        innerMap(this.defined, head.family).set(widened(head.family, shapes.kindOf(head.family, at)), at);
      if (this.isKnown(at, before)) continue;
      for (const family of namesIn(members)) if (shapes.isUnclear(family, at)) unclear.add(widened(family, shapes.kindOf(family, at)));
    }
    this.members = [...members];
    this.unclear = unclear;
    const defining = definingIn(equations);
    this.typer = this.typerOf('mixed');
    const take = (at: number, isDefinition: boolean): void => {
      const { members } = equations[at] as Equation;
      if (before && this.isKnown(at, before)) this.copy(at, before);
      else this.lowerOne(at, members);
      if (isDefinition && members.length > 0) for (const member of this.members[at] ?? []) this.link(member);
    };
    this.isDefining = true;
    for (const at of defining) take(at, true);
    this.isDefining = false;
    const rest = equations.map((_, at) => at).filter((at) => !defining.has(at));
    if (before) this.typer = this.typerOf(before.typer.layout);
    else this.chooseLayout(rest.map((at) => [at, equations[at] as Equation] as const));
    for (const at of rest) take(at, false);
    this.fits = new Map();
    this.conditions = conditions;
  }

  /** The shapes, which a chain that is new has from another one in its part of the note. */
  shapesFor(equations: readonly Equation[]): Shapes {
    const { shapes, written } = this;
    if (equations.length <= written.length) return shapes;
    const places = equations.slice(written.length).map((own) => {
      const known = equations.slice(0, written.length).findIndex(({ members, part }) => part === own.part && members[0]?.kind !== 'call');
      return known < 0 ? written.length : known;
    });
    const placeOf = (equation: number): number => places[equation - written.length] ?? equation;
    return {
      ...shapes,
      kindOf: (family, equation) => shapes.kindOf(family, placeOf(equation)),
      isUnclear: (family, equation) => shapes.isUnclear(family, placeOf(equation)),
    };
  }

  /** A member of a chain of matrices with its rows and columns exchanged; undefined where it is none. */
  turned(chain: number, member: Expr): Expr | undefined {
    const { row, col } = this.ends[chain] ?? {};
    if (row?.kind !== 'index' || col?.kind !== 'index') return undefined;
    const apart = this.fresh() as typeof row;
    return withTerm(withTerm(withTerm(member, row.id, apart), col.id, row), apart.id, col);
  }

  /** Reads another formula in the place of a member of a chain; undefined where it does not fit. */
  reread(chain: number, expr: Expr): Expr | undefined {
    this.current = chain;
    const end = this.ends[chain];
    if (end === undefined) return undefined;
    const fit = fitTo(this.typer.readings(expr), end.kind);
    return fit && fit.cost < costs.misfit ? fit.entry(end.row, end.col) : undefined;
  }

  private typerOf(layout: Layout): Typer {
    return new Typer({
      kindOf: (family) => this.shapes.kindOf(family, this.current),
      functionOf: (fn) => this.shapes.functionOf(fn),
      isMapping: (fn) => this.shapes.isMapping(fn),
      isBold: (family) => this.shapes.isBold(family),
      isElementwise: (of, wrt) => this.elementwise.has(`${of} ${wrt}`),
      joined: (a, b) => this.joined(a, b),
      layout,
      bias: costs.bias,
      fresh: () => ({ kind: 'index', id: this.nextIndex(''), shift: 0 }),
    });
  }

  /** What it costs that two slots run along one axis. A definition tells that they do, unless their sizes are stated. */
  private joined(a: Space, b: Space): number {
    if (this.spaces.fit(a, b)) return 0;
    return this.isDefining && this.spaces.mayUnite(a, b) ? costs.united : costs.misfit;
  }

  /** Takes the layout under which the formulas cost least; where two do, the more usual one. */
  private chooseLayout(all: readonly (readonly [number, Equation])[]): void {
    // One of numbers alone costs nothing under any.
    const deriving = all.filter(([at, { members }]) => this.isAnyWhole(at, members) && members.some(derives));
    // What is read for several layers or steps in time is written once.
    const times = new Map<number | undefined, number>();
    for (const [, { text }] of deriving) times.set(text, (times.get(text) ?? 0) + 1);
    let least: number | undefined;
    for (const layout of this.possible) {
      const typer = this.typerOf(layout);
      const fits = new Map<number, Fit>();
      let cost = 0;
      for (const [at, { members, text }] of deriving) {
        this.current = at;
        const fit = fitOf(members.map((member) => typer.readings(member)));
        fits.set(at, fit);
        cost += (fit.cost + this.misfits(fit.fits)) / (times.get(text) ?? 1);
        // The rest only adds to that.
        if (least !== undefined && least <= cost) break;
      }
      if (least === undefined || cost < least) {
        least = cost;
        this.typer = typer;
        this.fits = fits;
      }
      if (cost === 0) break;
    }
  }

  /** What it costs that members of one equation run over other axes than the first. */
  private misfits([first, ...rest]: readonly (Typing | undefined)[]): number {
    const apart = (a: string | undefined, b: string | undefined): number =>
      a === undefined || b === undefined || this.spaces.fit(a, b) ? 0 : costs.misfit;
    return rest.reduce((sum, fit) => sum + apart(first?.row, fit?.row) + apart(first?.col, fit?.col), 0);
  }

  /** Whether an equation is one that was put in index notation before. */
  private isKnown(at: number, before: Lowered | undefined): boolean {
    return before !== undefined && before.written[at] === this.written[at];
  }

  private copy(at: number, before: Lowered): void {
    const members = before.members[at] ?? [];
    this.members[at] = members;
    this.ends[at] = before.ends[at] ?? { kind: 'scalar' };
    for (const member of members) {
      const source = before.sources.get(member);
      const ones = before.ones.get(member);
      if (source) this.sources.set(member, source);
      if (ones) this.ones.set(member, ones);
      if (before.strained.has(member)) this.strained.add(member);
      if (before.reduced.has(member)) this.reduced.add(member);
      if (before.whole.has(member)) this.whole.add(member);
      if (before.outer.has(member)) this.outer.add(member);
      if (before.conflicting.has(member)) this.conflicting.add(member);
    }
  }

  /** `s (r - 1) / r`: whether a formula divides by a whole vector or matrix, so that its products of others may go entry by entry too. */
  private dividesByWhole(member: Expr): boolean {
    const isWhole = (node: Expr): boolean => this.typer.readings(node).every((typing) => kindOf(typing) !== 'scalar');
    const nodes = walk(member);
    return (
      nodes.some((node) => node.kind === 'multiply' && node.factors.filter(isWhole).length > 1) &&
      nodes.some((node) => node.kind === 'divide' && isWhole(node.denominator))
    );
  }

  private lowerOne(at: number, members: readonly Expr[]): void {
    if (!this.isAnyWhole(at, members)) {
      this.ends[at] = { kind: 'scalar' };
      return;
    }
    const { kind, fits } = this.fits.get(at) ?? fitOf(members.map((member) => this.typer.readings(member)));
    const row = kind === 'column' || kind === 'matrix' ? this.fresh() : undefined;
    const col = kind === 'row' || kind === 'matrix' ? this.fresh() : undefined;
    this.ends[at] = { kind, ...(row ? { row } : {}), ...(col ? { col } : {}) };
    this.members[at] = members.map((member, n) => {
      const fit = fits[n];
      if (fit && costs.misfit <= fit.cost && this.isClear(member) && !this.isOfOtherShape(member) && !hasZero(member)) {
        const misfit = hole('shapes-differ', member);
        this.sources.set(misfit, { chain: at, source: member });
        return misfit;
      }
      if (fit === undefined || costs.misfit <= fit.cost) return hole('no-shapes', member);
      const lowered = keepsAll(member, fit) ? member : fit.entry(row, col);
      if ((strain < fit.cost && !this.isClear(member)) || this.isIdle(member)) this.strained.add(lowered);
      const isOfNumber = kind === 'scalar' && members[0]?.kind === 'call';
      if (costs.turned <= fit.cost && (isOfNumber || this.dividesByWhole(member))) this.reduced.add(lowered);
      if (kind === 'matrix' && costs.outer <= fit.cost) this.outer.add(lowered);
      if (unequal <= fit.cost) this.conflicting.add(lowered);
      this.whole.add(lowered);
      this.sources.set(lowered, { chain: at, source: member });
      const ones = walk(member).find(isOnes);
      if (ones) this.ones.set(lowered, ones);
      return lowered;
    });
  }

  /** Whether a number is transposed in a formula, so that it may be a vector or a matrix. */
  private isIdle(expr: Expr): boolean {
    return hasInside(expr, (node) => {
      const [only] = node.kind === 'tensor' && (node.op === 'transpose' || node.op === 'trace') ? node.args : [];
      const names = only && !namesOf(only).isWhole ? [...namesIn([only])] : [];
      return names.length > 0 && names.every((name) => this.shapes.kindOf(name, this.current) === 'scalar');
    });
  }

  /** Whether the shapes of all names in a formula are beyond doubt. */
  private isClear(expr: Expr): boolean {
    return namesOf(expr).families.every((name) => !this.shapes.isUnclear(name, this.current));
  }

  /** Whether a formula names what the notes define in another shape alone, in another part: which of the two is meant may be why it does not fit. */
  private isOfOtherShape(expr: Expr): boolean {
    return namesOf(expr).families.some((name) => {
      const defined = this.defined.get(name);
      return defined !== undefined && !defined.has(widened(name, this.shapes.kindOf(name, this.current)));
    });
  }

  /** Whether an equation has whole vectors or matrices in it, which is then the current one. */
  private isAnyWhole(at: number, members: readonly Expr[]): boolean {
    this.current = at;
    return members.some((member) => this.isWhole(member));
  }

  private isWhole(expr: Expr): boolean {
    const { families, isWhole } = namesOf(expr);
    return isWhole || families.some((name) => this.shapes.kindOf(name, this.current) !== 'scalar' || this.shapes.isMapping(name));
  }

  private fresh(): IndexTerm {
    return { kind: 'index', id: this.nextIndex(''), shift: 0 };
  }

  /** A vector `x_t` among others runs along the axis of the vector `x` that stands for any of them. */
  private linkMember(family: FamilyKey): void {
    const { base, label, arity } = partsOfKey(family);
    const any = familyKey(base, label, arity - 1);
    if (arity === 0 || !this.shapes.knows(any) || this.shapes.kindOf(family, -1) !== 'column' || this.shapes.kindOf(any, -1) !== 'column')
      return;
    this.spaces.unite(`${widened(any, 'column')}#${arity - 1}`, `${widened(family, 'column')}#${arity}`);
  }

  /** Unites the slots that share an index in a definition. */
  private link(expr: Expr): void {
    for (const node of walk(expr)) {
      if (node.kind === 'list' && node.index.kind === 'index') this.spaces.unite(`@${node.index.id}`, `length ${node.items.length}`);
      if (node.kind === 'delta' && node.left.kind === 'index' && node.right.kind === 'index')
        this.spaces.unite(`@${node.left.id}`, `@${node.right.id}`);
      if (node.kind === 'matrix') {
        for (const term of [{ kind: 'index', id: node.columns } as const, ...node.slots])
          if (term.kind === 'index') this.spaces.unite(`@${node.rows}`, `@${term.id}`);
      }
      if (node.kind !== 'ref' && node.kind !== 'call') continue;
      const family = node.kind === 'ref' ? node.family : node.fn;
      for (const [position, term] of node.slots.entries())
        if (term.kind === 'index') this.spaces.unite(`${family}#${position}`, `@${term.id}`);
    }
  }
}

/** `\lambda \cdot 0`: whether a factor is zero, which may be that of any shape. */
function hasZero(member: Expr): boolean {
  return walk(member).some(
    (node) => node.kind === 'multiply' && node.factors.some((factor) => factor.kind === 'number' && factor.value === 0),
  );
}

function hole(id: 'no-shapes' | 'shapes-differ', { at }: Expr): Expr {
  return { kind: 'hole', message: message(id), ...(at ? { at } : {}) };
}

/** Whether a formula is a number as it stands, with nothing in it to be changed. */
function keepsAll(member: Expr, fit: Typing): boolean {
  return kindOf(fit) === 'scalar' && (member.kind === 'hole' || member.kind === 'number');
}

function derives(expr: Expr): boolean {
  return hasInside(expr, (node) => node.kind === 'partial');
}

function sizesOf(family: FamilyKey, kind: Kind, sizes: readonly (Syntax | undefined)[]): Lowered['sizes'] {
  const whole = widened(family, kind);
  const { arity } = partsOfKey(family);
  const given = kind === 'scalar' ? [] : kind === 'matrix' ? [0, 1] : kind === 'row' ? [sizes.length - 1] : [0];
  return flatMap(given, (from, to): StatedSize[] => {
    const size = sizes[from];
    const position = arity + to;
    if (size?.kind === 'number') return [{ family: whole, position, value: size.value }];
    return size?.kind === 'symbol' ? [{ family: whole, position, name: familyKey(baseName(size), '', 0) }] : [];
  });
}
