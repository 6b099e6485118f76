import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk, withChildren } from '../expr/expr.ts';
import type { Message } from '../text/message.ts';
import { message } from '../text/message.ts';
import { AuthorsOrder } from './authors-order.ts';
import type { Book, Given } from './book.ts';
import { number } from './build.ts';
import type { Calculus } from './calculus.ts';
import { costOf } from './cost.ts';
import { Differentiator, type Variable } from './differentiate.ts';
import { expanded } from './expand.ts';
import { behind, type Ground, type Grounds, type Subject } from './grounds.ts';
import { keyOf } from './key.ts';
import type { NamedRule } from './named.ts';
import { inOrderOf } from './order.ts';
import { Inexact } from './rational.ts';
import { closed, NotDerivable } from './refusal.ts';
import { refreshed, renamed, withFamily } from './rename.ts';
import type { Simplifier } from './simplify/simplifier.ts';
import { asStated, type Stated } from './stated.ts';

/** Which rule leads to a row of a derivation from the one before it. */
export type Rule = 'chain-rule' | 'parts' | 'derivative' | 'simplified' | 'assumption' | 'named';

/** One row of a derivation: what the derivative equals, and why. */
export interface Row {
  readonly expr: Expr;
  readonly rule: Rule;
}

/** The derivative of a name or a function by a variable: the form that a person would write, and the rows that lead to it. */
export interface Derived {
  readonly of: Subject;
  readonly by: Variable;
  readonly result: Expr;
  /** As it comes from the rules, before it was simplified: equal, though long. */
  readonly raw: Expr;
  /** The same without names for derivatives, where the result has one. */
  readonly unnamed?: Expr;
  /** The formula that was differentiated. */
  readonly body: Expr;
  /** With its brackets multiplied out, where that is not too long. */
  readonly open: Expr;
  /** What it is where more is stated of inputs than that they are numbers: that targets sum to one; undefined where that changes nothing. */
  under(stated: Stated): Expr | undefined;
  readonly rows: readonly Row[];
  /** The same with derivatives of functions by their names (`h'(a_j)`), where the notes write such. */
  readonly primed: Expr | undefined;
  /** Puts the longer of two names for one thing into a formula, where the note has two. */
  readonly inLongerNames?: (expr: Expr) => Expr;
}

/** How many names of derivatives are tried. */
const mostAdjoints = 12;
/** How many names stand between what is differentiated and the variable in one product. */
const mostLinks = 5;

/**
 * The derivative of a name of the notes, or why there is none: a part that is not understood, a function that nothing defines, or a
 * formula that takes too much work.
 *
 * Shapes: `of` is what the grounds are for; `of` and `by` are members, with an index or a number in each slot; the derivative is the entry
 * for these. An index that both have is the same one in both.
 */
export function derive(grounds: Grounds, calculus: Calculus, of: Subject, by: Variable): Derived | { readonly refused: Message } {
  try {
    const [ground, plainer] = grounds.for(by.family);
    const first = new Derivation(ground(), calculus, by).derive(of);
    const second = plainer && attempted(() => new Derivation(plainer(), calculus, by).derive(of), undefined);
    const best = second && costOf(second.result) < costOf(first.result) ? second : first;
    return new Found(best, grounds.inNames('shorter', by.family), grounds.inNames('longer', by.family));
  } catch (error) {
    if (error instanceof NotDerivable) return { refused: error.why };
    if (error instanceof Inexact) return { refused: message('derive-too-large') };
    throw error;
  }
}

/** What a derivation comes to. */
interface Outcome extends Pick<Derived, 'of' | 'by' | 'result' | 'raw' | 'body' | 'unnamed'> {
  /** Worked out where it is asked for: what it has besides. */
  readonly open: () => Expr;
  readonly under: (stated: Stated) => Expr | undefined;
  readonly primed: () => Expr | undefined;
  readonly rows: () => readonly Row[];
}

/** A derivative, with the shorter of two names for one thing; what is asked of it besides is worked out then. */
class Found implements Derived {
  readonly of: Subject;
  readonly by: Variable;
  readonly result: Expr;
  readonly raw: Expr;
  readonly body: Expr;
  readonly unnamed?: Expr;
  readonly inLongerNames?: (expr: Expr) => Expr;
  private readonly outcome: Outcome;
  private readonly shorter: (expr: Expr) => Expr;
  private readonly kept = new Map<string, unknown>();

  constructor(outcome: Outcome, shorter: ((expr: Expr) => Expr) | undefined, longer: ((expr: Expr) => Expr) | undefined) {
    this.outcome = outcome;
    this.shorter = shorter ?? ((expr) => expr);
    this.of = outcome.of;
    this.by = outcome.by;
    this.raw = outcome.raw;
    this.body = outcome.body;
    this.result = this.shorter(outcome.result);
    if (outcome.unnamed) this.unnamed = outcome.unnamed;
    if (longer) this.inLongerNames = longer;
  }

  get open(): Expr {
    return this.once('open', () => this.shorter(this.outcome.open()), this.result);
  }

  under(stated: Stated): Expr | undefined {
    const { shares, symmetric } = stated;
    const name = `under ${[...shares].join()} ${[...symmetric].join()}`;
    return this.once(name, () => this.inShorter(this.outcome.under(stated)), undefined);
  }

  get primed(): Expr | undefined {
    return this.once('primed', () => this.inShorter(this.outcome.primed()), undefined);
  }

  get rows(): readonly Row[] {
    const only: readonly Row[] = [{ expr: this.result, rule: 'derivative' }];
    return this.once(
      'rows',
      () => this.outcome.rows().map((row, at, all) => (at === all.length - 1 ? { ...row, expr: this.result } : row)),
      only,
    );
  }

  private inShorter(expr: Expr | undefined): Expr | undefined {
    return expr && this.shorter(expr);
  }

  /** What is worked out at the first time; where that takes too much work, there is something else instead. */
  private once<T>(name: string, work: () => T, instead: T): T {
    if (!this.kept.has(name)) this.kept.set(name, attempted(work, instead));
    return this.kept.get(name) as T;
  }
}

/** What some work comes to, or something else where the algebra refuses. */
export function attempted<T>(work: () => T, instead: T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotDerivable || error instanceof Inexact) return instead;
    throw error;
  }
}

class Derivation {
  private readonly book: Book;
  private readonly by: Variable;
  private readonly simplifier: Simplifier;
  private readonly differentiator: Differentiator;

  constructor({ book, simplifier, effort }: Ground, calculus: Calculus, by: Variable) {
    this.book = book;
    this.by = by;
    this.simplifier = simplifier;
    this.simplifier.start();
    const settle = (derivative: Expr, _: Expr, given: Given): Expr => {
      const found = inOrderOf(this.simplifier.simplify(derivative), derivative, { outer: given.family });
      const named = this.through(given);
      return named && costOf(named) < costOf(found) ? named : found;
    };
    this.differentiator = new Differentiator({ book, calculus, effort, settle }, by);
  }

  derive(of: Subject): Outcome {
    const given = this.givenOf(of);
    const body = this.bodyAt(given, of);
    const raw = this.differentiator.of(body) ?? number(0);
    const simple = inOrderOf(this.simplifier.simplify(raw), raw, { own: of.kind === 'ref' ? of.family : of.fn });
    const own = this.asWritten(simple, body);
    const named = this.byAdjoint(of, body, own);
    const authors = new AuthorsOrder(behind(this.book, of).map((given) => given.body));
    const result = authors.of(named?.result ?? own);
    const rows = (): readonly Row[] => named?.rows ?? this.afresh(() => this.rows(of, given, raw, result));
    return {
      of,
      by: this.by,
      raw,
      body,
      result,
      ...(named ? { unnamed: own } : {}),
      open: () => expanded(result),
      under: (stated) => this.afresh(() => (named ? undefined : this.under(stated, own, raw))),
      primed: () => this.afresh(() => this.withPrimes(of, result)),
      rows: () => rows().map((row) => ({ ...row, expr: authors.of(row.expr) })),
    };
  }

  /** What is worked out later, as if it were the first that is: it does not matter what was asked for before. */
  private afresh<T>(work: () => T): T {
    this.simplifier.start();
    return work();
  }

  /** A result as what is stated of inputs lets it be; undefined where that is no other. */
  private under(stated: Stated, result: Expr, raw: Expr): Expr | undefined {
    for (const form of [result, expanded(result)]) {
      const moved = asStated(form, stated, this.book);
      if (moved !== form) return inOrderOf(this.simplifier.simplify(moved), raw, {});
    }
    return undefined;
  }

  /** The derivative by way of names that the note has for derivatives by what is in between, where that is shorter. */
  private byAdjoint(of: Subject, body: Expr, result: Expr): Pick<Derived, 'result' | 'rows'> | undefined {
    const { book, by } = this;
    if (of.kind !== 'ref' || of.slots.length > 0) return undefined;
    const adjoints = book
      .adjoints(of.family)
      .slice(0, mostAdjoints)
      .flatMap((given) => this.adjoint(given));
    let best: Pick<Derived, 'result' | 'rows'> | undefined;
    for (const one of adjoints) {
      const { family } = one.wrt;
      if (this.without([family]).reaches(body)) continue;
      const slope = this.differentiator.of(one.wrt);
      if (slope === undefined) continue;
      const sum = over(one.ids, product([one.name, slope]));
      const found = inOrderOf(this.simplifier.simplify(sum), sum, {});
      if (costOf(best?.result ?? result) <= costOf(found)) continue;
      const links = this.joined([
        { of, by: one.wrt, value: one.name },
        { of: one.wrt, by, value: this.simplifier.simplify(slope) },
      ]);
      const chain = over(
        indicesOf(links),
        product(links.map(({ of: above, by: below }): Expr => ({ kind: 'partial', of: above, wrt: below }))),
      );
      best = {
        result: found,
        rows: [
          { expr: chain, rule: 'chain-rule' },
          { expr: found, rule: 'named' },
        ],
      };
    }
    const all = adjoints.length < 2 ? undefined : this.byAll(adjoints, body);
    if (all === undefined || costOf(best?.result ?? result) <= costOf(all)) return best;
    return { result: all, rows: [{ expr: all, rule: 'named' }] };
  }

  /** The derivative of a name in between by way of one that the note has for a derivative of it (`G_{ik} = \partial L_i / \partial s_{ik}`). */
  private through({ family, head, params, body }: Given): Expr | undefined {
    if (params !== undefined) return undefined;
    for (const given of this.book.adjoints(family)) {
      const of = given.body.kind === 'partial' && given.body.of.kind === 'ref' ? given.body.of : undefined;
      const own = of?.slots.map((term) => (term.kind === 'index' && term.shift === 0 ? given.head.indexOf(term.id) : -1)) ?? [];
      for (const { name, wrt, ids } of own.includes(-1) || own.length !== head.length ? [] : this.adjoint(given)) {
        if (this.without([wrt.family]).reaches(body)) continue;
        const [from, to] = [own.map((at) => ids[at] as IndexId), head.map(plain)];
        const slope = this.differentiator.of(renamed(wrt, from, to));
        const others = ids.filter((id) => !from.includes(id));
        if (slope) return this.simplifier.simplify(over(others, product([renamed(name, from, to), slope])));
      }
    }
    return undefined;
  }

  /** The derivative along all paths, each as far as the first name of whose derivative the note has one. */
  private byAll(adjoints: readonly Adjoint[], body: Expr): Expr | undefined {
    const held = this.without(adjoints.map(({ wrt }) => wrt.family));
    const terms: Expr[] = [];
    const direct = held.of(body);
    if (direct) terms.push(direct);
    for (const { name, wrt, ids } of adjoints) {
      const given = this.book.given(wrt.family);
      const slope = given && held.of(this.bodyAt(given, wrt));
      if (slope) terms.push(over(ids, product([name, slope])));
    }
    if (terms.length === 0) return undefined;
    const sum: Expr = { kind: 'add', terms };
    return inOrderOf(this.simplifier.simplify(sum), sum, {});
  }

  /** The name of a derivative at indices of its own; none where it is of the variable. */
  private adjoint({ family, head, body }: Given): readonly Adjoint[] {
    if (body.kind !== 'partial' || body.wrt.kind !== 'ref' || body.wrt.family === this.by.family || family === this.by.family) return [];
    if (body.wrt.slots.some((term) => term.kind !== 'index')) return [];
    const ids = head.map((id) => this.book.fresh(id));
    const wrt = renamed(body.wrt, head, ids.map(plain)) as Variable;
    if ([...freeIndices(wrt)].some((id) => !ids.includes(id))) return [];
    return [{ name: { kind: 'ref', family, slots: ids.map(plain) }, wrt, ids }];
  }

  /** What differentiates with some names held fixed. */
  private without(families: readonly FamilyKey[]): Differentiator {
    const book: Book = { ...this.book, given: (family) => (families.includes(family) ? undefined : this.book.given(family)) };
    return new Differentiator({ ...this.differentiator.means, book }, this.by);
  }

  /** A result with the derivatives of functions that the formulas behind it call by their names; undefined where the notes write none of them so. */
  private withPrimes(of: Subject, result: Expr): Expr | undefined {
    const rules = behind(this.book, of).flatMap((given) => this.primesOf(given));
    const found = this.simplifier.by(rules, result);
    return found && inOrderOf(found, result, {});
  }

  private primesOf(given: Given): readonly NamedRule[] {
    const { book, simplifier } = this;
    return walk(given.body).flatMap((call) => {
      if (call.kind !== 'call' || call.order > 0 || !book.isPrimed(call.fn)) return [];
      const [param, ...others] = book.given(call.fn)?.params ?? [];
      const [arg] = call.args;
      if (param === undefined || others.length > 0 || param.slots.length > 0 || arg === undefined) return [];
      const at: Variable = { kind: 'ref', family: param.family, slots: [] };
      const slope = new Differentiator(this.differentiator.means, at).of({ ...call, args: [at] });
      const there = slope && simplifier.simplify(withFamily(simplifier.simplify(slope), param.family, () => arg));
      return there ? simplifier.productRules({ ...call, order: 1 }, given.head, there) : [];
    });
  }

  /** A formula with the powers of products and quotients that the author writes as such (`(r / \delta)^2`), where that is no longer. */
  private asWritten(expr: Expr, body: Expr): Expr {
    const powers = new Map<string, Expr>();
    for (const node of walk(body)) {
      const isWhole = node.kind === 'power' && (node.base.kind === 'divide' || node.base.kind === 'multiply');
      if (isWhole) powers.set(keyOf(this.simplifier.tidy(node)), node);
    }
    if (powers.size === 0) return expr;
    const put = (part: Expr): Expr => {
      const power = part.kind === 'divide' || part.kind === 'multiply' ? powers.get(keyOf(part)) : undefined;
      return power && costOf(power) <= costOf(part) ? power : withChildren(part, put);
    };
    return put(expr);
  }

  private givenOf(of: Subject): Given {
    const family = of.kind === 'ref' ? of.family : of.fn;
    if (this.book.isClosed(family)) throw closed(this.book, family);
    const given = this.book.given(family);
    if (given === undefined) throw new NotDerivable('derive-no-definition', { name: family });
    return given;
  }

  private bodyAt({ head, body }: Given, { slots }: Subject): Expr {
    return refreshed(renamed(body, head, slots), this.book.fresh);
  }

  private rows(of: Subject, given: Given, raw: Expr, result: Expr): readonly Row[] {
    const rows: Row[] = [];
    const add = (expr: Expr, rule: Rule): void => {
      const last = rows.at(-1);
      if (last === undefined || keyOf(last.expr) !== keyOf(expr)) rows.push({ expr, rule });
    };
    const links = this.joined(this.links(of, given));
    if (links.length > 1) {
      const indices = indicesOf(links);
      add(over(indices, product(links.map(({ of: above, by }): Expr => ({ kind: 'partial', of: above, wrt: by })))), 'chain-rule');
      add(over(indices, product(links.map(({ value }) => value))), 'parts');
    } else add(this.simplifier.tidy(raw), 'derivative');
    const last = rows.at(-1);
    const same = last && keyOf(last.expr) === keyOf(result) ? rows.pop() : undefined;
    add(result, same?.rule ?? (rows.length === 0 ? 'derivative' : 'simplified'));
    return rows;
  }

  /** The links of the chain from a name to the variable, as long as each leads on by one name only. */
  private links(of: Subject, given: Given): readonly Link[] {
    const links: Link[] = [];
    let name: Subject = of;
    let body = this.bodyAt(given, of);
    for (let n = 0; n < mostLinks; n++) {
      const next = this.only(body);
      if (next === undefined) break;
      const inner = new Differentiator(this.differentiator.means, next);
      const slope = inner.of(body);
      const value = slope && this.simplifier.simplify(slope);
      if (value === undefined || next.family === this.by.family) break;
      links.push({ of: name, by: next, value });
      const further = this.book.given(next.family) as Given;
      name = next;
      body = this.bodyAt(further, next);
    }
    if (links.length === 0) return links;
    const last = this.differentiator.of(body);
    return last ? [...links, { of: name, by: this.by, value: this.simplifier.simplify(last) }] : [];
  }

  /** The one name with a formula through which a formula reaches the variable, at indices of its own. */
  private only(body: Expr): Variable | undefined {
    const families = new Set<FamilyKey>();
    for (const node of walk(body)) {
      if (node.kind === 'ref' && this.differentiator.reaches(node)) families.add(node.family);
      if (node.kind === 'call' && this.book.given(node.fn) && this.differentiator.reaches({ ...node, args: [] })) return undefined;
    }
    const [family, ...others] = families;
    const given = family === undefined ? undefined : this.book.given(family);
    if (family === undefined || given === undefined || others.length > 0) return undefined;
    return { kind: 'ref', family, slots: given.head.map((id): IndexTerm => ({ kind: 'index', id: this.book.fresh(id), shift: 0 })) };
  }

  /** The links with the indices exchanged that a delta between two of them makes equal. */
  private joined(links: readonly Link[]): readonly Link[] {
    let all = links;
    for (const id of indicesOf(links)) {
      for (const [at, { value }] of all.entries()) {
        const { rest, deltas } = this.simplifier.withoutDeltas(value);
        const delta = deltas.find(({ left, right }) => isIndex(left, id) || isIndex(right, id));
        if (delta === undefined) continue;
        const by = isIndex(delta.left, id) ? delta.right : delta.left;
        const others = deltas.filter((other) => other !== delta);
        const moved = all.map((link, n) => (n === at ? { ...link, value: product([...others, rest]) } : link));
        all = moved.map((link) => ({
          of: renamed(link.of, [id], [by]) as Subject,
          by: renamed(link.by, [id], [by]) as Variable,
          value: renamed(link.value, [id], [by]),
        }));
        break;
      }
    }
    return all;
  }
}

/** The indices that stand between the links of a chain, and in neither end of it. */
function indicesOf(links: readonly Link[]): readonly IndexId[] {
  return links
    .slice(0, -1)
    .flatMap(({ by }) => by.slots.flatMap((term) => (term.kind === 'index' && !isIn(term.id, links) ? [term.id] : [])));
}

function isIn(id: IndexId, links: readonly Link[]): boolean {
  const [first, last] = [links[0]?.of, links.at(-1)?.by];
  return [first, last].some((end) => end !== undefined && freeIndices(end).has(id));
}

function over(indices: readonly IndexId[], body: Expr): Expr {
  const used = [...new Set(indices)].filter((id) => freeIndices(body).has(id));
  return used.reduceRight<Expr>((inner, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body: inner }), body);
}

function product(factors: readonly Expr[]): Expr {
  const flat = factors.flatMap((factor) => (factor.kind === 'multiply' ? factor.factors : isNumberOne(factor) ? [] : [factor]));
  if (flat.length === 0) return number(1);
  return flat.length === 1 ? (flat[0] as Expr) : { kind: 'multiply', factors: flat };
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}

function isIndex(term: IndexTerm, id: IndexId): boolean {
  return term.kind === 'index' && term.id === id && term.shift === 0;
}

function isNumberOne(expr: Expr): boolean {
  return expr.kind === 'number' && expr.value === 1;
}

/** A name for the derivative by something, and the indices of both. */
interface Adjoint {
  readonly name: Expr;
  readonly wrt: Variable;
  readonly ids: readonly IndexId[];
}

interface Link {
  readonly of: Subject;
  readonly by: Variable;
  readonly value: Expr;
}
