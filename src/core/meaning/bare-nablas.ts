import type { NablaSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { phrase } from './phrases/index.ts';
import { isOpenIn } from './sections.ts';
import { baseName, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** By what a section says that gradients are taken; `isOfSign`: it speaks of the sign as such. */
interface Said {
  readonly by: Syntax;
  readonly section: number;
  readonly isOfSign: boolean;
}

const gradientBy = phrase('gradientBy');

/**
 * A note with the name by which gradients are taken below every `\nabla` that has none, where words say it, “the gradient with respect to
 * `\theta`”, or a formula does, `\nabla = \nabla_\theta`. Functions of arguments are differentiated by those, unless the sign is explained.
 */
export function withNablas(note: ReadNote): ReadNote {
  const { sections, statements, sectionOf } = note;
  const bare = new Set(
    flatMap(statements, (statement) =>
      statement.members.some(({ node }) => walkSyntax(node).some(isBare)) ? [sectionOf.get(statement) ?? 0] : [],
    ),
  );
  const all = bare.size === 0 ? [] : saidIn(note);
  if (all.length === 0) return note;
  const functions = new Set(flatMap(statements, ({ members }) => flatMap(members, ({ node }) => functionsIn(node))));
  return [...bare].reduce((whole, section) => {
    const open = all.filter((said) => isOpenIn(sections, said.section, section));
    const ofSign = open.filter(({ isOfSign }) => isOfSign);
    const [first, ...more] = ofSign.length > 0 ? ofSign : open;
    if (first === undefined || more.some(({ by }) => textOf(by) !== textOf(first.by))) return whole;
    return withFormulas(whole, (node) => withBelow(node, first, functions), section);
  }, note);
}

/** What the words and formulas of a note say of its gradients. */
function saidIn({ loose, sentences, statements, sectionOf }: ReadNote): readonly Said[] {
  const nodes = new Map(loose.map(({ node, span }) => [span, node]));
  const inWords = flatMap(loose, ({ node, span }): Said[] => {
    const sentence = sentences.filter(({ spans }) => spans === span).at(-1);
    if (symbolOf(node) === undefined || sentence === undefined || !gradientBy.test(sentence.text)) return [];
    const before = nodes.get(span - 1);
    return [{ by: node, section: sentence.section, isOfSign: before?.kind === 'nabla' && before.of === undefined }];
  });
  const inFormulas = flatMap(statements, (statement): Said[] => {
    const [head, body, ...rest] = statement.members;
    if (head?.node.kind !== 'nabla' || !isAlone(head.node) || body === undefined || rest.length > 0) return [];
    const { node } = body;
    const [by] =
      node.kind === 'nabla' && node.of === undefined && node.wrt ? [node.wrt] : node.kind === 'partial' && !node.of ? node.wrt : [];
    return by ? [{ by, section: sectionOf.get(statement) ?? 0, isOfSign: true }] : [];
  });
  return [...inWords, ...inFormulas];
}

/** `\nabla f`, without a name below. */
function isBare(node: Syntax): node is NablaSyntax & { readonly of: Syntax } {
  return node.kind === 'nabla' && node.wrt === undefined && node.of !== undefined;
}

function isAlone({ of, wrt }: NablaSyntax): boolean {
  return of === undefined && wrt === undefined;
}

function withBelow(node: Syntax, said: Said, functions: ReadonlySet<string>): Syntax {
  const inside = mapParts(node, (part) => withBelow(part, said, functions));
  if (!isBare(inside)) return inside;
  const { of } = inside;
  const isFunction = of.kind === 'call' || (of.kind === 'symbol' && functions.has(baseName(of)));
  return said.isOfSign || !isFunction ? { ...inside, wrt: said.by } : inside;
}

/** The letters in front of brackets. */
function functionsIn(formula: Syntax): readonly string[] {
  return flatMap(walkSyntax(formula), (node) => {
    const head = node.kind === 'call' ? symbolOf(node.head) : undefined;
    return head ? [baseName(head)] : [];
  });
}

function textOf(name: Syntax): string {
  return walkSyntax(name)
    .map((node) => (node.kind === 'symbol' ? node.letter : node.kind))
    .join(' ');
}
