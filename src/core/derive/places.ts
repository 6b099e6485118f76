import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition } from '../check/definition.ts';
import { mentioned } from '../check/mentioned.ts';
import type { FamilyKey } from '../expr/expr.ts';
import { plain } from '../latex/read-math.ts';
import type { ScriptsSyntax, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { partsOf } from '../latex/walk.ts';
import { readName } from '../meaning/names.ts';
import type { Range } from '../text/range.ts';
import { toSourceRange } from '../text/source-map.ts';
import { isNamed, oneOf } from './asked.ts';

/** A stretch of one part of a note. */
export interface PlaceRange {
  readonly part: number;
  readonly range: Range;
}

/** A name where it stands in a note, with the steps of evaluation that are in force there. */
export interface Occurrence extends PlaceRange {
  readonly family: FamilyKey;
  /** As it is written. */
  readonly tex: string;
}

/** A formula of the note: a member of a chain, or one that stands alone. */
interface Formula {
  readonly node: Syntax;
  readonly span: number;
  /** Of the node, in the `tex` of its span. */
  readonly range: Range;
}

/** Where the names and definitions of a note stand. Offsets are those of UTF-16 in one part of the note; undefined where nothing stands there. */
export class NotePlaces {
  private readonly decider: Decider;
  private readonly formulas: readonly Formula[];
  private readonly families: readonly FamilyKey[];
  private readonly byDefinition = new Map<Definition, Step>();

  constructor(decider: Decider) {
    this.decider = decider;
    const { note, members, definitions, steps } = decider.meaning;
    this.formulas = [
      ...note.chains.flatMap((chain) => (chain.isAnalogue ? [] : chain.members)),
      ...note.loose.map(({ node, span }) => ({ node, span, range: node.range })),
    ];
    this.families = [...new Set([...definitions.keys(), ...members.flat().flatMap((member) => [...mentioned(member)])])];
    for (const step of steps) if (step.definition && !this.byDefinition.has(step.definition)) this.byDefinition.set(step.definition, step);
  }

  /** The name at an offset; of one in the index or the exponent of another the inner one. */
  symbolAt(part: number, offset: number): Occurrence | undefined {
    const { spans } = this.decider.meaning.note;
    for (const { node, span, range } of this.formulas) {
      const { map, part: own, tex, range: whole } = spans[span] ?? { part: -1, map: [], tex: '', range };
      if (own !== part || offset < whole.start || whole.end < offset) continue;
      const touches = (at: Range): boolean => {
        const { start, end } = toSourceRange(map, at);
        return start <= offset && offset <= end;
      };
      if (!touches(range)) continue;
      const found = this.nameIn(node, touches);
      if (found) return { family: found.family, part, range: toSourceRange(map, found.range), tex: plain(tex, found.range) };
    }
    return undefined;
  }

  /** Where a name is first written, in the order of the text. */
  firstOf(family: FamilyKey): PlaceRange | undefined {
    const { spans } = this.decider.meaning.note;
    let best: PlaceRange | undefined;
    for (const { node, span } of this.formulas) {
      const own = spans[span];
      if (own === undefined || (best && (best.part < own.part || (best.part === own.part && best.range.start < own.range.start)))) continue;
      const found = this.first(node, family);
      if (found === undefined) continue;
      const range = toSourceRange(own.map, found);
      if (best === undefined || own.part < best.part || range.start < best.range.start) best = { part: own.part, range };
    }
    return best;
  }

  /** The step that makes a definition; words make some without one. */
  stepOf(definition: Definition): Step | undefined {
    return this.byDefinition.get(definition);
  }

  /** The step whose right side begins at an offset. */
  stepAt(part: number, rhsStart: number): Step | undefined {
    return this.decider.meaning.steps.find((step) => {
      const at = this.memberOf(step, step.position);
      return at !== undefined && at.part === part && at.range.start === rhsStart;
    });
  }

  /** Where a member of the chain of a step stands. */
  memberOf({ chain }: Step, position: number): PlaceRange | undefined {
    const member = chain.members[position];
    const span = member && this.decider.meaning.note.spans[member.span];
    return member && span && { part: span.part, range: toSourceRange(span.map, member.range) };
  }

  /** The two sides of a step as they are written. */
  textOf({ chain, position }: Step): readonly [lhs: string, rhs: string] {
    const { spans } = this.decider.meaning.note;
    const text = (at: number): string => {
      const member = chain.members[at];
      return member === undefined ? '' : plain(spans[member.span]?.tex ?? '', member.range);
    };
    return [text(position - 1), text(position)];
  }

  /** The last step before an offset, at which what is said there is in force. */
  lastBefore(part: number, offset: number): Step | undefined {
    const { steps } = this.decider.meaning;
    let found: Step | undefined;
    for (const step of steps) {
      const at = this.memberOf(step, step.position);
      if (at && (at.part < part || (at.part === part && at.range.start <= offset))) found = step;
    }
    return found ?? steps[0];
  }

  private nameIn(node: Syntax, touches: (range: Range) => boolean): { family: FamilyKey; range: Range } | undefined {
    const name = node.kind === 'symbol' || node.kind === 'scripts' ? this.nameOf(node) : undefined;
    if (name?.inner && touches(name.inner.range)) {
      const found = this.nameIn(name.inner, touches);
      if (found) return found;
    }
    if (name?.family !== undefined) return { family: name.family, range: node.range };
    for (const piece of partsOf(node)) {
      const found = touches(piece.range) ? this.nameIn(piece, touches) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  private nameOf(node: SymbolSyntax | ScriptsSyntax): { readonly family: FamilyKey | undefined; readonly inner?: Syntax } | undefined {
    const name = readName(node, this.decider.meaning.vocabulary);
    if (name === undefined) return undefined;
    const { base, label, slots, power } = name;
    const letters = slots.map(() => '');
    const found = this.families.filter((family) => isNamed(family, { base, label, letters }));
    const family = oneOf(found, (one) => one, { base, label, letters }) ?? found[0];
    return { family, ...(power ? { inner: power } : {}) };
  }

  private first(node: Syntax, family: FamilyKey): Range | undefined {
    if ((node.kind === 'symbol' || node.kind === 'scripts') && this.nameOf(node)?.family === family) return node.range;
    for (const piece of partsOf(node)) {
      const found = this.first(piece, family);
      if (found) return found;
    }
    return undefined;
  }
}
