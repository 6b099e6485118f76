import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type StatusParams, statusMethod } from '../../src/protocol/messages.ts';
import type { Checker } from '../../src/server/note-server.ts';
import { serve } from '../../src/server/serve.ts';

/** A client that talks to a server in the same process, and remembers what the server has shown. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly diagnostics = new Map<string, { readonly version: number | undefined; readonly diagnostics: readonly Diagnostic[] }>();
  readonly states: StatusParams[] = [];
  readonly logged: string[] = [];
  readonly registered: string[] = [];
  settings: Record<string, unknown> = {};
  readonly #listeners = new Set<() => void>();

  constructor(checker: Checker) {
    const up = new PassThrough();
    const down = new PassThrough();
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    serve(server, checker, () => new Promise((resolve) => setImmediate(resolve)));
    this.connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    const on = (method: string, take: (params: never) => void) =>
      this.connection.onNotification(method, (params: unknown) => {
        take(params as never);
        for (const listener of this.#listeners) listener();
      });
    on('textDocument/publishDiagnostics', ({ uri, version, diagnostics }: { uri: string; version?: number; diagnostics: Diagnostic[] }) =>
      this.diagnostics.set(uri, { version, diagnostics }),
    );
    on(statusMethod, (params: StatusParams) => this.states.push(params));
    on('window/logMessage', ({ message }: { message: string }) => this.logged.push(message));
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => this.settings[section] ?? null),
    );
    this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method));
    });
    this.connection.listen();
  }

  async start(): Promise<this> {
    const capabilities = {
      workspace: { configuration: true },
      textDocument: { synchronization: { dynamicRegistration: true } },
      notebookDocument: { synchronization: {} },
    };
    await this.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
    await this.connection.sendNotification('initialized', {});
    return this;
  }

  /** Resolves once the condition holds; looked at after each notification of the server. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  open(uri: string, text: string, languageId = 'markdown', version = 1): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  replace(uri: string, text: string, version: number): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params) as Promise<T>;
  }

  /** The marks of a document as `line:start-end severity code`. */
  marks(uri: string): readonly string[] | undefined {
    return this.diagnostics
      .get(uri)
      ?.diagnostics.map(
        ({ range: { start, end }, severity, code }) => `${start.line}:${start.character}-${end.character} ${severity} ${code}`,
      );
  }

  dispose(): void {
    this.connection.dispose();
  }
}
