import type { Definition, DefinitionParams, Hover, HoverParams, Position } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import type { NoteGuide } from '../core/pipeline/derive.ts';
import type { Place } from '../core/pipeline/report.ts';
import { type HoverAid, hoverAt } from '../service/hover.ts';
import type { CheckedPart, NoteServer } from './note-server.ts';
import { toRange } from './places.ts';

/** How long a hover may work out derivatives before it shows what it has, in milliseconds. */
const patience = 120;
/** The same for the first hover over a text, before which nothing was worked out and no code was warm: it is to be as full as the next ones. */
const patienceAtFirst = 400;
/** How many derivatives of a text are worked out ahead, once someone has pointed at it. */
const mostAhead = 40;

/** Answers what a reader points at. */
export class Pointer {
  readonly #server: NoteServer;
  readonly #pause: () => Promise<void>;
  readonly #ahead = new WeakSet<NoteGuide>();

  constructor(server: NoteServer, pause: () => Promise<void>) {
    this.#server = server;
    this.#pause = pause;
  }

  async hover({ textDocument, position }: HoverParams): Promise<Hover | null> {
    const found = await this.#server.checkedPart(textDocument.uri);
    if (found === undefined) return null;
    const { report, part, document } = found;
    const guide = await this.#guideOf(found);
    const text = hoverAt(report, part, document.offsetAt(position), guide && this.#aid(found, guide, position));
    if (guide) void this.#workAhead(found, guide);
    return text ? { range: toRange(document, text.range), contents: { kind: MarkupKind.Markdown, value: text.markdown } } : null;
  }

  /** Where the formula stands that defines the name at a position; of a name without one, where it is first written. */
  async definition({ textDocument, position }: DefinitionParams): Promise<Definition | null> {
    const found = await this.#server.checkedPart(textDocument.uri);
    const guide = found && (await this.#guideOf(found));
    const offset = found?.document.offsetAt(position) ?? 0;
    const name = found && guide?.symbolAt(found.part, offset);
    if (found === undefined || guide === undefined || name === undefined) return null;
    const at = guide.definitionOf(name.family, found.part, offset)?.at ?? guide.firstOf(name.family);
    const target = at && found.source.documents[at.part];
    return at && target ? { uri: target.uri, range: toRange(target, at.range) } : null;
  }

  async #guideOf({ guide }: CheckedPart): Promise<NoteGuide | undefined> {
    return (await this.#server.guard(() => guide?.())) ?? undefined;
  }

  #aid(found: CheckedPart, guide: NoteGuide, position: Position): HoverAid {
    const began = performance.now();
    const limit = this.#ahead.has(guide) ? patience : patienceAtFirst;
    const { document } = found;
    return {
      guide,
      where: (place) => placeIn(found, place),
      hasMarks: this.#server.client.marks,
      isLate: () => limit < performance.now() - began,
      actions: this.#server.client.commands ? actionLinks(document.uri, position) : '',
      macros: found.macros ?? [],
    };
  }

  /** Works out what the next hovers over a text will show, giving way after each derivative, as long as the text stays. */
  async #workAhead(found: CheckedPart, guide: NoteGuide): Promise<void> {
    if (this.#ahead.has(guide)) return;
    this.#ahead.add(guide);
    await this.#server.guard(async () => {
      let left = mostAhead;
      for (const subject of guide.subjects) {
        for (const family of guide.variablesOf(subject).slice(0, 2)) {
          if (left-- <= 0 || !(await this.#server.isCurrent(found))) return;
          if (!guide.isKnown(subject, family)) guide.derive(subject, family);
          await this.#pause();
        }
      }
    });
  }
}

/** A place in words, as seen from the part of the note that was asked about. */
export function placeIn({ part: here, source }: Pick<CheckedPart, 'part' | 'source'>, { part, offset }: Place): string {
  const line = `line ${(source.documents[part]?.positionAt(offset).line ?? 0) + 1}`;
  return part === here ? line : `${line} of ${part < here ? 'an earlier' : 'a later'} cell`;
}

/** Links to the commands of the extension for a position. */
function actionLinks(uri: string, position: Position): string {
  const place = encodeURIComponent(JSON.stringify([{ uri, position }]));
  return `[Derive…](command:backproof.deriveGradient?${place}) · [Copy as…](command:backproof.copyDerivative?${place})`;
}
