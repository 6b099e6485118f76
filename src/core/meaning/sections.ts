/** The sections of a note as a tree: the parent of each, -1 above the first. */
export type Sections = readonly number[];

/** Whether `inner` lies in `outer` or is it. */
export function isOpenIn(sections: Sections, outer: number, inner: number): boolean {
  for (let section = inner; section !== -1; section = sections[section] ?? -1) if (section === outer) return true;
  return false;
}
