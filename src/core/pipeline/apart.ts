import { type Decision, isTrue } from '../check/decision.ts';
import { oneForEach } from '../check/instances.ts';
import type { Meaning } from '../check/meaning.ts';
import { mentioned } from '../check/mentioned.ts';
import type { BestReading, Decided } from '../check/search.ts';
import { type FamilyKey, holeIn } from '../expr/expr.ts';
import type { Chain } from '../meaning/chains.ts';
import { defines } from '../meaning/comparisons.ts';
import { baseName, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { macrosAlone } from '../notes/macro-texts.ts';
import type { Item, Note, Span } from '../notes/note.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { toSourceRange } from '../text/source-map.ts';
import { type BlockReport, leftOpen, type StepReport } from './report.ts';

/** How many sections are read on their own at the most. */
const mostSections = 40;

/** How many formulas at the most. */
const mostRules = 8;

/** How many steps that held may be open in a section on its own, for each that holds there alone. */
const mostLost = 1 / 4;

/** And in a chapter, where what held may have held by what another chapter says. */
const mostLostOfChapters = 1 / 2;

/** A section of a note with those whose definitions it uses. */
export interface Apart {
  /** The note with the text of all other sections left out. */
  readonly note: Note;
  /** How many formulas are left in it. */
  readonly size: number;
  /** Whether a block of the report, or a span, stands in the section. */
  readonly has: (block: Pick<BlockReport, 'part' | 'range'>) => boolean;
  /** It is one formula of names alone. */
  readonly isRule?: true;
  /** It was read with more of the others before. */
  readonly isLess?: boolean;
  /** It is a chapter of several sections, which uses nothing of the others. */
  readonly isChapter?: boolean;
}

/**
 * The sections of a note each with what it rests on alone: what a letter is further down, or in a section of which nothing is used, says nothing
 * of it here. Some come twice, the second time without those that define other families by letters that are used. Empty where all of them
 * belong together.
 */
export function sectionsApart(note: Note, { decider: { meaning } }: BestReading): readonly Apart[] {
  const places = headingsOf(note);
  if (places.length < 2) return [];
  const { spans, chains } = meaning.note;
  const sectionOf = ({ members: [first] }: Chain): number => {
    const span = first && spans[first.span];
    return span ? sectionAt(places, span.part, span.range.start) : 0;
  };
  const sections = new Map<number, number>();
  for (const chain of chains) for (const order of chain.orders) sections.set(order, sectionOf(chain));
  const usesBy = (
    nameOf: (family: FamilyKey) => string,
    toldIn: ReadonlyMap<number, ReadonlySet<string>>,
  ): ReadonlyMap<number, ReadonlySet<number>> => {
    const defining = new Map<string, Set<number>>();
    for (const definitions of meaning.definitions.values())
      for (const { family, order } of definitions) {
        const section = sections.get(order);
        if (section !== undefined) addTo(defining, nameOf(family), section);
      }
    const uses = new Map<number, Set<number>>();
    for (const chain of chains) {
      const section = sectionOf(chain);
      const used = uses.get(section) ?? new Set();
      uses.set(section, used);
      for (const member of meaning.members[chain.id] ?? [])
        for (const name of [...mentioned(member)].map(nameOf)) {
          const known = defining.get(name);
          if (known === undefined || known.has(section) || toldIn.get(section)?.has(name)) continue;
          // What stands further down defines nothing here, unless that is needed for what holds.
          for (const other of known) if (other < section) used.add(other);
        }
    }
    return uses;
  };
  // What a section says again is defined there as well, read or not.
  const [letters, families] = [new Map<number, Set<string>>(), new Map<number, Set<string>>()];
  for (const chain of chains) for (const base of headsOf(chain)) addTo(letters, sectionOf(chain), base);
  for (const { definition, chain } of meaning.steps) if (definition) addTo(families, sectionOf(chain), definition.family);
  // By letters first, which may be members of one family that are told apart here; then by families.
  const ways = [usesBy(baseOf, letters), usesBy((family) => family, families)];
  const having = [...(ways[0]?.keys() ?? [])];
  const apart = (section: number, kept: ReadonlySet<number>, spans?: ReadonlySet<string>): Apart => {
    const inPart = (item: Item): readonly Item[] => {
      // Words may say something of all sections, and so may those without formulas that say something.
      if (item.kind !== 'math') return [item];
      const own = sectionAt(places, item.span.part, item.span.range.start);
      if (kept.has(own) || !having.includes(own) || spans?.has(spanAt(item.span))) return [item];
      const macros = macrosAlone(item);
      return macros ? [macros] : [];
    };
    const has = ({ part, range }: Pick<BlockReport, 'part' | 'range'>): boolean => sectionAt(places, part, range.start) === section;
    const items = flatMap(note.items, inPart);
    return { note: { ...note, items }, size: items.filter(({ kind }) => kind === 'math').length, has };
  };
  return having.slice(0, mostSections).flatMap((section): readonly Apart[] => {
    const found: Apart[] = [];
    let last = having.length;
    for (const uses of ways) {
      const kept = new Set([section]);
      for (const one of kept) for (const other of uses.get(one) ?? []) kept.add(other);
      if (kept.size === last) continue;
      last = kept.size;
      found.push(found.length === 0 ? apart(section, kept) : { ...apart(section, kept), isLess: true });
    }
    const spans = spansBehind(section, letters.get(section) ?? new Set(), meaning, (order) => sections.get(order) ?? 0);
    const least = spans && apart(section, new Set([section]), spans);
    if (least && found.every(({ size }) => size !== least.size)) found.push(found.length === 0 ? least : { ...least, isLess: true });
    return found;
  });
}

/**
 * The places of the formulas in other sections that say what a section uses and gives no formula of its own, where it has a formula of its own
 * for something that another section defines too: what the letter is there says nothing of it here.
 */
function spansBehind(
  section: number,
  own: ReadonlySet<string>,
  meaning: Meaning,
  sectionOf: (order: number) => number,
): ReadonlySet<string> | undefined {
  const { note, steps, members, definitions } = meaning;
  const used = new Set<string>();
  for (const { order, chain } of steps) {
    if (sectionOf(order) !== section) continue;
    for (const member of members[chain.id] ?? []) for (const family of mentioned(member)) used.add(baseOf(family));
  }
  const others = [...definitions.values()].flat().filter(({ order }) => sectionOf(order) < section);
  if (!others.some(({ family }) => own.has(baseOf(family)))) return undefined;
  const chainOf = new Map(steps.map(({ order, chain }) => [order, chain] as const));
  const found = new Set<string>();
  // A set goes on to what is added to it.
  for (const base of used)
    for (const { family, order, meaning: said } of others) {
      if (baseOf(family) !== base || own.has(base)) continue;
      for (const { span } of chainOf.get(order)?.members ?? []) if (note.spans[span]) found.add(spanAt(note.spans[span]));
      if (said.kind === 'formula') for (const other of mentioned(said.body)) used.add(baseOf(other));
    }
  return found;
}

/**
 * The formulas each on its own in which shapes do not fit together, though they are of names alone that nothing in the notes defines: a
 * matrix may be of one shape in one rule and of another in the next. Such a rule holds for any shapes that fit, or says nothing.
 */
export function rulesApart(note: Note, { decider: { meaning } }: BestReading): readonly Apart[] {
  const { spans, chains } = meaning.note;
  const defined = new Set([...meaning.definitions.keys()].map(baseOf));
  const misfits = new Set<Span>();
  const others = new Set<Span>();
  for (const { id, members: written } of chains) {
    const span = spans[written[0]?.span ?? -1];
    const members = meaning.members[id] ?? [];
    if (span === undefined) continue;
    const isOfNames = members.every((member) => [...mentioned(member)].every((family) => !defined.has(baseOf(family))));
    if (!isOfNames || written.some((member) => spans[member.span] !== span)) others.add(span);
    else if (members.some((member) => holeIn(member)?.message.id === 'shapes-differ')) misfits.add(span);
  }
  const alone = [...misfits].filter((span) => !others.has(span)).slice(0, mostRules);
  return alone.map((span) => ({
    note: { ...note, items: note.items.filter((item) => item.kind !== 'math' || spanAt(item.span) === spanAt(span)) },
    size: 1,
    has: (block) => spanAt(block) === spanAt(span),
    isRule: true,
  }));
}

function spanAt({ part, range }: { readonly part: number; readonly range: Range }): string {
  return `${part}:${range.start}`;
}

/** The places of the steps of a section that hold, and of those that are wrong. */
interface Found {
  readonly held: ReadonlySet<string>;
  readonly wrong: ReadonlySet<string>;
}

/**
 * Whether a section is understood better on its own: more holds there, and of what held hardly anything is open, and nothing wrong. What held
 * of a chapter by what another one says may be wrong.
 */
export function isBetterApart(
  { held, wrong }: Found,
  before: ReadonlySet<string>,
  { isChapter = false }: Pick<Apart, 'isChapter'> = {},
): boolean {
  const lost = [...before].filter((place) => !held.has(place));
  const won = held.size - (before.size - lost.length);
  return (
    won > 0 && lost.length <= won * (isChapter ? mostLostOfChapters : mostLost) && (isChapter || !lost.some((place) => wrong.has(place)))
  );
}

/** Why a step may be open in a whole note that is clear in its own section: a letter is of another shape elsewhere. */
const acrossSections: ReadonlySet<string> = new Set(['unclear-shape', 'strained-reading']);

/** Whether a section on its own lets hold what holds in the whole note, and shows slips that can be mended where only shapes elsewhere left it open. */
export function isClearerApart(alone: readonly BlockReport[], whole: readonly BlockReport[]): boolean {
  const before = heldOf(whole);
  const { held: now } = foundOf(alone, before);
  if (![...before].every((place) => now.has(place))) return false;
  const blamed = placesOf(whole, isWrong);
  const unclear = unclearOf(whole);
  const found = [...placesOf(alone, isMended)];
  const news = found.filter((place) => !blamed.has(place));
  return news.length > 0 && news.every((place) => unclear.has(place));
}

/** Whether a section on its own may show such slips by what was decided, of which no report is made yet. */
export function mayBeClearer(decided: Decided, section: Apart, whole: readonly BlockReport[]): boolean {
  const unclear = unclearOf(whole);
  if (unclear.size === 0) return false;
  return [...placesIn(decided, section, isWrong)].some((place) => unclear.has(place));
}

function unclearOf(blocks: readonly BlockReport[]): ReadonlySet<string> {
  return placesOf(blocks, ({ verdict, reason }) => verdict === 'undetermined' && acrossSections.has(reason.id));
}

/**
 * A section on its own as it is reported: what held in the whole note and is open there, or taken for a definition, holds; and what is blamed
 * there alone may be misread if it has no repair, if it held in the whole note, or if something that held is open. A chapter may use what another
 * one says: it blames nothing alone, and what is blamed in the whole note with a repair and open in it is blamed.
 */
export function besideWhole(
  alone: readonly BlockReport[],
  whole: readonly BlockReport[],
  { isChapter = false }: Pick<Apart, 'isChapter'> = {},
): readonly BlockReport[] {
  const before = new Map(whole.flatMap(({ part, steps }) => steps.map((step) => [placeOf(part, step), step])));
  const thenOf = (part: number, step: StepReport): StepReport | undefined => before.get(placeOf(part, step));
  const isPoorer = alone.some(({ part, steps }) =>
    steps.some((step) => {
      const then = thenOf(part, step);
      return step.verdict === 'undetermined' && then !== undefined && isTrue(then);
    }),
  );
  const settled = (part: number, step: StepReport): StepReport => {
    const then = thenOf(part, step);
    if ((step.verdict === 'undetermined' || step.verdict === 'definition') && then && isTrue(then)) return then;
    if (isChapter && step.verdict === 'undetermined' && then && isMended(then)) return then;
    const isNew = step.verdict === 'mismatch' && then?.verdict !== 'mismatch';
    const isDoubtful = isChapter || isPoorer || !isMended(step) || (then !== undefined && isTrue(then));
    return isNew && isDoubtful ? leftOpen(step, message('no-slip')) : step;
  };
  return alone.map((block) => ({ ...block, steps: block.steps.map((step) => settled(block.part, step)) }));
}

/** Whether a step is wrong and has a repair. */
function isMended({ verdict, diagnosis }: StepReport): boolean {
  return verdict === 'mismatch' && (diagnosis?.repairs.length ?? 0) > 0;
}

/** The report of a whole note, in which what is blamed without a repair is left open if it holds where its section is read on its own. */
export function unlessHeld(whole: readonly BlockReport[], alone: ReadonlySet<string>): readonly BlockReport[] {
  const isDoubtful = (part: number, step: StepReport): boolean =>
    step.verdict === 'mismatch' && (step.diagnosis?.repairs.length ?? 0) === 0 && alone.has(placeOf(part, step));
  return whole.map((block) => ({
    ...block,
    steps: block.steps.map((step) => (isDoubtful(block.part, step) ? leftOpen(step, message('no-slip')) : step)),
  }));
}

/** Why a step may be open by what it says itself, whatever is said around it. */
const byItself: ReadonlySet<string> = new Set([
  'needs-integral',
  'small-change',
  'unread-colon',
  'unread-event',
  'unread-gradient-name',
  'unread-integral',
  'unread-relation',
  'unread-symbol',
  'unread-update',
]);

/**
 * Whether something in a section might be understood better: what is open, but not by what it says itself; and what is blamed and has no repair, which
 * is looked at once, with all that the section uses, and not for a chapter.
 */
export function isOpen(blocks: readonly BlockReport[], { isLess, isChapter }: Pick<Apart, 'isLess' | 'isChapter'> = {}): boolean {
  const isBlameAsked = isLess !== true && isChapter !== true;
  return blocks.some(({ steps }) =>
    steps.some((step) => {
      const { verdict, reason } = step;
      return verdict === 'undetermined' ? !byItself.has(reason.id) : isBlameAsked && verdict === 'mismatch' && !isMended(step);
    }),
  );
}

/** The places of the steps that hold by a report. */
export function heldOf(blocks: readonly BlockReport[]): ReadonlySet<string> {
  return placesOf(blocks, isTrue);
}

/** What was found by a report; `before`: the places of what held, of which a section on its own may take a formula for a definition. */
export function foundOf(blocks: readonly BlockReport[], before: ReadonlySet<string>): Found {
  return {
    held: placesOf(blocks, (step, place) => isTrue(step) || (step.verdict === 'definition' && before.has(place))),
    wrong: placesOf(blocks, isWrong),
  };
}

/** What was found of a section by what was decided, of which no report is made yet. */
export function foundIn(decided: Decided, section: Apart, before: ReadonlySet<string>): Found {
  return {
    held: placesIn(decided, section, (step, place) => isTrue(step) || (step.verdict === 'definition' && before.has(place))),
    wrong: placesIn(decided, section, isWrong),
  };
}

function isWrong({ verdict }: Pick<Decision, 'verdict'>): boolean {
  return verdict === 'mismatch';
}

function placesIn(
  { decider: { meaning }, decisions }: Decided,
  section: Apart,
  isMeant: (decision: Decision, place: string) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [{ chain, position }, decision] of oneForEach(meaning.steps, decisions)) {
    const member = chain.members[position];
    const span = member && meaning.note.spans[member.span];
    if (member === undefined || span === undefined || !section.has(span)) continue;
    const place = spanAt({ part: span.part, range: toSourceRange(span.map, member.range) });
    if (isMeant(decision, place)) found.add(place);
  }
  return found;
}

function placesOf(blocks: readonly BlockReport[], isMeant: (step: StepReport, place: string) => boolean): ReadonlySet<string> {
  return new Set(
    blocks.flatMap(({ part, steps }) => steps.flatMap((step) => (isMeant(step, placeOf(part, step)) ? [placeOf(part, step)] : []))),
  );
}

function placeOf(part: number, { rhsRange: range }: StepReport): string {
  return spanAt({ part, range });
}

export interface Place {
  readonly part: number;
  readonly offset: number;
}

/** Where the sections of a note begin, with what stands in front of all headings as the first. */
function headingsOf({ items }: Note): readonly Place[] {
  const headings = items.flatMap((item) => (item.kind === 'heading' ? [{ part: item.part, offset: item.range.start }] : []));
  return [{ part: -1, offset: 0 }, ...headings];
}

/** The last of the places, which are in order, that is not behind an offset. */
export function sectionAt(places: readonly Place[], part: number, offset: number): number {
  let found = 0;
  for (let low = 1, high = places.length - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    const place = places[middle] as Place;
    if (place.part < part || (place.part === part && place.offset <= offset)) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/** The letters of what a chain gives a formula, which may not be read in the whole note. */
function headsOf({ members }: Chain): readonly string[] {
  return flatMap(members.slice(1), ({ relation }, before) => {
    const node = members[before]?.node;
    if (node === undefined || !defines(relation?.sign)) return [];
    // `f(u, v)` is a product where the letters are something else in another section.
    const first = node.kind === 'call' ? node.head : node.kind === 'product' ? node.factors[0]?.node : node;
    const symbol = first && symbolOf(first);
    return symbol ? [baseName(symbol)] : [];
  });
}

function addTo<K, T>(sets: Map<K, Set<T>>, key: K, item: T): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(item));
}

function baseOf(family: FamilyKey): string {
  return partsOfKey(family).base;
}
