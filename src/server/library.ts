import { type Connection, NotebookDocuments, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Source } from './checks.ts';

/** The open documents and notebooks, each as the source that is checked as one note. */
export class Library {
  readonly documents = new TextDocuments(TextDocument);
  readonly notebooks = new NotebookDocuments(TextDocument);
  /** Documents that came with a request, until they are synchronised or replaced. */
  readonly #loose = new Map<string, TextDocument>();

  listen(connection: Connection): void {
    this.documents.listen(connection);
    this.notebooks.listen(connection);
    this.documents.onDidOpen(({ document }) => this.#loose.delete(document.uri));
    this.documents.onDidClose(({ document }) => this.#loose.delete(document.uri));
  }

  /** The source of that address; the versions of all its texts make its version. */
  source(uri: string): Source<TextDocument> | undefined {
    const notebook = this.notebooks.getNotebookDocument(uri);
    if (notebook) {
      const cells = notebook.cells.map((cell) => this.notebooks.getCellTextDocument(cell)).filter((cell) => cell !== undefined);
      return { uri, documents: cells, version: JSON.stringify(cells.map((cell) => [cell.uri, cell.version])) };
    }
    const document = this.documents.get(uri) ?? this.#loose.get(uri);
    return document && { uri, documents: [document], version: `${document.languageId} ${document.version}` };
  }

  /** The address of the source that a document or cell belongs to. */
  sourceUri(uri: string): string {
    return this.notebooks.findNotebookDocumentForCell(uri)?.uri ?? uri;
  }

  /** Takes a document from a request where the client does not synchronise it. */
  lend(uri: string, { languageId, version, text }: { languageId: string; version: number; text: string }): void {
    if (this.documents.get(uri) === undefined) this.#loose.set(uri, TextDocument.create(uri, languageId, version, text));
  }

  /** The addresses of all open sources. */
  uris(): readonly string[] {
    const notebooks = new Set(this.notebooks.cellTextDocuments.keys().map((cell) => this.sourceUri(cell)));
    return [...this.documents.keys(), ...this.#loose.keys(), ...notebooks];
  }
}
