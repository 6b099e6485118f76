import { render } from '../core/text/message.ts';
import { readCsv } from '../core/training/csv.ts';
import type { FromPage, ShownPlace, ToPage, TrainAnswer, TrainResult, TrainWishes } from '../protocol/preview.ts';
import { formatNumber } from '../service/numbers.ts';
import { showAssumptions } from './assumptions.ts';
import { Chart } from './chart.ts';
import { Controls } from './controls.ts';
import { isIn } from './cursor.ts';
import { fill, formula, h } from './dom.ts';
import { exportLinks } from './export-links.ts';
import { csvOf, jsonOf } from './exports.ts';
import { Frames } from './frames.ts';
import { GoalView } from './goal-view.ts';
import { type Kept, keptFrom, type Mode, modes, mostKept } from './kept.ts';
import { NetworkView } from './network-view.ts';
import { Parameters } from './parameters.ts';
import { pictureOf } from './picture.ts';
import { PlayBar, usualSpeed } from './play-bar.ts';
import { Readout } from './readout.ts';
import { type Piece, resultOf, spoken } from './result.ts';
import { isSameTraining } from './same-training.ts';
import { accuracyOf, lossOf, type Opened, type Report } from './session.ts';
import { jobOf, type OwnData, type Settings, wishesOf } from './settings.ts';
import type { Surface } from './surface.ts';
import { SurfaceView } from './surface-view.ts';
import { onThemeChange } from './theme.ts';
import { Trainer } from './trainer.ts';
import { exampleResult } from './worked.ts';
import { WorkedView } from './worked-view.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: Kept): void; getState(): unknown };

/** By what a rate is divided that was too large. */
const smallerBy = 4;

/** The page of the preview: asks the editor for a network, has it trained, and shows how. */
export class Page {
  readonly #editor = acquireVsCodeApi();
  #uri: string;
  #goal: TrainWishes['goal'];
  #settings: Settings;
  /** Those of the last network that there was. */
  #accepted: Settings;
  #own: (OwnData & { readonly text: string }) | undefined;
  /** Steps to which a run is brought when it is opened. */
  #wantedSteps: number;
  #asked = 0;
  #answer: TrainAnswer | undefined;
  #opened: Opened | undefined;
  #report: Report | undefined;
  /** Whether a race that is opened goes on by itself. */
  #goesOn = false;
  #isPlaying = false;
  #mode: Mode;

  readonly #trainer = new Trainer({
    opened: (opened, report, surface) => this.#showOpened(opened, report, surface),
    reported: (report, isPlaying, surface) => {
      const { train } = this.#opened ?? {};
      if (surface && train) this.#frames.soon('surface', () => this.#surface.show(train, surface, report.score.perceptron?.weights));
      this.#showReport(report, isPlaying);
    },
    passed: (passage) => this.#frames.soon('network', () => this.#network.show(passage)),
    failed: (why) => this.#showFailure(why),
  });
  readonly #frames = new Frames({ now: () => performance.now(), nextFrame: (draw) => requestAnimationFrame(draw) });
  readonly #goals = new GoalView({ chosen: (goal) => this.#chooseGoal(goal) });
  readonly #result = h('p', { class: 'result' });
  readonly #live = h('p', { class: 'hidden', 'aria-live': 'polite' });
  readonly #notice = h('div', { class: 'notice', hidden: true });
  readonly #bar: PlayBar;
  readonly #lossPlace = h('div', { class: 'chart', role: 'img', 'aria-label': 'Loss of both runs over the steps' });
  readonly #accuracyPlace = h('div', { class: 'chart', role: 'img', 'aria-label': 'Accuracy of both runs over the steps' });
  readonly #accuracySection = h('section', {}, h('h2', {}, 'Accuracy'), this.#accuracyPlace);
  readonly #loss = new Chart(this.#lossPlace, { height: 260, isLogarithmic: true });
  readonly #accuracy = new Chart(this.#accuracyPlace, {
    height: 120,
    isLogarithmic: false,
    range: [-0.03, 1.03],
    format: (value) => `${Math.round(100 * value)} %`,
  });
  readonly #readout = new Readout();
  readonly #surface = new SurfaceView();
  readonly #network = new NetworkView({
    looking: (look) => this.#trainer.look(look),
    walked: (at) => this.#revealQuietly(at),
  });
  readonly #parameters = new Parameters();
  readonly #worked = new WorkedView({ walked: (at) => this.#revealQuietly(at) });
  readonly #modes = h('fieldset', { class: 'modes', hidden: true }, h('legend', { class: 'hidden' }, 'What is shown'));
  readonly #race = h('div', { class: 'race' });
  readonly #controls = new Controls({
    changed: (settings) => this.#choose(settings),
    opening: () => {
      this.#editor.postMessage({ kind: 'open-data' });
      // The dialog may be left without a choice.
      this.#showControls();
    },
  });
  readonly #offer = h('div', { class: 'offer', hidden: true });
  readonly #assumptions = h('details', { class: 'assumed' });
  readonly #main = h('main', {});

  constructor() {
    const kept = keptFrom(this.#editor.getState());
    this.#settings = kept.settings;
    this.#accepted = this.#settings;
    if (kept.own) this.#readData(kept.own.name, kept.own.text);
    this.#uri = kept.uri ?? '';
    this.#goal = kept.goal;
    this.#wantedSteps = kept.steps ?? 0;
    this.#mode = kept.mode ?? 'training';
    this.#bar = new PlayBar(kept.speed ?? usualSpeed, {
      toggled: () => this.#togglePlay(),
      stepped: () => this.#trainer.step(),
      restarted: () => this.#trainer.restart(),
      speedChosen: () => this.#changeSpeed(),
    });
  }

  start(): void {
    for (const [mode, label] of modes) this.#modes.append(this.#modeChoice(mode, label));
    fill(
      this.#race,
      this.#bar.element,
      this.#controls.element,
      h('section', { class: 'curves' }, h('h2', {}, 'Loss'), this.#readout.element, this.#lossPlace),
      this.#accuracySection,
      this.#surface.element,
      h('section', {}, h('h2', {}, 'Gradients'), this.#parameters.element, this.#assumptions),
      this.#network.element,
      h('footer', {}, 'Export', ...this.#exports()),
    );
    fill(
      this.#main,
      h('header', {}, this.#goals.element, this.#modes, this.#result, this.#offer, this.#live, this.#notice),
      this.#race,
      this.#worked.element,
    );
    document.body.append(this.#main);
    this.#showPlayButton();
    this.#bar.enable(false);
    onThemeChange(() => this.#redraw());
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
    else if (message.kind === 'moved') {
      this.#goal = undefined;
      this.#ask();
    } else if (message.kind === 'cursor') this.#network.light(({ part, start }) => isIn(this.#placeAt(part, start), message));
    else if (message.kind === 'data' && this.#readData(message.name, message.text)) this.#choose({ ...this.#settings, data: 'own' });
  }

  /** Takes rows of a file; where they can't be read, says which ones. */
  #readData(name: string, text: string): boolean {
    const { points, problems } = readCsv(text);
    if (points) this.#own = { name, text, points };
    else
      this.#say(
        `${name} can't be used:`,
        h('ul', {}, ...problems.map(({ line, message }) => h('li', {}, `line ${line}: ${render(message)}`))),
      );
    return points !== undefined;
  }

  /** Other settings: another network where they ask for one, else another race. */
  #choose(settings: Settings): void {
    const before = JSON.stringify(this.#wishes());
    this.#settings = settings;
    this.#notice.hidden = true;
    this.#goesOn = this.#isPlaying;
    if (JSON.stringify(this.#wishes()) !== before) {
      this.#ask();
      return;
    }
    this.#accepted = settings;
    this.#open();
  }

  #wishes(): TrainWishes {
    return wishesOf(this.#settings, this.#goal, this.#own);
  }

  /** Asks the editor for the network, as the notes are now. */
  #ask(): void {
    this.#asked++;
    this.#editor.postMessage({ kind: 'plan', id: this.#asked, wishes: this.#wishes() });
  }

  #takePlan(result: TrainResult): void {
    if ('refused' in result) {
      this.#settings = this.#accepted;
      this.#goesOn = false;
      this.#showRefusal(result);
      this.#showControls();
      return;
    }
    this.#notice.hidden = true;
    this.#main.classList.remove('empty');
    const isSame = this.#answer !== undefined && isSameTraining(result, this.#answer);
    const isChosen = this.#settings !== this.#accepted;
    this.#accepted = this.#settings;
    this.#answer = result;
    this.#keepGoal(result);
    this.#goals.show(result);
    const linkTo = (place: { readonly part: number; readonly start: number }, label?: string) => this.#linkTo(place, label);
    this.#frames.clear();
    this.#parameters.open(result.plan, linkTo);
    this.#network.open(result.plan, linkTo);
    if (result.example) this.#worked.open(result.example, linkTo);
    this.#showMode();
    if (isSame) this.#network.showData(this.#opened?.train ?? { count: 1 });
    // What was only moved about in the notes goes on.
    if (isSame && !isChosen && this.#report) this.#showReport(this.#report, this.#isPlaying);
    else {
      this.#goesOn ||= this.#isPlaying;
      this.#open();
    }
    this.#keep();
  }

  #keepGoal({ goals, goal }: TrainAnswer): void {
    const tex = goals[goal]?.tex;
    if (tex !== undefined) this.#goal = { place: goal, tex };
  }

  #modeChoice(mode: Mode, label: string): HTMLElement {
    const choose = (): void => {
      this.#mode = mode;
      if (this.#isPlaying) this.#trainer.pause();
      this.#showMode();
      this.#live.textContent = this.#result.dataset.spoken ?? '';
      this.#keep();
    };
    const isChosen = mode === this.#mode;
    return h(
      'label',
      {},
      h('input', { type: 'radio', name: 'mode', value: mode, class: 'hidden', checked: isChosen, change: choose }),
      label,
    );
  }

  /** The race, unless the notes have a worked example and that is wanted. */
  #showMode(): void {
    const isWorked = this.#isWorked;
    this.#modes.hidden = this.#answer?.example === undefined;
    this.#race.hidden = isWorked;
    this.#worked.element.hidden = !isWorked;
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
    this.#frames.clear();
    this.#showPlayButton();
    this.#showResult();
    this.#opened = undefined;
    this.#showControls();
    this.#trainer.open(jobOf(this.#settings, this.#answer, this.#own), steps);
  }

  #showOpened(opened: Opened, report: Report, surface: Surface | undefined): void {
    this.#opened = opened;
    this.#surface.show(opened.train, surface, report.score.perceptron?.weights);
    this.#network.showData(opened.train);
    this.#showReport(report, false);
    this.#showControls();
    if (this.#answer) showAssumptions(this.#assumptions, this.#answer.plan, opened);
    if (this.#goesOn) this.#play();
    this.#goesOn = false;
  }

  #showControls(): void {
    const [answer, settings] = [this.#answer, this.#settings];
    if (answer) this.#controls.show({ settings, answer, opened: this.#opened, own: this.#own });
  }

  /** A run that blew up may do better with smaller steps. */
  #showOffer(): void {
    const rate = this.#opened?.rate;
    const isBlown = (['written', 'exact'] as const).some((course) => 1 < (this.#report?.state.runs[course].stopped?.step ?? 0));
    this.#offer.hidden = rate === undefined || !isBlown || this.#isWorked;
    if (rate === undefined || !isBlown) return;
    const smaller = Number((rate / smallerBy).toPrecision(2));
    const label = `Reset with rate ${formatNumber(smaller)}`;
    if (this.#offer.textContent !== label)
      fill(this.#offer, h('button', { type: 'button', click: () => this.#choose({ ...this.#settings, rate: smaller }) }, label));
  }

  #chooseGoal(goal: NonNullable<TrainWishes['goal']>): void {
    this.#goal = goal;
    this.#ask();
  }

  #changeSpeed(): void {
    this.#keep();
    if (this.#isPlaying) this.#play();
  }

  #togglePlay(): void {
    if (this.#isPlaying) this.#trainer.pause();
    else this.#play();
  }

  /** To the next end of a stretch. */
  #play(): void {
    const { stretch } = this.#settings;
    const done = this.#report?.state.step ?? 0;
    this.#isPlaying = true;
    this.#showPlayButton();
    this.#trainer.play(this.#bar.speed, (Math.floor(done / stretch) + 1) * stretch);
  }

  #showReport(report: Report, isPlaying: boolean): void {
    const isPaused = this.#isPlaying && !isPlaying;
    this.#report = report;
    this.#isPlaying = isPlaying;
    this.#accuracySection.hidden = report.score.train.exact.accuracy === undefined;
    this.#bar.enable(true);
    this.#showPlayButton();
    this.#drawReport(report);
    // Where it rests, all is to be seen at once.
    if (!isPlaying) this.#frames.flush();
    if (!isPlaying) {
      this.#keep();
      if (isPaused || report.state.step === 0) this.#live.textContent = this.#result.dataset.spoken ?? '';
    }
  }

  #drawReport(report: Report): void {
    const { steps, values } = report.columns;
    const curves = (name: typeof lossOf) => ({ written: values[name('written')] ?? [], exact: values[name('exact')] ?? [] });
    this.#frames.soon('numbers', () => {
      this.#bar.showStep(report.state.step);
      this.#readout.show(report);
      this.#showResult();
      this.#showOffer();
    });
    this.#frames.soon('loss', () => this.#loss.show(steps, curves(lossOf)));
    this.#frames.soon('accuracy', () => this.#accuracy.show(steps, curves(accuracyOf)));
    this.#frames.soon('gradients', () => this.#parameters.show(report));
  }

  #showResult(): void {
    if (this.#answer === undefined) return;
    const { plan, example } = this.#answer;
    const lineOf = ({ part, start }: { part: number; start: number }): string => this.#placeAt(part, start)?.line ?? 'notes';
    const pieces = this.#isWorked && example ? exampleResult(example, lineOf) : resultOf(plan, this.#report, lineOf);
    const text = spoken(pieces);
    if (this.#result.dataset.spoken === text) return;
    this.#result.dataset.spoken = text;
    fill(this.#result, ...pieces.map((piece) => this.#shown(piece)));
  }

  #shown(piece: Piece): Node {
    if ('tex' in piece) return formula(piece.tex);
    if ('place' in piece) return h('span', { class: 'cited' }, '(', this.#linkTo(piece.place, piece.text), ')');
    return document.createTextNode(piece.text);
  }

  #linkTo({ part, start }: { readonly part: number; readonly start: number }, label?: string): HTMLElement {
    const place = this.#placeAt(part, start);
    if (place === undefined) return h('span', {}, label ?? '');
    const reveal = (): void => this.#editor.postMessage({ kind: 'reveal', place });
    return h('button', { type: 'button', class: 'link', title: 'Show it in the notes', click: reveal }, label ?? place.line);
  }

  /** Shows a formula in the notes; the keyboard stays here. */
  #revealQuietly({ part, start }: { readonly part: number; readonly start: number }): void {
    const place = this.#placeAt(part, start);
    if (place) this.#editor.postMessage({ kind: 'reveal', place, isQuiet: true });
  }

  #placeAt(part: number, start: number): ShownPlace | undefined {
    return this.#answer?.places.find((place) => place.part === part && place.start === start);
  }

  #exports(): HTMLElement[] {
    return exportLinks({
      uri: () => this.#uri,
      picture: () => pictureOf(this.#result.dataset.spoken ?? '', this.#canvases()),
      table: () => (this.#answer && this.#report ? csvOf(this.#answer.plan, this.#report) : undefined),
      run: () => {
        const [answer, opened, report] = [this.#answer, this.#opened, this.#report];
        if (answer === undefined || opened === undefined || report === undefined) return undefined;
        return jsonOf(this.#uri, jobOf(this.#settings, answer, this.#own), opened, report);
      },
      save: (name, base64) => this.#editor.postMessage({ kind: 'save', name, base64 }),
    });
  }

  /** All that is drawn and in sight. */
  #canvases(): HTMLCanvasElement[] {
    return [...this.#main.querySelectorAll('canvas')].filter(({ clientWidth }) => 0 < clientWidth);
  }

  #showPlayButton(): void {
    this.#bar.showPlaying(this.#isPlaying, this.#report);
  }

  /** The notes describe no network: with one from before the page goes on with that. */
  #showRefusal({ refused, at, goals }: Extract<TrainResult, { refused: string }>): void {
    const place =
      at && h('button', { type: 'button', class: 'link', click: () => this.#editor.postMessage({ kind: 'reveal', place: at }) }, at.line);
    const why = [refused, ...(place ? [' ', h('span', { class: 'cited' }, '(', place, ')')] : [])];
    this.#say(...why, ...(this.#answer ? [' What is shown is the last network that could be read.'] : []));
    if (this.#answer === undefined) {
      this.#main.classList.add('empty');
      this.#goals.show({ goals: 1 < goals.length ? goals : [] });
    } else {
      this.#keepGoal(this.#answer);
      this.#goals.show(this.#answer);
    }
  }

  #showFailure(why: string): void {
    this.#isPlaying = false;
    this.#showPlayButton();
    this.#bar.enable(false);
    const restart = (): void => {
      this.#notice.hidden = true;
      this.#wantedSteps = this.#report?.state.step ?? 0;
      this.#open();
    };
    this.#say(`Training has stopped: ${why}. `, h('button', { type: 'button', click: restart }, 'Restart'));
  }

  #say(...children: readonly (Node | string)[]): void {
    fill(this.#notice, ...children);
    this.#notice.hidden = false;
    this.#live.textContent = this.#notice.textContent;
  }

  #redraw(): void {
    this.#loss.redraw();
    this.#accuracy.redraw();
    this.#surface.redraw();
    this.#network.redraw();
  }

  #keep(): void {
    if (this.#uri === '') return;
    this.#editor.setState({
      uri: this.#uri,
      ...(this.#goal ? { goal: this.#goal } : {}),
      settings: this.#settings,
      speed: this.#bar.speed,
      mode: this.#mode,
      steps: this.#report?.state.step ?? this.#wantedSteps,
      ...(this.#own && this.#own.text.length < mostKept ? { own: { name: this.#own.name, text: this.#own.text } } : {}),
    });
  }
}
