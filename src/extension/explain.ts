import { commands, Hover, MarkdownString, Position, Range, Selection, type TextDocument, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type ExplainResult, explainMethod, type PointParams } from '../protocol/messages.ts';
import { pointAt, type Spot } from './spot.ts';

/** An explanation that the next hover at its place shows. */
interface Waiting {
  readonly uri: string;
  readonly position: Position;
  readonly hover: Hover;
}

let waiting: Waiting | undefined;

/** How long an explanation waits for its hover, in milliseconds. */
const longestWait = 3000;

/** Shows in a hover which rule leads from the one side of the step at the cursor to the other. */
export async function explainStep(client: LanguageClient, spot?: Spot): Promise<void> {
  const params = pointAt(spot);
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === params?.textUri);
  if (params === undefined || editor === undefined) {
    void window.showInformationMessage('Put the cursor on a step of a derivation to have it explained.');
    return;
  }
  await client.start();
  const result = await client.sendRequest<ExplainResult | null>(explainMethod, params satisfies PointParams);
  if (result === null || 'refused' in result) {
    void window.showInformationMessage(result?.refused ?? 'The step could not be explained; the output of Backproof says why.');
    return;
  }
  const { start, end } = result.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  const position = new Position(params.position.line, params.position.character);
  const explanation = { uri: params.textUri, position, hover: new Hover(new MarkdownString(result.markdown), range) };
  waiting = explanation;
  setTimeout(() => {
    if (waiting === explanation) waiting = undefined;
  }, longestWait);
  editor.selection = new Selection(position, position);
  await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? 1, preserveFocus: false });
  await commands.executeCommand('editor.action.showHover');
}

/** The explanation that waits for a hover at a place. */
export function takeExplanation({ uri }: TextDocument, position: Position): Hover | undefined {
  if (waiting === undefined || waiting.uri !== uri.toString() || !waiting.position.isEqual(position)) return undefined;
  const { hover } = waiting;
  waiting = undefined;
  return hover;
}
