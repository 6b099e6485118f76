import type { Definition, Environment } from '../check/definition.ts';
import type { Meaning } from '../check/meaning.ts';
import { mentioned } from '../check/mentioned.ts';
import { isStandard } from '../check/standard.ts';
import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { type Message, message } from '../text/message.ts';

/** What the value of a formula is worked out from. */
export interface Rests {
  /** Names that nothing defines and that are no sizes. */
  readonly leaves: Set<FamilyKey>;
  /** Names with a formula, each behind those that it rests on. */
  readonly families: Set<FamilyKey>;
  /** The formulas of these, and of the functions that they apply. */
  readonly bodies: Set<Expr>;
  /** Functions that nothing defines and that have no meaning by their name. */
  readonly functions: Set<FamilyKey>;
  /** Why it can't be worked out. */
  refused?: Message;
  /** The definition that can't be read, if it is one. */
  unread?: Definition;
}

/** What formulas rest on where some definitions are in force. */
export class Dependence {
  private readonly meaning: Meaning;
  private readonly environment: Environment;
  private readonly known = new Map<Expr, Rests>();

  constructor(meaning: Meaning, environment: Environment) {
    this.meaning = meaning;
    this.environment = environment;
  }

  /** The formula of a name. */
  bodyOf(family: FamilyKey): Expr | undefined {
    const meaning = this.environment(family)?.meaning;
    return meaning?.kind === 'formula' ? meaning.body : undefined;
  }

  /** The indices of a name in front of its formula. */
  headOf(family: FamilyKey): readonly IndexId[] | undefined {
    const definition = this.environment(family);
    return definition?.meaning.kind === 'formula' ? definition.head : undefined;
  }

  /** What a formula rests on. */
  of(expr: Expr): Rests {
    let found = this.known.get(expr);
    if (found === undefined) {
      found = { leaves: new Set(), families: new Set(), bodies: new Set(), functions: new Set() };
      this.visit(expr, found, new Set(), new Set());
      this.known.set(expr, found);
    }
    return found;
  }

  private visit(expr: Expr, found: Rests, bound: ReadonlySet<FamilyKey>, seen: Set<FamilyKey>): void {
    const idle = new Set<Expr>();
    for (const node of walk(expr)) {
      if (idle.has(node)) continue;
      if (node.kind === 'call') for (const arg of this.idleArguments(node)) for (const inner of walk(arg)) idle.add(inner);
      if (node.kind === 'hole') found.refused ??= node.message;
      if (node.kind === 'tensor') found.refused ??= message('no-shapes');
      if (node.kind === 'ref' && !bound.has(node.family)) this.visitName(node.family, found, seen);
      if (node.kind === 'call') this.visitCall(node, found, bound, seen);
    }
  }

  /** Arguments that say of which member a function is, and of which its formula makes no use. */
  private idleArguments({ fn, args }: Expr & { kind: 'call' }): readonly Expr[] {
    const { params = [], meaning } = this.environment(fn) ?? {};
    if (meaning?.kind !== 'formula') return [];
    const names = mentioned(meaning.body);
    return args.filter((_, at) => params[at] !== undefined && !names.has(params[at].family));
  }

  private visitName(family: FamilyKey, found: Rests, seen: Set<FamilyKey>): void {
    if (seen.has(family)) return;
    seen.add(family);
    const opaque = this.meaning.opaque.get(family);
    const definition = this.environment(family);
    const meaning = definition?.meaning;
    if (opaque) found.refused ??= opaque;
    else if (meaning === undefined) {
      if (this.meaning.axes.valueOfSize(family) === undefined) found.leaves.add(family);
    } else if (meaning.kind === 'unreadable') refuse(found, definition, meaning.message);
    else if (meaning.kind === 'formula') {
      this.visit(meaning.body, found, new Set(), seen);
      found.families.add(family);
      found.bodies.add(meaning.body);
    }
  }

  private visitCall(call: Expr & { kind: 'call' }, found: Rests, bound: ReadonlySet<FamilyKey>, seen: Set<FamilyKey>): void {
    const definition = this.environment(call.fn);
    if (definition === undefined) {
      if (!isStandard(call.fn) && !bound.has(call.fn)) found.functions.add(call.fn);
      return;
    }
    const { params = [], meaning } = definition;
    if (params.length === 0) {
      if (meaning.kind !== 'function') this.visitName(call.fn, found, seen);
      return;
    }
    if (meaning.kind === 'unreadable') refuse(found, definition, meaning.message);
    if (meaning.kind !== 'formula' || seen.has(call.fn)) return;
    seen.add(call.fn);
    const isApplied = call.args.length > 0;
    this.visit(meaning.body, found, isApplied ? new Set(params.map(({ family }) => family)) : new Set(), seen);
    found.bodies.add(meaning.body);
  }
}

function refuse(found: Rests, unread: Definition | undefined, why: Message): void {
  if (found.refused === undefined && unread) found.unread = unread;
  found.refused ??= why;
}
