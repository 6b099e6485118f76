import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { activations, lossNames, mostBatch, mostHidden } from '../core/pipeline/train.ts';
import { dataSets } from '../core/training/data-sets.ts';
import { optimisers } from '../core/training/optimisers.ts';
import { check, type Format, formats } from './check.ts';
import { type DeriveOptions, deriveFile } from './derive.ts';
import { deriveFormats } from './derive-report.ts';
import type { Host } from './host.ts';
import { visible } from './terminal.ts';
import { type TrainOptions, trainFile } from './train.ts';
import { trainFormats } from './train-report.ts';

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

Exit status: 0 something was derived, 1 nothing was, or there is no code for some of it, 2 the file could not be read, or a name or
an option is wrong.`;

const trainExamples = `
Examples:
  backproof train notes.md                            two runs: with the gradients as the notes write them, and with the true ones
  backproof train notes.md --of E --data circles      of one loss, on other data
  backproof train notes.md --section 2 --steps 2000   of the loss of a section
  backproof train notes.md --data own.csv             the last column is predicted from the others
  backproof train notes.md --example                  the worked example too, from the numbers of the notes

Data: ${dataSets.map(({ name, title }) => `${name} (${title})`).join(', ')}, or a CSV file.

Exit status: 0 the gradients of the notes are the true ones, as far as they claim any, 1 some are not, 2 nothing could be trained.`;

/** A number within bounds, as an option. */
function number(least: number, most: number, isWhole = false): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const isFit = least <= value && value <= most && (!isWhole || Number.isInteger(value));
    if (!isFit) throw new InvalidArgumentError(`It should be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}.`);
    return value;
  };
}

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
  program
    .command('train')
    .description('train the network of a note twice: with its gradients as written, and with the true ones')
    .argument('<file>', 'a note (.md, .qmd, .ipynb, .tex, …), or - for standard input')
    .option('--of <name>', 'the loss, such as E; the one that the notes differentiate most if left out')
    .option('--section <name>', 'the section of the loss, by its number or its heading')
    .option('--data <name>', 'what to train on: a kind of data, or a CSV file')
    .option('--count <number>', 'how many points', number(4, 100_000, true))
    .option('--noise <number>', 'how far points are moved at random', number(0, 10))
    .option('--split <share>', 'the share of the points to train on (0.8 if left out)', number(0.05, 1))
    .option('--steps <number>', 'how many steps', number(1, 1_000_000, true), 500)
    .option('--rate <number>', 'the step size; that of the notes, or one that is tried, if left out', number(1e-9, 1e6))
    .option('--hidden <sizes>', 'units of the hidden layers, such as 8 or 16,4', (text) => text.split(',').map(number(1, mostHidden, true)))
    .addOption(new Option('--activation <name>', 'in the place of the activations of the notes').choices(activations))
    .addOption(new Option('--loss <name>', 'in the place of the loss of the notes').choices(lossNames))
    .addOption(new Option('--optimiser <name>', 'that of the notes if left out').choices(optimisers.map(({ name }) => name)))
    .option('--batch <number>', 'points in a step', number(1, mostBatch, true), 32)
    .option('--decay <number>', 'how strongly weights are drawn to 0, besides what the notes say', number(0, 10))
    .option('--seed <number>', 'of all that is random', number(0, 2 ** 31 - 1, true), 1)
    .option('--example', 'run the worked example of the notes too')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(trainFormats).default('text'))
    .configureOutput(say)
    .exitOverride()
    .showHelpAfterError("Try 'backproof train --help'.")
    .addHelpText('after', trainExamples)
    .action(async (path: string, options: TrainOptions) => {
      status = await trainFile(path, options, host);
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
