import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Syntax } from '../latex/syntax.ts';
import { nodesOf } from '../latex/walk.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { labelText } from '../meaning/scripts.ts';
import { baseName, familyKey, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import type { Vocabulary } from '../meaning/vocabulary.ts';
import { isOfNumbered } from '../tensors/evidence/formulas.ts';
import type { Lowered } from '../tensors/lower.ts';
import { flatMap } from '../text/lists.ts';
import { type Message, message } from '../text/message.ts';
import { constantOf, isNumeric } from './constants.ts';
import type { Definition } from './definition.ts';

/** Capital letters that notes use for matrices; without indices and inside a product they may be one. */
const matrixLetters = /^(?:[ABDGHMPQSUVWXYZ])$/;

/**
 * Names that may stand for whole matrices or vectors where nothing tells their shape: a capital letter in a product, or a name
 * whose entries alone are defined, and which is not given a number.
 */
export function opaqueFamilies(
  note: ReadNote,
  members: readonly (readonly Expr[])[],
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
  { vocabulary, lowered }: { readonly vocabulary: Vocabulary; readonly lowered?: Lowered },
): ReadonlyMap<FamilyKey, Message> {
  const opaque = new Map<FamilyKey, Message>();
  const divisors = new Set<FamilyKey>();
  for (const statement of note.statements)
    for (const node of nodesOf(statement)) {
      if (node.kind === 'quotient' && node.numerator.kind === 'number')
        for (const family of divisorsIn(node.denominator)) divisors.add(family);
      if (node.kind !== 'product') continue;
      for (const { node: factor } of node.factors) {
        const family = capitalIn(factor);
        if (family === undefined || vocabulary.sizes.has(partsOfKey(family).base) || (lowered && !lowered.unclear.has(family))) continue;
        opaque.set(family, message('unclear-shape', { name: partsOfKey(family).base }));
      }
    }
  // A number is divided by numbers alone.
  for (const family of divisors) opaque.delete(family);
  if (lowered === undefined) {
    for (const family of opaque.keys()) if (isTotalIn(definitions, family)) divisors.add(family);
    const doubtful = new Factors(members, divisors, definitions).doubtful;
    for (const family of opaque.keys()) if (divisors.has(family) || !doubtful.has(family)) opaque.delete(family);
  }
  const numbers = new Set(flatMap(members, ([head, value]) => (head?.kind === 'ref' && value && isOneNumber(value) ? [head.family] : [])));
  for (const chain of members) {
    const given = parametersAmong(chain, definitions);
    for (const node of chain.flatMap(walk)) {
      if (node.kind !== 'ref' || node.slots.length > 0 || opaque.has(node.family) || definitions.has(node.family)) continue;
      if (numbers.has(node.family) || given.has(node.family)) continue;
      const { base, label } = partsOfKey(node.family);
      if (label === '' && vocabulary.sizes.has(base)) continue;
      if ([1, 2].some((slots) => definitions.has(familyKey(base, label, slots))))
        opaque.set(node.family, message('unclear-shape', { name: base }));
    }
  }
  return opaque;
}

/** The numbers that a chain says something of as parameters of a function: `\\sigma(z) = \\dots`, `\\sigma'(z) = \\dots`, whatever else has their letter. */
function parametersAmong([head]: readonly Expr[], definitions: ReadonlyMap<FamilyKey, readonly Definition[]>): ReadonlySet<FamilyKey> {
  const params = head?.kind === 'call' ? flatMap(definitions.get(head.fn) ?? [], (definition) => definition.params ?? []) : [];
  const args = new Set(head?.kind === 'call' ? flatMap(head.args, (arg) => (arg.kind === 'ref' ? [arg.family] : [])) : []);
  return new Set(flatMap(params, ({ family, slots, isWhole }) => (slots.length === 0 && !isWhole && args.has(family) ? [family] : [])));
}

/** Whether a name is defined, wherever it is, as sums over products of entries that have small letters: matrices are not made of these. */
function isTotalIn(definitions: ReadonlyMap<FamilyKey, readonly Definition[]>, family: FamilyKey): boolean {
  const own = definitions.get(family) ?? [];
  return own.length > 0 && own.every(({ meaning, params }) => params === undefined && meaning.kind === 'formula' && isTotal(meaning.body));
}

function isTotal(expr: Expr): boolean {
  switch (expr.kind) {
    case 'add':
      return expr.terms.every(isTotal);
    case 'negate':
      return isTotal(expr.of);
    case 'multiply':
      return expr.factors.some(isTotal) && expr.factors.every((factor) => isTotal(factor) || isNumeric(factor));
    case 'divide':
      return isTotal(expr.numerator);
    case 'reduce':
      return expr.op === 'sum' && walk(expr.body).every((node) => arithmetic.has(node.kind) || isEntry(node));
    default:
      return false;
  }
}

const arithmetic: ReadonlySet<Expr['kind']> = new Set(['add', 'negate', 'multiply', 'divide', 'power', 'number', 'reduce', 'apply']);

/** `p_i`, by its small letter. */
function isEntry(expr: Expr): boolean {
  return expr.kind === 'ref' && /^(?:[a-z]|\\[a-z]+)$/.test(partsOfKey(expr.family).base) && expr.slots.length > 0;
}

/** `\omega` where the notes define `\omega^2`: the root of what is named by its square. */
function isRootOfSquare({ fn, args: [of] }: Expr & { kind: 'apply' }): boolean {
  return fn === 'sqrt' && of?.kind === 'ref' && partsOfKey(of.family).label === '2';
}

/** Functions of numbers alone, whatever stands in their brackets, and those that are entrywise where a vector may stand there. */
const ofNumbers: ReadonlySet<string> = new Set(['normcdf', 'normpdf', 'erf', 'gamma', 'lgamma', 'digamma']);
const ofEntries: ReadonlySet<string> = new Set(['exp', 'log', 'sqrt', 'sin', 'cos', 'tan']);

/** Which capital letters may be matrices by the products in which they stand. What is multiplied by numbers alone is so entry by entry, whatever it is. */
class Factors {
  /** Those beside which something else stands that may be no number. */
  readonly doubtful = new Set<FamilyKey>();
  /** Names of numbers: those that something is divided by, and those in a function beside a capital letter that is taken for one of a number. */
  private readonly numbers: Set<FamilyKey>;
  private readonly definitions: ReadonlyMap<FamilyKey, readonly Definition[]>;

  constructor(
    members: readonly (readonly Expr[])[],
    divisors: ReadonlySet<FamilyKey>,
    definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
  ) {
    this.definitions = definitions;
    const nodes = flatMap(members.flat(), walk);
    const also = flatMap(nodes, (node) =>
      node.kind === 'divide' && capitalsOf(node.numerator).length === 0 ? factorsOf(node.denominator) : [],
    );
    // Nor is anything divided by a matrix, or by a sum with one, however it is divided.
    const below = flatMap(nodes, (node) =>
      node.kind === 'divide' ? factorsOf(node.denominator).map((factor) => termsOf(underRoot(factor))) : [],
    );
    const capital = flatMap(below, (terms) =>
      terms.some((term) => term.kind === 'ref' && /^[A-Z]$/.test(partsOfKey(term.family).base)) ? flatMap(terms, namesOf) : [],
    );
    // Nor is the distribution function of a law taken of one.
    const taken = flatMap(nodes, (node) => (node.kind === 'call' && this.isOfNumber(node.fn) ? node.args : []));
    const named = flatMap([...also, ...taken], (factor) => (factor.kind === 'ref' ? [factor.family] : []));
    this.numbers = new Set([...divisors, ...capital, ...named]);
    const multiplied = nodes.filter((node) => node.kind === 'multiply');
    const products = multiplied.map(({ factors }) => factors);
    for (const node of multiplied) {
      const { factors } = node;
      const own = factors.some(isCapitalPower) || isOfNumbered(node) ? flatMap(factors, namesOf) : [];
      for (const family of own) this.numbers.add(family);
    }
    for (const factors of products) this.noteNumbers(factors);
    this.noteHeads(members);
    for (const factors of products) {
      const others = factors.filter((factor) => !this.isNumber(factor));
      if (others.length > 1) for (const family of flatMap(others, capitalsOf)) this.doubtful.add(family);
    }
  }

  /** `A \sin(\omega t)`: what is a number here because of the names in it is one of numbers, wherever these stand. */
  private noteNumbers(factors: readonly Expr[]): void {
    if (!factors.some((factor) => factor.kind === 'ref' && capitalsOf(factor).length > 0)) return;
    for (const factor of factors)
      if (this.isNumber(factor)) for (const node of walk(factor)) if (node.kind === 'ref') this.numbers.add(node.family);
  }

  /** `Y = A K^\alpha`: what is set equal to a number is one. `U(r) = -GMm/r`: so is all that a function of numbers is a product of. */
  private noteHeads(members: readonly (readonly Expr[])[]): void {
    for (const chain of members)
      for (const [at, head] of chain.entries()) {
        const body = chain[at + 1];
        if (body === undefined) continue;
        if (head.kind === 'ref' && body.kind === 'multiply' && this.isNumber(body)) this.numbers.add(head.family);
        if (this.isOfDivisors(head, body)) for (const name of flatMap(productsIn(body), namesOf)) this.numbers.add(name);
      }
  }

  /** Whether what stands left of a formula is a function at numbers, which are that by what is divided by them. */
  private isOfDivisors(head: Expr, body: Expr): boolean {
    if (head.kind !== 'call' || head.slots.length > 0 || head.args.length === 0) return false;
    const divisors = new Set(flatMap(walk(body), (node) => (node.kind === 'divide' ? flatMap(factorsOf(node.denominator), namesOf) : [])));
    return head.args.every((arg) => arg.kind === 'ref' && (this.numbers.has(arg.family) || divisors.has(arg.family)));
  }

  /** Whether a formula is surely a number. */
  private isNumber(expr: Expr): boolean {
    switch (expr.kind) {
      case 'number':
        return true;
      case 'ref':
        return this.numbers.has(expr.family);
      case 'negate':
        return this.isNumber(expr.of);
      case 'add':
        return expr.terms.every((term) => this.isNumber(term));
      case 'multiply':
        return expr.factors.every((factor) => this.isNumber(factor));
      case 'divide':
        return this.isNumber(expr.numerator);
      case 'power':
        return this.isNumber(expr.base) || (expr.exponent.kind !== 'number' && this.isWithoutCapitals(expr.exponent));
      case 'reduce':
        return isTotal(expr) && walk(expr.body).some((node) => node.kind === 'divide' && factorsOf(node.denominator).some(isEntry));
      case 'apply':
        return (
          ofNumbers.has(expr.fn) ||
          (ofEntries.has(expr.fn) && expr.args.every((arg) => this.isNumber(arg) || this.isOfNumbers(arg))) ||
          isRootOfSquare(expr)
        );
      case 'call':
        return this.isOfNumber(expr.fn);
      default:
        return false;
    }
  }

  /** Whether a name is that of a function of numbers alone. */
  private isOfNumber(fn: FamilyKey): boolean {
    return (this.definitions.get(fn) ?? []).some(({ meaning }) => meaning.kind === 'function' && ofNumbers.has(meaning.name));
  }

  /** Whether a formula is more than a name, which may be that of a vector, and has no letter of a matrix in it. */
  private isOfNumbers(expr: Expr): boolean {
    const inner = expr.kind === 'negate' ? expr.of : expr;
    return inner.kind !== 'ref' && inner.kind !== 'call' && this.isWithoutCapitals(expr);
  }

  private isWithoutCapitals(expr: Expr): boolean {
    return capitalsOf(expr).every((family) => this.numbers.has(family));
  }
}

/** What a formula is the root of, or itself. */
function underRoot(expr: Expr): Expr {
  const [of] = expr.kind === 'apply' && expr.fn === 'sqrt' ? expr.args : [];
  return of ?? expr;
}

/** `K^\alpha`, `L^{1-\alpha}`: a power of a capital letter that matrices do not have. */
function isCapitalPower(expr: Expr): boolean {
  if (expr.kind !== 'power' || expr.base.kind !== 'ref' || !/^[A-Z]$/.test(partsOfKey(expr.base.family).base)) return false;
  const { exponent } = expr;
  return isGreekName(exponent) || (exponent.kind === 'add' && exponent.terms.some((term) => walk(term).some(isGreekName)));
}

function isGreekName(expr: Expr): boolean {
  return expr.kind === 'ref' && /^\\[a-z]/.test(partsOfKey(expr.family).base);
}

/** The factors of the terms of a formula, above its lines. */
function productsIn(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'add':
      return flatMap(expr.terms, productsIn);
    case 'multiply':
      return flatMap(expr.factors, productsIn);
    case 'negate':
      return productsIn(expr.of);
    case 'divide':
      return productsIn(expr.numerator);
    default:
      return [expr];
  }
}

/** The name of a factor or of what it is a power of. */
function namesOf(expr: Expr): readonly FamilyKey[] {
  if (expr.kind === 'power') return namesOf(expr.base);
  return expr.kind === 'ref' ? [expr.family] : [];
}

function factorsOf(expr: Expr): readonly Expr[] {
  return expr.kind === 'multiply' ? expr.factors : [expr];
}

function termsOf(expr: Expr): readonly Expr[] {
  return expr.kind === 'add' ? expr.terms : [expr];
}

/** The names in a formula that have the letter of a matrix. */
function capitalsOf(expr: Expr): readonly FamilyKey[] {
  return flatMap(walk(expr), (node) => (node.kind === 'ref' && matrixLetters.test(partsOfKey(node.family).base) ? [node.family] : []));
}

/** The capital letters by which a formula divides as it stands or as factors of it. */
function divisorsIn(denominator: Syntax): readonly FamilyKey[] {
  const factors = denominator.kind === 'product' ? denominator.factors.map(({ node }) => node) : [denominator];
  return flatMap(factors, (factor) => capitalIn(factor) ?? []);
}

/** Whether a formula is worked out from numbers alone, and is not the zero that also stands for a vector. */
function isOneNumber(expr: Expr): boolean {
  return isNumeric(expr) && constantOf(expr) !== 0;
}

/** The family of a capital letter without indices. */
function capitalIn(node: Syntax): FamilyKey | undefined {
  const symbol = symbolOf(node);
  if (symbol === undefined || !matrixLetters.test(symbol.letter) || symbol.accents.length > 0) return undefined;
  if (node.kind === 'scripts' && node.sub !== undefined && node.sub.kind !== 'number') return undefined;
  return familyKey(baseName(symbol), node.kind === 'scripts' ? labelText(node.sup) : '', 0);
}
