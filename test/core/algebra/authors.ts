import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceOf } from '../../../src/cli/source.ts';
import type { Step } from '../../../src/core/check/classify/step.ts';
import type { Decider } from '../../../src/core/check/decide.ts';
import { isTrue } from '../../../src/core/check/decision.ts';
import { type Asked, slotsAsked } from '../../../src/core/derive/asked.ts';
import { confirmed } from '../../../src/core/derive/witness.ts';
import type { Expr, FamilyKey } from '../../../src/core/expr/expr.ts';
import { walk } from '../../../src/core/expr/expr.ts';
import type { ChainMember } from '../../../src/core/meaning/chains.ts';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { type NoteDeriver, openDeriver } from '../../../src/core/pipeline/derive.ts';
import { render } from '../../../src/core/text/message.ts';

/** A derivative that an author claims, and what is derived instead of it. */
export interface Claimed {
  readonly file: string;
  /** Its head as the author writes it. */
  readonly head: string;
  /** The author's last form of it that is right; absent where none is. */
  readonly own?: string;
  /** Whether the author's form is the derivative for all values of its indices, and not one of two cases that the words around it tell apart. */
  readonly isGeneral: boolean;
  readonly derived?: string;
  /** Why nothing is derived. */
  readonly refused?: string;
  /** Milliseconds that the algebra alone takes, once everything is loaded. */
  readonly time: number;
}

/** The derivatives that the notes of a folder claim, each once: of the readings of a row for several layers the first. */
export async function claimedIn(folder: string): Promise<readonly Claimed[]> {
  const found: Claimed[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (/^expected\./.test(file)) continue;
    const { parts } = sourceOf(file, readFileSync(join(folder, file)));
    found.push(...claimsOf(file, await openDeriver(readNote(parts))));
  }
  return found;
}

function claimsOf(file: string, deriver: NoteDeriver): readonly Claimed[] {
  const { decider } = deriver as unknown as { decider: Decider };
  const { note, members, steps } = decider.meaning;
  const textOf = ({ span, range }: ChainMember): string => (note.spans[span]?.tex ?? '').slice(range.start, range.end);
  const found = new Map<string, Claimed>();
  for (const chain of note.chains) {
    const own = steps.filter((step) => step.chain === chain);
    const at = (members[chain.id] ?? []).findIndex((member) => asked(member) !== undefined);
    const subject = asked(members[chain.id]?.[at]);
    const [member, step] = [chain.members[at], own[0]];
    if (subject === undefined || member === undefined || step === undefined || chain.isAnalogue) continue;
    const { start } = member.range;
    const slots = subject.member.kind === 'partial' && subject.member.wrt.kind === 'ref' ? subject.member.wrt.slots : [];
    const key = `${member.span}:${start}:${slots.map((slot) => (slot.kind === 'value' ? slot.value : '')).join()}`;
    if (found.has(key)) continue;
    const right = own.filter((one) => at < one.position && isWhole(one) && isFinal(one.rhs, subject.of) && isRight(decider, one));
    const last = right.filter(({ rhs }) => hasNames(rhs)).at(-1) ?? right.at(-1);
    const form = last && chain.members[last.position];
    if (own.every((one) => one.role === 'not-a-claim' || one.role === 'update')) continue;
    const asMember = members[chain.id]?.[at];
    const isGeneral = last !== undefined && asMember !== undefined && isFor(decider, last, asMember);
    const head = chain.members
      .slice(0, at + 1)
      .map(textOf)
      .join(' = ');
    found.set(key, {
      file,
      head: plainly(head),
      isGeneral,
      ...(form ? { own: plainly(textOf(form)) } : {}),
      ...derivedFor(deriver, step, subject),
    });
  }
  return [...found.values()];
}

interface AskedFor {
  readonly of: FamilyKey;
  /** What is differentiated by; absent in `h'(a)`. */
  readonly by?: FamilyKey;
  readonly member: Expr;
}

/** What a member asks the derivative of, and by what. */
function asked(member: Expr | undefined): AskedFor | undefined {
  if (member?.kind === 'partial' && member.wrt.kind === 'ref' && (member.of.kind === 'ref' || member.of.kind === 'call')) {
    const { of, wrt } = member;
    return { of: of.kind === 'ref' ? of.family : of.fn, by: wrt.family, member };
  }
  if (member?.kind === 'call' && member.order === 1 && member.args[0]?.kind === 'ref') return { of: member.fn, member };
  return undefined;
}

/** Whether a form is a derivative for all values of its indices. */
function isFor(decider: Decider, step: Step, derivative: Expr): boolean {
  return confirmed(decider, step, derivative, step.rhs, decider.decide(step).premises) !== undefined;
}

/** Whether a step is right by what the note says, and by nothing that it leaves unsaid. */
function isRight(decider: Decider, step: Step): boolean {
  const decision = decider.decide(step);
  return isTrue(decision) && decision.premises.every(({ stated }) => stated);
}

/** Whether a step is about all cases, and not about `k \\neq j` alone. */
function isWhole({ conditions, chain }: Step): boolean {
  return conditions.length === 0 && chain.members.every((member) => member.conditions.length === 0);
}

/** A form that is worked out: nothing in it is left to be differentiated. */
function isFinal(expr: Expr, of: FamilyKey): boolean {
  return !walk(expr).some(
    (node) => node.kind === 'hole' || node.kind === 'partial' || (node.kind === 'call' && node.fn === of && node.order > 0),
  );
}

function hasNames(expr: Expr): boolean {
  return walk(expr).some(({ kind }) => kind === 'ref');
}

function derivedFor(deriver: NoteDeriver, step: Step, { of, by, member }: AskedFor): Pick<Claimed, 'derived' | 'refused' | 'time'> {
  const { decider } = deriver as unknown as { decider: Decider };
  const definition = decider.worlds.environmentOf(step)(of);
  if (definition === undefined) return { refused: 'not defined', time: 0 };
  if (definition.meaning.kind !== 'formula') return { refused: `defined as ${definition.meaning.kind}`, time: 0 };
  const variable = by ?? definition.params?.[0]?.family;
  if (variable === undefined) return { refused: 'no parameter', time: 0 };
  const candidate = { family: of, definition, step };
  const slots = member.kind === 'partial' ? slotsAsked(member, definition, decider.meaning.letters) : {};
  const request: Asked = { family: variable, ...slots };
  const found = deriver.derive(candidate, request);
  const time = Math.min(
    ...Array.from({ length: 4 }, () => {
      const began = performance.now();
      deriver.symbolic(candidate, request);
      return performance.now() - began;
    }),
  );
  return 'refused' in found ? { refused: render(found.refused), time } : { derived: found.tex, time };
}

function plainly(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** How much there is to read in some LaTeX: its marks, without brackets and what else only arranges them. */
export function lengthOf(tex: string): number {
  const bare = tex
    .replace(/\\(?:left|right|[bB]igg?[lrm]?|displaystyle|limits|nolimits|cdot|quad|qquad|times)(?![A-Za-z])|\\[,;:! ]/g, ' ')
    .replace(/\\(?:text|mathrm|operatorname|mathbf|boldsymbol|mathcal|mathbb|bm)\s*\{([A-Za-z]+)\}/g, '\\word ')
    .replace(/[.,;]\s*$/, '');
  return bare.match(/\\[A-Za-z]+|[^\s{}()[\]&^_\\]/g)?.length ?? 0;
}
