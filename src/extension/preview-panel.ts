import { type Disposable, NotebookRange, Range, type TextDocument, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Point } from '../protocol/messages.ts';
import { type FromPage, type ShownPlace, type ToPage, type TrainParams, type TrainResult, trainMethod } from '../protocol/preview.ts';
import { previewPage } from './preview-page.ts';

/** How long a text rests before the preview reads it again, in milliseconds. */
const restingTime = 400;

/** Own data may be this large, in bytes. */
const largestData = 16 * 1024 * 1024;

/** One preview: its page, and the note that it is about. */
export class PreviewPanel implements Disposable {
  readonly panel: WebviewPanel;
  readonly #client: LanguageClient;
  readonly #listeners: Disposable[];
  #uri: Uri;
  #at: { readonly uri: string; readonly position: Point } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: WebviewPanel, client: LanguageClient, dist: Uri, uri: Uri) {
    this.panel = panel;
    this.#client = client;
    this.#uri = uri;
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.#listeners = [
      panel.webview.onDidReceiveMessage((message: FromPage) => void this.#take(message)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && noteOf(document) === this.uri) this.#edited();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor: { document, selection } }) => {
        if (noteOf(document) !== this.uri) return;
        const { line, character } = selection.active;
        this.#post({ kind: 'cursor', uri: document.uri.toString(), position: { line, character } });
      }),
      workspace.onDidChangeNotebookDocument(({ notebook }) => {
        if (notebook.uri.toString() === this.uri) this.#edited();
      }),
    ];
    panel.title = titleOf(uri);
    panel.webview.html = previewPage(panel.webview, dist);
  }

  /** Of the note. */
  get uri(): string {
    return this.#uri.toString();
  }

  /** From now on the preview is about the formulas around a place. */
  lookAt(textUri: string, position: Point, isNew: boolean): void {
    this.#at = { uri: textUri, position };
    if (!isNew) this.#post({ kind: 'moved' });
  }

  /** The note has another address. */
  rename(uri: Uri): void {
    this.#uri = uri;
    this.#at = undefined;
    this.panel.title = titleOf(uri);
    this.#postNote();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
  }

  #edited(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#post({ kind: 'edited' }), restingTime);
  }

  async #take(message: FromPage): Promise<void> {
    if (message.kind === 'ready') this.#postNote();
    else if (message.kind === 'plan') this.#post({ kind: 'plan', id: message.id, result: await this.#plan(message.wishes) });
    else if (message.kind === 'reveal') await reveal(message.place, message.isQuiet ?? false);
    else if (message.kind === 'open-data') await this.#openData();
    else await this.#save(message.name, message.base64);
  }

  async #plan(wishes: TrainParams['wishes']): Promise<TrainResult> {
    const failed = (refused: string): TrainResult => ({ refused, goals: [] });
    try {
      const params = await paramsFor(this.#uri, this.#at);
      await this.#client.start();
      const result = await this.#client.sendRequest<TrainResult | null>(trainMethod, { ...params, wishes } satisfies TrainParams);
      return result ?? failed('The notes could not be read; the output of Backproof says why.');
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  async #openData(): Promise<void> {
    const [file] =
      (await window.showOpenDialog({
        title: 'Train on the rows of a file',
        openLabel: 'Use',
        filters: { 'Comma-separated values': ['csv', 'tsv', 'txt'] },
        defaultUri: Uri.joinPath(this.#uri, '..'),
      })) ?? [];
    if (file === undefined) return;
    const { size } = await workspace.fs.stat(file);
    if (largestData < size) {
      void window.showErrorMessage(`${nameOf(file)} is larger than ${largestData / 1024 ** 2} MB, which is the limit.`);
      return;
    }
    const text = new TextDecoder().decode(await workspace.fs.readFile(file));
    this.#post({ kind: 'data', name: nameOf(file), text });
  }

  async #save(name: string, base64: string): Promise<void> {
    const file = await window.showSaveDialog({ title: 'Export', defaultUri: Uri.joinPath(this.#uri, '..', name) });
    if (file === undefined) return;
    try {
      await workspace.fs.writeFile(file, Buffer.from(base64, 'base64'));
      window.setStatusBarMessage(`$(check) ${nameOf(file)} written`, 4000);
    } catch (error) {
      void window.showErrorMessage(`${nameOf(file)} could not be written: ${error instanceof Error ? error.message : error}`);
    }
  }

  #postNote(): void {
    this.#post({ kind: 'note', uri: this.uri, name: nameOf(this.#uri) });
  }

  #post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}

/** The address of the note that a document is, or is a cell of. */
function noteOf(document: TextDocument): string {
  const notebook = workspace.notebookDocuments.find((one) => one.getCells().some((cell) => cell.document === document));
  return (notebook?.uri ?? document.uri).toString();
}

/** A note as the server is asked about it, opened if it is not; where no cursor was, its beginning. */
async function paramsFor(
  uri: Uri,
  at: { readonly uri: string; readonly position: Point } | undefined,
): Promise<Omit<TrainParams, 'wishes'>> {
  const position = at?.position ?? { line: 0, character: 0 };
  const known = workspace.notebookDocuments.find((one) => one.uri.toString() === uri.toString());
  if (known || /\.ipynb$/i.test(uri.path)) {
    const notebook = known ?? (await workspace.openNotebookDocument(uri));
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === at?.uri) ?? notebook.cellAt(0);
    return { uri: uri.toString(), textUri: cell.document.uri.toString(), position };
  }
  const document = await workspace.openTextDocument(uri);
  const { languageId, version } = document;
  return { uri: uri.toString(), textUri: uri.toString(), position, document: { languageId, version, text: document.getText() } };
}

/** Shows a formula of the notes in the editor and puts the cursor there. */
async function reveal({ uri, range: { start, end } }: ShownPlace, preserveFocus: boolean): Promise<void> {
  const selection = new Range(start.line, start.character, end.line, end.character);
  const notebook = workspace.notebookDocuments.find((one) => one.getCells().some(({ document }) => document.uri.toString() === uri));
  const cell = notebook?.getCells().find(({ document }) => document.uri.toString() === uri);
  const document = cell?.document ?? (await workspace.openTextDocument(Uri.parse(uri)));
  const shown = window.visibleTextEditors.find((one) => one.document === document);
  if (notebook && cell) {
    const viewColumn = window.visibleNotebookEditors.find((one) => one.notebook === notebook)?.viewColumn ?? ViewColumn.One;
    const { index } = cell;
    await window.showNotebookDocument(notebook, { viewColumn, preserveFocus, selections: [new NotebookRange(index, index + 1)] });
    return;
  }
  await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? ViewColumn.One, preserveFocus, selection });
}

function titleOf(uri: Uri): string {
  return `Training: ${nameOf(uri)}`;
}

function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
