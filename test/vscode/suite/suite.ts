import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CheckResult } from '../../../src/protocol/messages.ts';

/** What the extension does, asked through the API of the editor. */
export function registerSuite(): void {
  describe('Backproof', () => {
    afterEach(async () => {
      for (const document of vscode.workspace.textDocuments) {
        // The editor writes its own settings now and then, which is none of the notes.
        if (document.isDirty && vscode.workspace.getWorkspaceFolder(document.uri)) {
          await vscode.window.showTextDocument(document);
          await vscode.commands.executeCommand('workbench.action.files.revert');
        }
      }
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('marks the wrong factor of a Markdown note, and nothing else', async () => {
      const { document } = await open('neuron.md');
      const [mark, ...others] = await marksOf(document.uri, 1);
      assert.deepEqual(others, []);
      assert.deepEqual(mark?.range, rangeOf(document, '(y - t) \\, w', 'w'));
      assert.equal(mark?.severity, vscode.DiagnosticSeverity.Error);
      assert.equal(mark?.code, 'wrong-variable');
      assert.match(mark?.message ?? '', /your right side gives −?[\d.]+, the engine −?[\d.]+/);
    });

    it('leaves a note without derivations alone', async () => {
      const { document } = await open('sign.md');
      await marksOf(document.uri, 1);
      const prose = await open('prose.md');
      const hovers = await hoversAt(prose.document, prose.document.positionAt(20));
      assert.deepEqual(hovers, []);
      assert.deepEqual(vscode.languages.getDiagnostics(prose.document.uri), []);
    });

    it('says the verdict of a step in its hover: of a wrong one with witness and typeset repair where its mark says nothing, of a right one with its evidence', async () => {
      const { document } = await open('neuron.md');
      const [mark] = await marksOf(document.uri, 1);
      const elsewhere = (await hoversAt(document, rangeOf(document, '(y - t) \\, w', '(').start)).join('\n');
      assert.match(elsewhere, /This step does not hold\.\*\* This should be[\s\S]*your right side gives/);
      const wrong = (await hoversAt(document, mark?.range.start ?? new vscode.Position(0, 0))).join('\n');
      assert.match(wrong.split('\n')[0] ?? '', /This step does not hold/);
      assert.doesNotMatch(wrong, /should be|your right side gives/);
      assert.match(wrong, /!\[[^\]]*y - t[^\]]*x[^\]]*\]\(data:image\/svg\+xml;base64,/);
      const right = (await hoversAt(document, rangeOf(document, 'y - t$$\n\nand', 'y').start)).join('\n');
      assert.match(right, /This step holds\.[\s\S]*agree at \d+ points/);
    });

    it('repairs the step by its preferred quick fix, which takes the mark away', async () => {
      const { document } = await open('neuron.md');
      const [mark] = await marksOf(document.uri, 1);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        mark?.range,
      );
      const fix = actions.find(({ title }) => title.startsWith('Replace with'));
      assert.equal(fix?.isPreferred, true);
      assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
      assert.match(document.getText(), /\\frac\{\\partial L\}\{\\partial w\} = \(y - t\) *\\, *x\$\$/);
      await marksOf(document.uri, 0);
    });

    it('follows edits: a repair by hand removes the mark, a new slip brings one', async () => {
      const { document } = await open('sign.md');
      await marksOf(document.uri, 1);
      await replace(document, 't - y', 'y - t');
      await marksOf(document.uri, 0);
      await replace(document, '= y - t', '= 2 (y - t)');
      const [mark] = await marksOf(document.uri, 1);
      assert.equal(mark?.code, 'extra-factor');
    });

    it('checks text that was never saved, on command', async () => {
      const content = '$$L = \\frac12 (y - t)^2$$\n\n$$\\frac{\\partial L}{\\partial y} = t - y$$\n';
      const document = await vscode.workspace.openTextDocument({ content });
      await vscode.window.showTextDocument(document);
      const result = await check();
      assert.equal(result?.summary.mismatch, 1);
      const [mark] = await marksOf(document.uri, 1);
      assert.deepEqual(mark?.range, rangeOf(document, 't - y', 't - y'));
    });

    it('checks a plain text file on command, and from then on as it is edited', async () => {
      const { document } = await open('sum.txt');
      assert.equal(document.languageId, 'plaintext');
      assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
      const result = await check();
      assert.equal(result?.summary.mismatch, 1);
      const [mark] = await marksOf(document.uri, 1);
      assert.ok(rangeOf(document, '2 (y_k - t_k)', '2 (y_k - t_k)').contains(mark?.range ?? new vscode.Position(0, 0)));
      await replace(document, '= 2 (y_k - t_k)', '= y_k - t_k');
      await marksOf(document.uri, 0);
    });

    it('reads the Markdown cells of a notebook as one note, in order', async () => {
      const notebook = await vscode.workspace.openNotebookDocument(fileUri('cells.ipynb'));
      await vscode.window.showNotebookDocument(notebook);
      const [intro, , claim] = notebook.getCells();
      assert.ok(intro && claim);
      const [mark] = await marksOf(claim.document.uri, 1);
      const wrong = rangeOf(claim.document, '(1 + h^2)', '(1 + h^2)');
      assert.ok(mark && wrong.contains(mark.range), `${JSON.stringify(mark?.range)} is outside of the factor`);
      assert.deepEqual(vscode.languages.getDiagnostics(intro.document.uri), []);
      const result = await check();
      assert.equal(result?.summary.mismatch, 1);
      await replace(claim.document, '1 + h^2', '1 - h^2');
      await marksOf(claim.document.uri, 0);
    });

    it('goes to the next mismatch', async () => {
      const editor = await open('neuron.md');
      const [mark] = await marksOf(editor.document.uri, 1);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await vscode.commands.executeCommand('backproof.goToMismatch');
      assert.deepEqual(editor.selection.active, mark?.range.start);
    });

    it('says the derivatives of a definition in its hover, each as a formula that can be read and copied', async () => {
      const { document } = await open('unit.md');
      await marksOf(document.uri, 1);
      // The first hover of a process may be out of time after one derivative.
      await hoversAt(document, rangeOf(document, 'L = -t', 'L').start);
      const loss = (await hoversAt(document, rangeOf(document, 'L = -t', 'L').start)).join('\n');
      assert.match(loss, /!\[\\frac\{\\partial L\}\{\\partial z\} = a - t ; [^\]]*\]\(data:image\/svg\+xml;base64,/);
      assert.match(loss, /\[Derive…\]\(command:backproof\.deriveGradient\?/);
      const activation = (await hoversAt(document, rangeOf(document, '\\sigma(z) = \\frac', '\\sigma').start)).join('\n');
      assert.match(activation, /!\[\\sigma'\(z\) = \\sigma\(z\) \(1 - \\sigma\(z\)\)\]/);
    });

    it('adds less than 50 ms to a hover over a text that it knows', async () => {
      const { document } = await open('unit.md');
      await marksOf(document.uri, 1);
      const best = async (around: string, part: string): Promise<number> => {
        const at = rangeOf(document, around, part).start;
        const times: number[] = [];
        for (let n = 0; n < 15; n++) {
          const began = performance.now();
          await hoversAt(document, at);
          times.push(performance.now() - began);
        }
        return Math.min(...times);
      };
      // Other extensions answer too, wherever the cursor is.
      const [elsewhere, over] = [await best('and therefore', 'there'), await best('L = -t', 'L')];
      console.log(`T note warm hover: ${over.toFixed(1)} ms over a definition, ${elsewhere.toFixed(1)} ms elsewhere`);
      assert.ok(over - elsewhere < 50, `${over} ms, and ${elsewhere} ms elsewhere`);
    });

    it('goes to the formula that defines a name, from a note and from a cell of a notebook', async () => {
      const { document } = await open('unit.md');
      await marksOf(document.uri, 1);
      const [found] = await definitionsAt(document, rangeOf(document, '\\log a', 'a').start);
      assert.equal(document.getText(found?.range), 'a = \\sigma(z)');
      const notebook = await vscode.workspace.openNotebookDocument(fileUri('cells.ipynb'));
      await vscode.window.showNotebookDocument(notebook);
      const [intro, , claim] = notebook.getCells();
      assert.ok(intro && claim);
      const [other] = await definitionsAt(claim.document, rangeOf(claim.document, '(h - t)', 'h').start);
      assert.equal(other?.uri.toString(), intro.document.uri.toString());
      assert.equal(intro.document.getText(other?.range), 'h = \\tanh(a)');
    });

    it('writes a derivation as one edit that can be undone and made again, and all of it holds', async () => {
      const editor = await open('unit.md');
      const { document } = editor;
      await marksOf(document.uri, 1);
      const before = document.getText();
      const { start } = rangeOf(document, 'log a', 'a');
      const derive = async (): Promise<boolean> => {
        editor.selection = new vscode.Selection(start, start);
        const done = vscode.commands.executeCommand<boolean>('backproof.deriveGradient', { uri: document.uri.toString(), position: start });
        await accept();
        return done;
      };
      assert.equal(await derive(), true);
      const after = document.getText();
      assert.match(
        after,
        /log\(1 - a\)\n\$\$\n\n\$\$\n\\begin\{aligned\}\n\\frac\{\\partial L\}\{\\partial a\} &= [^$]*\\end\{aligned\}\n\$\$\n\nand/,
      );
      assert.equal((await check())?.summary.mismatch, 1);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
      assert.equal(await derive(), true);
      assert.equal(document.getText(), after);
    });

    it('writes a derivation in a cell of a notebook', async () => {
      const notebook = await vscode.workspace.openNotebookDocument(fileUri('cells.ipynb'));
      await vscode.window.showNotebookDocument(notebook);
      const [intro] = notebook.getCells();
      assert.ok(intro);
      const position = rangeOf(intro.document, '(h - t)', 'h').start;
      const done = vscode.commands.executeCommand<boolean>('backproof.deriveGradient', { uri: intro.document.uri.toString(), position });
      await accept();
      assert.equal(await done, true);
      assert.match(intro.document.getText(), /\$\$\n\\frac\{\\partial L\}\{\\partial h\} = h - t\n\$\$/);
    });

    it('copies a derivative as code', async () => {
      const { document } = await open('unit.md');
      await marksOf(document.uri, 1);
      const spot = { uri: document.uri.toString(), position: rangeOf(document, 'log a', 'a').start };
      const done = vscode.commands.executeCommand<boolean>('backproof.copyDerivative', spot, 'numpy');
      await accept();
      assert.equal(await done, true);
      assert.match(await vscode.env.clipboard.readText(), /import numpy as np/);
    });

    it('leaves a text alone in which nothing can be derived', async () => {
      const { document } = await open('prose.md');
      const before = document.getText();
      assert.equal(await vscode.commands.executeCommand<boolean>('backproof.deriveGradient'), false);
      assert.equal(document.getText(), before);
    });

    it('uses new settings at once', async () => {
      const { document } = await open('sign.md');
      await marksOf(document.uri, 1);
      const settings = vscode.workspace.getConfiguration('backproof');
      await settings.update('diagnosticSeverity', 'warning', vscode.ConfigurationTarget.Global);
      try {
        await until(() => vscode.languages.getDiagnostics(document.uri)[0]?.severity === vscode.DiagnosticSeverity.Warning);
      } finally {
        await settings.update('diagnosticSeverity', undefined, vscode.ConfigurationTarget.Global);
      }
    });
  });
}

function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)));
}

function check(): Thenable<CheckResult | null> {
  return vscode.commands.executeCommand('backproof.checkNotes');
}

/** The marks of Backproof once there are that many. */
async function marksOf(uri: vscode.Uri, count: number): Promise<readonly vscode.Diagnostic[]> {
  const marks = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'backproof');
  await until(
    () => marks().length === count,
    () => `${count} marks; there are ${JSON.stringify(marks())}`,
  );
  return marks();
}

async function until(condition: () => boolean, wanted: () => string = () => 'the condition'): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited in vain for ${wanted()}`);
}

async function hoversAt(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)));
}

async function definitionsAt(document: vscode.TextDocument, position: vscode.Position): Promise<readonly vscode.Location[]> {
  return vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, position);
}

/** Takes what a list of choices offers first, once it is shown. */
async function accept(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

/** The range of `part` inside of the first place where `around` stands. */
function rangeOf(document: vscode.TextDocument, around: string, part: string): vscode.Range {
  const text = document.getText();
  const start = text.indexOf(around) + around.lastIndexOf(part);
  assert.ok(around.length <= text.length && text.includes(around), `${around} stands in the note`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + part.length));
}

async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, from, from), to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
