import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type StatusParams, statusMethod } from '../protocol/messages.ts';
import { takeExplanation } from './explain.ts';
import { typesetHover } from './hover.ts';
import type { StatusItem } from './status-item.ts';

/** Room for what a check makes and drops, in megabytes: with less of it than this, a tenth of its time goes into clearing up. */
const youngGeneration = '--max-semi-space-size=64';

/** The client of the language server, which runs in a process of its own. No scheme is named, so unsaved, remote and virtual texts are served too. */
export function startClient(context: ExtensionContext, output: LogOutputChannel, status: StatusItem): LanguageClient {
  const server = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    options: { execArgv: [youngGeneration] },
  };
  const client = new LanguageClient(
    'backproof',
    'Backproof',
    { run: server, debug: server },
    {
      documentSelector: [{ language: 'markdown' }, { language: 'quarto' }, { language: 'rmd' }],
      initializationOptions: { commands: true, marks: true },
      outputChannel: output,
      diagnosticCollectionName: 'backproof',
      markdown: { isTrusted: false, supportHtml: true, supportThemeIcons: true },
      middleware: {
        provideHover: async (document, position, token, next) =>
          typesetHover(takeExplanation(document, position) ?? (await next(document, position, token)), document),
      },
    },
  );
  context.subscriptions.push(client.onNotification(statusMethod, (params: StatusParams) => status.update(params)));
  return client;
}
