import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, hasInside, walk, withTerm } from '../expr/expr.ts';
import { print, printName } from '../expr/print.ts';
import { comparisonOf } from '../meaning/comparisons.ts';
import { numbersOf, sizeOfSymmetric } from '../meaning/sets.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { atEachLayer } from '../meaning/vocabulary.ts';
import { once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import {
  among,
  type Equation,
  fixed,
  fixedAt,
  inTurn,
  isProbability,
  normOf,
  oneAtLabel,
  orthonormal,
  orthonormality,
  type Premise,
  sumsToOne,
  symmetric,
  symmetry,
  unitLength,
} from './assumptions.ts';
import { casesIn, comparedIn, markedIn } from './branches.ts';
import { centredBy, saidCentred } from './centred.ts';
import type { Step } from './classify/step.ts';
import { constantOf } from './constants.ts';
import { isOpenIn } from './definition.ts';
import { isGiven } from './given.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { isBeyondCase, isSpecialCase, withCases } from './put-values.ts';
import { type Bare, reshaping, summing, sumTex, unstatedTargets } from './reshapings.ts';
import { saidInWords, saidNotSymmetric } from './said-in-words.ts';
import { formulasBehind } from './sides.ts';
import { signsInText } from './signs-in-text.ts';
import { unsaidLabels } from './unsaid-labels.ts';
import { pointIn } from './values.ts';
import type { Worlds } from './worlds.ts';

/** The names that a formula has derivatives by. */
function variedIn(expr: Expr): readonly FamilyKey[] {
  return flatMap(walk(expr), (node) => {
    const by = node.kind === 'partial' ? [node.wrt] : (node.kind === 'call' || node.kind === 'apply') && node.order > 0 ? node.args : [];
    return flatMap(by, (one) => [...mentioned(one)]);
  });
}

/** How many equations that are given are looked at for one step. */
const mostEquations = 8;

/** What a note takes as given: what it states, in order, and what it may take as given without saying so. */
export class Premises {
  readonly inferred: readonly Premise[];
  /** Families that sum to something else than one, as the notes state. */
  private readonly contradicted: ReadonlySet<FamilyKey>;
  private readonly stated: readonly Premise[];
  private readonly worlds: Worlds;

  constructor(worlds: Worlds) {
    const { meaning } = worlds;
    this.worlds = worlds;
    const explained = this.explainedIn(meaning);
    const written = flatMap(meaning.steps, (step): Premise[] => {
      const premise = premiseIn(step, meaning);
      if (premise?.conditions.some((condition) => comparedIn(condition, this.letters).some((both) => explained.has(placed(step, both)))))
        return [];
      return premise ? [{ ...asPremise(step, meaning), ...premise }] : [];
    });
    const stated = [...withCases(written, meaning), ...saidInWords(meaning), ...saidCentred(meaning), ...signsInText(meaning)];
    this.stated = [...stated.filter(({ shifts }) => shifts), ...stated.filter(({ shifts }) => !shifts)];
    this.contradicted = new Set(flatMap(meaning.steps, ({ lhs, rhs }) => otherSum(lhs, rhs) ?? []));
    this.inferred = unstatedTargets(meaning)
      .filter((family) => !this.contradicted.has(family))
      .map((family) => unstated(family, meaning));
  }

  /** The premises that may bear on a step: those that are in force there and touch what it is about, each kind once. */
  bearingOn(step: Step, expected: Expr, written: Expr): readonly Premise[] {
    const { meaning } = this.worlds;
    const leaves = new Set([...this.worlds.leavesOf(step, expected), ...this.worlds.leavesOf(step, written)]);
    const bodies = [...this.worlds.bodiesBehind(step, expected), ...this.worlds.bodiesBehind(step, written)];
    const around = once(() => ({
      known: new Set([...leaves, ...flatMap([expected, written, ...bodies], (body) => [...mentioned(body)])]),
      letters: new Set([...freeIndices(expected), ...freeIndices(written)].map(this.worlds.letters)),
    }));
    const branches = once(() => ({ cases: casesIn(written, this.letters), marked: markedIn(written, this.letters) }));
    // What is said behind a delta tells what it is (“where `\delta_{kj} = 1` if `k = j`”).
    const isOfBranches = (condition: Condition, isBehind: boolean): boolean =>
      comparedIn(condition, this.letters).some((both) => branches().cases.has(both) || (isBehind && branches().marked.has(both)));
    const found = new Map<string, Premise>();
    const symmetric = [...leaves]
      .filter((family) => mayBeSymmetric(family, meaning) && !saidNotSymmetric(meaning).has(partsOfKey(family).base))
      .map((family) => unstatedSymmetry(family));
    const probabilities = [...leaves]
      .filter((family) => isProbability(family) && !this.contradicted.has(family))
      .map((family) => unstated(family, meaning));
    const small = [...leaves].filter((family) => isGuard(family, [expected, written, ...bodies])).map(unstatedZero);
    const unsaid = [
      ...probabilities,
      ...symmetric,
      ...small,
      ...this.selecting(leaves),
      ...this.sizesFor(step, bodies, leaves),
      ...unsaidLabels(this.unsaidOf(leaves), meaning),
    ];
    for (const premise of [...this.stated, ...this.inferred, ...unsaid]) {
      const { paragraph, reshape, conditions } = premise;
      if (premise.order === step.order || isBeyondCase(premise, step) || isSpecialCase(premise, step, written, meaning)) continue;
      if (paragraph !== undefined && (step.chain.paragraph < paragraph || paragraph + 1 < step.chain.paragraph)) continue;
      if (conditions.length > 0 && !isOpenIn(meaning.note.sections, premise.section, step.chain.section)) continue;
      const touches =
        [...reshape.keys()].some((family) => leaves.has(family)) || conditions.some((condition) => bears(condition, around()));
      if (!touches || conditions.some((condition) => isOfBranches(condition, step.order < premise.order))) continue;
      const kind = conditions.length > 0 ? premise.id : `${[...reshape.keys()].join()}:${premise.tex.replace(/\s|_[a-z]/g, '')}`;
      if (!found.has(kind)) found.set(kind, premise);
    }
    return withoutOverruled(together([...found.values()]), step.order);
  }

  /**
   * The last equations that are in force where a step stands, of nothing but what it is about. A derivative is one at any point: an equation of what is
   * differentiated by may be that of a curve, or one to be solved.
   */
  equationsOn(step: Step, expected: Expr, written: Expr): readonly (Premise & { readonly equation: Equation })[] {
    const equations = this.stated.filter((premise): premise is Premise & { readonly equation: Equation } => premise.equation !== undefined);
    const isOpen = ({ section, order }: Premise): boolean =>
      order < step.order && isOpenIn(this.worlds.meaning.note.sections, section, step.chain.section);
    const varied = flatMap([expected, written], variedIn);
    const isOfPoint = ({ equation: { left, right } }: { readonly equation: Equation }): boolean =>
      [left, right].some((side) => varied.some((family) => mentioned(side).has(family)));
    const open = equations.filter((premise) => isOpen(premise) && !isOfPoint(premise)).slice(-mostEquations);
    if (open.length === 0) return open;
    const known = new Set(flatMap(formulasBehind(this.worlds, step, expected, written), (body) => [...mentioned(body)]));
    return open.filter(({ equation: { left, right } }) =>
      [left, right].every((side) => [...mentioned(side)].every((name) => known.has(name))),
    );
  }

  /** The letter of an index, also of one that a premise has until a step says which is meant. */
  private readonly letters = (id: IndexId): string => (id < 0 ? letterOfCode(-1 - id) : this.worlds.letters(id).slice(-1));

  /** What the notes say Kronecker's delta or an indicator to be one or zero for: a condition beside it belongs to that (`\delta_{kj} = 1` if `k = j`). */
  private explainedIn({ steps }: Meaning): ReadonlySet<string> {
    return new Set(
      flatMap(steps, (step) => {
        const isExplained = constantOf(step.rhs) !== undefined && (step.lhs.kind === 'delta' || step.lhs.kind === 'indicator');
        return isExplained ? [...markedIn(step.lhs, this.letters)].map((both) => placed(step, both)) : [];
      }),
    );
  }

  /** Those of some leaves of whose values the notes say nothing. */
  private unsaidOf(leaves: Iterable<FamilyKey>): readonly FamilyKey[] {
    return [...leaves].filter((family) => !this.stated.some(({ reshape }) => reshape.has(family)));
  }

  /** That a target is one at the class that a label selects: what the notes write as both `y` and `y_k`. */
  private selecting(leaves: ReadonlySet<FamilyKey>): readonly Premise[] {
    const { axes, vocabulary } = this.worlds.meaning;
    const selectors = [...vocabulary.labels].map((letter) => familyKey(letter, '', 0)).filter((family) => leaves.has(family));
    const targets = [...leaves].filter((family) => partsOfKey(family).arity === 1 && isTarget(family));
    return flatMap(selectors, (label) =>
      targets.map((family) => ({
        id: `selected:${family}:${label}`,
        tex: `${printName(family, ['k'])} = \\mathbb{1}[k = ${printName(label, [])}]`,
        reshape: new Map([
          [label, inTurn],
          [family, oneAtLabel(axes.ofSlot(family, 0).start)],
        ]),
        conditions: [],
        section: 0,
        order: -1,
      })),
    );
  }

  /** The premise that a family sums to one, which no note states. */
  summing(family: FamilyKey): Premise {
    return unstated(family, this.worlds.meaning);
  }

  /** The last number that the section of a step puts for a name in front of it. */
  lastNumberOf(family: FamilyKey, { order, chain: { section } }: Step): Premise | undefined {
    const { meaning } = this.worlds;
    const isOf = (step: Step): boolean => step.position === 1 && step.lhs.kind === 'ref' && step.lhs.family === family;
    const last = meaning.steps.filter((step) => isOf(step) && step.order < order && step.chain.section === section).at(-1);
    const value = last && constantOf(last.rhs);
    return last && value !== undefined ? { ...asPremise(last, meaning), ...reshaping(family, fixed(value)), puts: family } : undefined;
  }

  /** `K` as the number of values of an index that a sum around or behind runs over, where the notes use such a letter and do not say what it is. */
  private sizesFor(step: Step, bodies: readonly Expr[], leaves: Iterable<FamilyKey>): readonly Premise[] {
    const { axes, members } = this.worlds.meaning;
    const names = [...leaves].filter((family) => /^(?:[A-Z]|[mn])\^\|0$/.test(family) && axes.valueOfSize(family) === undefined);
    if (names.length === 0) return [];
    const haveOnes = hasOnes(this.worlds.meaning);
    const counts = new Map<number, IndexId>();
    for (const expr of [...(members[step.chain.id] ?? []), ...bodies])
      for (const node of walk(expr))
        if (node.kind === 'reduce' && (haveOnes || this.worlds.letters(node.index) !== ''))
          counts.set(axes.ofIndex(node.index).size, node.index);
    return flatMap(names, (family) =>
      [...counts].map(([size, id]) => ({
        id: `size:${family}:${size}`,
        tex: `${this.countOf(id)} = ${partsOfKey(family).base}`,
        reshape: new Map([[family, fixed(size)]]),
        conditions: [],
        section: 0,
        order: -1,
      })),
    );
  }

  /** How many values an index has, as notes write it. */
  private countOf(id: IndexId): string {
    const letter = this.worlds.letters(id);
    return letter === '' ? '\\mathbf 1^\\top \\mathbf 1' : `\\sum_${letter} 1`;
  }
}

/** Whether the notes have a vector of ones: else no sum counts what products of matrices run over. */
function hasOnes({ elaborated }: Meaning): boolean {
  return elaborated.some(({ members }) =>
    members.some((member) => hasInside(member, (node) => node.kind === 'tensor' && node.op === 'ones')),
  );
}

/** Whether a name is one by which targets are called. */
function isTarget(family: FamilyKey): boolean {
  return /^(?:y|t|d|bar\(y\)|tilde\(y\))\^/.test(family);
}

/** `\sum_k n_k = N`: the family that is said to sum to something else than one. */
function otherSum(lhs: Expr, rhs: Expr): FamilyKey | undefined {
  if (lhs.kind !== 'reduce' || lhs.op !== 'sum' || lhs.body.kind !== 'ref') return undefined;
  return constantOf(rhs) === 1 || walk(rhs).some(({ kind }) => kind === 'reduce') ? undefined : lhs.body.family;
}

/** Premises without the conditions that a later one in front of the step overrules, since it says something else of the same names. */
function withoutOverruled(premises: readonly Premise[], order: number): readonly Premise[] {
  const about = ({ conditions }: Premise): string =>
    flatMap(conditions, (condition) => {
      if (condition.kind === 'relation') return [...mentioned(condition.left), ...mentioned(condition.right)];
      if (condition.kind === 'unread') return [];
      return flatMap([condition.left, condition.right], (term) =>
        term.kind === 'index' ? [`@${term.id}`] : term.kind === 'by' ? ['by'] : [],
      );
    })
      .sort()
      .join();
  return premises.filter((premise) => {
    const names = about(premise);
    if (names === '') return true;
    return !premises.some((other) => other !== premise && about(other) === names && premise.order < other.order && other.order < order);
  });
}

/** Premises of which each that is stated in one place is one: what is read once for each layer or step in time is said of all of them. */
function together(premises: readonly Premise[]): readonly Premise[] {
  const found = new Map<string, Premise>();
  for (const premise of premises) {
    const { id, stated, reshape, conditions, sums } = premise;
    const place = stated && conditions.length === 0 && sums ? `${stated.span}:${stated.at}` : id;
    const known = found.get(place);
    if (known?.sums && sums)
      found.set(place, { ...known, reshape: new Map([...known.reshape, ...reshape]), sums: [...known.sums, ...sums] });
    else found.set(place, premise);
  }
  return [...found.values()];
}

function unstated(family: FamilyKey, meaning: Meaning): Premise {
  const { general } = atEachLayer(family, meaning.vocabulary);
  return { ...summing(family, meaning), id: `sum:${general}`, tex: sumTex(general), section: 0, order: -1 };
}

/** Letters of matrices that notes take to be symmetric without saying so: those of quadratic forms, covariances and Hessians, and of identities with something changed. */
const symmetricLetters = /^(?:[A-IK-TYZ]|\\Sigma|\\Lambda|\\Omega)$/;

/** Whether a whole matrix that nothing defines has as many rows as columns and may be symmetric. */
function mayBeSymmetric(family: FamilyKey, { axes, lowered, members }: Meaning): boolean {
  const { base, arity } = partsOfKey(family);
  const isSquare = arity === 2 && axes.ofSlot(family, 0) === axes.ofSlot(family, 1);
  return lowered !== undefined && isSquare && symmetricLetters.test(base) && isInQuadraticForm(family, members);
}

/** Whether the notes have `x^\top A x` somewhere, whose gradient is where a matrix is tacitly taken to be symmetric. */
function isInQuadraticForm(family: FamilyKey, members: Meaning['members']): boolean {
  return members.some((chain) => chain.some((member) => mentioned(member).has(family) && hasQuadraticForm(family, member)));
}

function hasQuadraticForm(family: FamilyKey, member: Expr): boolean {
  return walk(member).some((node) => {
    if (node.kind !== 'reduce' && node.kind !== 'multiply') return false;
    const factors = factorsOf(node);
    const matrix = factors.find((factor) => isMatrixOf(family, factor));
    const [row, column] = matrix?.kind === 'ref' || matrix?.kind === 'matrix' ? matrix.slots : [];
    const along = (term: IndexTerm | undefined): readonly string[] =>
      flatMap(factors, (factor) =>
        factor !== matrix && term?.kind === 'index' && freeIndices(factor).has(term.id)
          ? [print(factor, (id) => (id === term.id ? '*' : ''))]
          : [],
      );
    const columns = matrix && along(column);
    return columns !== undefined && along(row).some((one) => columns.includes(one));
  });
}

/** Whether a factor is an entry of a matrix or of its inverse. */
function isMatrixOf(family: FamilyKey, factor: Expr): boolean {
  if (factor.kind === 'matrix') return factor.op === 'inverse' && isMatrixOf(family, factor.body);
  return factor.kind === 'ref' && factor.family === family;
}

/** The factors of a product, those within sums over its indices too. */
function factorsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'multiply') return flatMap(expr.factors, factorsOf);
  return expr.kind === 'reduce' && expr.op === 'sum' ? factorsOf(expr.body) : [expr];
}

function unstatedSymmetry(family: FamilyKey): Premise {
  const tex = printName(family, []);
  return { ...reshaping(family, symmetric), id: `symmetric:${family}`, tex: `${tex}^\\top = ${tex}`, section: 0, order: -1 };
}

/** Letters of what notes add to a denominator only so that it is not zero. */
const smallLetters: ReadonlySet<string> = new Set(['\\epsilon', '\\varepsilon']);

/** Whether a name is only ever added to what is divided by, or to what a root or a logarithm is taken of. */
function isGuard(family: FamilyKey, formulas: readonly Expr[]): boolean {
  if (!smallLetters.has(partsOfKey(family).base)) return false;
  const isOwn = (node: Expr): boolean => node.kind === 'ref' && node.family === family;
  const uses = flatMap(formulas, (formula) => walk(formula).filter(isOwn));
  const guarded = flatMap(formulas, (formula) =>
    flatMap(walk(formula), (node) => {
      const under =
        node.kind === 'divide' ? node.denominator : node.kind === 'power' ? node.base : node.kind === 'apply' ? node.args[0] : undefined;
      return under ? flatMap(walk(under), (inner) => (inner.kind === 'add' ? inner.terms.filter(isOwn) : [])) : [];
    }),
  );
  return uses.length > 0 && uses.every((use) => guarded.includes(use));
}

function unstatedZero(family: FamilyKey): Premise {
  return { ...reshaping(family, fixed(0)), id: `zero:${family}`, tex: `${printName(family, [])} = 0`, section: 0, order: -1 };
}

/** What a step is about: the families behind it, and the letters of its indices. */
interface Around {
  readonly known: ReadonlySet<FamilyKey>;
  readonly letters: ReadonlySet<string>;
}

function bears(condition: Condition, { known, letters }: Around): boolean {
  if (condition.kind === 'unread') return false;
  if (condition.kind === 'relation') {
    const sides = [condition.left, condition.right];
    const open = flatMap(sides, (side) => [...freeIndices(side)]);
    if (!open.every((id) => isLetterIn(letters, id))) return false;
    return sides.every((side) => [...mentioned(side)].every((family) => known.has(family)));
  }
  const isHere = (term: IndexTerm): boolean => {
    if (term.kind === 'by') return term.of.kind === 'ref' && term.of.slots.every(isHere);
    return term.kind !== 'index' || isLetterIn(letters, term.id);
  };
  return [condition.left, condition.right].every(isHere);
}

/** Whether one of some letters is what stands for an index in a premise. */
function isLetterIn(letters: ReadonlySet<string>, id: IndexId): boolean {
  return [...letters].some((letter) => -1 - letterCode(letter) === id);
}

/** What is said in a paragraph. */
function placed({ chain: { section, paragraph } }: Step, both: string): string {
  return `${section}:${paragraph}:${both}`;
}

function premiseIn(step: Step, meaning: Meaning): Bare | undefined {
  const { lhs, rhs, role } = step;
  // `\delta_{ij} = 1`: that is no restriction, it says what a delta is.
  if (lhs.kind === 'delta' || lhs.kind === 'indicator') return undefined;
  const summed = sumsToOne(lhs, rhs);
  if (summed !== undefined && !meaning.definitions.has(summed)) return summing(summed, meaning);
  const centred = centredBy(step, meaning);
  if (centred) return centred;
  const long = constantOf(rhs) === 1 ? normOf(lhs) : undefined;
  if (long !== undefined && !meaning.definitions.has(long)) return reshaping(long, unitLength);
  const unit = orthonormality(lhs, rhs);
  if (unit && !meaning.definitions.has(unit.family)) return reshaping(unit.family, orthonormal(unit.along));
  const turned = symmetry(lhs, rhs);
  if (turned !== undefined && !meaning.definitions.has(turned)) return reshaping(turned, symmetric);
  const value = constantOf(rhs);
  const isPut = role === 'definition' || (role === 'assumption' && comparisonOf(step.sign) === '=');
  if (lhs.kind === 'ref' && lhs.slots.length === 0 && value !== undefined && isPut && !meaning.definitions.has(lhs.family))
    return { ...reshaping(lhs.family, fixed(value)), puts: lhs.family };
  // `M_{ui} = 1`: what is said of all members is meant from there on.
  const isOfAll = lhs.kind === 'ref' && lhs.slots.length > 0 && lhs.slots.every((term) => term.kind === 'index');
  if (isOfAll && role === 'assumption' && step.sign !== '\\in' && value !== undefined && comparisonOf(step.sign) === '=')
    return { ...reshaping(lhs.family, fixed(value)), paragraph: step.chain.paragraph };
  const point = role === 'definition' ? pointIn(lhs, rhs).filter(([{ family }]) => !meaning.definitions.has(family)) : [];
  if (point.length > 0) return { reshape: new Map(point.map(([{ family }, at]) => [family, fixed(at)])), conditions: [] };
  const member = lhs.kind === 'ref' && value !== undefined && !meaning.definitions.has(lhs.family) ? cellsOf(lhs, meaning) : undefined;
  if (lhs.kind === 'ref' && value !== undefined && member) return reshaping(lhs.family, fixedAt(member, value));
  const isMatrix = lhs.kind === 'ref' && lhs.slots.length === 2 && !meaning.definitions.has(lhs.family);
  // Only of symmetric matrices it is said that they are definite.
  if (isMatrix && step.sign === isLarger) return reshaping(lhs.family, symmetric);
  if (role === 'claim' && isGiven(step, lhs, rhs, meaning))
    return { reshape: new Map(), conditions: [], equation: { left: lhs, right: rhs }, caseAt: step.chain.paragraph };
  if (role !== 'assumption' || step.definition) return undefined;
  const right = step.chain.members[step.position]?.node;
  if (step.sign === '\\in') {
    if (isMatrix && right && sizeOfSymmetric(right)) return reshaping(lhs.family, symmetric);
    const set = lhs.kind === 'ref' && right ? numbersOf(right) : undefined;
    return lhs.kind === 'ref' && set ? reshaping(lhs.family, among(set)) : undefined;
  }
  const relation = comparisonOf(step.sign);
  if (relation === undefined) return undefined;
  const index = asTerms(lhs, rhs, meaning);
  if (index) return { reshape: new Map(), conditions: [{ kind: 'index-relation', relation, ...index }], paragraph: step.chain.paragraph };
  const isOfMade = [lhs, rhs].some((side) => [...mentioned(side)].some((family) => meaning.definitions.has(family)));
  return {
    reshape: new Map(),
    conditions: [{ kind: 'relation', relation, left: byLetters(lhs, meaning), right: byLetters(rhs, meaning) }],
    ...(isOfMade ? { caseAt: step.chain.paragraph } : {}),
  };
}

/** The sign of `Q \succ 0`. */
const isLarger = '\\succ';

/** A side with the letters of its free indices in their places, whose ids belong to its chain alone. */
function byLetters(side: Expr, { letters }: Meaning): Expr {
  return [...freeIndices(side)].reduce<Expr>(
    (open, id) => withTerm(open, id, { kind: 'index', id: -1 - letterCode(letters[id] ?? ''), shift: 0 }),
    side,
  );
}

/** The positions of a member of a leaf (`x_0`, `x_{i0}`), undefined in slots that are open; undefined if none is named. */
function cellsOf({ family, slots }: Expr & { kind: 'ref' }, { axes }: Meaning): readonly (number | undefined)[] | undefined {
  const cells = slots.map((term, at) => (term.kind === 'value' ? term.value - axes.ofSlot(family, at).start : undefined));
  return cells.every((cell) => cell === undefined) ? undefined : cells;
}

/** Two sides that are plain letters of indices. Their ids belong to this chain alone; the letters say which indices of a later step are meant. */
function asTerms(
  lhs: Expr,
  rhs: Expr,
  { vocabulary: { subscripts, labels }, letters }: Meaning,
): { left: IndexTerm; right: IndexTerm } | undefined {
  const left = termOf(lhs);
  const right = termOf(rhs);
  return left && right && (left.kind === 'index' || right.kind === 'index') ? { left, right } : undefined;

  function termOf(expr: Expr): IndexTerm | undefined {
    const letter = letterOf(expr);
    if (letter !== undefined && labels.has(letter)) return { kind: 'by', of: expr };
    if (letter !== undefined) return subscripts.has(letter) ? { kind: 'index', id: -1 - letterCode(letter), shift: 0 } : undefined;
    if (expr.kind === 'number') return Number.isInteger(expr.value) ? { kind: 'value', value: expr.value } : undefined;
    if (expr.kind !== 'ref' || expr.slots.length === 0) return undefined;
    return {
      kind: 'by',
      of: {
        ...expr,
        slots: expr.slots.map((term) => (term.kind === 'index' ? { ...term, id: -1 - letterCode(letters[term.id] ?? '') } : term)),
      },
    };
  }
}

/** Stands for a letter until a step says which of its indices that is. */
export function letterCode(letter: string): number {
  return letter === '' ? 0 : letter.charCodeAt(letter.length - 1);
}

/** The letter that a code stands for. */
function letterOfCode(code: number): string {
  return String.fromCharCode(code);
}

function letterOf(expr: Expr): string | undefined {
  if (expr.kind !== 'ref' || expr.slots.length > 0) return undefined;
  const { base, label } = partsOfKey(expr.family);
  return label === '' && /^[a-z]$/.test(base) ? base : undefined;
}

/** What a step says, as something that is given. */
export function asPremise(step: Step, meaning: Meaning): Premise {
  const { section } = step.chain;
  return {
    id: `stated:${step.order}`,
    tex: texOf(step, meaning),
    stated: place(step),
    reshape: new Map(),
    conditions: [],
    section,
    order: step.order,
  };
}

function texOf(step: Step, meaning: Meaning): string {
  const left = step.chain.members[step.position - 1];
  const right = step.chain.members[step.position];
  if (left === undefined || right === undefined || left.span !== right.span) return '';
  return (meaning.note.spans[left.span]?.tex ?? '').slice(left.range.start, right.range.end);
}

function place(step: Step): { readonly span: number; readonly at: number } {
  const left = step.chain.members[step.position - 1];
  return { span: left?.span ?? 0, at: left?.range.start ?? 0 };
}
