import type { PartialSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { nodesIn } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Chain, ReadNote, Sentence } from './chains.ts';
import { defines } from './comparisons.ts';
import { phrase, sourceOf } from './phrases/index.ts';
import { baseName, symbolOf } from './symbols.ts';

type Named = SymbolSyntax | ScriptsSyntax;

/** A formula that words speak of. */
interface Spoken<T extends Syntax = Named> {
  readonly node: T;
  readonly span: number;
}

/** How many names words may say something of at once. */
const mostNames = 6;
/** How many other labels what is said of one is meant of. */
const mostLabels = 8;

const joins = /^\s*(?:,|、)?\s*(?:and|und|et|y|e|и|和|与)?\s*$/i;
const also = sourceOf('andSoOn');
/** Words between a name and that it is a derivative. */
const isSaid = new RegExp(`^\\s*(?:${also})?\\s*,?\\s*(?:${sourceOf('is')}|${sourceOf('shortFor')})`, 'u');
/** Words that end with by what a derivative is taken, and with of what. */
const by = sourceOf('derivativeTakenBy');
/** A derivative with few words in front, which join nothing. */
const noun = `^\\s*(?:(?!(?:and|or|und|oder|et|ou|y|e|o|и|или|of|von|de|with|mit|avec|con|с)\\s)[\\p{L}-]+\\s+){0,2}?${sourceOf('derivativeNoun')}`;
const derivativeBy = new RegExp(`${noun}[^.;:]{0,40}${by}`, 'u');
const derivativeOfLoss = new RegExp(`${noun}[^.;:]{0,20}$`, 'u');
const onlyBy = new RegExp(`^\\s*${by}`, 'u');
const andSoOn = new RegExp(also, 'u');
/** That it is none, or another multiple of it. */
const unless = [phrase('not'), phrase('changedGradients')];

/**
 * A note in which words say of names that they are the derivatives of a loss by others, “let `g` be the gradient of `L` with respect to `y`”, with
 * that as definitions, which stand nowhere.
 */
export function withSaidDerivatives(note: ReadNote): ReadNote {
  const said = flatMap(note.sentences, (sentence) => saidBy(sentence, note));
  if (said.length === 0) return note;
  const chains = [...note.chains];
  for (const chain of said) {
    const at = chains.findIndex(({ members: [head] }) => head !== undefined && (chain.members[0]?.span ?? 0) < head.span);
    chains.splice(at < 0 ? chains.length : at, 0, chain);
  }
  const sectionOf = new Map([...note.sectionOf, ...said.map((chain) => [statementOf(chain), chain.section] as const)]);
  return {
    ...note,
    chains: chains.map((chain, id) => (chain.id === id ? chain : { ...chain, id })),
    statements: [...sectionOf.keys()],
    sectionOf,
  };
}

/** A chain as what stands in the note, for what the use of its names tells. */
function statementOf({ members }: Chain): Statement {
  const range = members[0]?.range ?? { start: 0, end: 0 };
  return { members, range, continues: false, arrow: false, conditions: [], reasons: [], comments: [] };
}

function saidBy(sentence: Sentence, note: ReadNote): readonly Chain[] {
  const { text, spans: span } = sentence;
  if (unless.some((words) => words.test(text))) return [];
  const words = isSaid.exec(text);
  const rest = words === null ? '' : text.slice(words[0].length);
  const isBy = derivativeBy.test(rest);
  if (!isBy && !derivativeOfLoss.test(rest)) return [];
  const names = namesFrom(span - 1, -1, note);
  const loss = isBy ? lossOf(sentence, note) : symbolAt(span, note);
  if (!isBy && !onlyBy.test(textBefore(span + 1, note))) return [];
  const wrt = namesFrom(isBy ? span : span + 1, 1, note);
  if (loss === undefined || names.length === 0 || names.length !== wrt.length) return [];
  const pairs = names.map((name, at): readonly [Spoken, Spoken] => [name, wrt[at] as Spoken]);
  const [first] = pairs;
  const others = first && pairs.length === 1 && andSoOn.test(text) ? labelledLike(first, note) : [];
  return [...pairs, ...others].filter(([name]) => !isGiven(name.node, note)).map((pair) => chainOf(pair, loss, sentence, note));
}

/** The names in a row that begin or end at a span, in their order. */
function namesFrom(span: number, way: 1 | -1, note: ReadNote): readonly Spoken[] {
  const found: Spoken[] = [];
  for (let at = span; found.length < mostNames; at += way) {
    const node = note.loose.find((one) => one.span === at)?.node;
    if (!isNamed(node)) break;
    if (way > 0) found.push({ node, span: at });
    else found.unshift({ node, span: at });
    if (!joins.test(textBefore(way > 0 ? at + 1 : at, note))) break;
  }
  return found;
}

/** The words right in front of a span. */
function textBefore(span: number, { sentences }: ReadNote): string {
  const texts = sentences.filter(({ spans }) => spans === span);
  return texts.length === 1 ? (texts[0]?.text ?? '') : '.';
}

function symbolAt(span: number, { loose }: ReadNote): SymbolSyntax | undefined {
  const node = loose.find((one) => one.span === span)?.node;
  return node?.kind === 'symbol' ? node : undefined;
}

/** The one name that the formulas of a section differentiate. */
function lossOf({ section }: Sentence, { sectionOf, statements }: ReadNote): SymbolSyntax | undefined {
  const all = new Map<string, SymbolSyntax>();
  for (const statement of statements) {
    if (sectionOf.get(statement) !== section) continue;
    for (const { node } of statement.members)
      for (const inner of nodesIn(node)) if (inner.kind === 'partial' && inner.of?.kind === 'symbol') all.set(baseName(inner.of), inner.of);
  }
  const [only, ...others] = [...all.values()];
  return others.length === 0 ? only : undefined;
}

/** “`\delta^i_t` etc. for the derivative by `a^i_t`”: the same of the other labels that both names have. */
function labelledLike([name, wrt]: readonly [Spoken, Spoken], { statements }: ReadNote): readonly (readonly [Spoken, Spoken])[] {
  const own = labelOf(name.node);
  if (own === undefined || labelOf(wrt.node) !== own) return [];
  const labels = (of: Named): ReadonlySet<string> =>
    new Set(
      flatMap(statements, ({ members }) =>
        flatMap(members, ({ node }) =>
          flatMap(nodesIn(node), (inner) => (isNamed(inner) && isSameBase(inner, of) ? (labelOf(inner) ?? []) : [])),
        ),
      ),
    );
  const among = labels(wrt.node);
  const others = [...labels(name.node)].filter((label) => label !== own && among.has(label)).slice(0, mostLabels);
  return others.map((label) => [
    { ...name, node: relabelled(name.node, label) },
    { ...wrt, node: relabelled(wrt.node, label) },
  ]);
}

/** The letter above a name. */
function labelOf(node: Named): string | undefined {
  return node.kind === 'scripts' && node.sup?.kind === 'symbol' ? node.sup.letter : undefined;
}

function relabelled(node: Named, letter: string): Named {
  return node.kind === 'scripts' && node.sup?.kind === 'symbol' ? { ...node, sup: { ...node.sup, letter } } : node;
}

function isSameBase(one: Named, other: Named): boolean {
  const [first, second] = [symbolOf(one), symbolOf(other)];
  return first !== undefined && second !== undefined && baseName(first) === baseName(second);
}

/** Whether a formula says already of a name that it is a derivative. */
function isGiven(name: Named, { chains }: ReadNote): boolean {
  return chains.some(({ members: [head, body] }) => {
    if (head === undefined || body?.node.kind !== 'partial' || !defines(body.relation?.sign) || !isNamed(head.node)) return false;
    return isSameBase(head.node, name) && labelOf(head.node) === labelOf(name);
  });
}

function chainOf([name, wrt]: readonly [Spoken, Spoken], loss: SymbolSyntax, { section, paragraph }: Sentence, note: ReadNote): Chain {
  const { range } = wrt.node;
  const partial: PartialSyntax = { kind: 'partial', of: { ...loss, range }, wrt: [wrt.node], operator: false, head: range, range };
  const before = note.chains.filter(({ members: [head] }) => head !== undefined && head.span < name.span);
  const order = Math.max(0, ...flatMap(before, ({ orders }) => orders));
  const plain = { conditions: [], continues: false };
  return {
    id: -1,
    members: [
      { ...plain, node: name.node, range: name.node.range, span: name.span },
      { ...plain, node: partial, range, span: wrt.span, relation: { sign: '=', range } },
    ],
    section,
    paragraph,
    orders: [order],
    isAnalogue: true,
  };
}

function isNamed(node: Syntax | undefined): node is Named {
  return (node?.kind === 'symbol' || node?.kind === 'scripts') && symbolOf(node) !== undefined;
}
