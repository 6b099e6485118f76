import type { MacroText } from '../core/notes/macro-texts.ts';
import { type Derivative, distinct, type NoteGuide, type Occurrence, type Refused, type Subject } from '../core/pipeline/derive.ts';
import type { Assumption, NoteReport, Place, StepReport, SymbolReport } from '../core/pipeline/report.ts';
import { message, render } from '../core/text/message.ts';
import { contains, type Range } from '../core/text/range.ts';
import { airyRows, equationRow } from './derivation.ts';
import { markedIn } from './diagnostics.ts';
import { withMacros } from './macros.ts';
import { code, escapeMarkdown, latexBlock, markdownOf } from './markdown.ts';
import { plainMath } from './plain-math.ts';
import { sentence } from './sentence.ts';
import { stepAt } from './step-at.ts';
import { symbolText } from './symbol.ts';
import { witnessKind, witnessText } from './witness.ts';

export interface NoteHover {
  readonly range: Range;
  readonly markdown: string;
}

/** What a hover needs to tell more than verdicts. */
export interface HoverAid {
  readonly guide: NoteGuide;
  /** A place in words, as in `line 12`. */
  readonly where: (place: Place) => string;
  /** Whether the editor shows beside a hover what is marked under the cursor, which is then not said again. */
  readonly hasMarks: boolean;
  /** Whether the time for an answer is up, so that no more is worked out. */
  readonly isLate: () => boolean;
  /** Markdown of links to what can be done there. */
  readonly actions: string;
  /** The macros that the note defines. */
  readonly macros: readonly MacroText[];
}

/**
 * What is known of what is under the cursor, in Markdown. Of a step its verdict and the reason on the first line, then witness, assumptions
 * and repair (of these only what the mark does not say that the editor shows there), each a paragraph where there is one; of a definition its most useful derivatives; of a name what it is, and the
 * derivative of the loss by it. Formulas are `latex` blocks, which a client may typeset.
 */
export function hoverAt(report: NoteReport, part: number, offset: number, aid?: HoverAid): NoteHover | undefined {
  const step = stepAt(report, part, offset);
  const name = aid?.guide.symbolAt(part, offset);
  const paragraphs = step
    ? ofStep(report, { part, offset }, step, name, aid)
    : aid && name
      ? [symbolLine(report, name, aid), nameFormulas(name, aid)]
      : [];
  const markdown = withMacros(paragraphs.filter((text) => text !== '').join('\n\n'), aid?.macros ?? []);
  const range = step?.range ?? name?.range;
  return range && markdown !== '' ? { range, markdown } : undefined;
}

function ofStep(
  report: NoteReport,
  { part, offset }: Place,
  step: StepReport,
  name: Occurrence | undefined,
  aid?: HoverAid,
): readonly string[] {
  const subject = aid?.guide.definedBy(part, step.rhsRange.start);
  const isWrong = step.verdict === 'mismatch';
  const isIntroduced = subject !== undefined && step.reason.id === 'says-definition';
  const { start, end } = markedIn(step);
  const isSaid = aid?.hasMarks === true && isWrong && start <= offset && offset < end;
  return [
    `${verdictLine(step)} ${isIntroduced || isSaid ? '' : reason(step, () => aid?.guide.isProved(part, step.rhsRange.start) ?? false)}`.trim(),
    aid && subject ? derivatives(subject, name, aid) : '',
    isSaid ? '' : witness(step),
    unread(step),
    assumptions(step.assumptions),
    repair(step) || (aid && isWrong ? derived(part, step, aid) : ''),
    aid && name && !isWrong && !(subject && aid.guide.isHead(subject, name.family)) ? symbolLine(report, name, aid) : '',
    aid && name && !subject && !isWrong ? lossFormula(part, step, name, aid) : '',
    symbols(report, part, step, isWrong ? undefined : name),
  ];
}

/** How many derivatives of a definition are shown at once. */
const mostShown = 2;
/** How many names are tried for them. */
const mostTried = 5;
/** How many other names are listed. */
const mostListed = 6;
/** Longer formulas stand alone, in characters. */
const long = 160;

/** The most useful derivatives of a definition: by the name that is pointed at, then by the others in the order of the guide. */
function derivatives(subject: Subject, name: Occurrence | undefined, { guide, isLate, actions }: HoverAid): string {
  const stated = guide.namedBy(subject);
  const value = stated && guide.deriveStated(stated);
  if (value && !('refused' in value))
    return [latexBlock(airyRows([equationRow(value)])), actions].filter((text) => text !== '').join('\n\n');
  const all = guide.variablesOf(subject);
  const pointed = all.filter((family) => family === name?.family);
  const inOrder = [...pointed, ...all.filter((family) => family !== name?.family)];
  let found: readonly Derivative[] = [];
  let plain: Derivative | undefined;
  const tried = new Set<string>();
  let failed = '';
  for (const family of inOrder.slice(0, mostTried)) {
    const isEnough = found.length === mostShown || found.some(({ tex }) => long < tex.length);
    if (isEnough || (0 < tried.size && isLate() && !guide.isKnown(subject, family))) break;
    tried.add(family);
    const derivative = guide.derive(subject, family);
    // Of a sum the derivative by a term that has a formula of its own, which is 1, is nothing to look up.
    const isTerm = family !== name?.family && guide.definitionOf(family, subject.at.part, subject.at.range.start) !== undefined;
    if (!('refused' in derivative) && isTerm && /^-?\d+$/.test(derivative.tex)) plain ??= derivative;
    else if (!('refused' in derivative)) found = distinct([...found, derivative]);
    else if (derivative.refused.id !== 'derive-independent') failed ||= refusal(guide.deriver.names.nameOf(family), derivative);
  }
  if (found.length === 0 && plain) found = [plain];
  const others = inOrder.filter((family) => !tried.has(family)).slice(0, mostListed);
  const names = others.map((family) => code(plainMath(guide.deriver.names.nameOf(family)))).join(', ');
  const block = found.length === 0 ? failed : latexBlock(airyRows(found.map(equationRow)));
  const also = names === '' || found.length === 0 ? '' : render(message('also-by', { names }));
  const premises = [...new Set(found.flatMap(({ assuming: tex }) => tex ?? []))].map((tex) => code(plainMath(tex)));
  const given = premises.length === 0 ? '' : `${render(message('assuming'))} ${premises.join(', ')}`;
  return [block, [given, also, found.length === 0 ? '' : actions].filter((text) => text !== '').join(' · ')]
    .filter((text) => text !== '')
    .join('\n\n');
}

function refusal(name: string, { refused }: Refused): string {
  return sentence(render(message('not-derived', { name: code(plainMath(name)), why: markdownOf(refused) })));
}

/** What a wrong derivative for which no small change is found should be. */
function derived(part: number, step: StepReport, { guide }: HoverAid): string {
  const stated = guide.statedAt(part, step.rhsRange.start);
  const found = stated && guide.deriveStated(stated);
  if (found === undefined || 'refused' in found) return '';
  const right = `${found.head} = ${found.tex}`;
  return [render(message('yours')), latexBlock(step.rhs), render(message('derived')), latexBlock(right)].join('\n\n');
}

/** A name: what it is and where it comes from. */
function symbolLine({ reading }: NoteReport, { family, part, range }: Occurrence, { guide, where }: HoverAid): string {
  const known = reading?.symbols.find((symbol) => symbol.family === family);
  const definition = guide.definitionOf(family, part, range.start);
  const first = guide.firstOf(family);
  const at = definition?.at ?? first;
  const place = at && where({ part: at.part, offset: at.range.start });
  const origin = place === undefined ? [] : [render(message(definition ? 'defined-at' : 'first-at', { place }))];
  const what = known ? [escapeMarkdown(meaningOf(known))] : [];
  return `${code(plainMath(guide.deriver.names.nameOf(family)))} ${[...what, ...origin].join(' · ')}`.trim();
}

function meaningOf(symbol: SymbolReport): string {
  return symbol.standard ?? symbolText(symbol);
}

/** What defines a name that stands alone, and the derivative of the loss by it. */
function nameFormulas({ family, part, range }: Occurrence, aid: HoverAid): string {
  const { guide } = aid;
  const definition = guide.definitionOf(family, part, range.start);
  const own = definition && long < definition.sides[1].length ? undefined : definition;
  const loss = lossDerivative({ family, part, range }, aid);
  const rows = [...(own ? [own.sides.join(' &= ')] : []), ...(loss ? [equationRow(loss)] : [])];
  return rows.length === 0 ? '' : [latexBlock(airyRows(rows)), ...(loss ? [aid.actions] : [])].join('\n\n');
}

/** The derivative of the loss by a name in a claim, unless it is what the claim states. */
function lossFormula(part: number, step: StepReport, name: Occurrence, aid: HoverAid): string {
  const isStated = aid.guide.statedAt(part, step.rhsRange.start)?.by === name.family;
  const loss = isStated ? undefined : lossDerivative(name, aid);
  return loss ? latexBlock(airyRows([equationRow(loss)])) : '';
}

/** The derivative of the section's loss by a name. */
function lossDerivative(
  { family, part, range }: Pick<Occurrence, 'family' | 'part' | 'range'>,
  { guide }: HoverAid,
): Derivative | undefined {
  const loss = guide.lossOf(family, part, range.start);
  const found = loss && guide.derive(loss, family);
  return found === undefined || 'refused' in found ? undefined : found;
}

/** The sign that begins the line of a verdict. */
const verdictSigns = {
  holds: '✓',
  'holds-assuming': '✓',
  rounded: '✓',
  mismatch: '✗',
  undetermined: '?',
  definition: '≔',
  assumption: '≔',
  'not-a-claim': '·',
} as const;

function verdictLine(step: StepReport): string {
  return `${verdictSigns[step.verdict]} **${render(message(`step-${step.verdict}`))}**`;
}

function reason(step: StepReport, isProved: () => boolean): string {
  if (step.verdict === 'mismatch' && step.diagnosis) return sentence(markdownOf(step.diagnosis.message));
  if (step.verdict === 'holds' && step.evidence) return evidence(step.evidence.points, step.evidence.proved ?? isProved());
  if (step.verdict === 'holds-assuming' && 0 < step.assumptions.length) return '';
  return sentence(markdownOf(step.reason));
}

function evidence(points: number, proved: boolean): string {
  return markdownOf(message(proved ? 'compared-and-proved' : 'compared-points', { points }));
}

function witness(step: StepReport): string {
  return step.witness && step.verdict === 'mismatch' ? sentence(escapeMarkdown(witnessText(step.witness, witnessKind(step)))) : '';
}

function unread(step: StepReport): string {
  if (step.verdict !== 'undetermined' || step.unread.length === 0) return '';
  const pieces = step.unread.slice(0, 5).map(({ tex }) => code(tex));
  return `${render(message('not-read'))} ${pieces.join(', ')}`;
}

function assumptions(list: readonly Assumption[]): string {
  if (list.length === 0) return '';
  const items = list.map(({ tex, stated }) => `- ${code(tex)} (${render(message(stated ? 'assumption-stated' : 'assumption-unstated'))})`);
  return `${render(message('assuming'))}\n${items.join('\n')}`;
}

function repair(step: StepReport): string {
  const repairs = step.diagnosis?.repairs.slice(0, 3) ?? [];
  const first = repairs[0];
  if (first === undefined) return '';
  const onLeft = first.edits.every(({ range }) => contains(step.lhsRange, range));
  const label = render(message(repairs.length === 1 ? 'repair' : 'repairs'));
  return [render(message('yours')), latexBlock(onLeft ? step.lhs : step.rhs), label, ...repairs.map(({ tex }) => latexBlock(tex))].join(
    '\n\n',
  );
}

/** How many symbols a hover explains. Those of a step of numbers alone need no word. */
const mostSymbols = 8;

/** The names of a step other than the one that is pointed at. */
function symbols({ reading }: NoteReport, part: number, step: StepReport, name: Occurrence | undefined): string {
  const use = reading?.uses.find((one) => one.part === part && one.offset === step.rhsRange.start);
  const within = (use?.symbols ?? []).flatMap((number) => reading?.symbols[number] ?? []);
  if (within.every(({ what, standard }) => what === 'number' || (what === 'function' && standard === undefined))) return '';
  const others = within.filter(({ family }) => family !== name?.family);
  const items = others.slice(0, mostSymbols).map((one) => `${code(plainMath(one.tex))} ${escapeMarkdown(meaningOf(one))}`);
  return items.length === 0 ? '' : `${render(message('read-as'))} ${items.join(' · ')}`;
}
