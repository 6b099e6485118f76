import type { Item, Note, Span } from '../notes/note.ts';
import type { NotePlace } from '../training/plan.ts';

/** A note in which a formula stands in front of the one at a place, and takes no room there. */
export function withFormula(note: Note, { part, range }: NotePlace, tex: string): Note {
  const at = note.items.findIndex((item) => item.kind === 'math' && item.span.part === part && range.start < item.span.range.end);
  const next = note.items[at];
  if (next?.kind !== 'math') return note;
  const { start } = next.span.range;
  const span: Span = { part, range: { start, end: start }, kind: 'display', tex, map: [{ at: 0, source: start, length: 0 }] };
  const added: Item = { kind: 'math', span, paragraph: next.paragraph };
  return { ...note, items: [...note.items.slice(0, at), added, ...note.items.slice(at)] };
}
