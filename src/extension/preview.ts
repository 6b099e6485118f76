import { type Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { PreviewState } from '../protocol/preview.ts';
import { PreviewPanel } from './preview-panel.ts';
import { pointAt, type Spot } from './spot.ts';

const viewType = 'backproof.preview';

/** The training previews, at most one for each note; they come back when the window is loaded again, and move with the file. */
export class Previews implements Disposable {
  readonly #client: LanguageClient;
  readonly #dist: Uri;
  readonly #shown = new Set<PreviewPanel>();
  readonly #listeners: Disposable[];

  constructor({ extensionUri }: ExtensionContext, client: LanguageClient) {
    this.#client = client;
    this.#dist = Uri.joinPath(extensionUri, 'dist');
    this.#listeners = [
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state: PreviewState | undefined) => this.#restore(panel, state),
      }),
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#rename(oldUri.toString(), newUri);
      }),
    ];
  }

  /** Shows the preview of the note with the cursor, beside it. */
  open(spot?: Spot): void {
    const params = pointAt(spot);
    if (params === undefined) {
      void window.showInformationMessage('Open a note to see its network trained.');
      return;
    }
    const known = this.#of(params.uri);
    if (known) {
      known.lookAt(params.textUri, params.position, false);
      known.panel.reveal(undefined, true);
      return;
    }
    const panel = window.createWebviewPanel(viewType, '', { viewColumn: ViewColumn.Beside, preserveFocus: true });
    this.#adopt(panel, Uri.parse(params.uri)).lookAt(params.textUri, params.position, true);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    for (const preview of this.#shown) preview.dispose();
  }

  #of(uri: string): PreviewPanel | undefined {
    return [...this.#shown].find((preview) => preview.uri === uri);
  }

  #restore(panel: WebviewPanel, state: PreviewState | undefined): void {
    // A second one for a note, or one that never came to know its note, has nothing to show.
    if (typeof state?.uri !== 'string' || this.#of(state.uri)) panel.dispose();
    else this.#adopt(panel, Uri.parse(state.uri));
  }

  #adopt(panel: WebviewPanel, uri: Uri): PreviewPanel {
    const preview = new PreviewPanel(panel, this.#client, this.#dist, uri);
    this.#shown.add(preview);
    panel.onDidDispose(() => {
      this.#shown.delete(preview);
      preview.dispose();
    });
    return preview;
  }

  /** A file, or a folder that notes lie in, has another address. */
  #rename(from: string, to: Uri): void {
    for (const preview of this.#shown) {
      if (preview.uri === from) preview.rename(to);
      else if (preview.uri.startsWith(`${from}/`)) preview.rename(Uri.parse(to.toString() + preview.uri.slice(from.length)));
    }
  }
}
