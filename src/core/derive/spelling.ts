import type { WholeSpelling } from '../algebra/to-tensor.ts';
import type { Decider } from '../check/decide.ts';
import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { functionByName } from '../functions/index.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
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
export class NoteSpelling implements WholeSpelling {
  readonly isExponentialPower: boolean;
  readonly differential: '\\partial ' | 'd';
  private readonly decider: Decider;
  private readonly indices: Indices;
  private readonly wholes = new Map<FamilyKey, string>();
  private readonly templates = new Map<FamilyKey, Template>();
  private readonly commands = new Map<string, string>();
  private readonly taken: ReadonlySet<string>;
  private readonly asked = new Map<IndexId, string>();

  constructor(decider: Decider, indices: Indices) {
    this.decider = decider;
    this.indices = indices;
    let powers = 0;
    const { note, members } = decider.meaning;
    for (const chain of note.chains) {
      for (const [position, member] of chain.members.entries()) {
        const text = note.spans[member.span]?.tex ?? '';
        for (const node of walk(members[chain.id]?.[position] ?? nothing)) {
          if (node.at === undefined) continue;
          const written = text.slice(node.at.start, node.at.end);
          if (node.kind === 'ref') this.note(node.family, node, written);
          if (node.kind === 'apply' && node.fn === 'exp') powers += /^\{?e\s*\^/.test(written) ? 1 : -1;
          const head = node.kind === 'apply' && !this.commands.has(node.fn) ? heads.exec(written)?.[0] : undefined;
          if (node.kind === 'apply' && head !== undefined && !/^\\(?:left|frac|sqrt|max|min)$/.test(head) && head !== 'e')
            this.commands.set(node.fn, head);
        }
      }
    }
    const all = note.spans.map(({ tex }) => tex).join(' ');
    this.isExponentialPower = 0 <= powers;
    this.differential = /\\frac\s*\{\s*(?:d|\\mathrm\{d\})\b/.test(all) && !/\\partial/.test(all) ? 'd' : '\\partial ';
    this.taken = new Set([...decider.meaning.vocabulary.bases, ...decider.meaning.vocabulary.sizes, ...decider.meaning.vocabulary.alone]);
  }

  name(family: FamilyKey, slots: readonly string[], primes: number): string {
    const template = this.templates.get(family);
    if (template === undefined || primes > 0) return printName(family, slots, primes);
    return template.pieces.reduce((text, piece, at) => {
      const slot = slots[at - 1] ?? '';
      const isBare = /[_^]$/.test(text) && slot.length > 1;
      return `${text}${isBare ? `{${slot}}` : slot}${piece}`;
    });
  }

  whole(family: FamilyKey, slots: readonly string[]): string | undefined {
    return slots.length > 0 || this.templates.has(family) ? undefined : this.wholes.get(family);
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
    if (fn === 'sigmoid' && !this.taken.has('\\sigma')) return '\\sigma';
    if (standardCommands.has(`\\${fn}`)) return `\\${fn}`;
    const command = functionByName.get(fn)?.latex.find((one) => /^\\[a-z]+$/.test(one) && standardCommands.has(one));
    return command ?? `\\operatorname{${fn}}`;
  }

  delta(left: string, right: string): string | undefined {
    const { vocabulary, definitions } = this.decider.meaning;
    if (vocabulary.isDeltaShared || definitions.has(familyKey('\\delta', '', 2)) || definitions.has(familyKey('\\delta', '', 1)))
      return undefined;
    return `\\delta_{${left}${right}}`;
  }

  /** Gives an index a letter that was asked for. */
  ask(id: IndexId, letter: string): void {
    this.asked.set(id, letter);
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

  /** The letters of the slots of a family. */
  lettersOf(family: FamilyKey): readonly string[] {
    return this.slotsOf(family).map((id) => (id === undefined ? '' : (this.decider.meaning.letters[id] ?? '')));
  }

  /** The indices that the author gives to the slots of a family. */
  slotsOf(family: FamilyKey): readonly (IndexId | undefined)[] {
    return this.templates.get(family)?.ids ?? [];
  }

  private note(family: FamilyKey, { slots, at }: Expr & { kind: 'ref' }, written: string): void {
    if (at === undefined) return;
    if (slots.length > 0 && !this.wholes.has(family) && slots.every((term) => term.at === undefined) && isNamed(written))
      this.wholes.set(family, written);
    if (this.templates.has(family)) return;
    const pieces: string[] = [];
    let from = 0;
    for (const slot of slots) {
      if (slot.at === undefined || slot.at.start < at.start + from || at.end < slot.at.end) return;
      pieces.push(written.slice(from, slot.at.start - at.start));
      from = slot.at.end - at.start;
    }
    pieces.push(written.slice(from));
    if (!isNamed(pieces.join('i'))) return;
    this.templates.set(family, { pieces, ids: slots.map((term) => (term.kind === 'index' ? term.id : undefined)) });
  }
}

const nothing: Expr = { kind: 'number', value: 0, decimals: 0 };

const standardCommands: ReadonlySet<string> = new Set([
  ...['\\exp', '\\log', '\\ln', '\\sin', '\\cos', '\\tan', '\\cot', '\\sec', '\\csc', '\\arcsin', '\\arccos', '\\arctan'],
  ...['\\sinh', '\\cosh', '\\tanh', '\\coth', '\\max', '\\min', '\\det'],
]);

/** Whether a text is one name: what a macro brings in may be more than one. */
function isNamed(text: string): boolean {
  return text.trim() !== '' && !/[+=&]|\\(?:frac|sum|left|right)\b|^\(/.test(text);
}
