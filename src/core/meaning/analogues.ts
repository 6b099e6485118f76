import type { ScriptsSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Chain, ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { baseName, symbolOf } from './symbols.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The definitions of one layer (`x_j^2 = \sigma(\theta_j^2)`) once more for the layer before, where the notes use its names and define
 * them nowhere: a reading, since they may be given otherwise.
 */
export function analoguesOf(note: ReadNote, { labelled }: Vocabulary): readonly Chain[] {
  if (labelled.size === 0) return [];
  const used = new Set<string>();
  const heads = new Set<string>();
  const defining: { readonly chain: Chain; readonly base: string; readonly layer: number }[] = [];
  for (const chain of note.chains) {
    if (note.listings.has(chain.section)) continue;
    for (const { node } of chain.members) for (const name of layersIn(node, labelled)) used.add(name);
    const [head, body] = chain.members;
    const own = head?.node.kind === 'scripts' && head.node.sub ? layerOf(head.node, labelled) : undefined;
    if (own === undefined || !defines(body?.relation?.sign)) continue;
    heads.add(`${own.base} ${own.layer}`);
    if (body && !nodesIn(body.node).some(({ kind }) => kind === 'partial')) defining.push({ chain, ...own });
  }
  const found: Chain[] = [];
  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (const { chain, base, layer } of defining) {
      const name = `${base} ${layer - 1}`;
      if (layer < 2 || heads.has(name) || !used.has(name)) continue;
      const members = chain.members.slice(0, 2).map((member) => ({ ...member, node: lowered(member.node, labelled) }));
      const names = flatMap(members, ({ node }) => [...layersIn(node, labelled)]);
      heads.add(name);
      if (names.some((each) => each.endsWith(' -1'))) continue;
      for (const each of names) used.add(each);
      found.push({ ...chain, members, orders: chain.orders.slice(0, 1), isAnalogue: true });
      isChanged = true;
    }
  }
  return found;
}

function layerOf(node: ScriptsSyntax, labelled: ReadonlySet<string>): { readonly base: string; readonly layer: number } | undefined {
  const symbol = symbolOf(node);
  if (symbol === undefined || node.sup?.kind !== 'number' || !labelled.has(baseName(symbol))) return undefined;
  return { base: baseName(symbol), layer: node.sup.value };
}

function layersIn(node: Syntax, labelled: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const inner of nodesIn(node)) {
    const own = inner.kind === 'scripts' ? layerOf(inner, labelled) : undefined;
    if (own) found.add(`${own.base} ${own.layer}`);
  }
  return found;
}

/** A formula with the names of the layer before. */
function lowered(node: Syntax, labelled: ReadonlySet<string>): Syntax {
  const inside = mapParts(node, (part) => lowered(part, labelled));
  if (inside.kind !== 'scripts' || inside.sup?.kind !== 'number' || layerOf(inside, labelled) === undefined) return inside;
  return { ...inside, sup: { ...inside.sup, value: inside.sup.value - 1 } };
}
