import { type ExtensionContext, window } from 'vscode';
import { startClient } from './client.ts';
import { registerCommands } from './commands.ts';
import { Previews } from './preview.ts';
import { StatusItem } from './status-item.ts';

let stop: (() => Promise<void>) | undefined;

/** Starts the language server and shows what it says of the active note. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Backproof', { log: true });
  const status = new StatusItem();
  context.subscriptions.push(output, status);
  const client = startClient(context, output, status);
  const previews = new Previews(context, client);
  context.subscriptions.push(previews, ...registerCommands(client, output, status, previews));
  stop = () => client.stop();
  await client.start();
}

/** Ends the server's process. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
