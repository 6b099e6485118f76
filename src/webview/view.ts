import type { Plan } from '../core/training/plan.ts';
import type { Passage } from './network.ts';
import type { LinkTo } from './parameters.ts';
import type { Opened, Report } from './session.ts';
import type { Surface } from './surface.ts';

/** A part of the page that shows something of a race. What it is not interested in it leaves out; all that it is told of is drawn when there is time. */
export interface View {
  readonly element: HTMLElement;
  /** Another network. */
  open?(plan: Plan, linkTo: LinkTo): void;
  /** Another race of the network. */
  start?(opened: Opened): void;
  /** Newer numbers. */
  report?(report: Report): void;
  /** Newer surfaces, or none where there are none to be seen. */
  surface?(surface: Surface | undefined, report: Report): void;
  /** The point that is looked at, on its way through the network. */
  passage?(passage: Passage): void;
  /** The cursor is somewhere else in the notes. */
  light?(isAt: (place: { readonly part: number; readonly start: number }) => boolean): void;
  /** The window has another theme. */
  redraw?(): void;
}
