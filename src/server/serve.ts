import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CheckParams,
  type CheckResult,
  checkMethod,
  type DeriveParams,
  derivableMethod,
  deriveMethod,
  explainMethod,
  type PointParams,
  type VariablesParams,
  variablesMethod,
} from '../protocol/messages.ts';
import { type TrainParams, trainMethod } from '../protocol/preview.ts';
import { quickFixesAt } from '../service/quick-fixes.ts';
import { Derivations } from './derivations.ts';
import { type Checker, NoteServer } from './note-server.ts';
import { diagnosticSource, toOffsets, toRange } from './places.ts';
import { Pointer } from './pointer.ts';
import { Trainings } from './trainings.ts';

/** Answers a client over the connection, and listens until it is closed. `pause` gives way between the sections of a check. */
export function serve(connection: Connection, checker: Checker, pause: () => Promise<void>): void {
  const server = new NoteServer(connection, checker, pause);
  connection.onInitialize((params) => initialize(server, params));
  connection.onInitialized(() => void server.guard(() => initialized(connection, server)));
  connection.onDidChangeConfiguration(() => void server.guard(() => server.reload()));
  const pointer = new Pointer(server, pause);
  connection.onHover((params) => server.guard(() => pointer.hover(params)));
  connection.onDefinition((params) => server.guard(() => pointer.definition(params)));
  connection.onCodeAction((params) => server.guard(() => codeActions(server, params)));
  connection.onRequest(
    checkMethod,
    (params: CheckParams, token): Promise<CheckResult | null> => server.guard(() => server.checkOnDemand(params, token)),
  );
  const derivations = new Derivations(server);
  const answer = <P>(method: string, task: (params: P) => Promise<object>) =>
    connection.onRequest<unknown, void>(method, (params: P): Promise<unknown> => server.guard(() => task(params)));
  answer(derivableMethod, (params: PointParams) => derivations.derivable(params));
  answer(variablesMethod, (params: VariablesParams) => derivations.variables(params));
  answer(deriveMethod, (params: DeriveParams) => derivations.derive(params));
  answer(explainMethod, (params: PointParams) => derivations.explain(params));
  const trainings = new Trainings(server);
  answer(trainMethod, (params: TrainParams) => trainings.train(params));
  server.listen();
  connection.listen();
}

function initialize(server: NoteServer, { capabilities, initializationOptions }: InitializeParams): InitializeResult {
  server.client = {
    configuration: capabilities.workspace?.configuration === true,
    registration: capabilities.textDocument?.synchronization?.dynamicRegistration === true,
    commands: initializationOptions?.commands === true,
    marks: initializationOptions?.marks === true,
  };
  return {
    serverInfo: { name: 'backproof' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      notebookDocumentSync: { notebookSelector: [{ notebook: 'jupyter-notebook', cells: [{ language: 'markdown' }] }] },
      hoverProvider: true,
      definitionProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    },
  };
}

async function initialized(connection: Connection, server: NoteServer): Promise<void> {
  if (!server.client.configuration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: ['backproof', 'markdown.math'] });
  await server.watchLanguages();
}

async function codeActions(server: NoteServer, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
  if (context.only && !context.only.some((kind) => kind === '' || CodeActionKind.QuickFix.startsWith(kind))) return [];
  const found = await server.checkedPart(textDocument.uri);
  if (found === undefined) return [];
  const { report, part, document } = found;
  return quickFixesAt(report, part, toOffsets(document, range)).map((fix) => {
    const edits = fix.edits.map((edit) => ({ range: toRange(document, edit.range), newText: edit.newText }));
    return {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      isPreferred: fix.preferred,
      diagnostics: context.diagnostics.filter(({ source, range }) => source === diagnosticSource && sameStart(document, range, fix.range)),
      edit: { changes: { [document.uri]: edits } },
    };
  });
}

function sameStart(document: TextDocument, range: CodeActionParams['range'], { start }: { start: number }): boolean {
  return document.offsetAt(range.start) === start;
}
