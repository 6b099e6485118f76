import {
  type CancellationToken,
  CodeActionKind,
  CodeActionRequest,
  type Connection,
  DefinitionRequest,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Part } from '../core/notes/note.ts';
import { formatOf } from '../core/notes/read-note.ts';
import type { NoteReport } from '../core/pipeline/report.ts';
import { message, render } from '../core/text/message.ts';
import { type CheckParams, type CheckResult, type StatusParams, statusMethod } from '../protocol/messages.ts';
import { diagnosticsOf } from '../service/diagnostics.ts';
import { summaryOf } from '../service/summary.ts';
import { type Checked, Checks, type Outcome, type Source } from './checks.ts';
import { Library } from './library.ts';
import { diagnosticSource, toDiagnostic } from './places.ts';
import { defaultLanguages, type Settings, settingsFrom } from './settings.ts';

/** A check of the parts of one note that gives way between sections. */
export type Checker = (parts: readonly Part[], options: { readonly macros: Settings['macros'] }) => Generator<void, Outcome>;

/** A finished check, and the part of the note that was asked for. */
export interface CheckedPart extends Checked<TextDocument> {
  readonly part: number;
  readonly document: TextDocument;
}

/** How long a text rests before it is checked, in milliseconds. */
const restingTime = 200;

/** Larger notes are not read, in UTF-16 units. */
const largestNote = 4 * 1024 * 1024;

/** What a client can do. */
interface ClientAbilities {
  readonly configuration: boolean;
  readonly registration: boolean;
  /** It runs the commands of the extension from links in a hover. */
  readonly commands: boolean;
  /** It shows the marks under the cursor together with the hover there. */
  readonly marks: boolean;
}

/** What the server knows: open notes, their settings and checks, and the marks that it has shown. */
export class NoteServer {
  client: ClientAbilities = { configuration: false, registration: false, commands: false, marks: false };
  readonly #connection: Connection;
  readonly #checker: Checker;
  readonly #pause: () => Promise<void>;
  readonly #library = new Library();
  readonly #checks: Checks<TextDocument>;
  readonly #settings = new Map<string, Promise<Settings>>();
  /** Notes that are checked because the user asked for it. */
  readonly #asked = new Set<string>();
  /** Documents with marks, by the address of their source. */
  readonly #marked = new Map<string, readonly string[]>();
  /** Languages that the client synchronises by name; a client's own selector has the default ones. */
  readonly #registered = new Set<string>(defaultLanguages);

  constructor(connection: Connection, checker: Checker, pause: () => Promise<void>) {
    this.#connection = connection;
    this.#checker = checker;
    this.#pause = pause;
    this.#checks = new Checks({
      source: (uri) => this.#library.source(uri),
      check: (source) => this.#check(source),
      pause,
      onStart: ({ uri }) => this.#status({ uri, state: 'checking' }),
      onDone: (checked) => this.#publish(checked),
      onError: (source, error) => this.#fail(source, error),
    });
  }

  /** Listens to the documents of the client, once it is ready. */
  listen(): void {
    const { documents, notebooks } = this.#library;
    this.#library.listen(this.#connection);
    documents.onDidChangeContent(({ document }) => void this.#touch(document.uri));
    documents.onDidClose(({ document }) => this.#close(document.uri));
    notebooks.onDidOpen(({ uri }) => void this.#touch(uri));
    notebooks.onDidChange(({ notebookDocument }) => void this.#touch(notebookDocument.uri));
    notebooks.onDidClose(({ uri }) => this.#close(uri));
  }

  /** Asks the client for the documents of the languages that are checked as they are edited. */
  async watchLanguages(): Promise<void> {
    const { languages } = await this.#readSettings();
    for (const language of languages) await this.#synchronise(language);
  }

  /** Reads the settings anew and checks every open note with them. */
  async reload(): Promise<void> {
    this.#settings.clear();
    await this.watchLanguages();
    for (const uri of this.#library.uris()) {
      if (await this.#isWatched(uri)) this.#checks.restart(uri);
      else this.#drop(uri);
    }
  }

  /** The check of the note that a document belongs to, if the note is one that is checked. */
  async checkedPart(uri: string): Promise<CheckedPart | undefined> {
    const sourceUri = this.#library.sourceUri(uri);
    if (!(await this.#isWatched(sourceUri))) return undefined;
    const checked = await this.#checks.current(sourceUri);
    const part = checked?.source.documents.findIndex((document) => document.uri === uri) ?? -1;
    const document = checked?.source.documents[part];
    return checked && document && { ...checked, part, document };
  }

  /** The check of a note of any language, for a request about it; one that is not checked as it is edited is from now on. */
  async checkedNote(params: CheckParams): Promise<Checked<TextDocument> | undefined> {
    if (!(await this.#isWatched(params.uri))) await this.#ask(params);
    return this.#checks.current(params.uri);
  }

  /** The check that was made of a version of a note, while that is the newest. */
  async checkedVersion(uri: string, version: string): Promise<Checked<TextDocument> | undefined> {
    const checked = await this.#checks.known(uri);
    return checked?.source.version === version ? checked : undefined;
  }

  /** The report of a note in which one document would have another text; nobody is told of it. */
  async rehearse({ source }: Checked<TextDocument>, part: number, text: string): Promise<NoteReport> {
    const { macros } = await this.#settingsOf(source.uri);
    const parts = source.documents.map((document, n) => ({ text: n === part ? text : document.getText(), format: formatFor(document) }));
    const run = this.#checker(parts, { macros });
    for (;;) {
      const next = run.next();
      if (next.done) return next.value.report;
      await this.#pause();
    }
  }

  /** Whether a check is of the text as it is now. */
  async isCurrent({ source, guide }: CheckedPart): Promise<boolean> {
    return (await this.#checks.known(source.uri))?.guide === guide;
  }

  /** The counts of a note of any language, which from now on is checked as it is edited. */
  async checkOnDemand(params: CheckParams, token: CancellationToken): Promise<CheckResult | null> {
    const { uri } = params;
    const cancelling = token.onCancellationRequested(() => void this.#cancel(uri));
    await this.#ask(params);
    const checked = await this.#checks.current(uri);
    cancelling.dispose();
    return checked ? { summary: summaryOf(checked.report) } : null;
  }

  /** The value of a task, or null where it fails: our errors are logged and never reach the client. */
  async guard<T>(task: () => T | Promise<T>): Promise<T | null> {
    try {
      return await task();
    } catch (error) {
      this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return null;
    }
  }

  async #ask({ uri, document }: CheckParams): Promise<void> {
    this.#asked.add(uri);
    if (document === undefined) return;
    this.#library.lend(uri, document);
    await this.#synchronise(document.languageId);
  }

  /** Ends a check that nobody but the user asked for. */
  async #cancel(uri: string): Promise<void> {
    this.#asked.delete(uri);
    if (!(await this.#isWatched(uri))) this.#drop(uri);
  }

  async #touch(uri: string): Promise<void> {
    await this.guard(async () => {
      if (await this.#isWatched(uri)) this.#checks.schedule(uri, restingTime);
    });
  }

  async #isWatched(uri: string): Promise<boolean> {
    if (this.#asked.has(uri)) return true;
    const { enable, languages } = await this.#settingsOf(uri);
    const documents = this.#library.source(uri)?.documents ?? [];
    return enable && documents.some(({ languageId }) => languages.includes(languageId));
  }

  async #check({ uri, documents }: Source<TextDocument>): Promise<Generator<void, Outcome>> {
    const { macros } = await this.#settingsOf(uri);
    const parts = documents.map((document) => ({ text: document.getText(), format: formatFor(document) }));
    return isTooLarge(documents) ? nothing() : this.#checker(parts, { macros });
  }

  async #publish({ source, report }: Checked<TextDocument>): Promise<void> {
    const { uri, documents, version } = source;
    const settings = await this.#settingsOf(uri);
    if (this.#library.source(uri)?.version !== version) return;
    const marks = diagnosticsOf(report, { undetermined: settings.reportUndetermined });
    const tooLarge = isTooLarge(documents);
    this.#clear(uri, documents);
    documents.forEach((document, part) => {
      const own = marks.filter((mark) => mark.part === part).map((mark) => toDiagnostic(document, mark, settings));
      const diagnostics = tooLarge && part === 0 ? [tooLargeMark()] : own;
      void this.#connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
    });
    const addresses = documents.map((document) => document.uri);
    this.#marked.set(uri, addresses);
    this.#status(tooLarge ? { uri, state: 'too-large' } : { uri, state: 'checked', summary: summaryOf(report) });
  }

  #fail({ uri }: Source<TextDocument>, error: unknown): void {
    this.#clear(uri);
    this.#status({ uri, state: 'failed' });
    void this.guard(() => Promise.reject(error));
  }

  #close(uri: string): void {
    this.#asked.delete(uri);
    this.#settings.delete(uri);
    this.#drop(uri);
  }

  /** Forgets what was said of a note. */
  #drop(uri: string): void {
    this.#checks.forget(uri);
    this.#clear(uri);
    this.#status({ uri, state: 'closed' });
  }

  /** Removes the marks of a note, but for those documents that are about to get new ones. */
  #clear(uri: string, remaining: readonly TextDocument[] = []): void {
    const kept = new Set(remaining.map((document) => document.uri));
    for (const address of this.#marked.get(uri) ?? []) {
      if (!kept.has(address)) void this.#connection.sendDiagnostics({ uri: address, diagnostics: [] });
    }
    this.#marked.delete(uri);
  }

  #status(params: StatusParams): void {
    void this.#connection.sendNotification(statusMethod, params);
  }

  #settingsOf(uri: string): Promise<Settings> {
    const known = this.#settings.get(uri);
    if (known) return known;
    const settings = this.#readSettings(uri);
    this.#settings.set(uri, settings);
    return settings;
  }

  async #readSettings(scopeUri?: string): Promise<Settings> {
    if (!this.client.configuration) return settingsFrom(undefined, undefined);
    const scope = scopeUri === undefined ? {} : { scopeUri };
    const [own, macros] = await this.#connection.workspace.getConfiguration([
      { ...scope, section: 'backproof' },
      { ...scope, section: 'markdown.math.macros' },
    ]);
    return settingsFrom(own, macros);
  }

  /** Asks the client for the documents of one more language. */
  async #synchronise(language: string): Promise<void> {
    if (!this.client.registration || this.#registered.has(language)) return;
    this.#registered.add(language);
    const { client } = this.#connection;
    const documentSelector = [{ language }];
    await Promise.all([
      client.register(DidOpenTextDocumentNotification.type, { documentSelector }),
      client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental }),
      client.register(DidCloseTextDocumentNotification.type, { documentSelector }),
      client.register(HoverRequest.type, { documentSelector }),
      client.register(DefinitionRequest.type, { documentSelector }),
      client.register(CodeActionRequest.type, { documentSelector, codeActionKinds: [CodeActionKind.QuickFix] }),
    ]);
  }
}

function isTooLarge(documents: readonly TextDocument[]): boolean {
  const length = documents.reduce((sum, document) => sum + document.getText().length, 0);
  return largestNote < length;
}

function tooLargeMark(): Diagnostic {
  const start = { line: 0, character: 0 };
  const text = render(message('too-large', { limit: largestNote / 1024 ** 2 }));
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: diagnosticSource,
    code: 'too-large',
    message: text,
  };
}

function formatFor({ uri, languageId }: TextDocument): Part['format'] {
  return languageId === 'latex' || languageId === 'tex' ? 'tex' : formatOf(uri);
}

// biome-ignore lint/correctness/useYield: a note that is too large has no sections
function* nothing(): Generator<void, Outcome> {
  return { report: { blocks: [], problems: [], exhausted: false } };
}
