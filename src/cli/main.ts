#!/usr/bin/env node
import { run } from './run.ts';

const { stdin, stdout, stderr, env } = process;

// A reader that has seen enough (`| head`) closes the pipe: that is the end of the work, not a fault of it.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

/** Columns of a page: those of the terminal (some say 0), within what reads well. */
const columns = Math.max(40, Math.min(stdout.columns || 100, 120));

void run(process.argv.slice(2), {
  directory: process.cwd(),
  stdin,
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  now: () => performance.now(),
  look: { colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb', columns },
  progress: stderr.isTTY === true && env.TERM !== 'dumb',
}).then((status) => {
  process.exitCode = status;
});
