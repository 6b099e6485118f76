import type { Condition, Expr, FamilyKey, IndexId } from '../../expr/expr.ts';
import type { SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import { nodesIn } from '../../latex/walk.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, type MessageId, message } from '../../text/message.ts';
import type { Range } from '../../text/range.ts';
import { type Direction, directionsOf } from '../differentials.ts';
import { nameOf } from '../names.ts';
import { fixedIn } from '../pairs.ts';
import type { Choice, Reading } from '../readings.ts';
import { labelText, lettersIn } from '../scripts.ts';
import { baseName, symbolOf } from '../symbols.ts';
import type { Lexicon } from './lexicon.ts';

/** A letter that a sum binds. `counts`: it may stand for its number; `value`: for a value of its own. */
interface Bound {
  readonly letter: string;
  readonly id: IndexId;
  readonly counts: boolean;
  readonly value?: Expr;
}

/** What the rules share while the formulas of one chain are given meaning: the names of the note, the letters in scope, the choices met. */
export abstract class Context {
  /** Letters that are free in the chain. */
  readonly free = new Map<string, IndexId>();
  /** Letters that are bound here, from the outside in. */
  readonly bound: Bound[] = [];
  /** Every choice met, for the search over readings. */
  readonly choices = new Map<string, Choice>();
  /** The families of which it was asked whether they are the head of a definition. */
  readonly asked = new Set<FamilyKey>();
  readonly lexicon: Lexicon;
  readonly chain: readonly Syntax[];
  /** The variables in whose differentials the chain is written, if it is. */
  readonly directions: readonly Direction[] | undefined;
  /** What functions without argument are taken at, once it was looked for. */
  argument: Expr | 'none' | undefined;
  private readonly reading: Reading;
  private readonly span: number;
  private readonly section: number;
  private labels: readonly string[] | undefined;
  private below: ReadonlySet<string> | undefined;
  private outer: ReadonlySet<string> | undefined;

  /** `span` is where the chain begins: the places of its choices are offsets there. */
  constructor(
    lexicon: Lexicon,
    reading: Reading,
    chain: readonly Syntax[],
    { span, section }: { readonly span: number; readonly section: number },
  ) {
    this.lexicon = lexicon;
    this.reading = reading;
    this.chain = chain;
    this.span = span;
    this.section = section;
    this.directions = lexicon.vocabulary.isDName ? undefined : directionsOf(chain, (name) => this.isDefined(name));
  }

  /** The meaning of a formula. */
  abstract expr(node: Syntax): Expr;

  /** The meaning of a condition, as written under a sum, in a case or beside a formula. */
  abstract condition(node: Syntax): Condition;

  /** What stands for a formula that was not read, with the reason. */
  hole(id: MessageId, at: Range, params: Message['params'] = {}): Expr {
    return { kind: 'hole', message: message(id, params), at };
  }

  /** The option taken by the reading, else the first; the choice is kept for the search. */
  readonly choose = (about: string, scope: Choice['scope'], options: readonly string[]): string => {
    const key = scope === 'document' ? about : scope === 'section' ? `${about}@§${this.section}` : `${about}@${this.span}`;
    this.choices.set(key, { key, scope, options });
    const taken = this.reading.get(key);
    return taken !== undefined && options.includes(taken) ? taken : (options[0] as string);
  };

  /** Whether a family is the head of some definition. */
  isHead(family: FamilyKey): boolean {
    this.asked.add(family);
    return this.lexicon.heads.has(family);
  }

  /** Whether a letter is an index here: bound around, or free in the chain. */
  isInScope(letter: string): boolean {
    return this.free.has(letter) || this.bound.some((bound) => bound.letter === letter);
  }

  /** The index that a letter is: the innermost that is bound, else the free one of the chain. */
  indexOf(letter: string): IndexId {
    for (let depth = this.bound.length - 1; 0 <= depth; depth--) {
      const entry = this.bound[depth];
      if (entry?.letter === letter) return entry.id;
    }
    const known = this.free.get(letter);
    if (known !== undefined) return known;
    const id = this.lexicon.nextIndex(letter);
    this.free.set(letter, id);
    return id;
  }

  /** The labels that other names of the chain carry. */
  labelsAround(): readonly string[] {
    if (this.labels === undefined) {
      const found = new Set(
        flatMap(this.chain, (member) => nodesIn(member).map((node) => (node.kind === 'scripts' ? labelText(node.sup) : ''))),
      );
      this.labels = [...found].filter((label) => label !== '');
    }
    return this.labels;
  }

  /** Letters that stand below some name of the chain. */
  get subscripts(): ReadonlySet<string> {
    this.below ??= new Set(flatMap(this.chain, lettersIn));
    return this.below;
  }

  /** Letters that the chain fixes outside of its sums. */
  get fixed(): ReadonlySet<string> {
    this.outer ??= fixedIn(this.chain);
    return this.outer;
  }

  /** What gradients by name are of where the chain stands. */
  get loss(): SymbolSyntax | undefined {
    const { loss, lossesBySection } = this.lexicon.vocabulary;
    return lossesBySection.get(this.section) ?? loss;
  }

  private isDefined(name: Syntax): boolean {
    const symbol = symbolOf(name);
    const { defined, vocabulary } = this.lexicon;
    return symbol !== undefined && (defined.has(nameOf(symbol, vocabulary)) || vocabulary.functionHeads.has(baseName(symbol)));
  }
}
