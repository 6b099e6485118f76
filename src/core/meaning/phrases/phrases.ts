/** What notes say of symbols in words, in one language: sources of regular expressions, matched without regard to case. */
export interface Phrases {
  /** Between a name and what it is (“is a”), with articles. */
  readonly is: readonly string[];
  /** Between a name and what it is short for (“`x` for …”). */
  readonly shortFor: readonly string[];
  /** In front of a name that from there on is short for something (“write `x` for …”). */
  readonly writes: readonly string[];
  readonly not: readonly string[];
  readonly rowVector: readonly string[];
  readonly vector: readonly string[];
  readonly matrix: readonly string[];
  readonly scalar: readonly string[];
  /** Between a name and how many rows and columns it has. */
  readonly shape: readonly string[];
  /** That a gradient has the shape of what is differentiated by. */
  readonly shapedAlike: readonly string[];
  /** That gradients are written in the other layout. */
  readonly numeratorLayout: readonly string[];
  /** In front of a name: that gradients are taken by it. */
  readonly gradientBy: readonly string[];
  /** In front of a function whose derivative is said. */
  readonly derivativeOf: readonly string[];
  /** Between a name and another one: that the first is the derivative by the second. */
  readonly errorOf: readonly string[];
  /** At the head of a column of a table: that it is of functions, or of their derivatives. */
  readonly functionHeading: readonly string[];
  readonly derivativeHeading: readonly string[];
  /** Between a value and the condition under which it is taken, and in front of the value for all other cases or behind it. */
  readonly when: readonly string[];
  readonly otherwise: readonly string[];
  /** Between two formulas of which one is true. */
  readonly or: readonly string[];
  /** In front of a name: that it is a label, or what a class is called by; and that something is given of it. */
  readonly labels: readonly string[];
  readonly given: readonly string[];
  /** Of methods whose labels are one or minus one, and of what has two states. */
  readonly signedLabels: readonly string[];
  /** That samples are put into classes. */
  readonly classifying: readonly string[];
  readonly spins: readonly string[];
  /** Directly in front of a name: that something lies at its value. */
  readonly places: readonly string[];
  /** That a step goes along the gradient. */
  readonly ascent: readonly string[];
  /** That a step goes against the gradient. */
  readonly descent: readonly string[];
  /** That a name is how far a step goes. */
  readonly stepSize: readonly string[];
  /** That what is differentiated is to become small. */
  readonly loss: readonly string[];
  /** That an update takes one sample for all, or leaves a factor to the rate. */
  readonly loosely: readonly string[];
  /** That a formula is meant for some values of its indices. */
  readonly cases: readonly string[];
  /** That the entries of a name sum to one. */
  readonly sumsToOne: readonly string[];
  /** That a name is kept as it is while another varies. */
  readonly held: readonly string[];
  /** Right behind a name, and right in front of one: that it is a constant. */
  readonly constantBehind: readonly string[];
  readonly constantInFront: readonly string[];
  /** In front of an equation that is to be solved, or that is the condition for something. */
  readonly solving: readonly string[];
  /** That what follows is put up for once, not claimed of what was given. */
  readonly posed: readonly string[];
  /** Right behind an equation: that it tells what one case is called or comes to, not what is so from there on. */
  readonly namesCase: readonly string[];
  /** In front of a formula in one sentence: that it is meant for one side of a kink. */
  readonly branch: readonly string[];
  /** That a sequence goes on beyond its ends with something else than zeros. */
  readonly beyondEnds: readonly string[];
  /** In front of a formula: that a name in it counts as zero. */
  readonly dropped: readonly string[];
  /** Between the names of entries and that of the vector or matrix that they are of. */
  readonly entries: readonly string[];
  /** In front of a name, with nothing but words between: that what is said of it is one case. */
  readonly ifWords: readonly string[];
  /** That a note is about networks or the functions of their units. */
  readonly networks: readonly string[];
  readonly symmetric: readonly string[];
  /** That the mean over all that is given is zero, and that a mean is one over a law instead. */
  readonly centred: readonly string[];
  readonly random: readonly string[];
  /** What only symmetric matrices are called. */
  readonly symmetricKind: readonly string[];
  /** That vectors, or the columns of a matrix, are orthonormal. */
  readonly orthonormal: readonly string[];
  /** That a matrix has nothing but zeros above its diagonal, and below it. */
  readonly lowerTriangular: readonly string[];
  readonly upperTriangular: readonly string[];
  /** That the entries of a name are zero or one, and that it lets only some entries of others through. */
  readonly zerosAndOnes: readonly string[];
  readonly mask: readonly string[];
  /** That a matrix has nothing but zeros beside its diagonal. */
  readonly diagonalMatrix: readonly string[];
  /** In front of a formula in one sentence: that it is wrong. */
  readonly disowned: readonly string[];
  /** The same right behind a formula. */
  readonly disownedBehind: readonly string[];
  /** That what follows is right where something else was wrong. */
  readonly corrected: readonly string[];
  /** That a function is replaced by the first terms of its series. */
  readonly expansion: readonly string[];
  readonly notSymmetric: readonly string[];
  /** That a sign transposes. */
  readonly transposition: readonly string[];
  /** In front of a formula: that it follows from what was said before. */
  readonly therefore: readonly string[];
  /** That what is called a gradient is negated, averaged, cut or passed by a node. */
  readonly changedGradients: readonly string[];
  /** That dots over names are derivatives by time, or along one direction. */
  readonly aboutTime: readonly string[];
  /** In front of what a name is, where no verb is. */
  readonly determiner: readonly string[];
  /** The functions of a law that tell how likely values up to one are, and values at one. */
  readonly distributionFunction: readonly string[];
  readonly density: readonly string[];
  /** The normal law with mean zero and deviation one. */
  readonly standardNormal: readonly string[];
  /** Behind the name of a law: that it is one. */
  readonly law: readonly string[];
  /** Names of other laws than the normal one, and words that set a law against others. */
  readonly otherLaw: readonly string[];
  readonly comparing: readonly string[];
  /** That a prime means the transpose, and behind a name with a prime that it is one. */
  readonly primeTransposes: readonly string[];
  readonly isTransposed: readonly string[];
  /** Functions by names that are not those of the table. */
  readonly functions: Readonly<Record<string, string>>;
}
