import { commands, type Disposable, MarkdownString, StatusBarAlignment, window } from 'vscode';
import type { Counts, StatusParams } from '../protocol/messages.ts';

/** One item at the right of the status bar: what the check of the active note came to. It knows too whether that has steps. A note without steps shows none unless asked for. */
export class StatusItem implements Disposable {
  readonly #item = window.createStatusBarItem('backproof.status', StatusBarAlignment.Right, 100);
  readonly #notes = new Map<string, StatusParams>();
  readonly #asked = new Set<string>();
  readonly #listeners = [
    window.onDidChangeActiveTextEditor(() => this.#show()),
    window.onDidChangeActiveNotebookEditor(() => this.#show()),
  ];

  constructor() {
    this.#item.name = 'Backproof';
  }

  /** Takes news of a note. While it is checked again its old counts stay, so that nothing flickers. */
  update(params: StatusParams): void {
    const { uri, state } = params;
    if (state === 'closed') {
      this.#notes.delete(uri);
      this.#asked.delete(uri);
    } else {
      const known = this.#notes.get(uri)?.summary;
      this.#notes.set(uri, state === 'checking' && known ? { ...params, summary: known } : params);
    }
    this.#show();
  }

  /** Shows the counts of a note even if it has no steps. */
  reveal(uri: string): void {
    this.#asked.add(uri);
    this.#show();
  }

  dispose(): void {
    this.#item.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #show(): void {
    const uri = activeUri();
    const params = uri === undefined ? undefined : this.#notes.get(uri);
    void commands.executeCommand('setContext', 'backproof.hasSteps', 0 < (params?.summary?.steps ?? 0));
    const face = params && faceOf(params, this.#asked.has(params.uri));
    if (face === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = face.text;
    this.#item.tooltip = new MarkdownString(face.tooltip);
    this.#item.accessibilityInformation = { label: `Backproof: ${face.spoken}`, role: 'button' };
    this.#item.command = face.command;
    this.#item.show();
  }
}

function activeUri(): string | undefined {
  return (window.activeNotebookEditor?.notebook.uri ?? window.activeTextEditor?.document.uri)?.toString();
}

interface Face {
  readonly text: string;
  readonly tooltip: string;
  readonly spoken: string;
  readonly command: string;
}

/** How a state looks, or nothing where it is not worth a place in the bar. */
function faceOf({ state, summary }: StatusParams, asked: boolean): Face | undefined {
  if (state === 'failed') return plainFace('$(warning) Backproof', 'The check failed. Click for the log.', 'backproof.showOutput');
  if (state === 'too-large') return plainFace('$(circle-slash) Backproof', 'This note is too large to check.', 'backproof.showOutput');
  if (summary === undefined) return plainFace('$(loading~spin) Backproof', 'Checking…', 'backproof.showOutput');
  if (summary.steps === 0 && !asked) return undefined;
  if (summary.steps === 0) return plainFace('$(check) no steps', 'No derivation was found in this note.', 'backproof.checkNotes');
  return countsFace(summary);
}

function plainFace(text: string, words: string, command: string): Face {
  return { text, tooltip: words, spoken: words, command };
}

function countsFace(summary: Counts): Face {
  const right = summary.holds + summary['holds-assuming'] + summary.rounded;
  const wrong = summary.mismatch;
  const open = summary.undetermined;
  const words = [
    counted(right, 'step holds', 'steps hold') + (summary['holds-assuming'] ? `, ${summary['holds-assuming']} under an assumption` : ''),
    counted(wrong, 'step does not hold', 'steps do not hold'),
    ...(open ? [counted(open, 'step was not decided', 'steps were not decided')] : []),
  ];
  const signs = [`$(check) ${right}`, ...(wrong ? [`$(error) ${wrong}`] : []), ...(open ? [`$(question) ${open}`] : [])];
  return {
    text: signs.join('  '),
    tooltip: `**Backproof**\n\n${words.join('  \n')}${wrong ? '\n\nClick to go there.' : ''}`,
    spoken: words.join(', '),
    command: wrong ? 'backproof.goToMismatch' : 'backproof.checkNotes',
  };
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
