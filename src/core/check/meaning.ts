import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, holeIn, walk } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import type { Syntax } from '../latex/syntax.ts';
import { walkSyntax } from '../latex/walk.ts';
import type { Message } from '../text/message.ts';
import { aliasBetween } from './alias.ts';
import { Axes } from './axes.ts';
import type { Chain, ReadNote } from './chains.ts';
import { type Definition, isOpenIn, type Parameter } from './definition.ts';
import { comparisonOf, Elaborator, type Lexicon } from './elaborate.ts';
import { opaqueFamilies } from './opaque.ts';
import { proseDefinitions } from './prose.ts';
import type { Choice, Reading } from './readings.ts';
import { familyKey, isIndexSymbol, partsOfKey, pieces } from './symbols.ts';
import { defines, symbolOf, type Vocabulary, vocabularyOf } from './vocabulary.ts';

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
  readonly definition?: Definition;
}

/** A note with a meaning for every formula, under one reading. */
export interface Meaning {
  readonly note: ReadNote;
  readonly vocabulary: Vocabulary;
  readonly steps: readonly Step[];
  /** The meaning of every member, by chain. */
  readonly members: readonly (readonly Expr[])[];
  readonly definitions: Map<FamilyKey, Definition[]>;
  readonly axes: Axes;
  readonly opaque: ReadonlyMap<FamilyKey, Message>;
  readonly lossInputs: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;
  readonly choices: ReadonlyMap<string, Choice>;
  /** The letter of every index. */
  readonly letters: readonly string[];
}

/** The meaning of all formulas of a note under a reading. */
export function meaningOf(note: ReadNote, reading: Reading): Meaning {
  const vocabulary = vocabularyOf(note.statements);
  const letters: string[] = [];
  const heads = new Set<FamilyKey>();
  const lexicon: Lexicon = {
    vocabulary,
    heads,
    redefined: redefinedFunctions(note, vocabulary),
    kronecker: kroneckerDeltas(note, vocabulary),
    arityOf: (name) => functionByName.get(name)?.arity,
    nextIndex: (letter) => letters.push(letter) - 1,
  };
  for (const family of headFamilies(note, new Elaborator(lexicon, reading, []))) heads.add(family);
  const choices = new Map<string, Choice>();
  const members: Expr[][] = [];
  const conditions: Condition[][][] = [];
  for (const chain of note.chains) {
    const elaborator = new Elaborator(
      lexicon,
      reading,
      chain.members.map((member) => member.node),
    );
    members.push(chain.members.map((member) => elaborator.expr(member.node)));
    conditions.push(chain.members.map((member) => member.conditions.map((condition) => elaborator.condition(condition))));
    for (const [key, choice] of elaborator.choices) choices.set(key, choice);
  }
  const definitions = proseDefinitions(note, vocabulary);
  const steps = classify(note, members, conditions, definitions, vocabulary);
  const axes = new Axes();
  for (const all of definitions.values()) for (const definition of all) axes.define(definition);
  for (const step of steps) if (step.role !== 'definition') for (const side of [step.lhs, step.rhs]) axes.claim(side);
  return {
    note,
    vocabulary,
    steps,
    members,
    definitions,
    axes,
    opaque: opaqueFamilies(note, members.flat(), definitions),
    lossInputs: lossInputs(members.flat(), definitions),
    choices,
    letters,
  };
}

/** The families that stand alone in front of a sign that can define them. */
function headFamilies(note: ReadNote, reader: Elaborator): readonly FamilyKey[] {
  return note.chains.flatMap(({ members }) =>
    members.slice(1).flatMap((member, before) => {
      const node = members[before]?.node;
      if (!defines(member.relation?.sign) || (node?.kind !== 'symbol' && node?.kind !== 'scripts')) return [];
      const name = reader.readName(node);
      return name && !name.power && !name.transposed ? [familyKey(name.base, name.label, name.slots.length)] : [];
    }),
  );
}

function classify(
  note: ReadNote,
  members: readonly Expr[][],
  conditions: readonly Condition[][][],
  definitions: Map<FamilyKey, Definition[]>,
  vocabulary: Vocabulary,
): Step[] {
  const steps: Step[] = [];
  let nextId = 1_000_000;
  for (const chain of note.chains) {
    const exprs = members[chain.id] as Expr[];
    chain.members.slice(1).forEach((member, before) => {
      const position = before + 1;
      const lhs = exprs[before] as Expr;
      const rhs = exprs[position] as Expr;
      const sign = member.relation?.sign ?? '=';
      const order = chain.orders[before] as number;
      const found = [...(conditions[chain.id]?.[position] ?? [])];
      const step = { chain, position, order, sign, lhs, rhs, conditions: found };
      const role = roleOf(chain, position, sign, lhs, rhs, vocabulary);
      if (role !== 'claim') {
        steps.push({ ...step, role });
        return;
      }
      const head = defines(sign) ? headOf(lhs) : undefined;
      if (head === undefined) {
        const alias = position > 1 && defines(sign) ? aliasOf(steps, chain, lhs, rhs, definitions) : undefined;
        if (alias === undefined) steps.push({ ...step, role });
        else {
          const definition: Definition = { ...alias, id: nextId++, section: chain.section, order };
          definitions.set(alias.family, [definition]);
          steps.push({ ...step, role: 'definition', definition });
        }
        return;
      }
      const body = bodyFor(head, exprs, position);
      if (body === undefined && exprs.length === 2) {
        steps.push({ ...step, role: 'update' });
        return;
      }
      const visibleAlready = (definitions.get(head.family) ?? []).some((other) => isOpenIn(note.sections, other.section, chain.section));
      if (body === undefined || (position > 1 && visibleAlready)) {
        steps.push({ ...step, role });
        return;
      }
      if (isNumeric(body)) {
        steps.push({ ...step, role: definitions.has(head.family) ? 'claim' : 'definition' });
        return;
      }
      const hole = holeIn(body);
      const known = definitions.get(head.family) ?? [];
      if (hole && (known.length > 0 || hasOtherArity(definitions, head.family) || isSet(chain.members[position]?.node))) {
        steps.push({ ...step, role });
        return;
      }
      const definition: Definition = {
        ...head,
        id: nextId++,
        meaning: hole ? { kind: 'unreadable', message: hole.message } : { kind: 'formula', body },
        section: chain.section,
        order,
      };
      const visible = known.some((other) => isOpenIn(note.sections, other.section, chain.section));
      if (!visible) definitions.set(head.family, [...known, definition]);
      steps.push({ ...step, role: body !== rhs ? 'claim' : visible ? 'restatement' : 'definition', definition });
    });
  }
  return steps;
}

/** A new name that a rewriting of a definition's right side brings in (`a_j = \\sum_i w_{ji} o_i = \\sum_i w_{ji} x_i`). */
function aliasOf(
  steps: readonly Step[],
  chain: Chain,
  lhs: Expr,
  rhs: Expr,
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
): Pick<Definition, 'family' | 'head' | 'meaning'> | undefined {
  const defining = steps.some((step) => step.chain === chain && step.role === 'definition' && step.rhs === lhs);
  const alias = defining ? aliasBetween(lhs, rhs) : undefined;
  const head = alias && ownIndices(alias.name.slots);
  if (alias === undefined || head === undefined || definitions.has(alias.name.family)) return undefined;
  return { family: alias.name.family, head, meaning: { kind: 'formula', body: alias.meaning } };
}

function roleOf(chain: Chain, position: number, sign: string, lhs: Expr, rhs: Expr, vocabulary: Vocabulary): Role {
  const left = chain.members[position - 1]?.node as Syntax;
  const right = chain.members[position]?.node as Syntax;
  if (sign === '\\leftarrow' || sign === '\\gets') return 'update';
  if (defines(sign)) {
    if (isIndexLike(left, vocabulary) && (isIndexLike(right, vocabulary) || right.kind === 'list' || hasDots(right)))
      return hasDots(right) || right.kind === 'list' ? 'not-a-claim' : 'assumption';
    if (right.kind === 'text' && /^[?？]$/.test(right.text.trim())) return 'not-a-claim';
    return 'claim';
  }
  if (sign === '\\in' || comparisonOf(sign) !== undefined) return 'assumption';
  if (sign === '\\approx' && isNumeric(lhs) && isNumeric(rhs)) return 'claim';
  return 'not-a-claim';
}

/** Whether a formula has no names in it. */
export function isNumeric(expr: Expr): boolean {
  for (const node of walk(expr))
    if (!['number', 'negate', 'add', 'multiply', 'divide', 'power', 'apply'].includes(node.kind))
      return node.kind === 'call' && standardCall(node);
  return true;
}

function standardCall(node: Expr & { kind: 'call' }): boolean {
  return partsOfKey(node.fn).base === '\\sigma' && node.args.every(isNumeric);
}

function isIndexLike(node: Syntax, vocabulary: Vocabulary): boolean {
  return node.kind === 'number'
    ? Number.isInteger(node.value)
    : isIndexSymbol(node) && vocabulary.subscripts.has(node.letter) && !vocabulary.bases.has(node.letter);
}

function hasDots(node: Syntax): boolean {
  for (const inner of walkSyntax(node)) if (inner.kind === 'dots') return true;
  return false;
}

/** `(0, 1)^K` and its like are sets, which define nothing. */
function isSet(node: Syntax | undefined): boolean {
  if (node === undefined) return false;
  const base = node.kind === 'scripts' ? node.base : node;
  return base.kind === 'group' && base.body.kind === 'list' && node.kind === 'scripts';
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
    const slots = arg.kind === 'ref' ? ownIndices(arg.slots) : undefined;
    if (arg.kind !== 'ref' || slots === undefined) return undefined;
    params.push({ family: arg.family, slots });
  }
  return head && { family: expr.fn, head, params };
}

function ownIndices(slots: readonly IndexTerm[]): readonly IndexId[] | undefined {
  const ids = slots.map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : -1));
  return ids.includes(-1) || new Set(ids).size < ids.length ? undefined : ids;
}

/** The right side that defines a head: its own, or where that repeats the head, a later member that does not. */
function bodyFor(head: Head, exprs: readonly Expr[], position: number): Expr | undefined {
  for (const expr of exprs.slice(position)) if (!names(expr, head.family)) return expr;
  return undefined;
}

function names(expr: Expr, family: FamilyKey): boolean {
  for (const node of walk(expr))
    if ((node.kind === 'ref' && node.family === family) || (node.kind === 'call' && node.fn === family)) return true;
  return false;
}

function hasOtherArity(definitions: ReadonlyMap<FamilyKey, readonly Definition[]>, family: FamilyKey): boolean {
  const own = partsOfKey(family);
  for (const key of definitions.keys()) {
    const other = partsOfKey(key);
    if (other.base === own.base && other.label === own.label && other.arity !== own.arity) return true;
  }
  return false;
}

function redefinedFunctions(note: ReadNote, vocabulary: Vocabulary): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { members } of note.chains) {
    members.slice(1).forEach((member, before) => {
      const node = members[before]?.node;
      if (!defines(member.relation?.sign) || node?.kind !== 'function' || node.sub || node.sup || node.primes > 0) return;
      const [only] = node.operands;
      const inner = only?.kind === 'group' ? only.body : only;
      if (
        node.operands.length === 1 &&
        inner?.kind === 'symbol' &&
        !vocabulary.variables.has(inner.letter) &&
        functionByName.has(node.name)
      )
        found.add(node.name);
    });
  }
  return found;
}

function kroneckerDeltas(note: ReadNote, vocabulary: Vocabulary): ReadonlySet<string> {
  const heads = new Set<string>();
  for (const { members } of note.chains) {
    members.slice(1).forEach((member, before) => {
      const symbol = symbolOf(members[before]?.node as Syntax);
      const node = members[before]?.node;
      if (defines(member.relation?.sign) && symbol && node?.kind === 'scripts' && node.sub && pieces(node.sub).length === 2)
        heads.add(symbol.letter);
    });
  }
  const candidates = ['\\delta', 'I', '\\mathbb{I}'].filter((base) => vocabulary.arities.get(`${base}^`)?.has(2) && !heads.has(base));
  return new Set(candidates);
}

/** For each undefined name that is differentiated: the families by which it is. */
function lossInputs(
  exprs: readonly Expr[],
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
): ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>> {
  const inputs = new Map<FamilyKey, Set<FamilyKey>>();
  for (const expr of exprs) {
    for (const node of walk(expr)) {
      if (node.kind !== 'partial' || node.of.kind !== 'ref' || node.wrt.kind !== 'ref') continue;
      const { family } = node.of;
      if (definitions.has(family) || freeIndices(node.of).size > 0) continue;
      inputs.set(family, (inputs.get(family) ?? new Set()).add(node.wrt.family));
    }
  }
  return inputs;
}
