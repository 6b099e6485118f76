/** Work that a check may still do, counted in steps of evaluation and never in time, so that one text gets one verdict on every machine. */
export class Budget {
  private left: number;

  constructor(work: number) {
    this.left = work;
  }

  /** Takes some work off; false once nothing is left. */
  spend(work: number): boolean {
    this.left -= work;
    return 0 <= this.left;
  }

  get isExhausted(): boolean {
    return this.left < 0;
  }
}
