import type { FunctionSyntax, GroupSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { isEqual } from './general-term.ts';
import { phrase } from './phrases/index.ts';
import { isTranspose } from './scripts.ts';
import { baseName, type IndexSymbol, isIndexSymbol, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

const entryWords = phrase('entries');

/** The number of a layer, below a name or in square brackets above it. */
type Layer = { readonly kind: 'below' | 'above'; readonly node: Syntax; readonly text: string };

/** A name with its layer: `A_2`, `A^{[2]}`, `Y`. */
interface Whole {
  readonly symbol: SymbolSyntax;
  readonly layer: Layer | undefined;
}

/** `a^{(i)}`, `a_2^{(i)}`, `a^{[2](i)}`: what a name is for one sample. */
interface OfSample extends Whole {
  readonly sample: IndexSymbol;
}

/**
 * A note that calls by `y^{(i)}` and `a^{(i)}` what its matrices `Y` and `A_2` of one row have for each sample, with the entries of these in their place
 * (`Y_i`, `A_{2,i}`): then its loss leads from them. What has more than one number for a sample, or a formula for it, stays as it is.
 */
export function withSampleRows(note: ReadNote): ReadNote {
  const rows = new Rows(note);
  return rows.isAny ? { ...withFormulas(note, (formula) => rows.inPlace(formula)), ...rows.alongSamples } : note;
}

class Rows {
  /** Names for one sample, to the matrix that has them. */
  private readonly found = new Map<string, Whole>();
  private readonly wholes = new Map<string, Whole>();

  constructor(private readonly note: ReadNote) {
    const { statements } = note;
    const nodes = flatMap(statements, nodesOf);
    const all = nodes.map(ofSample).filter((own) => own !== undefined);
    const each = [...new Map(all.map((own) => [keyOf(own), own])).values()];
    if (each.length === 0 || mostNames < each.length) return;
    const inside = new Set(flatMap(nodes, (node) => (node.kind === 'scripts' ? [node.base] : [])));
    for (const node of [...nodes, ...note.loose.map((one) => one.node)]) {
      const whole = inside.has(node) ? undefined : wholeOf(node);
      if (whole) this.wholes.set(keyOf(whole), whole);
    }
    const numbers = this.numbersOfSamples(each);
    for (const own of each) {
      const key = keyOf(own);
      if (this.found.has(key)) continue;
      const said = this.saidWhole(own);
      const whole = said ?? this.wholeBy(own);
      if (!whole || isMadeUp(this.statementsAbout(own, whole), own)) continue;
      if (said !== undefined || numbers.has(key)) this.found.set(key, whole);
    }
  }

  get isAny(): boolean {
    return this.found.size > 0;
  }

  /** What has one number for each sample and no layers, in a row if weights stand in front of the samples and in a column if they stand behind them. */
  get alongSamples(): Pick<ReadNote, 'numbersOfSamples'> {
    const names = [...this.found.values()].flatMap(({ symbol, layer }) => (layer ? [] : [symbol]));
    const nodes = flatMap(this.note.statements, nodesOf);
    const sides = new Set(flatMap(nodes, sideOfWeights));
    const [along] = sides;
    if (along === undefined || sides.size > 1 || names.length === 0) return {};
    const layers = new Set([...this.found.values()].map(({ layer }) => layer?.text));
    const isLast = ({ members: [head] }: Statement): boolean => head !== undefined && layers.has(wholeOf(head.node)?.layer?.text ?? 'none');
    const biasesOf = (given: readonly Statement[]): readonly Syntax[] => flatMap(flatMap(given, nodesOf), biasesIn);
    const hidden = this.note.statements.filter((statement) => !isLast(statement) && flatMap(nodesOf(statement), sideOfWeights).length > 0);
    const layered = (given: readonly Statement[]): readonly Syntax[] =>
      flatMap(given, ({ members: [head] }) => (head && wholeOf(head.node)?.layer ? [head.node] : []));
    const sums = new Set(flatMap(layered(hidden), (node) => keyOf(wholeOf(node) as Whole)));
    const made = this.note.statements.filter((statement) => entrywiseIn(statement).some(({ of }) => sums.has(of)));
    const units = [...layered(hidden), ...layered(made)];
    const last = this.note.statements.filter(isLast);
    return { numbersOfSamples: { names, along, numbers: biasesOf(last), units, biases: biasesOf(hidden) } };
  }

  inPlace(node: Syntax): Syntax {
    const own = ofSample(node);
    const whole = own && this.found.get(keyOf(own));
    return own && whole ? entryOf(whole, own.sample, node) : mapParts(node, (part) => this.inPlace(part));
  }

  /** The statements of the sections that have a name for one sample or its matrix in them: in another one its letter may be something else. */
  private statementsAbout(own: OfSample, whole: Whole): readonly Statement[] {
    const { sectionOf, statements } = this.note;
    const isKey = (name: Whole | undefined, key: string): boolean => name !== undefined && keyOf(name) === key;
    const isNamed = (node: Syntax): boolean => isKey(ofSample(node), keyOf(own)) || isKey(wholeOf(node), keyOf(whole));
    const sections = new Set(
      statements.filter((statement) => nodesOf(statement).some(isNamed)).map((statement) => sectionOf.get(statement)),
    );
    return statements.filter((statement) => sections.has(sectionOf.get(statement)));
  }

  /**
   * The names that are numbers for each sample: those of which a logarithm is taken or that are multiplied by one, or whose matrix is said to have one row or
   * column, those that are added to them, and those from which they come entry by entry.
   */
  private numbersOfSamples(each: readonly OfSample[]): ReadonlySet<string> {
    const { statements } = this.note;
    const rows = this.statedRows();
    const isRow = (own: OfSample): boolean => rows.has(keyOf(this.wholeBy(own) ?? own));
    const numbers = new Set(each.filter(isRow).map(keyOf));
    for (const statement of statements) {
      const nodes = nodesOf(statement);
      if (nodes.some((node) => node.kind === 'scripts' && isTranspose(node.sup))) continue;
      for (const own of flatMap(nodes, besideLogarithms)) numbers.add(keyOf(own));
      for (const node of nodes) {
        const terms = node.kind === 'sum' ? alone(node).map(keyOf) : [];
        if (terms.some((key) => numbers.has(key))) for (const key of terms) numbers.add(key);
      }
    }
    const wholes = each.map((own) => [keyOf(own), keyOf(this.wholeBy(own) ?? own)] as const);
    for (const { made, of } of flatMap(statements, entrywiseIn).reverse()) {
      const isNumber = wholes.some(([key, whole]) => whole === made && numbers.has(key));
      if (isNumber) for (const [key, whole] of wholes) if (whole === of) numbers.add(key);
    }
    return numbers;
  }

  /** The names of matrices that are said to have one row or one column: “`Y` is `1 \times m`”, `Y \in \mathbb R^{1 \times m}`. */
  private statedRows(): ReadonlySet<string> {
    const { loose, statements } = this.note;
    const names = new Map(loose.map(({ node, span }) => [span, node]));
    const told = flatMap(loose, ({ node, span }) => (isOneRow(node) ? [names.get(span - 1)] : []));
    const within = flatMap(statements, ({ members: [first, second] }) =>
      second?.relation?.sign === '\\in' && second.node.kind === 'scripts' && second.node.sup && isOneRow(second.node.sup)
        ? [first?.node]
        : [],
    );
    return new Set(
      flatMap([...told, ...within], (node) => (node ? [wholeOf(node)] : [])).flatMap((whole) => (whole ? [keyOf(whole)] : [])),
    );
  }

  /** The matrix that words say has some names as its entries: “`a^{(i)}` for the entries of `A_2`”. */
  private saidWhole(own: OfSample): Whole | undefined {
    const { loose, sentences } = this.note;
    const nodes = new Map(loose.map(({ node, span }) => [span, node]));
    for (const [span, node] of nodes) {
      const named = ofSample(node);
      const next = nodes.get(span + 1);
      // `a^{(i)}` is entry `i` of `A_2`
      const isNumber = named !== undefined && next !== undefined && isEqual(next, named.sample);
      const made = isNumber ? nodes.get(span + 2) : next;
      const whole = made && wholeOf(made);
      if (!named || keyOf(named) !== keyOf(own) || !whole || !this.wholes.has(keyOf(whole))) continue;
      if (sentences.some(({ spans, text }) => spans === span + 1 && text.length < longest && entryWords.test(text))) return whole;
    }
    return undefined;
  }

  /** The matrix with the capital letter of a name: with its layer, or for one without a layer without one, or the last one. */
  private wholeBy({ symbol, layer }: OfSample): Whole | undefined {
    const letter = symbol.letter.toUpperCase();
    const capital = { symbol: { ...symbol, letter }, layer };
    if (!/^[A-Z]$/.test(letter)) return undefined;
    const own = this.wholes.get(keyOf(capital));
    if (own || layer || symbol.letter === letter) return own;
    const base = baseName(capital.symbol);
    const layers = [...this.wholes.values()].filter((one) => baseName(one.symbol) === base && /^\d+$/.test(one.layer?.text ?? ''));
    return layers.sort((a, b) => Number(b.layer?.text) - Number(a.layer?.text))[0];
  }
}

const weights: ReadonlySet<string> = new Set(['W', 'w', 'V', 'U', '\\Theta', '\\theta']);

/** In what the samples lie if a product is one of weights and all of them: `W X`, and `X W`. */
function sideOfWeights(node: Syntax): readonly ('row' | 'column')[] {
  if (node.kind !== 'product' || node.factors.length !== 2) return [];
  const [front, back] = node.factors.map((factor) => wholeOf(factor.node)?.symbol.letter);
  if (front === undefined || back === undefined || weights.has(front) === weights.has(back)) return [];
  return /^[A-Z]$/.test(weights.has(front) ? back : front) ? [weights.has(front) ? 'row' : 'column'] : [];
}

/** What is added to a product of weights and all samples, the same for all of them. */
function biasesIn(node: Syntax): readonly Syntax[] {
  const [first, second, ...more] = node.kind === 'sum' ? node.terms.map((term) => term.node) : [];
  if (first === undefined || second === undefined || more.length > 0 || sideOfWeights(first).length === 0) return [];
  return /^b$/.test(wholeOf(second)?.symbol.letter ?? '') ? [second] : [];
}

/** How many names for one sample are looked at: a note has a few. */
const mostNames = 40;

/** How many letters stand between a name and the matrix that it is an entry of. */
const longest = 40;

/** The names for one sample that are numbers since a logarithm is taken of them, or multiplied by them: `y^{(i)} \log a^{(i)}`. */
function besideLogarithms(node: Syntax): readonly OfSample[] {
  if (isLogarithm(node)) return flatMap(node.operands, alone);
  if (node.kind !== 'product' || !node.factors.some((factor) => isLogarithm(factor.node))) return [];
  return flatMap(node.factors, (factor) => alone(factor.node));
}

function isLogarithm(node: Syntax): node is FunctionSyntax {
  return node.kind === 'function' && /^(?:log|ln)/.test(node.name);
}

/** The names for one sample that stand alone, or as terms of a sum. */
function alone(node: Syntax): readonly OfSample[] {
  if (node.kind === 'group') return alone(node.body);
  if (node.kind === 'sum') return flatMap(node.terms, (term) => alone(term.node));
  const own = ofSample(node);
  return own ? [own] : [];
}

function keyOf({ symbol, layer }: Whole): string {
  return `${baseName(symbol)} ${layer?.kind ?? ''} ${layer?.text ?? ''}`;
}

/** A name alone or with its layer; a small letter is none of a matrix. */
function wholeOf(node: Syntax): Whole | undefined {
  const symbol = node.kind === 'symbol' || node.kind === 'scripts' ? symbolOf(node) : undefined;
  if (symbol === undefined || (node.kind === 'scripts' && node.primes > 0)) return undefined;
  if (node.kind === 'symbol') return { symbol, layer: undefined };
  const { sub, sup } = node as ScriptsSyntax;
  if (sub?.kind === 'number' && (sup === undefined || isTranspose(sup))) return { symbol, layer: below(sub) };
  if (sub !== undefined) return undefined;
  return sup === undefined || isTranspose(sup) ? { symbol, layer: undefined } : isLayer(sup) ? { symbol, layer: above(sup) } : undefined;
}

function ofSample(node: Syntax): OfSample | undefined {
  const symbol = node.kind === 'scripts' ? symbolOf(node) : undefined;
  if (node.kind !== 'scripts' || symbol === undefined || node.primes > 0 || node.sup === undefined) return undefined;
  const { sub, sup } = node;
  const parts = sup.kind === 'product' ? sup.factors.map((factor) => factor.node) : [sup];
  const last = parts.at(-1);
  const inner = last?.kind === 'group' && last.open === '(' ? last.body : undefined;
  if (inner === undefined || !isIndexSymbol(inner)) return undefined;
  const [first] = parts;
  if (parts.length === 2 && first && isLayer(first) && sub === undefined) return { symbol, layer: above(first), sample: inner };
  if (parts.length > 1 || (sub !== undefined && sub.kind !== 'number')) return undefined;
  return { symbol, layer: sub?.kind === 'number' ? below(sub) : undefined, sample: inner };
}

function isLayer(node: Syntax): node is GroupSyntax {
  return node.kind === 'group' && node.open === '[' && (node.body.kind === 'number' || node.body.kind === 'symbol');
}

function below(node: Syntax & { kind: 'number' }): Layer {
  return { kind: 'below', node, text: String(node.value) };
}

function above(node: GroupSyntax): Layer {
  return { kind: 'above', node, text: node.body.kind === 'number' ? String(node.body.value) : baseName(node.body as SymbolSyntax) };
}

/** The entry of a matrix of one row. */
function entryOf({ symbol, layer }: Whole, sample: IndexSymbol, { range }: Syntax): Syntax {
  const base: SymbolSyntax = { ...symbol, range };
  const common = { kind: 'scripts', base, primes: 0, range } as const;
  if (layer?.kind === 'above') return { ...common, sub: sample, sup: layer.node };
  return { ...common, sub: layer ? { kind: 'list', items: [layer.node, sample], separators: [','], range: sample.range } : sample };
}

/** Whether a name for one sample has a formula, entries of its own, or stands without a sample too. */
function isMadeUp(statements: readonly Statement[], own: OfSample): boolean {
  const base = baseName(own.symbol);
  const isOwn = (node: Syntax): boolean => {
    const symbol = symbolOf(node);
    return symbol !== undefined && baseName(symbol) === base;
  };
  const isHead = statements.some(({ members }) =>
    members.slice(1).some(({ relation }, at) => {
      const head = members[at]?.node;
      const given = head && ofSample(head);
      return given !== undefined && keyOf(given) === keyOf(own) && defines(relation?.sign);
    }),
  );
  if (isHead) return true;
  const nodes = flatMap(statements, nodesOf);
  const inside = new Set(flatMap(nodes, (node) => (node.kind === 'scripts' ? [node.base] : [])));
  const isCapital = /^[A-Z]$/.test(own.symbol.letter);
  return nodes.some((node) => {
    if (inside.has(node) || !isOwn(node) || ofSample(node)) return false;
    // Of a capital letter that is the matrix.
    return !(isCapital && wholeOf(node));
  });
}

/** `A_2 = \sigma(Z_2)`: matrices that are made of others entry by entry. */
function entrywiseIn({ members }: Statement): readonly { readonly made: string; readonly of: string }[] {
  return flatMap(members.slice(1), ({ node, relation }, at) => {
    const made = members[at] && wholeOf(members[at].node);
    const operand = node.kind === 'function' ? argumentOf(node) : node.kind === 'call' ? node.argument.body : undefined;
    const of = operand && wholeOf(operand);
    return made && of && defines(relation?.sign) ? [{ made: keyOf(made), of: keyOf(of) }] : [];
  });
}

function argumentOf({ name, operands }: FunctionSyntax): Syntax | undefined {
  const [only, ...more] = operands;
  if (more.length > 0 || name.includes('softmax')) return undefined;
  return only?.kind === 'group' ? only.body : only;
}

/** `1 \times m` or `m \times 1`. */
function isOneRow(node: Syntax): boolean {
  const inner = node.kind === 'group' ? node.body : node;
  if (inner.kind !== 'product' || inner.factors.length !== 2 || inner.factors[1]?.by !== '\\times') return false;
  const isOne = ({ node: size }: { readonly node: Syntax }): boolean => size.kind === 'number' && size.value === 1;
  return inner.factors.filter(isOne).length === 1;
}
