import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { innerMap } from '../../text/maps.ts';

/** Where a number in a formula is the id of an index, and where a string is a family or the name of a function that all know. */
const idKeys: ReadonlySet<string> = new Set(['id', 'index', 'indices', 'rows', 'columns']);
const familyKeys: ReadonlySet<string> = new Set(['family', 'fn', 'name']);
/** What makes no difference to what a formula may be. */
const idleKeys: ReadonlySet<string> = new Set(['at', 'message', 'decimals']);

/**
 * The members of an equation as they are written, up to the names of indices and layers, and up to where they stand: those of one form, with names
 * of the same kinds, may be the same things at the same cost.
 */
export function formOf(members: readonly Expr[], isElementwise: (of: FamilyKey, wrt: FamilyKey) => boolean): string {
  const writer = new FormWriter();
  writer.write(members);
  return writer.whole(isElementwise);
}

class FormWriter {
  private form = '';
  private readonly ids = new Map<unknown, number>();
  private readonly families = new Map<unknown, number>();
  private readonly places = new Map<unknown, number>();
  /** The names that are differentiated, and by which. */
  private readonly above = new Set<FamilyKey>();
  private readonly below = new Set<FamilyKey>();

  /** The form, with what goes entry by entry: derivatives along a path are one of the first name by the last. */
  whole(isElementwise: (of: FamilyKey, wrt: FamilyKey) => boolean): string {
    for (const of of this.above)
      for (const wrt of this.below) if (isElementwise(of, wrt)) this.form += `${this.nameOf(of)}/${this.nameOf(wrt)};`;
    return this.form;
  }

  write(part: unknown, key = ''): void {
    if (Array.isArray(part)) {
      this.form += '[';
      for (const item of part) this.write(item, key);
      this.form += ']';
    } else if (typeof part === 'object' && part !== null) this.writeFields(part as Expr);
    else if (typeof part === 'number' && idKeys.has(key)) this.form += `${numberIn(this.ids, part)},`;
    else if (typeof part === 'string' && familyKeys.has(key) && part.includes('|')) this.form += `${this.nameOf(part)},`;
    else this.form += `${String(part)},`;
  }

  private writeFields(part: Expr): void {
    this.form += '{';
    for (const key in part) {
      if (idleKeys.has(key)) continue;
      this.form += `${key}:`;
      this.write(part[key as keyof Expr], key);
    }
    // What is written out has axes of its own, by where it stands.
    if (part.kind === 'tensor' || part.kind === 'array') this.form += `@${numberIn(this.places, part.at?.start)}`;
    this.form += '}';
    if (part.kind !== 'partial') return;
    if (part.of.kind === 'ref') this.above.add(part.of.family);
    if (part.wrt.kind === 'ref') this.below.add(part.wrt.family);
  }

  /** A name up to its label: with other indices, what it stands for shares its axes. */
  private nameOf(family: FamilyKey): string {
    const { base, label, arity } = partsOfKey(family);
    return `${base}^${numberIn(this.families, `${base}^${label}`)}|${arity}`;
  }
}

function numberIn(numbers: Map<unknown, number>, item: unknown): number {
  let number = numbers.get(item);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(item, number);
  }
  return number;
}

/** How many forms are remembered at the most, and how many costs of each of them on average. */
const mostForms = 4000;
const mostCosts = 40;

const costs = new Map<string, Map<string, number>>();
let keptCosts = 0;

/** What equations of one form cost by what their names are, which is the same in all notes and parts of them. */
export class FormCosts {
  private readonly known: Map<string, number>;

  constructor(form: string) {
    if (mostForms <= costs.size || mostForms * mostCosts <= keptCosts) {
      costs.clear();
      keptCosts = 0;
    }
    this.known = innerMap(costs, form);
  }

  /** The cost where names are as `state` says, which is worked out where it is not known. */
  of(state: string, find: () => number): number {
    let cost = this.known.get(state);
    if (cost === undefined) {
      cost = find();
      keptCosts++;
      this.known.set(state, cost);
    }
    return cost;
  }
}
