import type { ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, nodesIn, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { defines } from './comparisons.ts';
import { isEqual } from './general-term.ts';
import { isTranspose } from './scripts.ts';
import { baseName, isIndexSymbol, symbolOf } from './symbols.ts';

export type Name = SymbolSyntax | ScriptsSyntax;

/** The dots over a name, by how often it is differentiated by time. */
const dots: readonly string[] = ['', 'dot', 'ddot'];

/** A name with dots over it, or without. */
export interface Dotted {
  /** The name without its dots, and without what is above it. */
  readonly plain: Name;
  /** What tells names apart; the letters of indices are all alike. */
  readonly key: string;
  /** How many dots it has. */
  readonly order: number;
}

/** How often names are differentiated by time that a formula is made of: `x` and `\dot x` of `\frac12 m \dot x^2 - U(x)`. */
export type Dependence = ReadonlyMap<string, ReadonlySet<number>>;

/** A name as one that may have dots. */
export function dottedIn(node: Syntax): Dotted | undefined {
  const symbol = symbolOf(node);
  if (symbol === undefined) return undefined;
  const order = Math.max(0, dots.indexOf(symbol.accents[0] ?? ''));
  const bare: SymbolSyntax = order === 0 ? symbol : { ...symbol, accents: symbol.accents.slice(1) };
  const sub = node.kind === 'scripts' ? node.sub : undefined;
  const below = sub === undefined ? '' : isIndexSymbol(sub) ? '*' : textOf(sub);
  const plain: Name = node.kind === 'scripts' && sub ? { kind: 'scripts', base: bare, sub, primes: 0, range: node.range } : bare;
  return { plain, key: `${baseName(bare)} ${below}`, order };
}

/** The same name with so many dots over it; undefined where there is no sign for so many. */
export function withDots(name: Name, order: number): Name | undefined {
  const accent = dots[order];
  if (accent === undefined) return undefined;
  if (order === 0) return name;
  if (name.kind === 'symbol') return { ...name, accents: [accent, ...name.accents] };
  return { ...name, base: { ...(name.base as SymbolSyntax), accents: [accent, ...(name.base as SymbolSyntax).accents] } };
}

/** The names in a formula with their dots; what a derivative is taken by is none of them. */
export function namesOf(formula: Syntax): readonly Dotted[] {
  const inside = new Set<Syntax>();
  return flatMap(walkSyntax(formula), (node) => {
    if (inside.has(node)) return [];
    if (node.kind === 'partial') for (const by of node.wrt) for (const inner of walkSyntax(by)) inside.add(inner);
    if (node.kind !== 'symbol' && node.kind !== 'scripts') return [];
    if (node.kind === 'scripts') for (const inner of [node.base, ...(node.sub ? walkSyntax(node.sub) : [])]) inside.add(inner);
    if (node.kind === 'scripts' && node.sup?.kind === 'symbol' && isTranspose(node.sup)) inside.add(node.sup);
    return dottedIn(node) ?? [];
  });
}

/** What some statements tell of names that move in time. */
export class MovingNames {
  /** Names with dots somewhere that no formula gives, by their keys. */
  readonly free = new Map<string, Name>();
  /** The formulas of names. */
  private readonly bodies = new Map<string, Syntax[]>();
  /** What names with dots are set equal to. */
  private readonly rates: { readonly of: Dotted; readonly body: Syntax }[] = [];
  /** Names with dots that derivatives are taken by. */
  private readonly varied = new Set<string>();
  private readonly known = new Map<string, Dependence>();

  constructor(statements: readonly Statement[]) {
    const moving = new Map<string, Name>();
    for (const statement of statements) {
      for (const formula of formulasOf(statement))
        for (const node of nodesIn(formula)) {
          const one = node.kind === 'symbol' || node.kind === 'scripts' ? dottedIn(node) : undefined;
          if (one && 0 < one.order && !isBaseOnly(node, formula)) moving.set(one.key, one.plain);
          for (const by of node.kind === 'partial' ? node.wrt : []) {
            const name = dottedIn(by);
            if (name && 0 < name.order) this.varied.add(name.key);
          }
        }
      this.takeHead(statement);
    }
    for (const [key, name] of moving) if (!this.bodies.has(key)) this.free.set(key, name);
  }

  /** Whether some name stands with an index and with something else below it, so that it is not known which are the same. */
  get areMixed(): boolean {
    const keys = [...this.free.keys()];
    return keys.some((key) => key.endsWith(' *') && keys.some((other) => other !== key && other.startsWith(key.slice(0, -1))));
  }

  /** Whether some name that moves has two formulas, of which it is not known which one is meant. */
  get areTwofold(): boolean {
    return [...this.bodies].some(
      ([key, [first, ...more]]) => more.some((body) => !isEqual(first as Syntax, body)) && this.behind(key).size > 0,
    );
  }

  /**
   * Whether the rate of a name with a formula is given as the product rule has it, `\dot p = m \dot v + \dot m v` of `p = m v`: each term has one name with
   * a dot, some beside one that moves and has none, and all names are those of the formula.
   */
  get areByProducts(): boolean {
    const isMoving = (name: Dotted): boolean => name.order === 0 && (this.free.has(name.key) || this.behind(name.key).size > 0);
    return this.rates.some(({ of, body }) => {
      if (of.order !== 1 || !this.bodies.has(of.key) || this.varied.has(of.key)) return false;
      const own = this.namesBehind(of.key);
      const isOwn = namesOf(body).every(({ key }) => own.has(key));
      return isOwn && linearIn(body, isMoving) === 'beside' && this.namesHighest(body, this.shifted(this.behind(of.key), 1));
    });
  }

  /** What a formula depends on that moves by itself. */
  dependenceOf(formula: Syntax): Dependence {
    const found = new Map<string, Set<number>>();
    const add = (key: string, order: number): void => {
      found.set(key, (found.get(key) ?? new Set()).add(order));
    };
    for (const { key, order } of namesOf(formula)) {
      if (this.free.has(key)) add(key, order);
      else for (const [other, orders] of this.behind(key)) for (const inner of orders) add(other, inner + order);
    }
    return found;
  }

  /** Whether a name has a formula, and dots over it mean the rate of that: nothing else is said of it, as by an equation of motion. */
  hasRate({ key, order }: Dotted): boolean {
    if (order === 0 || !this.bodies.has(key) || this.varied.has(key)) return false;
    return this.rates.every(({ of, body }) => of.key !== key || this.namesHighest(body, this.shifted(this.behind(key), of.order)));
  }

  /** Whether a formula depends on all names with as many dots as they have at most in what is needed. */
  private namesHighest(body: Syntax, needed: Dependence): boolean {
    const own = this.dependenceOf(body);
    return 0 < needed.size && [...needed].every(([key, orders]) => own.get(key)?.has(Math.max(...orders)) === true);
  }

  private shifted(dependence: Dependence, by: number): Dependence {
    return new Map([...dependence].map(([key, orders]) => [key, new Set([...orders].map((order) => order + by))]));
  }

  /** All names that the formulas of a name are made of, with itself. */
  private namesBehind(key: string): ReadonlySet<string> {
    const found = new Set([key]);
    // Names that are found on the way are visited too, each once.
    for (const one of found) for (const body of this.bodies.get(one) ?? []) for (const name of namesOf(body)) found.add(name.key);
    return found;
  }

  private behind(key: string): Dependence {
    const known = this.known.get(key);
    if (known) return known;
    // A name in its own formula brings nothing of its own.
    this.known.set(key, new Map());
    const found = new Map<string, Set<number>>();
    for (const body of this.bodies.get(key) ?? [])
      for (const [other, orders] of this.dependenceOf(body))
        for (const order of orders) found.set(other, (found.get(other) ?? new Set()).add(order));
    this.known.set(key, found);
    return found;
  }

  private takeHead({ members: [head, body] }: Statement): void {
    if (head === undefined || body === undefined || !defines(body.relation?.sign)) return;
    const of = dottedIn(head.node.kind === 'call' ? head.node.head : head.node);
    if (of === undefined || (head.node.kind === 'scripts' && head.node.sup !== undefined)) return;
    if (0 < of.order) this.rates.push({ of, body: body.node });
    else if (body.node.kind !== 'number') this.bodies.set(of.key, [...(this.bodies.get(of.key) ?? []), body.node]);
  }
}

/** How a formula depends on rates: not, each term on one, or so with a name that moves beside one; undefined where it does otherwise. */
type Linear = 'not' | 'alone' | 'beside';

/** How a formula depends on the names with dots in it. */
function linearIn(node: Syntax, isMoving: (name: Dotted) => boolean): Linear | undefined {
  const names = namesOf(node);
  if (names.every(({ order }) => order === 0)) return 'not';
  const all = (parts: readonly Syntax[]): Linear | undefined => {
    const found = parts.map((part) => linearIn(part, isMoving));
    return found.includes(undefined) || found.includes('not') ? undefined : found.includes('beside') ? 'beside' : 'alone';
  };
  const times = (factors: readonly Syntax[]): Linear | undefined => {
    const dotted = factors.filter((factor) => linearIn(factor, isMoving) !== 'not');
    const [only] = dotted;
    const own = only && dotted.length === 1 ? linearIn(only, isMoving) : undefined;
    const isBeside = factors.some((factor) => factor !== only && namesOf(factor).some(isMoving));
    return own && isBeside ? 'beside' : own;
  };
  switch (node.kind) {
    case 'symbol':
      return 'alone';
    case 'scripts':
      return dottedIn(node) && node.sup === undefined ? 'alone' : undefined;
    case 'group':
      return linearIn(node.body, isMoving);
    case 'sum':
      return all(node.terms.map((term) => term.node));
    case 'product':
      return times(node.factors.map((factor) => factor.node));
    case 'quotient':
      return linearIn(node.denominator, isMoving) === 'not' ? times([node.numerator, node.denominator]) : undefined;
    case 'big-operator':
      return node.operator === 'sum' ? linearIn(node.body, isMoving) : undefined;
    default:
      return undefined;
  }
}

/** Whether a symbol stands in a formula only as that of a name with something below it. */
function isBaseOnly(symbol: Syntax, formula: Syntax): boolean {
  return nodesIn(formula).some((node) => node.kind === 'scripts' && node.base === symbol && node.sub !== undefined);
}

function textOf(formula: Syntax): string {
  return walkSyntax(formula)
    .map((node) => (node.kind === 'symbol' ? baseName(node) : node.kind === 'number' ? String(node.value) : node.kind))
    .join(',');
}
