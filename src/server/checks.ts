import type { MacroText } from '../core/notes/macro-texts.ts';
import type { NoteGuide } from '../core/pipeline/derive.ts';
import type { NoteReport } from '../core/pipeline/report.ts';
import type { NoteTrainer } from '../core/pipeline/train.ts';

/** What is checked as one note: a document, or the Markdown cells of a notebook. `version` differs whenever any text does. */
export interface Source<D> {
  readonly uri: string;
  readonly version: string;
  readonly documents: readonly D[];
}

/** What a check comes to. */
export interface Outcome {
  readonly report: NoteReport;
  /** Opens what a reader may ask about the text, at the first call. */
  readonly guide?: () => Promise<NoteGuide>;
  /** Opens what trains from the text, at the first call. */
  readonly trainer?: () => NoteTrainer;
  /** The macros that the text defines. */
  readonly macros?: readonly MacroText[];
}

/** A finished check; the documents still have the text that was checked as long as their source has its version. */
export interface Checked<D> extends Outcome {
  readonly source: Source<D>;
}

/** What `Checks` needs of its surroundings. */
export interface CheckHost<D> {
  /** The source as it is now, or nothing if it is closed. */
  source(uri: string): Source<D> | undefined;
  /** The check as a generator that gives way between sections. */
  check(source: Source<D>): Promise<Generator<void, Outcome>>;
  /** Gives way to whatever else the process has to do. */
  pause(): Promise<void>;
  onStart(source: Source<D>): void;
  onDone(checked: Checked<D>): Promise<void>;
  onError(source: Source<D>, error: unknown): void;
}

interface Run<D> {
  readonly version: string;
  readonly result: Promise<Checked<D> | undefined>;
}

/**
 * The newest check of each source. A check of an older version ends at its next section and reports nothing, so that a result never
 * meets a text for which it was not made.
 */
export class Checks<D> {
  readonly #host: CheckHost<D>;
  readonly #runs = new Map<string, Run<D>>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(host: CheckHost<D>) {
    this.#host = host;
  }

  /** Checks the source once it has rested for `delay` milliseconds, the first time at once. */
  schedule(uri: string, delay: number): void {
    this.#stopTimer(uri);
    this.#timers.set(
      uri,
      setTimeout(() => void this.current(uri), this.#runs.has(uri) ? delay : 0),
    );
  }

  /** The check of the source as it is now: the one made or under way, else a new one. Nothing if it is closed, fails, or changes meanwhile. */
  current(uri: string): Promise<Checked<D> | undefined> {
    const source = this.#host.source(uri);
    if (source === undefined) return Promise.resolve(undefined);
    const known = this.#runs.get(uri);
    if (known?.version === source.version) return known.result;
    this.#stopTimer(uri);
    const newest = () => this.#runs.get(uri) === run;
    const wanted = () => newest() && this.#host.source(uri)?.version === source.version;
    const result = Promise.resolve()
      .then(() => this.#run(source, wanted))
      .then((checked) => (newest() ? checked : this.#runs.get(uri)?.result));
    const run: Run<D> = { version: source.version, result };
    this.#runs.set(uri, run);
    return result;
  }

  /** The check that was made of the source as it is now, if there is one. */
  known(uri: string): Promise<Checked<D> | undefined> | undefined {
    const run = this.#runs.get(uri);
    return run !== undefined && run.version === this.#host.source(uri)?.version ? run.result : undefined;
  }

  /** Checks the source once more although its text is the same; who waits for the check under way gets the new one. */
  restart(uri: string): void {
    this.#runs.delete(uri);
    void this.current(uri);
  }

  /** Drops what is known of a source and what is under way. */
  forget(uri: string): void {
    this.#stopTimer(uri);
    this.#runs.delete(uri);
  }

  #stopTimer(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }

  async #run(source: Source<D>, wanted: () => boolean): Promise<Checked<D> | undefined> {
    const host = this.#host;
    try {
      host.onStart(source);
      const sections = await host.check(source);
      while (wanted()) {
        const section = sections.next();
        if (section.done) {
          const checked = { source, ...section.value };
          await host.onDone(checked);
          return checked;
        }
        await host.pause();
      }
    } catch (error) {
      if (wanted()) host.onError(source, error);
    }
    return undefined;
  }
}
