import type { Condition, Expr, FamilyKey } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';
import { isSameUpToIds } from '../expr/same.ts';
import { functionByName } from '../functions/index.ts';
import type { Syntax } from '../latex/syntax.ts';
import { nodesIn } from '../latex/walk.ts';
import { analoguesOf } from '../meaning/analogues.ts';
import type { Chain, ReadNote } from '../meaning/chains.ts';
import { divergenceName, isDivergence } from '../meaning/divergences.ts';
import { Elaborator } from '../meaning/elaborate/elaborator.ts';
import type { Lexicon } from '../meaning/elaborate/lexicon.ts';
import { isDeltaValue, isNameIn, underLogarithm } from '../meaning/forms.ts';
import { readName } from '../meaning/names.ts';
import type { Choice, Reading } from '../meaning/readings.ts';
import { baseName, familyKey, joinLabel, partsOfKey } from '../meaning/symbols.ts';
import { defines, lastOf, type Vocabulary, vocabularyIn, vocabularyOf } from '../meaning/vocabulary.ts';
import { asScalars, type Lowered, lower, type StatedSize } from '../tensors/lower.ts';
import { operations } from '../tensors/operations.ts';
import { flatMap } from '../text/lists.ts';
import type { Message } from '../text/message.ts';
import { nameArguments } from './arguments.ts';
import { orthonormality } from './assumptions.ts';
import { Axes } from './axes/axes.ts';
import { openCircles } from './circles.ts';
import { classify } from './classify/classify.ts';
import type { Step, Unread } from './classify/step.ts';
import { constantOf } from './constants.ts';
import { type Definition, isOpenIn } from './definition.ts';
import { labelsApart } from './labels.ts';
import { definedByMembers } from './member-by-member.ts';
import { mentioned } from './mentioned.ts';
import { opaqueFamilies } from './opaque.ts';
import { type Derivative, partialsIn } from './partials.ts';
import { proseDefinitions } from './prose.ts';
import { isStandard } from './standard.ts';
import { turn, turnChoice, turnedIn } from './turned.ts';

export type { Step } from './classify/step.ts';

/** A note with a meaning for every formula, under one reading. */
export interface Meaning {
  readonly note: ReadNote;
  readonly vocabulary: Vocabulary;
  readonly steps: readonly Step[];
  /** Names that are given another meaning which was not understood. */
  readonly unread: Unread[];
  /** The meaning of every member, by chain. */
  readonly members: readonly (readonly Expr[])[];
  readonly definitions: Map<FamilyKey, Definition[]>;
  readonly axes: Axes;
  readonly opaque: ReadonlyMap<FamilyKey, Message>;
  /** For each undefined name that is differentiated: the families by which it is. */
  readonly lossInputs: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;
  /** The same for every name. */
  readonly inputs: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;
  /** Those of them through which, in some part of the note, another one reaches further: they lead to a loss in no other way. */
  readonly passed: ReadonlySet<FamilyKey>;
  readonly choices: ReadonlyMap<string, Choice>;
  /** The meaning of every chain as it is written, and what that rests on. */
  readonly elaborated: readonly Elaborated[];
  /** What is known of whole vectors and matrices, where the note has some. */
  readonly lowered?: Lowered;
  /** The letter of every index. */
  readonly letters: readonly string[];
}

/** One chain with a meaning, whole vectors and matrices as they are written. */
interface Elaborated {
  readonly members: readonly Expr[];
  readonly conditions: Condition[][];
  readonly choices: ReadonlyMap<string, Choice>;
  /** The families of which it mattered whether a formula defines them, with what was found. */
  readonly heads: ReadonlyMap<FamilyKey, boolean>;
  readonly reading: Reading;
}

/** Whether layers that the notes do not define are like those that they do. */
const analogueChoice: Choice = { key: 'analogue', scope: 'document', options: ['none', 'shifted'] };

/**
 * The meaning of all formulas of a note under a reading; `before`: under another one, whose shapes are those of this one too, and with which it
 * shares the formulas of the chains on which the readings agree.
 */
export function meaningOf(
  read: ReadNote,
  reading: Reading,
  vocabulary: Vocabulary = vocabularyOf(read.statements, [], read.sectionOf),
  before?: Meaning,
): Meaning {
  const analogues = analoguesOf(read, vocabulary);
  const isShifted = reading.get(analogueChoice.key) === analogueChoice.options[1];
  const shifted = isShifted ? analogues.map((chain, n) => ({ ...chain, id: read.chains.length + n })) : [];
  const note: ReadNote = { ...read, chains: [...read.chains, ...shifted] };
  const letters = [...(before?.letters ?? [])];
  const heads = new Set<FamilyKey>();
  const defined = new Set<string>();
  const definitions = proseDefinitions(note, vocabulary);
  const lexicon: Lexicon = {
    vocabulary,
    said: new Set([...definitions.keys()].map((family) => partsOfKey(family).base)),
    heads,
    defined,
    redefined: redefinedFunctions(note, vocabulary),
    kronecker: kroneckerDeltas(note, vocabulary),
    arityOf: (name) => functionByName.get(name)?.arity,
    isOperation: (name) => operations.has(name),
    nextIndex: (letter) => letters.push(letter) - 1,
  };
  for (const family of headFamilies(note, vocabulary)) {
    heads.add(family);
    defined.add(partsOfKey(family).base);
  }
  const choices = new Map<string, Choice>(analogues.length > 0 ? [[analogueChoice.key, analogueChoice]] : []);
  const lexicons = new Map<number, Lexicon>();
  const elaborated = note.chains.map((chain): Elaborated => {
    const known = before?.elaborated[chain.id];
    if (known && isSame(known, reading, heads)) return known;
    const own = lexicons.get(chain.section) ?? lexiconIn(lexicon, chain.section);
    lexicons.set(chain.section, own);
    const made = elaborate(note, chain, own, reading);
    if (known === undefined) return made;
    const { members, conditions, ...found } = made;
    const isAlike = isSameUpToIds([members, conditions], [known.members, known.conditions]);
    return { ...found, ...(isAlike ? { members: known.members, conditions: known.conditions } : { members, conditions }) };
  });
  const written = elaborated.map(({ members }) => members);
  const conditions = elaborated.map((chain) => chain.conditions);
  for (const [id, chain] of elaborated.entries())
    for (const [key, choice] of chain.choices) choices.set(key, choice.scope === 'statement' ? { ...choice, chain: id } : choice);
  const isPlain = before !== undefined && before.lowered === undefined;
  const lowered = isPlain ? undefined : lower(note, written, conditions, vocabulary, lexicon.nextIndex, before?.lowered);
  const members = lowered?.members ?? asScalars(written);
  const byMembers = definedByMembers(note, members, conditions, () => lexicon.nextIndex(''));
  const { steps: all, unread: other } = classify(note, members, conditions, definitions, vocabulary, byMembers);
  const inputs = inputsOf(note, members, definitions);
  const local = new Map([
    ...labelsApart(note, members, definitions, all),
    ...localLosses(note, members, definitions, inputs),
    ...openCircles(definitions, note.sections),
  ]);
  const steps = all
    .filter(({ chain }) => !chain.isAnalogue)
    .map((step) =>
      step.definition && local.has(step.definition) ? { ...step, definition: local.get(step.definition) as Definition } : step,
    );
  const pairs = turnedIn(steps, definitions);
  if (pairs.length > 0) choices.set(turnChoice.key, turnChoice);
  const unread = reading.get(turnChoice.key) === turnChoice.options[1] ? turn(pairs, definitions, other) : other;
  nameArguments(definitions, members);
  const again = flatMap(steps, ({ isElsewhere, definition }) => (isElsewhere && definition ? [definition] : []));
  const axes = new Axes(definitions, again, [...(lowered?.sizes ?? []), ...listedSizes(note, vocabulary)]);
  // What is assumed of a name alone, `v \neq 0`, does not say what its indices run over.
  for (const isAssumed of [false, true])
    for (const { role, isElsewhere, lhs, rhs } of steps)
      if (role !== 'definition' && !isElsewhere && (role === 'assumption') === isAssumed) for (const side of [lhs, rhs]) axes.claim(side);
  for (const { lhs, rhs } of steps) {
    const unit = orthonormality(lhs, rhs);
    if (unit && !definitions.has(unit.family)) axes.shorten(unit.family, 1 - unit.along);
  }
  return {
    note,
    vocabulary,
    steps,
    unread: [...unread],
    members,
    definitions,
    axes,
    opaque: opaqueFamilies(note, members, definitions, { vocabulary, ...(lowered ? { lowered } : {}) }),
    ...(lowered ? { lowered } : {}),
    ...lossesAmong(inputs, definitions),
    choices,
    elaborated,
    letters,
  };
}

/** The lexicon as it is in one section. */
function lexiconIn(common: Lexicon, section: number): Lexicon {
  const vocabulary = vocabularyIn(common.vocabulary, section);
  return vocabulary === common.vocabulary ? common : { ...common, vocabulary };
}

function elaborate({ spans }: ReadNote, { members, section }: Chain, lexicon: Lexicon, reading: Reading): Elaborated {
  const nodes = members.map(({ node }) => node);
  const elaborator = new Elaborator(lexicon, reading, nodes, { span: members[0]?.span ?? 0, section });
  return {
    members: members.map(({ node, span, range }) => elaborator.member(node, spans[span]?.tex.slice(range.start, range.end) ?? '')),
    conditions: members.map(({ conditions }) => conditions.map((condition) => elaborator.condition(condition))),
    choices: elaborator.choices,
    heads: new Map([...elaborator.asked].map((family) => [family, lexicon.heads.has(family)])),
    reading,
  };
}

/** Whether a chain means the same under a reading. */
function isSame(chain: Elaborated, reading: Reading, heads: ReadonlySet<FamilyKey>): boolean {
  for (const key of chain.choices.keys()) if (chain.reading.get(key) !== reading.get(key)) return false;
  for (const [family, isHead] of chain.heads) if (heads.has(family) !== isHead) return false;
  return true;
}

/** The families that stand alone in front of a sign that can define them. */
function headFamilies(note: ReadNote, vocabulary: Vocabulary): readonly FamilyKey[] {
  return flatMap(note.chains, ({ members }) =>
    flatMap(members.slice(1), (member, before) => {
      const written = members[before]?.node;
      const node = written && (underLogarithm(written) ?? written);
      if (!defines(member.relation?.sign)) return [];
      // `D(q \| p) = D(p \| q)` compares two of them; in the middle of a chain it is what the head stands for.
      const isLaw = node && before === 0 && isDivergence(node) && !nodesIn(member.node).some(isDivergence);
      const divergence = isLaw ? divergenceName(node, vocabulary) : undefined;
      if (divergence !== undefined) return [divergence];
      if (node?.kind !== 'symbol' && node?.kind !== 'scripts') return [];
      const name = readName(node, vocabulary);
      if (name === undefined || name.power || name.transposed) return [];
      const label = name.primes > 0 ? joinLabel(name.label, "'".repeat(name.primes)) : name.label;
      return [familyKey(name.base, label, name.slots.length)];
    }),
  );
}

/** `x_1, \dots, x_D`: how many members the families have of which the notes list the first ones and, by the name of a size, the last. */
function listedSizes({ loose }: ReadNote, vocabulary: Vocabulary): readonly StatedSize[] {
  return flatMap(loose, ({ node }) => {
    const last = node.kind === 'list' ? node.items.at(-1) : undefined;
    const end = node.kind === 'list' ? lastOf(node.items) : undefined;
    const name = end && last?.kind === 'scripts' ? readName(last, vocabulary) : undefined;
    if (end === undefined || name?.slots.length !== 1 || name.power) return [];
    return [{ family: familyKey(name.base, name.label, 1), position: 0, name: familyKey(baseName(end), '', 0) }];
  });
}

/** Functions whose name has one meaning everywhere. */
const fixed: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh']);

/** Whether a formula has a function that is known by a letter, so that `\tanh(x) = 2\sigma(2x) - 1` says how the two go together. */
function isByKnown(node: Syntax, { functionHeads }: Vocabulary): boolean {
  const calls = nodesIn(node).flatMap((inner) => (inner.kind === 'call' && inner.head.kind === 'symbol' ? [baseName(inner.head)] : []));
  return calls.some((base) => functionHeads.has(base) || isStandard(familyKey(base, '', 0)));
}

/** The functions of the table that the notes define themselves. */
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
        functionByName.has(node.name) &&
        !(fixed.has(node.name) && isByKnown(member.node, vocabulary)) &&
        isNameIn(member.node, inner.letter)
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
      const node = members[before]?.node;
      const name = node?.kind === 'scripts' ? readName(node, vocabulary) : undefined;
      if (node && name?.slots.length === 2 && defines(member.relation?.sign) && !isDeltaValue(node, member.node)) heads.add(name.base);
    });
  }
  const candidates = ['\\delta', 'I', '\\mathbb{I}'].filter((base) => vocabulary.arities.get(base)?.get('')?.has(2) && !heads.has(base));
  return new Set(candidates);
}

/** `h_0`: what a recursion starts from, which depends on nothing. */
function isStart(family: FamilyKey): boolean {
  return partsOfKey(family).label === '_0';
}

/** For each name that is differentiated: the families by which it is, but for those on which the notes say that it does not depend. */
function inputsOf(
  { chains, listings }: ReadNote,
  members: readonly (readonly Expr[])[],
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
): Meaning['inputs'] {
  const inputs = new Map<FamilyKey, Set<FamilyKey>>();
  for (const [id, chain] of members.entries()) {
    // In a listing nothing depends on what no assignment says.
    if (listings.has(chains[id]?.section ?? -1)) continue;
    for (const { of, wrt } of flatMap(chain, partialsIn)) {
      if (of.kind !== 'ref' || wrt.kind !== 'ref' || freeIndices(of).size > 0) continue;
      if (chains[id]?.isInstance && isStart(of.family)) continue;
      inputs.set(of.family, (inputs.get(of.family) ?? new Set()).add(wrt.family));
    }
  }
  for (const [first, second, ...rest] of members) {
    if (first?.kind !== 'partial' || second === undefined || rest.length > 0 || constantOf(second) !== 0) continue;
    if (first.of.kind !== 'ref' || first.wrt.kind !== 'ref') continue;
    const among = inputs.get(first.of.family);
    among?.delete(first.wrt.family);
    if (among?.size === 0) inputs.delete(first.of.family);
  }
  // `f(x, z)`: what is a variable of a function beside another one does not depend on that.
  for (const { params = [] } of [...definitions.values()].flat())
    for (const { family } of params) {
      const among = inputs.get(family);
      for (const param of params) if (param.family !== family) among?.delete(param.family);
      if (among?.size === 0) inputs.delete(family);
    }
  return inputs;
}

/** What is differentiated and has no formula that counts everywhere. */
function lossesAmong(
  inputs: Meaning['inputs'],
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
): Pick<Meaning, 'inputs' | 'lossInputs' | 'passed'> {
  const lossInputs = new Map([...inputs].filter(([family]) => definitions.get(family)?.every(({ isLocal }) => isLocal) !== false));
  return { inputs, lossInputs, passed: passedIn([...lossInputs.values()], definitions) };
}

/**
 * The only formula of a loss, if under other headings than its own the notes differentiate one of that letter which has nothing in common with
 * it: it is then made to count under its own heading alone.
 */
function localLosses(
  { chains, sections }: ReadNote,
  members: readonly (readonly Expr[])[],
  definitions: Map<FamilyKey, Definition[]>,
  inputs: Meaning['inputs'],
): ReadonlyMap<Definition, Definition> {
  const found = new Map<Definition, Definition>();
  for (const family of inputs.keys()) {
    const [only, ...more] = definitions.get(family) ?? [];
    if (only?.meaning.kind !== 'formula' || more.length > 0 || only.head.length > 0 || only.params || sections.length === 1) continue;
    const behind = reachedFrom(family, definitions);
    const isOf = ({ of }: Derivative): boolean => of.kind === 'ref' && of.family === family;
    const elsewhere = chains.filter(
      ({ id, section }) => !isOpenIn(sections, only.section, section) && members[id]?.some((member) => partialsIn(member).some(isOf)),
    );
    const isShared = ({ id }: Chain): boolean =>
      (members[id] ?? []).some((member) => [...mentioned(member)].some((name) => behind.has(name)));
    if (elsewhere.length === 0 || elsewhere.some(isShared)) continue;
    const local: Definition = { ...only, isLocal: true };
    found.set(only, local);
    definitions.set(family, [local]);
  }
  return found;
}

/** The families that the formulas of a family lead to. */
function reachedFrom(family: FamilyKey, definitions: ReadonlyMap<FamilyKey, readonly Definition[]>): ReadonlySet<FamilyKey> {
  const found = new Set<FamilyKey>();
  const open = [family];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { meaning } of definitions.get(next) ?? [])
      for (const name of meaning.kind === 'formula' ? mentioned(meaning.body) : [])
        if (!found.has(name)) {
          found.add(name);
          open.push(name);
        }
  return found;
}

/** Inputs of losses that the definitions of other inputs lead to, if not the other way round as well. */
function passedIn(
  losses: readonly ReadonlySet<FamilyKey>[],
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
): ReadonlySet<FamilyKey> {
  const known = new Map<FamilyKey, ReadonlySet<FamilyKey>>();
  const reached = (family: FamilyKey): ReadonlySet<FamilyKey> => {
    const found = known.get(family) ?? reachedFrom(family, definitions);
    known.set(family, found);
    return found;
  };
  const passed = new Set<FamilyKey>();
  for (const inputs of losses)
    for (const input of inputs) for (const other of reached(input)) if (inputs.has(other) && !reached(other).has(input)) passed.add(other);
  return passed;
}
