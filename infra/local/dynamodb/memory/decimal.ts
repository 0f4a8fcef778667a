import { invalid } from './failure.ts';

/** Exact decimal numbers as DynamoDB keeps them: 38 digits, 1e-130 to 9.99...e125. No float anywhere. */
interface Decimal {
  readonly digits: bigint;
  /** The value is `digits` times ten to this power. */
  readonly exponent: number;
}

const MOST_DIGITS = 38;
const LARGEST_MAGNITUDE = 125;
const SMALLEST_MAGNITUDE = -130;
/** Already in the form that is kept, and exact as a float too. */
const PLAIN = /^(?:0|-?[1-9]\d{0,14})$/;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

const isPlain = (text: string): boolean => PLAIN.test(text);

function read(text: string): Decimal {
  const [, sign, whole = '', part = '', power = '0'] = NUMBER.exec(text.trim()) ?? [];
  if (whole === '' && part === '') throw invalid('A value provided cannot be converted into a number');
  const digits = (whole + part).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return { digits: 0n, exponent: 0 };
  const exponent = Number(power) - part.length + digits.length - kept.length;
  return { digits: sign === '-' ? -BigInt(kept) : BigInt(kept), exponent };
}

function write({ digits, exponent }: Decimal): string {
  if (digits === 0n) return '0';
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits);
  if (exponent >= 0) return sign + text + '0'.repeat(exponent);
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

function checked(value: Decimal): Decimal {
  if (value.digits === 0n) return value;
  const length = String(value.digits < 0n ? -value.digits : value.digits).length;
  const magnitude = length + value.exponent - 1;
  const stored = (which: string, size: string) =>
    invalid(`Number ${which}. Attempting to store a number with magnitude ${size} than supported range`);
  if (magnitude > LARGEST_MAGNITUDE) throw stored('overflow', 'larger');
  if (magnitude < SMALLEST_MAGNITUDE) throw stored('underflow', 'smaller');
  if (length > MOST_DIGITS) throw invalid('DynamoDB only supports precision up to 38 digits');
  return value;
}

/** The one way to write this number: no exponent, no needless zeros. Throws for what DynamoDB cannot keep. */
export const normalNumber = (text: string): string => (isPlain(text) ? text : write(checked(read(text))));

const scaled = (value: Decimal, exponent: number): bigint => value.digits * 10n ** BigInt(value.exponent - exponent);

/** Below, at or above zero, as `left` is to `right`; both in normal form. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (isPlain(left) && isPlain(right)) return Number(left) - Number(right);
  const [one, two] = [read(left), read(right)];
  const exponent = Math.min(one.exponent, two.exponent);
  const difference = scaled(one, exponent) - scaled(two, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `left + right`, or `left - right`; both in normal form. Throws when the result cannot be kept exactly. */
export function addNumbers(left: string, right: string, sign: '+' | '-'): string {
  if (isPlain(left) && isPlain(right)) return String(Number(left) + (sign === '+' ? Number(right) : -Number(right)));
  const [one, two] = [read(left), read(right)];
  const exponent = Math.min(one.exponent, two.exponent);
  const [first, second] = [scaled(one, exponent), scaled(two, exponent)];
  const sum = { digits: sign === '+' ? first + second : first - second, exponent };
  return normalNumber(write(sum));
}

/** Bytes that DynamoDB counts for a number in normal form: pairs of digits, and one, and one for a minus. */
export function numberSize(text: string): number {
  if (text === '0') return 1;
  if (isPlain(text)) {
    // Zeros at the end, by pairs, cost nothing.
    const minus = text.startsWith('-') ? 1 : 0;
    let end = text.length;
    while (text[end - 1] === '0') end--;
    const zeros = text.length - end;
    return Math.ceil((text.length - minus) / 2) - Math.floor(zeros / 2) + 1 + minus;
  }
  const { digits, exponent } = read(text);
  if (digits === 0n) return 1;
  const length = String(digits < 0n ? -digits : digits).length;
  const pairs = Math.ceil((length + exponent) / 2) - Math.floor(exponent / 2);
  return pairs + 1 + (digits < 0n ? 1 : 0);
}
