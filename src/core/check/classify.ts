import type { Condition, Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices, hasInside, holeIn, walk, withTerm } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import type { Syntax } from '../latex/syntax.ts';
import { nodesIn, walkSyntax } from '../latex/walk.ts';
import type { Chain, ReadNote } from '../meaning/chains.ts';
import { comparisonOf, defines } from '../meaning/comparisons.ts';
import { disownedIn } from '../meaning/disowned.ts';
import { isDeltaValue } from '../meaning/forms.ts';
import { isEqual } from '../meaning/general-term.ts';
import { differentialsIn, gradientName, namedGradient } from '../meaning/gradients.ts';
import { explainsMark } from '../meaning/named-gradients.ts';
import { sourceOf } from '../meaning/phrases/index.ts';
import { isTranspose } from '../meaning/scripts.ts';
import { familyKey, isIndexSymbol, joinLabel, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { atEachLayer, type Vocabulary } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import { type Alias, aliasBetween, formulaBetween } from './alias.ts';
import { symmetry } from './assumptions.ts';
import { namesWritten } from './constituents.ts';
import { type Definition, isOpenIn, ownIndices, type Parameter } from './definition.ts';
import type { ByMembers } from './member-by-member.ts';
import { constantOf, isStandard, mentioned } from './world.ts';
import { isOfSizes } from './written-sizes.ts';

/** What a step is, as far as it can be told before anything is evaluated. */
export type Role =
  /** Gives its head a meaning. */
  | 'definition'
  /** Its head has a meaning already: the same again, a claim, or a new meaning. */
  | 'restatement'
  | 'claim'
  | 'update'
  | 'assumption'
  | 'not-a-claim';

/** One step with its meaning. */
export interface Step {
  readonly chain: Chain;
  /** Position of its right member in the chain. */
  readonly position: number;
  readonly order: number;
  readonly sign: string;
  readonly lhs: Expr;
  readonly rhs: Expr;
  readonly conditions: readonly Condition[];
  readonly role: Role;
  /** The definition that it makes, or would make. */
  readonly definition?: Definition | undefined;
  /** Only another section gives its head a meaning. */
  readonly isElsewhere?: boolean | undefined;
}

/** Where a name is given a meaning that was not understood; `section`: it counts there alone. */
export interface Unread {
  readonly family: FamilyKey;
  readonly order: number;
  readonly section?: number;
}

type Unclassified = Omit<Step, 'role' | 'definition' | 'isElsewhere'>;
type Class = Pick<Step, 'role' | 'definition' | 'isElsewhere'>;

/** The steps of a note with what they are; the definitions that they make are added to `definitions`. */
export function classify(
  note: ReadNote,
  members: readonly (readonly Expr[])[],
  conditions: readonly Condition[][][],
  definitions: Map<FamilyKey, Definition[]>,
  vocabulary: Vocabulary,
  byMembers: readonly ByMembers[] = [],
): { readonly steps: Step[]; readonly unread: readonly Unread[] } {
  const classifier = new Classifier(note, members, definitions, vocabulary, byMembers);
  for (const chain of note.chains) {
    for (const [before, order] of chain.orders.entries()) {
      const [lhs, rhs] = [members[chain.id]?.[before], members[chain.id]?.[before + 1]];
      if (lhs === undefined || rhs === undefined) continue;
      const position = before + 1;
      const sign = chain.members[position]?.relation?.sign ?? '=';
      classifier.take({ chain, position, order, sign, lhs, rhs, conditions: conditions[chain.id]?.[position] ?? [] });
    }
  }
  return { steps: classifier.steps, unread: classifier.unread };
}

class Classifier {
  readonly steps: Step[] = [];
  readonly unread: Unread[] = [];
  private readonly note: ReadNote;
  private readonly members: readonly (readonly Expr[])[];
  private readonly definitions: Map<FamilyKey, Definition[]>;
  private readonly vocabulary: Vocabulary;
  /** The families that some step before names, with the first chain that does. */
  private readonly seen = new Map<FamilyKey, number>();
  private readonly disowned: ReadonlySet<number>;
  /** The families that are defined member after member, by the steps that do. */
  private readonly byMembers = new Map<number, ByMembers>();
  /** The families that some formula defines for one layer or step in time. */
  private readonly stepwise: ReadonlySet<FamilyKey>;
  private nextId: number;

  constructor(
    note: ReadNote,
    members: readonly (readonly Expr[])[],
    definitions: Map<FamilyKey, Definition[]>,
    vocabulary: Vocabulary,
    byMembers: readonly ByMembers[],
  ) {
    for (const own of byMembers) for (const order of own.orders) this.byMembers.set(order, own);
    this.note = note;
    this.members = members;
    this.definitions = definitions;
    this.vocabulary = vocabulary;
    this.disowned = disownedIn(note);
    this.stepwise = new Set(
      flatMap(note.chains, ({ id, isInstance, members: [, body] }) => {
        const [lhs, rhs] = members[id] ?? [];
        const head = isInstance && lhs?.kind === 'ref' && rhs && defines(body?.relation?.sign) ? headOf(lhs) : undefined;
        return head && rhs && !isNumeric(rhs) ? [head.family] : [];
      }),
    );
    this.nextId = [...definitions.values()].flat().length;
  }

  take(step: Unclassified): void {
    const found = this.classOf(step);
    const isDisowned = found.definition === undefined && this.disowned.has(step.chain.members[step.position]?.span ?? -1);
    const { chain, position, order, sign, lhs, rhs, conditions } = step;
    const { definition, isElsewhere } = found;
    const role = isDisowned ? 'not-a-claim' : found.role;
    this.steps.push({ chain, position, order, sign, lhs, rhs, conditions, role, definition, isElsewhere });
    // Further on in a chain the left side was the right one of the step before.
    for (const side of step.position === 1 ? [step.lhs, step.rhs] : [step.rhs])
      for (const node of walk(side)) if (node.kind === 'ref' && !this.seen.has(node.family)) this.seen.set(node.family, step.chain.id);
  }

  private classOf(step: Unclassified): Class {
    const role = roleOf(step, this.vocabulary);
    if (role !== 'claim' || !defines(step.sign)) return { role };
    const own = step.position === 1 ? this.byMembers.get(step.order) : undefined;
    if (own) return this.oneMember(step, own);
    // `x = -1, 0, 2` lists values that a name may have.
    const values = step.chain.members[step.position]?.node;
    if (step.lhs.kind === 'ref' && values?.kind === 'list' && values.items.every(isNumberAlone)) return { role: 'assumption' };
    // `\operatorname{tr} I_d = d` is `d` on both sides, and gives it no meaning.
    const isSame = step.lhs.kind === 'ref' && step.rhs.kind === 'ref' && step.lhs.family === step.rhs.family;
    if (isSame && step.lhs.kind === 'ref' && step.lhs.slots.length === 0) return { role };
    const head = headOf(step.lhs);
    if (this.isSameCall(step) || this.insideOf(step)) return this.withAlias(step);
    if (head && !isStepwise(step.rhs, step.lhs)) return this.withHead(step, head);
    if (this.isReplaced(step)) return { role: 'update' };
    const underLogarithm = this.withLogarithm(step);
    if (underLogarithm) return underLogarithm;
    if (this.isLawAtSample(step)) {
      if (step.lhs.kind === 'call') this.unreadAt(step, step.lhs.fn);
      return { role: 'definition' };
    }
    if (this.isGeneral(step) && step.lhs.kind === 'call') this.unreadAt(step, step.lhs.fn);
    const family = step.lhs.kind === 'ref' && step.position === 1 && (head || isShifted(step.lhs)) ? step.lhs.family : undefined;
    return family === undefined ? (this.withNameBehind(step) ?? this.withAlias(step)) : this.recurrence(step, family);
  }

  /** Whether a step says of a function at some point that it is made of others that nothing defines: `f(x + h) = g(x + h) k(x + h)`. */
  private isGeneral({ lhs, rhs, position }: Unclassified): boolean {
    if (position !== 1 || lhs.kind !== 'call' || lhs.order > 0 || headOf(lhs) || names(rhs, lhs.fn)) return false;
    return hasInside(rhs, (node) => node.kind === 'call' && !isStandard(node.fn) && !this.definitions.has(node.fn));
  }

  /** `P(y_i \mid x_i) = \sigma(w^\top x_i)`: a law that nothing defines, at the values of a sample. */
  private isLawAtSample({ lhs, rhs, position }: Unclassified): boolean {
    if (position !== 1 || lhs.kind !== 'call' || lhs.order > 0 || headOf(lhs) || this.definitions.has(lhs.fn) || names(rhs, lhs.fn))
      return false;
    return /^(?:[Ppq]|\\Pr|bb\(P\))$/.test(partsOfKey(lhs.fn).base) && !isNumeric(rhs);
  }

  /** `x_2 = x_2^2`: a member that is given a new value by its old one. */
  private isReplaced({ chain, position, lhs, rhs }: Unclassified): boolean {
    if (position !== 1 || chain.members.length !== 2 || lhs.kind !== 'ref' || lhs.slots.length === 0) return false;
    if (!lhs.slots.every(({ kind }) => kind === 'value')) return false;
    return hasInside(rhs, (node) => node.kind === 'ref' && node.family === lhs.family && isSameMember(node, lhs));
  }

  /** A step that says what one member of a family is; together they define it. */
  private oneMember(step: Unclassified, { family, head, body, isAgain }: ByMembers): Class {
    const known = this.definitions.get(family) ?? [];
    const isOfBody = ({ meaning }: Definition): boolean => meaning.kind === 'formula' && meaning.body === body;
    const again = this.steps.find(({ definition }) => definition && isOfBody(definition))?.definition;
    const made = again ?? known.find(isOfBody);
    const definition = made ?? this.definition(step, { family, head }, { kind: 'formula', body });
    if (isAgain) return { role: 'restatement', definition: again ?? { ...definition, isLocal: true }, isElsewhere: true };
    if (made === undefined) this.definitions.set(family, [...known, definition]);
    return { role: 'definition', definition };
  }

  private withHead(step: Unclassified, head: Head): Class {
    const { chain, position, rhs } = step;
    const exprs = this.members[chain.id] ?? [];
    const known = this.definitions.get(head.family) ?? [];
    const visible = known.some((other) => isOpenIn(this.note.sections, other.section, chain.section));
    // `p_k = P(y = k \mid x)` says in words what a name is.
    if (rhs.kind === 'hole' && rhs.message.id === 'unread-event' && known.length === 0) return { role: 'definition' };
    if (!names(rhs, head.family)) {
      if (position > 1 && visible && !this.isNewBefore(chain)) return { role: 'claim' };
      if (position === 1 && known.length === 0 && this.isEndOf(step, head)) return this.defined(step, head, rhs, 'new');
      const isOfAll = step.lhs.kind === 'ref' && head.head.length > 0 && chain.members.length === 2;
      if (isOfAll && constantOf(rhs) !== undefined && known.length === 0 && this.seen.has(head.family)) return { role: 'assumption' };
      if (isNumeric(rhs) && known.length === 0 && this.isCaseOf(step)) return { role: 'assumption' };
      if (isNumeric(rhs) || isTable(chain.members[position]?.node))
        // `\sigma(z) = 0.5` is a value of a function that all know, and not what it is.
        return {
          role: isNumeric(rhs) && (known.length > 0 || (head.params && (position > 1 || isStandard(head.family)))) ? 'claim' : 'definition',
        };
      return this.defined(
        step,
        head,
        this.workedOut(step, head),
        visible || known.some((other) => isFormula(other) && other.order < step.order) ? 'again' : 'new',
      );
    }
    const isSpelt = isSpeltOut(chain.members[position - 1]?.node, chain.members[position]?.node);
    if (isSpelt && exprs.length === 2) return { role: 'definition' };
    if (exprs.length === 2 && symmetry(step.lhs, rhs) !== undefined) return { role: visible ? 'claim' : 'assumption' };
    if (writesOut(step.lhs, rhs)) return { role: visible ? 'claim' : 'definition' };
    if (exprs.length === 2 && known.length === 0) {
      const swapped = symmetrised(step);
      if (swapped) return { ...this.defined(step, head, swapped, 'new'), role: 'assumption' };
    }
    if (exprs.length === 2) {
      // `P(A, B) = P(A | B) P(B)` is a law of a function at several arguments, which does not fix it.
      if (known.length === 0 && step.lhs.kind === 'call') this.unreadAt(step, head.family);
      return { role: 'update' };
    }
    const later = visible || head.params ? undefined : exprs.slice(position).find((expr) => !names(expr, head.family));
    return later === undefined ? { role: 'claim' } : { ...this.defined(step, head, later, 'new'), role: isSpelt ? 'definition' : 'claim' };
  }

  /** `\beta_{T,j} = 1` beside `\beta_{t,j} = \sum_k w_{jk} \beta_{t+1,k}`: a number where the members of a family that are defined one by another begin. */
  private isEndOf({ lhs, rhs, chain }: Unclassified, { family, head }: Head): boolean {
    // At zero much would vanish that the notes say of all beginnings.
    if (lhs.kind !== 'ref' || head.length === 0 || chain.members.length > 2 || !constantOf(rhs)) return false;
    const { all } = atEachLayer(family, this.vocabulary);
    return all.some((other) => other !== family && this.stepwise.has(other));
  }

  /** “For $\omega = 1$ …”: a number for a name that the notes have in their formulas, put in for what is said next. */
  private isCaseOf({ chain, lhs, position }: Unclassified): boolean {
    if (lhs.kind !== 'ref' || lhs.slots.length > 0 || position > 1 || chain.members.length > 2 || !this.seen.has(lhs.family)) return false;
    const span = chain.members[0]?.span;
    return this.note.sentences.some(({ text, spans }) => spans === span && caseWords.test(text));
  }

  /** `\ln p(x) = …`, `\ln\frac{p}{1 - p} = …`: a name that has no other formula than that of its logarithm or of the one of its odds. */
  private withLogarithm(step: Unclassified): Class | undefined {
    const { lhs, rhs, position } = step;
    const inside = position === 1 && lhs.kind === 'apply' && lhs.fn === 'log' && lhs.order === 0 ? lhs.args[0] : undefined;
    const odds = inside?.kind === 'divide' && isOneLess(inside.denominator, inside.numerator) ? inside.numerator : undefined;
    const name = odds ?? inside;
    const head = name && headOf(name);
    if (head === undefined || this.definitions.has(head.family) || isNumeric(rhs) || names(rhs, head.family)) return undefined;
    // `\ln \sigma(x) = \dots` is an identity of a function that all know.
    if (head.params && isStandard(head.family)) return undefined;
    const known = new Set([...head.head, ...flatMap(head.params ?? [], ({ slots }) => slots)]);
    if ([...freeIndices(rhs)].some((id) => !known.has(id)) || this.isSaidOtherwise(head.family, step.order)) return undefined;
    const fn = odds ? 'sigmoid' : 'exp';
    return this.defined(step, head, { kind: 'apply', fn, args: [this.workedOut(step, head)], order: 0 }, 'new');
  }

  /** Whether a later chain says what a name is by its own formula. */
  private isSaidOtherwise(family: FamilyKey, order: number): boolean {
    return this.note.chains.some(({ id, members, orders: [first = -1] }) => {
      const [head, body] = this.members[id] ?? [];
      if (head === undefined || body === undefined || first <= order || !defines(members[1]?.relation?.sign)) return false;
      return headOf(head)?.family === family && !isNumeric(body);
    });
  }

  /** Whether the next chain, in the same paragraph, says what a name is by its own formula. */
  private isSaidNext({ id, section, paragraph }: Chain, family: FamilyKey): boolean {
    const next = this.note.chains[id + 1];
    const [head, body] = this.members[id + 1] ?? [];
    if (next === undefined || next.section !== section || next.paragraph !== paragraph) return false;
    if (head === undefined || body === undefined || !defines(next.members[1]?.relation?.sign)) return false;
    return headOf(head)?.family === family && !isNumeric(body) && !holeIn(body);
  }

  /** Of the formulas that a chain gives for a name the first that can be worked with: the last of `K = D(q \| p) = \mathbb{E}_q[\ldots] = \mu^2`. */
  private workedOut({ chain, position, rhs }: Unclassified, head: Head): Expr {
    if (position !== 1) return rhs;
    const exprs = this.members[chain.id] ?? [];
    for (let at = position; at < exprs.length && defines(chain.members[at]?.relation?.sign); at++) {
      const found = exprs[at] as Expr;
      if (this.isWorkable(chain, at) && (at === position || !(isNumeric(found) || names(found, head.family)))) return found;
    }
    return rhs;
  }

  /** Whether a formula is read, and has neither functions that nothing has defined yet nor an average by a law or an integral. */
  private isWorkable({ id, members }: Chain, position: number): boolean {
    const expr = this.members[id]?.[position];
    const node = members[position]?.node;
    if (expr === undefined || node === undefined) return false;
    return (
      !hasInside(
        expr,
        (inner) => inner.kind === 'hole' || (inner.kind === 'call' && !isStandard(inner.fn) && !this.definitions.has(inner.fn)),
      ) && nodesIn(node).every((inner) => inner.kind !== 'big-operator' || !averages.has(inner.operator))
    );
  }

  /** Whether the chain began with a new meaning for a name, so that its further members give new ones too (`x_2 = g(x_3) = e^{x_3}`). */
  private isNewBefore(chain: Chain): boolean {
    return this.steps.some((other) => other.chain === chain && other.role === 'restatement');
  }

  private defined(step: Unclassified, head: Head, body: Expr, which: 'new' | 'again'): Class {
    const hole = holeIn(body);
    const known = this.definitions.get(head.family) ?? [];
    const isPrivate = this.isPrivate(step.chain.section);
    const visible = isPrivate ? known.filter(({ section }) => section === step.chain.section) : known;
    if (hole && visible.length > 0) this.unreadAt(step, head.family);
    if (hole && (visible.length > 0 || this.isWhole(head.family) || isSet(step.chain.members[step.position]?.node)))
      return { role: 'claim' };
    const member = step.chain.members[step.position];
    const tex = member && this.note.spans[member.span]?.tex.slice(member.range.start, member.range.end);
    const meaning: Definition['meaning'] = hole
      ? { kind: 'unreadable', message: hole.message, ...(tex === undefined ? {} : { names: namesWritten(tex) }) }
      : { kind: 'formula', body };
    const isConditional = step.conditions.some(({ kind }) => kind === 'relation');
    const plain = this.definition(step, head, meaning);
    const definition: Definition = isPrivate || isConditional ? { ...plain, isPrivate, isConditional } : plain;
    if (which === 'new' && this.leadsBack(head.family, body, step.chain.section)) {
      this.unreadAt(step, head.family);
      return { role: 'restatement', definition: { ...definition, isCircular: true } };
    }
    const isRestated = which === 'again' && !definition.isPrivate;
    if (!isRestated) this.definitions.set(head.family, [...known, definition]);
    const isElsewhere = isRestated && !known.some((other) => isOpenIn(this.note.sections, other.section, step.chain.section));
    return { role: isRestated ? 'restatement' : 'definition', definition, isElsewhere };
  }

  private unreadAt({ chain: { section }, order }: Unclassified, family: FamilyKey): void {
    this.unread.push({ family, order, ...(this.note.rows.has(section) ? { section } : {}) });
  }

  /** Whether what a section defines says nothing of the names around it. */
  private isPrivate(section: number): boolean {
    return this.note.listings.has(section) || this.note.rows.get(section) === 'schematic';
  }

  /** A new definition that stands where a step does. */
  private definition({ chain, order }: Unclassified, { family, head, params }: Head, meaning: Definition['meaning']): Definition {
    const id = this.nextId++;
    const { section } = chain;
    return params === undefined ? { id, family, head, meaning, section, order } : { id, family, head, params, meaning, section, order };
  }

  /** Whether the open definitions of the names in a formula lead to a family: `n = m + k` where `m = n - k`. */
  private leadsBack(family: FamilyKey, body: Expr, section: number): boolean {
    const seen = new Set<FamilyKey>();
    const visit = (expr: Expr): boolean =>
      [...mentioned(expr)].some((name) => {
        if (name === family) return true;
        if (seen.has(name)) return false;
        seen.add(name);
        const open = (this.definitions.get(name) ?? []).filter((other) => isOpenIn(this.note.sections, other.section, section));
        const meaning = open.at(-1)?.meaning;
        return meaning?.kind === 'formula' && visit(meaning.body);
      });
    return visit(body);
  }

  /** `h_t = f(h_{t-1})`, `s_{k+1} = w_k z_k`: the family is defined member after member. */
  private recurrence(step: Unclassified, family: FamilyKey): Class {
    const known = this.definitions.get(family) ?? [];
    if (known.length > 0) return { role: 'claim' };
    // A step of a descent says where a name moves, and not what it is.
    if (isUpdated(step)) return { role: 'definition' };
    const { base } = partsOfKey(family);
    const why = message('unread-recurrence', { name: base });
    const definition = this.definition(step, { family, head: [] }, { kind: 'unreadable', message: why });
    this.definitions.set(family, [definition]);
    return { role: 'definition', definition };
  }

  /** `w x + b = z`, `\partial E / \partial z = (y - t) y (1 - y) = \delta`: a name that stands for the first time, at the end of a chain of what it is. */
  private withNameBehind(step: Unclassified): Class | undefined {
    const { chain, position, lhs, rhs } = step;
    const isLast = position === chain.members.length - 1;
    const head = rhs.kind === 'ref' && isLast ? headOf(rhs) : undefined;
    if (head === undefined || lhs.kind === 'ref' || isNumeric(lhs) || holeIn(lhs)) return undefined;
    if (this.seen.has(head.family) || this.definitions.has(head.family) || names(lhs, head.family)) return undefined;
    // A constant that something is held at is given no meaning by it.
    if (/^(?:C|c|K|k|\\text\{const\}|const)$/.test(partsOfKey(head.family).base)) return undefined;
    const free = freeIndices(lhs);
    if ([...free].some((id) => !head.head.includes(id))) return undefined;
    if (this.isConstraint(chain, lhs, rhs)) return { role: 'assumption' };
    // `\frac{\partial^2 J}{\partial w\,\partial b} = \bar x` with `\bar x = \frac1m \sum_i x_i`.
    if (lhs.kind === 'partial' && this.isSaidNext(chain, head.family)) return undefined;
    // A slip on the way from a derivative is none of its name.
    const first = this.members[chain.id]?.[0];
    const isDerivative = first?.kind === 'partial' && [...freeIndices(first)].every((id) => head.head.includes(id));
    return this.defined(step, head, isDerivative ? first : lhs, 'new');
  }

  /** `Ax = b` beside `\nu^\top (Ax - b)`: whether a formula of the section has the difference of two sides times a multiplier that nothing defines. */
  private isConstraint({ section }: Chain, lhs: Expr, rhs: Expr): boolean {
    const [name = ''] = signedTerms(rhs);
    const others = signedTerms(lhs).sort().join();
    const isDifference = (node: Expr): boolean => {
      const terms = node.kind === 'add' ? signedTerms(node) : [];
      const isLess = terms.includes(`-${name.slice(1)}`);
      if (!isLess && !terms.includes(name)) return false;
      const rest = terms.filter((term) => term.slice(1) !== name.slice(1));
      return (isLess ? rest : rest.map(opposite)).sort().join() === others;
    };
    const isMultiplier = (node: Expr): boolean =>
      node.kind === 'ref' && multiplierLetters.test(partsOfKey(node.family).base) && !this.definitions.has(node.family);
    return this.note.chains.some(
      (chain) =>
        chain.section === section &&
        (this.members[chain.id] ?? []).some((member) =>
          hasInside(member, (node) => node.kind === 'multiply' && node.factors.some(isMultiplier) && node.factors.some(isDifference)),
        ),
    );
  }

  /** A new name that a rewriting of a definition's right side brings in (`a_j = \sum_i w_{ji} o_i = \sum_i w_{ji} x_i`). */
  private withAlias(step: Unclassified): Class {
    const alias = (this.rewrites(step) || this.isSameCall(step) ? aliasBetween(step.lhs, step.rhs) : undefined) ?? this.insideOf(step);
    const head = alias && ownIndices(alias.name.slots);
    if (alias === undefined || head === undefined || this.definitions.has(alias.name.family)) return { role: 'claim' };
    const { family } = alias.name;
    const definition = this.definition(step, { family, head }, { kind: 'formula', body: alias.meaning });
    this.definitions.set(family, [definition]);
    return { role: 'definition', definition };
  }

  /** Whether the left side of a step is what the step before it in its chain gave a name. */
  private rewrites({ chain, lhs }: Unclassified): boolean {
    return this.steps.some((other) => other.chain === chain && other.role === 'definition' && other.rhs === lhs);
  }

  /** `a = \sigma(z) = \sigma(w^\top x + b)`: a name that stands for the first time, and the formula in its place. */
  private insideOf(step: Unclassified): Alias<Expr> | undefined {
    const { chain, order, lhs, rhs } = step;
    const alias = this.rewrites(step) ? formulaBetween(lhs, rhs) : undefined;
    if (alias === undefined || isNumeric(alias.meaning) || holeIn(alias.meaning)) return undefined;
    const { family, slots } = alias.name;
    const since = this.seen.get(family);
    const isFresh = since === undefined || since === chain.id;
    const isOfHead = [...freeIndices(alias.meaning)].every((id) => slots.some((slot) => slot.kind === 'index' && slot.id === id));
    return isFresh && isOfHead && !names(rhs, family) && !this.isSaidOtherwise(family, order) ? alias : undefined;
  }

  /** `\mathcal L(y, \hat y) = \mathcal L(y, A_2)`: a function at its own parameters and at what they stand for. */
  private isSameCall({ lhs, rhs }: Unclassified): boolean {
    if (lhs.kind !== 'call' || rhs.kind !== 'call' || lhs.fn !== rhs.fn) return false;
    const params = flatMap(this.definitions.get(lhs.fn) ?? [], (definition) => definition.params ?? []);
    const alias = aliasBetween(lhs, rhs);
    return alias !== undefined && this.definitions.has(alias.meaning.family) && params.some(({ family }) => family === alias.name.family);
  }

  /** Whether a name without indices is the whole matrix whose entries have a definition. */
  private isWhole(family: FamilyKey): boolean {
    const own = partsOfKey(family);
    for (const key of this.definitions.keys()) {
      const other = partsOfKey(key);
      if (other.base === own.base && other.label === own.label && own.arity === 0 && other.arity === 2) return true;
    }
    return false;
  }
}

/** What puts a number in for once; “where $\\lambda = 2$” gives it for good. */
const caseWords = new RegExp(`(?:^|[^\\p{L}])(?![Ww]here)${sourceOf('when')}\\s*$`, 'u');

/** Whether a formula is one less another. */
function isOneLess(formula: Expr, other: Expr): boolean {
  const [first, second, ...more] = formula.kind === 'add' ? formula.terms : [];
  if (first?.kind !== 'number' || first.value !== 1 || second?.kind !== 'negate' || more.length > 0) return false;
  return printUpToIds(second.of) === printUpToIds(other);
}

/** Letters of the multipliers of Lagrange. */
const multiplierLetters = /^\\(?:lambda|nu|mu|alpha|beta|eta)$/;

const averages: ReadonlySet<string> = new Set(['integral', 'expectation']);

/** The terms of a sum, or a formula as the only one, as text behind their signs. */
function signedTerms(expr: Expr): string[] {
  return (expr.kind === 'add' ? expr.terms : [expr]).map((term) =>
    term.kind === 'negate' ? `-${printUpToIds(term.of)}` : `+${printUpToIds(term)}`,
  );
}

function opposite(term: string): string {
  return (term.startsWith('-') ? '+' : '-') + term.slice(1);
}

function roleOf({ chain, position, sign, lhs, rhs }: Unclassified, vocabulary: Vocabulary): Role {
  const left = chain.members[position - 1]?.node;
  const right = chain.members[position]?.node;
  if (sign === '\\leftarrow' || sign === '\\gets') return 'update';
  if (defines(sign)) {
    const ranged = right !== undefined && (right.kind === 'list' || hasDots(right));
    if (left && right && isRange(left, right)) return 'not-a-claim';
    if (left && right && isIndexLike(left, vocabulary) && (ranged || isIndexLike(right, vocabulary)))
      return ranged ? 'not-a-claim' : 'assumption';
    if (position === 1 && left && (spellsOut(left) || (right && isAccumulated(left, right)))) return 'definition';
    // `\nabla = \nabla_\theta`
    if (position === 1 && left?.kind === 'nabla' && left.of === undefined) return 'definition';
    if (position === 1 && left && right && (putsPoint(left, right) || explainsMark(left, right))) return 'definition';
    const gradient = position === 1 && left && right ? namedGradient(left, right) : undefined;
    if (gradient && vocabulary.gradients.has(gradient.base)) return 'definition';
    if (left && right && (isOfSizes(left, right) || (isReference(left) && isReference(right)))) return 'not-a-claim';
    // `x_1 = \dots = x_{k-1} = x_{k+1} = \dots = 0` says of all members but one that they are equal.
    if (left && right && chain.members.some(({ node }) => node.kind === 'dots') && isOfOneName(left, right)) return 'assumption';
    // `y = y(x)` says what a name depends on.
    if (left?.kind === 'symbol' && right?.kind === 'call' && isEqual(left, right.head)) return 'not-a-claim';
    // `1 = \begin{bmatrix} 0 \\ 1 \end{bmatrix}` says by which code a class is written.
    if (position === 1 && chain.members.length === 2 && left?.kind === 'number' && isTable(right)) return 'not-a-claim';
    // `\delta_{ij} = 1` if `i = j` says what a delta is.
    if (position === 1 && left && right && lhs.kind === 'delta' && isDeltaValue(left, right)) return 'assumption';
    if (right?.kind === 'text' && /^[?？]$/.test(right.text.trim())) return 'not-a-claim';
    return 'claim';
  }
  if (sign === '\\in' || comparisonOf(sign) !== undefined) return 'assumption';
  return sign === '\\approx' && isNumeric(lhs) && isNumeric(rhs) ? 'claim' : 'not-a-claim';
}

const numericKinds: ReadonlySet<Expr['kind']> = new Set(['number', 'negate', 'add', 'multiply', 'divide', 'power', 'apply']);

/** Whether a formula has no names in it but those of functions. */
export function isNumeric(expr: Expr): boolean {
  return !hasInside(expr, hasAName);
}

/** Whether a formula is of numbers alone, with vectors or matrices written out among them. */
export function isOfNumbers(expr: Expr): boolean {
  const nodes = walk(expr);
  return (
    nodes.some(({ kind }) => kind === 'list') && nodes.every((node) => node.kind === 'list' || node.kind === 'reduce' || hasNoName(node))
  );
}

function hasAName(node: Expr): boolean {
  return !hasNoName(node);
}

function hasNoName(node: Expr): boolean {
  return numericKinds.has(node.kind) || (node.kind === 'call' && node.args.length > 0 && node.slots.length === 0);
}

/** `l = 1, \dots, L`: what a letter runs over. */
function isRange(left: Syntax, right: Syntax): boolean {
  if (!isIndexSymbol(left) || right.kind !== 'list') return false;
  const [first] = right.items;
  return first?.kind === 'number' && Number.isInteger(first.value) && right.items.some(({ kind }) => kind === 'dots');
}

/** `-1`, `\frac{1}{2}` */
function isNumberAlone(node: Syntax): boolean {
  return walkSyntax(node).every(({ kind }) => kind === 'number' || kind === 'sum' || kind === 'quotient' || kind === 'root');
}

function isIndexLike(node: Syntax, vocabulary: Vocabulary): boolean {
  if (node.kind === 'number') return Number.isInteger(node.value);
  return isIndexSymbol(node) && vocabulary.subscripts.has(node.letter) && !vocabulary.bases.has(node.letter);
}

function hasDots(node: Syntax): boolean {
  return nodesIn(node).some((inner) => inner.kind === 'dots' || isEach(inner));
}

/** `\operatorname{softmax}((x_1, \dots, x_k)^\top) = …`: a function by name with its argument written out, which says what the function is. */
function spellsOut(node: Syntax): boolean {
  if (node.kind !== 'function' || node.primes > 0) return false;
  return node.operands.some(
    (operand) =>
      walkSyntax(operand).some(isEach) ||
      ((operand.kind === 'matrix' || operand.kind === 'group' || operand.kind === 'list') && hasDots(operand)),
  );
}

/** `K(x, z) = K(z, x)`: a function that stays the same where its arguments are swapped, as the sum of another one both ways. */
function symmetrised({ lhs, rhs }: Unclassified): Expr | undefined {
  if (lhs.kind !== 'call' || rhs.kind !== 'call' || lhs.fn !== rhs.fn || lhs.args.length !== 2 || lhs.order > 0 || rhs.order > 0)
    return undefined;
  const [one, other] = [lhs.args, rhs.args].map((args) => flatMap(args, (arg) => (arg.kind === 'ref' ? [arg.family] : [])));
  if (one?.length !== 2 || other?.length !== 2 || one[0] === one[1] || one[0] !== other[1] || one[1] !== other[0]) return undefined;
  const { base, label, arity } = partsOfKey(lhs.fn);
  const fn = familyKey(base, joinLabel(label, '1/2'), arity);
  return { kind: 'add', terms: [lhs, rhs].map((call) => ({ ...call, fn })) };
}

/** `dW = dW + 2 \lambda W`: a gradient, by name or as a derivative, that is given a new value by its old one, as in code. */
function isAccumulated(left: Syntax, right: Syntax): boolean {
  if (left.kind === 'partial') return right.kind === 'sum' && right.terms.some(({ sign, node }) => sign === '+' && isEqual(node, left));
  const name = gradientName(left);
  return name !== undefined && differentialsIn(right).some((other) => isEqual(other, name));
}

/** `x = (x_1, x_2)^\top`: a vector as the list of its own entries. */
function isSpeltOut(left: Syntax | undefined, right: Syntax | undefined): boolean {
  const outer = right?.kind === 'scripts' && right.base.kind !== 'symbol' ? right.base : right;
  const inner = outer?.kind === 'group' && outer.body.kind === 'matrix' ? outer.body : outer;
  const list = inner?.kind === 'group' && inner.body.kind === 'list' ? inner.body.items : inner?.kind === 'matrix' ? inner.rows.flat() : [];
  const letter = left && symbolOf(left)?.letter.toLowerCase();
  const isEntry = (node: Syntax): boolean =>
    node.kind === 'scripts' && node.sub !== undefined && symbolOf(node)?.letter.toLowerCase() === letter;
  if (letter === undefined) return false;
  // `(x_1, \dots, x_n)`, as a list with dots is read.
  const every = inner?.kind === 'group' ? inner.body : inner;
  if (every?.kind === 'big-operator' && every.operator === 'each') return isEntry(every.body);
  return 1 < list.length && list.every((entry) => entry.kind === 'dots' || isEntry(entry));
}

/** `(x, y) = (1, 2)`: names in a bracket with a number for each. */
function putsPoint(left: Syntax, right: Syntax): boolean {
  const [names, numbers] = [left, right].map((side) =>
    side.kind === 'group' && side.open === '(' && side.body.kind === 'list' ? side.body.items : [],
  );
  if (names === undefined || numbers === undefined || names.length === 0 || names.length !== numbers.length) return false;
  return (
    names.every((name) => symbolOf(name) !== undefined) &&
    numbers.every((entry) => walkSyntax(entry).every(({ kind }) => kind !== 'symbol'))
  );
}

function isOfOneName(one: Syntax, two: Syntax): boolean {
  const [a, b] = [one, two].map((node) => (node.kind === 'scripts' && node.sub ? symbolOf(node) : undefined));
  return a !== undefined && b !== undefined && a.letter === b.letter;
}

/** `(1)` as the number of an equation. */
function isReference(node: Syntax): boolean {
  return node.kind === 'group' && node.open === '(' && node.body.kind === 'number';
}

function isEach(node: Syntax): boolean {
  return node.kind === 'big-operator' && node.operator === 'each';
}

/** Whether a formula is a matrix or a vector of numbers, in a column or a row, which gives values and no meaning. */
export function isTable(node: Syntax | undefined): boolean {
  const inner = node?.kind === 'scripts' ? node.base : node;
  const isRow = inner?.kind === 'group' && /^[([]$/.test(inner.open) && !isSet(node);
  const list = isRow && inner.body.kind === 'list' ? inner.body.items : [];
  const entries = inner?.kind === 'matrix' ? inner.rows.flat() : list;
  return entries.length > 0 && entries.every((entry) => !walkSyntax(entry).some(({ kind }) => kind === 'symbol'));
}

/** `(0, 1)^K` and its like are sets, which define nothing. */
function isSet(node: Syntax | undefined): boolean {
  return node?.kind === 'scripts' && node.base.kind === 'group' && node.base.body.kind === 'list' && !isTranspose(node.sup);
}

interface Head {
  readonly family: FamilyKey;
  readonly head: readonly IndexId[];
  readonly params?: readonly Parameter[];
}

/** What a left side defines: a family with its own indices, or a function of names. */
function headOf(expr: Expr): Head | undefined {
  if (expr.kind === 'ref') {
    const head = ownIndices(expr.slots);
    return head && { family: expr.family, head };
  }
  if (expr.kind !== 'call' || expr.order > 0 || expr.args.length === 0) return undefined;
  const head = ownIndices(expr.slots);
  const params: Parameter[] = [];
  for (const arg of expr.args) {
    const name = arg.kind === 'array' ? arg.body : arg;
    const slots = name.kind === 'ref' ? ownIndices(name.slots) : undefined;
    if (name.kind !== 'ref' || slots === undefined || (arg.kind === 'array' && arg.indices.length !== slots.length)) return undefined;
    params.push({ family: name.family, slots, ...(arg.kind === 'array' ? { isWhole: true } : {}) });
  }
  return head && { family: expr.fn, head, params };
}

/** `x = (x_1, x_2)`: whether a formula only lists the members of its left side, counted from 1 or from 0. */
function writesOut(lhs: Expr, rhs: Expr): boolean {
  if (rhs.kind === 'list') {
    const { index, items } = rhs;
    const isFrom = (start: number): boolean =>
      index.kind === 'index' && items.every((item, at) => writesOut(withTerm(lhs, index.id, { kind: 'value', value: start + at }), item));
    return isFrom(1) || isFrom(0);
  }
  if (lhs.kind !== 'ref' || rhs.kind !== 'ref' || lhs.family !== rhs.family) return false;
  return lhs.slots.every((term, at) => {
    const other = rhs.slots[at];
    if (term.kind === 'index') return other?.kind === 'index' && other.id === term.id && other.shift === term.shift;
    return term.kind === 'value' && other?.kind === 'value' && other.value === term.value;
  });
}

function isSameMember(one: Expr & { kind: 'ref' }, two: Expr & { kind: 'ref' }): boolean {
  return one.slots.every((term, at) => {
    const other = two.slots[at];
    return term.kind === 'value' && other?.kind === 'value' && other.value === term.value;
  });
}

/** Whether a head is the next member of its family (`s_{k+1}`). */
function isShifted(expr: Expr & { kind: 'ref' }): boolean {
  const moved = expr.slots.some((term) => term.kind === 'index' && term.shift !== 0);
  return moved && expr.slots.every((term) => term.kind === 'index');
}

/** Whether a formula names other members of the family that its left side is a member of. */
function isStepwise(rhs: Expr, lhs: Expr): boolean {
  if (lhs.kind !== 'ref' || lhs.slots.length === 0) return false;
  return hasInside(
    rhs,
    (node) => node.kind === 'ref' && node.family === lhs.family && node.slots.some((term) => term.kind === 'index' && term.shift !== 0),
  );
}

/** `w_{t+1} = w_t - \eta\,\partial L/\partial w`: a member of a family as the one before it, moved along a derivative. */
function isUpdated({ lhs, rhs }: Unclassified): boolean {
  if (lhs.kind !== 'ref' || rhs.kind !== 'add') return false;
  const isKept = rhs.terms.some((term) => term.kind === 'ref' && term.family === lhs.family);
  return isKept && hasInside(rhs, (node) => node.kind === 'partial' && node.wrt.kind === 'ref' && sharesBase(node.wrt.family, lhs.family));
}

function sharesBase(one: FamilyKey, two: FamilyKey): boolean {
  return partsOfKey(one).base === partsOfKey(two).base;
}

/** Whether a definition counts outside of its own section. */
function isFormula({ meaning, isPrivate }: Definition): boolean {
  return meaning.kind === 'formula' && !isPrivate;
}

function names(expr: Expr, family: FamilyKey): boolean {
  return hasInside(expr, (node) => (node.kind === 'ref' && node.family === family) || (node.kind === 'call' && node.fn === family));
}
