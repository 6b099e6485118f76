import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatOf } from '../core/notes/read-note.ts';
import type { Derivative, NoteGuide, Subject } from '../core/pipeline/derive.ts';
import type { NoteReport } from '../core/pipeline/report.ts';
import { message, render } from '../core/text/message.ts';
import { applyEdits, type Edit } from '../core/text/range.ts';
import type {
  Derivable,
  DeriveParams,
  DeriveResult,
  ExplainResult,
  PointParams,
  Refusal,
  Variables,
  VariablesParams,
} from '../protocol/messages.ts';
import { derivationRows } from '../service/derivation.ts';
import { explanationAt } from '../service/explain.ts';
import { insertionBelow } from '../service/insertion.ts';
import { withMacros } from '../service/macros.ts';
import { plainMath } from '../service/plain-math.ts';
import { capital, plainSentence, sentence } from '../service/sentence.ts';
import { stepAt } from '../service/step-at.ts';
import type { Checked } from './checks.ts';
import type { NoteServer } from './note-server.ts';
import { toRange } from './places.ts';
import { placeIn } from './pointer.ts';

/** How long the derivatives in a list may take together, in milliseconds; those that are left show no preview. */
const patience = 400;
/** Names that are offered to derive by. */
const mostOffered = 60;

/** Answers the commands that derive: what, by what, and how it is wanted. */
export class Derivations {
  readonly #server: NoteServer;

  constructor(server: NoteServer) {
    this.#server = server;
  }

  /** What a text defines, and which of it the cursor is about. */
  async derivable(params: PointParams): Promise<Derivable | Refusal> {
    const found = await this.#open(params);
    if (found === undefined || found.guide.subjects.length === 0) return refused('no-derivable');
    const { checked, guide, part, offset } = found;
    const subjects = guide.subjects.map(({ id, name, sides, at }) => ({
      id,
      name: plainMath(name),
      formula: plainMath(sides.join(' = ')),
      place: capital(placeIn({ part, source: checked.source }, { part: at.part, offset: at.range.start })),
    }));
    return { version: checked.source.version, subjects, ...chosenAt(found, part, offset) };
  }

  /** The names that something can be derived by, each with what comes out. */
  async variables({ uri, version, subject: id, by }: VariablesParams): Promise<Variables | Refusal> {
    const { guide, subject } = await this.#subject(uri, version, id);
    if (guide === undefined || subject === undefined) return refused('text-changed');
    const all = guide.variablesOf(subject).slice(0, mostOffered);
    if (all.length === 0) return refused('no-variable', { name: plainMath(subject.name) });
    const began = performance.now();
    const inOrder = [...all.filter((family) => family === by), ...all.filter((family) => family !== by)];
    const variables = inOrder.map((family) => {
      const name = plainMath(guide.deriver.names.nameOf(family));
      if (patience < performance.now() - began && !guide.isKnown(subject, family)) return { by: family, name };
      const found = guide.derive(subject, family);
      const preview = 'refused' in found ? plainSentence(found.refused) : plainMath(`${found.head} = ${found.tex}`);
      return { by: family, name, preview };
    });
    return { variables };
  }

  /** One derivative as it is wanted. */
  async derive({ uri, version, subject: id, by, form }: DeriveParams): Promise<DeriveResult> {
    const { checked, guide, subject } = await this.#subject(uri, version, id);
    if (checked === undefined || guide === undefined || subject === undefined) return refused('text-changed');
    const found = guide.derive(subject, by);
    if ('refused' in found) return { refused: sentence(plainSentence(found.refused)) };
    if (form === 'latex') return { text: `${found.head} = ${found.tex}` };
    if (form !== 'insertion') {
      const code = guide.code(subject, found, form);
      return typeof code === 'string' ? { text: code } : { refused: sentence(plainSentence(code.refused)) };
    }
    return this.#insertion(checked, subject, found);
  }

  /** The edit that writes a derivation below its formula: all its rows, else the last one, else none, by what the checker says of them there. */
  async #insertion(checked: Checked<TextDocument>, { at: { part, range } }: Subject, derivative: Derivative): Promise<DeriveResult> {
    const document = checked.source.documents[part];
    const blocks = checked.report.blocks.filter((block) => block.part === part).map((block) => block.range);
    const block = blocks.find(({ start, end }) => start <= range.start && range.start <= end);
    if (document === undefined || block === undefined) return refused('no-derivable');
    const place = { text: document.getText(), format: formatOfDocument(document), block, blocks };
    const shorter = derivative.rows.length < 2 ? [] : [derivative.rows.slice(-1)];
    for (const rows of [derivative.rows, ...shorter]) {
      const edit = insertionBelow(place, derivationRows({ ...derivative, rows }));
      const report = await this.#server.rehearse(checked, part, applyEdits(place.text, [edit]));
      if (!holdsThere(report, part, edit)) continue;
      const { start } = toRange(document, edit.range);
      return { edit: { uri: document.uri, version: document.version, position: start, newText: edit.newText } };
    }
    return refused('not-read-back');
  }

  /** How the step under the cursor follows. */
  async explain(params: PointParams): Promise<ExplainResult> {
    const found = await this.#open(params);
    if (found === undefined) return refused('explain-nothing');
    const { checked, guide, part, offset } = found;
    const explanation = explanationAt(checked.report, part, offset, guide);
    if ('refused' in explanation) return { refused: render(explanation.refused) };
    const document = checked.source.documents[part] as TextDocument;
    return { markdown: withMacros(explanation.markdown, checked.macros ?? []), range: toRange(document, explanation.range) };
  }

  async #open(params: PointParams): Promise<Found | undefined> {
    const checked = await this.#server.checkedNote(params);
    const part = checked?.source.documents.findIndex(({ uri }) => uri === params.textUri) ?? -1;
    const document = checked?.source.documents[part];
    const guide = await checked?.guide?.();
    if (checked === undefined || document === undefined || guide === undefined) return undefined;
    return { checked, guide, part, offset: document.offsetAt(params.position) };
  }

  async #subject(uri: string, version: string, id: number): Promise<Partial<Found> & { readonly subject?: Subject | undefined }> {
    const checked = await this.#server.checkedVersion(uri, version);
    const guide = await checked?.guide?.();
    if (checked === undefined || guide === undefined) return {};
    return { checked, guide, subject: guide.subjects[id] };
  }
}

interface Found {
  readonly checked: Checked<TextDocument>;
  readonly guide: NoteGuide;
  readonly part: number;
  readonly offset: number;
}

/** Whether every step of what is inserted holds. */
function holdsThere({ blocks }: NoteReport, part: number, { range: { start }, newText }: Edit): boolean {
  const inside = blocks.filter(({ part: own, range }) => own === part && start <= range.start && range.end <= start + newText.length);
  const steps = inside.flatMap((block) => block.steps);
  return 0 < steps.length && steps.every(({ verdict }) => verdict === 'holds' || verdict === 'holds-assuming');
}

/** What the cursor is about: the derivative that a claim states, else the definition that it is in, by the name at the cursor; else the loss by that name. */
function chosenAt({ checked, guide }: Found, part: number, offset: number): Pick<Derivable, 'chosen' | 'by'> {
  const step = stepAt(checked.report, part, offset);
  const name = guide.symbolAt(part, offset)?.family;
  const stated = step && guide.statedAt(part, step.rhsRange.start);
  if (stated) return { chosen: stated.subject.id, by: stated.by };
  const own = step && guide.definedBy(part, step.rhsRange.start);
  if (own) return { chosen: own.id, ...(name === undefined || name === own.family ? {} : { by: name }) };
  if (name === undefined) return {};
  const loss = guide.lossOf(name, part, offset);
  if (loss) return { chosen: loss.id, by: name };
  const definition = guide.definitionOf(name, part, offset);
  return definition ? { chosen: definition.id } : {};
}

function refused(...given: Parameters<typeof message>): Refusal {
  return { refused: capital(plainSentence(message(...given))) };
}

function formatOfDocument({ uri, languageId }: TextDocument): 'markdown' | 'tex' {
  return languageId === 'latex' || languageId === 'tex' || formatOf(uri) === 'tex' ? 'tex' : 'markdown';
}
