import { macrosAlone } from '../notes/macro-texts.ts';
import type { Item, Note } from '../notes/note.ts';
import { type Apart, type Place, sectionAt } from './apart.ts';

/** How many chapters are read on their own at the most. */
const mostChapters = 12;

interface Chapter {
  readonly items: Item[];
  /** The headings in it below which formulas stand. */
  readonly sections: Set<Item>;
  size: number;
}

/**
 * The chapters of a note, of which some have several sections, on their own with what stands in front of all and the commands of those before: most use nothing of one another,
 * and what a letter is in one says nothing of it in the next.
 */
export function chaptersApart(note: Note): readonly Apart[] {
  const level = levelOf(note.items);
  if (level === undefined) return [];
  const places: Place[] = [{ part: -1, offset: 0 }];
  const [front, ...chapters] = parted(note.items, level, places);
  if (front === undefined || chapters.filter(({ size }) => size > 0).length < 2 || chapters.every(({ sections }) => sections.size < 2))
    return [];
  const macros = chapters.map(({ items }) => items.flatMap((item) => (item.kind === 'math' ? (macrosAlone(item) ?? []) : [])));
  return chapters.flatMap(({ items, size }, n): readonly Apart[] => {
    if (size === 0) return [];
    const known = macros.slice(0, n).flat();
    const has: Apart['has'] = ({ part, range }) => sectionAt(places, part, range.start) === n + 1;
    return [{ note: { ...note, items: [...front.items, ...known, ...items] }, size: front.size + size, has, isChapter: true }];
  });
}

/** The level of the headings that part a note: the first one of which there are several. */
function levelOf(items: readonly Item[]): number | undefined {
  const counts = new Map<number, number>();
  for (const item of items) if (item.kind === 'heading') counts.set(item.level, (counts.get(item.level) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => 1 < count)
    .map(([level]) => level)
    .sort((a, b) => a - b)[0];
}

/** What stands in front of all chapters, or below a heading above them, and the chapters, whose beginnings are added to the places. */
function parted(items: readonly Item[], level: number, places: Place[]): readonly Chapter[] {
  const front: Chapter = { items: [], sections: new Set(), size: 0 };
  const chapters = [front];
  let current = front;
  let heading: Item | undefined;
  for (const item of items) {
    if (item.kind === 'heading') {
      heading = item;
      if (item.level < level) current = front;
      else if (item.level === level && chapters.length <= mostChapters) {
        current = { items: [], sections: new Set(), size: 0 };
        chapters.push(current);
        places.push({ part: item.part, offset: item.range.start });
      }
    }
    current.items.push(item);
    if (item.kind !== 'math') continue;
    current.size++;
    if (heading) current.sections.add(heading);
  }
  return chapters;
}
