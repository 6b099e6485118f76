import { type TextDocument, window, workspace } from 'vscode';
import type { Point, PointParams } from '../protocol/messages.ts';

/** A place in a document or in a cell of a notebook, as the links of a hover give it. */
export interface Spot {
  readonly uri: string;
  readonly position: Point;
}

/** What a command is about, as the server is asked: a place that a link gives, else the cursor. */
export function pointAt(spot: Spot | undefined): PointParams | undefined {
  const document = spot ? workspace.textDocuments.find(({ uri }) => uri.toString() === spot.uri) : activeDocument();
  if (document === undefined) return undefined;
  const editor = window.visibleTextEditors.find((one) => one.document === document);
  const { line, character } = spot?.position ?? editor?.selection.active ?? { line: 0, character: 0 };
  const { languageId, version } = document;
  const notebook = workspace.notebookDocuments.find((one) => one.getCells().some((cell) => cell.document === document));
  return {
    uri: (notebook?.uri ?? document.uri).toString(),
    ...(notebook ? {} : { document: { languageId, version, text: document.getText() } }),
    textUri: document.uri.toString(),
    position: { line, character },
  };
}

/** The document with the cursor; of a notebook the selected cell. */
function activeDocument(): TextDocument | undefined {
  const inNotebook = window.activeNotebookEditor;
  const document = window.activeTextEditor?.document;
  if (inNotebook === undefined) return document;
  const cell = inNotebook.notebook.getCells().find((one) => one.document === document);
  return cell?.document ?? inNotebook.notebook.cellAt(inNotebook.selection.start).document;
}
