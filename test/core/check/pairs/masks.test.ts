import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const masked = r`$$F = \lVert K \odot (A - U V^\top) \rVert_F^2$$ $$\nabla_U F = -2 (K \odot K \odot (A - U V^\top)) V`;
const right = r`${masked} = -2 (K \odot (A - U V^\top)) V$$`;
const wrong = r`${masked} = 2 (K \odot (A - U V^\top)) V$$`;

pairs('what words say of masks', [
  [
    r`The mask $K$ of size $m \times n$ consists of zeros and ones. ${right}`,
    r`The mask $K$ of size $m \times n$ consists of zeros and ones. ${wrong}`,
    'over a size',
  ],
]);

checks('masks in six languages', [
  [r`$K$ is an $m \times n$ matrix of zeros and ones. ${right}`, 'holds-assuming', '', 'English'],
  [r`Die Maske $K$ (Größe $m \times n$) besteht aus Nullen und Einsen. ${right}`, 'holds-assuming', '', 'German'],
  [r`Le masque $K$ de taille $m \times n$ est fait de zéros et de uns. ${right}`, 'holds-assuming', '', 'French'],
  [r`La máscara $K$ de tamaño $m \times n$ tiene ceros y unos. ${right}`, 'holds-assuming', '', 'Spanish'],
  [r`Маска $K$ размера $m \times n$ состоит из нулей и единиц. ${right}`, 'holds-assuming', '', 'Russian'],
  [r`掩码 $K$ 由0和1组成。${right}`, 'holds-assuming', '', 'Chinese'],
  [r`With a mask $K$: ${right}`, 'undetermined', '', 'a mask may let a part of something through'],
]);
