import { Frames } from './frames.ts';
import type { Passage } from './network.ts';
import type { Report } from './session.ts';
import type { Surface } from './surface.ts';
import type { View } from './view.ts';

/** The views below each other. While training goes on, those that are out of sight are not drawn. */
export class Board {
  readonly #views: readonly View[];
  readonly #frames = new Frames({ now: () => performance.now(), nextFrame: (draw) => requestAnimationFrame(draw) });
  readonly #outOfSight = new Set<Element>();

  constructor(views: readonly View[]) {
    this.#views = views;
    const sight = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) this.#outOfSight.delete(target);
        else this.#outOfSight.add(target);
      }
      this.#frames.look();
    });
    for (const { element } of views) sight.observe(element);
  }

  get elements(): readonly HTMLElement[] {
    return this.#views.map(({ element }) => element);
  }

  /** Tells every view at once. */
  tell(news: (view: View) => void): void {
    for (const view of this.#views) news(view);
  }

  report(report: Report): void {
    this.#soon('report', (view) => view.report?.(report));
  }

  surface(surface: Surface | undefined, report: Report): void {
    this.#soon('surface', (view) => view.surface?.(surface, report));
  }

  passage(passage: Passage): void {
    this.#soon('passage', (view) => view.passage?.(passage));
  }

  /** Draws soon what is no view, and always in sight. */
  soon(name: string, draw: () => void): void {
    this.#frames.soon(name, draw);
  }

  /** Draws all that is waiting, in sight or not. */
  flush(): void {
    this.#frames.flush();
  }

  /** Forgets what is waiting. */
  clear(): void {
    this.#frames.clear();
  }

  #soon(kind: 'report' | 'surface' | 'passage', draw: (view: View) => void): void {
    for (const [n, view] of this.#views.entries()) {
      if (view[kind] === undefined) continue;
      const isSeen = (): boolean => !this.#outOfSight.has(view.element);
      this.#frames.soon(`${kind} ${n}`, () => draw(view), isSeen);
    }
  }
}
