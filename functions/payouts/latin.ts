/** Letters that do not fall apart into a Latin letter and its mark. */
const SPELT: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'Th',
  þ: 'th',
  ı: 'i',
  '&': '+',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
};

/**
 * What banks take: the Latin letters and digits and a few signs of ISO 20022 payments. Marks are dropped, what has no
 * Latin spelling becomes a full stop; a slash stands neither first, last nor twice.
 */
export const latin = (text: string, most: number): string =>
  [...text.normalize('NFD').replaceAll(/\p{M}/gu, '')]
    .map((sign) => SPELT[sign] ?? sign)
    .join('')
    .replaceAll(/[^A-Za-z0-9/?:().,'+ -]/g, '.')
    .replaceAll(/\/{2,}/g, '/')
    .replaceAll(/\s+/g, ' ')
    .slice(0, most)
    .replaceAll(/^[/ ]+|[/ ]+$/g, '') || '.';
