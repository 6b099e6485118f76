import type { Spelling } from '../algebra/tex.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition } from '../check/definition.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { functionByName } from '../functions/index.ts';
import type { Syntax } from '../latex/syntax.ts';
import { walkSyntax } from '../latex/walk.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import type { Range } from '../text/range.ts';
import type { Logarithms } from './logarithms.ts';
import type { Indices } from './note-book.ts';

/** A member of a family as the author writes it: the text around its slots. */
interface Template {
  readonly pieces: readonly string[];
  /** The index in each slot there. */
  readonly ids: readonly (IndexId | undefined)[];
}

/** Letters that an index may get where the notes have none for it. */
const spare = ['i', 'j', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 'u', 'v'];
/** A function name in front of its argument. */
const heads = /^(?:\\operatorname\*?\s*\{[^{}]*\}|\\(?:mathrm|text|textrm|mathsf)\s*\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z]+)/;

/** How the author of a note writes names, functions and indices, from what stands in it. */
export class NoteSpelling implements Spelling {
  readonly isSlashed: boolean;
  readonly isSlashedInside: boolean;
  readonly isExponentialPower: boolean;
  readonly differential: '\\partial ' | 'd';
  /** Whether gradients are written with a nabla rather than as fractions. */
  readonly isNabla: boolean;
  private readonly decider: Decider;
  private readonly indices: Indices;
  private readonly wholes = new Map<FamilyKey, string>();
  /** What is whole but for its slots in front (`x_i` for a row of `X`), by family and their number. */
  private readonly rows = new Map<string, Template>();
  /** Single entries that the author writes without their numbers (`y` for `y_1` of a network with one output), by family and slots. */
  private readonly bare = new Map<string, string>();
  private isBare = false;
  /** What shares of exponentials are called, and whether of an entry (`\mathrm{softmax}(z_i)`) or of all (`\mathrm{softmax}(z)_i`). */
  private shares: { readonly head: string; readonly isOfEntries: boolean } | undefined;
  private isShared = false;
  /** The letters of whole vectors and matrices of single layers: `W` for `w`. */
  private readonly wholeLetters = new Map<string, string>();
  /** How often a family is written as a whole, less how often by its entries. */
  private readonly balance = new Map<FamilyKey, number>();
  private readonly templates = new Map<FamilyKey, Template>();
  /** How functions of the notes are written, and Kronecker deltas. */
  private readonly functions = new Map<FamilyKey, string>();
  /** What stands between their arguments. */
  private readonly between = new Map<FamilyKey, readonly string[]>();
  readonly norm: readonly [open: string, close: string] | undefined;
  readonly matrixNorm: readonly [open: string, close: string] | undefined;
  aboveZero: readonly [open: string, close: string] | undefined;
  private deltas: Template | undefined;
  private readonly commands = new Map<string, string>();
  private readonly taken: ReadonlySet<string>;
  private readonly asked = new Map<IndexId, string>();
  private other: ((family: FamilyKey) => FamilyKey) | undefined;

  private readonly logarithms: Logarithms;

  constructor(decider: Decider, indices: Indices, logarithms: Logarithms) {
    this.logarithms = logarithms;
    this.decider = decider;
    this.indices = indices;
    let powers = 0;
    let slashes = 0;
    let slashesInside = 0;
    // The names in a derivative that is written as one name (`dW`) stand nowhere.
    const made = new Set<Expr>();
    const { note, members } = decider.meaning;
    for (const chain of note.chains) {
      if (chain.isInstance) {
        for (const [position, { span }] of chain.members.entries())
          this.noteOpen(members[chain.id]?.[position] ?? nothing, note.spans[span]?.tex ?? '');
        continue;
      }
      for (const [position, member] of chain.members.entries()) {
        const text = note.spans[member.span]?.tex ?? '';
        this.noteShares(member.node, text);
        for (const node of walk(members[chain.id]?.[position] ?? nothing)) {
          if (node.kind === 'partial') for (const name of [node.of, node.wrt]) if (isSamePlace(name, node)) made.add(name);
          if (node.at === undefined || made.has(node)) continue;
          const written = text.slice(node.at.start, node.at.end);
          if (node.kind === 'ref') this.note(node.family, node, written);
          if (node.kind === 'apply' && node.fn === 'relu') this.aboveZero ??= bracketsOf(written);
          if (node.kind === 'delta') this.deltas ??= templateOf([node.left, node.right], node.at, written);
          if (node.kind === 'call' && node.slots.length === 0 && !this.functions.has(node.fn)) this.noteFunction(node.fn, written);
          if (node.kind === 'call' && 1 < node.args.length && !this.between.has(node.fn))
            this.between.set(node.fn, separatorsOf(node.args, text));
          if (node.kind === 'apply' && node.fn === 'exp') powers += /^\{?e\s*\^/.test(written) ? 1 : -1;
          if (node.kind === 'power' && node.base.kind === 'divide') slashes += isSlashed(written) ? 1 : -1;
          const argument = node.kind === 'apply' && node.args[0]?.kind === 'divide' ? node.args[0].at : undefined;
          if (argument) slashesInside += isSlashed(text.slice(argument.start, argument.end)) ? 1 : -1;
          const head = node.kind === 'apply' && !this.commands.has(node.fn) ? heads.exec(written)?.[0] : undefined;
          if (node.kind === 'apply' && head !== undefined && !/^\\(?:left|frac|sqrt|max|min)$/.test(head) && head !== 'e')
            this.commands.set(node.fn, head);
        }
      }
    }
    const all = note.spans.map(({ tex }) => tex).join(' ');
    this.norm = normIn(all, /^(?:_\s*\{?\s*2\s*\}?)?$/);
    this.matrixNorm = normIn(all, /^_\s*\{?\s*(?:F|\\(?:mathrm|text)\s*\{\s*F\s*\})\s*\}?$/);
    this.isExponentialPower = 0 <= powers;
    this.isSlashed = 0 < slashes;
    this.isSlashedInside = 0 < slashesInside;
    this.differential = /\\frac\s*\{\s*(?:d|\\mathrm\{d\})\b/.test(all) && !/\\partial/.test(all) ? 'd' : '\\partial ';
    this.isNabla = (all.match(/\\frac\s*\{\s*(?:d|\\partial)\b/g)?.length ?? 0) < (all.match(/\\nabla\b/g)?.length ?? 0);
    const { bases, sizes, dimensions, alone } = decider.meaning.vocabulary;
    // The `k` of a name `d_k` is no index, and would be taken for one if an index had that letter.
    const below = members
      .flat()
      .flatMap(walk)
      .flatMap((node) => (node.kind === 'ref' ? (partsOfKey(node.family).label.match(/(?<=_)[a-z](?=,|$)/g) ?? []) : []));
    this.taken = new Set([...bases, ...sizes, ...dimensions, ...alone, ...below]);
  }

  /** What is written while some families are called otherwise: by the letter of a layer instead of its number. */
  calling<T>(other: (family: FamilyKey) => FamilyKey, write: () => T): T {
    const before = this.other;
    this.other = other;
    try {
      return write();
    } finally {
      this.other = before;
    }
  }

  /** What is written with single entries without their numbers, where the author writes them so somewhere; undefined where that is nowhere. */
  barely(write: () => string): string | undefined {
    if (this.bare.size === 0) return undefined;
    this.isBare = true;
    try {
      return write();
    } finally {
      this.isBare = false;
    }
  }

  /** What is written with shares of exponentials by the author's name for them; undefined where there is none. */
  sharing(write: () => string): string | undefined {
    if (this.shares === undefined) return undefined;
    this.isShared = true;
    try {
      return write();
    } finally {
      this.isShared = false;
    }
  }

  share(whole: string | undefined, entry: string, letter: string): string | undefined {
    if (!this.isShared || this.shares === undefined) return undefined;
    const { head, isOfEntries } = this.shares;
    if (isOfEntries) return `${head}(${entry})`;
    return whole === undefined ? undefined : `${head}(${whole})_${letter.length === 1 ? letter : `{${letter}}`}`;
  }

  name(family: FamilyKey, slots: readonly string[], primes: number): string {
    const inside = this.logarithms.insideOf(family);
    if (inside !== undefined) return `${this.command('log')} ${this.name(inside, slots, primes)}`;
    const bare = this.isBare && primes === 0 ? this.bare.get(`${family} ${slots.join()}`) : undefined;
    if (bare !== undefined) return bare;
    const called = this.other?.(family) ?? family;
    if (called !== family) return printName(called, slots, primes);
    const command = this.functions.get(family);
    if (command !== undefined && slots.length === 0) return `${command}${"'".repeat(primes)}`;
    const template = this.templates.get(family);
    return template === undefined || primes > 0 ? printName(family, slots, primes) : filled(template, slots);
  }

  whole(family: FamilyKey, slots: readonly string[]): string | undefined {
    if (slots.length > 0) {
      const row = this.rows.get(`${family} ${slots.length}`);
      return row && filled(row, slots);
    }
    const called = this.other?.(family) ?? family;
    const whole = this.wholes.get(family);
    return whole === undefined || called === family ? whole : this.wholeName(called);
  }

  /** Whether the author writes a family as a whole rather than by its entries. */
  isWhole(family: FamilyKey): boolean {
    return 0 < (this.balance.get(family) ?? 0);
  }

  /** Whether the author writes a family by whole rows, and never by its entries. */
  isOfRows(family: FamilyKey): boolean {
    const { arity } = partsOfKey(family);
    const hasRows = Array.from({ length: arity }, (_, count) => this.rows.has(`${family} ${count}`)).includes(true);
    return hasRows && !this.templates.has(family);
  }

  separators(fn: FamilyKey): readonly string[] {
    return this.between.get(this.logarithms.insideOf(fn) ?? fn) ?? [];
  }

  powerOf(fn: FamilyKey, at: number): number | undefined {
    return this.decider.meaning.vocabulary.powered.get(partsOfKey(fn).base)?.get(at);
  }

  takesPower(family: FamilyKey): boolean {
    const { base, label } = partsOfKey(family);
    const { labelled, sampled } = this.decider.meaning.vocabulary;
    const isRaised = label.split(',').some((piece) => piece !== '' && !piece.startsWith('_'));
    return !isRaised && !labelled.has(base) && !sampled.has(base) && !/\^/.test(this.name(family, [], 0));
  }

  command(fn: string): string {
    const known = this.commands.get(fn);
    if (known !== undefined) return known;
    const { applied, functionHeads } = this.decider.meaning.vocabulary;
    // Beside the letter of the gamma function that of the digamma function is read as what it is.
    if (
      fn === 'digamma' &&
      this.commands.get('gamma') === '\\Gamma' &&
      ![applied, functionHeads, this.taken].some((all) => all.has('\\psi'))
    )
      return '\\psi';
    if (fn === 'sigmoid' && !this.taken.has('\\sigma')) return '\\sigma';
    if (standardCommands.has(`\\${fn}`)) return `\\${fn}`;
    const command = functionByName.get(fn)?.latex.find((one) => /^\\[a-z]+$/.test(one) && standardCommands.has(one));
    return command ?? `\\operatorname{${fn}}`;
  }

  delta(left: string, right: string): string | undefined {
    if (this.deltas) return filled(this.deltas, [left, right]);
    const { vocabulary, definitions } = this.decider.meaning;
    for (const [family, [only, ...others]] of definitions)
      if (only && others.length === 0 && isKronecker(only)) return this.name(family, [left, right], 0);
    if (vocabulary.isDeltaShared || definitions.has(familyKey('\\delta', '', 2)) || definitions.has(familyKey('\\delta', '', 1)))
      return undefined;
    return `\\delta_{${left}${right}}`;
  }

  /** Gives an index a letter that was asked for. */
  ask(id: IndexId, letter: string): void {
    this.asked.set(id, letter);
  }

  /** The letter that was asked for, if one was. */
  askedFor(id: IndexId): string | undefined {
    return this.asked.get(id);
  }

  letter(id: IndexId, taken: ReadonlySet<string>): string {
    const { letters, axes } = this.decider.meaning;
    const origin = this.indices.origin(id);
    const own = this.asked.get(id) ?? letters[origin] ?? '';
    if (own !== '' && !taken.has(own)) return own;
    const isFree = (letter: string): boolean =>
      letter !== '' && !taken.has(letter) && !(this.taken.has(letter) && !letters.includes(letter));
    const axis = axes.ofIndex(origin);
    for (const [other, letter] of letters.entries()) if (isFree(letter) && axes.ofIndex(other) === axis) return letter;
    return spare.find((letter) => isFree(letter) && !letters.includes(letter)) ?? spare.find(isFree) ?? 'x';
  }

  /** The letters of the slots of a family: those that the author has there, else those of other indices that run over them. */
  lettersOf(family: FamilyKey): readonly string[] {
    const { letters } = this.decider.meaning;
    const found: string[] = [];
    for (const [at, id] of this.slotsOf(family).entries())
      found.push((id === undefined ? '' : letters[id]) || this.letter(this.indexAt(family, at), new Set(found)));
    return found;
  }

  /** An index of the notes that runs over a slot. */
  indexAt(family: FamilyKey, position: number): IndexId {
    const { axes, letters } = this.decider.meaning;
    const wanted = axes.ofSlot(family, position);
    return letters.findIndex((_, id) => axes.ofIndex(id) === wanted);
  }

  /** The indices that the author gives to the slots of a family. */
  slotsOf(family: FamilyKey): readonly (IndexId | undefined)[] {
    return this.templates.get(family)?.ids ?? [];
  }

  private noteShares(formula: Syntax, text: string): void {
    if (this.shares !== undefined) return;
    for (const node of walkSyntax(formula)) {
      if (node.kind !== 'function' || node.name !== 'softmax') continue;
      const [operand] = node.operands;
      const of = operand?.kind === 'group' ? operand.body : operand;
      this.shares = { head: text.slice(node.head.start, node.head.end), isOfEntries: of?.kind === 'scripts' && of.sub !== undefined };
      return;
    }
  }

  private note(family: FamilyKey, { slots, at }: Expr & { kind: 'ref' }, written: string): void {
    if (at === undefined) return;
    const isWhole = slots.length > 0 && slots.every((term) => term.at === undefined) && isNamed(written);
    if (isWhole && slots.every((term) => term.kind === 'value')) {
      this.bare.set(`${family} ${slots.map((term) => (term.kind === 'value' ? term.value : '')).join()}`, written);
      return;
    }
    if (isWhole && !this.wholes.has(family)) this.wholes.set(family, written);
    this.balance.set(family, (this.balance.get(family) ?? 0) + (isWhole ? 1 : -1));
    const front = slots.findIndex((term) => term.at === undefined);
    const isRow = 0 < front && slots.slice(front).every((term) => term.at === undefined);
    if (isRow) this.noteRow(family, slots.slice(0, front), at, written);
    const known = this.templates.get(family);
    if (known && !known.ids.includes(undefined)) return;
    const template = templateOf(slots, at, written);
    // Of `s_{i, y_i}` and `s_{ij}` the latter tells how two letters stand side by side.
    const isPlainer = known === undefined || template?.ids.includes(undefined) === false;
    if (template && isPlainer && isNamed(template.pieces.join('i'))) this.templates.set(family, template);
  }

  private noteRow(family: FamilyKey, front: readonly IndexTerm[], at: Range, written: string): void {
    const key = `${family} ${front.length}`;
    const template = this.rows.has(key) ? undefined : templateOf(front, at, written);
    if (template && isNamed(template.pieces.join('i'))) this.rows.set(key, template);
  }

  /** A layer that is left open is written with a letter, which is no name for one of them. */
  private noteOpen(member: Expr, text: string): void {
    for (const node of walk(member)) {
      if (node.kind !== 'ref' || node.slots.length === 0 || node.at === undefined) continue;
      const isWhole = node.slots.every((term) => term.at === undefined);
      const letter = isWhole
        ? /^(?:[A-Za-z]|\\[a-z]+\s*\{\\?[A-Za-z]+\}|\\[a-z]+\s*\\[A-Za-z]+|\\[A-Za-z]+)(?=\s*[_^])/.exec(
            text.slice(node.at.start, node.at.end),
          )
        : null;
      if (letter) this.wholeLetters.set(partsOfKey(node.family).base, letter[0]);
      const written = text.slice(node.at.start, node.at.end);
      const isPlain = !/[_^]/.test(written) && isNamed(written);
      if (isWhole && !this.wholes.has(node.family)) this.wholes.set(node.family, isPlain ? written : this.wholeName(node.family));
      this.balance.set(node.family, (this.balance.get(node.family) ?? 0) + (isWhole ? 1 : -1));
    }
  }

  /** The name of a whole vector or matrix of some layer. */
  private wholeName(family: FamilyKey): string {
    const { base, label } = partsOfKey(family);
    const letter = this.wholeLetters.get(base);
    return letter === undefined ? printName(family, []) : `${letter}${printName(familyKey('', label, 0), [])}`;
  }

  private noteFunction(family: FamilyKey, written: string): void {
    const command = /^\\[A-Za-z]+(?=\s*(?:[({ A-Za-z]|\\))/.exec(written)?.[0];
    const word = /^(?:\\(?:operatorname\*?|mathrm|mathsf|mathit|text|textrm)\s*\{[A-Za-z]+\}|[A-Z]{2,})(?=\s*(?:\\left\s*)?\()/.exec(
      written,
    )?.[0];
    if (word !== undefined || (command !== undefined && standardCommands.has(command)))
      this.functions.set(family, word ?? (command as string));
  }
}

/** Whether a name is one where its two indices are equal, and nothing elsewhere. */
function isKronecker({ head, meaning, params }: Definition): boolean {
  if (head.length !== 2 || params !== undefined || meaning.kind !== 'formula' || meaning.body.kind !== 'cases') return false;
  const [same, other, ...more] = meaning.body.branches;
  const isOf = (term: IndexTerm): boolean => term.kind === 'index' && term.shift === 0 && head.includes(term.id);
  const { condition } = same ?? {};
  return (
    more.length === 0 &&
    same?.value.kind === 'number' &&
    same.value.value === 1 &&
    other?.value.kind === 'number' &&
    other.value.value === 0 &&
    condition?.kind === 'index-relation' &&
    condition.relation === '=' &&
    isOf(condition.left) &&
    isOf(condition.right)
  );
}

/** The text around the slots of a name; undefined where one does not stand in it. */
function templateOf(slots: readonly IndexTerm[], at: Range, written: string): Template | undefined {
  const pieces: string[] = [];
  let from = 0;
  for (const slot of slots) {
    if (slot.at === undefined || slot.at.start < at.start + from || at.end < slot.at.end) return undefined;
    pieces.push(written.slice(from, slot.at.start - at.start));
    from = slot.at.end - at.start;
  }
  pieces.push(written.slice(from));
  // The braces of `u_{n+m}` belong to what stands in them.
  for (const [n, slot] of slots.entries()) {
    const [before = '', after = ''] = pieces.slice(n, n + 2);
    const isLong = slot.at !== undefined && 1 < slot.at.end - slot.at.start;
    if (!isLong || !/[_^]\s*\{\s*$/.test(before) || !/^\s*\}/.test(after)) continue;
    pieces[n] = before.replace(/\s*\{\s*$/, '');
    pieces[n + 1] = after.replace(/^\s*\}/, '');
  }
  return { pieces, ids: slots.map((term) => (term.kind === 'index' ? term.id : undefined)) };
}

/** The signs of the first length in a text whose letter below is as a pattern says: none or a 2 for that of a vector, an F for that of a matrix. */
function normIn(text: string, which: RegExp): readonly [open: string, close: string] | undefined {
  const found = [
    ...text.matchAll(
      /(\\\||\\lVert(?![A-Za-z])|\\Vert(?![A-Za-z]))(.*?)(\\\||\\rVert(?![A-Za-z])|\\Vert(?![A-Za-z]))\s*(_\s*(?:\{[^{}]*\}|.))?/gs,
    ),
  ];
  const own = found.find(([, , , , below = '']) => which.test(below));
  const [, open, , close, below = ''] = own ?? [];
  return open === undefined || close === undefined
    ? undefined
    : [open === '\\|' ? open : `${open} `, `${close}${below.replace(/\s/g, '')}`];
}

/** Whether a quotient is written with a slash. */
function isSlashed(written: string): boolean {
  return /\//.test(written) && !/\\[dt]?frac(?![A-Za-z])/.test(written);
}

/** The brackets of `[1 - m]_+`; undefined where what is above zero is written otherwise. */
function bracketsOf(written: string): readonly [open: string, close: string] | undefined {
  const [, open] = /^(?:\\left|\\[bB]igg?l?)?\s*(\(|\[|\\\{).*_\s*\{?\s*\+/s.exec(written) ?? [];
  const close = open && { '(': ')', '[': ']', '\\{': '\\}' }[open];
  return open === undefined || close === undefined ? undefined : [open, close];
}

/** The signs between the arguments of a function in a text; none where something else than a sign stands between two of them. */
function separatorsOf(args: readonly Expr[], text: string): readonly string[] {
  const found = args.slice(1).map(({ at }, before) => {
    const from = args[before]?.at?.end;
    const sign = from === undefined || at === undefined || at.start < from ? '' : text.slice(from, at.start).trim();
    return /^(?:[,;:|]|\\(?:mid|vert|Vert|middle\s*\||\|))$/.test(sign) ? sign : undefined;
  });
  return found.every((sign) => sign !== undefined) ? found.map((sign) => (/^[,;]$/.test(sign) ? `${sign} ` : ` ${sign} `)) : [];
}

/** A name with texts in its slots. */
function filled({ pieces }: Template, slots: readonly string[]): string {
  return pieces.reduce((text, piece, at) => {
    const slot = slots[at - 1] ?? '';
    const isBare = /[_^]$/.test(text) && slot.length > 1;
    // `s_{i, y_i}`: side by side they could be taken for a product.
    const isJoined = piece === '' && at < slots.length && [slot, slots[at] ?? ''].some((one) => /[_^]/.test(one));
    return `${text}${isBare ? `{${slot}}` : slot}${isJoined ? ', ' : piece}`;
  });
}

const nothing: Expr = { kind: 'number', value: 0, decimals: 0 };

const standardCommands: ReadonlySet<string> = new Set([
  ...['\\exp', '\\log', '\\ln', '\\sin', '\\cos', '\\tan', '\\cot', '\\sec', '\\csc', '\\arcsin', '\\arccos', '\\arctan'],
  ...['\\sinh', '\\cosh', '\\tanh', '\\coth', '\\max', '\\min', '\\det'],
]);

function isSamePlace({ at: one }: Expr, { at: other }: Expr): boolean {
  return one !== undefined && other !== undefined && one.start === other.start && one.end === other.end;
}

/** Whether a text is one name: what a macro brings in may be more than one. */
function isNamed(text: string): boolean {
  // `\mathbf{k}_+`
  const bare = text.replace(/[_^]\s*(?:[+-]|\{\s*[+-]+\s*\})/g, '');
  return bare.trim() !== '' && !/[+=&]|\\(?:frac|sum|left|right)\b|^(?:[([]|\\\{)/.test(bare);
}
