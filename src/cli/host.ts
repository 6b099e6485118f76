/** What a run of the command line needs from the process: files are read below `directory`, everything else goes through here. */
export interface Host {
  readonly directory: string;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  out(text: string): void;
  err(text: string): void;
  /** Milliseconds; decides only whether progress is shown. */
  now(): number;
  readonly look: Look;
  /** Whether standard error is a terminal on which a line can be rewritten. */
  readonly progress: boolean;
}

/** How a report for people is set. */
export interface Look {
  readonly colour: boolean;
  readonly columns: number;
}
