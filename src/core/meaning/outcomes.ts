import type { BigOperatorSyntax, CallSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { eachPart, formulasOf, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { defines } from './comparisons.ts';
import { lettersIn } from './scripts.ts';
import { baseName, symbolOf } from './symbols.ts';

/**
 * What a sum or an expectation takes its values from: `x \sim p` draws `x` by the law `p`, `q(z|x)` draws its first argument by itself, a letter alone
 * leaves the law open.
 */
export interface Draw {
  readonly outcomes: readonly SymbolSyntax[];
  readonly law?: Syntax;
}

/** The draws below an operator, or undefined where what stands there is something else. */
export function drawsOf({ over }: Pick<BigOperatorSyntax, 'over'>): readonly Draw[] | undefined {
  const draws = over.map((entry): Draw => {
    if (entry.kind === 'relation' && entry.relation === '\\sim') return { outcomes: symbolsIn(entry.left), law: entry.right };
    if (entry.kind === 'call') return { outcomes: symbolsIn(entry.argument.body).slice(0, 1), law: entry };
    return { outcomes: symbolsIn(entry.kind === 'relation' && entry.relation === '\\in' ? entry.left : entry) };
  });
  return draws.every(({ outcomes }) => outcomes.length > 0) ? draws : undefined;
}

/** The arguments of a call in order. */
export function argumentsOf({ argument: { body } }: CallSyntax): readonly Syntax[] {
  return body.kind === 'list' ? body.items : [body];
}

/**
 * Letters that stand for the outcomes of a chance: something that no bounds number is summed or averaged over, which is only ever handed to
 * functions. Values over finitely many outcomes stand in for such functions. Each with the sections in which it is something else: where it
 * is used otherwise, and where it is handed to a function of which such a section speaks.
 */
export function outcomesIn(
  statements: readonly Statement[],
  sectionOf: ReadonlyMap<Statement, number> = new Map(),
): ReadonlyMap<string, ReadonlySet<number>> {
  const drawn = new Set<string>();
  const handed = new Set<string>();
  const uses = new Uses();
  let section = 0;
  const others = { add: (letter: string): unknown => uses.note(uses.otherwise, letter, section) };
  const visit = (node: Syntax, bound: ReadonlySet<string>): void => {
    let here = bound;
    if (node.kind === 'big-operator' && (node.upper === undefined || node.operator === 'integral') && averages.has(node.operator)) {
      const own = flatMap(drawsOf(node) ?? [], ({ outcomes }) => outcomes.map(baseName));
      here = new Set([...bound, ...own]);
      for (const letter of own) drawn.add(letter);
      for (const draw of drawsOf(node) ?? [])
        if (node.operator === 'expectation') for (const each of draw.outcomes) handed.add(baseName(each));
    }
    if (node.kind === 'scripts' && node.base.kind === 'symbol') others.add(baseName(node.base));
    const handedOver = node.kind === 'call' ? argumentsOf(node) : node.kind === 'big-operator' ? node.over : undefined;
    if (node.kind === 'symbol') uses.note(uses.mentions, baseName(node), section);
    const applied = node.kind === 'call' ? symbolOf(node.head) : undefined;
    if (applied)
      for (const [at, item] of (handedOver ?? []).entries())
        if (item.kind === 'symbol') uses.apply(baseName(item), baseName(applied), at, section);
    const take = (part: Syntax): void => {
      if (part.kind === 'number') return;
      if (part.kind === 'symbol') uses.note(uses.mentions, baseName(part), section);
      if (part.kind !== 'symbol') visit(part, here);
      else if (handedOver?.includes(part)) handed.add(baseName(part));
      else if (!isBinder(node, part) && (node.kind === 'partial' || node.kind === 'nabla' || !here.has(baseName(part))))
        others.add(baseName(part));
    };
    if (node.kind !== 'call') eachPart(node, take);
    else {
      take(node.head);
      for (const argument of argumentsOf(node)) take(argument);
    }
  };
  const selectors = new Set<string>();
  const calls: CallSyntax[] = [];
  for (const statement of statements) {
    section = sectionOf.get(statement) ?? 0;
    for (const formula of formulasOf(statement)) visit(formula, none);
    for (const node of nodesOf(statement)) if (node.kind === 'call') calls.push(node);
    // `\pi(a|s) = e^{\theta_a} / \sum_b e^{\theta_b}`: an argument that selects a member.
    const [head, body] = statement.members;
    const selecting = head?.node.kind === 'call' && body ? lettersIn(body.node) : [];
    if (head?.node.kind === 'call')
      for (const item of argumentsOf(head.node))
        if (item.kind === 'symbol' && selecting.includes(item.letter)) {
          drawn.add(baseName(item));
          selectors.add(headOf(head.node));
        }
  }
  // `\sum_k \pi(k|s)`: what is handed to such a function elsewhere.
  for (const call of calls)
    if (selectors.has(headOf(call))) for (const item of argumentsOf(call)) if (item.kind === 'symbol') drawn.add(baseName(item));
  const found = new Map<string, ReadonlySet<number>>();
  for (const letter of uses.likeAny(drawn)) {
    const except = uses.exceptFor(letter);
    if (handed.has(letter) && [...uses.sectionsOf(letter)].some((one) => !except.has(one))) found.set(letter, except);
  }
  return found;
}

/** In which sections letters stand, and for what. */
class Uses {
  /** The sections in which a letter stands as something else than an outcome. */
  readonly otherwise = new Map<string, Set<number>>();
  /** Those in which a name stands at all. */
  readonly mentions = new Map<string, Set<number>>();
  /** The functions that a letter is handed to, each with the sections where it is. */
  private readonly functions = new Map<string, Map<string, Set<number>>>();

  note(into: Map<string, Set<number>>, name: string, section: number): void {
    const known = into.get(name);
    if (known === undefined) into.set(name, new Set([section]));
    else known.add(section);
  }

  /** What stands in each place of the functions that are no laws, which one letter may name for several of. */
  private readonly places = new Map<string, Set<string>>();

  /** Some letters, with all that are handed to a function where one of them is: `\phi(s, a)` beside `\sum_b \phi(s, b)`. */
  likeAny(letters: ReadonlySet<string>): ReadonlySet<string> {
    const found = new Set(letters);
    for (const inside of this.places.values())
      if ([...inside].some((letter) => letters.has(letter))) for (const letter of inside) found.add(letter);
    return found;
  }

  apply(letter: string, fn: string, at: number, section: number): void {
    const place = `${fn}#${at}`;
    if (!isDensity(fn)) this.places.set(place, (this.places.get(place) ?? new Set()).add(letter));
    const known = this.functions.get(letter) ?? new Map<string, Set<number>>();
    this.note(known, fn, section);
    this.functions.set(letter, known);
  }

  sectionsOf(letter: string): ReadonlySet<number> {
    return this.mentions.get(letter) ?? new Set();
  }

  /** The sections in which a letter is no outcome. */
  exceptFor(letter: string): ReadonlySet<number> {
    const found = new Set(this.otherwise.get(letter));
    if (found.size === 0) return found;
    for (let before = -1; before < found.size; ) {
      before = found.size;
      for (const [fn, sections] of this.functions.get(letter) ?? [])
        if ([...(this.mentions.get(fn) ?? [])].some((section) => found.has(section))) for (const section of sections) found.add(section);
    }
    return found;
  }
}

/** Outcomes that stand free in a definition whose head lacks them, `J = -\log P(o|c)`: each selects one member. */
export function selectedIn(statements: readonly Statement[], outcomes: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { members } of statements) {
    const [head, body] = members;
    if (head === undefined || body === undefined || head.node.kind === 'call' || !symbolOf(head.node)) continue;
    if (!defines(body.relation?.sign)) continue;
    const own = new Set(lettersIn(head.node));
    for (const node of nodesIn(body.node))
      if (node.kind === 'call')
        for (const item of argumentsOf(node))
          if (item.kind === 'symbol' && outcomes.has(baseName(item)) && !own.has(item.letter)) found.add(item.letter);
  }
  return found;
}

/** The base of what a call applies. */
function headOf({ head }: CallSyntax): string {
  const symbol = symbolOf(head);
  return symbol === undefined ? '' : baseName(symbol);
}

/** Whether a symbol is a side of a draw or of a condition, or the index of a name. */
function isBinder(node: Syntax, part: Syntax): boolean {
  return node.kind === 'relation' || (node.kind === 'scripts' && part === node.sub) || node.kind === 'list';
}

function symbolsIn(node: Syntax): readonly SymbolSyntax[] {
  const inner = node.kind === 'group' ? node.body : node;
  const items = inner.kind === 'list' ? inner.items : [inner];
  const symbols = items.filter((item): item is SymbolSyntax => item.kind === 'symbol' && item.letter !== '\\cdot');
  return symbols.length === items.length || node.kind === 'list' ? symbols : [];
}

/** The law at an outcome: `p(x)` for `p`, as the chain writes it if it does, and `\pi(a|s)` for `\pi(\cdot|s)`. */
export function lawAt(
  law: Syntax,
  outcome: SymbolSyntax,
  chain: readonly Syntax[],
  isFunction: (base: string) => boolean,
): CallSyntax | undefined {
  const isOutcome = (item: Syntax): boolean => item.kind === 'symbol' && (item.letter === outcome.letter || item.letter === '\\cdot');
  if (law.kind === 'call') {
    const { body } = law.argument;
    const put = (item: Syntax): Syntax => (isOutcome(item) ? outcome : item);
    if (!argumentsOf(law).some(isOutcome)) return undefined;
    return { ...law, argument: { ...law.argument, body: body.kind === 'list' ? { ...body, items: body.items.map(put) } : put(body) } };
  }
  const symbol = symbolOf(law);
  if (symbol === undefined || (law.kind !== 'symbol' && law.kind !== 'scripts')) return undefined;
  const isSame = (head: Syntax): boolean =>
    head.kind === law.kind && symbolOf(head)?.letter === symbol.letter && labelOfSub(head) === labelOfSub(law);
  const calls = flatMap(chain, (member) => nodesIn(member).filter((inner) => inner.kind === 'call'));
  const written = calls.find(
    (call) => isSame(call.head) && argumentsOf(call).some((item) => item.kind === 'symbol' && item.letter === outcome.letter),
  );
  if (written) {
    const { after: _, ...call } = written;
    return call;
  }
  if (!isDensity(baseName(symbol)) && !isFunction(baseName(symbol))) return undefined;
  return {
    kind: 'call',
    head: law,
    argument: { kind: 'group', open: '(', close: ')', body: outcome, range: law.range },
    range: law.range,
  };
}

/** Letters by which notes call the law of a chance. They call many functions by one such letter, and tell them apart by the letters of the arguments. */
export function isDensity(base: string): boolean {
  return /^(?:[pqP]|\\pi|\\rho|hat\(p\)|tilde\(p\)|bb\(P\)|cal\(P\))$/.test(base);
}

/** `P(y = k \mid x)`, `\Pr[x > 0]`: the chance of what is said in the bracket. */
export function isChance(symbol: SymbolSyntax, node: CallSyntax): boolean {
  const isOfLaw = isDensity(baseName(symbol)) || symbol.letter === '\\Pr' || symbol.letter === 'Pr';
  return isOfLaw && argumentsOf(node).some((item) => item.kind === 'relation');
}

/** What tells laws of one letter apart: how many outcomes they are laws of, those in front of the bar, and the letters of all arguments. */
export function lawOf(base: string, node: CallSyntax, places: readonly unknown[]): string {
  const { body } = node.argument;
  const bar = body.kind === 'list' ? body.separators.findIndex((sign) => sign === '|' || sign === ';') : -1;
  const before = places.filter((place, at) => place !== undefined && (bar < 0 || at <= bar)).length;
  const spelt = argumentsOf(node).map((item, at) =>
    isDensity(base) ? (symbolOf(item)?.letter ?? '') : places[at] === undefined ? '-' : '*',
  );
  return `~(${isDensity(base) ? before : 0}:${spelt.join(' ')}${bar < 0 ? '' : `|${bar}`})`;
}

function labelOfSub(node: Syntax): string {
  return node.kind === 'scripts' && node.sub
    ? nodesIn(node.sub)
        .map((inner) => (inner.kind === 'symbol' ? inner.letter : ''))
        .join()
    : '';
}

const averages: ReadonlySet<BigOperatorSyntax['operator']> = new Set(['sum', 'product', 'expectation', 'integral']);
const none: ReadonlySet<string> = new Set();
