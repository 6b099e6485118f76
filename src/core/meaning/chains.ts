import { type MacroTable, readListing, readMath } from '../latex/read-math.ts';
import type { HoleSyntax, Member as ReadMember, Relation, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import type { Cell, Item, Note, Span } from '../notes/note.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import { withNablas } from './bare-nablas.ts';
import { withCalledLosses } from './called-losses.ts';
import { type CellPiece, casesIn } from './cell-cases.ts';
import { withEntriesOfVectors } from './entries-of-vectors.ts';
import { withErrorNames } from './error-names.ts';
import { withIndexRuns } from './index-runs.ts';
import { withLayersBelowNablas } from './layers-below-nablas.ts';
import { withListedAdjoints } from './listed-adjoints.ts';
import { hasDecimalCommas, nameWords } from './name-words.ts';
import { withNamedBrackets } from './named-brackets.ts';
import { withNamedGradients } from './named-gradients.ts';
import { withNamedProducts } from './named-products.ts';
import { type NamesBelow, withNamesBelow } from './names-below.ts';
import { withOneStep } from './one-step.ts';
import { withOtherLaws } from './other-laws.ts';
import { withPartialsBelow } from './partials-below.ts';
import { phrase, sourceOf } from './phrases/index.ts';
import { withProductsByD } from './products-by-d.ts';
import { withRandomVariables } from './random-variables.ts';
import { withRootsOfSquares } from './roots-of-squares.ts';
import { type Running, withRunningLetters } from './running-letters.ts';
import { withSampleRows } from './sample-rows.ts';
import type { Sections } from './sections.ts';
import { withSignedLabels } from './signed-labels.ts';
import { isFollowed, plainly, underCondition, withoutRelation } from './statement-forms.ts';
import { symbolOf } from './symbols.ts';
import type { TableCell } from './table-heads.ts';
import { type Join, readTable, type Said } from './tables.ts';
import { withTimeDerivatives } from './time-derivatives.ts';
import { withTransposes } from './transposes.ts';
import { withTransposingPrimes } from './transposing-primes.ts';
import { withVectorFunctions } from './vector-functions.ts';

/** Words between two formulas that set them equal. */
const isWord = /^\s*(?:is|equals|is equal to|ist|est|es|è|是|为|—)\s*$/i;
const letterPair = /\p{L}{2}/u;
const writes = phrase('writes');
const short = new RegExp(`^\\s*${sourceOf('shortFor')}\\s*$`, 'u');
/** How many letters on either side of a listing are read for what they say of it. */
const near = 400;
/** Words in front of a function that mean its derivative. */
const derivativeWords = new RegExp(`${sourceOf('derivativeOf')}[^.;:$]*$`, 'u');

/** Whether a formula says what something is, and is no name, number or shape. */
function isFormula(node: Syntax): boolean {
  return node.kind === 'call' || node.kind === 'function' || node.kind === 'quotient' || node.kind === 'big-operator';
}

/** `\frac{d}{dx} f(x)` for `f(x)`. */
function derivativeOf(node: Syntax): Syntax | undefined {
  const argument = node.kind === 'call' ? node.argument.body : undefined;
  if (argument?.kind !== 'symbol') return undefined;
  return { kind: 'partial', of: node, wrt: [argument], operator: true, head: node.range, range: node.range };
}

/** One member of a chain and where it stands. */
export interface ChainMember {
  readonly node: Syntax;
  /** In the `tex` of its span. */
  readonly range: Range;
  readonly span: number;
  /** The relation in front of it; the first member has none. */
  readonly relation?: Relation;
  /** What stands beside it and restricts it (`k \neq j`). */
  readonly conditions: readonly Syntax[];
  /** It goes on with a chain that began in an earlier row or block. */
  readonly continues: boolean;
  /** For which layers or steps in time it is read, where they are left open. */
  readonly layers?: ReadonlyMap<string, number>;
}

/** `a = b = c`, perhaps over several blocks: its steps are the pairs of neighbours. */
export interface Chain {
  readonly id: number;
  readonly members: ChainMember[];
  readonly section: number;
  readonly paragraph: number;
  /** Number of its first step in the note; steps of the chain may be counted further on where it goes on in a later block. */
  readonly orders: number[];
  /** It is one of several readings of a chain, for one layer or step in time. */
  readonly isInstance?: boolean;
  /** It says of one layer what the notes say of another, and stands nowhere. */
  readonly isAnalogue?: boolean;
}

/** Words of the note with their place, for what prose says about symbols. */
export interface Sentence {
  readonly text: string;
  readonly section: number;
  readonly paragraph: number;
  readonly part: number;
  readonly range: Range;
  /** How many math spans came before it. */
  readonly spans: number;
}

/** A note with its formulas read, before they are given a meaning. */
export interface ReadNote {
  /** Names of what has one number for each sample, all in a row or in a column; of what is one number for all of them, of what has one for each unit and sample, and of what has one for each unit. */
  readonly numbersOfSamples?: {
    readonly names: readonly SymbolSyntax[];
    readonly along: 'row' | 'column';
    readonly numbers: readonly Syntax[];
    readonly units: readonly Syntax[];
    readonly biases: readonly Syntax[];
  };
  readonly spans: readonly Span[];
  readonly chains: readonly Chain[];
  /** Formulas that stand alone, which claim nothing. */
  readonly loose: readonly { readonly node: Syntax; readonly span: number }[];
  readonly statements: readonly Statement[];
  /** The section that each statement stands in. */
  readonly sectionOf: ReadonlyMap<Statement, number>;
  readonly sentences: readonly Sentence[];
  readonly sections: Sections;
  /** The sections that are listings of code. */
  readonly listings: ReadonlySet<number>;
  /** The sections that are rows of tables; `schematic` ones use names that mean nothing outside of them. */
  readonly rows: ReadonlyMap<number, 'apart' | 'schematic'>;
  readonly steps: number;
  readonly holes: readonly { readonly span: number; readonly hole: HoleSyntax }[];
  /** Letters below names that are names themselves; they stand in the formulas as words. */
  readonly namesBelow?: NamesBelow;
  /** The letters that run over members in each section, though letters of their kind may be values. */
  readonly running?: ReadonlyMap<number, Running>;
}

/** Names of functions that notes write as plain letters (`exp(x)`). */
const functionWords: ReadonlySet<string> = new Set([
  'exp',
  'log',
  'ln',
  'sin',
  'cos',
  'tan',
  'tanh',
  'sinh',
  'cosh',
  'max',
  'min',
  'sigmoid',
  'softmax',
  'softplus',
  'relu',
  'sign',
  'sqrt',
]);

/** What reads notations that the rest of a note explains, in order: each takes the formulas as the one before it leaves them. */
const passes: readonly ((note: ReadNote) => ReadNote)[] = [
  withIndexRuns,
  withRunningLetters,
  withRandomVariables,
  withNamesBelow,
  withSignedLabels,
  withNamedBrackets,
  withOtherLaws,
  withRootsOfSquares,
  withOneStep,
  withTransposes,
  withTransposingPrimes,
  withSampleRows,
  withProductsByD,
  withNamedProducts,
  withCalledLosses,
  withPartialsBelow,
  withNamedGradients,
  withErrorNames,
  withLayersBelowNablas,
  withNablas,
  withEntriesOfVectors,
  withVectorFunctions,
  withTimeDerivatives,
];

/** The formulas of a note as chains in order; `spans`: what has read the spans of another note that shares some. */
export function readChains(note: Note, initial: MacroTable, spans: SpanReader = new SpanReader()): ReadNote {
  spans.turnTo(new Set([...functionWords, ...nameWords(note)]), hasDecimalCommas(note));
  const reader = new ChainReader(
    initial,
    spans,
    note.parts.map(({ text }) => text),
  );
  for (const item of note.items) reader.take(item);
  return passes.reduce((note, pass) => pass(note), reader.result());
}

/** A cell that is being read. */
interface OpenCell {
  readonly words: TableCell['words'][number][];
  readonly formulas: TableCell['formulas'][number][];
}

type ReadBlock = ReturnType<typeof readMath>;

/** A span that was read, and what that rests on. */
interface ReadSpan {
  readonly block: ReadBlock;
  readonly macros: MacroTable;
  readonly hasDecimalCommas: boolean;
  /** Of the runs of letters that it mattered whether they are words: which are. */
  readonly asked: ReadonlyMap<string, boolean>;
}

/** Reads the formulas of spans, those that a note shares with a part of it once, where what they rest on is the same in both. */
export class SpanReader {
  private readonly known = new Map<Span, ReadSpan>();
  private readonly plain = new Map<Statement, Statement>();
  private words: ReadonlySet<string> = new Set();
  private hasDecimalCommas = false;

  /** Goes on to a note that has such words. */
  turnTo(words: ReadonlySet<string>, hasDecimalCommas: boolean): void {
    this.words = words;
    this.hasDecimalCommas = hasDecimalCommas;
  }

  read(span: Span, macros: MacroTable): ReadBlock {
    const known = this.known.get(span);
    if (known?.macros === macros && this.isSame(known)) return known.block;
    const { words, hasDecimalCommas } = this;
    const asked = new Map<string, boolean>();
    const has = (word: string): boolean => {
      const isWord = words.has(word);
      asked.set(word, isWord);
      return isWord;
    };
    const block = readMath(span.tex, { macros, words: { has }, hasDecimalCommas });
    this.known.set(span, { block, macros, hasDecimalCommas, asked });
    return block;
  }

  /** A statement in plainer notation, with what stands in front of a colon as its condition. */
  plainly(written: Statement): Statement {
    let statement = this.plain.get(written);
    if (statement === undefined) {
      statement = underCondition(plainly(written));
      this.plain.set(written, statement);
    }
    return statement;
  }

  private isSame({ hasDecimalCommas, asked }: ReadSpan): boolean {
    if (hasDecimalCommas !== this.hasDecimalCommas) return false;
    for (const [word, isWord] of asked) if (this.words.has(word) !== isWord) return false;
    return true;
  }
}

class ChainReader {
  private readonly spans: Span[] = [];
  private readonly chains: Chain[] = [];
  private readonly loose: { node: Syntax; span: number }[] = [];
  private readonly sectionOf = new Map<Statement, number>();
  private readonly sentences: Sentence[] = [];
  private readonly sections: number[] = [-1];
  private readonly open: { level: number; section: number }[] = [];
  private readonly listings = new Set<number>();
  private readonly rows = new Map<number, 'apart' | 'schematic'>();
  private table: { readonly number: number; readonly cells: Map<number, TableCell & OpenCell> } | undefined;
  private readonly holes: { span: number; hole: HoleSyntax }[] = [];
  private macros: MacroTable;
  private steps = 0;
  private section = 0;
  private alone: { statement: Statement; span: number; paragraph: number } | undefined;
  private last: Chain | undefined;

  constructor(
    macros: MacroTable,
    private readonly reader: SpanReader,
    /** The texts of the parts. */
    private readonly texts: readonly string[],
  ) {
    this.macros = macros;
  }

  take(item: Item): void {
    const cell = item.kind === 'heading' ? undefined : item.cell;
    if (this.table && this.table.number !== cell?.table) this.endTable();
    if (item.kind === 'heading') this.heading(item.level);
    else if (item.kind === 'text') {
      const { text, paragraph, part, range } = item;
      this.sentences.push({ text, section: this.section, paragraph, part, range, spans: this.spans.length });
      if (cell) {
        const { words, formulas } = this.cell(cell, paragraph);
        words.push({ text, behind: formulas.length });
      }
    } else if (cell) this.cell(cell, item.paragraph).formulas.push({ span: this.spans.length, statements: this.read(item.span) });
    else this.math(item.span, item.paragraph);
  }

  result(): ReadNote {
    this.endTable();
    const { spans, chains, loose, sectionOf, sentences, sections, listings, rows, steps, holes } = this;
    const statements = [...sectionOf.keys()];
    return { spans, chains, loose, statements, sectionOf, sentences, sections, listings, rows, steps, holes };
  }

  private cell({ table, row, column }: Cell, paragraph: number): OpenCell {
    this.table ??= { number: table, cells: new Map() };
    const { cells } = this.table;
    const known = cells.get(paragraph);
    if (known) return known;
    const made = { row, column, paragraph, words: [], formulas: [] };
    cells.set(paragraph, made);
    return made;
  }

  /** Takes what the table says that ends here, each row that has names of its own in a section of its own. */
  private endTable(): void {
    const cells = [...(this.table?.cells.values() ?? [])];
    this.table = undefined;
    for (const { said, scope } of readTable(cells, this.join)) {
      const outer = this.section;
      if (scope !== 'none') {
        this.section = this.sections.length;
        this.sections.push(outer);
        this.rows.set(this.section, scope);
      }
      for (const one of said) this.said(one);
      if (scope === 'none') continue;
      this.section = outer;
      this.last = undefined;
      this.alone = undefined;
    }
  }

  /** The pieces of a function in a cell as one formula, in a span of its own. */
  private readonly join: Join = ({ words, formulas }) => {
    const textAt = (behind: number): string => flatMap(words, (each) => (each.behind === behind ? [each.text] : [])).join('');
    const pieces = formulas.map(
      ({ span, statements }, at): CellPiece => ({ span: this.spans[span] as Span, statements, behind: textAt(at + 1) }),
    );
    const found = textAt(0).trim() === '' ? casesIn(pieces, this.texts[pieces[0]?.span.part ?? 0] ?? '') : undefined;
    return found && { span: this.spans.push(found.span) - 1, statements: [found.statement] };
  };

  /** A statement of a table, which the head of a column may begin. */
  private said({ statement: written, span, paragraph, head }: Said): void {
    if (head === undefined) {
      this.statement(written, span, paragraph);
      return;
    }
    const statement = plainly(written);
    const [first, ...rest] = statement.members;
    if (first === undefined) return;
    const relation = first.relation ?? { sign: '=', range: { start: first.range.start, end: first.range.start } };
    const members = [{ ...first, relation }, ...rest];
    this.sectionOf.set({ ...statement, members: [{ node: head.node, range: head.range }, ...members], continues: false }, this.section);
    const chain = this.begin({ ...head, conditions: [], continues: false }, paragraph);
    this.extend(
      chain,
      members.map((member) => placed(member, statement, span)),
    );
  }

  private heading(level: number): void {
    while (this.open.length > 0 && level <= (this.open[this.open.length - 1] as { level: number }).level) this.open.pop();
    const parent = this.open[this.open.length - 1]?.section ?? 0;
    this.section = this.sections.length;
    this.sections.push(parent);
    this.open.push({ level, section: this.section });
    this.alone = undefined;
    this.last = undefined;
  }

  private math(span: Span, paragraph: number): void {
    const number = this.spans.length;
    this.spans.push(span);
    if (span.kind === 'listing') {
      const outer = this.section;
      this.section = this.sections.length;
      this.sections.push(outer);
      this.listings.add(this.section);
      const { statements, unread } = readListing(span.tex);
      for (const statement of withListedAdjoints(statements, unread, this.wordsAround(span))) this.statement(statement, number, paragraph);
      this.section = outer;
      this.last = undefined;
      return;
    }
    for (const statement of this.statementsOf(span, number)) this.statement(statement, number, paragraph);
  }

  /** What stands in a span and near it, on both sides. */
  private wordsAround({ part, range }: Span): string {
    const [before, own, behind] = [part - 1, part, part + 1].map((at) => this.texts[at] ?? '') as [string, string, string];
    const here = own.slice(Math.max(0, range.start - near), range.end + near);
    return [before.slice(-near), here, behind.slice(0, near)].join('\n');
  }

  /** The statements of a span that is taken up. */
  private read(span: Span): readonly Statement[] {
    const number = this.spans.length;
    this.spans.push(span);
    return this.statementsOf(span, number);
  }

  private statementsOf(span: Span, number: number): readonly Statement[] {
    const block = this.reader.read(span, this.macros);
    this.macros = block.macros;
    for (const hole of block.holes) this.holes.push({ span: number, hole });
    return block.statements;
  }

  /** “`o` is `\sigma(\theta)`”, “write `o` for `\sigma(\theta)`”, “the derivative of `\sigma(x)` is …”: two formulas that words set equal. */
  private asSaid(statement: Statement, span: number, paragraph: number): Statement {
    const [member] = statement.members;
    const { alone } = this;
    const head = alone?.statement.members[0];
    if (!member || statement.members.length !== 1 || statement.continues || !head || !alone || alone.span !== span - 1) return statement;
    const said = this.sentences.filter(({ spans }) => spans === span).map(({ text }) => text);
    if (alone.paragraph !== paragraph || said.length !== 1) return statement;
    const [between = ''] = said;
    const before = this.sentences.filter(({ spans }) => spans === span - 1).at(-1)?.text ?? '';
    const isDerivative = isWord.test(between) && derivativeWords.test(before);
    const isShort = short.test(between) && writes.test(before);
    const isName = isShort ? symbolOf(head.node) !== undefined : isWord.test(between) && head.node.kind === 'symbol';
    const node = isDerivative ? derivativeOf(head.node) : isName ? head.node : undefined;
    if (node === undefined || !(isDerivative || isFormula(member.node))) return statement;
    const at = { start: member.range.start, end: member.range.start };
    this.alone = { ...alone, statement: { ...alone.statement, members: [{ ...head, node }] } };
    return { ...statement, members: [{ ...member, relation: { sign: 'is', range: at } }], continues: true };
  }

  private statement(written: Statement, span: number, paragraph: number): void {
    const statement = this.asSaid(this.reader.plainly(written), span, paragraph);
    const cut = statement.members.findIndex((_, position) => this.isBroken(statement, position, span) || isFollowed(statement, position));
    if (0 < cut) {
      const [before, after] = [statement.members.slice(0, cut), withoutRelation(statement.members.slice(cut))];
      this.statement({ ...statement, members: before, reasons: [] }, span, paragraph);
      this.statement({ ...statement, members: after, continues: false }, span, paragraph);
      return;
    }
    this.sectionOf.set(statement, this.section);
    const members = statement.members.map((member) => placed(member, statement, span));
    const [first] = members;
    if (statement.continues && first?.relation && !this.isBroken(statement, 0, span) && !this.isOfWords(statement, span, paragraph)) {
      const chain = this.continued(paragraph);
      if (chain) {
        this.extend(chain, [{ ...first, continues: true }, ...members.slice(1)]);
        this.finish(statement, span, paragraph, chain);
        return;
      }
    }
    if (members.length < 2 || first === undefined) {
      if (first) {
        this.loose.push({ node: first.node, span });
        this.alone = { statement, span, paragraph };
      }
      this.finish(statement, span, paragraph);
      return;
    }
    const chain = this.begin(first, paragraph);
    this.extend(chain, members.slice(1));
    this.finish(statement, span, paragraph, chain);
  }

  /** Whether words stand in front of the relation of a member (`\text{weighted sum} &= …`): they are its other side. */
  private isBroken(statement: Statement, position: number, span: number): boolean {
    const member = statement.members[position];
    if (member?.relation === undefined) return false;
    const from = statement.members[position - 1]?.range.end ?? 0;
    const between = this.spans[span]?.tex.slice(from, member.relation.range.start) ?? '';
    const row = between.slice(Math.max(between.lastIndexOf('\\\\'), 0));
    return /&\s*$/.test(row) && /\\(?:text|mathrm|mbox|textbf|textit)\s*\{[^}]*[A-Za-z]{2}/.test(row);
  }

  /** “The output is `= 1`”: a number that is said of the words in front of it. */
  private isOfWords({ members: [first] }: Statement, span: number, paragraph: number): boolean {
    const isNumber =
      first?.node.kind === 'number' || (first?.node.kind === 'sum' && first.node.terms.every(({ node }) => node.kind === 'number'));
    // `the area $= 50 m^2$, the distance $= 600 m$`: what goes on with nothing is said of words, and so is the next.
    const { alone } = this;
    const isNext = alone?.statement.continues === true && alone.paragraph === paragraph && this.spans[alone.span]?.kind === 'inline';
    if (!(isNumber || isNext) || this.spans[span]?.kind !== 'inline') return false;
    return this.sentences.some(({ spans, paragraph: own, text }) => spans === span && own === paragraph && letterPair.test(text));
  }

  /** The chain that a block which begins with a relation goes on with: the head that stands alone before it, or the last chain. */
  private continued(paragraph: number): Chain | undefined {
    const { alone } = this;
    const head = alone?.statement.members[0];
    if (alone && head && paragraph - alone.paragraph <= 1) return this.begin(placed(head, alone.statement, alone.span), paragraph);
    return this.last?.section === this.section ? this.last : undefined;
  }

  private begin(first: ChainMember, paragraph: number): Chain {
    const { relation: _, ...head } = first;
    const chain: Chain = {
      id: this.chains.length,
      members: [head],
      section: this.section,
      paragraph,
      orders: [],
    };
    this.chains.push(chain);
    return chain;
  }

  private extend(chain: Chain, members: readonly ChainMember[]): void {
    for (const member of members) {
      chain.members.push(member);
      chain.orders.push(this.steps++);
    }
  }

  private finish(statement: Statement, span: number, paragraph: number, chain?: Chain): void {
    if (chain) {
      this.last = chain;
      this.alone = undefined;
    }
    const { alone, last } = this;
    for (const reason of statement.reasons) this.statement(reason, span, paragraph);
    this.alone = alone;
    this.last = last;
  }
}

function placed(member: ReadMember, statement: Statement, span: number): ChainMember {
  const { node, range, relation } = member;
  const { conditions } = statement;
  return relation ? { node, range, span, relation, conditions, continues: false } : { node, range, span, conditions, continues: false };
}
