import { bothOf } from '../expr/conditions.ts';
import type { Bounds, Condition, Expr, FamilyKey, IndexBound, IndexId, IndexTerm, Reduction } from '../expr/expr.ts';
import { freeIndices, hasInside, termsOf } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { functionNamed } from '../latex/notations/functions.ts';
import type {
  BigOperatorSyntax,
  CallSyntax,
  FunctionSyntax,
  GroupSyntax,
  ListSyntax,
  MatrixSyntax,
  NablaSyntax,
  PartialSyntax,
  ProductSyntax,
  RelationSyntax,
  ScriptsSyntax,
  SumSyntax,
  SymbolSyntax,
  Syntax,
} from '../latex/syntax.ts';
import { nodesIn, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { type Message, type MessageId, message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { comparisonOf } from './comparisons.ts';
import { customaryFunction } from './customary.ts';
import { densities } from './densities.ts';
import { behindD, bracketOfD, type Direction, directionsOf } from './differentials.ts';
import { divergenceName } from './divergences.ts';
import {
  isBare,
  isBoldSmall,
  isFactorP,
  isIndicator,
  isInverseTranspose,
  isLetterOfChange,
  isNamed,
  isNameIn,
  isNoName,
  isNorm,
  isPosition,
  spells,
  withoutMark,
  withoutSup,
} from './forms.ts';
import { isEqual } from './general-term.ts';
import { differentialAt } from './gradients.ts';
import { byBounds, domainOf, integralBase, isOnlyHanded, variablesOf } from './integrals.ts';
import { ratioIn } from './listed-adjoints.ts';
import { type Name, nameOf, readName } from './names.ts';
import { headName } from './only-applied.ts';
import { argumentsOf, type Draw, drawsOf, isChance, isDensity, lawAt, lawOf } from './outcomes.ts';
import { fixedIn, isNeighbours, secondOfPair } from './pairs.ts';
import { pointIn } from './points.ts';
import { logarithmOfFirst, operatorOver, operatorOverFirst, slashOverRest, withReach } from './reach.ts';
import type { Choice, Reading } from './readings.ts';
import { boundLetters, isTranspose, labelText, leftmost, lettersIn, orderedIn, runs, sampleIn, tupleIn } from './scripts.ts';
import { countOf, setBelow } from './sets.ts';
import { baseName, familyKey, isIndexSymbol, joinLabel, partsOfKey, pieces, symbolOf, wordIn } from './symbols.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is known of the names of a note while formulas are given meaning. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  /** Names of functions of the table that the notes define themselves. */
  readonly redefined: ReadonlySet<string>;
  /** Families that are the head of some definition. */
  readonly heads: ReadonlySet<FamilyKey>;
  /** Bases of those families. */
  readonly defined: ReadonlySet<string>;
  /** Bases whose two-slot family is the Kronecker delta, since nothing else defines it. */
  readonly kronecker: ReadonlySet<string>;
  /** Names of which words say that they are a function of the table. */
  readonly said: ReadonlySet<string>;
  /** Number of arguments of the functions in the table, by name. */
  readonly arityOf: (name: string) => number | undefined;
  /** Whether a function is one of whole vectors and matrices. */
  readonly isOperation: (name: string) => boolean;
  nextIndex(letter: string): IndexId;
}

/** How many conditions are met together at the most: each stands within the next. */
const mostTogether = 32;
/** Letters that a bracket makes an expectation, a probability or an order of magnitude, where the notes do not define them. */
const operatorLetters = new Set(['E', 'P', 'O']);
/** Signs of what a sum runs over: a set. */
const sets: ReadonlySet<string> = new Set(['\\in', '\\notin']);
const reductions: ReadonlyMap<BigOperatorSyntax['operator'], Reduction> = new Map([
  ['sum', 'sum'],
  ['product', 'product'],
  ['max', 'maximum'],
  ['min', 'minimum'],
]);
/** Words in a formula that stand for an operation on what follows. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^(?:the )?sum of (?:the |all |all the )?(?:components|elements|entries) of$/i, 'sum'],
];
/** Brackets that round what is in them. */
const roundings: ReadonlyMap<string, string> = new Map([
  ['⌊', 'floor'],
  ['⌈', 'ceil'],
]);
/** Functions that a minus one above turns into their inverses. */
const arcs: ReadonlyMap<string, string> = new Map([
  ['sin', 'arcsin'],
  ['cos', 'arccos'],
  ['tan', 'arctan'],
  ['sinh', 'arsinh'],
  ['cosh', 'arcosh'],
  ['tanh', 'artanh'],
]);
/** Letters whose prime is a derivative where they are defined, though it stands without an argument: `f = x^3`, `f' = 3x^2`. */
const derived = new Set(['f', 'g']);
const activations = new Set(['\\sigma', '\\phi', '\\varphi', '\\psi']);
const functionLetters = new Set(['f', 'g', 'h', '\\phi', '\\varphi', '\\psi', '\\sigma', '\\ell']);

/** A letter that a sum binds. `counts`: it may stand for its number; `value`: for a value of its own. */
interface Bound {
  readonly letter: string;
  readonly id: IndexId;
  readonly counts: boolean;
  readonly value?: Expr;
}

/** An index that a sum binds, with where it runs. */
interface Binder {
  readonly id: IndexId;
  readonly bounds: Bounds;
  readonly conditions: Condition[];
}

/** Functions of one vector, whose arguments are its entries where there are several. */
const ofOneVector: ReadonlySet<string> = new Set(['softmax', 'logsoftmax', 'logsumexp']);

/**
 * Gives the formulas of one chain their meaning: they share their free indices. Never fails: what it cannot read becomes a hole.
 * One file, though a long one: there is one method for each kind of node, and they call each other in every order.
 */
export class Elaborator {
  /** Letters that are free in the chain. */
  readonly free = new Map<string, IndexId>();
  /** Every choice met, for the search over readings. */
  readonly choices = new Map<string, Choice>();
  /** The families of which it was asked whether they are the head of a definition. */
  readonly asked = new Set<FamilyKey>();
  private readonly lexicon: Lexicon;
  private readonly reading: Reading;
  private readonly chain: readonly Syntax[];
  private readonly span: number;
  private readonly section: number;
  private labels: readonly string[] | undefined;
  private below: ReadonlySet<string> | undefined;
  private fixed: ReadonlySet<string> | undefined;
  private argument: Expr | 'none' | undefined;
  private readonly bound: Bound[] = [];
  /** The variables in whose differentials the chain is written, if it is. */
  private readonly directions: readonly Direction[] | undefined;

  /** `span` is where the chain begins: the places of its choices are offsets there. */
  constructor(
    lexicon: Lexicon,
    reading: Reading,
    chain: readonly Syntax[],
    { span, section }: { readonly span: number; readonly section: number },
  ) {
    this.lexicon = lexicon;
    this.reading = reading;
    this.chain = chain;
    this.span = span;
    this.section = section;
    this.directions = lexicon.vocabulary.isDName ? undefined : directionsOf(chain, (name) => this.isDefined(name));
  }

  private isDefined(name: Syntax): boolean {
    const symbol = symbolOf(name);
    const { defined, vocabulary } = this.lexicon;
    return symbol !== undefined && (defined.has(nameOf(symbol, vocabulary)) || vocabulary.functionHeads.has(baseName(symbol)));
  }

  /** The meaning of a member of a chain; words or a condition in front of a colon leave it open what is claimed. */
  member(node: Syntax, tex: string): Expr {
    // A list in square brackets on one side of an equation is a bracket of its two parts.
    if (this.chain[0] === node && node.kind === 'group' && node.open === '[' && node.body.kind === 'list' && node.body.items.length === 2)
      return this.hole('unread-brackets', node.range);
    return /[^\\]:(?!=)/.test(outside(tex)) ? this.hole('unread-colon', node.range) : this.expr(node);
  }

  /** The meaning of a formula. */
  expr(node: Syntax): Expr {
    const at = node.range;
    switch (node.kind) {
      case 'number':
        return { kind: 'number', value: node.value, decimals: node.decimals, at };
      case 'symbol':
        return this.name(node, node, at);
      case 'scripts':
        return this.scripts(node);
      case 'group':
        return this.group(node);
      case 'sum':
        return this.sum(node);
      case 'product': {
        const wide = slashOverRest(node, this.choose);
        return wide ? this.expr(wide) : this.product(testing(node.factors), at);
      }
      case 'quotient':
        if (isBare(node.numerator) && isBare(node.denominator)) return this.bareQuotient(node.numerator, node.denominator, at);
        return { kind: 'divide', numerator: this.expr(node.numerator), denominator: this.expr(node.denominator), at };
      case 'call':
        return this.call(node);
      case 'function':
        return this.namedFunction(node);
      case 'big-operator':
        return this.reduction(node);
      case 'partial':
        return this.partial(node);
      case 'root':
        return node.degree === undefined
          ? { kind: 'apply', fn: 'sqrt', args: [this.expr(node.body)], order: 0, at }
          : {
              kind: 'power',
              base: this.expr(node.body),
              exponent: { kind: 'divide', numerator: number(1), denominator: this.expr(node.degree) },
              at,
            };
      case 'cases':
        return {
          kind: 'cases',
          branches: node.branches.map(({ value, condition }) => ({
            value: this.expr(value),
            ...(condition ? { condition: this.condition(condition) } : {}),
          })),
          at,
        };
      case 'hole':
        return { kind: 'hole', message: node.message, at };
      case 'nabla':
        return this.nabla(node);
      case 'matrix':
        return this.written(node);
      case 'list':
        return this.hole('unread-list', at);
      case 'text':
        return this.hole('unread-words', at, { words: node.text });
      case 'dots':
        return this.hole('unread-dots', at);
      case 'relation':
        return this.hole('unread-relation', at);
    }
  }

  /** The meaning of a condition, as written under a sum, in a case or beside a formula. */
  condition(node: Syntax): Condition {
    if (node.kind === 'group') return this.condition(node.body);
    if (node.kind === 'list') return this.together(node);
    if (node.kind !== 'relation') return unreadCondition(node);
    // `0 < m < 1`
    if (node.left.kind === 'relation') return bothOf(this.condition(node.left), this.condition({ ...node, left: node.left.right }));
    const relation = comparisonOf(node.relation);
    if (relation === undefined) return this.inInterval(node) ?? this.inSet(node) ?? unreadCondition(node);
    if (this.isIndex(node.left) || this.isIndex(node.right)) {
      const [left, right] = [node.left, node.right].map((side) => this.plainTerm(side));
      const [one, two] = [node.left, node.right].map((side) => this.computed(side));
      // `k < K`: the name of a size is a number here.
      const isUpToSize = one && two && (left?.kind === 'last' || right?.kind === 'last');
      if (left && right && !isUpToSize) return { kind: 'index-relation', relation, left, right };
      if (one && two) return { kind: 'relation', relation, left: one, right: two };
    }
    return { kind: 'relation', relation, left: this.expr(node.left), right: this.expr(node.right) };
  }

  /** `k = 1, \dots, K`; or conditions that are all met, as in `A > 0, r < 1`. */
  private together(node: ListSyntax): Condition {
    const [first, ...others] = node.items;
    if (first?.kind !== 'relation' || mostTogether < node.items.length) return unreadCondition(node);
    if (others.every(({ kind }) => kind === 'relation'))
      return others.reduce<Condition>((all, one) => bothOf(all, this.condition(one)), this.condition(first));
    return this.inRange(first, others) ?? unreadCondition(node);
  }

  /** What an index runs over: from the number behind its sign to the last of what follows, or down to that. */
  private inRange({ relation, left, right: first }: RelationSyntax, others: readonly Syntax[]): Condition | undefined {
    const last = others.at(-1);
    if (relation !== '=' || last === undefined || !this.isIndex(left) || !others.some(({ kind }) => kind === 'dots')) return undefined;
    const [from, to] = first.kind === 'number' ? [first, last] : [last, first];
    const [index, lower, upper] = [left, from, to].map((side) => this.computed(side));
    if (lower?.kind !== 'number' || index === undefined || upper === undefined) return undefined;
    return bothOf(
      { kind: 'relation', relation: '≤', left: lower, right: index },
      { kind: 'relation', relation: '≤', left: index, right: upper },
    );
  }

  /** `m \in (0, 1)`, `m \in [0, 1]`. */
  private inInterval({ relation, left, right }: RelationSyntax): Condition | undefined {
    const [lower, upper, ...rest] = right.kind === 'group' && right.body.kind === 'list' ? right.body.items : [];
    if (relation !== '\\in' || right.kind !== 'group' || lower === undefined || upper === undefined || rest.length > 0) return undefined;
    if (!/^[([]$/.test(right.open) || this.isIndex(left)) return undefined;
    const side = (bracket: string): '≤' | '<' => (bracket === '[' || bracket === ']' ? '≤' : '<');
    const name = this.expr(left);
    return bothOf(
      { kind: 'relation', relation: side(right.open), left: this.expr(lower), right: name },
      { kind: 'relation', relation: side(right.close), left: name, right: this.expr(upper) },
    );
  }

  /** `(i, j) \\in E`, `j \\notin N_i`, `i \\sim j` of indices. */
  private inSet(node: RelationSyntax): Condition | undefined {
    const over = isNeighbours(node) ? [node.left, node.right] : sets.has(node.relation) ? (tupleIn(node.left) ?? [node.left]) : [];
    if (over.length === 0 || !over.every((one) => isIndexSymbol(one) && this.isIndex(one))) return undefined;
    const ids = over.map((one) => this.indexOf((one as SymbolSyntax).letter));
    return isNeighbours(node) ? memberOf('\\sim', ids, true) : this.membership(node.right, ids, node.relation === '\\in');
  }

  private hole(id: MessageId, at: Range, params: Message['params'] = {}): Expr {
    return { kind: 'hole', message: message(id, params), at };
  }

  private readonly choose = (about: string, scope: Choice['scope'], options: readonly string[]): string => {
    const key = scope === 'document' ? about : scope === 'section' ? `${about}@§${this.section}` : `${about}@${this.span}`;
    this.choices.set(key, { key, scope, options });
    const taken = this.reading.get(key);
    return taken !== undefined && options.includes(taken) ? taken : (options[0] as string);
  };

  private name(node: SymbolSyntax | ScriptsSyntax, symbol: SymbolSyntax, at: Range): Expr {
    const read = readName(node, this.lexicon.vocabulary);
    if (read === undefined) return this.hole('unread-scripts', at);
    const name = this.asOneApart(read);
    const { vocabulary } = this.lexicon;
    const standing = this.bound.length > 0 ? this.bound.filter(({ letter }) => letter === name.base).at(-1)?.value : undefined;
    if (standing && name.slots.length === 0 && name.label === '' && name.primes === 0 && !name.transposed)
      return this.raised({ ...standing, at: name.power ? withoutMark(node) : at }, name.power, at);
    if (standing) return this.hole('unread-integral', at);
    const counted = node.kind === 'symbol' ? this.counted(name.base, node) : undefined;
    if (counted !== undefined) return { kind: 'position', term: { kind: 'index', id: counted, shift: 0, at }, at };
    if (node.kind === 'symbol' && symbol.face !== 'tt' && !vocabulary.bases.has(name.base)) {
      if (symbol.letter === 'e') return { kind: 'number', value: Math.E, decimals: 0, at };
      if (symbol.letter === '\\pi') return constantPi(at);
      if (symbol.letter === '\\infty') return this.hole('unread-infinity', at);
    }
    if (symbol.letter === '1' && name.slots.length === 0 && name.label === '' && !name.power)
      return transposedIf(name.transposed, { kind: 'tensor', op: 'ones', args: [], at }, at);
    if (symbol.letter === 'I' && node.kind === 'symbol' && !vocabulary.variables.has('I'))
      return { kind: 'tensor', op: 'identity', args: [{ kind: 'ref', family: familyKey(name.base, '', 0), slots: [], at }], at };
    const size = symbol.letter === 'I' && node.kind === 'scripts' ? this.sizeOfIdentity(node) : undefined;
    if (size && node.kind === 'scripts') {
      const own: Expr = { kind: 'ref', family: familyKey(name.base, name.label, 0), slots: [], at };
      return this.raised({ kind: 'tensor', op: 'identity', args: [own, size], at: name.power ? withoutMark(node) : at }, name.power, at);
    }
    if (symbol.letter === '1' || symbol.face === 'bb' || isNoName(symbol.letter))
      return this.hole('unread-symbol', at, { name: symbol.letter });
    const spelt = symbol.face === 'tt' ? this.spelt(name.base, at) : undefined;
    if (spelt) return spelt;
    if (/^d[A-Z]/.test(name.base)) return this.hole('unread-gradient-name', at, { name: name.base });
    const slots: IndexTerm[] = [];
    for (const slot of name.slots) {
      const term = this.term(slot);
      if (term === undefined) return this.hole('unread-subscript', slot.range);
      slots.push(term);
    }
    if (name.transposed)
      return transposedIf(true, { kind: 'ref', family: this.familyOf(name, slots.length, at), slots, at: withoutMark(node) }, at);
    const [first, second] = slots;
    if (first && second && slots.length === 2 && name.label === '' && this.lexicon.kronecker.has(name.base)) {
      return this.raised({ kind: 'delta', left: first, right: second, at }, name.power, at);
    }
    const anywhere = this.isWithoutArgument(name) ? this.anywhere : undefined;
    if (anywhere) {
      const fn = familyKey(name.base, name.label, 0);
      return this.raised({ kind: 'call', fn, args: [anywhere], order: name.primes, slots: [], at }, name.power, at);
    }
    if (name.primes > 0 && (vocabulary.functions.has(name.base) || (derived.has(name.base) && this.isPlainHead(name.base)))) {
      return this.raised(
        { kind: 'call', fn: familyKey(name.base, name.label, slots.length), args: [], order: name.primes, slots, at },
        name.power,
        at,
      );
    }
    if (slots.length === 0 && name.label === '' && name.primes === 0 && functionLetters.has(name.base)) {
      const call = this.withoutArgument(name.base, name.power ? withoutMark(node) : at);
      if (call) return this.raised(call, name.power, at);
    }
    if (slots.length === 0 && name.label === '' && name.primes === 0 && this.isElided(name.base)) {
      const family = familyKey(name.base, '', 1);
      return this.raised({ kind: 'ref', family, slots: [{ kind: 'value', value: 1 }], at }, name.power, at);
    }
    return this.raised(
      { kind: 'ref', family: this.familyOf(name, slots.length, at), slots, at: name.power ? withoutMark(node) : at },
      name.power,
      at,
    );
  }

  /** Whether a name is that of a function of the notes of one variable, which stands here as a whole. */
  private isWithoutArgument({ base, label, slots }: Pick<Name, 'base' | 'label' | 'slots'>): boolean {
    const { functionHeads, parameters, applied } = this.lexicon.vocabulary;
    if (slots.length > 0 || label !== '') return false;
    return functionHeads.has(base) ? parameters.get(base)?.length === 1 : activations.has(base) && applied.has(base);
  }

  /**
   * What the functions of a chain are taken at that says of one of them what its derivative is, and of none where it is taken: `\tanh' = 1 - \tanh^2`,
   * or `\sigma' = \sigma (1 - \sigma)` where `a` of `\sigma(a) = \dots` is a name of the notes beside.
   */
  private get anywhere(): Expr | undefined {
    this.argument ??= this.findAnywhere();
    return this.argument === 'none' ? undefined : this.argument;
  }

  private findAnywhere(): Expr | 'none' {
    const [head] = this.chain;
    const { parameters, variables, alone, bases } = this.lexicon.vocabulary;
    if (head === undefined || !((head.kind === 'function' || head.kind === 'scripts') && head.primes > 0)) return 'none';
    const nodes = flatMap(this.chain, (member) => walkSyntax(member));
    // `\sigma(1 - \sigma)` is a product.
    const isProduct = ({ head: of, argument }: CallSyntax): boolean => {
      const symbol = symbolOf(of);
      return symbol !== undefined && isNameIn(argument.body, baseName(symbol));
    };
    const isTaken = (node: Syntax): boolean =>
      node.kind === 'call' ? !isProduct(node) : node.kind === 'function' && node.operands.length > 0;
    if (nodes.some(isTaken)) return 'none';
    if (head.kind === 'scripts') {
      const base = head.base.kind === 'symbol' && !head.sub && !head.sup ? baseName(head.base) : '';
      if (!this.isWithoutArgument({ base, label: '', slots: [] })) return 'none';
      const [parameter] = parameters.get(base) ?? [];
      if (parameter !== undefined && !variables.has(baseName(parameter))) return 'none';
      const names = nodes.flatMap((node) => (node.kind === 'symbol' ? [baseName(node)] : []));
      // What else stands in the chain tells where the function is taken.
      if (parameter === undefined ? names.some((name) => name !== base) : names.includes(baseName(parameter))) return 'none';
    }
    const letter = ['x', 'z', 'u', 's', 'v', 'q'].find((one) => !alone.has(one) && !bases.has(one));
    return letter === undefined ? 'none' : { kind: 'ref', family: familyKey(letter, '', 0), slots: [] };
  }

  /** `I_d`, where `d` is the size of something. */
  private sizeOfIdentity({ sub, primes }: ScriptsSyntax): (Expr & { kind: 'ref' }) | undefined {
    const { dimensions, sizes, summed, variables } = this.lexicon.vocabulary;
    if (sub?.kind !== 'symbol' || primes > 0 || variables.has('I')) return undefined;
    const base = baseName(sub);
    if (summed.has(base) || !(dimensions.has(base) || sizes.has(base))) return undefined;
    return { kind: 'ref', family: familyKey(base, '', 0), slots: [], at: sub.range };
  }

  private familyOf(name: Name, arity: number, at: Range): FamilyKey {
    const label = name.primes > 0 ? joinLabel(name.label, "'".repeat(name.primes)) : this.labelOf(name, arity, at);
    return familyKey(name.base, this.isToldApart(name) ? joinLabel(label, `~${spelling(name)}`) : label, arity);
  }

  /** Whether the letters of a name's indices tell its layer. */
  private isToldApart({ base, slots }: Name): boolean {
    if (!this.lexicon.vocabulary.lettered.has(base) || slots.length === 0 || !slots.every(isIndexSymbol)) return false;
    return this.choose('letters', 'document', ['one', 'apart']) === 'apart';
  }

  private isHead(family: FamilyKey): boolean {
    this.asked.add(family);
    return this.lexicon.heads.has(family);
  }

  /** Whether a bare name means its first member, where only its members are defined (one output `y` for `y_1`). */
  private isElided(base: string): boolean {
    if (this.isHead(familyKey(base, '', 0)) || !this.isHead(familyKey(base, '', 1))) return false;
    // What a function is said to be, it is of any number.
    const [head] = this.chain;
    if (head?.kind === 'call' && head.head.kind === 'symbol' && isNamed(head.argument.body, base)) return false;
    return this.choose(`elided:${base}`, 'document', ['whole', 'first']) === 'first';
  }

  /** The labels that other names of the chain carry. */
  private labelsAround(): readonly string[] {
    if (this.labels === undefined) {
      const found = new Set(
        flatMap(this.chain, (member) => nodesIn(member).map((node) => (node.kind === 'scripts' ? labelText(node.sup) : ''))),
      );
      this.labels = [...found].filter((label) => label !== '');
    }
    return this.labels;
  }

  /** The label of a name. One that nothing defines may have lost its label (`o_j` for `o_j^{(1)}`) or have one too many. */
  private labelOf(name: Name, arity: number, at: Range): string {
    const { base, label } = name;
    const known = (other: string): boolean => this.isHead(familyKey(base, other, arity));
    if (arity === 0 || known(label)) return label;
    const options = label === '' ? this.labelsAround().filter(known) : known('') ? [''] : [];
    return options.length === 0
      ? label
      : this.choose(`label:${at.start}:${base}`, 'statement', label === '' ? [...options, label] : [label, ...options]);
  }

  /** `dfdx` in a listing: the derivative of one of its names by another. */
  private spelt(base: string, at: Range): Expr | undefined {
    const ratio = ratioIn(base, (part) => this.lexicon.vocabulary.listed.has(part));
    if (ratio === undefined) return undefined;
    const { of, wrt } = ratio;
    const ref = (name: string, start: number): Expr => {
      return { kind: 'ref', family: familyKey(name, '', 0), slots: [], at: { start, end: start + name.length } };
    };
    return { kind: 'partial', of: ref(of, at.start + 1), wrt: ref(wrt, at.end - wrt.length), at };
  }

  private raised(base: Expr, power: Syntax | undefined, at: Range): Expr {
    if (power === undefined) return base;
    if (isInverseTranspose(power)) return transposedIf(true, { kind: 'power', base, exponent: number(-1), at }, at);
    return { kind: 'power', base, exponent: this.expr(power), at };
  }

  private scripts(node: ScriptsSyntax): Expr {
    const { base, sup, sub } = node;
    if (base.kind === 'symbol') {
      if (base.letter === 'e' && sup && !sub && node.primes === 0 && this.isExponent(sup)) {
        return { kind: 'apply', fn: 'exp', args: [this.expr(sup)], order: 0, at: node.range };
      }
      return this.name(node, base, node.range);
    }
    if (base.kind === 'group' && isNorm(base) && node.primes === 0) {
      const norm = this.norm(base, sub, sup);
      return norm && !(sup && isTranspose(sup)) ? this.raised(norm, sup, node.range) : this.hole('unread-brackets', node.range);
    }
    if (base.kind === 'group' && base.close === '|' && base.open === '' && sub && !sup && node.primes === 0)
      return this.evaluated(base.body, sub);
    if (node.primes > 0) return this.hole('unread-scripts', node.range);
    if (sub) return this.entry(node, base, sub);
    if (sup === undefined) return this.expr(base);
    if (isTranspose(sup) && base.kind !== 'number') return transposedIf(true, this.expr(base), node.range);
    return this.raised(this.expr(base), sup, node.range);
  }

  /** Whether what stands above an `e` makes it the exponential; of a name `e` of the notes a numeral or a letter above may be a power or a label. */
  private isExponent(sup: Syntax): boolean {
    const { bases, sampled, subscripts } = this.lexicon.vocabulary;
    if (isTranspose(sup) || (sampled.has('e') && sampleIn(sup))) return false;
    // `\sum_i e^i` adds up the errors of examples.
    if (sup.kind === 'symbol' && this.bound.some(({ letter }) => letter === sup.letter)) return false;
    if (!bases.has('e')) return true;
    return (
      sup.kind !== 'number' &&
      labelText(sup) === '' &&
      !(sup.kind === 'symbol' && (isNoName(sup.letter) || subscripts.has(sup.letter) || sup.letter === '*'))
    );
  }

  /** `\left.\frac{df}{dx}\right|_{x=2}`, or at `x_0`, or at a number; another name below the bar is what is held fixed. */
  private evaluated(body: Syntax, where: Syntax): Expr {
    const [wrt] = body.kind === 'partial' ? body.wrt : [];
    return (where.kind === 'list' ? where.items : [where]).reduce<Expr>((of, place) => {
      const isNamed = place.kind === 'number' || (wrt && symbolOf(wrt)?.letter === symbolOf(place)?.letter);
      const [point, value] =
        place.kind === 'relation' && place.relation === '=' ? [place.left, place.right] : [isNamed ? wrt : undefined, place];
      const at = { start: body.range.start, end: place.range.end };
      const name = point && !this.isIndex(point) ? this.expr(point) : undefined;
      return name?.kind === 'ref' ? { kind: 'at', of, point: name, value: this.expr(value), at } : this.hole('unread-scripts', at);
    }, this.expr(body));
  }

  /** `(W x)_i`, `\operatorname{softmax}(z)_i`: an entry of a vector or a matrix. */
  private entry(node: ScriptsSyntax, base: Syntax, sub: Syntax): Expr {
    const slots = pieces(sub).map((piece) => this.term(piece));
    const isWhole = (base.kind === 'group' && /^[([]$/.test(base.open)) || base.kind === 'function' || base.kind === 'scripts';
    if (!isWhole || wordIn(sub) !== undefined || slots.includes(undefined)) return this.hole('unread-scripts', node.range);
    const entry: Expr = { kind: 'tensor', op: 'entry', args: [this.expr(base)], slots: slots as IndexTerm[], at: node.range };
    return this.raised(entry, node.sup, node.range);
  }

  private group(node: GroupSyntax): Expr {
    const isBar = node.open === '|' || node.open === '\\lvert';
    if (isBar && isOneEntry(node.body)) return this.hole('unread-brackets', node.range);
    const count = countOf(node);
    if (count !== undefined && this.lexicon.vocabulary.sizes.has(count))
      return { kind: 'ref', family: familyKey(count, '', 0), slots: [], at: node.range };
    if (isBar) return { kind: 'apply', fn: 'abs', args: [this.expr(node.body)], order: 0, at: node.range };
    const plain = node.open === '(' || node.open === '[' || node.open === '{' || (node.open === '' && node.close === '');
    if (node.open === '[' && node.body.kind === 'relation' && this.isIverson(node.body))
      return { kind: 'indicator', condition: this.condition(node.body), at: node.range };
    if (plain && node.body.kind === 'list' && node.open !== '{') return this.listed(node.body.items, node.range);
    if (plain) return { ...this.expr(node.body), at: node.range };
    if (node.open === '⟨' && node.body.kind === 'list' && node.body.items.length === 2)
      return { kind: 'tensor', op: 'inner', args: node.body.items.map((item) => this.expr(item)), at: node.range };
    return (isNorm(node) ? this.norm(node, undefined) : undefined) ?? this.hole('unread-brackets', node.range);
  }

  /**
   * `[i = j]`, `[z > 0]`: a condition in square brackets that counts as one or zero (D. Knuth, Two notes on notation, 1992); `[x = 2]` may be
   * where the formula in front is taken.
   */
  private isIverson({ relation, left, right }: RelationSyntax): boolean {
    const sign = comparisonOf(relation);
    return sign !== undefined && (sign !== '=' || (this.isIndex(left) && this.isIndex(right)));
  }

  /**
   * `\|x\|`, with the kind of the norm below it. Of a matrix `\|W\|_2` is its largest singular value, but its square in a penalty is hardly ever
   * that: `\|W\|_2^2` is the sum of the squares of all entries.
   */
  private norm({ body, range: at }: GroupSyntax, sub: Syntax | undefined, sup?: Syntax): Expr | undefined {
    const degree = sub === undefined ? 2 : sub.kind === 'number' ? sub.value : sub.kind === 'symbol' && sub.letter === 'F' ? 2 : undefined;
    if (degree !== 1 && degree !== 2) return undefined;
    const isSquared = sup?.kind === 'number' && sup.value === 2;
    const op = degree === 1 ? 'sum-norm' : sub?.kind === 'number' && !isSquared ? 'two-norm' : 'norm';
    return { kind: 'tensor', op, args: [this.expr(body)], at };
  }

  /** `(a, b, c)`: a vector written out. */
  private listed(items: readonly Syntax[], at: Range): Expr {
    return { kind: 'tensor', op: 'entries', args: items.map((item) => this.expr(item)), at };
  }

  /** A matrix or a vector written out. */
  private written({ rows, range: at }: MatrixSyntax): Expr {
    const [first = []] = rows;
    if (rows.length === 1) return first.length === 1 ? this.expr(first[0] as Syntax) : transposedIf(true, this.listed(first, at), at);
    if (rows.every((row) => row.length === 1)) return this.listed(rows.flat(), at);
    return { kind: 'tensor', op: 'rows', args: rows.map((row) => this.listed(row, at)), at };
  }

  /** `\nabla_w f`; without a subscript by what `f` is applied to, or by what else gradients are taken by. */
  private nabla(node: NablaSyntax): Expr {
    const { order, range: at } = node;
    // `\nabla \nabla f` is the matrix of second derivatives.
    if (node.of?.kind === 'nabla' && node.wrt === undefined) return this.nabla({ ...node.of, order: order + node.of.order, range: at });
    const { of } = node;
    if (of === undefined || node.wrt?.kind === 'list') return this.hole('unread-gradient', at);
    const { argument, names } = this.namesUnder(of);
    if (node.wrt === undefined && names && names.length > 1) return this.byEach(of, names, order, at);
    const by = node.wrt ?? argument ?? names?.[0] ?? this.gradientBy(of);
    if (by === undefined) return this.hole('unread-gradient', at);
    const wrt = pointIn(of, by, this.lexicon.vocabulary.made, true) ?? by;
    let expr = this.differentiated(of, [wrt]);
    for (let n = 0; n < order; n++) expr = { kind: 'partial', of: expr, wrt: this.variable(wrt), at };
    return expr;
  }

  /** What a formula says itself that its gradient is taken by: the one thing in its bracket, or the parameters of its function. */
  private namesUnder(of: Syntax): { readonly argument?: Syntax; readonly names?: readonly Syntax[] } {
    const body = of.kind === 'call' ? of.argument.body : undefined;
    if (body?.kind === 'list') return { names: body.items };
    const names = of.kind === 'symbol' ? this.lexicon.vocabulary.parameters.get(baseName(of)) : undefined;
    return { ...(body && { argument: body }), ...(names && { names }) };
  }

  /** The one name in a formula by which the note takes gradients; where it has none, what another gradient of the chain is taken by. */
  private gradientBy(of: Syntax): Syntax | undefined {
    const { gradientsBy } = this.lexicon.vocabulary;
    const names = new Set(flatMap(walkSyntax(of), (node) => (node.kind === 'symbol' ? [baseName(node)] : [])));
    const [found, ...more] = [...gradientsBy].filter(([name]) => names.has(name));
    if (found !== undefined) return more.length === 0 ? found[1] : undefined;
    const around = flatMap(this.chain, (member) => walkSyntax(member)).filter((node) => node.kind === 'nabla');
    const others = around.flatMap(({ wrt, of: other }) => {
      const { argument, names: own } = other ? this.namesUnder(other) : {};
      return wrt ?? argument ?? (own?.length === 1 ? own : []);
    });
    const [first] = others;
    return first !== undefined && others.every((other) => isEqual(other, first)) ? first : undefined;
  }

  /** The gradient by some names in a row, entry by entry, or the matrix of second derivatives. */
  private byEach(of: Syntax, names: readonly Syntax[], order: number, at: Range): Expr {
    if (order > 2 || !names.every((name) => name.kind === 'symbol')) return this.hole('unread-gradient', at);
    const gradient = names.map((wrt): Expr => ({ kind: 'partial', of: this.differentiated(of, [wrt]), wrt: this.variable(wrt), at }));
    if (order === 1) return { kind: 'tensor', op: 'entries', args: gradient, at };
    const row = (wrt: Syntax): readonly Expr[] =>
      gradient.map((partial) => ({ kind: 'partial', of: partial, wrt: this.variable(wrt), at }));
    return { kind: 'tensor', op: 'rows', args: names.map((wrt): Expr => ({ kind: 'tensor', op: 'entries', args: row(wrt), at })), at };
  }

  private sum(node: SumSyntax): Expr {
    const whole = withReach(node, (letter) => this.isInScope(letter));
    if (whole !== node) return this.expr(whole);
    const reaching = operatorOver(node, this.choose);
    if (reaching) return this.expr(reaching);
    const terms = node.terms.map(({ sign, node: term, signRange }): Expr => {
      if (sign === '+') return this.expr(term);
      const at = { start: signRange.start, end: term.range.end };
      return sign === '-' ? { kind: 'negate', of: this.expr(term), at } : this.hole('unread-sign', at);
    });
    return terms.length === 1 ? (terms[0] as Expr) : { kind: 'add', terms, at: node.range };
  }

  private product(factors: ProductSyntax['factors'], at: Range): Expr {
    if (spells(factors, 'arg')) return this.hole('unread-operator', at);
    const operator = factors.findIndex(({ node }, position) => factors[position + 1]?.by === 'juxtaposed' && this.isUnknownOperator(node));
    if (0 <= operator) {
      const { node } = factors[operator] as { node: Syntax };
      return this.hole('unread-function', node.range, { name: symbolOf(node)?.letter ?? '' });
    }
    const cross = factors.findIndex(({ by, node }, n) => by === '\\times' && isBoldSmall(node) && isBoldSmall(factors[n - 1]?.node));
    if (0 < cross) return this.hole('unread-cross', at);
    const said = this.saidOf(factors, at);
    if (said) return said;
    const gradients = this.withGradients(factors) ?? this.withDifferentials(factors);
    if (gradients) return gradients.length === 1 ? (gradients[0]?.expr as Expr) : this.multiplied(gradients, at);
    const named = factors.findIndex(
      ({ node }, position) =>
        isLetterOfChange(node) && factors[position + 1]?.by === 'juxtaposed' && !this.isNameOfChange(node as SymbolSyntax),
    );
    if (0 <= named) return this.hole('unread-gradient-name', at, { name: 'dW' });
    if (factors.length === 1) return this.expr((factors[0] as { node: Syntax }).node);
    return this.multiplied(
      factors.map(({ by, node }, position) => ({ by, expr: this.isPi(factors, position) ? constantPi(node.range) : this.expr(node) })),
      at,
    );
  }

  /** Whether a factor is the number of `2\pi` in a note that calls something else `\pi_k`, though nothing by the letter alone, nor varies that. */
  private isPi(factors: ProductSyntax['factors'], position: number): boolean {
    const factor = factors[position];
    if (factor?.node.kind !== 'symbol' || factor.node.letter !== '\\pi' || factor.by !== 'juxtaposed') return false;
    const base = baseName(factor.node);
    return factors[position - 1]?.node.kind === 'number' && !this.isPlainHead(base) && !this.lexicon.vocabulary.variedAlone.has(base);
  }

  /** Whether what stands in front of a factor is set as an operator, `\operatorname{foo} x`, that nothing gives a meaning: it is no number. */
  private isUnknownOperator(node: Syntax): boolean {
    const symbol = symbolOf(node);
    return symbol?.isOperator === true && !this.lexicon.vocabulary.variables.has(baseName(symbol));
  }

  /** Whether a letter that can stand for changes is a name of the notes. */
  private isNameOfChange(symbol: SymbolSyntax): boolean {
    const { variables, isDName } = this.lexicon.vocabulary;
    return variables.has(baseName(symbol)) || (symbol.letter === 'd' && symbol.face === 'italic' && isDName);
  }

  /** “sum of the components of `x`”: words that stand for an operation on what follows. */
  private saidOf(factors: ProductSyntax['factors'], at: Range): Expr | undefined {
    const [first, second, ...rest] = factors;
    if (first?.node.kind !== 'text' || second === undefined) return undefined;
    const words = first.node.text;
    const op = sayings.find(([pattern]) => pattern.test(words))?.[1];
    if (op === undefined) return undefined;
    const operand = rest.length === 0 ? this.expr(second.node) : this.product([{ ...second, by: 'juxtaposed' }, ...rest], at);
    return { kind: 'tensor', op, args: [operand], at };
  }

  private multiplied(factors: readonly { by: string; expr: Expr }[], at: Range): Expr {
    const isSigned = factors.some(({ by }, position) => position > 0 && by !== 'juxtaposed');
    const all = factors.map(({ expr }) => expr);
    return isSigned ? { kind: 'multiply', factors: all, signs: factors.map(({ by }) => by), at } : { kind: 'multiply', factors: all, at };
  }

  /** Factors among which are gradients by name (`dW`), or undefined where there are none. */
  private withGradients(factors: ProductSyntax['factors']): { by: string; expr: Expr }[] | undefined {
    const isGradient = (at: number): boolean => {
      const name = differentialAt(factors, at);
      return name !== undefined && this.hasGradient(name);
    };
    if (!factors.some((_, at) => isGradient(at))) return undefined;
    const found: { by: string; expr: Expr }[] = [];
    for (let at = 0; at < factors.length; at++) {
      const { by, node } = factors[at] as ProductSyntax['factors'][number];
      const name = differentialAt(factors, at);
      const gradient = name && this.gradient(name, { start: node.range.start, end: name.range.end });
      if (gradient === undefined) {
        found.push({ by, expr: this.expr(node) });
        continue;
      }
      found.push({ by, expr: gradient });
      const next = factors[++at]?.node;
      if (next?.kind === 'call') found.push({ by: 'juxtaposed', expr: this.bracket(next) });
    }
    return found;
  }

  /** Whether the note calls the gradient by a name after it. */
  private hasGradient(name: SymbolSyntax | ScriptsSyntax): boolean {
    const symbol = symbolOf(name);
    const { gradients, loss } = this.lexicon.vocabulary;
    return symbol !== undefined && loss !== undefined && gradients.has(baseName(symbol));
  }

  /** `dW` as the derivative of the loss by `W`, or what the notes say that it is the derivative times, where the note calls gradients so. */
  private gradient(name: SymbolSyntax | ScriptsSyntax, at: Range): Expr | undefined {
    const { gradientScales, loss } = this.lexicon.vocabulary;
    const symbol = symbolOf(name);
    if (symbol === undefined || loss === undefined || !this.hasGradient(name)) return undefined;
    const transposed = name.kind === 'scripts' && name.sup !== undefined && isTranspose(name.sup);
    const plain: Syntax = transposed && name.kind === 'scripts' ? withoutSup(name) : name;
    const own = transposed ? { start: at.start, end: withoutMark(name).end } : at;
    const partial: Expr = { kind: 'partial', of: { ...this.expr(loss), at: own }, wrt: this.expr(plain), at: own };
    const scale = gradientScales.get(baseName(symbol));
    const gradient: Expr = scale ? { kind: 'multiply', factors: [this.expr(scale), partial], at: own } : partial;
    return transposedIf(transposed, gradient, at);
  }

  /** Factors among which are differentials (`2x\,dx`), or undefined where there are none, or the chain is not one of differentials. */
  private withDifferentials(factors: ProductSyntax['factors']): { by: string; expr: Expr }[] | undefined {
    if (!factors.some((_, at) => behindD(factors, at)) || this.directions === undefined) return undefined;
    const found: { by: string; expr: Expr }[] = [];
    for (let at = 0; at < factors.length; at++) {
      const { by, node } = factors[at] as ProductSyntax['factors'][number];
      const of = behindD(factors, at);
      if (of === undefined) {
        found.push({ by, expr: this.expr(node) });
        continue;
      }
      at++;
      // `dx (a + b)` is a product, `d f(x)` the differential of a value.
      const symbol = of.kind === 'call' ? symbolOf(of.head) : undefined;
      const isProduct = of.kind === 'call' && of.head.kind !== 'partial' && !(symbol && this.isApplied(of.head, symbol, of));
      const what = isProduct ? of.head : of;
      found.push({ by, expr: this.differential(what, { start: node.range.start, end: what.range.end }) });
      if (isProduct) found.push({ by: 'juxtaposed', expr: this.bracket(of) });
    }
    return found;
  }

  /** `dz` along the variables in whose differentials the chain is written: `\sum_x \partial z/\partial x\,dx`. */
  private differential(of: Syntax, at: Range): Expr {
    if (of.kind === 'scripts' && of.sup && isTranspose(of.sup)) return transposedIf(true, this.differential(withoutSup(of), at), at);
    const terms = (this.directions ?? []).map(({ name, bound }): Expr | undefined => {
      const value = this.differentiated(of, [name]);
      const depth = this.bound.length;
      const ids = bound.map((letter) => ({ letter, id: this.lexicon.nextIndex(letter), counts: false }));
      this.bound.push(...ids);
      const wrt = this.expr(name);
      this.bound.length = depth;
      if (wrt.kind !== 'ref') return undefined;
      const { base, label, arity } = partsOfKey(wrt.family);
      const family = familyKey(`d(${base})`, label, arity);
      if (value.kind === 'ref' && value.family === wrt.family) return { ...value, family, at };
      const along: Expr = { kind: 'tensor', op: 'along', args: [value, wrt, { ...wrt, family }], at };
      return ids.reduce<Expr>((body, { id }) => ({ kind: 'reduce', op: 'sum', index: id, bounds: {}, conditions: [], body }), along);
    });
    const own = terms.find((term) => term?.kind === 'ref');
    if (terms.includes(undefined)) return this.hole('unread-gradient-name', at, { name: 'dx' });
    if (own) return own;
    return terms.length === 1 ? (terms[0] as Expr) : { kind: 'add', terms: terms as Expr[], at };
  }

  /** `\mathrm{KL}(p \| q)`, where the note says what it is. */
  private divergence(node: CallSyntax | FunctionSyntax): Expr | undefined {
    const family = divergenceName(node, this.lexicon.vocabulary);
    if (family === undefined) return undefined;
    if (this.isHead(family)) return { kind: 'ref', family, slots: [], at: node.range };
    const { base } = partsOfKey(family);
    return this.lexicon.defined.has(base) ? this.hole('unread-function', node.range, { name: base }) : undefined;
  }

  private call(node: CallSyntax): Expr {
    const { head } = node;
    const divergence = this.divergence(node);
    if (divergence) return divergence;
    const inside = bracketOfD(node);
    if (inside && this.directions) return this.differential(inside, node.range);
    if (head.kind === 'partial') return this.evaluatedPartial(head, node);
    const symbol = symbolOf(head);
    if (symbol === undefined) return this.hole('unread-call', node.range);
    if (isIndicator(symbol, head, node.argument.body))
      return { kind: 'indicator', condition: this.condition(node.argument.body), at: node.range };
    if (isChance(symbol, node)) return this.hole('unread-event', node.range);
    const density = this.density(node, symbol);
    if (density) return this.raised(density, node.after?.sup, node.range);
    if (this.isApplied(head, symbol, node)) {
      const name = readName(head, this.lexicon.vocabulary);
      if (name === undefined || name.transposed || (name.power && (name.power.kind !== 'number' || node.after?.sup)))
        return this.hole('unread-call', node.range);
      const below = node.after?.sub ? pieces(node.after.sub) : [];
      const slots = [...name.slots, ...below].map((slot) => this.term(slot));
      if (slots.includes(undefined) || below.some((piece) => wordIn(piece) !== undefined)) return this.hole('unread-call', node.range);
      if (node.after?.primes && node.argument.body.kind !== 'symbol') return this.hole('unread-call', node.range);
      const order = name.primes + (node.after?.primes ?? 0);
      const call = this.applied(name, slots as IndexTerm[], node, order);
      if (node.after?.sup && isTranspose(node.after.sup)) return transposedIf(true, call, node.range);
      return this.raised(call, node.after?.sup ?? name.power, node.range);
    }
    if (node.argument.open === '[' && isPosition(node.argument.body)) return this.hole('unread-subscript', node.argument.range);
    if (this.isLagged(node, symbol)) return this.hole('unread-subscript', node.argument.range);
    // `\Pr[x > 0]`
    if (node.argument.body.kind === 'relation' && /^(?:\\Pr|[A-Za-z]{2,})$/.test(symbol.letter))
      return this.hole('unread-call', node.range);
    const isOperator =
      symbol.accents.length === 0 && operatorLetters.has(symbol.letter) && head.kind === 'symbol' && !isFactorP(symbol, node.argument);
    // `\operatorname{Var}[x]` of a word that stands nowhere without a bracket.
    const isWord = node.argument.open === '[' && symbol.accents.length === 0 && /^[A-Za-z]{2,}$/.test(symbol.letter);
    if (isWord && !this.lexicon.vocabulary.alone.has(baseName(symbol))) return this.hole('unread-call', node.range);
    // What the notes differentiate by is a name.
    if (isOperator && !this.lexicon.vocabulary.varied.has(symbol.letter)) return this.hole('unread-call', node.range);
    if (isLetterOfChange(head) && !this.lexicon.vocabulary.isDName) return this.hole('unread-gradient-name', node.range, { name: 'd(…)' });
    return { kind: 'multiply', factors: [this.expr(head), this.bracket(node)], at: node.range };
  }

  /** `x(n - k)` of a filter: a bracket around nothing but indices, behind a letter that stands nowhere else. */
  private isLagged({ argument: { open, body }, after }: CallSyntax, symbol: SymbolSyntax): boolean {
    if (open !== '(' || after || body.kind !== 'sum' || !isPosition(body)) return false;
    const letters = body.terms.flatMap(({ node }) => (node.kind === 'symbol' ? [node.letter] : []));
    return 1 < letters.length && letters.every((letter) => this.isInScope(letter)) && !this.lexicon.vocabulary.alone.has(baseName(symbol));
  }

  /** The density of a law that the notes call by its usual name alone: `\mathcal N(x \mid \mu, \sigma^2)`. */
  private density(node: CallSyntax, symbol: SymbolSyntax): Expr | undefined {
    const known = densities.get(baseName(symbol));
    const items = argumentsOf(node);
    const isBare = node.head.kind === 'symbol' && node.after?.sub === undefined && !node.after?.primes;
    const { body } = node.argument;
    // A value and, behind the bar, parameters: what is set apart by other signs may be meant as a function of those.
    const isGiven = body.kind === 'list' && body.separators[0] === '|';
    if (known === undefined || !isBare || !isGiven || items.length !== known.arity || !known.fits(items)) return undefined;
    if (this.lexicon.vocabulary.functionHeads.has(baseName(symbol))) return undefined;
    return { ...known.body(...items.map((item) => this.expr(item))), at: node.range };
  }

  /** A function of the notes at some arguments; those that are outcomes of a chance are slots, for a function of few outcomes is a row of values. */
  private applied(name: Name, slots: readonly IndexTerm[], node: CallSyntax, order: number): Expr {
    const at = { start: node.range.start, end: node.argument.range.end };
    const { vocabulary } = this.lexicon;
    const isHead = vocabulary.functionHeads.has(name.base);
    const items = argumentsOf(node);
    const known = this.lexicon.said.has(name.base) ? undefined : customaryFunction({ ...name, primes: order }, vocabulary);
    if (known && items.length === this.lexicon.arityOf(known.fn))
      return { kind: 'apply', fn: known.fn, args: items.map((item) => this.expr(item)), order: known.order, at };
    const places = order > 0 || (isHead && !vocabulary.byOutcome.has(name.base)) ? [] : items.map((item) => this.outcomeOf(item));
    const inside = [...slots, ...flatMap(places, (place) => place ?? [])];
    const args = flatMap(items, (arg, at) => (places[at] === undefined ? [this.argumentAt(name.base, arg, at)] : []));
    // A prime would not say by which of the arguments it is.
    const isPrimed = order > 0 || vocabulary.functions.has(name.base);
    if (!isHead && (isDensity(name.base) || slots.length < inside.length || !isPrimed)) args.push(...this.parametersOf(name, at));
    const label = isHead || inside.length === slots.length ? name.label : joinLabel(name.label, lawOf(name.base, node, places));
    const family = familyKey(name.base, label, inside.length);
    if (args.length === 0 && order === 0) return { kind: 'ref', family, slots: inside, at };
    return { kind: 'call', fn: family, args, order, slots: inside, at };
  }

  /** An argument of a function of the notes: of one that takes a power wherever it is applied, what is raised. */
  private argumentAt(base: string, node: Syntax, at: number): Expr {
    const arg = this.expr(node);
    const isRaised = arg.kind === 'power' && this.lexicon.vocabulary.powered.get(base)?.has(at);
    return isRaised ? arg.base : arg;
  }

  /** The index of an argument that is the outcome of a chance, or which one is selected. */
  private outcomeOf(item: Syntax): IndexTerm | undefined {
    if (item.kind !== 'symbol' || !this.lexicon.vocabulary.outcomes.has(baseName(item))) return undefined;
    return this.isLabel(item.letter) ? this.term(item) : { kind: 'index', id: this.indexOf(baseName(item)), shift: 0 };
  }

  /** `p_\theta(x)`: what the notes vary and write below a function that they do not define is an argument of it too. */
  private parametersOf({ label }: Name, at: Range): readonly Expr[] {
    const { varied } = this.lexicon.vocabulary;
    const names = flatMap(label.split(','), (piece) => (piece.startsWith('_') && varied.has(piece.slice(1)) ? [piece.slice(1)] : []));
    return names.map((base) => ({ kind: 'ref', family: familyKey(base, '', 0), slots: [], at }));
  }

  /** Letters that stand below some name of the chain. */
  private get subscripts(): ReadonlySet<string> {
    this.below ??= new Set(flatMap(this.chain, lettersIn));
    return this.below;
  }

  /** The index whose number a letter stands for: one that a sum around it binds, one that is free here and summed over elsewhere, or an outcome. */
  private counted(base: string, node: Syntax): IndexId | undefined {
    for (let depth = this.bound.length - 1; 0 <= depth; depth--)
      if (this.bound[depth]?.letter === base) return this.bound[depth]?.counts ? this.bound[depth]?.id : undefined;
    const { outcomes, summed, bases } = this.lexicon.vocabulary;
    if (this.chain.includes(node)) return undefined;
    return outcomes.has(base) || (runs(base) && summed.has(base) && !bases.has(base) && this.subscripts.has(base))
      ? this.indexOf(base)
      : undefined;
  }

  /** The bracket behind a head that is not applied to it, with its superscript. */
  private bracket({ argument, after, range }: CallSyntax): Expr {
    if (after?.sub || after?.primes) return this.hole('unread-scripts', range);
    if (after?.sup && isTranspose(after.sup)) return transposedIf(true, this.group(argument), range);
    return this.raised(this.group(argument), after?.sup, argument.range);
  }

  /** Whether `f(x)` applies `f`: the document's use of the name decides, then custom; a choice where both are possible. */
  private isApplied(head: SymbolSyntax | ScriptsSyntax, symbol: SymbolSyntax, node: CallSyntax): boolean {
    const base = baseName(symbol);
    const { functions, variables, onlyApplied } = this.lexicon.vocabulary;
    if (head.kind === 'scripts' && head.primes > 0) return true;
    if (node.argument.open !== '(') return false;
    // A list in the bracket is of arguments: nothing is multiplied by it.
    if (node.argument.body.kind === 'list' && !variables.has(base)) return true;
    if (isNameIn(node.argument.body, base)) return false;
    if (node.argument.body.kind === 'symbol' && this.lexicon.vocabulary.outcomes.has(baseName(node.argument.body))) return true;
    if (functions.has(base) || this.lexicon.said.has(base))
      return !variables.has(base) || this.choose(`apply:${base}`, 'document', ['call', 'product']) === 'call';
    const isOnlyApplied = onlyApplied.has(headName(head) ?? '');
    if (head.kind === 'scripts' && isOnlyApplied) return true;
    // `\sigma_t` may be a name beside the function `\sigma`.
    if (variables.has(base)) return activations.has(base) && head.kind === 'symbol' && !this.isPlainHead(base);
    if (functionLetters.has(base)) return true;
    if (symbol.letter.length > 1 && symbol.face === 'upright') return true;
    return isOnlyApplied || this.isCustomary(head);
  }

  /** Whether a name by custom is a function of the table, and the notes say nothing else. */
  private isCustomary(head: SymbolSyntax | ScriptsSyntax): boolean {
    const name = readName(head, this.lexicon.vocabulary);
    return name !== undefined && customaryFunction(name, this.lexicon.vocabulary) !== undefined;
  }

  /** Whether a letter is defined as it stands, or as a power. */
  private isPlainHead(base: string): boolean {
    return [familyKey(base, '', 0), familyKey(base, '2', 0)].some((family) => this.lexicon.heads.has(family));
  }

  private namedFunction(node: FunctionSyntax): Expr {
    const at = node.range;
    const divergence = this.divergence(node);
    if (divergence) return divergence;
    const arity = this.lexicon.arityOf(node.name);
    const redefined = this.lexicon.redefined.has(node.name);
    if (node.sub) return this.hole('unread-function', node.head, { name: node.name });
    const [only] = node.operands;
    const short = logarithmOfFirst(node, this.choose);
    if (short) return this.expr(short);
    const operands = node.operands.length === 1 && only?.kind === 'group' && only.body.kind === 'list' ? only.body.items : node.operands;
    if (redefined) {
      const call: Expr = {
        kind: 'call',
        fn: familyKey(node.name, '', 0),
        args: operands.map((operand) => this.expr(operand)),
        order: node.primes,
        slots: [],
        at,
      };
      return this.raised(call, node.sup, at);
    }
    if (arity === undefined && this.lexicon.isOperation(node.name) && operands.length > 0 && node.primes === 0) {
      const op = node.name === 'softmax' || node.name === 'logsoftmax' ? this.along(node.name, operands) : node.name;
      // `\mathrm{lse}(a, b)`: the entries of one vector.
      const isWrittenOut = 1 < operands.length && ofOneVector.has(node.name);
      const args = isWrittenOut ? [this.listed(operands, at)] : operands.map((operand) => this.expr(operand));
      const value: Expr = { kind: 'tensor', op, args, at };
      return node.sup && isTranspose(node.sup) ? transposedIf(true, value, at) : this.raised(value, node.sup, at);
    }
    if (arity === undefined || (operands.length === 0 && !(arity === 1 && this.anywhere)))
      return this.hole('unread-function', node.head, { name: node.name });
    const args = operands.length === 0 && this.anywhere ? [this.anywhere] : operands.map((operand) => this.expr(operand));
    if (args.length < arity || (arity < args.length && !(node.name === 'max' || node.name === 'min')))
      return this.hole('unread-function', node.head, { name: node.name });
    if (node.primes > 0 && arity !== 1) return this.hole('unread-function', node.head, { name: node.name });
    const applied = args
      .slice(1)
      .reduce<Expr>((left, right) => ({ kind: 'apply', fn: node.name, args: [left, right], order: 0, at }), args[0] as Expr);
    const value: Expr = arity === 1 ? { kind: 'apply', fn: node.name, args, order: node.primes, at } : applied;
    if (node.sup === undefined) return value;
    const inverse = node.sup.kind === 'sum' && node.sup.terms.length === 1 && node.sup.terms[0]?.sign === '-';
    if (isTranspose(node.sup)) return transposedIf(true, value, at);
    if (!inverse) return this.raised(value, node.sup, at);
    const arc = arcs.get(node.name);
    const isFirst = node.sup.kind === 'sum' && node.sup.terms[0]?.node.kind === 'number' && node.sup.terms[0].node.value === 1;
    if (arc === undefined || !isFirst || node.primes > 0) return this.hole('unread-function', node.head, { name: node.name });
    return this.choose('inverse', 'document', ['arc', 'reciprocal']) === 'arc'
      ? { kind: 'apply', fn: arc, args, order: 0, at }
      : this.raised(value, node.sup, at);
  }

  /** `\mathbb{E}_{x \sim p}[f(x)]`, a sum over finitely many outcomes that stand in for all. */
  private expectation(node: BigOperatorSyntax): Expr {
    const elsewhere = flatMap(this.chain, (member) => nodesIn(member).filter((inner) => inner.kind === 'big-operator'));
    const source = node.over.length > 0 ? node : elsewhere.find(({ operator, over }) => operator === 'expectation' && over.length > 0);
    const draws = source && drawsOf(source);
    const { outcomes } = this.lexicon.vocabulary;
    if (!draws?.every((draw) => draw.outcomes.every((outcome) => outcomes.has(baseName(outcome)))))
      return this.hole('unread-operator', node.head);
    const depth = this.bound.length;
    const ids = draws.map((draw) =>
      draw.outcomes.map((outcome) => {
        const id = this.lexicon.nextIndex(baseName(outcome));
        this.bound.push({ letter: baseName(outcome), id, counts: true });
        return id;
      }),
    );
    try {
      const laws = draws.map((draw, at) => this.law(draw, ids[at] as IndexId[]));
      const whole: Expr = { kind: 'multiply', factors: [...laws, this.expr(node.body)], at: node.range };
      return ids
        .flat()
        .reduceRight<Expr>(
          (body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body, at: node.range }),
          whole,
        );
    } finally {
      this.bound.length = depth;
    }
  }

  /** The probability of an outcome: by the function that the notes call a law, else by weights of which nothing is known but that they sum to one. */
  private law({ outcomes, law }: Draw, ids: readonly IndexId[]): Expr {
    const [first] = outcomes;
    const members = law && outcomes.length === 1 ? this.membersOf(law, ids) : undefined;
    if (members) return members;
    const call = law && first && lawAt(law, first, this.chain, (base) => this.lexicon.vocabulary.functionHeads.has(base));
    if (call && outcomes.length === 1) return this.call(call);
    const words = law
      ? flatMap(walkSyntax(law), (inner) =>
          inner.kind === 'symbol' ? [baseName(inner)] : inner.kind === 'number' ? [String(inner.value)] : [],
        )
      : [];
    const family = familyKey('\\Pr', words.length > 0 ? `_${words.join(' ')}` : '', ids.length);
    const weights = (own: readonly IndexId[]): Expr => ({ kind: 'ref', family, slots: own.map((id) => ({ kind: 'index', id, shift: 0 })) });
    const others = ids.map(() => this.lexicon.nextIndex(''));
    const total = others.reduceRight<Expr>(
      (body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body }),
      weights(others),
    );
    return { kind: 'divide', numerator: weights(ids), denominator: total };
  }

  /** `a \sim \pi` where the note defines `\pi_a`: the members of a vector are the probabilities. */
  private membersOf(law: Syntax, ids: readonly IndexId[]): Expr | undefined {
    const name = law.kind === 'symbol' || law.kind === 'scripts' ? readName(law, this.lexicon.vocabulary) : undefined;
    if (name === undefined || name.slots.length > 0 || name.power || name.transposed) return undefined;
    const family = familyKey(name.base, name.label, 1);
    return this.isHead(family)
      ? { kind: 'ref', family, slots: ids.map((id) => ({ kind: 'index', id, shift: 0 })), at: law.range }
      : undefined;
  }

  /** Whether each row or each column of a matrix is normalised, which notes hardly ever say. */
  private along(name: string, operands: readonly Syntax[]): string {
    const isMatrix = operands.some((operand) => walkSyntax(operand).some((node) => node.kind === 'symbol' && /^[A-Z]$/.test(node.letter)));
    return isMatrix && this.choose('softmax', 'document', ['rows', 'columns']) === 'columns' ? `${name}-columns` : name;
  }

  /**
   * An integral whose value is not worked out, as a sum over finitely many places with weights: what holds for every such sum holds for it.
   * The weights are left out where the integrand is of unknown functions alone, as in an expectation.
   */
  private integral(node: BigOperatorSyntax): Expr {
    const { vocabulary } = this.lexicon;
    const letters = variablesOf(node);
    const domain = domainOf(node, vocabulary);
    if (letters === undefined || domain === undefined) return this.hole('unread-integral', node.head);
    const depth = this.bound.length;
    const weights: Expr[] = [];
    const ids = letters.map((letter) => {
      const id = this.lexicon.nextIndex(baseName(letter));
      const isPlain = domain === '' && isOnlyHanded(letter, node.body, vocabulary);
      const own = (kind: string): Expr => ({
        kind: 'ref',
        family: familyKey(integralBase, joinLabel(kind, domain), 1),
        slots: [{ kind: 'index', id, shift: 0 }],
      });
      if (!isPlain) weights.push(own('d'));
      const isOutcome = vocabulary.outcomes.has(baseName(letter));
      this.bound.push({ letter: baseName(letter), id, counts: isOutcome, ...(isOutcome ? {} : { value: own('at') }) });
      return id;
    });
    try {
      const inner = this.expr(node.body);
      const whole: Expr = weights.length === 0 ? inner : { kind: 'multiply', factors: [...weights, inner], at: node.range };
      return ids.reduceRight<Expr>(
        (body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body, at: node.range }),
        whole,
      );
    } finally {
      this.bound.length = depth;
    }
  }

  private reduction(node: BigOperatorSyntax): Expr {
    if (node.operator === 'expectation') return this.expectation(node);
    if (node.operator === 'integral') return this.integral(node);
    const op = reductions.get(node.operator);
    if (op === undefined && node.operator !== 'each') return this.hole('unread-operator', node.head);
    const letters = node.over.length === 0 ? this.implied(node.body) : undefined;
    if (letters?.length === 0) return this.hole('unread-sum', node.head);
    const depth = this.bound.length;
    try {
      const binders = this.bindersOf(node, letters ?? []);
      if (binders === undefined) return this.hole('unread-sum', node.head);
      const body = this.expr(node.body);
      const { layout, range: at } = node;
      if (op === undefined) return { kind: 'array', indices: binders.map(({ id }) => id), body, ...(layout ? { layout } : {}), at };
      for (const binder of binders) this.tie(binder, body);
      return binders.reduceRight<Expr>(
        (inner, { id, bounds, conditions }) => ({ kind: 'reduce', op, index: id, bounds, conditions, body: inner, at: node.range }),
        body,
      );
    } finally {
      this.bound.length = depth;
    }
  }

  /** The indices that a sum binds, by what stands below and above its sign or else `implied`, in scope from here on; undefined where that was not read. */
  private bindersOf(node: BigOperatorSyntax, implied: readonly string[]): readonly Binder[] | undefined {
    const depth = this.bound.length;
    const binders: Binder[] = [];
    const bind = (letter: string, bounds: Bounds): void => {
      const id = this.lexicon.nextIndex(letter);
      const isNumber = bounds.lower !== undefined || bounds.upper !== undefined || runs(letter);
      this.bound.push({ letter, id, counts: isNumber || this.lexicon.vocabulary.outcomes.has(letter) });
      binders.push({ id, bounds, conditions: [] });
    };
    const upper = node.upper ? this.limit(node.upper) : undefined;
    for (const letter of implied) bind(letter, {});
    const isNew = (letter: string): boolean => !this.bound.slice(depth).some((own) => own.letter === letter);
    for (const entry of node.over) {
      const ordered = orderedIn(entry);
      if (ordered) {
        const [from, ...between] = ordered.relations as readonly [RelationSyntax, ...RelationSyntax[]];
        const lower = this.limitOf(from, 1);
        const to = this.limitOf(between.pop() as RelationSyntax, -1);
        if (lower === undefined || to === undefined) return undefined;
        for (const { letter } of ordered.letters) bind(letter, { lower, upper: to });
        for (const one of between) binders.at(-1)?.conditions.push(this.condition(one));
        continue;
      }
      const relation = entry.kind === 'relation' ? entry : undefined;
      const first = leftmost(entry);
      const tuple = tupleIn(first);
      const names = (tuple ?? pieces(first)).map((piece) => (this.binds(piece) ? baseName(piece) : undefined));
      const letters = names.includes(undefined) ? undefined : (names as readonly string[]);
      if (!letters?.every((name) => !isNew(name))) {
        const second = tuple ? undefined : secondOfPair(entry);
        const pair = [...(letters ?? ['']), ...(second ? [second.letter] : [])];
        const isPair = tuple !== undefined || second !== undefined;
        const set = relation && sets.has(relation.relation) ? relation : undefined;
        // `\sum_{j : i \in N(j)}` runs over `j` already.
        const isBegun = !(set && !tuple ? walkSyntax(set.right).flatMap((part) => (isIndexSymbol(part) ? [part.letter] : [])) : pair).every(
          isNew,
        );
        const own = isPair || (set && isBegun) ? this.runningIn(pair, { isTuple: tuple !== undefined, isBegun }) : pair;
        if (set || (relation === undefined && (tuple || letters === undefined)) || (relation && isNeighbours(relation))) {
          for (const letter of own) bind(letter, {});
          const named = setBelow(entry);
          if (letters && named && !tuple && !this.lexicon.vocabulary.parts.has(baseName(named))) continue;
          const ids = isPair || isBegun ? pair.map((letter) => this.indexOf(letter)) : binders.slice(-own.length).map(({ id }) => id);
          const isInside = set && set.relation === '\\in';
          const member =
            set || !isPair ? this.membership(set?.right ?? first, ids, isInside) : memberOf(second ? '\\sim' : '⟨⟩', ids, true);
          if (member) binders.at(-1)?.conditions.push(member);
          continue;
        }
        if (letters === undefined) {
          // `\sum_{m_i < 1}`, behind `i:` or without it
          const sign = relation && comparisonOf(relation.relation);
          if (relation === undefined || sign === undefined || sign === '=' || sign === '≠') return undefined;
          for (const letter of this.implied(relation)) bind(letter, {});
        } else {
          const lower = relation?.relation === '=' ? this.limit(relation.right) : undefined;
          if (relation?.relation === '=' && lower === undefined) return undefined;
          for (const letter of own) bind(letter, boundsOf(lower && asStart(lower), upper));
          if (relation === undefined || relation.relation === '=') continue;
        }
      }
      const condition = relation ? this.condition(relation) : undefined;
      if (condition === undefined || condition.kind === 'unread') return undefined;
      binders.at(-1)?.conditions.push(condition);
    }
    return node.upper && upper === undefined ? undefined : binders;
  }

  /** The letters of a pair, `i \neq j` or `(i, j)`, that a sum over it runs over: those that are not fixed outside. */
  private runningIn(
    pair: readonly string[],
    { isTuple, isBegun }: { readonly isTuple: boolean; readonly isBegun: boolean },
  ): readonly string[] {
    this.fixed ??= fixedIn(this.chain);
    const loose = pair.filter((letter) => !this.fixed?.has(letter) && !this.bound.some((own) => own.letter === letter));
    // `\sum_{j : (i, j) \in E}` runs over `j` already.
    if (isBegun) return loose;
    if (loose.length === 0) return isTuple ? pair : pair.slice(0, 1);
    const isOpen = !isTuple && loose.length === pair.length;
    return isOpen && this.choose(`pair:${pair.join()}`, 'document', ['both', 'first']) === 'first' ? pair.slice(0, 1) : loose;
  }

  /** Whether a sum can run over a letter. */
  private binds(piece: Syntax): piece is SymbolSyntax {
    return isIndexSymbol(piece) || (piece.kind === 'symbol' && this.lexicon.vocabulary.outcomes.has(baseName(piece)));
  }

  /** An index that no name in a sum has runs over the same values wherever the note has its letter: `\sum_k x^k`. */
  private tie(binder: Binder, body: Expr): void {
    const letter = this.bound.find(({ id }) => id === binder.id)?.letter;
    const isBare = !freeIndices(body).has(binder.id);
    const isCounted = !binder.bounds.upper && !hasInside(body, (node) => node.kind !== 'position' && hasIndex(termsOf(node), binder.id));
    if (!letter || !(isBare || isCounted) || binder.conditions.length > 0) return;
    const left: Expr = { kind: 'ref', family: familyKey(`set(${letter})`, '', 1), slots: [{ kind: 'index', id: binder.id, shift: 0 }] };
    binder.conditions.push({ kind: 'relation', relation: '=', left, right: left });
  }

  /** That indices lie in a set of which the notes say no more, or outside of it; where no set is named, that they run over their own. */
  private membership(set: Syntax, over: readonly IndexId[], isInside: boolean | undefined): Condition | undefined {
    const symbols = flatMap(walkSyntax(set), (node) => (node.kind === 'symbol' ? [node] : []));
    // `j \\in N(i)`, `j \\in N_i`: a set of its own for each `i`.
    const around = isInside === undefined ? [] : symbols.filter((one) => isIndexSymbol(one) && this.isIndex(one));
    const names = symbols.filter((one) => !around.includes(one)).map(baseName);
    if (names.length === 0) return undefined;
    const mark = around.length === 0 ? '' : set.kind === 'call' ? '()' : '_';
    return memberOf(`${names.join(',')}${mark}`, [...over, ...around.map(({ letter }) => this.indexOf(letter))], isInside);
  }

  /** Letters that a sum without bounds runs over: the indices of its body that nothing around it binds. */
  private implied(body: Syntax): readonly string[] {
    const inner = new Set<string>();
    const own = new Set<string>();
    for (const node of walkSyntax(body)) {
      if (node.kind === 'big-operator') for (const letter of boundLetters(node.over)) own.add(letter);
      if (node.kind !== 'scripts' || node.sub === undefined || wordIn(node.sub) !== undefined) continue;
      for (const piece of pieces(node.sub)) if (isIndexSymbol(piece)) inner.add(piece.letter);
    }
    return [...inner].filter((letter) => !own.has(letter) && !this.isInScope(letter));
  }

  /** The end that a condition `0 \le i` or `i < n` sets to what a sum runs over; `inside`: which way from it the index lies. */
  private limitOf({ relation, left, right }: RelationSyntax, inside: 1 | -1): IndexBound | undefined {
    const sign = comparisonOf(relation);
    const bound = this.limit(inside > 0 ? left : right);
    if (bound === undefined || sign === '≤') return bound;
    if (sign !== '<') return undefined;
    if (bound.kind === 'value') return { ...bound, value: bound.value + inside };
    if (bound.kind === 'index') return { ...bound, shift: bound.shift + inside };
    const of: Expr = { kind: 'add', terms: [bound.of ?? { kind: 'ref', family: bound.name, slots: [] }, number(inside)] };
    return asBound(of);
  }

  /** The end of what a sum runs over. */
  private limit(node: Syntax): IndexBound | undefined {
    if (node.kind === 'number') return { kind: 'value', value: node.value };
    if (node.kind === 'symbol' && this.isSize(node.letter)) return { kind: 'size', name: familyKey(baseName(node), '', 0) };
    const term = this.isIndex(node) ? this.term(node) : undefined;
    if (term?.kind === 'index') return { kind: 'index', id: term.id, shift: term.shift };
    if (node.kind === 'symbol') return { kind: 'size', name: familyKey(baseName(node), '', 0) };
    const count = node.kind === 'group' ? countOf(node) : undefined;
    if (count !== undefined) return { kind: 'size', name: familyKey(count, '', 0) };
    const name = node.kind === 'scripts' ? readName(node, this.lexicon.vocabulary) : undefined;
    if (name && name.slots.length === 0 && !name.power && !name.transposed)
      return { kind: 'size', name: familyKey(name.base, name.label, 0) };
    const of = this.computed(node);
    return of && freeIndices(of).size === 0 ? asBound(of) : undefined;
  }

  /** A number that is worked out from indices and sizes, as subscripts and the ends of sums are. */
  private computed(node: Syntax): Expr | undefined {
    const at = node.range;
    const all = (parts: readonly Syntax[]): readonly Expr[] | undefined => {
      const found = parts.map((part) => this.computed(part));
      return found.includes(undefined) ? undefined : (found as readonly Expr[]);
    };
    switch (node.kind) {
      case 'number':
        return Number.isInteger(node.value) ? { kind: 'number', value: node.value, decimals: 0, at } : undefined;
      case 'symbol': {
        if (this.isCounted(node)) return { kind: 'ref', family: familyKey(baseName(node), '', 0), slots: [], at };
        const isRunning = isIndexSymbol(node) && this.isIndex(node) && !this.isLabel(node.letter);
        return isRunning ? { kind: 'position', term: { kind: 'index', id: this.indexOf(node.letter), shift: 0, at }, at } : undefined;
      }
      case 'group': {
        const inner = this.computed(node.body);
        const rounded = roundings.get(node.open);
        if (inner && rounded) return { kind: 'apply', fn: rounded, args: [inner], order: 0, at };
        return node.open === '(' || node.open === '' ? inner : undefined;
      }
      case 'sum': {
        const terms = all(node.terms.map((term) => term.node));
        if (terms === undefined || node.terms.some(({ sign }) => sign !== '+' && sign !== '-')) return undefined;
        return { kind: 'add', terms: terms.map((of, n) => (node.terms[n]?.sign === '-' ? { kind: 'negate', of, at } : of)), at };
      }
      case 'product': {
        const isPlain = node.factors.every(({ by }) => by === 'juxtaposed' || by === '\\cdot' || by === '\\times');
        const factors = isPlain ? all(node.factors.map((factor) => factor.node)) : undefined;
        return factors && { kind: 'multiply', factors, at };
      }
      case 'quotient': {
        const parts = all([node.numerator, node.denominator]);
        return parts && { kind: 'divide', numerator: parts[0] as Expr, denominator: parts[1] as Expr, at };
      }
      default:
        return undefined;
    }
  }

  /** Whether a symbol is a size from which the ends of sums are worked out. */
  private isCounted(node: SymbolSyntax): boolean {
    const { counted, sizes, summed } = this.lexicon.vocabulary;
    const name = baseName(node);
    return counted.has(name) || (isIndexSymbol(node) ? this.isSize(node.letter) : sizes.has(name) && !summed.has(name));
  }

  private partial(node: PartialSyntax): Expr {
    if (node.of === undefined || node.wrt.length === 0) return this.hole('unread-operand', node.head);
    const short = operatorOverFirst(node, this.chain.includes(node), this.choose) ?? byBounds(node);
    if (short) return this.expr(short);
    const [by, ...more] = node.wrt;
    const point = by && more.length === 0 ? pointIn(node.of, by, this.lexicon.vocabulary.made, false) : undefined;
    const taken = point ? { ...node, wrt: [point] } : node;
    return this.derivative(this.differentiated(node.of, taken.wrt), taken);
  }

  /** What is differentiated: the name of a function alone means its value (`d\sigma/dx`). */
  private differentiated(of: Syntax, wrt: readonly Syntax[]): Expr {
    const [variable] = wrt;
    if (of.kind !== 'symbol' || variable === undefined) return this.expr(of);
    // `\frac{d\,\text{ELU}}{dx}`
    const named = of.face === 'upright' ? functionNamed(of.letter) : undefined;
    if (named !== undefined && !this.lexicon.vocabulary.variables.has(baseName(of)))
      return this.namedFunction({
        kind: 'function',
        name: named,
        head: of.range,
        primes: 0,
        operands: [variable],
        bracketed: true,
        range: of.range,
      });
    const base = nameOf(of, this.lexicon.vocabulary);
    if (!this.isOpenFunction(base)) return this.expr(of);
    const args = this.lexicon.vocabulary.applied.get(base)?.filter((arg) => !isNameIn(arg, base)) ?? [];
    const arg = args.length === 0 || args.some((one) => isEqual(one, variable)) ? variable : args.length === 1 ? args[0] : undefined;
    if (arg === undefined) return this.hole('function-without-argument', of.range, { name: base });
    return { kind: 'call', fn: familyKey(base, '', 0), args: [this.expr(arg)], order: 0, slots: [], at: of.range };
  }

  /** Whether a letter is that of a function to which the notes give no meaning. */
  private isOpenFunction(base: string): boolean {
    const { functions, functionHeads, bases, values } = this.lexicon.vocabulary;
    if (functionHeads.has(base) || bases.has(base) || this.lexicon.defined.has(base)) return false;
    return functions.has(base) || (functionLetters.has(base) && !values.has(base));
  }

  /** `\sigma(1 - \sigma)`: the name of a function without its argument, in a chain that has it with one. */
  private withoutArgument(base: string, at: Range): Expr | undefined {
    const { applied } = this.lexicon.vocabulary;
    if (!this.isOpenFunction(base)) return undefined;
    const here = flatMap(this.chain, (member) =>
      flatMap(nodesIn(member), (node): Syntax[] => {
        if (node.kind === 'partial' && node.of && isNamed(node.of, base)) return node.wrt.slice(0, 1);
        if (node.kind !== 'call' || !isNamed(node.head, base) || isNameIn(node.argument.body, base)) return [];
        return node.argument.open === '(' ? [node.argument.body] : [];
      }),
    );
    const all = applied.get(base)?.filter((arg) => !isNameIn(arg, base)) ?? [];
    const arg = here.length > 0 && all.length === 1 ? all[0] : here.find((one) => here.every((other) => isEqual(one, other)));
    if (arg === undefined || arg.kind === 'list') return undefined;
    return { kind: 'call', fn: familyKey(base, '', 0), args: [this.expr(arg)], order: 0, slots: [], at };
  }

  /** `{\partial y}/{\partial z}` with the differentials in braces of their own. */
  private bareQuotient(above: PartialSyntax, below: PartialSyntax, at: Range): Expr {
    if (above.of === undefined || below.of === undefined) return this.hole('unread-operand', at);
    return { kind: 'partial', of: this.differentiated(above.of, [below.of]), wrt: this.variable(below.of), at };
  }

  private derivative(of: Expr, node: PartialSyntax): Expr {
    return bySame(node.wrt)
      .reverse()
      .reduce<Expr>((inner, wrt) => ({ kind: 'partial', of: inner, wrt: this.variable(wrt), at: node.range }), of);
  }

  /** What is differentiated by: a product in brackets, `q(x)`, is no variable but a value of a function that was not known as one. */
  private variable(wrt: Syntax): Expr {
    const expr = this.expr(wrt);
    return wrt.kind === 'call' && expr.kind === 'multiply' ? this.hole('unread-operand', wrt.range) : expr;
  }

  /** `\frac{df}{dx}(a)`: the derivative of a function at a point. */
  private evaluatedPartial(head: PartialSyntax, node: CallSyntax): Expr {
    const symbol = head.of ? symbolOf(head.of) : undefined;
    const base = symbol && baseName(symbol);
    if (base === undefined || node.after || !(this.lexicon.vocabulary.functions.has(base) || functionLetters.has(base)))
      return { kind: 'multiply', factors: [this.expr(head), this.bracket(node)], at: node.range };
    return {
      kind: 'call',
      fn: familyKey(base, '', 0),
      args: [this.expr(node.argument.body)],
      order: head.wrt.length,
      slots: [],
      at: node.range,
    };
  }

  /** Whether a letter is the end of a range (`\sum_{k=1}^n`) and never runs itself: `x_n` is then the last of them. */
  private isSize(letter: string): boolean {
    const { sizes, summed } = this.lexicon.vocabulary;
    return sizes.has(letter) && !summed.has(letter) && !this.bound.some((bound) => bound.letter === letter);
  }

  /** Whether a formula is an index here: a letter that is in scope or that the note uses in subscripts only. */
  private isIndex(node: Syntax): boolean {
    if (node.kind === 'sum') return node.terms.some((term) => this.isIndex(term.node));
    if (!isIndexSymbol(node)) return false;
    const { vocabulary } = this.lexicon;
    return this.isInScope(node.letter) || (vocabulary.subscripts.has(node.letter) && !vocabulary.bases.has(node.letter));
  }

  /** Whether a letter selects one member: not where the head of a chain says something of all of them (`p_y = \dots`), unless it is moved (`p_u ← p_u + \dots`). */
  private isLabel(letter: string): boolean {
    if (!this.lexicon.vocabulary.labels.has(letter) || this.isInScope(letter)) return false;
    const [head] = this.chain;
    const named = head && symbolOf(head.kind === 'call' ? head.head : head);
    const isArgument = head?.kind === 'call' && argumentsOf(head).some((item) => item.kind === 'symbol' && item.letter === letter);
    if (!(head && named && (isArgument || lettersIn(head).includes(letter)))) return true;
    return this.chain.length === 2 && nodesIn(this.chain[1] as Syntax).some((inner) => isEqual(inner, head));
  }

  /** `u_o` beside a sum over `u_k`: one of those, or a name of its own. */
  private asOneApart(name: Name): Name {
    const [only, ...more] = name.slots;
    if (only === undefined || more.length > 0 || !isIndexSymbol(only) || !this.isLabel(only.letter)) return name;
    if (this.choose(`member:${name.base}`, 'section', ['among', 'apart']) === 'among') return name;
    return { ...name, slots: [], label: joinLabel(name.label, `_${only.letter}`) };
  }

  /** What stands in a slot. */
  private term(node: Syntax): IndexTerm | undefined {
    const { counted } = this.lexicon.vocabulary;
    const isCounted = counted.size > 0 && walkSyntax(node).some((part) => part.kind === 'symbol' && counted.has(baseName(part)));
    const plain = isCounted ? undefined : this.plainTerm(node);
    const of = plain ? undefined : this.computed(node);
    return of ? { kind: 'by', of, at: node.range } : (plain ?? this.plainTerm(node));
  }

  private plainTerm(node: Syntax): IndexTerm | undefined {
    const at = node.range;
    if (node.kind === 'number') return Number.isInteger(node.value) ? { kind: 'value', value: node.value, at } : undefined;
    if (isIndexSymbol(node) && this.isLabel(node.letter))
      return { kind: 'by', of: { kind: 'ref', family: familyKey(node.letter, '', 0), slots: [], at }, at };
    if (isIndexSymbol(node))
      return this.isSize(node.letter) ? { kind: 'last', shift: 0, at } : { kind: 'index', id: this.indexOf(node.letter), shift: 0, at };
    if (node.kind === 'group') return roundings.has(node.open) ? undefined : this.plainTerm(node.body);
    if (node.kind === 'symbol') return { kind: 'last', shift: 0, at };
    if (node.kind === 'sum') return this.shifted(node);
    if (node.kind === 'scripts') return { kind: 'by', of: this.expr(node), at };
    return undefined;
  }

  private shifted(node: SumSyntax): IndexTerm | undefined {
    const [first, second] = node.terms;
    if (node.terms.length !== 2 || !first || !second || first.sign !== '+' || second.node.kind !== 'number') return undefined;
    const shift = second.sign === '-' ? -second.node.value : second.node.value;
    const term = this.plainTerm(first.node);
    if (term?.kind === 'index' || term?.kind === 'last') return { ...term, shift: term.shift + shift, at: node.range };
    return undefined;
  }

  private isInScope(letter: string): boolean {
    return this.free.has(letter) || this.bound.some((bound) => bound.letter === letter);
  }

  private indexOf(letter: string): IndexId {
    for (let depth = this.bound.length - 1; 0 <= depth; depth--) {
      const entry = this.bound[depth];
      if (entry?.letter === letter) return entry.id;
    }
    const known = this.free.get(letter);
    if (known !== undefined) return known;
    const id = this.lexicon.nextIndex(letter);
    this.free.set(letter, id);
    return id;
  }
}

/** `\partial w\, \partial w^\top`: a second derivative by one vector, whose rows and columns are named. */
function bySame(wrt: readonly Syntax[]): Syntax[] {
  const plain = wrt.map((one) => (one.kind === 'scripts' && isTranspose(one.sup) ? withoutSup(one) : one));
  const [first, second] = plain;
  const isOne = plain.length === 2 && first && second && isEqual(first, second);
  return [...(isOne ? plain : wrt)];
}

/** `x^\top`, where a formula stands transposed. */
function transposedIf(transposed: boolean, of: Expr, at: Range): Expr {
  return transposed ? { kind: 'tensor', op: 'transpose', args: [of], at } : of;
}

/** `g \odot (z > 0)`: a comparison in brackets behind or in front of a sign of a product, which counts as one or zero; without a sign it may be a condition. */
function testing(factors: ProductSyntax['factors']): ProductSyntax['factors'] {
  const isSigned = (at: number): boolean => 0 < at && factors[at] !== undefined && factors[at]?.by !== 'juxtaposed';
  const isTest = ({ node }: ProductSyntax['factors'][number], at: number): boolean =>
    node.kind === 'group' && node.open === '(' && node.body.kind === 'relation' && isOrder(node.body) && (isSigned(at) || isSigned(at + 1));
  if (!factors.some(isTest)) return factors;
  return factors.map((factor, at) =>
    isTest(factor, at) ? { ...factor, node: { ...(factor.node as GroupSyntax), open: '[', close: ']' } } : factor,
  );
}

/** Whether a relation says which of two numbers is larger. */
function isOrder({ relation }: RelationSyntax): boolean {
  const sign = comparisonOf(relation);
  return sign !== undefined && sign !== '=' && sign !== '≠';
}

function boundsOf(lower: IndexBound | undefined, upper: IndexBound | undefined): Bounds {
  if (lower === undefined) return upper === undefined ? {} : { upper };
  return upper === undefined ? { lower } : { lower, upper };
}

/** That indices are in a set, or are not, or that they are any of those that it has. */
function memberOf(set: string, over: readonly IndexId[], isInside: boolean | undefined): Condition {
  const slots = over.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
  const left: Expr = { kind: 'ref', family: familyKey(`set(${set})`, '', slots.length), slots };
  return { kind: 'relation', relation: '=', left, right: isInside === undefined ? left : number(isInside ? 1 : 0) };
}

/** Where a sum starts: a name there is a number between the ends of what the sum runs over, not the size of that. */
function asStart(bound: IndexBound): IndexBound {
  return bound.kind === 'size' && bound.of === undefined ? { ...bound, of: { kind: 'ref', family: bound.name, slots: [] } } : bound;
}

/** A number that is worked out from sizes as the end of a sum. */
function asBound(of: Expr): IndexBound {
  return { kind: 'size', name: familyKey(`(${print(of, () => '')})`, '', 0), of };
}

function hasIndex(terms: readonly IndexTerm[], id: IndexId): boolean {
  return terms.some((term) => term.kind === 'index' && term.id === id);
}

/** Whether a bracket or a matrix has one entry, so that bars around it may mean its determinant. */
function isOneEntry(node: Syntax): boolean {
  if (node.kind === 'matrix') return node.rows.length === 1 && node.rows[0]?.length === 1;
  return node.kind === 'group' && node.open === '[' && (isOneEntry(node.body) || symbolOf(node.body) !== undefined);
}

function spelling({ slots }: Name): string {
  return slots.map((slot) => (slot as SymbolSyntax).letter).join('');
}

function number(value: number): Expr {
  return { kind: 'number', value, decimals: 0 };
}

function constantPi(at: Range): Expr {
  return { kind: 'number', value: Math.PI, decimals: 0, at };
}

/** A formula without what stands below and above its names. */
function outside(tex: string): string {
  return tex.includes(':') ? tex.replace(/[_^]\s*\{[^{}]{0,80}\}/g, '') : tex;
}

function unreadCondition({ range }: Syntax): Condition {
  return { kind: 'unread', message: message('unread-condition'), at: range };
}
