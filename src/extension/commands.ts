import { commands, type Disposable, type LogOutputChannel, languages, type Range, Selection, type TextEditor, Uri, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type CheckParams, type CheckResult, checkMethod } from '../protocol/messages.ts';
import { type CopyForm, copyDerivative, deriveGradient } from './derive.ts';
import { explainStep } from './explain.ts';
import type { Previews } from './preview.ts';
import type { Spot } from './spot.ts';
import type { StatusItem } from './status-item.ts';

/** The commands that package.json names. */
export function registerCommands(client: LanguageClient, output: LogOutputChannel, status: StatusItem, previews: Previews): Disposable[] {
  return [
    commands.registerCommand('backproof.checkNotes', () => checkNotes(client, status)),
    commands.registerCommand('backproof.goToMismatch', goToMismatch),
    commands.registerCommand('backproof.showOutput', () => output.show(true)),
    commands.registerCommand('backproof.deriveGradient', (spot?: Spot) => deriveGradient(client, spot)),
    commands.registerCommand('backproof.copyDerivative', (spot?: Spot, form?: CopyForm) => copyDerivative(client, spot, form)),
    commands.registerCommand('backproof.explainStep', (spot?: Spot) => explainStep(client, spot)),
    // A button in the title of an editor gives the address of its text, where the cursor says more.
    commands.registerCommand('backproof.openPreview', (spot?: Spot | Uri) => previews.open(spot instanceof Uri ? undefined : spot)),
  ];
}

/** Checks the active document or notebook, whatever its language; returns the counts, so that other extensions can use them. */
async function checkNotes(client: LanguageClient, status: StatusItem): Promise<CheckResult | null> {
  const params = activeNote();
  if (params === undefined) {
    void window.showInformationMessage('Open a note to check its derivations.');
    return null;
  }
  await client.start();
  const result = await client.sendRequest<CheckResult | null>(checkMethod, params);
  status.reveal(params.uri);
  return result;
}

function activeNote(): CheckParams | undefined {
  const notebook = window.activeNotebookEditor?.notebook;
  if (notebook) return { uri: notebook.uri.toString() };
  const document = window.activeTextEditor?.document;
  if (document === undefined) return undefined;
  const { languageId, version } = document;
  return { uri: document.uri.toString(), document: { languageId, version, text: document.getText() } };
}

/** Puts the cursor on the next mark that tells of something wrong, else on the next mark, and shows it; after the last comes the first. */
async function goToMismatch(): Promise<void> {
  const notebook = window.activeNotebookEditor?.notebook;
  if (notebook) {
    await commands.executeCommand('workbench.actions.view.problems');
    return;
  }
  const editor = window.activeTextEditor;
  const next = editor && nextMark(editor);
  if (editor === undefined || next === undefined) return;
  editor.selection = new Selection(next.start, next.start);
  editor.revealRange(next);
  await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? 1, preserveFocus: false });
  await commands.executeCommand('editor.action.showHover');
}

function nextMark(editor: TextEditor): Range | undefined {
  const marks = languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === 'backproof');
  const wrong = marks.filter(({ code }) => code !== 'undetermined');
  const ranges = (wrong.length > 0 ? wrong : marks).map(({ range }) => range).sort((a, b) => a.start.compareTo(b.start));
  return ranges.find(({ start }) => start.isAfter(editor.selection.active)) ?? ranges[0];
}
