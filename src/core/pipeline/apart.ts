import type { BestReading } from '../check/search.ts';
import { mentioned } from '../check/world.ts';
import type { FamilyKey } from '../expr/expr.ts';
import type { Chain } from '../meaning/chains.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Item, Note } from '../notes/note.ts';
import { message } from '../text/message.ts';
import { type BlockReport, leftOpen, type StepReport } from './report.ts';

/** How many sections are read on their own at the most. */
const mostSections = 8;

/** A section of a note with those whose definitions it uses. */
export interface Apart {
  /** The note with the text of all other sections left out. */
  readonly note: Note;
  /** Whether a block of the report, or a span, stands in the section. */
  readonly has: (block: Pick<BlockReport, 'part' | 'range'>) => boolean;
}

/**
 * The sections of a note each with what it rests on alone: what a letter is further down, or in a section of which nothing is used, says nothing
 * of it here. Empty where all of them belong together.
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
  const defining = new Map<string, Set<number>>();
  for (const definitions of meaning.definitions.values())
    for (const { family, order } of definitions) {
      const section = sections.get(order);
      if (section !== undefined) defining.set(baseOf(family), (defining.get(baseOf(family)) ?? new Set()).add(section));
    }
  const uses = new Map<number, Set<number>>();
  for (const chain of chains) {
    const section = sectionOf(chain);
    const used = uses.get(section) ?? new Set();
    uses.set(section, used);
    for (const member of meaning.members[chain.id] ?? [])
      for (const family of mentioned(member)) {
        const known = defining.get(baseOf(family));
        // What stands further down defines nothing here, unless that is needed for what holds.
        if (known && !known.has(section)) for (const other of known) if (other < section) used.add(other);
      }
  }
  const all = [...uses.keys()];
  return all.slice(0, mostSections).flatMap((section): readonly Apart[] => {
    const kept = new Set([section]);
    for (const one of kept) for (const other of uses.get(one) ?? []) kept.add(other);
    if (kept.size === all.length) return [];
    const isKept = (item: Item): boolean => {
      // Words may say something of all sections, and so may those without formulas that say something.
      if (item.kind !== 'math') return true;
      const own = sectionAt(places, item.span.part, item.span.range.start);
      return kept.has(own) || !uses.has(own);
    };
    const has = ({ part, range }: Pick<BlockReport, 'part' | 'range'>): boolean => sectionAt(places, part, range.start) === section;
    return [{ note: { ...note, items: note.items.filter(isKept) }, has }];
  });
}

/** Whether a section is understood better on its own: all that held there holds, and more. */
export function isBetterApart(alone: readonly BlockReport[], whole: readonly BlockReport[]): boolean {
  const [now, before] = [alone, whole].map(held) as [ReadonlySet<string>, ReadonlySet<string>];
  return before.size < now.size && [...before].every((place) => now.has(place));
}

/** Why a step may be open in a whole note that is clear in its own section: a letter is of another shape elsewhere. */
const acrossSections: ReadonlySet<string> = new Set(['unclear-shape', 'strained-reading']);

/** Whether a section on its own lets hold what holds in the whole note, and shows slips that can be mended where only shapes elsewhere left it open. */
export function isClearerApart(alone: readonly BlockReport[], whole: readonly BlockReport[]): boolean {
  const now = held(alone);
  if (![...held(whole)].every((place) => now.has(place))) return false;
  const blamed = placesOf(whole, ({ verdict }) => verdict === 'mismatch');
  const unclear = placesOf(whole, ({ verdict, reason }) => verdict === 'undetermined' && acrossSections.has(reason.id));
  const found = [...placesOf(alone, ({ verdict, diagnosis }) => verdict === 'mismatch' && (diagnosis?.repairs.length ?? 0) > 0)];
  const news = found.filter((place) => !blamed.has(place));
  return news.length > 0 && news.every((place) => unclear.has(place));
}

/** What is blamed of a section on its own without a repair, though it was not blamed in the whole note: it may be misread. */
export function withoutNewBlame(alone: readonly BlockReport[], whole: readonly BlockReport[]): readonly BlockReport[] {
  const blamed = placesOf(whole, ({ verdict }) => verdict === 'mismatch');
  const isNew = (part: number, { verdict, diagnosis, rhsRange }: StepReport): boolean =>
    verdict === 'mismatch' && (diagnosis?.repairs.length ?? 0) === 0 && !blamed.has(`${part}:${rhsRange.start}`);
  return alone.map((block) => ({
    ...block,
    steps: block.steps.map((step) => (isNew(block.part, step) ? leftOpen(step, message('no-slip')) : step)),
  }));
}

/** Whether something in a section might be understood better. */
export function isOpen(blocks: readonly BlockReport[]): boolean {
  return blocks.some(({ steps }) => steps.some(({ verdict }) => verdict === 'undetermined' || verdict === 'mismatch'));
}

function held(blocks: readonly BlockReport[]): ReadonlySet<string> {
  return placesOf(blocks, ({ verdict }) => verdict === 'holds' || verdict === 'holds-assuming' || verdict === 'rounded');
}

function placesOf(blocks: readonly BlockReport[], isMeant: (step: StepReport) => boolean): ReadonlySet<string> {
  return new Set(blocks.flatMap(({ part, steps }) => steps.filter(isMeant).map(({ rhsRange }) => `${part}:${rhsRange.start}`)));
}

interface Place {
  readonly part: number;
  readonly offset: number;
}

/** Where the sections of a note begin, with what stands in front of all headings as the first. */
function headingsOf({ items }: Note): readonly Place[] {
  const headings = items.flatMap((item) => (item.kind === 'heading' ? [{ part: item.part, offset: item.range.start }] : []));
  return [{ part: -1, offset: 0 }, ...headings];
}

function sectionAt(places: readonly Place[], part: number, offset: number): number {
  let found = 0;
  for (const [section, place] of places.entries())
    if (place.part < part || (place.part === part && place.offset <= offset)) found = section;
  return found;
}

function baseOf(family: FamilyKey): string {
  return partsOfKey(family).base;
}
