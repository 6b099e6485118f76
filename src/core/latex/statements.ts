import { cover, type Range } from '../text/range.ts';
import type { Tape } from './arrange.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import { extent } from './extent.ts';
import { isRemark, isSpeech } from './notations/words.ts';
import type { Reader } from './reader.ts';
import type { Member, Statement, Syntax } from './syntax.ts';
import type { Token } from './token.ts';

/** The statements of a span: chains of members, with what stands beside them as conditions, reasons and comments. */
export function readStatements(reader: Reader, tex: string): readonly Statement[] {
  return new Assembler(reader, tex).run();
}

type Stretch = [from: number, to: number];

interface Draft {
  readonly members: { readonly stretch: Stretch; readonly relation: number | undefined }[];
  readonly continues: boolean;
  readonly arrow: boolean;
  readonly conditions: Stretch[];
  readonly reasons: Draft[];
  readonly comments: string[];
}

/** Relations that restrict a value and do not give it: they can be the condition of a statement beside them. */
const restricting = new Set(['\\neq', '<', '>', '\\le', '\\ge', '\\ll', '\\gg', '\\in', '\\notin', '\\subset', '\\subseteq']);
const conditionWords =
  /^\W*(?:if|for|when|whenever|unless|such that|s\.t|subject to|given|provided|assuming|falls|wenn|für|si|pour|当|若|如果|对)(?![a-z])/i;
const reasonWords = /^\W*(?:since|because|as|weil|denn|car|因为|由于)(?![a-z])/i;

class Assembler {
  private readonly tape: Tape;
  private readonly drafts: Draft[] = [];
  private readonly chunks: readonly Chunk[];
  private readonly content: (from: number, to: number) => readonly [number, number];
  /** The statement that a row beginning with a relation continues. */
  private main: Draft | undefined;
  /** The statement that conditions and comments belong to. */
  private current: Draft | undefined;
  /** The stretch that a comma may lengthen. */
  private open: Stretch | undefined;
  private arrowAhead = false;
  private rowAhead = false;
  private wordsAhead: string | undefined;
  private unplaced: string[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly tex: string,
  ) {
    this.tape = reader.tape;
    const { chunks, content } = chunksOf(reader.tape, tex);
    this.chunks = chunks;
    this.content = content;
  }

  run(): Statement[] {
    this.chunks.forEach((chunk, i) => {
      this.take(chunk, i);
    });
    for (const words of this.unplaced) this.current?.comments.push(words);
    return this.drafts.flatMap((draft) => this.build(draft) ?? []);
  }

  private take(chunk: Chunk, i: number) {
    const [from, to] = this.content(chunk.from, chunk.to);
    if (chunk.border === 'row') this.startRow();
    if (chunk.border === 'arrow') this.arrowAhead = true;
    if (to <= from) return;
    const isFirst = this.rowAhead;
    this.rowAhead = false;
    const words = this.wordsAhead;
    this.wordsAhead = undefined;
    const first = this.tape.tokens[from] as Token;
    if (to === from + 1 && isSpeech(first)) return this.takeWords(first, isFirst || this.current === undefined);
    if (this.arrowAhead) return this.conclude(chunk, from, to, i);
    if (isFirst) return this.takeRow(chunk, from, to);
    switch (chunk.border) {
      case 'stop':
        return this.begin(chunk, from, to);
      case 'because':
        return this.because(chunk, from, to);
      case 'forall':
        return this.current === undefined ? this.begin(chunk, from, to) : this.condition(from, to);
      case 'reason':
        return this.reason(from, to);
      case 'words':
        return this.behindWords(chunk, from, to, words ?? '');
      case 'comma':
        return this.behindComma(chunk, from, to, i);
      default:
        return this.behindSpace(chunk, from, to, i);
    }
  }

  private startRow(): void {
    this.rowAhead = true;
    this.arrowAhead = false;
    this.wordsAhead = undefined;
    this.current = this.main ?? this.current;
  }

  /** Words alone: they are a comment and tell what follows. */
  private takeWords({ text }: Token, isFirst: boolean) {
    const words = text.trim();
    this.wordsAhead = words;
    if (isFirst) {
      if (isRemark(words)) this.unplaced.push(words);
      this.rowAhead = true;
    } else if (isRemark(words)) this.current?.comments.push(words);
  }

  private conclude(chunk: Chunk, from: number, to: number, i: number) {
    this.arrowAhead = false;
    if (this.startsWithRelation(from) && this.current !== undefined) return this.append(this.current, chunk, from, to);
    if (this.isCase(chunk, from, to, i)) return this.condition(from, to);
    this.begin(chunk, from, to, true);
  }

  private takeRow(chunk: Chunk, from: number, to: number) {
    const { main } = this;
    const role = this.tape.signs[from]?.role;
    const last = main?.members.at(-1);
    if (main !== undefined && role === 'relation') return this.append(main, chunk, from, to);
    if (main !== undefined && last !== undefined) {
      const isUnfinished = last.relation !== undefined && last.stretch[1] <= last.stretch[0];
      const joins = role === 'product' || role === 'quotient' || (role === 'sum' && !this.beginsEquation(chunk, from));
      const isOpen = this.endsWithSign(last.stretch);
      if ((isUnfinished || joins || isOpen) && this.isContiguous(last.stretch[1], from)) {
        if (isUnfinished) last.stretch[0] = from;
        return this.lengthen(main, chunk, to);
      }
    }
    this.begin(chunk, from, to);
  }

  /** `-x = 1` at the left margin is an equation; `&\quad - x` goes on. */
  private beginsEquation(chunk: Chunk, from: number): boolean {
    return 0 < chunk.relations.length && this.tape.tokens[from]?.text === '-' && this.tape.tokens[chunk.from]?.kind !== '&';
  }

  private endsWithSign([from, to]: Stretch): boolean {
    const role = from < to ? this.tape.signs[to - 1]?.role : undefined;
    return role === 'sum' || role === 'product' || role === 'quotient';
  }

  /** Whether only layout stands between two places. */
  private isContiguous(from: number, to: number): boolean {
    const [begin] = this.content(from, to);
    return to <= begin;
  }

  private begin(chunk: Chunk, from: number, to: number, arrow = false): void {
    const draft = emptyDraft(this.startsWithRelation(from), arrow);
    for (const words of this.unplaced) draft.comments.push(words);
    this.unplaced = [];
    this.drafts.push(draft);
    if (chunk.border === 'row' || arrow || chunk.border === 'stop' || this.main === undefined) this.main = draft;
    this.current = draft;
    this.append(draft, chunk, from, to);
  }

  /** Adds the members of a chunk: the first belongs to what stands in front of its first relation. */
  private append(draft: Draft, chunk: Chunk, from: number, to: number): void {
    const relations = chunk.relations.filter((at) => from <= at && at < to);
    const first = relations[0] ?? to;
    if (from < first) this.member(draft, from, first);
    relations.forEach((relation, i) => {
      const end = relations[i + 1] ?? to;
      const [begin, behind] = this.content(relation + 1, end);
      const isDouble = behind <= begin && i + 1 < relations.length;
      const before = draft.members.at(-1);
      const isSecond = before !== undefined && before.relation !== undefined && before.stretch[1] <= before.stretch[0];
      if (isSecond && before.relation !== undefined && this.isContiguous(before.relation + 1, relation)) {
        before.stretch[0] = begin;
        before.stretch[1] = Math.max(begin, behind);
        this.open = before.stretch;
      } else this.member(draft, begin, isDouble ? begin : behind, relation);
    });
    this.current = draft;
  }

  private member(draft: Draft, from: number, to: number, relation?: number): void {
    const stretch: Stretch = [...this.content(from, to)];
    draft.members.push({ stretch, relation });
    this.open = stretch;
  }

  /** Goes on with the last member, up to the chunk's first relation. */
  private lengthen(draft: Draft, chunk: Chunk, to: number): void {
    const first = chunk.relations[0] ?? to;
    const last = draft.members.at(-1);
    if (last !== undefined) last.stretch[1] = this.content(last.stretch[0], Math.min(first, to))[1];
    this.open = last?.stretch;
    if (first < to) this.append(draft, chunk, first, to);
    this.current = draft;
  }

  private because(chunk: Chunk, from: number, to: number) {
    if (this.current === undefined) return this.begin(chunk, from, to);
    const reason = emptyDraft(this.startsWithRelation(from), false);
    const { current } = this;
    current.reasons.push(reason);
    this.append(reason, chunk, from, to);
  }

  private condition(from: number, to: number): void {
    const stretch: Stretch = [from, to];
    this.current?.conditions.push(stretch);
    this.open = stretch;
  }

  /** A bracket with words in it, an equation number, or a bracketed condition. */
  private reason(from: number, to: number) {
    const target = this.current;
    if (target === undefined) return;
    const [begin, end] = this.content(from + 1, to - 1);
    const first = this.tape.tokens[begin] as Token | undefined;
    const opensWithWords = first !== undefined && (isSpeech(first) || first.kind === 'words' || first.text === '\\because');
    const inner = opensWithWords ? begin + 1 : begin;
    const relations = this.relationsIn(inner, end);
    if (opensWithWords && first.kind === 'words') target.comments.push(first.text.trim());
    if (end <= inner) return;
    if (relations.length === 0) {
      if (!opensWithWords) target.comments.push(this.source(from, to));
      return;
    }
    if (opensWithWords && !conditionWords.test(first.text)) {
      const reason = emptyDraft(this.startsWithRelation(inner), false);
      target.reasons.push(reason);
      this.append(reason, { border: 'because', from: inner, to: end, relations }, inner, end);
      this.current = target;
    } else this.condition(inner, end);
    this.open = undefined;
  }

  private relationsIn(from: number, to: number): number[] {
    const found: number[] = [];
    for (let at = from; at < to; at = Math.max(at, this.tape.partner[at] as number) + 1) {
      if (this.tape.signs[at]?.role === 'relation') found.push(at);
    }
    return found;
  }

  private behindWords(chunk: Chunk, from: number, to: number, words: string) {
    const { current } = this;
    if (current === undefined) return this.begin(chunk, from, to);
    if (reasonWords.test(words) && 0 < chunk.relations.length) return this.because(chunk, from, to);
    if (conditionWords.test(words) && this.isComplete(current)) return this.condition(from, to);
    if (0 < chunk.relations.length || /^(?:and|or|und|y|et|和)$/i.test(words)) return this.begin(chunk, from, to);
    this.open = undefined;
  }

  private behindComma(chunk: Chunk, from: number, to: number, i: number) {
    const { current, open } = this;
    if (current === undefined) return this.begin(chunk, from, to);
    const isPartOfList = chunk.relations.length === 0 || !this.isComplete(current);
    if (this.tape.tokens[from]?.space === 3 && (chunk.relations.length !== 0 || this.isComplete(current))) {
      if (chunk.relations.length !== 0 || open === undefined || !this.isListItem(from)) return this.behindSpace(chunk, from, to, i);
    }
    if (!isPartOfList) return this.behindSpace(chunk, from, to, i);
    if (open === undefined) return this.behindSpace(chunk, from, to, i);
    if (open === current.members.at(-1)?.stretch) return this.lengthen(current, chunk, to);
    open[1] = to;
  }

  /** `1, \quad \dots, \quad K`. */
  private isListItem(from: number): boolean {
    return /^\\[lc]?dots|^\.\.+$/.test(this.tape.tokens[from]?.text ?? '') || /dots|^\.\.+$/.test(this.tape.tokens[from - 2]?.text ?? '');
  }

  private behindSpace(chunk: Chunk, from: number, to: number, i: number) {
    const { current } = this;
    if (current === undefined) return this.begin(chunk, from, to);
    if (this.startsWithRelation(from)) {
      if (to === from + 2 && isSpeech(this.tape.tokens[from + 1])) {
        current.comments.push((this.tape.tokens[from + 1] as Token).text.trim());
        return;
      }
      return this.append(current, chunk, from, to);
    }
    const bracket = this.tape.tokens[from];
    const isBracket = bracket?.kind === 'open' && this.tape.partner[from] === to - 1;
    if (isBracket && this.isComplete(current)) return this.reason(from, to);
    if (to === from + 1 && bracket?.kind === 'words') {
      current.comments.push(bracket.text.trim());
      return;
    }
    const isCondition = chunk.relations.length === 0 ? this.isComplete(current) : this.isCondition(chunk, from, to, i);
    if (isCondition) this.condition(from, to);
    else this.begin(chunk, from, to);
  }

  private isComplete({ members, continues }: Draft): boolean {
    return continues || members.some((member) => member.relation !== undefined);
  }

  /** Whether what is behind an arrow only says for which value of an index the statement before it is meant: `… => k = y`. */
  private isCase(chunk: Chunk, from: number, to: number, i: number): boolean {
    const { current } = this;
    const { tokens, signs } = this.tape;
    const [relation, ...more] = chunk.relations;
    const left = tokens[from] as Token;
    if (current === undefined || relation !== from + 1 || more.length > 0 || left.kind !== 'letter') return false;
    const sign = signs[relation]?.sign;
    return (sign === '=' || sign === '\\neq') && this.hasIndex(current, left.text) && this.isCondition(chunk, from, to, i);
  }

  /** Whether a relation beside a statement restricts it: `j \neq y_i`, `x < 0`, `i = j`, `k = 1, \dots, K`. */
  private isCondition(chunk: Chunk, from: number, to: number, i: number): boolean {
    const { current } = this;
    const { tokens, signs } = this.tape;
    const claims = current?.members.some(({ relation }) => relation !== undefined && !restricting.has(signs[relation]?.sign ?? ''));
    if (!claims) return false;
    const own = chunk.relations.map((at) => signs[at]?.sign ?? '');
    const relation = chunk.relations[0] as number;
    const left = tokens[from] as Token;
    const isLetterAlone = relation === from + 1 && left.kind === 'letter';
    const isIndex = () => isLetterAlone && current !== undefined && this.hasIndex(current, left.text);
    if (own.every((sign) => restricting.has(sign))) return own[0] !== '\\in' || isIndex();
    if (!isLetterAlone || own[0] !== '=' || chunk.relations.length !== 1) return false;
    const right = tokens[relation + 1] as Token | undefined;
    const isLetter = right?.kind === 'letter' && (to === relation + 2 || tokens[relation + 2]?.kind === '_');
    const following = this.chunks[i + 1];
    const listed = following?.border === 'comma' && this.isListItem(this.content(following.from, following.to)[0]);
    return listed || (isLetter && isIndex());
  }

  /** Whether a letter stands in a script of the statement. */
  private hasIndex(draft: Draft, letter: string): boolean {
    const { tokens, partner } = this.tape;
    return draft.members.some(({ stretch: [from, to] }) => {
      let scriptEnd = from;
      for (let at = from; at < to; at++) {
        const kind = tokens[at]?.kind;
        if (kind === '_' || kind === '^') scriptEnd = Math.max(scriptEnd, at + 2, (partner[at + 1] ?? -1) + 1);
        else if (at < scriptEnd && tokens[at]?.text === letter) return true;
      }
      return false;
    });
  }

  private startsWithRelation(from: number): boolean {
    return this.tape.signs[from]?.role === 'relation';
  }

  private source(from: number, to: number): string {
    const { start, end } = this.rangeOf(from, to);
    return this.tex.slice(start, end);
  }

  private rangeOf(from: number, to: number): Range {
    return cover(this.tape.tokens[from] as Token, this.tape.tokens[to - 1] as Token);
  }

  private build(draft: Draft): Statement | undefined {
    const drafts = draft.members.filter(({ stretch: [from, to] }) => from < to);
    const members = drafts.map(({ stretch: [from, to], relation }): Member => {
      const node = this.reader.region(from, to);
      const range = cover(this.rangeOf(from, to), node.range);
      const mark = relation === undefined ? undefined : (this.tape.tokens[relation] as Token);
      const sign = relation === undefined ? undefined : this.tape.signs[relation]?.sign;
      if (mark === undefined || sign === undefined) return { node, range };
      return { node, range, relation: { sign, range: { start: mark.start, end: mark.end } } };
    });
    const first = members[0];
    if (first === undefined) return undefined;
    const conditions = draft.conditions.map(([from, to]): Syntax => this.reader.region(from, to));
    return {
      members,
      range: extent(first.relation?.range ?? first.range, members),
      continues: draft.continues,
      arrow: draft.arrow,
      conditions,
      reasons: draft.reasons.flatMap((reason) => this.build(reason) ?? []),
      comments: draft.comments,
    };
  }
}

function emptyDraft(continues: boolean, arrow: boolean): Draft {
  return { members: [], continues, arrow, conditions: [], reasons: [], comments: [] };
}
