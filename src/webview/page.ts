import type { FromPage, ToPage, TrainAnswer, TrainGoal, TrainRefusal, TrainResult } from '../protocol/preview.ts';
import { Board } from './board.ts';
import { Controls } from './controls.ts';
import { AccuracyView, LossView } from './curves-view.ts';
import { fill, h } from './dom.ts';
import { exportLinks } from './export-links.ts';
import { csvOf, jsonOf } from './exports.ts';
import { GradientsView } from './gradients-view.ts';
import { Header } from './header.ts';
import { type Kept, keptFrom, type Mode } from './kept.ts';
import { NetworkView } from './network-view.ts';
import { pictureOf } from './picture.ts';
import { Places } from './places.ts';
import { PlayBar } from './play-bar.ts';
import { resultOf } from './result.ts';
import { isSameTraining } from './same-training.ts';
import type { Opened, Report } from './session.ts';
import type { Settings } from './settings.ts';
import type { Surface } from './surface.ts';
import { SurfaceView } from './surface-view.ts';
import { onThemeChange } from './theme.ts';
import { Trainer } from './trainer.ts';
import { Wanted } from './wanted.ts';
import { exampleResult } from './worked.ts';
import { WorkedView } from './worked-view.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: Kept): void; getState(): unknown };

/** By what a rate is divided that was too large. */
const smallerBy = 4;

/** The page of the preview: asks the editor for a network, has it trained, and shows how. */
export class Page {
  readonly #editor = acquireVsCodeApi();
  #uri: string;
  readonly #wanted: Wanted;
  #mode: Mode;
  /** Steps to which a run is brought when it is opened. */
  #wantedSteps: number;
  #asked = 0;
  #answer: TrainAnswer | undefined;
  #opened: Opened | undefined;
  #report: Report | undefined;
  /** Whether a race that is opened goes on by itself. */
  #goesOn = false;
  #isPlaying = false;

  readonly #trainer = new Trainer({
    opened: (opened, report, surface) => this.#showOpened(opened, report, surface),
    reported: (report, isPlaying, surface) => {
      if (surface) this.#board.surface(surface, report);
      this.#showReport(report, isPlaying);
    },
    passed: (passage) => this.#board.passage(passage),
    failed: (why) => this.#showFailure(why),
  });
  readonly #places = new Places((message) => this.#editor.postMessage(message));
  /** What is shown of a race, from above: a new view is one entry. */
  readonly #board = new Board([
    new LossView(),
    new AccuracyView(),
    new SurfaceView(),
    new GradientsView(),
    new NetworkView({ looking: (look) => this.#trainer.look(look), walked: (at) => this.#places.revealQuietly(at) }),
  ]);
  readonly #worked = new WorkedView({ walked: (at) => this.#places.revealQuietly(at) });
  readonly #header: Header;
  readonly #bar: PlayBar;
  readonly #controls = new Controls({
    changed: (settings) => this.#choose(settings),
    opening: () => {
      this.#editor.postMessage({ kind: 'open-data' });
      // The dialog may be left without a choice.
      this.#showControls();
    },
  });
  readonly #race = h('div', { class: 'race' });
  readonly #main = h('main', {});

  constructor() {
    const kept = keptFrom(this.#editor.getState());
    const { uri, speed, steps, mode, own } = kept;
    this.#uri = uri;
    this.#wanted = new Wanted(kept);
    this.#wantedSteps = steps;
    this.#mode = mode;
    this.#header = new Header(mode, {
      goalChosen: (goal) => this.#askFor(goal),
      modeChosen: (chosen) => this.#chooseMode(chosen),
      rateChosen: (rate) => this.#choose({ ...this.#wanted.settings, rate }),
    });
    this.#bar = new PlayBar(speed, {
      toggled: () => (this.#isPlaying ? this.#trainer.pause() : this.#play()),
      stepped: () => this.#trainer.step(),
      restarted: () => this.#trainer.restart(),
      speedChosen: () => this.#changeSpeed(),
    });
    if (own) this.#readData(own.name, own.text);
  }

  start(): void {
    fill(this.#race, this.#bar.element, this.#controls.element, ...this.#board.elements, this.#exports());
    fill(this.#main, this.#header.element, this.#race, this.#worked.element);
    document.body.append(this.#main);
    this.#showBar();
    onThemeChange(() => this.#board.tell((view) => view.redraw?.()));
    window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => this.#take(data));
    this.#editor.postMessage({ kind: 'ready' });
  }

  #take(message: ToPage): void {
    if (message.kind === 'note') {
      const isFirst = this.#answer === undefined;
      this.#uri = message.uri;
      this.#keep();
      if (isFirst) this.#ask();
    } else if (message.kind === 'plan') {
      if (message.id === this.#asked) this.#takePlan(message.result);
    } else if (message.kind === 'edited') this.#ask();
    else if (message.kind === 'moved') this.#askFor(undefined);
    else if (message.kind === 'cursor') this.#board.tell((view) => view.light?.((spot) => this.#places.isIn(spot, message)));
    else if (this.#readData(message.name, message.text)) this.#choose({ ...this.#wanted.settings, data: 'own' });
  }

  /** Takes rows of a file; where they can't be read, says which ones. */
  #readData(name: string, text: string): boolean {
    const problems = this.#wanted.read(name, text);
    if (problems.length > 0) this.#header.say(`${name} can't be used:`, h('ul', {}, ...problems.map((line) => h('li', {}, line))));
    return problems.length === 0;
  }

  /** Other settings: another network where they ask for one, else another race. */
  #choose(settings: Settings): void {
    this.#header.unsay();
    this.#goesOn = this.#isPlaying;
    if (this.#wanted.choose(settings)) this.#ask();
    else {
      this.#wanted.accept();
      this.#open();
    }
  }

  #chooseMode(mode: Mode): void {
    this.#mode = mode;
    if (this.#isPlaying) this.#trainer.pause();
    this.#showMode();
    this.#header.readOut();
    this.#keep();
  }

  #changeSpeed(): void {
    this.#keep();
    if (this.#isPlaying) this.#play();
  }

  /** Asks the editor for the network, as the notes are now. */
  #ask(): void {
    this.#asked++;
    this.#editor.postMessage({ kind: 'plan', id: this.#asked, wishes: this.#wanted.wishes() });
  }

  /** For another goal; undefined: the one that the cursor is about. */
  #askFor(goal: Wanted['goal']): void {
    this.#wanted.goal = goal;
    this.#ask();
  }

  #takePlan(result: TrainResult): void {
    if ('refused' in result) {
      this.#wanted.refuse();
      this.#goesOn = false;
      this.#showRefusal(result);
      this.#showControls();
      return;
    }
    this.#header.unsay();
    this.#main.classList.remove('empty');
    const isSame = this.#answer !== undefined && isSameTraining(result, this.#answer);
    const { isChosen } = this.#wanted;
    this.#wanted.accept();
    this.#answer = result;
    this.#showAnswer(result);
    const [opened, report] = [this.#opened, this.#report];
    if (isSame && opened) this.#board.tell((view) => view.start?.(opened));
    // What was only moved about in the notes goes on.
    if (isSame && !isChosen && report) this.#showReport(report, this.#isPlaying);
    else {
      this.#goesOn ||= this.#isPlaying;
      this.#open();
    }
    this.#keep();
  }

  #showAnswer(answer: TrainAnswer): void {
    this.#takeGoal(answer);
    this.#places.open(answer.places);
    this.#board.clear();
    this.#board.tell((view) => view.open?.(answer.plan, this.#places.linkTo));
    if (answer.example) this.#worked.open(answer.example, this.#places.linkTo);
    this.#showMode();
  }

  #takeGoal({ goals, goal }: { readonly goals: readonly TrainGoal[]; readonly goal: number }): void {
    const tex = goals[goal]?.tex;
    if (tex !== undefined) this.#wanted.goal = { place: goal, tex };
    this.#header.goals.show({ goals, goal });
  }

  /** The race, unless the notes have a worked example and that is wanted. */
  #showMode(): void {
    this.#header.showModes(this.#answer?.example !== undefined);
    this.#race.hidden = this.#isWorked;
    this.#worked.element.hidden = !this.#isWorked;
    this.#showResult();
  }

  get #isWorked(): boolean {
    return this.#mode === 'worked' && this.#answer?.example !== undefined;
  }

  #open(): void {
    if (this.#answer === undefined) return;
    const steps = this.#wantedSteps;
    this.#wantedSteps = 0;
    this.#isPlaying = false;
    this.#report = undefined;
    this.#board.clear();
    this.#showBar();
    this.#showResult();
    this.#opened = undefined;
    this.#showControls();
    this.#trainer.open(this.#wanted.job(this.#answer), steps);
  }

  #showOpened(opened: Opened, report: Report, surface: Surface | undefined): void {
    this.#opened = opened;
    this.#board.tell((view) => view.start?.(opened));
    this.#board.surface(surface, report);
    this.#showReport(report, false);
    this.#showControls();
    if (this.#goesOn) this.#play();
    this.#goesOn = false;
  }

  /** To the next end of a stretch. */
  #play(): void {
    const { stretch } = this.#wanted.settings;
    const done = this.#report?.state.step ?? 0;
    this.#isPlaying = true;
    this.#showBar();
    this.#trainer.play(this.#bar.speed, (Math.floor(done / stretch) + 1) * stretch);
  }

  #showReport(report: Report, isPlaying: boolean): void {
    const isPaused = this.#isPlaying && !isPlaying;
    this.#report = report;
    this.#isPlaying = isPlaying;
    this.#showBar();
    this.#board.soon('numbers', () => {
      this.#bar.showStep(report.state.step);
      this.#showResult();
      this.#header.offer(this.#smallerRate());
    });
    this.#board.report(report);
    if (isPlaying) return;
    // Where it rests, all is to be seen at once.
    this.#board.flush();
    this.#keep();
    if (isPaused || report.state.step === 0) this.#header.readOut();
  }

  #showBar(): void {
    this.#bar.enable(this.#report !== undefined);
    this.#bar.showPlaying(this.#isPlaying, this.#report);
  }

  #showControls(): void {
    const { settings, own } = this.#wanted;
    if (this.#answer) this.#controls.show({ settings, answer: this.#answer, opened: this.#opened, own });
  }

  #showResult(): void {
    if (this.#answer === undefined) return;
    const { plan, example } = this.#answer;
    const lineOf = (spot: { part: number; start: number }): string => this.#places.lineOf(spot);
    const pieces = this.#isWorked && example ? exampleResult(example, lineOf) : resultOf(plan, this.#report, lineOf);
    this.#header.showResult(pieces, this.#places.linkTo);
  }

  /** A run that blew up may do better with smaller steps. */
  #smallerRate(): number | undefined {
    const isBlown = (['written', 'exact'] as const).some((course) => 1 < (this.#report?.state.runs[course].stopped?.step ?? 0));
    return this.#opened && isBlown && !this.#isWorked ? Number((this.#opened.rate / smallerBy).toPrecision(2)) : undefined;
  }

  /** The notes describe no network: with one from before the page goes on with that. */
  #showRefusal({ refused, at, goals }: TrainRefusal): void {
    const place = at && this.#places.linkToPlace(at);
    const why = [refused, ...(place ? [' ', h('span', { class: 'cited' }, '(', place, ')')] : [])];
    this.#header.say(...why, ...(this.#answer ? [' What is shown is the last network that could be read.'] : []));
    if (this.#answer) this.#takeGoal(this.#answer);
    else {
      this.#main.classList.add('empty');
      this.#header.goals.show({ goals: 1 < goals.length ? goals : [] });
      // Where there is something to be read, it says enough that it can't be.
      this.#header.showHint(goals.length === 0 && at === undefined);
    }
  }

  #showFailure(why: string): void {
    const steps = this.#report?.state.step ?? 0;
    const restart = (): void => {
      this.#header.unsay();
      this.#wantedSteps = steps;
      this.#open();
    };
    this.#isPlaying = false;
    this.#showBar();
    this.#bar.enable(false);
    this.#header.say(`Training has stopped: ${why}. `, h('button', { type: 'button', click: restart }, 'Restart'));
  }

  #exports(): HTMLElement {
    const links = exportLinks({
      uri: () => this.#uri,
      picture: () => {
        this.#board.flush();
        return pictureOf(this.#header.sentence, this.#canvases());
      },
      table: () => (this.#answer && this.#report ? csvOf(this.#answer.plan, this.#report) : undefined),
      run: () => {
        const [answer, opened, report] = [this.#answer, this.#opened, this.#report];
        if (answer === undefined || opened === undefined || report === undefined) return undefined;
        return jsonOf(this.#uri, this.#wanted.job(answer), opened, report);
      },
      save: (name, base64) => this.#editor.postMessage({ kind: 'save', name, base64 }),
    });
    return h('footer', {}, 'Export', ...links);
  }

  /** All that is drawn and in sight. */
  #canvases(): HTMLCanvasElement[] {
    return [...this.#main.querySelectorAll('canvas')].filter(({ clientWidth }) => 0 < clientWidth);
  }

  #keep(): void {
    if (this.#uri === '') return;
    this.#editor.setState({
      uri: this.#uri,
      ...this.#wanted.kept(),
      speed: this.#bar.speed,
      mode: this.#mode,
      steps: this.#report?.state.step ?? this.#wantedSteps,
    });
  }
}
