import { attempted, type Derived } from '../algebra/derive.ts';
import type { Variable } from '../algebra/differentiate.ts';
import type { Grounds, Subject } from '../algebra/grounds.ts';
import { termKey } from '../algebra/key.ts';
import { renamed } from '../algebra/rename.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition } from '../check/definition.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Asked } from './asked.ts';
import type { Logarithms } from './logarithms.ts';
import type { Candidate } from './names.ts';
import type { Indices } from './note-book.ts';
import type { NoteSpelling } from './spelling.ts';

/** What is differentiated and by what, at indices of their own with the letters that are asked for. */
export class Subjects {
  private readonly decider: Decider;
  private readonly spelling: NoteSpelling;
  private readonly indices: Indices;
  private readonly logarithms: Logarithms;

  constructor(decider: Decider, spelling: NoteSpelling, indices: Indices, logarithms: Logarithms) {
    this.decider = decider;
    this.spelling = spelling;
    this.indices = indices;
    this.logarithms = logarithms;
  }

  /** A definition's own left side, with the letters and numbers that are asked for. */
  of({ definition: { family: name, head, params }, letters = [], isLogarithm }: Candidate): Subject {
    const family = isLogarithm ? this.logarithms.of(name) : name;
    // New indices, so that the variable may have the same ones and its formula none of them.
    const slots = head.map((own, at): IndexTerm => {
      const letter = letters[at];
      if (typeof letter === 'number') return { kind: 'value', value: letter };
      const id = this.indices.fresh(own);
      if (letter !== undefined && letter !== '') this.spelling.ask(id, letter);
      return plain(id);
    });
    if (params === undefined) return { kind: 'ref', family, slots };
    const args = params.map((param): Expr => {
      const name: Expr = { kind: 'ref', family: param.family, slots: param.slots.map(plain) };
      return param.isWhole ? { kind: 'array', indices: param.slots, body: name } : name;
    });
    return { kind: 'call', fn: family, args, order: 0, slots };
  }

  /** The variable that is asked for. */
  variable(asked: Asked, of: Subject, { definition }: Candidate, grounds: Grounds): Variable {
    const { family, ...rest } = asked;
    const slots = this.slotsFor(family, rest, of, definition);
    return { kind: 'ref', family, slots: this.spelling.isWhole(family) ? slots : this.selected(family, rest, slots, grounds) };
  }

  /** The indices of a variable of which all values are meant: as the text says, or else as the author writes it most; undefined where one entry is. */
  runningIn({ by }: Derived, asked: FamilyKey | Asked): readonly IndexId[] | undefined {
    const { family, letters } = typeof asked === 'string' ? { family: asked } : asked;
    const all = [...freeIndices(by)];
    if (letters === undefined) return by.slots.length === 0 || this.spelling.isWhole(family) ? all : this.rowOf(by);
    if (letters.every((letter) => letter === '')) return all;
    const running = by.slots.flatMap((term, at) => (term.kind === 'index' && letters[at] === '' ? [term.id] : []));
    return running.length === 0 ? undefined : running;
  }

  /** The indices of a variable behind those that the author writes, where he writes it so: all entries of `\mathbf c_j`. */
  private rowOf({ family, slots }: Variable): readonly IndexId[] | undefined {
    const ids = slots.map((term) => (term.kind === 'index' ? term.id : undefined));
    const fronts = slots.map((_, at) => at + 1).slice(0, -1);
    const front = fronts.find((count) => this.spelling.whole(family, ids.slice(0, count).map(String)) !== undefined);
    const rest = front === undefined ? [] : ids.slice(front);
    return front === undefined || ids.includes(undefined) ? undefined : rest.flatMap((id) => id ?? []);
  }

  /** Indices for a variable: those that the author writes there, as new ones, but for those that what is differentiated has too. */
  private slotsFor(
    family: FamilyKey,
    { letters = [], shared, selected }: Omit<Asked, 'family'>,
    of: Subject,
    { head }: Definition,
  ): readonly IndexTerm[] {
    const { arity } = partsOfKey(family);
    const own = this.spelling.slotsOf(family);
    return Array.from({ length: arity }, (_, at): IndexTerm => {
      const value = selected?.[at];
      if (value !== undefined) return { kind: 'by', of: renamed(value, head, of.slots) };
      const asked = letters[at];
      if (typeof asked === 'number') return { kind: 'value', value: asked };
      const same = shared ? of.slots[shared[at] ?? -1] : this.named(of, asked, family, at);
      if (same !== undefined) return same;
      const id = this.indices.fresh(own[at] ?? this.spelling.indexAt(family, at));
      if (asked !== undefined && asked !== '') this.spelling.ask(id, asked);
      return plain(id);
    });
  }

  /** An index of what is differentiated that has a letter and runs over a slot: `\partial y_i / \partial s_i` asks for the diagonal. */
  private named(of: Subject, letter: string | undefined, family: FamilyKey, position: number): IndexTerm | undefined {
    const { axes, letters } = this.decider.meaning;
    const isCalled = (id: IndexId): boolean =>
      (this.spelling.askedFor(id) ?? letters[this.indices.origin(id)]) === letter &&
      axes.ofIndex(this.indices.origin(id)) === axes.ofSlot(family, position);
    const found = letter === undefined ? undefined : [...freeIndices(of)].find(isCalled);
    return found === undefined ? undefined : plain(found);
  }

  /** Indices for a variable with those that a number of the notes selects wherever the formulas have it: `J = (y_n - t_n)^2` of some `n`. */
  private selected(
    family: FamilyKey,
    { letters }: Omit<Asked, 'family'>,
    slots: readonly IndexTerm[],
    grounds: Grounds,
  ): readonly IndexTerm[] {
    const names = attempted(() => grounds.bodies.flatMap(walk), []).flatMap((node) => (node.kind === 'ref' ? [node] : []));
    const uses = names.filter((node) => node.family === family);
    const numbers = names.flatMap((node) => node.slots.filter(isNumbered));
    return slots.map((own, at) => {
      if (own.kind !== 'index') return own;
      const [first, ...others] = uses.map((use) => use.slots[at]);
      const isOne = first !== undefined && isNumbered(first) && others.every((other) => other && termKey(other) === termKey(first));
      const letter = letters?.[at] ?? (isOne ? undefined : this.decider.meaning.letters[this.indices.origin(own.id)]);
      if (isOne && letter === undefined) return plainly(first);
      return numbers.map(plainly).find(({ of }) => of.kind === 'ref' && partsOfKey(of.family).base === letter) ?? own;
    });
  }
}

type Numbered = IndexTerm & { readonly kind: 'by' };

/** Whether a number that has a name selects an index. */
function isNumbered(term: IndexTerm): term is Numbered {
  return term.kind === 'by' && term.of.kind === 'ref' && term.of.slots.length === 0;
}

function plainly({ of }: Numbered): Numbered {
  return { kind: 'by', of };
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}
