/** A range that indices run over: the slots that are united have one. */
export interface AxisClass {
  readonly id: number;
  readonly size: number;
  /** The value that the first position stands for: 1, or 0 where the notes count from there. */
  readonly start: number;
  /** Nothing says where it starts but that another index starts there which is added to its own. */
  readonly isStartGuessed?: true;
  /** Where the sums over it begin, 0 or 1: past the start if a member in front of them is named (`w_0 + \sum_{k=1}^n w_k x_k`). */
  readonly first: number;
  /** Where the last of them begins. */
  readonly latestStart: number;
  /** Some of them may end in front of the last value, which others reach. */
  readonly endsVary: boolean;
  /** The notes say how many values it has, by a bound, a list or words. */
  readonly isStated?: true;
  /** The largest value that a numeral or a bound of the notes names. */
  readonly named?: number;
  /** The notes give it more values than can be written out. */
  readonly tooLarge: boolean;
}
