import { Session } from './session.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** How long training goes on before messages are looked at, and between two reports, in milliseconds. */
const longestSlice = 12;
const reportEvery = 50;
/** And between two surfaces, which take longer. */
const surfaceEvery = 200;

const port = globalThis as unknown as {
  onmessage: ((event: { readonly data: ToWorker }) => void) | null;
  postMessage(message: FromWorker): void;
};

let run = 0;
let session: Session | undefined;
let playing: { readonly speed: number; readonly until: number } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let lookedAt = 0;
let reportedAt = 0;
let surfaceAt = 0;
let look: Extract<ToWorker, { kind: 'look' }>['look'];
/** Steps that are owed at the speed, and not made yet. */
let owed = 0;

port.onmessage = ({ data }) => {
  try {
    take(data);
  } catch (error) {
    pause();
    port.postMessage({ kind: 'failed', run, why: error instanceof Error ? error.message : String(error) });
  }
};

function take(message: ToWorker): void {
  if (message.kind === 'open') {
    pause();
    run = message.run;
    session = new Session(message.job);
    while (session.steps < message.steps && !session.isOver) session.step();
    port.postMessage({ kind: 'opened', run, opened: session.opened, report: session.report(), surface: session.surface() });
    if (look) postPassage();
  } else if (message.kind === 'play') {
    playing = message;
    owed = 1;
    lookedAt = performance.now();
    clearTimeout(timer);
    slice();
  } else if (message.kind === 'look') {
    look = message.look;
    postPassage();
  } else {
    pause();
    if (message.kind === 'step') session?.step();
    if (message.kind === 'restart') session?.restart();
    report();
  }
}

function pause(): void {
  playing = undefined;
  clearTimeout(timer);
}

/** Some of the steps that are owed, as many as there is time for before something else may be asked for. */
function slice(): void {
  if (session === undefined || playing === undefined) return;
  const { speed, until } = playing;
  const began = performance.now();
  owed = speed === 0 ? Number.POSITIVE_INFINITY : Math.min(owed + ((began - lookedAt) / 1000) * speed, speed);
  lookedAt = began;
  while (1 <= owed && performance.now() - began < longestSlice && session.steps < until && !session.isOver) {
    session.step();
    owed--;
  }
  if (until <= session.steps || session.isOver) pause();
  if (playing === undefined || reportEvery <= performance.now() - reportedAt) report();
  if (playing) timer = setTimeout(slice, speed === 0 ? 0 : 8);
}

function report(): void {
  if (session === undefined) return;
  reportedAt = performance.now();
  const isPlaying = playing !== undefined;
  const isDue = !isPlaying || surfaceEvery <= reportedAt - surfaceAt;
  if (isDue) surfaceAt = reportedAt;
  port.postMessage({ kind: 'report', run, report: session.report(), isPlaying, ...(isDue ? { surface: session.surface() } : {}) });
  if (isDue && look) postPassage();
}

/** The answer where nothing is looked at is that. */
function postPassage(): void {
  port.postMessage({ kind: 'passage', run, passage: look && session?.look(look.course, look.row) });
}
