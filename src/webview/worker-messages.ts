import type { Course } from '../core/training/race.ts';
import type { Passage } from './network.ts';
import type { Job, Opened, Report } from './session.ts';
import type { Surface } from './surface.ts';

/** What the page tells its worker. `run` numbers the jobs, so that news of an older one can be told. */
export type ToWorker =
  | { readonly kind: 'open'; readonly run: number; readonly job: Job; readonly steps: number }
  /** Steps in a second; 0 for as many as there is time for. */
  | { readonly kind: 'play'; readonly speed: number; readonly until: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'step' }
  | { readonly kind: 'restart' }
  /** From now on reports tell of a point on its way through the network too; without one, they do not. */
  | { readonly kind: 'look'; readonly look?: { readonly course: Course; readonly row: number } };

/** What the worker tells. */
export type FromWorker =
  | {
      readonly kind: 'opened';
      readonly run: number;
      readonly opened: Opened;
      readonly report: Report;
      readonly surface: Surface | undefined;
    }
  | {
      readonly kind: 'report';
      readonly run: number;
      readonly report: Report;
      readonly isPlaying: boolean;
      readonly surface?: Surface | undefined;
    }
  | { readonly kind: 'passage'; readonly run: number; readonly passage: Passage | undefined }
  | { readonly kind: 'failed'; readonly run: number; readonly why: string };
