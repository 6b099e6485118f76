import { describe } from 'vitest';
import { reads } from './spans.ts';

const r = String.raw;

describe('inline math', () => {
  reads('markdown', [
    [r`where $x_i$ is`, [r`inline $x_i$`], 'the plain case'],
    [r`$a_i * b_i$ and $c_*$`, [r`inline $a_i * b_i$`, r`inline $c_*$`], 'no emphasis between stars'],
    [r`$w_{ij}$ and $x_{i}$ _or_ $y_{j}$`, [r`inline $w_{ij}$`, r`inline $x_{i}$`, r`inline $y_{j}$`], 'no emphasis between underscores'],
    ['GitLab: $`a_b`$.', ['inline $`a_b`$'], 'the form that Markdown leaves alone'],
    ['MyST: {math}`a_b` and {math} c', ['inline {math}`a_b`'], 'a role'],
    ['_$x$_', ['inline $x$'], 'emphasis by underscores'],
    ['``$`x`$`` is shown', [], 'a code span that shows math'],
    [r`$(W^T x)$, $'a'$`, [r`inline $(W^T x)$`, r`inline $'a'$`], 'VS Code refuses these openers since lately, GitHub does not'],
    [r`the output $ y $ of`, [r`inline $ y $`], 'spaces on both sides of a letter'],
    [r`the output $ \hat y = Wx $ of`, [r`inline $ \hat y = Wx $`], 'spaces on both sides of a formula'],
    [r`so $x = 1 $ holds`, [r`inline $x = 1 $`], 'VS Code takes a space on one side'],
    ['损失为$h_j$的函数', ['inline $h_j$'], 'no spaces around it in Chinese'],
    ['a 😀 $x$ 𝕏 $y$', ['inline $x$', 'inline $y$'], 'astral characters count two'],
    [r`the $n$th and the $x$s, $i$-th`, [r`inline $n$`, r`inline $x$`, r`inline $i$`], 'endings that touch the sign'],
    [r`$p = \text{cost of $x$}$.`, [r`inline $p = \text{cost of $x$}$`], 'a dollar inside of text'],
    [r`$c = \$5$`, [r`inline $c = \$5$`], 'an escaped dollar inside'],
    ['$a +\nb$ is', ['inline $a +\nb$'], 'over two lines of a paragraph'],
    [r`**$x$** and [$y$](u) and *$z$*`, [r`inline $x$`, r`inline $y$`, r`inline $z$`], 'inside of emphasis and links'],
    [r`\(a_i\) and \\(b\\)`, [r`inline \(a_i\)`, r`inline \\(b\\)`], 'brackets, plain and escaped for Markdown'],
    [r`$\begin{pmatrix} a \\[2pt] b \end{pmatrix}$ x`, [r`inline $\begin{pmatrix} a \\[2pt] b \end{pmatrix}$`], 'row space is no display'],
    [r`rows end in \\[4pt] and $x_1 \\]$`, [r`inline $x_1 \\]$`], 'nor is row space in words'],
    [r`$E\[x^2\]$ is`, [r`inline $E\[x^2\]$`], 'escaped brackets inside are no display'],
    ['# On $x$ ##', ['inline $x$'], 'in a heading'],
    ['On $x$\n=====', ['inline $x$'], 'in a heading with a line under it'],
    ['[^1]: for $x$\n\n    and $y$', ['inline $x$', 'inline $y$'], 'in a footnote and its second paragraph'],
    ['!!! note\n\n    with $y$', ['inline $y$'], 'in an admonition of MkDocs'],
    ['### Case $i = j$', ['inline $i = j$'], 'in a heading with words'],
  ]);
});

describe('inline formulas that touch', () => {
  reads('markdown', [
    [r`so $A\Rightarrow $$B$ is`, [r`inline $A\Rightarrow $`, 'inline $B$'], 'a space inside'],
    ['$k=a,$$k=b$', ['inline $k=a,$', 'inline $k=b$'], 'no space at all'],
    ['得$a$$b$$c$和$$d$$', ['inline $a$', 'inline $b$', 'inline $c$', 'inline $$d$$'], 'three, and a pair of pairs'],
    ['> $a$$b\n> +c$', ['inline $a$', ['inline $b\n> +c$', 'b\n+c']], 'over two lines of a quote'],
    ['| a | b |\n|--|--|\n| $a|b$$c|d$ | e |', ['inline $a|b$', 'inline $c|d$'], 'in a cell with bars'],
    ['$a$ $$b$$ $c$', ['inline $a$', 'inline $$b$$', 'inline $c$'], 'a space parts a pair from its neighbours'],
    ['$5 and $$x$$, $y$', ['inline $$x$$', 'inline $y$'], 'a price before a pair'],
    ['$5$$x$$, so', ['inline $$x$$'], 'an odd sign before a pair'],
    ['so $x\n$$\ny\n$$', ['display $$\ny\n$$'], 'an odd sign before a display'],
    ['so $x =$$\ny\n$$ and $z$', ['display $$\ny\n$$', 'inline $z$'], 'a pair at the end of a line opens a display'],
  ]);
});

describe('what is no math', () => {
  reads('markdown', [
    ['it is $5 and $10', [], 'prices'],
    ['copy $3, with solutions $5)', [], 'prices before punctuation'],
    ['from $5 to $7 per $x$', ['inline $x$'], 'prices before math'],
    ['(US$5) or $20k ($15k)', [], 'prices with letters'],
    ['costs $5, while $\\alpha$ is', ['inline $\\alpha$'], 'a price whose next sign opens math'],
    ['about $ 5 or $ 6', [], 'prices with spaces'],
    ['in $ per user_id and then $ again', [], 'prose with a mark of math between spaces'],
    ['set $HOME and $PATH', [], 'shell variables'],
    ['let the$x$be', [], 'words touch both signs, as VS Code has it'],
    [r`\$x$ and \$5`, [], 'escaped signs'],
    ['`$x$` and ``a ` $y$``', [], 'code spans'],
    ['`a\n$x$ b` $y$', ['inline $y$'], 'a code span over two lines'],
    ['`a $x$', ['inline $x$'], 'a backtick that opens nothing'],
    ['```python\n$x$\n```\n$y$', ['inline $y$'], 'a fence'],
    ['~~~\n```\n$x$\n~~~', [], 'a fence with another inside'],
    ['- a\n\n  ```\n  $x$\n  ```\n  $y$', ['inline $y$'], 'a fence in an item'],
    ['-\ta\n\n\t$x$', ['inline $x$'], 'a tab behind the mark of an item is three columns wide'],
    ['para\n\n    $x$', [], 'indented code'],
    ['Let:\n\n\t$f(x) = x^2$\n\nend', ['inline $f(x) = x^2$'], 'an equation alone in an indented line is no code'],
    ['para\n\n    $a = $b', [], 'but what only begins with the sign is'],
    ['para\n\n    $x = f($y, 1)', [], 'as is a call in a language that marks its names'],
    ['a <!-- $x$ --> $y$', ['inline $y$'], 'a comment'],
    ['<!--\n\n$$\na\n$$\n\n-->\n\n$$b$$', ['display $$b$$'], 'a comment over blank lines'],
    ['<pre>\n$x$\n\n$$y$$\n</pre>\n$z$', ['inline $z$'], 'preformatted HTML'],
    ['a <code>$x$</code> $y$', ['inline $y$'], 'code in HTML'],
    ['a <code> $x$\n\n$y$ </code>', ['inline $x$', 'inline $y$'], 'which ends with its paragraph'],
    ['<!-- $x$', ['inline $x$'], 'a comment that is never closed hides nothing'],
    ['---\ntitle: $x$\n---\n$y$', ['inline $y$'], 'front matter in YAML'],
    ['+++\ntitle = "$x$"\n+++\n$y$', ['inline $y$'], 'front matter in TOML'],
    ['---\n# A\n---\n\n$x$', ['inline $x$'], 'nor is a heading between them'],
    ['---\n\n# A\n\n$x$\n\n---', ['inline $x$'], 'rules across the page are no front matter'],
    ['$$$$ and $ $', [], 'nothing inside'],
    [r`see \[citation needed\] and range \[0, 1)`, [], 'escaped brackets in prose'],
    [r`f \(not the other one\)`, [], 'escaped parentheses in prose'],
    ['an open $x\n\nand y$', [], 'a paragraph ends inline math'],
    ['- an open $x\n- and y$', [], 'so does an item'],
    ['```json\nx = 1\n```\n```\nsome prose\n```', [], 'fences that are no listings'],
  ]);
});

describe('displays', () => {
  const multi = '$$\na = b\n\n- c\n+ d\n> e\n# f\n= g\n1. h\n    & i\n$$';
  const findT = '$$\n\\text{Find } t\\\\\n~~~~y \\ge 1\n$$';
  const commented = '$$\na\n\\note{by the rule\nfor $y_{\\text{i}}$ and what we know}\n= b\n$$';
  reads('markdown', [
    ['$$\nx\n$$', ['display $$\nx\n$$'], 'fences of their own'],
    ['$$x$$', ['display $$x$$'], 'one line'],
    ['so\n$$ x $$\nand', ['display $$ x $$'], 'a line within a paragraph'],
    ['so $$ x $$ is', ['inline $$ x $$'], "kramdown's inline math"],
    ['$$x$$ is', ['inline $$x$$'], 'at the start of a sentence'],
    ['$$x$$.\n\n$$y$$ (1)\n\n$$z$$ {#eq-z}', ['display $$x$$', 'display $$y$$', 'display $$z$$'], 'punctuation and labels behind it'],
    [multi, [`display ${multi}`], 'blank lines and whatever Markdown would see in the others'],
    [`so\n${multi}\nand`, [`display ${multi}`], 'the same within a paragraph'],
    ['so $$ a\n= b $$ and', ['display $$ a\n= b $$'], 'begins and ends within lines'],
    ['$$x\n=y$$', ['display $$x\n=y$$'], 'no space, and a line like that under a heading'],
    ['$$\nx\n$$\n---\n$y$', ['display $$\nx\n$$', 'inline $y$'], 'a rule under a display makes no heading'],
    ['- a\n  $$\n  b\n  $$\n- $c$', [['display $$\n  b\n  $$', '\nb\n'], 'inline $c$'], 'in an item'],
    ['- a\n$$\nb\n$$', ['display $$\nb\n$$'], 'under an item, not indented'],
    ['- a $$\nb\n$$', ['display $$\nb\n$$'], 'begins in an item, not indented'],
    ['1. a\n\n\t$$\n\tb\n\t$$', [['display $$\n\tb\n\t$$', '\nb\n']], 'in an item with tabs'],
    ['> $$\n> a\n>\n> = b\n> $$', [['display $$\n> a\n>\n> = b\n> $$', '\na\n\n= b\n']], 'in a quote'],
    ['> [!tip] T\n> so $$\n> a > b\n> $$', [['display $$\n> a > b\n> $$', '\na > b\n']], 'in a callout'],
    ['> - a\n>   $$x\n>   y$$', [['display $$x\n>   y$$', 'x\ny']], 'in an item in a quote'],
    ['| a | b |\n|---|---|\n| $x$ | $$y$$ |', ['inline $x$', 'display $$y$$'], 'in cells'],
    ['| a | b |\n|--|--|\n| $\\|x\\|$ | c |', [['inline $\\|x\\|$', '|x|']], 'an escaped bar in a cell is a bar'],
    ['| a | b |\n|--|--|\n| $P(a|b)$ | c |', ['inline $P(a|b)$'], 'a bar in math does not part cells if the row says so'],
    ['a | b\n-|-\n$x | y$', [], 'a bar parts cells'],
    ['```math\nx\ny\n```', [['display ```math\nx\ny\n```', 'x\ny\n']], "GitHub's fence"],
    ['```{math}\n:label: eq\n\nx\n```', [['display ```{math}\n:label: eq\n\nx\n```', '\nx\n']], "MyST's fence and its options"],
    ['> ~~~ math\n> x\n> ~~~', [['display ~~~ math\n> x\n> ~~~', 'x\n']], 'a fence in a quote'],
    [r`\[ x_i \] and \\[ y \\]`, [r`display \[ x_i \]`], 'brackets; in a sentence there must be a mark of math'],
    ['\\[\na \\\\[2pt]\nb\n\\]', ['display \\[\na \\\\[2pt]\nb\n\\]'], 'a row space inside of brackets'],
    ['\\\\[\na \\\\\\\\ b\n\\\\]', ['display \\\\[\na \\\\\\\\ b\n\\\\]'], 'brackets escaped for Markdown'],
    [
      'so\n\\begin{align*}\na &= b \\\\\n\n- c &= d_*\n\\end{align*}\nand *e*',
      ['display \\begin{align*}\na &= b \\\\\n\n- c &= d_*\n\\end{align*}'],
      'a bare environment',
    ],
    [
      '> \\begin{equation}\n> a\n> \\end{equation}',
      [['display \\begin{equation}\n> a\n> \\end{equation}', '\\begin{equation}\na\n\\end{equation}']],
      'a bare environment in a quote',
    ],
    ['$$\\begin{aligned}x\\end{aligned}$$', ['display $$\\begin{aligned}x\\end{aligned}$$'], 'an environment in dollars'],
    ['\\begin{cases}x\\end{cases} \\begin{constructor} \\begin{__proto__}', [], 'other environments are no formulas'],
    ['a\r\n$$\r\nx\r\n$$\r\n\r\n$y$', ['display $$\r\nx\r\n$$', 'inline $y$'], 'CRLF'],
    ['\uFEFF$x$\r$$y$$', ['inline $x$', 'display $$y$$'], 'a byte order mark, and CR alone'],
    ['<div>\n$$x$$\n</div>', ['display $$x$$'], 'in HTML'],
    ['::: {.hidden}\n$$\nx\n$$\n:::', ['display $$\nx\n$$'], "in Quarto's division"],
    [r`$$ f(x) \text{ if $x = 1$}$$`, [r`display $$ f(x) \text{ if $x = 1$}$$`], 'a dollar inside of text'],
    ['$$\na\n% three more words here\n$$', ['display $$\na\n% three more words here\n$$'], 'a comment of TeX is no prose'],
    ['`$$` and $$x$$', ['inline $$x$$'], 'the mark as code'],
    [findT, [`display ${findT}`], 'space in TeX is no fence'],
    ['\\\\[\na \\\\\n~~~~y\n\\\\]', ['display \\\\[\na \\\\\n~~~~y\n\\\\]'], 'nor is it in brackets'],
    ['- so\n  $$\n  ~~~~y\n  $$', [['display $$\n  ~~~~y\n  $$', '\n~~~~y\n']], 'nor in an item'],
    ['$$\na\n``` b\n$$', ['display $$\na\n``` b\n$$'], 'a variable is no language'],
    ['$$\na\n\n    b\n$$', ['display $$\na\n\n    b\n$$'], 'four spaces are no code'],
    [commented, [`display ${commented}`], 'words and dollars in an argument'],
  ]);
});

describe('what is never closed', () => {
  reads('markdown', [
    ['a\n\n$$\nx = 1\n\n$y$', ['unclosed $$', 'inline $y$'], 'to the end of the file'],
    [
      '$$\nx\n\nNow we turn to words.\n\n$$\ny\n$$\n$z$',
      ['unclosed $$', 'display $$\ny\n$$', 'inline $z$'],
      'the next display stays whole',
    ],
    ['$$\nx\n\n# Heading\n\n$$\ny\n$$', ['unclosed $$', 'display $$\ny\n$$'], 'a heading is no math'],
    ['$$\nx\nwith $y$ in it\n$$\nz\n$$', ['unclosed $$', 'inline $y$', 'display $$\nz\n$$'], 'inline math is not inside of a display'],
    ['$$\nx\n\n```\ncode\n```\n\n$$y$$', ['unclosed $$', 'display $$y$$'], 'a fence is no math'],
    ['$$\nx\n\n~~~c\ncode\n~~~\n\n$$y$$', ['unclosed $$', 'display $$y$$'], 'nor is one of tildes that is closed'],
    ['$$\nx\n\n```python\nf("$$")\n```\n$y$', ['unclosed $$', 'inline $y$'], 'nor one with a language whose code has the mark'],
    [
      '$$\nx_{\nwith $y$ in it\n$$\nz\n$$',
      ['unclosed $$', 'inline $y$', 'display $$\nz\n$$'],
      'a brace that is never closed hides nothing',
    ],
    ['$$\nx_{\n\nwith $y$ and }\n\n$$\nz\n$$', ['unclosed $$', 'inline $y$', 'display $$\nz\n$$'], 'an argument ends with its paragraph'],
    ['$$\nx\n\nand\n\n$$\ny\n$$', ['unclosed $$', 'display $$\ny\n$$'], 'a line of one word'],
    ['$$\nx\n\n因此\n\n$$\ny\n$$', ['unclosed $$', 'display $$\ny\n$$'], 'Chinese words'],
    ['> $$\n> x\n\n$$y$$', ['unclosed $$', 'display $$y$$'], 'a quote ends'],
    ['- $$ x\n- y $$', ['unclosed $$', 'unclosed $$'], 'the next item is no line of the formula'],
    ['- $$ x\n- $y$', ['unclosed $$', 'inline $y$'], 'the next item begins'],
    ['\\[\nx\n\n\\[ y \\]', ['unclosed \\[', 'display \\[ y \\]'], 'a bracket before another'],
    [
      '\\begin{align}\nx\n\n\\begin{align} y \\end{align}',
      ['unclosed \\begin{align}', 'display \\begin{align} y \\end{align}'],
      'an environment',
    ],
    ['```math\nx\n\n```python\ny\n```\n$z$', ['unclosed ```math', 'inline $z$'], 'a fence before another'],
    ['| $$ x | $y$ |\n|--|--|', ['unclosed $$', 'inline $y$'], 'a cell ends'],
    ['# $$ x\n$y$', ['unclosed $$', 'inline $y$'], 'a heading ends'],
    [r`\] \end{align} \) and $x$`, ['inline $x$'], 'closing marks alone'],
  ]);
});

describe('listings', () => {
  reads('markdown', [
    [
      '```\n# Set Input\nw=5; x=3\n\nv = x*y             dfdu = z\n                   dfdy = x*dfdv # dvdy = x\n```',
      [
        [
          'listing ```\n# Set Input\nw=5; x=3\n\nv = x*y             dfdu = z\n                   dfdy = x*dfdv # dvdy = x\n```',
          '# Set Input\nw=5; x=3\n\nv = x*y             dfdu = z\n                   dfdy = x*dfdv # dvdy = x\n',
        ],
      ],
      'two columns, as on a slide',
    ],
    ['~~~python\ndW = x\nprint(a)\n~~~', [['listing ~~~python\ndW = x\nprint(a)\n~~~', 'dW = x\nprint(a)\n']], 'half of the lines'],
    ['```\ndW = x\nprint(a)\nf(b=1)\n```', [], 'less than half'],
    ['> ```\n> a = b\n> ```', [['listing ```\n> a = b\n> ```', 'a = b\n']], 'in a quote'],
    ['```bash\na=1\n```', [], 'a language in which this is no arithmetic'],
    ['```\na = b', [['listing ```\na = b', 'a = b']], 'a fence reaches to the end of the file'],
  ]);
});
