import type { Course } from '../core/training/race.ts';
import type { Passage } from './network.ts';
import type { Job, Opened, Report } from './session.ts';
import type { Surface } from './surface.ts';
import workerText from './worker.ts?script';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** A worker that says nothing for so long although it should has failed, in milliseconds. */
const longestSilence = 8000;

/** What is told of a worker. */
export interface TrainerListener {
  opened(opened: Opened, report: Report, surface: Surface | undefined): void;
  /** Not every report has a surface with it. */
  reported(report: Report, isPlaying: boolean, surface: Surface | undefined): void;
  passed(passage: Passage): void;
  /** It can't go on; only another job may help. */
  failed(why: string): void;
}

/** The worker that trains, made anew where the last one has failed. */
export class Trainer {
  readonly #listener: TrainerListener;
  readonly #script = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
  #worker: Worker | undefined;
  #run = 0;
  #look: { readonly course: Course; readonly row: number } | undefined;
  /** Whether reports are to come by themselves. */
  #isExpecting = false;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: TrainerListener) {
    this.#listener = listener;
  }

  /** Another race, brought to a step. */
  open(job: Job, steps: number): void {
    this.#run++;
    this.#send({ kind: 'open', run: this.#run, job, steps });
  }

  play(speed: number, until: number): void {
    this.#send({ kind: 'play', speed, until });
  }

  pause(): void {
    this.#send({ kind: 'pause' });
  }

  look(look: { readonly course: Course; readonly row: number } | undefined): void {
    this.#look = look;
    if (this.#worker) this.#send({ kind: 'look', ...(look ? { look } : {}) });
  }

  step(): void {
    this.#send({ kind: 'step' });
  }

  restart(): void {
    this.#send({ kind: 'restart' });
  }

  /** Every message is answered, so silence means that the worker is gone. */
  #send(message: ToWorker): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
    this.#expect();
  }

  #start(): Worker {
    const worker = new Worker(this.#script);
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || 'the worker could not be started');
    };
    if (this.#look) worker.postMessage({ kind: 'look', look: this.#look } satisfies ToWorker);
    worker.onmessageerror = () => this.#fail('a message of the worker could not be read');
    return worker;
  }

  #take(message: FromWorker): void {
    if (message.run !== this.#run) return;
    clearTimeout(this.#watch);
    if (message.kind === 'failed') this.#fail(message.why);
    else if (message.kind === 'passage') {
      if (this.#isExpecting) this.#expect();
      if (message.passage) this.#listener.passed(message.passage);
    } else if (message.kind === 'opened') this.#listener.opened(message.opened, message.report, message.surface);
    else {
      this.#isExpecting = message.isPlaying;
      if (message.isPlaying) this.#expect();
      this.#listener.reported(message.report, message.isPlaying, message.surface);
    }
  }

  #expect(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#fail('the worker does not answer'), longestSilence);
  }

  #fail(why: string): void {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isExpecting = false;
    this.#run++;
    this.#listener.failed(why);
  }
}
