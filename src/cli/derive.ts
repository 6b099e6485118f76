import type { Note } from '../core/notes/note.ts';
import { readNote } from '../core/notes/read-note.ts';
import {
  type Asked,
  type Candidate,
  commentIn,
  distinct,
  type Language,
  languages,
  type NoteDeriver,
  openDeriver,
  type Refused,
} from '../core/pipeline/derive.ts';
import { render } from '../core/text/message.ts';
import { type DeriveFormat, deriveReport, type Shown } from './derive-report.ts';
import type { Host } from './host.ts';
import { readSource, Unreadable } from './source.ts';
import { visible } from './terminal.ts';

/** What is asked for on the command line. */
export interface DeriveOptions {
  readonly of?: string;
  readonly by?: string;
  readonly format: DeriveFormat;
}

/** A derivative, or in one sentence why there is none. */
export type Answer = Shown | Lacking;

interface Lacking {
  readonly of: string;
  readonly by: string;
  readonly refused: string;
  /** Of a derivative that there is, but no code for it: what it is. */
  readonly derivative?: string;
}

/** How many derivatives are worked out of one file. */
const most = 200;

/** Exit status of `derive`: 0 something was derived, 1 nothing was, or there is no code for some of it, 2 the file could not be read or has no such name. */
export async function deriveFile(path: string, { of, by, format }: DeriveOptions, host: Host): Promise<number> {
  const fail = (what: string): number => {
    host.err(`backproof: ${visible(path)}: ${visible(what)}\n`);
    return 2;
  };
  let note: Note;
  try {
    note = readNote((await readSource(path, host)).parts);
  } catch (error) {
    if (error instanceof Unreadable) return fail(error.message);
    throw error;
  }
  const deriver = await openDeriver(note);
  const subjects = of === undefined ? deriver.names.losses() : [deriver.names.candidate(of)];
  const [wrong] = subjects.filter(isRefused);
  if (wrong) return fail(render(wrong.refused));
  const variable = by === undefined ? undefined : deriver.names.variable(by);
  if (variable && isRefused(variable)) return fail(render(variable.refused));
  const found = (subjects as readonly Candidate[]).map((subject) => answers(deriver, subject, variable, format));
  const all = found.flat();
  if (all.length === 0) return fail('there is no formula here that defines something, so there is nothing to derive');
  const isAsked = of !== undefined && by !== undefined;
  const shown = found.flatMap((own) => distinct(own.filter(isDerivative)));
  const lacking = all.flatMap((answer) => (isDerivative(answer) ? [] : [answer]));
  const withoutCode = lacking.filter(({ derivative }) => derivative !== undefined);
  host.out(deriveReport(path, shown, format, host.look));
  // Beside the code of others, what has none is said where it would stand.
  if (isLanguage(format) && shown.length > 0)
    for (const { derivative, refused } of withoutCode) host.out(`\n${visible(commentIn(format, `${derivative}: ${refused}`))}\n`);
  // Steps in time that are written once are refused alike for each.
  const refusals = (isAsked || shown.length === 0 ? lacking : withoutCode).map(
    (answer) => `${answer.of} by ${answer.by}: ${answer.refused}`,
  );
  for (const refusal of new Set(refusals)) fail(refusal);
  return shown.length > 0 && withoutCode.length === 0 ? 0 : 1;
}

function answers(deriver: NoteDeriver, subject: Candidate, variable: Asked | undefined, format: DeriveFormat): readonly Answer[] {
  const variables: readonly (Asked | string)[] = variable ? [variable] : deriver.names.variablesOf(subject).slice(0, most);
  return variables.map((asked) => {
    const family = typeof asked === 'string' ? asked : asked.family;
    const none = ({ refused }: Refused): Lacking => ({
      of: deriver.names.nameOf(subject.family),
      by: deriver.names.nameOf(family),
      refused: render(refused),
    });
    const found = deriver.derive(subject, asked);
    if (isRefused(found)) return none(found);
    if (!isLanguage(format)) return found;
    const code = deriver.code(subject, found, format);
    return typeof code === 'string' ? { ...found, code } : { ...none(code), derivative: `${found.head} = ${found.tex}` };
  });
}

function isRefused(value: object): value is Refused {
  return 'refused' in value;
}

function isLanguage(format: DeriveFormat): format is Language {
  return (languages as readonly string[]).includes(format);
}

function isDerivative(answer: Answer): answer is Shown {
  return !('refused' in answer);
}
