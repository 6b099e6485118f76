import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { check, type Format, formats } from './check.ts';
import { type DeriveOptions, deriveFile } from './derive.ts';
import { deriveFormats } from './derive-report.ts';
import type { Host } from './host.ts';
import { visible } from './terminal.ts';

const examples = `
Examples:
  backproof check notes/                      every note below a folder
  backproof check "notes/**/*.md"             every note that matches
  backproof check thesis.md --format json     for other programs
  backproof derive thesis.md --of E --by s_i  the gradient of a formula
  backproof check thesis.md --explain         with the meaning of every symbol, and proofs
  cat draft.md | backproof check -            standard input, read as Markdown

Exit status: 0 no mismatch, 1 at least one mismatch, 2 a file could not be read or an option is wrong.`;

const deriveExamples = `
Examples:
  backproof derive notes.md                           every loss by all that it depends on
  backproof derive notes.md --of E --by s_i           one derivative
  backproof derive notes.md --of E --by s_i -f tex    an aligned derivation to put into the note
  backproof derive notes.md --of E --by W -f numpy    a function with its gradient check

Exit status: 0 something was derived, 1 nothing was, 2 the file could not be read, or a name or an option is wrong.`;

/**
 * Exit status of the command line: 0 no mismatch, 1 at least one, 2 something could not be read or an option is wrong.
 *
 * Errors: none is thrown; what is wrong is said on standard error.
 */
export async function run(args: readonly string[], host: Host): Promise<number> {
  let status = 0;
  const say = {
    writeOut: host.out,
    writeErr: host.err,
    outputError: (text: string) =>
      host.err(
        text
          .replace(/^error: /, 'backproof: ')
          .split('\n')
          .map(visible)
          .join('\n'),
      ),
  };
  const program = new Command('backproof')
    .description('Checks the gradient derivations in notes: every step, against its own reverse-mode engine.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureOutput(say)
    .exitOverride()
    .addHelpText('after', examples);
  program
    .command('check')
    .description('check every derivation step in files, folders or globs')
    .argument('<path...>', 'notes (.md, .qmd, .ipynb, .tex, …), folders, globs, or - for standard input')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(formats).default('text'))
    .option('-e, --explain', 'say how every symbol was read, and which steps algebra proves')
    .configureOutput(say)
    .exitOverride()
    .showHelpAfterError("Try 'backproof check --help'.")
    .addHelpText('after', examples)
    .action(async (paths: string[], options: { format: Format; explain?: boolean }) => {
      status = await check(paths, options.format, host, options.explain);
    });
  program
    .command('derive')
    .description('derive the gradient of a formula, in the notation of the note, confirmed by the engine')
    .argument('<file>', 'a note (.md, .qmd, .ipynb, .tex, …), or - for standard input')
    .option('--of <name>', 'what to differentiate, such as E; all losses of the note if left out')
    .option('--by <name>', 'by what, such as s_i; all that it depends on if left out')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(deriveFormats).default('text'))
    .configureOutput(say)
    .exitOverride()
    .showHelpAfterError("Try 'backproof derive --help'.")
    .addHelpText('after', deriveExamples)
    .action(async (path: string, options: DeriveOptions) => {
      status = await deriveFile(path, options, host);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.code === 'commander.helpDisplayed' || error.code === 'commander.version' ? 0 : 2;
    host.err(`backproof: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 2;
  }
}
