import type { FamilyKey } from '../../expr/expr.ts';
import { defines } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { type Doubts, firstDoubts } from '../evidence/doubts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Kind } from '../typing.ts';
import { type Equation, namesIn } from './equations.ts';
import { unequal } from './fit.ts';
import type { Search } from './search.ts';
import type { Variable } from './variable.ts';

/** What it costs that a name is something else in a part of the note. */
const apart = 0.5;

/** Gives the parts of the note in which the formulas do not fit names of their own, with the evidence of that part alone. */
export function separate(equations: readonly Equation[], evidence: Evidence, search: Search): void {
  const parts = new Map<number, number[]>();
  for (const [at, { part }] of equations.entries()) parts.set(part, [...(parts.get(part) ?? []), at]);
  if (parts.size < 2) return;
  const { costs, names } = search;
  const renewed = renewing(equations);
  const namesOfPart = (at: number): ReadonlySet<FamilyKey> => namesIn((equations[at] as Equation).members);
  for (const [part, inside] of parts) {
    const before = costs.nowOf(inside);
    if (!renewed.has(part) || before < unequal) continue;
    const local = evidence.within(inside.map((at) => (equations[at] as Equation).members));
    const news: Variable[] = [];
    for (const family of new Set(flatMap(inside, (at) => [...namesOfPart(at)]))) {
      const { name, kind, doubts } = names.ofAll(family);
      if (doubts === undefined) continue;
      const variable = names.named(nameIn(part, name));
      const isNew = variable.doubts === undefined;
      variable.doubts = doubtsApart(local.get(name) ?? firstDoubts(family), kind);
      if (isNew && variable.begin()) news.push(variable);
      for (const at of inside) if (!names.hasOwn(family, at)) names.setOwn(family, at, variable);
    }
    search.open.push(...news);
    costs.renameIn(inside);
    for (const at of inside) costs.use(namesOfPart(at), at);
    costs.renew(inside);
    search.run(news);
    if (costs.nowOf(inside) + unequal <= before) continue;
    for (const at of inside) names.dropOwn(at, ({ name }, family) => name === nameIn(part, names.ofAll(family).name));
    costs.renameIn(inside);
    costs.renew(inside);
  }
}

/** What a name is called as the one of a part. */
function nameIn(part: number, name: string): string {
  return `${name}@@${part}`;
}

/** What speaks against each kind in a part, where a kind that is not that of the rest of the note needs a reason. */
function doubtsApart(doubts: Doubts, elsewhere: Kind): Doubts {
  const entries = (Object.entries(doubts) as [Kind, number][]).map(([kind, doubt]) => [kind, doubt + (kind === elsewhere ? 0 : apart)]);
  return Object.fromEntries(entries) as Doubts;
}

/** The parts of a note that give a meaning to a name which another part gives one too. */
function renewing(equations: readonly Equation[]): ReadonlySet<number> {
  const heads = new Map<FamilyKey, Set<number>>();
  for (const { members, signs, part } of equations) {
    const [head] = members;
    if (head?.kind === 'ref' && defines(signs[1])) heads.set(head.family, (heads.get(head.family) ?? new Set()).add(part));
  }
  return new Set(flatMap([...heads.values()], (parts) => (parts.size > 1 ? [...parts] : [])));
}
