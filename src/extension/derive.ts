import { env, Position, type QuickPickItem, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type Derivable,
  type DeriveForm,
  type DeriveParams,
  type DeriveResult,
  derivableMethod,
  deriveMethod,
  type Refusal,
  type Variables,
  type VariablesParams,
  variablesMethod,
} from '../protocol/messages.ts';
import { pointAt, type Spot } from './spot.ts';

/** How a derivative is copied. */
export type CopyForm = Exclude<DeriveForm, 'insertion'>;

const forms: readonly { readonly form: CopyForm; readonly label: string; readonly detail: string }[] = [
  { form: 'latex', label: 'LaTeX', detail: 'One equation, in the notation of the text' },
  { form: 'numpy', label: 'NumPy', detail: 'A Python function with its shapes and a gradient check' },
  { form: 'torch', label: 'PyTorch', detail: 'A Python function with its shapes and a gradient check' },
  { form: 'jax', label: 'JAX', detail: 'A Python function with its shapes and a gradient check' },
  { form: 'ts', label: 'TypeScript', detail: 'A function with its shapes and a gradient check' },
];

/** Asks what is to be derived by what, and writes the derivation below its formula. Returns whether it did. */
export async function deriveGradient(client: LanguageClient, spot?: Spot): Promise<boolean> {
  const asked = await ask(client, 'Derive Gradient', spot);
  if (asked === undefined) return false;
  const result = await request<DeriveResult>(client, deriveMethod, { ...asked, form: 'insertion' } satisfies DeriveParams);
  if (result === undefined || !('edit' in result)) return false;
  const { uri, version, position, newText } = result.edit;
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (document?.version !== version) {
    say('The text has changed meanwhile, so nothing was inserted.');
    return false;
  }
  const at = new Position(position.line, position.character);
  const edit = new WorkspaceEdit();
  edit.insert(Uri.parse(uri), at, newText);
  const isDone = await workspace.applyEdit(edit);
  const editor = window.visibleTextEditors.find((one) => one.document === document);
  editor?.revealRange(new Range(at, document.positionAt(document.offsetAt(at) + newText.length)));
  return isDone;
}

/** Asks what is to be derived by what, and copies the derivative as LaTeX or as code. Returns whether it did. */
export async function copyDerivative(client: LanguageClient, spot?: Spot, form?: CopyForm): Promise<boolean> {
  const asked = await ask(client, 'Copy Derivative As', spot);
  if (asked === undefined) return false;
  const items = forms.map((one) => ({ ...one }));
  const chosen = form ?? (await pick(items, { title: 'Copy Derivative As', placeholder: 'As what?' }))?.form;
  if (chosen === undefined) return false;
  const result = await request<DeriveResult>(client, deriveMethod, { ...asked, form: chosen } satisfies DeriveParams);
  if (result === undefined || !('text' in result)) return false;
  await env.clipboard.writeText(result.text);
  const label = forms.find((one) => one.form === chosen)?.label ?? chosen;
  window.setStatusBarMessage(`$(check) Derivative copied as ${label}`, 4000);
  return true;
}

/** What is derived by what: chosen from lists in which what the cursor is about comes first. A place that a link gives needs no first list. */
async function ask(client: LanguageClient, title: string, spot?: Spot): Promise<Omit<DeriveParams, 'form'> | undefined> {
  const params = pointAt(spot);
  if (params === undefined) {
    say('Open a note to derive something in it.');
    return undefined;
  }
  await client.start();
  const found = await request<Derivable | Refusal>(client, derivableMethod, params);
  if (found === undefined || 'refused' in found) return undefined;
  const { subjects, chosen, version } = found;
  const items = subjects.map(({ id, name, formula, place }) => ({ id, label: name, description: place, detail: formula }));
  const isSettled = subjects.length === 1 || (spot !== undefined && chosen !== undefined);
  const active = items.find(({ id }) => id === chosen) ?? items[0];
  const subject = isSettled ? active : await pick(items, { title, placeholder: 'Differentiate what?', active });
  if (subject === undefined) return undefined;
  const own = subject.id === chosen && found.by !== undefined ? { by: found.by } : {};
  const question = { uri: params.uri, version, subject: subject.id, ...own };
  const answer = await request<Variables | Refusal>(client, variablesMethod, question satisfies VariablesParams);
  if (answer === undefined || 'refused' in answer) return undefined;
  const names = answer.variables.map(({ by, name, preview }) => ({ by, label: name, ...(preview ? { detail: preview } : {}) }));
  const variable = await pick(names, { title: `${title}: ${subject.label}`, placeholder: 'By what?' });
  return variable && { uri: params.uri, version, subject: subject.id, by: variable.by };
}

/** The answer of the server; one that refuses is said, and is none. */
async function request<T extends object>(client: LanguageClient, method: string, params: object): Promise<T | undefined> {
  const result = await client.sendRequest<T | Refusal | null>(method, params);
  if (result === null) say('This could not be derived; the output of Backproof says why.');
  else if ('refused' in result) say(result.refused);
  else return result;
  return undefined;
}

function say(words: string): void {
  void window.showInformationMessage(words);
}

interface Question<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly active?: T | undefined;
}

/** A choice from a list, one item of which is chosen from the start. */
function pick<T extends QuickPickItem>(items: readonly T[], { title, placeholder, active }: Question<T>): Promise<T | undefined> {
  const list = window.createQuickPick<T>();
  list.items = items;
  list.title = title;
  list.placeholder = placeholder;
  list.matchOnDetail = true;
  if (active) list.activeItems = [active];
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.activeItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
